"""The four verdicts as shapes, so that colour never carries the meaning alone."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from liveness_station.domain.verdicts import Verdict

LIST_GLYPH_PX: Final = 16


def paint_glyph(painter: QPainter, box: QRectF, verdict: Verdict, colour: QColor) -> None:
    """Paints a verdict's shape into a square box.

    LIVE: a tick in a circle. NOT LIVE: a bar in an octagon. TRY AGAIN: a turning arrow. ERROR: a
    triangle with a mark.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, box.width() / 11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(*(box.width() / 16 * side for side in (1, 1, -1, -1)))
    if verdict is Verdict.LIVE:
        painter.drawEllipse(inner)
        painter.drawPolyline(_points(inner, ((0.28, 0.52), (0.44, 0.68), (0.73, 0.36))))
    elif verdict is Verdict.SPOOF:
        painter.drawPolygon(_octagon(inner))
        painter.drawLine(_point(inner, 0.28, 0.5), _point(inner, 0.72, 0.5))
    elif verdict is Verdict.RETRY:
        _paint_turning_arrow(painter, inner)
    else:
        painter.drawPolygon(_points(inner, ((0.5, 0.06), (0.98, 0.92), (0.02, 0.92))))
        painter.drawLine(_point(inner, 0.5, 0.38), _point(inner, 0.5, 0.62))
        painter.drawPoint(_point(inner, 0.5, 0.78))
    painter.restore()


def paint_other_way(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Paints a way that turns off to the side: the other method, which is no verdict."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, box.width() / 11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(_points(box, ((0.2, 0.94), (0.2, 0.42), (0.9, 0.42))))
    painter.drawPolyline(_points(box, ((0.64, 0.16), (0.9, 0.42), (0.64, 0.68))))
    painter.restore()


def glyph_pixmap(verdict: Verdict, colour: QColor) -> QPixmap:
    """Returns a verdict's shape for a line of a list, on nothing."""
    pixmap = QPixmap(LIST_GLYPH_PX, LIST_GLYPH_PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_glyph(painter, QRectF(pixmap.rect()), verdict, colour)
    painter.end()
    return pixmap


def _paint_turning_arrow(painter: QPainter, box: QRectF) -> None:
    path = QPainterPath()
    path.arcMoveTo(box, 50)
    path.arcTo(box, 50, 290)
    painter.drawPath(path)
    end = path.currentPosition()
    wing = box.width() * 0.24
    painter.drawLine(end, end + QPointF(-wing, 0.04 * box.width()))
    painter.drawLine(end, end + QPointF(0.04 * box.width(), -wing * -1.0))


def _octagon(box: QRectF) -> QPolygonF:
    centre, radius = box.center(), box.width() / 2
    return QPolygonF(
        [
            centre + QPointF(math.cos(angle) * radius, math.sin(angle) * radius)
            for angle in (math.pi / 8 + math.pi / 4 * corner for corner in range(8))
        ]
    )


def _points(box: QRectF, parts: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([_point(box, x, y) for x, y in parts])


def _point(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + box.width() * x, box.top() + box.height() * y)
