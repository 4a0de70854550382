"""The few shapes of the subject's display: calm, and none of them says how a check ended."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from liveness_station.ui.lettering import font
from liveness_station.ui.theme import Theme

_HIGH: Final = 0.66
_WIDE: Final = 0.74
_LOWER: Final = 0.06
_SHADE: Final = QColor(20, 24, 29, 150)
_FAINT: Final = QColor(255, 255, 255, 150)
_LINE: Final = QColor("#FFFFFF")
_EDGE: Final = QColor(255, 255, 255, 90)
PILL_GROUND: Final = QColor(20, 24, 29, 235)
PILL_TEXT: Final = QColor("#FFFFFF")
_ROUND: Final = 360 * 16


def paint_oval(painter: QPainter, box: QRectF, *, held: float) -> None:
    """Paints where the face belongs, over the picture; its line thickens from the top as it holds.

    Args:
        painter: of the display.
        box: where the picture is.
        held: the filled part, in 0..1.
    """
    high = box.height() * _HIGH
    oval = QRectF(0, 0, min(high * _WIDE, box.width() * 0.9), high)
    oval.moveCenter(box.center() + QPointF(0, box.height() * _LOWER))
    thin = max(box.height() / 240, 2.0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # Over any picture: a light line upon a dark one.
    wide = 4.5 if held > 0 else 2.0
    for colour, width in ((_SHADE, thin * wide), (_FAINT, thin)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(oval)
    if held > 0:
        pen = QPen(_LINE, thin * 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(oval, 90 * 16, -round(_ROUND * held))
    painter.restore()


def paint_pill(
    painter: QPainter, whole: QRectF, words: str, *, size_px: int, top_px: float
) -> None:
    """Paints the hint at the top, near the camera that the subject is to look at."""
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(size_px, bold=True))
    room = QRectF(0, 0, whole.width() * 0.86, whole.height())
    taken = painter.boundingRect(room, flags, words)
    pill = QRectF(0, top_px, taken.width() + size_px * 1.6, taken.height() + size_px * 0.7)
    pill.moveLeft(whole.center().x() - pill.width() / 2)
    radius = min(pill.height() / 2, size_px * 0.9)
    # A line about it, or on dark ground beside the picture its edge is lost.
    painter.setPen(QPen(_EDGE, max(size_px / 24, 1.0)))
    painter.setBrush(PILL_GROUND)
    painter.drawRoundedRect(pill, radius, radius)
    painter.setPen(PILL_TEXT)
    painter.drawText(pill, flags, words)
    painter.restore()


def paint_places(
    painter: QPainter, middle: QPointF, size_px: float, theme: Theme, *, page: int, count: int
) -> None:
    """Paints one dot a page, the one that is shown filled and larger."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    step = size_px * 2.2
    left = middle.x() - step * (count - 1) / 2
    for number in range(count):
        is_shown = number == page
        painter.setPen(QPen(QColor(theme.quiet), size_px / 8))
        painter.setBrush(QColor(theme.accent) if is_shown else Qt.BrushStyle.NoBrush)
        radius = size_px / 2 if is_shown else size_px / 3
        painter.drawEllipse(QPointF(left + step * number, middle.y()), radius, radius)
    painter.restore()


def paint_neutral(painter: QPainter, whole: QRectF, theme: Theme) -> None:
    """Paints a picture that says nothing: two hills under a wide sky, in quiet colours."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.card))
    painter.drawEllipse(_hill(whole, 0.3, 0.72, 1.3))
    painter.setBrush(QColor(theme.line))
    painter.drawEllipse(_hill(whole, 0.78, 0.8, 1.1))
    painter.restore()


def _hill(whole: QRectF, middle: float, top: float, width: float) -> QRectF:
    """Returns a circle flattened to a hill that rises to `top`, all in parts of the screen."""
    hill = QRectF(0, whole.height() * top, whole.width() * width, whole.height() * 0.9)
    hill.moveCenter(QPointF(whole.width() * middle, hill.center().y()))
    return hill
