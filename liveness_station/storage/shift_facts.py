"""What happened at a desk within a time, as it is read for figures. Values only."""

from dataclasses import dataclass
from datetime import datetime

from liveness_station.storage.ledger_marks import LedgerMark


@dataclass(frozen=True, slots=True)
class CheckFact:
    """One check that counts: no demonstration, drill, simulation or setting up.

    Attributes:
        job_id: the job.
        sequence: the number of its first entry.
        visit: whose turn it was: the same for all that happened while one subject was called.
        subject: the reference as searches fold it; None once it is erased.
        begun: when it was captured.
        ended: when its terminal row was made; None while there is none.
        outcome: as `AttemptSummary.outcome`.
        reason: the stable code, or "".
        elapsed_ms: from the start of the verification to its end; None where that is not known.
        calls: how many pictures were handed to the endpoint.
        is_answered: True where the endpoint answered at least one of them.
        is_cloud: True where it was asked elsewhere than on this computer.
        is_decided: True where an operator decided about it, whenever that was.
    """

    job_id: str
    sequence: int
    visit: str
    subject: str | None
    begun: datetime
    ended: datetime | None
    outcome: str
    reason: str
    elapsed_ms: float | None
    calls: int
    is_answered: bool
    is_cloud: bool
    is_decided: bool


@dataclass(frozen=True, slots=True)
class DeskFact:
    """One thing beside the checks.

    Attributes:
        kind: of its entry, such as "CONSENT".
        at: when.
        visit: as a check's; "" where it is nobody's turn.
        job_id: the check that it is about, or "".
        answer: a consent's; of a second opinion its verdict, "" where it brought none.
        reason: an override's or an other method's.
        decision: an override's.
        left_to: of a second opinion, the host that was asked; "" for none.
        agrees: of a second opinion; True elsewhere.
    """

    kind: str
    at: datetime
    visit: str
    job_id: str
    answer: str
    reason: str
    decision: str
    left_to: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """All that is known of a range, and where the ledger stood when it was read."""

    begun_from: datetime
    begun_before: datetime
    checks: tuple[CheckFact, ...]
    desk: tuple[DeskFact, ...]
    mark: LedgerMark


@dataclass(frozen=True, slots=True)
class HandOver:
    """What the last one at the desk handed over.

    Attributes:
        at: when their shift ended.
        operator: who; "" where that is not known any more.
        note: what they wrote; "" where they wrote nothing, or it is erased.
    """

    at: datetime
    operator: str
    note: str
