"""What can happen at a desk, and what the desk then wants done."""

from dataclasses import dataclass

from liveness_station.domain.frames import Frame
from liveness_station.domain.gate_readings import GateReading
from liveness_station.domain.guiding import Asked, Method, Script
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Decision, Reason
from liveness_station.session.states import CameraState, DeskState, EngineState, GuideProgress
from liveness_station.session.visit_events import VisitEffect, VisitEvent

NO_SCRIPT = Script(())
"""Asks for nothing: frames are only collected."""


@dataclass(frozen=True, slots=True)
class SubjectTyped:
    """The operator has entered a subject's reference."""

    untrusted_text: str


@dataclass(frozen=True, slots=True)
class SubjectEdited:
    """The field for the reference holds text that has not been entered, or no longer does."""

    is_pending: bool


@dataclass(frozen=True, slots=True)
class CapturePressed:
    """The capture key or button was pressed while `frame` was on screen.

    Attributes:
        frame: what was on screen, None where there was nothing.
        job_id: the id that a job made of it gets.
        now_s: when.
        method: how the capture is to be taken; a burst is a guide that asks for nothing.
        script: what a guided check asks for; without prompts for every other method.

    Raises:
        ValueError: a guided check without prompts, or prompts for another method.
    """

    frame: Frame | None
    job_id: str
    now_s: float
    method: Method = Method.STILL
    script: Script = NO_SCRIPT

    def __post_init__(self) -> None:
        if bool(self.script.prompts) != (self.method is Method.GUIDED):
            raise ValueError("a guided check, and no other, has prompts")


@dataclass(frozen=True, slots=True)
class GuideProgressed:
    """The guide has asked for something, or seen something."""

    job: Job
    progress: GuideProgress


@dataclass(frozen=True, slots=True)
class GuideFinished:
    """The guide has ended by itself; its frames are to be judged.

    Attributes:
        job: the job.
        frames: what is to be judged, in the order of their time.
        signals: what was measured of face and movement.
        asked: what was asked for and seen, in its order; empty for a burst.
        now_s: when.
    """

    job: Job
    frames: tuple[Frame, ...]
    signals: tuple[Signal, ...]
    asked: tuple[Asked, ...]
    now_s: float


@dataclass(frozen=True, slots=True)
class GuideFailed:
    """The guide has ended by itself and has nothing that could be judged."""

    job: Job
    reason: Reason
    now_s: float
    detail: str = ""
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class CancelPressed:
    """The operator no longer wants the running verification."""

    now_s: float


@dataclass(frozen=True, slots=True)
class DonePressed:
    """The operator has read the verdict and is done with this subject."""


@dataclass(frozen=True, slots=True)
class OutcomeArrived:
    """The worker has recorded the outcome of a job."""

    outcome: Outcome
    now_s: float


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time has passed; deadlines and the life of a verdict are judged by it."""

    now_s: float


@dataclass(frozen=True, slots=True)
class Woken:
    """The machine slept, or stood still, since the last event; who sits there now is unknown."""

    now_s: float


@dataclass(frozen=True, slots=True)
class CameraChanged:
    """The source's state has changed."""

    camera: CameraState


@dataclass(frozen=True, slots=True)
class GatesChanged:
    """What the gates say has changed."""

    reading: GateReading
    now_s: float


@dataclass(frozen=True, slots=True)
class EngineChanged:
    """The endpoint's state has changed."""

    engine: EngineState


@dataclass(frozen=True, slots=True)
class MemoryChanged:
    """This computer has too little memory left for a check, or enough again."""

    is_low: bool


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """The administrator's rules have changed; a running job keeps its own."""

    policy: Policy


@dataclass(frozen=True, slots=True)
class DeskClosed:
    """The window is being closed."""


Event = (
    SubjectTyped
    | SubjectEdited
    | CapturePressed
    | GuideProgressed
    | GuideFinished
    | GuideFailed
    | CancelPressed
    | DonePressed
    | OutcomeArrived
    | Ticked
    | Woken
    | CameraChanged
    | GatesChanged
    | EngineChanged
    | PolicyChanged
    | MemoryChanged
    | DeskClosed
    | VisitEvent
)


@dataclass(frozen=True, slots=True)
class StartGuiding:
    """Watch the subject, ask for what the script says, and collect frames."""

    job: Job
    script: Script


@dataclass(frozen=True, slots=True)
class StopGuiding:
    """Ask for nothing more; what was collected for this job is of no use."""

    job: Job


@dataclass(frozen=True, slots=True)
class StartVerification:
    """Have these frames judged for this job; one frame is a still.

    Attributes:
        job: the job.
        frames: at least one, in the order of their time.
        signals: what a guide has measured besides; may veto and never rescue.
    """

    job: Job
    frames: tuple[Frame, ...]
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordRefusal:
    """Record that this job ended before anything was sent; its one terminal row.

    Attributes:
        job: the job.
        decision: why; never LIVE.
        source: where its frames came from.
        signals: what a guide had measured by then.
    """

    job: Job
    decision: Decision
    source: str
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class CancelVerification:
    """Stop working on this job as soon as possible."""

    job: Job


@dataclass(frozen=True, slots=True)
class RecordLate:
    """Record that this outcome came too late to be shown."""

    outcome: Outcome


Effect = (
    StartGuiding
    | StopGuiding
    | StartVerification
    | RecordRefusal
    | CancelVerification
    | RecordLate
    | VisitEffect
)

Step = tuple[DeskState, tuple[Effect, ...]]
"""The next state, and what is to be done besides."""
