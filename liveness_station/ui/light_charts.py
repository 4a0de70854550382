"""Two charts of one day: dots over what is usual, and bars by the hour."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from liveness_station.domain.hour_counts import HourCounts
from liveness_station.ui.lettering import font
from liveness_station.ui.light_presenter import CourseView, RejectsView
from liveness_station.ui.theme import Theme

_LEFT_PX: Final = 118
_RIGHT_PX: Final = 12
_TOP_PX: Final = 8
_FOOT_PX: Final = 22
_LETTER_PX: Final = 12
_DOT_PX: Final = 2.5
_HOURS: Final = 24
_SMALLEST_COUNT: Final = 4


class _DayChart(QWidget):
    """Hours of a day from left to right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setMinimumHeight(132)

    def sizeHint(self) -> QSize:
        """Asks for room for a day."""
        return QSize(760, 150)

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT_PX, _TOP_PX, -_RIGHT_PX, -_FOOT_PX)

    def _x(self, hour: float) -> float:
        box = self._box()
        return box.left() + box.width() * hour / _HOURS

    def _begin(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(_LETTER_PX))
        box = self._box()
        for hour in range(0, _HOURS + 1, 3):
            x = self._x(hour)
            painter.setPen(QPen(QColor(self._theme.line), 1))
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            painter.setPen(QColor(self._theme.quiet))
            place = QRectF(x - 20, box.bottom() + 4, 40, _FOOT_PX - 4)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(hour))
        return painter

    def _tick(self, painter: QPainter, y: float, text: str) -> None:
        box = self._box()
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(QColor(self._theme.quiet))
        place = QRectF(0, y - 10, _LEFT_PX - 8, 20)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, text)


class CourseChart(_DayChart):
    """One measure over a day, against what is usual."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view: CourseView | None = None

    def render_course(self, view: CourseView) -> None:
        """Shows a course."""
        if view != self._view:
            self._view = view
            self.setAccessibleName(view.title)
            self.update()

    def _y(self, value: float, view: CourseView) -> float:
        box = self._box()
        return box.bottom() - box.height() * (value - view.low) / (view.high - view.low)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints band, limits and dots."""
        painter = self._begin()
        view = self._view
        if view is not None:
            for value, text in view.ticks:
                self._tick(painter, self._y(value, view), text)
            self._paint_bands(painter, view)
            painter.setPen(QPen(QColor(self._theme.try_again), 1, Qt.PenStyle.DashLine))
            box = self._box()
            for limit in view.limits:
                y = self._y(limit, view)
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.text))
            for hour, value in view.dots:
                painter.drawEllipse(QPointF(self._x(hour), self._y(value, view)), _DOT_PX, _DOT_PX)
        painter.end()

    def _paint_bands(self, painter: QPainter, view: CourseView) -> None:
        ground = QColor(self._theme.accent)
        ground.setAlpha(48)
        for band in view.bands:
            left, right = self._x(band.hour), self._x(band.hour + 1)
            top = self._y(min(band.high, view.high), view)
            bottom = self._y(max(band.low, view.low), view)
            painter.fillRect(QRectF(left, top, right - left, bottom - top), ground)
            painter.setPen(QPen(QColor(self._theme.accent), 1.5))
            y = self._y(min(max(band.middle, view.low), view.high), view)
            painter.drawLine(QPointF(left, y), QPointF(right, y))


class RejectsChart(_DayChart):
    """How checks ended, by the hour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = RejectsView((), (), "")

    def render_rejects(self, view: RejectsView) -> None:
        """Shows counts."""
        if view != self._view:
            self._view = view
            self.setAccessibleDescription("\n".join(view.tips))
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints one bar an hour: what was turned away at the foot, told apart by its pattern."""
        painter = self._begin()
        most = max((one.total for one in self._view.bars), default=0)
        most = max(most, _SMALLEST_COUNT)
        box = self._box()
        self._tick(painter, box.bottom(), "0")
        self._tick(painter, box.top(), str(most))
        for one in self._view.bars:
            self._paint_bar(painter, one, box.height() / most)
        painter.end()

    def _paint_bar(self, painter: QPainter, one: HourCounts, step_px: float) -> None:
        left, width = self._x(one.hour) + 3, self._x(1) - self._x(0) - 6
        bottom = self._box().bottom()
        parts = (
            (one.refused, QColor(self._theme.not_live), Qt.BrushStyle.SolidPattern),
            (one.retried, QColor(self._theme.try_again), Qt.BrushStyle.Dense3Pattern),
            (one.passed, QColor(self._theme.line), Qt.BrushStyle.SolidPattern),
        )
        for count, colour, pattern in parts:
            height = count * step_px
            box = QRectF(left, bottom - height, width, height)
            painter.fillRect(box, QBrush(colour, pattern))
            bottom -= height

    def event(self, event: QEvent) -> bool:
        """Tells an hour's numbers where the mouse rests on it."""
        if isinstance(event, QHelpEvent) and self._view.tips:
            box = self._box()
            hour = int((event.pos().x() - box.left()) / box.width() * _HOURS)
            tip = self._view.tips[hour] if 0 <= hour < len(self._view.tips) else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)
