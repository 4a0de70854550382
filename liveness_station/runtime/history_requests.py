"""What the history's window asks its thread for, and what comes back. Values only."""

from dataclasses import dataclass
from pathlib import Path

from liveness_station.exports.errors import ExportTrouble
from liveness_station.storage.history_query import (
    AttemptDetail,
    HistoryCount,
    HistoryPage,
    HistoryQuery,
    HistoryRow,
)


@dataclass(frozen=True, slots=True)
class PageWanted:
    """A page of a search; `search` counts searches up, and older ones' answers are dropped."""

    search: int
    query: HistoryQuery
    before: int | None
    limit: int


@dataclass(frozen=True, slots=True)
class RowsWanted:
    """Rows that were shown before, by their numbers."""

    search: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page of a search."""

    search: int
    page: HistoryPage


@dataclass(frozen=True, slots=True)
class RowsRead:
    """Rows that were shown before."""

    search: int
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many attempts a search finds."""

    search: int
    count: HistoryCount


@dataclass(frozen=True, slots=True)
class DetailRead:
    """All there is of one attempt; None where it is not there."""

    detail: AttemptDetail | None


@dataclass(frozen=True, slots=True)
class HistoryFailed:
    """The record cannot be read; `detail` is a `Trouble` in words."""

    detail: str


@dataclass(frozen=True, slots=True)
class ExportWanted:
    """A file that is to be written.

    Attributes:
        query: what it is to hold.
        target: where it is to go; its ending says what it is.
        can_replace: whether a file may stand there already.
        language: of a report.
    """

    query: HistoryQuery
    target: Path
    can_replace: bool
    language: str


@dataclass(frozen=True, slots=True)
class Exported:
    """How an export went: how many attempts, or why not."""

    target: Path
    attempts: int = 0
    trouble: ExportTrouble | None = None


Answer = PageRead | RowsRead | Counted | DetailRead | HistoryFailed | Exported
