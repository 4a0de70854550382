"""Bars with their names and numbers, and the scores of a station as a histogram."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from liveness_station.ui.lettering import font
from liveness_station.ui.shift_bars import BarsView
from liveness_station.ui.theme import Theme
from liveness_station.ui.what_if_presenter import HistogramView

_LETTER_PX: Final = 13
_ROW_PX: Final = 24
_BAR_PX: Final = 12
_NAME_PART: Final = 0.5
_GAP_PX: Final = 6
_FOOT_PX: Final = 22


class BarsChart(QWidget):
    """Horizontal bars, each with its name to the left and its number to the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = BarsView("", (), "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def render_bars(self, view: BarsView) -> None:
        """Shows bars; there is room for all of them."""
        self._view = view
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Asks for a row for each bar."""
        return QSize(380, _ROW_PX * max(len(self._view.bars), 1))

    def minimumSizeHint(self) -> QSize:
        """Asks for as many rows in less width."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints the bars, or the word for none."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(_LETTER_PX))
        if not self._view.bars:
            painter.setPen(QColor(self._theme.quiet))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, 0, self.width(), _ROW_PX), flags, self._view.none)
        metrics = painter.fontMetrics()
        counts_px = [metrics.horizontalAdvance(f"{bar.count:,}") for bar in self._view.bars]
        for row in range(len(self._view.bars)):
            self._paint_bar(painter, row, count_px=max(counts_px) + _GAP_PX)
        painter.end()

    def _paint_bar(self, painter: QPainter, row: int, *, count_px: int) -> None:
        bar, top = self._view.bars[row], row * _ROW_PX
        name_px = self.width() * _NAME_PART
        room_px = self.width() - name_px - count_px
        most = max(one.count for one in self._view.bars) or 1
        metrics = painter.fontMetrics()
        name = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, int(name_px) - 12)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(self._theme.text))
        painter.drawText(QRectF(0, top, name_px - 8, _ROW_PX), flags, name)
        length_px = max(room_px * bar.count / most, 2.0 if bar.count else 0.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(str(getattr(self._theme, bar.paint.value))))
        middle = top + (_ROW_PX - _BAR_PX) / 2
        painter.drawRoundedRect(QRectF(name_px, middle, length_px, _BAR_PX), 3, 3)
        painter.setPen(QColor(self._theme.text))
        place = QRectF(name_px + length_px + _GAP_PX, top, count_px, _ROW_PX)
        painter.drawText(place, flags, f"{bar.count:,}")


class Histogram(QWidget):
    """Scores from 0 to 1, what became of them, the threshold in force and the one looked at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: HistogramView | None = None
        self.setMinimumHeight(150)

    def render_histogram(self, view: HistogramView) -> None:
        """Shows scores and two thresholds."""
        if view != self._view:
            self._view = view
            self.setAccessibleName(view.title)
            self.setAccessibleDescription(view.spoken)
            self.update()

    def sizeHint(self) -> QSize:
        """Asks for room for fifty bars."""
        return QSize(760, 220)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints bars, axis and thresholds."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(12))
        if self._view is not None:
            self._paint_bars(painter, self._view)
            self._paint_axis(painter)
            self._paint_thresholds(painter, self._view)
        painter.end()

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(16, 20, -16, -_FOOT_PX)

    def _paint_bars(self, painter: QPainter, view: HistogramView) -> None:
        box = self._box()
        most = max(one.passed + one.failed + one.refused + one.accepted for one in view.bins)
        step, width = box.height() / max(most, 4), box.width() / len(view.bins)
        for place, one in enumerate(view.bins):
            bottom = box.bottom()
            parts = (
                (one.refused, self._theme.not_live, Qt.BrushStyle.SolidPattern),
                (one.accepted, self._theme.live, Qt.BrushStyle.SolidPattern),
                (one.failed, self._theme.quiet, Qt.BrushStyle.Dense4Pattern),
                (one.passed, self._theme.quiet, Qt.BrushStyle.SolidPattern),
            )
            for count, colour, pattern in parts:
                left = box.left() + place * width
                bar = QRectF(left + 0.5, bottom - count * step, width - 1, count * step)
                painter.fillRect(bar, QBrush(QColor(colour), pattern))
                bottom -= count * step

    def _paint_axis(self, painter: QPainter) -> None:
        box = self._box()
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QColor(self._theme.quiet))
        for tenth in range(0, 11, 2):
            x = box.left() + box.width() * tenth / 10
            place = QRectF(x - 20, box.bottom() + 3, 40, _FOOT_PX - 4)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{tenth / 10:.1f}")

    def _paint_thresholds(self, painter: QPainter, view: HistogramView) -> None:
        box = self._box()
        marks = (
            (view.present, self._theme.text, Qt.PenStyle.SolidLine),
            (view.chosen, self._theme.accent, Qt.PenStyle.DashLine),
        )
        for value, colour, style in marks:
            x = box.left() + box.width() * value
            painter.setPen(QPen(QColor(colour), 2, style))
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            right = value == max(view.present, view.chosen)
            place = QRectF(x + 5 if right else x - 65, 0, 60, 18)
            side = Qt.AlignmentFlag.AlignLeft if right else Qt.AlignmentFlag.AlignRight
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, f"{value:.2f}")
            if view.present == view.chosen:
                return
