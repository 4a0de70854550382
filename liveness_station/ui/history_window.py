"""The history: fields above, what was found on the left, all there is of one attempt beside it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelection, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from liveness_station.runtime.history_requests import (
    Answer,
    Counted,
    DetailRead,
    Exported,
    ExportWanted,
    HistoryFailed,
    PageRead,
    RowsRead,
)
from liveness_station.storage.history_query import HistoryQuery
from liveness_station.ui.history_filters import HistoryFilters
from liveness_station.ui.history_model import HistoryModel
from liveness_station.ui.history_presenter import (
    Column,
    Typed,
    count_text,
    present_detail,
    query_of,
)
from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.history import HistoryCounted, HistoryPhrase, history_words

_WIDTHS_PX: Final = (186, 112, 134, 138, 54, 78, 100, 68)
_WIDEST: Final = list(Column).index(Column.REASON)
_ROW_PX: Final = 30
_FILES: Final = "CSV (*.csv);;XLSX (*.xlsx);;PDF (*.pdf)"


class HistoryWindow(QWidget):
    """Shows what is found and tells what is looked for. Reads nothing itself.

    Signals:
        detail_wanted(str): all there is of this job.
        export_wanted(ExportWanted): write a file.
        search_begun(int): wishes of older searches may go unanswered.
    """

    detail_wanted = Signal(str)
    export_wanted = Signal(object)
    search_begun = Signal(int)

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._words, self._own = words, history_words(words)
        self._count = ""
        self._may_export = True
        self.setWindowTitle(self._own.say(HistoryPhrase.TITLE))
        self.setMinimumSize(1000, 320)
        self.resize(QSize(1280, 760).boundedTo(self.screen().availableSize()))
        self.filters = HistoryFilters(words, self._own, self)
        self.model = HistoryModel(words, self._own, theme)
        self.table = QTableView(self)
        self.detail = QPlainTextEdit(self)
        self.empty = PlainLabel("quiet", is_wrapping=True, parent=self)
        self.message = ElidedLabel("quiet", self)
        self._lay_out()
        self.setStyleSheet(_style(theme))
        self.filters.search_requested.connect(self._on_search_requested)
        self.filters.export_requested.connect(self._on_export_requested)
        self.model.search_went_on.connect(self._on_search_went_on)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def allow_export(self, may_export: bool) -> None:
        """Lets who sits here export, or says on the button why they may not."""
        self._may_export = may_export
        why = "" if may_export else self._own.say(HistoryPhrase.MAY_NOT_EXPORT)
        self.filters.export.setToolTip(why)
        self.filters.export.setAccessibleDescription(why)
        self._show_state()

    def begin(self) -> None:
        """Shows everything there is, and puts the focus where the next key belongs."""
        self._search(HistoryQuery())
        self.filters.subject.setFocus()

    @Slot(object)
    def on_answered(self, answer: Answer) -> None:
        """Takes what a thread answers."""
        if isinstance(answer, PageRead):
            self.model.on_page_read(answer)
        elif isinstance(answer, RowsRead):
            self.model.on_rows_read(answer)
        elif isinstance(answer, Counted):
            if answer.search == self.model.search:
                self._count = count_text(answer.count, self._own)
                self._show_state()
        elif isinstance(answer, DetailRead):
            if answer.detail is not None:
                self.detail.setPlainText(present_detail(answer.detail, self._words, self._own))
        elif isinstance(answer, Exported):
            self._tell_of_export(answer)
        else:
            self._tell_of_failure(answer)

    def _search(self, query: HistoryQuery) -> None:
        self._count = ""
        self.detail.clear()
        # First, so that nothing of the search before is done any more.
        self.search_begun.emit(self.model.search + 1)
        self.model.begin(query)
        self._show_state()

    def _show_state(self) -> None:
        """Says what is going on where no row says it."""
        has_rows = self.model.rowCount() > 0
        if has_rows:
            self.empty.hide()
        elif self.model.is_reading:
            self.empty.setText(self._own.say(HistoryPhrase.LOADING))
            self.empty.show()
        else:
            is_all = self.model.query == HistoryQuery()
            phrase = HistoryPhrase.EMPTY_RECORD if is_all else HistoryPhrase.EMPTY_SEARCH
            self.empty.setText(self._own.say(phrase))
            self.empty.show()
        self.table.setVisible(has_rows)
        self.detail.setVisible(has_rows)
        self.filters.export.setEnabled(has_rows and self._may_export)
        is_long = self.model.is_reading and not self._count
        self.message.show_text(self._own.say(HistoryPhrase.SEARCHING) if is_long else self._count)

    def _tell_of_export(self, done: Exported) -> None:
        if done.trouble is not None:
            self.message.show_text(self._own.troubles[done.trouble])
            return
        self.message.show_text(
            self._own.say_count(HistoryCounted.EXPORTED, done.attempts, name=done.target.name)
        )

    def _tell_of_failure(self, failed: HistoryFailed) -> None:
        self.model.give_up()
        text = self._own.say(HistoryPhrase.UNREADABLE, detail=failed.detail)
        self.empty.setText(text)
        self.message.show_text(text)

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAccessibleName(self._own.say(HistoryPhrase.TITLE))
        table.verticalHeader().hide()
        # A height for each row would be asked for a million times.
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width_px in enumerate(_WIDTHS_PX):
            table.setColumnWidth(column, width_px)
        head.setSectionResizeMode(_WIDEST, QHeaderView.ResizeMode.Stretch)
        self.detail.setReadOnly(True)
        self.detail.setAccessibleName(self._words.say(Phrase.DETAILS))
        self.detail.setObjectName("details")
        self.detail.setTabChangesFocus(True)
        self.detail.setPlaceholderText(self._own.say(HistoryPhrase.DETAIL_EMPTY))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(table, 3)
        columns.addWidget(self.empty, 3)
        columns.addWidget(self.detail, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 12)
        rows.setSpacing(12)
        rows.addWidget(self.filters)
        rows.addLayout(columns, 1)
        rows.addWidget(self.message)

    @Slot(object)
    def _on_search_requested(self, typed: Typed) -> None:
        try:
            query = query_of(typed)
        except ValueError:
            self.message.show_text(self._own.say(HistoryPhrase.BAD_DAY))
            return
        self._search(query)

    @Slot()
    def _on_search_went_on(self) -> None:
        self._show_state()

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, *_: QItemSelection) -> None:
        rows = self.table.selectionModel().selectedRows()
        job_id = self.model.job_of(rows[0].row()) if rows else None
        if job_id is not None:
            self.detail_wanted.emit(job_id)

    @Slot()
    def _on_export_requested(self) -> None:
        if not self._may_export:
            return
        title = self._own.say(HistoryPhrase.EXPORT)
        # The dialog asks before a file is replaced.
        name, chosen = QFileDialog.getSaveFileName(self, title, "history.csv", _FILES)
        if name:
            target = Path(name)
            if not target.suffix:
                target = target.with_suffix(f".{chosen[:4].strip(' (').lower()}")
            self.export_to(target)

    def export_to(self, target: Path) -> None:
        """Asks for a file that holds what was looked for; one that is there is replaced."""
        if not self._may_export:
            return
        text = self._own.say(HistoryPhrase.EXPORTING, name=target.name)
        self.message.show_text(text)
        self.export_wanted.emit(
            ExportWanted(self.model.query, target, can_replace=True, language=self._words.code)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes on Escape; a field takes its own keys first."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F3:
            self.filters.subject.setFocus()
            self.filters.subject.selectAll()
        else:
            super().keyPressEvent(event)


def _style(theme: Theme) -> str:
    return f"""
QTableView {{
    background: {theme.card}; border: 1px solid {theme.line}; border-radius: 8px;
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent};
    outline: none; font-size: 13px;
}}
QTableView:focus {{ border: 2px solid {theme.accent}; }}
QTableView::item {{ padding: 0 8px; border-bottom: 1px solid {theme.line}; }}
QTableView::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
QHeaderView::section {{
    background: {theme.ground}; color: {theme.quiet}; border: none;
    border-bottom: 1px solid {theme.line}; padding: 6px 11px; font-size: 12px; font-weight: 600;
}}
QHeaderView {{ background: {theme.ground}; }}
QPlainTextEdit {{ placeholder-text-color: {theme.quiet}; }}
"""
