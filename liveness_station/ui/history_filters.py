"""The row of fields that a search of the history is typed into."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget

from liveness_station.domain.verdicts import Reason
from liveness_station.ui.history_presenter import VERDICT_CODES, Typed, outcome_word, reason_text
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.history import HistoryPhrase, HistoryWords

_OUTCOMES = (*VERDICT_CODES, "ABANDONED", "LATE", "")
_REASONS = (*(reason.value for reason in Reason), "run_ended")
_DAY_CHARACTERS = 10


class HistoryFilters(QWidget):
    """Fields and their buttons.

    Signals:
        search_requested(Typed): look for this.
        export_requested(): write what was found to a file.
    """

    search_requested = Signal(object)
    export_requested = Signal()

    def __init__(self, words: Words, own: HistoryWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject, self.operator, self.source = QLineEdit(), QLineEdit(), QLineEdit()
        self.first_day, self.last_day = QLineEdit(), QLineEdit()
        self.outcome, self.reason = QComboBox(), QComboBox()
        self.search = QPushButton(own.say(HistoryPhrase.SEARCH))
        self.clear = QPushButton(own.say(HistoryPhrase.CLEAR))
        self.export = QPushButton(own.say(HistoryPhrase.EXPORT))
        self.search.setObjectName("filter")
        self._fill(words, own)
        self._lay_out(own)
        for line in self._lines():
            line.returnPressed.connect(self._on_search)
        self.outcome.activated.connect(self._on_search)
        self.reason.activated.connect(self._on_search)
        self.search.clicked.connect(self._on_search)
        self.clear.clicked.connect(self._on_clear)
        self.export.clicked.connect(self._on_export)

    def typed(self) -> Typed:
        """Returns what stands in the fields."""
        outcome, reason = self.outcome.currentData(), self.reason.currentData()
        return Typed(
            subject=self.subject.text(),
            operator=self.operator.text(),
            source=self.source.text(),
            outcome=None if outcome is None else str(outcome),
            reason="" if reason is None else str(reason),
            first_day=self.first_day.text(),
            last_day=self.last_day.text(),
        )

    def _lines(self) -> tuple[QLineEdit, ...]:
        return self.subject, self.operator, self.source, self.first_day, self.last_day

    def _fill(self, words: Words, own: HistoryWords) -> None:
        for box in (self.outcome, self.reason):
            box.addItem(own.say(HistoryPhrase.ANY), None)
            # As wide as the longest reason, it would leave no room for what is typed.
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
        for code in _OUTCOMES:
            self.outcome.addItem(outcome_word(code, words, own), code)
        for code in _REASONS:
            self.reason.addItem(reason_text(code, words, own), code)
        self.reason.view().setMinimumWidth(480)
        for line in (self.first_day, self.last_day):
            line.setPlaceholderText(own.say(HistoryPhrase.DAY_HINT))
            line.setMaxLength(_DAY_CHARACTERS)

    def _lay_out(self, own: HistoryWords) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        fields: tuple[tuple[HistoryPhrase, QWidget, int], ...] = (
            (HistoryPhrase.SUBJECT, self.subject, 4),
            (HistoryPhrase.OUTCOME, self.outcome, 2),
            (HistoryPhrase.REASON, self.reason, 3),
            (HistoryPhrase.FROM, self.first_day, 2),
            (HistoryPhrase.TO, self.last_day, 2),
            (HistoryPhrase.OPERATOR, self.operator, 2),
            (HistoryPhrase.SOURCE, self.source, 2),
        )
        for column, (phrase, field, stretch) in enumerate(fields):
            label = PlainLabel("heading")
            label.setText(own.say(phrase))
            label.setBuddy(field)
            field.setAccessibleName(own.say(phrase))
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, stretch)
        for column, button in enumerate((self.search, self.clear, self.export), len(fields)):
            grid.addWidget(button, 1, column, Qt.AlignmentFlag.AlignBottom)

    @Slot()
    def _on_search(self) -> None:
        self.search_requested.emit(self.typed())

    @Slot()
    def _on_clear(self) -> None:
        for line in self._lines():
            line.clear()
        self.outcome.setCurrentIndex(0)
        self.reason.setCurrentIndex(0)
        self.subject.setFocus()
        self.search_requested.emit(self.typed())

    @Slot()
    def _on_export(self) -> None:
        self.export_requested.emit()
