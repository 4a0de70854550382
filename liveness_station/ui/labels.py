"""Labels that can show nothing but plain text."""

import html

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

# Qt adds the widths of text and ellipsis, which together can be a little wider than that.
_KERNING_PX = 3


def plain_tip(text: str) -> str:
    """Returns a tooltip that shows a text as it is.

    A tooltip is rich text to Qt where it looks like it; escaped, it says what is meant.
    """
    return f"<qt>{html.escape(text)}</qt>" if text else ""


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
        self.setAccessibleName(text)
        self._elide()

    def _elide(self) -> None:
        room_px = max(self.contentsRect().width() - _KERNING_PX, 1)
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room_px)
        self.setText(shown)
        self.setToolTip("" if shown == self._full else plain_tip(self._full))

    def changeEvent(self, event: QEvent) -> None:
        """Shortens the text anew when another font is taken."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shortens the text anew."""
        super().resizeEvent(event)
        self._elide()
