"""Hides every window of the program while nobody is signed in."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

Host = QWidget
"""The window that others stand in front of, for those who build windows and no widgets."""

_PASSING = frozenset({Qt.WindowType.Popup, Qt.WindowType.ToolTip})
"""Windows that go by themselves, and do not come back."""


class Veil:
    """Takes the program's windows off the screen, and puts them back. Thread: gui.

    Args:
        application: whose windows they are.
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._hidden: list[QWidget] = []

    def draw(self, *, spared: QWidget) -> None:
        """Hides all windows but one. Dialogs are given up: each waits for an answer.

        Args:
            spared: the window that stands in their place; it is shown already.
        """
        give_up_dialogs(self._application)
        for window in self._application.topLevelWidgets():
            if not window.isVisible() or _belongs_to(window, spared):
                continue
            window.hide()
            if window.windowType() not in _PASSING:
                self._hidden.append(window)

    def lift(self, *, host: QWidget, is_same_person: bool) -> None:
        """Shows what was hidden; what another person had open besides the console is closed."""
        hidden, self._hidden = self._hidden, []
        host.show()
        for window in hidden:
            if window is host or not shiboken6.isValid(window):
                continue
            if is_same_person:
                window.show()
            else:
                window.close()
        host.raise_()
        host.activateWindow()


def give_up_dialogs(application: QApplication) -> None:
    """Closes every dialog that waits for an answer; none is given."""
    # One after the other: giving up a dialog may open or close others.
    while (modal := application.activeModalWidget()) is not None:
        modal.close()
        if modal.isVisible():
            modal.hide()


def _belongs_to(window: QWidget, owner: QWidget) -> bool:
    """Tells whether a window is another one, or its list of choices, or its tooltip."""
    part: QWidget | None = window
    while part is not None and part is not owner:
        part = part.parentWidget()
    return part is owner
