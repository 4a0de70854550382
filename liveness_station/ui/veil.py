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
        # One after the other: giving up a dialog may open or close others.
        while (modal := self._application.activeModalWidget()) is not None and modal is not spared:
            modal.close()
            if modal.isVisible():
                modal.hide()
        for window in self._application.topLevelWidgets():
            if window is spared or not window.isVisible():
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
