"""The dialog for a note about a check."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liveness_station.ui.ask_dialog import AskDialog
from liveness_station.ui.words.base import Words


class NoteDialog(AskDialog):
    """Takes a note.

    Signals:
        written(str): the note, which is never "".
    """

    written = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setWindowTitle(self._said.note_title)
        self.intro.setText(self._said.note_intro)
        self.choices.hide()
        self._stack(self.intro)
        self.note.setFocus()

    def _can_save(self) -> bool:
        return bool(self.note.note)

    def _answer(self) -> None:
        self.written.emit(self.note.note)
