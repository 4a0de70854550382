"""What an operator decides beside the station: never instead of it, and never without a reason."""

from dataclasses import dataclass
from enum import StrEnum


class OverrideDecision(StrEnum):
    """What the operator did with the person. The values are stable codes."""

    ACCEPT = "accept"
    REFUSE = "refuse"


class OverrideReason(StrEnum):
    """Why. The values are stable codes: recorded, never translated."""

    IDENTITY_DOCUMENT = "identity_document"
    KNOWN_PERSON = "known_person"
    SECOND_PERSON_CONFIRMED = "second_person_confirmed"
    CANNOT_BE_CHECKED = "cannot_be_checked"
    EQUIPMENT_FAULT = "equipment_fault"
    EMERGENCY = "emergency"
    SUSPECTED_ATTACK = "suspected_attack"
    WRONG_PERSON = "wrong_person"
    SUBJECT_LEFT = "subject_left"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Override:
    """What an operator decided about one attempt.

    Attributes:
        decision: what was done.
        reason: why.
        operator: who decided; "" for the run's own operator.
        note: free words, which may name a person and are kept apart from the chain.
    """

    decision: OverrideDecision
    reason: OverrideReason
    operator: str = ""
    note: str = ""


class SecondPerson(StrEnum):
    """What an operator may not decide alone. The values are stable codes."""

    ACCEPT_AFTER_ATTACK = "accept_after_attack"
    ACCEPT_AFTER_OTHER = "accept_after_other"
    REFUSE_AFTER_LIVE = "refuse_after_live"
