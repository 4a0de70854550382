"""The arc that fills before a capture by itself, with the seconds that are left."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from liveness_station.ui.lettering import font
from liveness_station.ui.theme import BODY_PX
from liveness_station.ui.views import WaitView

_GROUND = QColor(20, 24, 29, 205)
_TRACK = QColor(255, 255, 255, 70)
_FILLED = QColor("#3FCBA4")
_TEXT = QColor("#FFFFFF")
_ARC_PX = 18.0
_LINE_PX = 3.0
_EDGE_PX = 16.0
_FULL = 360 * 16
_TOP = 90 * 16


def paint_wait(painter: QPainter, box: QRectF, wait: WaitView) -> None:
    """Paints the arc at the bottom of the picture; it only grows, and nothing blinks.

    Args:
        painter: of the preview.
        box: where the picture is.
        wait: how far it is.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(BODY_PX))
    metrics = painter.fontMetrics()
    # The widest digits, so that the pill does not breathe as the seconds pass.
    width = metrics.horizontalAdvance(wait.text) + metrics.horizontalAdvance("0")
    height = max(metrics.height(), _ARC_PX) + 12
    pill = QRectF(0, 0, _ARC_PX + width + 32, height)
    pill.moveCenter(QPointF(box.center().x(), box.bottom() - _EDGE_PX - height / 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(pill, height / 2, height / 2)
    ring = QRectF(pill.left() + 12, pill.center().y() - _ARC_PX / 2, _ARC_PX, _ARC_PX)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, share in ((_TRACK, 1.0), (_FILLED, wait.share)):
        painter.setPen(QPen(colour, _LINE_PX))
        painter.drawArc(ring, _TOP, -round(_FULL * share))
    painter.setPen(_TEXT)
    words = pill.adjusted(_ARC_PX + 20, 0, -8, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, wait.text)
    painter.restore()
