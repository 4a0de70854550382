"""A record in memory for the window of the history: made of plain values."""

from dataclasses import replace
from datetime import timedelta

from liveness_station.runtime.history_requests import (
    Answer,
    Counted,
    DetailRead,
    PageRead,
    PageWanted,
    RowsRead,
    RowsWanted,
)
from liveness_station.storage.attempts import AttemptSummary
from liveness_station.storage.history_query import (
    AttemptDetail,
    HistoryCount,
    HistoryEntry,
    HistoryPage,
    HistoryRow,
)
from liveness_station.ui.history_window import HistoryWindow
from tests.ui.screens import NOON

_ENDS = (
    ("LIVE", "above_threshold", 0.943),
    ("SPOOF", "below_threshold", 0.312),
    ("RETRY", "no_face", None),
    ("LIVE", "above_threshold", 0.871),
    ("ERROR", "malformed", None),
    ("ABANDONED", "run_ended", None),
    ("LATE", "late", 0.9),
)
_SUBJECTS = ("A-1042", "张三 42", "B-7 Émile", None, "=cmd|' /C calc'!A0", "<b>bold</b>")


def row(number: int) -> HistoryRow:
    """One attempt; numbers go up with time."""
    outcome, reason, score = _ENDS[number % len(_ENDS)]
    begun = NOON - timedelta(minutes=7 * (1_000 - number))
    summary = AttemptSummary(
        f"job-{number}", _SUBJECTS[number % len(_SUBJECTS)], "Logitech C920", "local",
        is_demo=number % 11 == 10, threshold=0.8, submitted_sequence=number, submitted_at=begun,
        outcome=outcome, reason=reason, score=score, finished_sequence=number + 1,
    )  # fmt: skip
    return HistoryRow(summary, "Li Wei" if number % 3 else "")


def detail(number: int) -> AttemptDetail:
    """What there is of it."""
    utc = "2026-11-22T10:41:07.000000Z"
    entries = (
        HistoryEntry(number, "SUBMITTED", utc, (("endpoint", "local"), ("threshold", "0.8"))),
        HistoryEntry(number + 1, "VERDICT", utc, (("left", "no"), ("score", "0.943"))),
        HistoryEntry(number + 9, "OVERRIDE", utc, (("decision", "accept"),)),
    )
    return AttemptDetail(row(number), entries)


class FakeHistory:
    """Answers a window from so many attempts, a page when it is told to.

    Attributes:
        count: how many attempts there are, numbered from 1.
        waiting: what was asked for and not answered yet.
        answered: how many wishes were answered.
    """

    def __init__(self, count: int, *, most_a_page: int = 1_000, said: str = "") -> None:
        """Takes a limit for a page, as a search that takes its time has one.

        Where something is `said`, every name and text from outside is that.
        """
        self.count = count
        self._said = said
        self._most_a_page = most_a_page
        self.waiting: list[PageWanted | RowsWanted] = []
        self.answered = 0

    def ask(self, wanted: PageWanted | RowsWanted) -> None:
        self.waiting.append(wanted)

    def answer(self, window: HistoryWindow) -> None:
        """Answers everything that was asked for, and what that brings with it."""
        while self.waiting:
            window.on_answered(self._next(self.waiting.pop(0)))
            self.answered += 1

    def tell_count(self, window: HistoryWindow) -> None:
        window.on_answered(Counted(window.model.search, HistoryCount(self.count, is_exact=True)))

    def tell_detail(self, window: HistoryWindow, number: int) -> None:
        made = detail(number)
        if self._said:
            entry = HistoryEntry(number + 10, "NOTE", made.entries[0].utc, (("note", self._said),))
            made = replace(made, row=self._row(number), entries=(*made.entries, entry))
        window.on_answered(DetailRead(made))

    def _next(self, wanted: PageWanted | RowsWanted) -> Answer:
        if isinstance(wanted, RowsWanted):
            return RowsRead(wanted.search, tuple(self._row(number) for number in wanted.numbers))
        top = self.count if wanted.before is None else wanted.before - 1
        low = max(top - min(wanted.limit, self._most_a_page), 0)
        rows = tuple(self._row(number) for number in range(top, low, -1))
        return PageRead(wanted.search, HistoryPage(rows, low + 1 if low else None))

    def _row(self, number: int) -> HistoryRow:
        made, said = row(number), self._said
        if not said:
            return made
        summary = replace(made.summary, subject=said, source=said, endpoint=said)
        return replace(made, summary=summary, operator=said)
