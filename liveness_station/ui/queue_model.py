"""The line as a list: rows are made as they come into sight, so that two thousand cost nothing."""

import html
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from liveness_station.domain.queue import Waiting
from liveness_station.ui.queue_presenter import QueueRow, QueueView, present_row
from liveness_station.ui.words.base import Words

_Index = QModelIndex | QPersistentModelIndex
_SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
_TIP: Final = Qt.ItemDataRole.ToolTipRole


class QueueModel(QAbstractListModel):
    """Who is at the desk, and who waits."""

    def __init__(self) -> None:
        super().__init__()
        self._words: Words | None = None
        self._rows: tuple[Waiting, ...] = ()
        self._has_now = False

    def take(self, view: QueueView, words: Words) -> bool:
        """Takes what is to be listed; False where it is listed already."""
        rows, has_now = view.rows, view.now is not None
        if (rows, has_now) == (self._rows, self._has_now) and words is self._words:
            return False
        self.beginResetModel()
        self._rows, self._has_now, self._words = rows, has_now, words
        self.endResetModel()
        return True

    def row(self, at: int) -> QueueRow | None:
        """Returns how a row looks; None where there is none."""
        if not 0 <= at < len(self._rows) or self._words is None:
            return None
        is_now = self._has_now and at == 0
        place = at if self._has_now else at + 1
        return present_row(self._rows[at], self._words, is_now=is_now, place=place)

    def waiting(self, at: int) -> Waiting | None:
        """Returns who waits at a row; None for who is at the desk already, and for no row."""
        if not 0 <= at < len(self._rows) or (self._has_now and at == 0):
            return None
        return self._rows[at]

    def place(self, at: int) -> int:
        """Returns the place in line of a row, counted from 0."""
        return at - 1 if self._has_now else at

    def row_of(self, waiting: Waiting) -> int:
        """Returns the row of somebody who waits; -1 where they do not any more."""
        first = 1 if self._has_now else 0
        try:
            return self._rows.index(waiting, first)
        except ValueError:
            return -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Returns how many are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Returns a row's reference, what is spoken of it, or all of it as a tip."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.reference
        if role == _SPOKEN:
            return row.spoken
        if role == _TIP:
            # Qt takes for HTML what looks like it; escaped, it says what is meant.
            parts = (html.escape(part) for part in (row.reference, row.label) if part)
            return f"<qt>{'<br>'.join(parts)}</qt>"
        return None
