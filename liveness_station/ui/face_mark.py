"""The frame about the face: corners while something is to be mended, all round once it is well.

Shape and thickness say it as well as the colour does.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from liveness_station.ui.views import FaceMark

_SHADE = QColor(20, 24, 29, 150)
_NEUTRAL = QColor("#FFFFFF")
_GREEN = QColor("#3FCBA4")
_THIN_PX = 2.0
_THICK_PX = 4.0
_CORNER_PART = 0.22


def paint_face_mark(painter: QPainter, box: QRectF, mark: FaceMark) -> None:
    """Paints the mark over the mirrored picture.

    Args:
        painter: of the preview.
        box: where the picture is.
        mark: the face, in pixels of the frame, which is not mirrored.
    """
    across, down = box.width() / mark.width_px, box.height() / mark.height_px
    face = mark.face
    left = box.right() - (face.left_px + face.width_px) * across
    top = box.top() + face.top_px * down
    place = QRectF(left, top, face.width_px * across, face.height_px * down)
    painter.save()
    painter.setClipRect(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width_px = _THICK_PX if mark.is_green else _THIN_PX
    # A dark line below, so that it is seen on a white wall as well.
    for colour, extra_px in ((_SHADE, 2.0), (_GREEN if mark.is_green else _NEUTRAL, 0.0)):
        pen = QPen(colour, width_px + extra_px)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if mark.is_green:
            painter.drawEllipse(place)
        else:
            _paint_corners(painter, place)
    painter.restore()


def _paint_corners(painter: QPainter, place: QRectF) -> None:
    length = _CORNER_PART * min(place.width(), place.height())
    for x, inward_x in ((place.left(), length), (place.right(), -length)):
        for y, inward_y in ((place.top(), length), (place.bottom(), -length)):
            painter.drawLine(QPointF(x, y), QPointF(x + inward_x, y))
            painter.drawLine(QPointF(x, y), QPointF(x, y + inward_y))
