"""What can happen at a desk besides captures, and what it then wants done."""

from dataclasses import dataclass

from liveness_station.domain.consents import ConsentAnswer, ConsentRoute
from liveness_station.domain.desk_events import DeskEvent, OtherReason, Recorded
from liveness_station.domain.overrides import Override
from liveness_station.domain.people import Person
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.subjects import Subject
from liveness_station.session.visits import DeskRules


@dataclass(frozen=True, slots=True)
class QueueEdited:
    """The operator has changed the queue."""

    queue: Queue


@dataclass(frozen=True, slots=True)
class NextPressed:
    """The operator calls the next one in line."""


@dataclass(frozen=True, slots=True)
class SubjectCalled:
    """The operator calls this one, from the line or by a scan."""

    waiting: Waiting


@dataclass(frozen=True, slots=True)
class SubjectLookedUp:
    """It is known whether a subject was here of late.

    Attributes:
        subject: whom it is about.
        generation: the desk's when it was asked.
        ages_s: how long ago each judged attempt was that counts, in seconds.
        allowed_more: so many attempts was the subject allowed besides, in that time.
        last_job: the last attempt; "" for none.
        now_s: when it was answered.
    """

    subject: Subject
    generation: int
    ages_s: tuple[float, ...]
    allowed_more: int
    last_job: str
    now_s: float


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """The present subject is addressed in another language."""

    language: str


@dataclass(frozen=True, slots=True)
class ConsentAnswered:
    """The present subject has answered the question.

    Attributes:
        answer: what was said.
        route: how far a picture may go.
        consent_id: names the question, anew each time.
        text_version: of the text that was shown.
        language: of that text.
        now_s: when.
        host: where a picture may go, as the text named it; "" where it named none.
    """

    answer: ConsentAnswer
    route: ConsentRoute
    consent_id: str
    text_version: str
    language: str
    now_s: float
    host: str = ""


@dataclass(frozen=True, slots=True)
class OtherMethodChosen:
    """The present subject goes another way."""

    reason: OtherReason
    now_s: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecheckPressed:
    """The operator wants another attempt of the same subject."""


@dataclass(frozen=True, slots=True)
class OverrideChosen:
    """The operator decides beside the verdict that is shown.

    Attributes:
        override: what and why.
        second: who has confirmed it.
        job_id: the attempt that it was about when it was asked; "" for what is shown now.
    """

    override: Override
    second: Person | None = None
    job_id: str = ""


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """The operator has written something down about the attempt that is shown."""

    text: str


@dataclass(frozen=True, slots=True)
class AttemptsAllowed:
    """A supervisor allows the present subject more attempts."""

    attempts: int
    by: Person


@dataclass(frozen=True, slots=True)
class EventRecorded:
    """The worker has recorded a desk event, or could not."""

    recorded: Recorded


@dataclass(frozen=True, slots=True)
class OperatorChanged:
    """Somebody else works at the desk from now on; it is unlocked by that."""

    operator: Person


@dataclass(frozen=True, slots=True)
class DeskLocked:
    """The desk is left: nothing on it may be seen or done until somebody signs in."""

    now_s: float


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """The administrator's rules for visits have changed."""

    rules: DeskRules


@dataclass(frozen=True, slots=True)
class TrainingChanged:
    """A drill begins or ends."""

    is_training: bool


@dataclass(frozen=True, slots=True)
class WishRefused:
    """Whoever is at the desk wished for something that their role does not allow."""


@dataclass(frozen=True, slots=True)
class CurtainPressed:
    """The window is about to be seen by the subject, or no more."""


VisitEvent = (
    QueueEdited
    | NextPressed
    | SubjectCalled
    | SubjectLookedUp
    | LanguageChosen
    | ConsentAnswered
    | OtherMethodChosen
    | RecheckPressed
    | OverrideChosen
    | NoteWritten
    | AttemptsAllowed
    | EventRecorded
    | OperatorChanged
    | DeskLocked
    | RulesChanged
    | TrainingChanged
    | CurtainPressed
    | WishRefused
)


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """Have a desk event recorded, and say so."""

    event: DeskEvent


@dataclass(frozen=True, slots=True)
class LookUpSubject:
    """Find out whether this subject was here within so many seconds."""

    subject: Subject
    generation: int
    within_s: float


@dataclass(frozen=True, slots=True)
class PrepareHere:
    """Have the service on this computer ready: the next picture must not leave it."""


VisitEffect = RecordEvent | LookUpSubject | PrepareHere
