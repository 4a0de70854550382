"""The state of one desk, as values."""

from dataclasses import dataclass, field
from enum import Enum

from liveness_station.domain.conditions import UNJUDGED, Condition
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.gate_readings import UNGATED, GateReading
from liveness_station.domain.gates import Gate
from liveness_station.domain.guiding import Method, Movement, Obstacle, Script
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.overrides import Override
from liveness_station.domain.people import OWNER, Person
from liveness_station.domain.policies import Policy
from liveness_station.domain.queue import NOBODY_WAITS, Queue
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason
from liveness_station.session.visits import FREE_RULES, NOBODY, DeskRules, OtherWay, Visit

DEADLINE_S = 15.2
"""A verification that has not ended by then is shown as an error, whatever the worker does; with
the tick that notices it, within 15.5 s of the key."""

GUIDE_LIMIT_S = 12.0
"""A guide that has not ended by then is given up; the verification's own time starts after it."""

VERDICT_LIFE_S = 120.0
"""How long a verdict stays on screen; after that the person may be another one."""

SLEEP_GAP_S = 5.0
"""A desk that has not looked at the clock for so long was asleep, or as good as."""

MAX_FRAME_AGE_S = 0.3
"""An older frame is not captured: the camera may hang, the person may have left."""

DOUBLE_PRESS_S = 0.5
"""A second capture so soon after the first is a double click, not a wish for another check."""


class Notice(Enum):
    """One short remark to the operator that is not about a verdict."""

    SUBJECT_MISSING = "subject_missing"
    SUBJECT_NOT_SET = "subject_not_set"
    SUBJECT_TOO_LONG = "subject_too_long"
    SUBJECT_CONTROL_CHARACTER = "subject_control_character"
    NO_PICTURE = "no_picture"
    PICTURE_TOO_OLD = "picture_too_old"
    PICTURE_UNUSABLE = "picture_unusable"
    ALREADY_CHECKING = "already_checking"
    ENGINE_STARTING = "engine_starting"
    GATES_LOADING = "gates_loading"
    MEMORY_LOW = "memory_low"
    VERDICT_EXPIRED = "verdict_expired"
    SUBJECT_SWAPPED = "subject_swapped"
    SUBJECT_LEFT = "subject_left"
    SUBJECT_LOOKED_FOR = "subject_looked_for"
    SUBJECT_AGAINST_RULE = "subject_against_rule"
    SUBJECT_CHECK_DIGIT = "subject_check_digit"
    SUBJECT_SHORTENED = "subject_shortened"
    SUBJECT_FULL_WIDTH = "subject_full_width"
    QUEUE_EMPTY = "queue_empty"
    CONSENT_MISSING = "consent_missing"
    CONSENT_BEING_RECORDED = "consent_being_recorded"
    CONSENT_NOT_RECORDED = "consent_not_recorded"
    CONSENT_REFUSED = "consent_refused"
    ATTEMPTS_SPENT = "attempts_spent"
    OTHER_METHOD_TAKEN = "other_method_taken"
    DESK_LOCKED = "desk_locked"
    NOT_ALLOWED = "not_allowed"
    NOT_WRITTEN_DOWN = "not_written_down"
    SECOND_PERSON_NEEDED = "second_person_needed"
    NOTHING_TO_DECIDE = "nothing_to_decide"


@dataclass(frozen=True, slots=True)
class CameraClosed:
    """No source is chosen, or none was found."""


@dataclass(frozen=True, slots=True)
class CameraOpening:
    """A source is being opened; for how long already, in whole seconds, is told as it goes on."""

    label: str
    since_s: float
    waited_s: int = 0


@dataclass(frozen=True, slots=True)
class CameraLive:
    """Frames are coming.

    Attributes:
        description: what from, how large, and how often it claims to.
        is_demo: True for the demonstration source.
        condition: how the pictures are, and how many different ones really come.
        instead_of: the camera that was wanted and is not there; "" where this is the wanted one.
        kind: what it is, because a stream has no cable to look after.
    """

    description: str
    is_demo: bool = False
    condition: Condition = UNJUDGED
    instead_of: str = ""
    kind: SourceKind = SourceKind.DEVICE

    @property
    def is_blocked(self) -> bool:
        """Tells whether nothing may be captured."""
        return self.condition.is_blocking


@dataclass(frozen=True, slots=True)
class CameraFailed:
    """No frames are coming, and why; it is tried again by itself. `kind` is as while it is live."""

    label: str
    trouble: CameraTrouble
    kind: SourceKind = SourceKind.DEVICE


CameraState = CameraClosed | CameraOpening | CameraLive | CameraFailed


@dataclass(frozen=True, slots=True)
class EngineStarting:
    """The endpoint is being made ready."""


@dataclass(frozen=True, slots=True)
class EngineReady:
    """The endpoint can be asked: its name ("local" or a host) and its engine, where known."""

    endpoint: str
    engine: str = ""


@dataclass(frozen=True, slots=True)
class EngineFailed:
    """The endpoint cannot be asked, and why."""

    reason: Reason
    detail: str = ""


EngineState = EngineStarting | EngineReady | EngineFailed


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing is being checked and no verdict is shown."""


@dataclass(frozen=True, slots=True)
class GuideProgress:
    """How far a guided check has come, as the subject is shown it.

    Attributes:
        movement: what is being asked for now; None: to face the camera and hold still.
        done: how many movements were seen.
        total: how many are asked for in all; 0 where frames are only collected.
        turn: how far the head is turned to the subject's left, from where it rests; None without
            a face.
        obstacle: what keeps the check from beginning.
    """

    movement: Movement | None = None
    done: int = 0
    total: int = 0
    turn: float | None = None
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class Guiding:
    """A subject is being watched, and asked for movements; nothing has been sent yet.

    Attributes:
        job: the job.
        script: what is asked for; without prompts, frames are only collected.
        still: the frame that was on screen when the capture key was pressed.
        since_s: when that was.
        progress: how far it has come.
    """

    job: Job
    script: Script
    still: Frame
    since_s: float
    progress: GuideProgress = GuideProgress()


@dataclass(frozen=True, slots=True)
class Verifying:
    """A job is under way; its still is shown.

    Attributes:
        job: the job.
        still: the frame that it is about.
        since_s: since when.
        is_refused: True where nothing is judged any more and its refusal is being recorded.
    """

    job: Job
    still: Frame
    since_s: float
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Showing:
    """A recorded outcome is shown over the still it is about.

    Attributes:
        outcome: the outcome.
        still: the frame.
        since_s: since when.
        has_left: True where the subject was gone for so long that nobody can be let pass on it.
        override: what an operator decided beside it, once that is recorded.
        has_note: True where a note about it is recorded.
    """

    outcome: Outcome
    still: Frame
    since_s: float
    has_left: bool = False
    override: Override | None = None
    has_note: bool = False


Phase = Idle | Guiding | Verifying | Showing | OtherWay


@dataclass(frozen=True, slots=True)
class Refusal:
    """A capture by this method was not sent, because of these, at this time."""

    gates: tuple[Gate, ...]
    at_s: float
    method: Method = Method.STILL


@dataclass(frozen=True, slots=True)
class DeskState:
    """Everything that the window shows follows from this value.

    `captured_at_s` is when the last check of this generation was started, and `captured_stretch`
    whose face it was, as the gates count them. `refused_count` counts the captures that the gates
    refused, less those that the operator then insisted on. `visit` is about the present subject,
    `queue` holds those who wait, `operator` works at the desk, and `is_curtained` says that the
    window may be seen by the subject.
    """

    subject: Subject | None = None
    generation: int = 0
    captured_at_s: float | None = None
    phase: Phase = Idle()
    camera: CameraState = CameraClosed()
    engine: EngineState = EngineStarting()
    policy: Policy = field(default_factory=Policy)
    notice: Notice | None = None
    is_subject_being_typed: bool = False
    gates: GateReading = UNGATED
    refusal: Refusal | None = None
    captured_stretch: int | None = None
    refused_count: int = 0
    visit: Visit = NOBODY
    queue: Queue = NOBODY_WAITS
    operator: Person = OWNER
    rules: DeskRules = FREE_RULES
    is_locked: bool = False
    is_training: bool = False
    is_curtained: bool = False
    is_memory_low: bool = False
