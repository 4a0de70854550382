"""What is looked for in the history, and what is found. Values only."""

from dataclasses import dataclass
from datetime import datetime

from liveness_station.storage.attempts import AttemptSummary


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which attempts are wanted; what is left empty narrows nothing.

    Attributes:
        subject: how the subject's reference begins; case and width of letters do not matter.
        operator: how the operator's name begins.
        source: how the source's label begins.
        outcomes: any of these; "" is an attempt that has not ended.
        reason: the stable code of the reason.
        begun_from: the earliest beginning, with a time zone.
        begun_before: the first moment that is too late, with a time zone.
    """

    subject: str = ""
    operator: str = ""
    source: str = ""
    outcomes: frozenset[str] = frozenset()
    reason: str = ""
    begun_from: datetime | None = None
    begun_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One attempt in a list.

    Attributes:
        summary: what the record tells of it.
        operator: who was at the desk; None where that was not recorded, or is erased.
    """

    summary: AttemptSummary
    operator: str | None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some attempts, the newest first.

    Attributes:
        rows: what was found.
        before: where to go on; None at the end. There may be more though no row was found: a
            search that takes its time says so instead of taking it.
    """

    rows: tuple[HistoryRow, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class HistoryCount:
    """How many attempts there are.

    Attributes:
        count: how many, or about how many.
        is_exact: False where counting was stopped and the rest is an estimate.
    """

    count: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of an attempt, as it stands in the record.

    Attributes:
        sequence: its number.
        kind: such as "SUBMITTED" or "OVERRIDE".
        utc: when it was made.
        fields: names and values of its body, in order.
        words: names of fields and what their digests are of, as far as it is not erased.
    """

    sequence: int
    kind: str
    utc: str
    fields: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AttemptDetail:
    """Everything the record holds of one attempt."""

    row: HistoryRow
    entries: tuple[HistoryEntry, ...]
