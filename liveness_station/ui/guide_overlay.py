"""What the subject is asked for, painted over the mirrored picture.

Shape, place and words say it; colour says nothing, and nothing blinks: it changes when the subject
has done something, and then once.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from liveness_station.ui.lettering import font
from liveness_station.ui.views import GuideSign, GuideView

_GROUND = QColor(20, 24, 29, 225)
_WORDS_GROUND = QColor(20, 24, 29)
"""Nothing shines through the words: neither the picture's edge nor the line of the focus."""

_LINE = QColor("#FFFFFF")
_FAINT = QColor(255, 255, 255, 90)
_WORDS_PX = 28
_STEP_PX = 26
_STEP_GAP_PX = 12
_EDGE_PX = 20
_GAP_PX = 12
_ARROW_PART = 0.4
_ROUND = 360 * 16

# An arrow to the right in a box from 0 to 1; mirrored for the left.
_ARROW = (
    (0.14, 0.4),
    (0.5, 0.4),
    (0.5, 0.18),
    (0.88, 0.5),
    (0.5, 0.82),
    (0.5, 0.6),
    (0.14, 0.6),
)


def paint_guide(painter: QPainter, whole: QRectF, box: QRectF, guide: GuideView) -> None:
    """Paints words, arrow and steps over the picture.

    Args:
        painter: of the preview.
        whole: all of the preview; above and below the picture there may be room.
        box: where the picture is.
        guide: what to say.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_words(painter, whole, box, guide.words)
    paint_signs(painter, whole, box, guide)
    painter.restore()


def paint_signs(painter: QPainter, whole: QRectF, box: QRectF, guide: GuideView) -> None:
    """Paints arrow and steps without the words, which stand elsewhere; as `paint_guide` does."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if guide.sign is not GuideSign.FACE:
        _paint_arrow(painter, whole, box, guide)
    if guide.total:
        _paint_steps(painter, whole, box, guide)
    painter.restore()


def _paint_words(painter: QPainter, whole: QRectF, box: QRectF, words: str) -> None:
    """Paints the words above the face: over the picture only where there is no room above it."""
    painter.setFont(font(_WORDS_PX, bold=True))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    room = QRectF(0, 0, whole.width() - 96, box.height() / 2)
    wanted = painter.fontMetrics().boundingRect(room.toRect(), flags, words)
    ground = QRectF(0, 0, wanted.width() + 56, wanted.height() + 24)
    ground.moveCenter(QPointF(box.center().x(), 0))
    ground.moveTop(max(box.top() - ground.height() - _GAP_PX, whole.top() + _GAP_PX))
    radius = painter.fontMetrics().height() / 2 + 12
    painter.setPen(QPen(_FAINT, 1))
    painter.setBrush(_WORDS_GROUND)
    painter.drawRoundedRect(ground, radius, radius)
    painter.setPen(_LINE)
    painter.drawText(ground.adjusted(28, 0, -28, 0), flags, words)


def _paint_arrow(painter: QPainter, whole: QRectF, box: QRectF, guide: GuideView) -> None:
    """Paints the arrow at the side that it points to, in a ring that fills as the head turns.

    The picture is a mirror: the subject's own left is on its left. Beside a narrow picture there is
    room for it.
    """
    is_left = guide.sign is GuideSign.LEFT
    side = min(whole.width() * _ARROW_PART / 2, box.height() * _ARROW_PART)
    is_beside = box.left() - whole.left() >= side + 2 * _GAP_PX
    if not is_beside:
        # A face is in the middle half, more or less.
        side = min(side, box.width() / 4)
    inset = -side - _GAP_PX if is_beside else _EDGE_PX
    ring = QRectF(0, 0, side, side)
    ring.moveCenter(box.center())
    if is_left:
        ring.moveLeft(box.left() + inset)
    else:
        ring.moveRight(box.right() - inset)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawEllipse(ring)
    track = ring.adjusted(*(side * 0.06 * sign for sign in (1, 1, -1, -1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_FAINT, side * 0.05))
    painter.drawEllipse(track)
    if guide.part > 0:
        pen = QPen(_LINE, side * 0.05)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        # From the top, and round the way that the arrow points.
        painter.drawArc(track, 90 * 16, round(_ROUND * guide.part) * (1 if is_left else -1))
    inner = ring.adjusted(*(side * 0.2 * sign for sign in (1, 1, -1, -1)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_LINE)
    painter.drawPolygon(_polygon(inner, is_mirrored=is_left))


def _polygon(box: QRectF, *, is_mirrored: bool) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(
                box.left() + box.width() * (1 - x if is_mirrored else x),
                box.top() + box.height() * y,
            )
            for x, y in _ARROW
        ]
    )


def _paint_steps(painter: QPainter, whole: QRectF, box: QRectF, guide: GuideView) -> None:
    """Paints one circle a movement at the foot of the picture, ticked once it was seen."""
    width = guide.total * _STEP_PX + (guide.total - 1) * _STEP_GAP_PX
    ground = QRectF(0, 0, width + 2 * _STEP_GAP_PX, _STEP_PX + 2 * _STEP_GAP_PX)
    ground.moveCenter(QPointF(box.center().x(), 0))
    # Without room below, above the strip that marks a demonstration.
    lowest = box.bottom() - 2.5 * _EDGE_PX
    has_room = box.bottom() + ground.height() + 2 * _GAP_PX <= whole.bottom()
    ground.moveBottom(box.bottom() + ground.height() + _GAP_PX if has_room else lowest)
    painter.setPen(QPen(_FAINT, 1))
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(ground, ground.height() / 2, ground.height() / 2)
    for number in range(guide.total):
        circle = QRectF(0, 0, _STEP_PX, _STEP_PX)
        circle.moveTopLeft(
            ground.topLeft()
            + QPointF(_STEP_GAP_PX + number * (_STEP_PX + _STEP_GAP_PX), _STEP_GAP_PX)
        )
        _paint_step(painter, circle, is_done=number < guide.done)


def _paint_step(painter: QPainter, circle: QRectF, *, is_done: bool) -> None:
    painter.setPen(QPen(_LINE, 2))
    painter.setBrush(_LINE if is_done else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
    if not is_done:
        return
    pen = QPen(_GROUND.darker(), 3)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    places = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.36))
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(circle.left() + circle.width() * x, circle.top() + circle.height() * y)
                for x, y in places
            ]
        )
    )
