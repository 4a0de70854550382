"""A field for a few sentences, as quick to leave as a line."""

import unicodedata
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

MOST_LETTERS: Final = 500
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class NoteField(QPlainTextEdit):
    """Takes plain text of at most 500 letters; Enter ends it, Shift+Enter begins a new line.

    Signals:
        entered(): Enter was pressed.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_text_changed)

    @property
    def note(self) -> str:
        """What was written, without blanks about it and without control characters."""
        kept = (
            letter
            for letter in self.toPlainText()
            if letter == "\n" or not unicodedata.category(letter).startswith("C")
        )
        return "".join(kept).strip()

    @property
    def left(self) -> int:
        """How many letters more fit in."""
        return MOST_LETTERS - len(self.toPlainText())

    @Slot()
    def _on_text_changed(self) -> None:
        text = self.toPlainText()
        if len(text) <= MOST_LETTERS:
            return
        self.setPlainText(text[:MOST_LETTERS])
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ends the note with Enter."""
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTER and not is_shifted:
            if not event.isAutoRepeat():
                self.entered.emit()
            return
        super().keyPressEvent(event)
