"""What the one who leaves tells the one who comes: a few lines, and the shift is over."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.shift import ShiftCounted, ShiftPhrase, shift_words

MOST_LETTERS: Final = 500
"""A longer note is read by nobody in front of a queue."""


class HandOverDialog(QDialog):
    """Asks for a note. Records nothing itself.

    Signals:
        given(str): the shift ends with this note; "" for none.
    """

    given = Signal(str)

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own = self._own = shift_words(words)
        self.setWindowTitle(own.say(ShiftPhrase.NOTE_TITLE))
        self.setMinimumWidth(460)
        intro = PlainLabel("happened", is_wrapping=True)
        intro.setText(own.say(ShiftPhrase.NOTE_INTRO))
        self.note = QPlainTextEdit()
        self.note.setObjectName("handover")
        self.note.setPlaceholderText(own.say(ShiftPhrase.NOTE_HINT))
        self.note.setAccessibleName(own.say(ShiftPhrase.NOTE_INTRO))
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(120)
        self.note.installEventFilter(self)
        self.left = PlainLabel("quiet")
        self.give = QPushButton(own.say(ShiftPhrase.NOTE_GIVE))
        self.give.setObjectName("primary")
        self.give.setDefault(True)
        self.cancel = QPushButton(own.say(ShiftPhrase.NOTE_CANCEL))
        buttons = QHBoxLayout()
        buttons.addWidget(self.left, 1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.give)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(intro)
        rows.addWidget(self.note, 1)
        rows.addLayout(buttons)
        self.setStyleSheet(_style(theme))
        self.note.textChanged.connect(self._on_text_changed)
        self.give.clicked.connect(self._on_give_clicked)
        self.cancel.clicked.connect(self.reject)
        self._on_text_changed()

    @Slot()
    def _on_text_changed(self) -> None:
        count = MOST_LETTERS - len(self.note.toPlainText().strip())
        self.left.setText(self._own.say_count(ShiftCounted.NOTE_LEFT, count))
        self.give.setEnabled(count >= 0)

    @Slot()
    def _on_give_clicked(self) -> None:
        self.given.emit(self.note.toPlainText().strip())
        self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ends the shift on Ctrl+Enter; Enter alone begins another line of the note."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            has_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if is_enter and has_control and self.give.isEnabled():
                self._on_give_clicked()
                return True
        return super().eventFilter(watched, event)


def _style(theme: Theme) -> str:
    return f"""
QPlainTextEdit {{
    background: {theme.card}; border: 1px solid {theme.line}; border-radius: 8px; padding: 4px;
}}
QPlainTextEdit:focus {{ border: 2px solid {theme.accent}; }}
"""
