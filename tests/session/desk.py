"""Frames, jobs, outcomes and states for the tests of the desk."""

from dataclasses import replace

import numpy as np

from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.session.states import DeskState, EngineReady, Idle, Phase

LIVE = Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD, score=0.93, request_id="r-1")
SPOOF = Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=0.2, request_id="r-2")
CANCELLED = decide_failure(Reason.CANCELLED)
ANNA = Subject("A-1042")
NOW_S = 100.0


def frame(at_s: float = NOW_S, *, sequence: int = 0, is_demo: bool = False) -> Frame:
    pixels = np.zeros((2, 2, 3), np.uint8)
    return Frame(pixels, at_s, sequence, "scripted camera", is_demo=is_demo)


def job(job_id: str = "job-1", *, subject: Subject = ANNA, generation: int = 1) -> Job:
    return Job(job_id, subject, generation, Policy())


def outcome(of: Job, decision: Decision = LIVE, *, recorded: bool = True) -> Outcome:
    row = 7 if recorded else None
    return Outcome(of, decision, "local", recorded=recorded, record_sequence=row)


def desk(phase: Phase | None = None, **changes: object) -> DeskState:
    """Returns a desk that is ready for a capture of Anna, changed as told."""
    ready = DeskState(subject=ANNA, generation=1, engine=EngineReady("local"))
    return replace(ready, phase=phase or Idle(), **changes)  # type: ignore[arg-type]  # fields by name
