"""The guided part of a check: the subject is watched, and nothing is sent yet.

Every guide ends in one of two ways: its frames are judged, or its job is recorded as refused. Never
in both, never in none; so that each capture has one terminal row.
"""

from dataclasses import replace

from liveness_station.domain.frames import Frame
from liveness_station.domain.fusion import MIN_SCORED, MOVEMENT_IN_TIME
from liveness_station.domain.guiding import Asked, Script
from liveness_station.domain.outcomes import Job
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Decision, Reason, decide_failure
from liveness_station.session.events import (
    Effect,
    GuideFailed,
    GuideFinished,
    RecordRefusal,
    StartGuiding,
    StartVerification,
    Step,
    StopGuiding,
)
from liveness_station.session.states import DeskState, GuideProgress, Guiding, Verifying


def begin_guide(state: DeskState, phase: Guiding) -> Step:
    """Has the subject watched."""
    return replace(state, phase=phase), (StartGuiding(phase.job, phase.script),)


def guide_progressed(state: DeskState, job: Job, progress: GuideProgress) -> DeskState:
    """Shows how far the running guide has come; another one's progress changes nothing."""
    phase = _running(state, job)
    return state if phase is None else replace(state, phase=replace(phase, progress=progress))


def guide_finished(state: DeskState, event: GuideFinished) -> Step:
    """Has the frames of the running guide judged; another one's change nothing."""
    phase = _running(state, event.job)
    if phase is None:
        return state, ()
    if len(event.frames) < MIN_SCORED:
        return _refused(state, phase, Reason.TOO_FEW_FRAMES, event)
    if not all(_is_of(frame, phase) for frame in event.frames):
        return _refused(state, phase, Reason.STALE_FRAME, event)
    signals = (*event.signals, *_disobedience(phase.script, event))
    # One of the judged frames: a verdict stands over what it is about.
    verifying = Verifying(phase.job, event.frames[0], event.now_s)
    effect = StartVerification(phase.job, event.frames, signals)
    return replace(state, phase=verifying, notice=None), (effect,)


def guide_failed(state: DeskState, event: GuideFailed) -> Step:
    """Has the running guide recorded as refused, and shows that once it is."""
    phase = _running(state, event.job)
    if phase is None:
        return state, ()
    return _refused(state, phase, event.reason, event, detail=event.detail)


def abandon_guide(phase: Guiding, reason: Reason) -> tuple[Effect, ...]:
    """Returns what ends a guide that nobody waits for any more, and records its end."""
    decision = decide_failure(reason, detail="while guiding")
    return StopGuiding(phase.job), _refusal(phase, decision, ())


def _running(state: DeskState, job: Job) -> Guiding | None:
    """Returns the guide that runs, if it is this job's and of this generation."""
    phase = state.phase
    if not isinstance(phase, Guiding) or phase.job != job or job.generation != state.generation:
        return None
    return phase


def _refused(
    state: DeskState,
    phase: Guiding,
    reason: Reason,
    event: GuideFinished | GuideFailed,
    *,
    detail: str = "",
) -> Step:
    """Waits for the record of the refusal as it would for a verdict, deadline and all."""
    refusal = _refusal(phase, decide_failure(reason, detail=detail), event.signals)
    waiting = Verifying(phase.job, phase.still, event.now_s, is_refused=True)
    return replace(state, phase=waiting, notice=None), (refusal,)


def _refusal(phase: Guiding, decision: Decision, signals: tuple[Signal, ...]) -> RecordRefusal:
    return RecordRefusal(phase.job, decision, phase.still.source_label, signals)


def _is_of(frame: Frame, phase: Guiding) -> bool:
    """Tells whether a frame was taken for this guide: from its source, and not before it."""
    still = phase.still
    return (
        frame.source_label == still.source_label
        and frame.is_demo == still.is_demo
        and frame.captured_at_s >= still.captured_at_s
    )


def _disobedience(script: Script, event: GuideFinished) -> tuple[Signal, ...]:
    """Returns the evidence that something else was done than was asked for, unless it is there.

    The one who watches says so, too; but whether a check was the drawn one must not hang on him.
    """
    if any(signal.code == MOVEMENT_IN_TIME and signal.is_against for signal in event.signals):
        return ()
    done = sum(
        seen.movement is prompt.movement and _was_done(seen)
        for prompt, seen in zip(script.prompts, event.asked, strict=False)
    )
    wanted = len(script.prompts)
    if done == wanted == len(event.asked):
        return ()
    return (Signal(MOVEMENT_IN_TIME, float(done), float(wanted), is_against=True),)


def _was_done(seen: Asked) -> bool:
    return seen.done_at_s is not None and seen.done_at_s >= seen.asked_at_s
