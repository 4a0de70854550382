"""The list of the review lane."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from liveness_station.ui.glyphs import glyph_pixmap
from liveness_station.ui.review_presenter import ReviewRow
from liveness_station.ui.theme import Theme

_WIDTHS_PX: Final = (190, 120, 120)
_ROW_PX: Final = 32
_FOUND: Final = 2
_WHY: Final = 3
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ReviewList(QTableWidget):
    """Shows at most some hundred rows of plain text; keeps the chosen one while they change.

    Signals:
        chosen(str): this job is marked now; "" for none.
        entered(): Enter was pressed on it, or it was double-clicked.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, heads: tuple[str, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, len(heads), parent)
        self._theme = theme
        self._rows: tuple[ReviewRow, ...] = ()
        self._job = ""
        self.setHorizontalHeaderLabels(list(heads))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width_px in enumerate(_WIDTHS_PX):
            self.setColumnWidth(column, width_px)
        head.setSectionResizeMode(_WHY, QHeaderView.ResizeMode.Stretch)
        self.itemSelectionChanged.connect(self._on_selection_changed)
        self.itemDoubleClicked.connect(self._on_double_clicked)

    @property
    def job_id(self) -> str:
        """The job that is marked, or ""."""
        return self._job

    def render_rows(self, rows: tuple[ReviewRow, ...]) -> None:
        """Shows rows; the marked one stays marked, or the first is."""
        if rows == self._rows:
            return
        row_before, self._rows = max(self.currentRow(), 0), rows
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, cell in enumerate(row.cells):
                self.setItem(number, column, self._item(row, column, cell))
        jobs = [row.job_id for row in rows]
        # What is answered leaves; the next one takes its place under the hand.
        at = jobs.index(self._job) if self._job in jobs else min(row_before, len(rows) - 1)
        self.clearSelection()
        if rows:
            self.setCurrentCell(at, 0)
            self.selectRow(at)
        self.blockSignals(False)
        self._tell(jobs[at] if rows else "")

    def _item(self, row: ReviewRow, column: int, cell: str) -> QTableWidgetItem:
        item = QTableWidgetItem(cell)
        if column == _FOUND and row.verdict is not None:
            icon = QIcon(glyph_pixmap(row.verdict, self._theme.verdict(row.verdict)))
            marked = glyph_pixmap(row.verdict, QColor(self._theme.on_accent))
            icon.addPixmap(marked, QIcon.Mode.Selected)
            item.setIcon(icon)
        if column == _WHY and row.is_incident:
            item.setForeground(QColor(self._theme.not_live))
        return item

    def _tell(self, job_id: str) -> None:
        if job_id != self._job:
            self._job = job_id
            self.chosen.emit(job_id)

    @Slot()
    def _on_selection_changed(self) -> None:
        row = self.currentRow()
        self._tell(self._rows[row].job_id if 0 <= row < len(self._rows) else "")

    @Slot(QTableWidgetItem)
    def _on_double_clicked(self, _: QTableWidgetItem) -> None:
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Opens the marked one on Enter."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.entered.emit()
        else:
            super().keyPressEvent(event)
