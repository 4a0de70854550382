"""What can happen at a desk, and what the desk then wants done."""

from dataclasses import dataclass

from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.session.states import CameraState, EngineState


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
    """The capture key or button was pressed while `frame` was on screen."""

    frame: Frame | None
    job_id: str
    now_s: float


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
class EngineChanged:
    """The endpoint's state has changed."""

    engine: EngineState


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """The administrator's rules have changed; a running job keeps its own."""

    policy: Policy


Event = (
    SubjectTyped
    | SubjectEdited
    | CapturePressed
    | CancelPressed
    | DonePressed
    | OutcomeArrived
    | Ticked
    | Woken
    | CameraChanged
    | EngineChanged
    | PolicyChanged
)


@dataclass(frozen=True, slots=True)
class StartVerification:
    """Have this frame judged for this job."""

    job: Job
    frame: Frame


@dataclass(frozen=True, slots=True)
class CancelVerification:
    """Stop working on this job as soon as possible."""

    job: Job


@dataclass(frozen=True, slots=True)
class RecordLate:
    """Record that this outcome came too late to be shown."""

    outcome: Outcome


Effect = StartVerification | CancelVerification | RecordLate
