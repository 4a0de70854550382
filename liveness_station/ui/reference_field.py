"""The one field of the window: a subject's reference, for now or for later."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from liveness_station.domain.subjects import MAX_SUBJECT_LENGTH

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ReferenceField(QLineEdit):
    """A field whose Enter calls, and whose Shift+Enter puts in line.

    Signals:
        later_pressed(): Shift+Enter.
    """

    later_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A little more than is allowed, so that a scan that is too long is refused, not cut.
        self.setMaxLength(MAX_SUBJECT_LENGTH * 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tells Shift+Enter from Enter, which Qt's own field does not."""
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_shifted and event.key() in _ENTER:
            self.later_pressed.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
