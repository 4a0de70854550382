"""The live picture with an oval that a face is to fill."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from liveness_station.ui.preview import Preview

_HIGH: Final = 0.66
_WIDE: Final = 0.74
_NEUTRAL: Final = QColor("#FFFFFF")
_WELL: Final = QColor("#3FCBA4")
_SHADE: Final = QColor(20, 24, 29, 150)


class SetupPreview(Preview):
    """Paints the oval over the picture: broken until the face is well placed, then whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_oval = False
        self._is_well = False

    def show_oval(self, *, has_oval: bool, is_well: bool) -> None:
        """Shows the oval, or hides it."""
        if (has_oval, is_well) != (self._has_oval, self._is_well):
            self._has_oval, self._is_well = has_oval, is_well
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints picture and oval."""
        super().paintEvent(event)
        if not self._has_oval or self.painted_frame is None:
            return
        box = self._picture_box()
        high = box.height() * _HIGH
        oval = QRectF(0, 0, high * _WIDE, high)
        oval.moveCenter(QPointF(box.center().x(), box.center().y()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self._is_well else Qt.PenStyle.DashLine
        # Over any picture: a light line upon a dark one.
        for colour, width in ((_SHADE, 6.0), (_WELL if self._is_well else _NEUTRAL, 3.0)):
            painter.setPen(QPen(colour, width, style))
            painter.drawEllipse(oval)
        painter.end()
