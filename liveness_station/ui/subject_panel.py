"""The left column: whom the next check is about, and how the day went."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.queue_panel import QueuePanel
from liveness_station.ui.reference_field import ReferenceField
from liveness_station.ui.views import ConsoleView, TodayLine
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.queue import QueuePhrase, queue_words


class SubjectPanel(QFrame):
    """Asks for a reference, shows who is at the desk and in line, and today's counts.

    One field serves both: Enter calls the subject at once, Shift+Enter puts them in line.

    Signals:
        subject_typed(str): the operator has entered a reference.
        subject_edited(bool): the field holds text that has not been entered, or no longer does.
    """

    subject_typed = Signal(str)
    subject_edited = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._heading = PlainLabel("heading")
        self.now = ElidedLabel("subject")
        self.entry = ReferenceField()
        self.set_button, self.later_button = QPushButton("⏎"), QPushButton("+")
        for button in (self.set_button, self.later_button):
            button.setObjectName("key")
        self.queue = QueuePanel(self)
        self._today_heading = PlainLabel("heading")
        self.today_empty = PlainLabel("quiet", is_wrapping=True)
        self.reviews = PlainLabel("quiet", is_wrapping=True)
        self.reviews.hide()
        self._today = QGridLayout()
        self._lines: list[tuple[PlainLabel, PlainLabel]] = []
        self._lay_out()
        self.entry.returnPressed.connect(self._on_return_pressed)
        self.entry.textChanged.connect(self._on_text_changed)
        self.set_button.clicked.connect(self._on_return_pressed)
        self.entry.later_pressed.connect(self._on_later_pressed)
        self.later_button.clicked.connect(self._on_later_pressed)
        self.queue.entry_taken.connect(self.clear_entry)

    def set_words(self, words: Words) -> None:
        """Takes another language for the fixed texts."""
        self._heading.setText(words.say(Phrase.SUBJECT))
        self.entry.setPlaceholderText(words.say(Phrase.SUBJECT_HINT))
        self.entry.setAccessibleName(words.say(Phrase.SUBJECT))
        later = queue_words(words).say(QueuePhrase.ADD)
        pairs = (
            (self.set_button, words.say(Phrase.SUBJECT_SET), "Enter"),
            (self.later_button, later, "Shift+Enter"),
        )
        for button, name, key in pairs:
            button.setAccessibleName(name)
            button.setToolTip(f"{name}  {key}")
        self._today_heading.setText(words.say(Phrase.TODAY))

    def render_view(self, view: ConsoleView) -> None:
        """Shows subject and counts."""
        self.now.show_text(view.subject)
        self.now.setEnabled(view.has_subject)
        self.today_empty.setText(view.today_empty)
        self.today_empty.setVisible(bool(view.today_empty))
        self._render_today(() if view.today_empty else view.today)

    @property
    def tab_parts(self) -> tuple[QWidget, ...]:
        """What Tab goes through here, from the top."""
        queue = self.queue
        buttons = (queue.list_button, queue.scan_button, queue.clear_button)
        return (self.entry, self.set_button, self.later_button, queue.line, *buttons)

    def show_reviews(self, text: str) -> None:
        """Shows how many checks need a second look; "" for none."""
        self.reviews.setText(text)
        self.reviews.setVisible(bool(text))

    @Slot()
    def clear_entry(self) -> None:
        """Empties the field once its text has been taken."""
        self.entry.clear()

    def _render_today(self, lines: tuple[TodayLine, ...]) -> None:
        while len(self._lines) < len(lines):
            row = len(self._lines)
            label, count = PlainLabel("quiet"), PlainLabel()
            font = QFont(count.font())
            font.setFeature(QFont.Tag("tnum"), 1)
            count.setFont(font)
            count.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._today.addWidget(label, row, 0)
            self._today.addWidget(count, row, 1)
            self._lines.append((label, count))
        for row, (label, count) in enumerate(self._lines):
            is_used = row < len(lines)
            label.setVisible(is_used)
            count.setVisible(is_used)
            if is_used:
                label.setText(lines[row].label)
                count.setText(str(lines[row].count))

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 12, 12, 12)
        rows.setSpacing(8)
        rows.addWidget(self._heading)
        rows.addWidget(self.now)
        entered = QHBoxLayout()
        entered.setSpacing(4)
        entered.addWidget(self.entry, 1)
        entered.addWidget(self.set_button)
        entered.addWidget(self.later_button)
        rows.addLayout(entered)
        rows.addSpacing(8)
        rows.addWidget(self.queue, 1)
        rows.addSpacing(8)
        rows.addWidget(self._today_heading)
        rows.addWidget(self.today_empty)
        holder = QHBoxLayout()
        holder.addLayout(self._today)
        rows.addLayout(holder)
        rows.addWidget(self.reviews)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self.subject_edited.emit(bool(text.strip()))

    @Slot()
    def _on_return_pressed(self) -> None:
        self.subject_typed.emit(self.entry.text())

    @Slot()
    def _on_later_pressed(self) -> None:
        if self.entry.text().strip():
            self.queue.add_typed.emit(self.entry.text())
