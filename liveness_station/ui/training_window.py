"""Chooses a drill, and says afterwards how it went."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liveness_station.domain.drills import DrillId, Run
from liveness_station.ui.choice_list import ChoiceList
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.training_presenter import (
    SummaryRow,
    about_drill,
    present_choices,
    present_summary,
)
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.training import training_words
from liveness_station.ui.words.training_base import TrainingPhrase


class TrainingWindow(QWidget):
    """Two pages: all drills, and how one went.

    Signals:
        drill_wanted(DrillId): begin this one.
    """

    drill_wanted = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._words, self._own = words, training_words(words)
        self.setWindowTitle(self._own.say(TrainingPhrase.TITLE))
        self.setMinimumSize(720, 520)
        self.pages = QStackedWidget()
        self.choices = ChoiceList()
        self.choices.setAccessibleName(self._own.say(TrainingPhrase.CHOOSE))
        self.about = PlainLabel("quiet", is_wrapping=True)
        self.notice = PlainLabel("next", is_wrapping=True)
        self.start_button = QPushButton(self._own.say(TrainingPhrase.START))
        self.start_button.setObjectName("primary")
        self.close_button = QPushButton(self._own.say(TrainingPhrase.CLOSE))
        self.heading = PlainLabel("heading", is_wrapping=True)
        self.remark = PlainLabel("quiet", is_wrapping=True)
        self.back_button = QPushButton(self._own.say(TrainingPhrase.BACK))
        self.done_button = QPushButton(self._own.say(TrainingPhrase.CLOSE))
        self.rows: list[QWidget] = []
        self._summary = QVBoxLayout()
        self._lay_out()
        self.choices.chosen.connect(self._on_chosen)
        self.choices.fill(present_choices(words))
        self.choices.buttons[0].setChecked(True)
        self.choices.buttons[0].setFocus()
        self.start_button.clicked.connect(self._on_start_clicked)
        self.back_button.clicked.connect(self._on_back_clicked)
        for button in (self.close_button, self.done_button):
            button.clicked.connect(self.close)

    def say_busy(self) -> None:
        """Says that a drill has to wait for a check."""
        self.notice.setText(self._own.say(TrainingPhrase.BUSY))

    def show_summary(self, run: Run) -> None:
        """Shows how a drill went."""
        view = present_summary(run, self._words)
        self.heading.setText(view.heading)
        self.remark.setText(view.remark)
        for row in self.rows:
            self._summary.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_row(row) for row in view.rows]
        for place, row in enumerate(self.rows):
            self._summary.insertWidget(place, row)
        self.pages.setCurrentIndex(1)
        self.back_button.setFocus()

    def _lay_out(self) -> None:
        intro = PlainLabel(is_wrapping=True)
        intro.setText(self._own.say(TrainingPhrase.INTRO))
        self.pages.addWidget(
            _page(
                (intro, self.choices, self.about, self.notice),
                (self.start_button, self.close_button),
            )
        )
        inner = QWidget()
        inner.setLayout(self._summary)
        self._summary.setContentsMargins(0, 0, 8, 0)
        self._summary.setSpacing(12)
        self._summary.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        scroll.setAccessibleName(self._own.say(TrainingPhrase.TITLE))
        self.pages.addWidget(
            _page((self.heading, self.remark), (self.back_button, self.done_button), scroll)
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.pages)

    @Slot()
    def _on_chosen(self) -> None:
        if isinstance(self.choices.code, DrillId):
            self.about.setText(about_drill(self.choices.code, self._words))

    @Slot()
    def _on_start_clicked(self) -> None:
        self.drill_wanted.emit(self.choices.code)

    @Slot()
    def _on_back_clicked(self) -> None:
        self.notice.setText("")
        self.pages.setCurrentIndex(0)
        self.choices.buttons[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Chooses by number, starts on Enter, closes on Escape."""
        is_choosing = self.pages.currentIndex() == 0
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif is_choosing and self.choices.take_key(event):
            return
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            elif is_choosing:
                self._on_start_clicked()
        else:
            super().keyPressEvent(event)


def _page(
    upper: tuple[QWidget, ...], buttons: tuple[QPushButton, ...], middle: QWidget | None = None
) -> QWidget:
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(24, 20, 24, 20)
    rows.setSpacing(12)
    for part in upper:
        rows.addWidget(part)
    if middle is None:
        rows.addStretch(1)
    else:
        rows.addWidget(middle, 1)
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    rows.addLayout(row)
    return page


def _row(view: SummaryRow) -> QWidget:
    row = QWidget()
    texts = (("heading", f"{view.mark} · {view.title}"), ("", view.did), ("quiet", view.why))
    rows = QVBoxLayout(row)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(2)
    for name, text in texts:
        label = PlainLabel(name, is_wrapping=True)
        label.setText(text)
        rows.addWidget(label)
    row.setAccessibleName(f"{view.mark} · {view.title}")
    row.setAccessibleDescription(f"{view.did} {view.why}")
    return row
