"""How often two engines agree, day by day: dots with their intervals over what is usual."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from liveness_station.ui.agreement_presenter import AgreementView, Dot
from liveness_station.ui.lettering import font
from liveness_station.ui.theme import Theme

_LEFT_PX: Final = 60
_RIGHT_PX: Final = 92
_TOP_PX: Final = 16
_FOOT_PX: Final = 26
_LETTER_PX: Final = 12
_DOT_PX: Final = 3.5
_NEAR_PX: Final = 12.0
_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_DATE_PX: Final = 100


class AgreementChart(QWidget):
    """Paints the days of a view; the whole scale from 0 to 100 %, so that nothing looks worse."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: AgreementView | None = None
        self.setMinimumHeight(180)

    def sizeHint(self) -> QSize:
        """Asks for room for a hundred days."""
        return QSize(900, 320)

    def render_agreement(self, view: AgreementView) -> None:
        """Shows days."""
        if view != self._view:
            self._view = view
            self.setAccessibleName(view.headline)
            self.setAccessibleDescription(view.spoken)
            self.update()

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT_PX, _TOP_PX, -_RIGHT_PX, -_FOOT_PX)

    def _x(self, dot: Dot) -> float:
        # A dot at the edge keeps its whole shape.
        box = self._box().adjusted(_DOT_PX * 2, 0, -_DOT_PX * 2, 0)
        return box.left() + box.width() * dot.place

    def _y(self, part: float) -> float:
        box = self._box()
        return box.bottom() - box.height() * part

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints scale, what is usual, and the days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(_LETTER_PX))
        self._paint_scale(painter)
        view = self._view
        if view is not None:
            if view.usual is not None:
                self._paint_usual(painter, view.usual, view.usual_text)
            self._paint_days(painter, view)
        painter.end()

    def _paint_scale(self, painter: QPainter) -> None:
        box = self._box()
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for part in _TICKS:
            y = self._y(part)
            painter.setPen(QPen(QColor(self._theme.line), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(QColor(self._theme.quiet))
            painter.drawText(QRectF(0, y - 10, _LEFT_PX - 8, 20), flags, f"{part:.0%}")

    def _paint_usual(self, painter: QPainter, usual: float, text: str) -> None:
        box, y = self._box(), self._y(usual)
        painter.setPen(QPen(QColor(self._theme.accent), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(QColor(self._theme.accent))
        # Beside the days: over them it could not be read.
        place = QRectF(box.right() + 6, y - 9, _RIGHT_PX - 6, 18)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_days(self, painter: QPainter, view: AgreementView) -> None:
        painter.setPen(QPen(QColor(self._theme.quiet), 1.5))
        for dot in view.dots:
            x = self._x(dot)
            painter.drawLine(QPointF(x, self._y(dot.low)), QPointF(x, self._y(dot.high)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.text))
        for dot in view.dots:
            painter.drawEllipse(QPointF(self._x(dot), self._y(dot.part)), _DOT_PX, _DOT_PX)
        painter.setPen(QColor(self._theme.quiet))
        box = self._box()
        below = {view.dots[0].place: view.first_day, view.dots[-1].place: view.last_day or
                 view.first_day} if view.dots else {}  # fmt: skip
        for place, day in below.items():
            left = box.left() + (box.width() - _DATE_PX) * place
            room = QRectF(left, box.bottom() + 4, _DATE_PX, _FOOT_PX - 4)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, day)

    def event(self, event: QEvent) -> bool:
        """Tells a day's numbers where the mouse rests near it."""
        if isinstance(event, QHelpEvent) and self._view is not None and self._view.dots:
            x = float(event.pos().x())
            near = min(self._view.dots, key=lambda dot: abs(self._x(dot) - x))
            tip = near.tip if abs(self._x(near) - x) <= _NEAR_PX else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)
