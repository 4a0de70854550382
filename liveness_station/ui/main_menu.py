"""The menu of what is not part of every check."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from liveness_station.domain.people import Right
from liveness_station.ui.wishes import IN_HASTE, MENU, Wish, right_for
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.menu import KEYS, menu_words


class MainMenu(QMenu):
    """Shows the wishes in their groups, with their keys.

    Signals:
        wished(Wish): what was chosen.
    """

    wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[Wish, QAction] = {}
        for group in MENU:
            for wish in group:
                action = self.addAction("")
                action.setData(wish)
                self._actions[wish] = action
            if group is not MENU[-1]:
                self.addSeparator()
        self.triggered.connect(self._on_triggered)

    def set_words(self, words: Words) -> None:
        """Takes another language."""
        said = menu_words(words)
        for wish, action in self._actions.items():
            # After a tab Qt sets the key apart, at the right.
            key = KEYS.get(wish, "")
            action.setText(f"{said.wishes[wish]}\t{key}" if key else said.wishes[wish])

    def set_rights(self, rights: frozenset[Right], *, is_locked: bool) -> None:
        """Offers what whoever is there may do."""
        for wish, action in self._actions.items():
            right = right_for(wish)
            is_granted = right is None or right in rights
            action.setEnabled(wish in IN_HASTE or (is_granted and not is_locked))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.wished.emit(action.data())
