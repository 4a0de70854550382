"""The list of a search: as long as it was scrolled, and never all of it in memory."""

from array import array
from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPixmap

from liveness_station.runtime.history_requests import PageRead, PageWanted, RowsRead, RowsWanted
from liveness_station.storage.history_query import HistoryQuery
from liveness_station.ui.glyphs import glyph_pixmap
from liveness_station.ui.history_presenter import Column, RowView, column_names, present_row
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.history import HistoryWords

PAGE_ROWS: Final = 100
MOST_KEPT: Final = 5_000
"""So many rows are kept as text; others are read again when they come into sight."""

_PENDING: Final = "…"
_ROLES: Final = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.DecorationRole,
    }
)
_Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """Rows by their numbers in the record. Reads nothing itself: it says what it wants.

    Signals:
        page_wanted(PageWanted): more of the search.
        rows_wanted(RowsWanted): rows that were let go and are in sight again.
        search_went_on(): a page arrived; more may be on its way.
    """

    page_wanted = Signal(object)
    rows_wanted = Signal(object)
    search_went_on = Signal()

    def __init__(self, words: Words, own: HistoryWords, theme: Theme) -> None:
        super().__init__()
        self._words, self._own, self._theme = words, own, theme
        self.search = 0
        self.query = HistoryQuery()
        self._before: int | None = None
        self._is_reading = False
        self._numbers = array("q")
        self._kept: OrderedDict[int, RowView] = OrderedDict()
        self._asked: set[int] = set()

    @property
    def is_reading(self) -> bool:
        """Whether a page is on its way."""
        return self._is_reading

    def begin(self, query: HistoryQuery) -> None:
        """Begins a search anew; what older ones bring is not taken any more."""
        self.beginResetModel()
        self.search += 1
        self.query, self._before = query, None
        self._numbers = array("q")
        self._kept.clear()
        self._asked.clear()
        self._is_reading = True
        self.endResetModel()
        self.page_wanted.emit(PageWanted(self.search, query, None, PAGE_ROWS))

    def give_up(self) -> None:
        """Takes note that the record cannot be read."""
        self._is_reading, self._before = False, None
        self.search_went_on.emit()

    def job_of(self, row: int) -> str | None:
        """Returns the job of a row, None while it is not in memory."""
        view = self._kept.get(self._numbers[row]) if 0 <= row < len(self._numbers) else None
        return None if view is None else view.job_id

    @Slot(object)
    def on_page_read(self, read: PageRead) -> None:
        """Adds a page; where a slow search brought less, the rest is asked for at once."""
        if read.search != self.search:
            return
        rows, first = read.page.rows, len(self._numbers)
        self._before = read.page.before
        if rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            for row in rows:
                self._keep(row.summary.submitted_sequence, present_row(row, self._words, self._own))
                self._numbers.append(row.summary.submitted_sequence)
            self.endInsertRows()
        missing = -len(self._numbers) % PAGE_ROWS or (0 if self._numbers else PAGE_ROWS)
        self._is_reading = bool(missing) and self._before is not None
        if self._is_reading:
            self.page_wanted.emit(PageWanted(self.search, self.query, self._before, missing))
        self.search_went_on.emit()

    @Slot(object)
    def on_rows_read(self, read: RowsRead) -> None:
        """Takes rows that were asked for again."""
        if read.search != self.search:
            return
        for row in read.rows:
            number = row.summary.submitted_sequence
            self._asked.discard(number)
            self._keep(number, present_row(row, self._words, self._own))
        if self._numbers:
            last = self.index(len(self._numbers) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _keep(self, number: int, view: RowView) -> None:
        self._kept[number] = view
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def _ask_again(self, row: int) -> None:
        """Asks for a row that was let go, and for those round it that were."""
        first = row - row % PAGE_ROWS
        wanted = tuple(
            number
            for number in self._numbers[first : first + PAGE_ROWS]
            if number not in self._kept and number not in self._asked
        )
        if wanted:
            # Bounded like the rows: what was asked for and never came may be asked for again.
            if len(self._asked) > MOST_KEPT:
                self._asked.clear()
            self._asked.update(wanted)
            self.rows_wanted.emit(RowsWanted(self.search, wanted))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Returns how many rows were found so far."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Returns how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: _Index) -> bool:
        """Tells whether there may be more."""
        return not parent.isValid() and self._before is not None and not self._is_reading

    def fetchMore(self, parent: _Index) -> None:
        """Asks for the next page; the view calls this when its end comes into sight."""
        if self.canFetchMore(parent):
            self._is_reading = True
            self.page_wanted.emit(PageWanted(self.search, self.query, self._before, PAGE_ROWS))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Returns what a cell shows; a row that is not in memory is asked for."""
        if not index.isValid() or role not in _ROLES:
            return None
        view = self._kept.get(self._numbers[index.row()])
        if view is None:
            self._ask_again(index.row())
            return _PENDING if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return view.cells[index.column()].replace("\n", " ")
        if role == Qt.ItemDataRole.DecorationRole:
            return self._glyph(view, index.column())
        return self._colour(view, index.column())

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Returns the heads of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return column_names(self._words, self._own)[section]

    def _glyph(self, view: RowView, column: int) -> QPixmap | None:
        """Returns the verdict's shape, so that colour and word are not alone."""
        colour = self._colour(view, column)
        if colour is None or view.verdict is None:
            return None
        return glyph_pixmap(view.verdict, colour)

    def _colour(self, view: RowView, column: int) -> QColor | None:
        is_outcome = list(Column)[column] is Column.OUTCOME
        if not is_outcome or view.verdict is None:
            return None
        return self._theme.verdict(view.verdict)
