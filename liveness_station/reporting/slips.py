"""What a subject takes home of a check: neutral, and nothing that names them but their reference.

No score and no reason: whoever tries to get past would learn from either.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from liveness_station.domain.overrides import OverrideDecision
from liveness_station.domain.verdicts import Verdict


class SlipClass(StrEnum):
    """What it came to, as a subject is told. The values are stable codes."""

    PASSED = "passed"
    NOT_COMPLETED = "not_completed"
    OTHER_METHOD = "other_method"


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip.

    Attributes:
        reference: the subject's.
        at: when, in the desk's own time.
        result: what it came to.
        record: the number of its entry, by which the station finds it.
        kept_until: the last day on which the record knows the reference.
        appeal: where to turn to; "" for the desk itself.
        desk: how the desk is called, or "".
    """

    reference: str
    at: datetime
    result: SlipClass
    record: int
    kept_until: date
    appeal: str
    desk: str


def slip_class(outcome: str, decision: str) -> SlipClass:
    """Returns what a check came to: what an operator decided, else what the station found.

    Args:
        outcome: as the record has it; everything but a pass is "not completed", whatever it was.
        decision: the operator's last one, "" for none.
    """
    if decision:
        is_passed = decision == OverrideDecision.ACCEPT.value
    else:
        is_passed = outcome == Verdict.LIVE.value
    return SlipClass.PASSED if is_passed else SlipClass.NOT_COMPLETED


def kept_until(at: datetime, person_days: int) -> date:
    """Returns the last day on which names of that day are kept."""
    return (at + timedelta(days=person_days)).date()
