"""The shift at a glance: figures and charts of this shift, of today, or of some days."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from liveness_station.runtime.shift_requests import (
    FiguresRead,
    FiguresWanted,
    ReadFailed,
    Span,
    Written,
)
from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.shift_charts import BarsChart
from liveness_station.ui.shift_presenter import (
    Allowed,
    ShiftView,
    present_shift,
    unreadable_text,
    wanted_of,
)
from liveness_station.ui.shift_tile import TileBox
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.history import history_words
from liveness_station.ui.words.shift import ShiftPhrase, shift_words

_TILES: Final = 12
_COLUMNS: Final = 6
_CHARTS: Final = ((0, 2), (1, 3, 4))
_SPANS: Final = (
    (Span.SHIFT, ShiftPhrase.SPAN_SHIFT),
    (Span.TODAY, ShiftPhrase.SPAN_TODAY),
    (Span.DAYS, ShiftPhrase.SPAN_DAYS),
)
_DAYS_PLACE: Final = 2


class ShiftWindow(QWidget):
    """Renders figures and tells what is wished for. Reads nothing itself.

    Signals:
        figures_wanted(FiguresWanted): figures of a time.
        report_wanted(FiguresWanted, Path, bool): a report into a folder, with references or not.
        hand_over_wanted(), what_if_wanted(): the other windows.
    """

    figures_wanted, report_wanted = Signal(object), Signal(object, object, bool)
    hand_over_wanted, what_if_wanted = Signal(), Signal()

    def __init__(
        self,
        words: Words,
        theme: Theme,
        allowed: Allowed,
        parent: QWidget | None = None,
        *,
        currency: str = "",
        first_search: int = 1,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._words, self._own = words, shift_words(words)
        self._currency = currency
        self._wanted = FiguresWanted(first_search - 1)
        own = self._own
        self.setWindowTitle(own.say(ShiftPhrase.TITLE))
        self.setMinimumSize(980, 600)
        self.resize(1024, 700)
        self.span, self.first, self.last = QComboBox(), QLineEdit(), QLineEdit()
        self._name_fields()
        self.show_button = QPushButton(own.say(ShiftPhrase.SHOW))
        self.headline = PlainLabel("happened", is_wrapping=True)
        self.tiles = [TileBox() for _ in range(_TILES)]
        self.titles = [PlainLabel("heading") for _ in range(5)]
        self.charts = [BarsChart(theme) for _ in range(5)]
        self.report = QPushButton(own.say(ShiftPhrase.REPORT))
        self.names = QCheckBox(own.say(ShiftPhrase.WITH_NAMES))
        self.hand_over = QPushButton(own.say(ShiftPhrase.HAND_OVER))
        self.what_if = QPushButton(own.say(ShiftPhrase.WHAT_IF))
        self.done_button = QPushButton(own.say(ShiftPhrase.CLOSE))
        self.message = ElidedLabel("quiet", self)
        self.footnote = PlainLabel("quiet", is_wrapping=True)
        self.body = QScrollArea()
        self._may_report = allowed.report
        self.names.setVisible(allowed.names)
        self.what_if.setVisible(allowed.what_if)
        self._lay_out()
        self.setStyleSheet(_style(theme))
        self._connect()

    @property
    def search(self) -> int:
        """The number of the newest wish."""
        return self._wanted.search

    def begin(self) -> None:
        """Asks for the present shift, and puts the focus where the next key belongs."""
        self._ask()
        self.span.setFocus()

    @Slot(object)
    def on_answered(self, answer: object) -> None:
        """Takes what the thread answers; what an older wish brings is not taken."""
        if isinstance(answer, FiguresRead):
            if answer.wanted == self._wanted:
                self._render(present_shift(answer, self._words, currency=self._currency))
        elif isinstance(answer, ReadFailed):
            self._show_words(unreadable_text(answer.detail, self._words))
        elif isinstance(answer, Written) and not answer.is_slip:
            self._tell_of_file(answer)

    def report_to(self, folder: Path) -> None:
        """Asks for a report about the time that is shown."""
        self.message.show_text(self._own.say(ShiftPhrase.WRITING))
        has_names = self.names.isChecked() and not self.names.isHidden()
        self.report_wanted.emit(self._wanted, folder, has_names)

    def _ask(self) -> None:
        span = _SPANS[self.span.currentIndex()][0]
        try:
            wanted = wanted_of(self.search + 1, span, self.first.text(), self.last.text())
        except ValueError as error:
            is_day = error.__cause__ is not None
            phrase = ShiftPhrase.BAD_DAY if is_day else ShiftPhrase.BAD_RANGE
            self.message.show_text(self._own.say(phrase))
            return
        self._wanted = wanted
        self.message.show_text("")
        self._show_words(self._own.say(ShiftPhrase.LOADING))
        self.figures_wanted.emit(wanted)

    def _render(self, view: ShiftView) -> None:
        empty = f"{self._words.sentence_gap}{self._own.say(ShiftPhrase.EMPTY)}"
        self.headline.setText(view.headline + (empty if view.is_empty else ""))
        for box, tile in zip(self.tiles, view.tiles, strict=True):
            box.render_tile(tile)
        for title, chart, bars in zip(self.titles, self.charts, view.charts, strict=True):
            title.setText(bars.title)
            chart.render_bars(bars)
        self.footnote.setText(view.footnote)
        self.body.show()
        self.report.setEnabled(self._may_report)

    def _show_words(self, text: str) -> None:
        """Shows a sentence instead of figures."""
        self.headline.setText(text)
        self.body.hide()
        self.footnote.setText("")
        self.report.setEnabled(False)

    def _tell_of_file(self, written: Written) -> None:
        if written.trouble is not None:
            self.message.show_text(history_words(self._words).troubles[written.trouble])
        elif written.path is not None:
            self.message.show_text(self._own.say(ShiftPhrase.WRITTEN, name=written.path.name))

    def _name_fields(self) -> None:
        own = self._own
        self.span.setAccessibleName(own.say(ShiftPhrase.SPAN))
        for _, phrase in _SPANS:
            self.span.addItem(own.say(phrase))
        for field, phrase in ((self.first, ShiftPhrase.FROM), (self.last, ShiftPhrase.TO)):
            field.setPlaceholderText(own.say(ShiftPhrase.DAY_HINT))
            field.setAccessibleName(own.say(phrase))
            field.setMaximumWidth(120)
            field.setEnabled(False)

    def _connect(self) -> None:
        self.span.currentIndexChanged.connect(self._on_span_changed)
        self.show_button.clicked.connect(self._on_show_clicked)
        for field in (self.first, self.last):
            field.returnPressed.connect(self._on_show_clicked)
        self.report.clicked.connect(self._on_report_clicked)
        self.hand_over.clicked.connect(self._on_hand_over_clicked)
        self.what_if.clicked.connect(self._on_what_if_clicked)
        self.done_button.clicked.connect(self.close)

    def _lay_out(self) -> None:
        own, top = self._own, QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.span)
        for field, phrase in ((self.first, ShiftPhrase.FROM), (self.last, ShiftPhrase.TO)):
            label = PlainLabel("quiet")
            label.setText(own.say(phrase))
            label.setSizePolicy(self.show_button.sizePolicy())
            top.addWidget(label)
            top.addWidget(field)
        top.addWidget(self.show_button)
        top.addStretch(1)
        for button in (self.what_if, self.hand_over):
            top.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 14, 16, 12)
        rows.setSpacing(10)
        rows.addLayout(top)
        rows.addWidget(self.headline)
        rows.addWidget(self._laid_body(), 1)
        rows.addWidget(self.footnote)
        foot = QHBoxLayout()
        rows.addLayout(foot)
        foot.addWidget(self.message, 1)
        for widget in (self.names, self.report, self.done_button):
            foot.addWidget(widget)

    def _laid_body(self) -> QScrollArea:
        inside, tiles = QWidget(), QGridLayout()
        tiles.setSpacing(8)
        for place, box in enumerate(self.tiles):
            tiles.addWidget(box, place // _COLUMNS, place % _COLUMNS)
            tiles.setColumnStretch(place % _COLUMNS, 1)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        for places in _CHARTS:
            column = QVBoxLayout()
            column.setSpacing(4)
            for place in places:
                column.addWidget(self.titles[place])
                column.addWidget(self.charts[place])
                column.addSpacing(8)
            column.addStretch(1)
            columns.addLayout(column, 1)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 4, 0)
        rows.setSpacing(12)
        for layout in (tiles, columns):
            rows.addLayout(layout)
        rows.addStretch(1)
        self.body.setWidget(inside)
        self.body.setWidgetResizable(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setAccessibleName(self._own.say(ShiftPhrase.TITLE))
        return self.body

    @Slot(int)
    def _on_span_changed(self, place: int) -> None:
        is_days = place == _DAYS_PLACE
        for field in (self.first, self.last):
            field.setEnabled(is_days)
        if not is_days:
            self._ask()

    @Slot()
    def _on_show_clicked(self) -> None:
        self._ask()

    @Slot()
    def _on_report_clicked(self) -> None:
        title = self._own.say(ShiftPhrase.FOLDER)
        folder = QFileDialog.getExistingDirectory(self, title)
        if folder:
            self.report_to(Path(folder))

    @Slot()
    def _on_hand_over_clicked(self) -> None:
        self.hand_over_wanted.emit()

    @Slot()
    def _on_what_if_clicked(self) -> None:
        self.what_if_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes on Escape; shows newest figures on F7."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F7:
            self._ask()
        else:
            super().keyPressEvent(event)


def _style(theme: Theme) -> str:
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollArea:focus {{ border: 2px solid {theme.accent}; }}
QCheckBox {{ border: 2px solid transparent; border-radius: 4px; padding: 2px; }}
QCheckBox:focus {{ border-color: {theme.accent}; }}
QCheckBox::indicator {{
    width: 14px; height: 14px; border: 2px solid {theme.quiet}; border-radius: 4px;
    background: {theme.card};
}}
QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent}; }}
#tile {{ background: {theme.card}; border: 1px solid {theme.line}; border-radius: 8px; }}
#figure {{ font-size: 22px; font-weight: 600; }}
"""
