"""Labels that can show nothing but plain text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class PlainLabel(QLabel):
    """A label for any text, also from outside.

    Qt's own label takes text that looks like HTML for HTML: a server's message could then show a
    green LIVE of its own, or read a local file. This one never does.
    """

    def __init__(
        self, name: str = "", *, is_wrapping: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setWordWrap(is_wrapping)
        if not is_wrapping:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


class ElidedLabel(PlainLabel):
    """A plain label of one line that ends in an ellipsis where it does not fit."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._full = ""

    def show_text(self, text: str) -> None:
        """Shows a text, shortened to the label's width; the whole text is its tooltip's."""
        self._full = text
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._full, Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        self.setText(shown)
        self.setAccessibleName(self._full)

    def resizeEvent(self, event: object) -> None:
        """Shortens the text anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # the event is Qt's, passed on untouched
        self._elide()
