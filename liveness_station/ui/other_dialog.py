"""The dialog for another way than before the camera."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liveness_station.domain.desk_events import OtherReason
from liveness_station.ui.ask_dialog import AskDialog
from liveness_station.ui.words.base import Words


class OtherDialog(AskDialog):
    """Asks why, with a note.

    Signals:
        chosen(OtherReason, str): the subject goes another way; the note may be "".
    """

    chosen = Signal(object, str)

    def __init__(
        self, words: Words, parent: QWidget | None = None, *, likely: OtherReason | None = None
    ) -> None:
        super().__init__(words, parent)
        self.setWindowTitle(self._said.other_title)
        self.intro.setText(self._said.other_intro)
        reasons = tuple(self._said.other_reasons.items())
        self.choices.fill(reasons)
        self._stack(self.intro, self.choices)
        if likely is not None:
            self.choices.buttons[list(self._said.other_reasons).index(likely)].setChecked(True)
            self.save.setFocus()
        else:
            self.choices.buttons[0].setFocus()

    def _can_save(self) -> bool:
        code = self.choices.code
        return code is not None and (code is not OtherReason.OTHER or bool(self.note.note))

    def _trouble(self) -> str:
        is_unsaid = self.choices.code is OtherReason.OTHER and not self.note.note
        return self._said.note_needed if is_unsaid else ""

    def _answer(self) -> None:
        self.chosen.emit(self.choices.code, self.note.note)
