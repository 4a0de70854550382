"""Letters painted over pictures."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from liveness_station.ui.theme import FAMILY

_GROUND = QColor(255, 214, 70, 235)
_TEXT = QColor("#16202C")


def font(size_px: int, *, bold: bool = False) -> QFont:
    """Returns the program's font at a size in pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def paint_watermark(
    painter: QPainter, box: QRectF, words: str, *, size_px: int, is_at_top: bool
) -> None:
    """Paints a strip across a picture that says what the picture is not: a real check."""
    height = size_px * 1.7
    top = box.top() if is_at_top else box.bottom() - height
    strip = QRectF(box.left(), top, box.width(), height)
    painter.fillRect(strip, _GROUND)
    painter.setPen(_TEXT)
    painter.setFont(font(size_px, bold=True))
    painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, words)
