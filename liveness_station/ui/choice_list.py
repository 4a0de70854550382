"""A short list to choose one of, by number, arrow or mouse."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget


class ChoiceList(QWidget):
    """Radio buttons with their numbers; nothing is chosen at first. Each stands for a code.

    Signals:
        chosen(): there is a choice now, or another one.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: tuple[object, ...] = ()
        self._group = QButtonGroup(self)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self.buttons: list[QRadioButton] = []

    @property
    def code(self) -> object | None:
        """The code that is chosen, or None."""
        number = self._group.checkedId()
        return self._codes[number] if number >= 0 else None

    def fill(self, choices: tuple[tuple[object, str], ...]) -> None:
        """Offers these codes, by these words."""
        for button in self.buttons:
            self._group.removeButton(button)
            self._rows.removeWidget(button)
            # Hidden at once: deleted, it would be seen until the next turn of the loop.
            button.hide()
            button.deleteLater()
        self._codes = tuple(code for code, _ in choices)
        self.buttons = []
        for number, (_, words) in enumerate(choices):
            button = QRadioButton(f"{number + 1}  {words}")
            button.setAccessibleName(words)
            button.toggled.connect(self._on_toggled)
            self._group.addButton(button, number)
            self._rows.addWidget(button)
            # At once, so that it can take the focus.
            button.show()
            self.buttons.append(button)
        # New buttons would come last, after everything that stands below the list.
        for before, after in pairwise((self, *self.buttons)):
            QWidget.setTabOrder(before, after)

    def take_key(self, event: QKeyEvent) -> bool:
        """Chooses by number; False where the key is no number of the list."""
        number = event.key() - Qt.Key.Key_1
        if event.modifiers() not in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            return False
        if not 0 <= number < len(self.buttons):
            return False
        self.buttons[number].setChecked(True)
        self.buttons[number].setFocus()
        return True

    @Slot(bool)
    def _on_toggled(self, is_checked: bool) -> None:
        if is_checked:
            self.chosen.emit()
