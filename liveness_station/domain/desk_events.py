"""What happens at a desk besides attempts, and is recorded: each a value that the record takes."""

from dataclasses import dataclass
from enum import StrEnum

from liveness_station.domain.consents import Consent
from liveness_station.domain.overrides import Override
from liveness_station.domain.people import Role
from liveness_station.domain.subjects import Subject


class OtherReason(StrEnum):
    """Why a subject goes another way than before the camera. The values are stable codes."""

    CONSENT_REFUSED = "consent_refused"
    SUBJECT_WISHES = "subject_wishes"
    CANNOT_BE_CHECKED = "cannot_be_checked"
    ATTEMPTS_SPENT = "attempts_spent"
    EQUIPMENT_FAULT = "equipment_fault"
    UNDER_AGE = "under_age"
    OTHER = "other"


class ShiftStep(StrEnum):
    """What happened to a shift. The values are stable codes."""

    BEGAN = "began"
    ENDED = "ended"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    REFUSED = "refused"


class PeopleStep(StrEnum):
    """What happened to an account of the station. The values are stable codes."""

    ADDED = "added"
    REMOVED = "removed"
    ROLE_CHANGED = "role_changed"
    PIN_CHANGED = "pin_changed"


class ShadowTrouble(StrEnum):
    """Why the other engine gave no second opinion. The values are stable codes."""

    NONE = ""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """A subject was asked; `generation` is the desk's at that moment."""

    consent: Consent
    subject: Subject
    generation: int = 0


@dataclass(frozen=True, slots=True)
class OverrideEvent:
    """An operator decided about an attempt.

    Attributes:
        job_id: the attempt.
        override: what was decided.
        second: who confirmed it; "" where nobody had to.
        is_review: True where it was decided by somebody whose part it is to look at others' checks.
    """

    job_id: str
    override: Override
    second: str = ""
    is_review: bool = False


@dataclass(frozen=True, slots=True)
class NoteEvent:
    """An operator wrote something down about an attempt; kept apart from the chain.

    Attributes:
        job_id: the attempt.
        text: what was written; may name a person.
        operator: who wrote it; "" for whoever the program runs for.
        is_review: True where somebody whose part that is has looked and leaves it as it is.
    """

    job_id: str
    text: str
    operator: str = ""
    is_review: bool = False


@dataclass(frozen=True, slots=True)
class OtherMethodEvent:
    """A subject goes another way: an outcome of its own, beside those of the camera.

    Attributes:
        subject: who.
        reason: why.
        after_job: the last attempt before it; "" for none.
        note: free words, kept apart from the chain.
        generation: the desk's at that moment.
        operator: who saw to it; "" for whoever the program runs for.
    """

    subject: Subject
    reason: OtherReason
    after_job: str = ""
    note: str = ""
    generation: int = 0
    operator: str = ""


@dataclass(frozen=True, slots=True)
class AllowanceEvent:
    """A supervisor allows one subject more attempts; `by` is who."""

    subject: Subject
    attempts: int
    by: str
    generation: int = 0


@dataclass(frozen=True, slots=True)
class ShiftEvent:
    """An operator's shift began or ended, or the desk was locked or unlocked.

    Attributes:
        step: what happened.
        operator: who; "" for whoever the program runs for.
        role: theirs.
        note: what is handed over, kept apart from the chain.
    """

    step: ShiftStep
    operator: str
    role: Role
    note: str = ""


@dataclass(frozen=True, slots=True)
class PeopleEvent:
    """Somebody's account of the station changed; `by` is who changed it."""

    step: PeopleStep
    name: str
    role: Role
    by: str


@dataclass(frozen=True, slots=True)
class SettingEvent:
    """Settings were changed: by name, from what, to what. Neither is ever a secret.

    Attributes:
        changes: (name, before, after), both as JSON.
        by: who changed them.
        source: "window", "profile" or "command".
    """

    changes: tuple[tuple[str, str, str], ...]
    by: str
    source: str = "window"


@dataclass(frozen=True, slots=True)
class ShadowEvent:
    """What another engine made of the frame of an attempt. It changes nothing about the attempt.

    Attributes:
        job_id: the attempt.
        endpoint: who was asked besides.
        engine: its engine and models.
        verdict: a verdict's code; "" where there was no answer.
        reason: its reason's code.
        score: as text, "" without one.
        left_to: the host that the frame left this computer for, "" for none.
        agrees: True where both say pass, or neither does.
    """

    job_id: str
    endpoint: str
    engine: str
    verdict: str
    reason: str
    score: str
    left_to: str
    agrees: bool
    trouble: ShadowTrouble = ShadowTrouble.NONE


DeskEvent = (
    ConsentEvent
    | OverrideEvent
    | NoteEvent
    | OtherMethodEvent
    | AllowanceEvent
    | ShiftEvent
    | PeopleEvent
    | SettingEvent
    | ShadowEvent
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A desk event that was to be recorded.

    Attributes:
        event: the event.
        sequence: its entry's number; None where it is not on disk.
    """

    event: DeskEvent
    sequence: int | None
