"""The score as a point on a line, with the threshold as a tick."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from liveness_station.domain.verdicts import Verdict
from liveness_station.ui.theme import Theme

_MARGIN_PX = 10
_DOT_PX = 8
_BAND_PX = 10
_BOUNDS = (0.0, 1.0)


class ScoreScale(QWidget):
    """A horizontal scale from 0 to 1. Never a percentage, never a gauge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score: float | None = None
        self._threshold = 0.0
        self._review_limit: float | None = None
        self._verdict: Verdict | None = None
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    def show_score(
        self,
        score: float | None,
        *,
        threshold: float,
        verdict: Verdict | None,
        review_limit: float | None = None,
    ) -> None:
        """Shows a score in 0..1 (None: only the threshold) in its verdict's colour.

        Between `review_limit` and the threshold, where there is one, a person judges: hatched.
        """
        self._score, self._threshold, self._verdict = score, threshold, verdict
        self._review_limit = review_limit
        self.update()

    def _x_px(self, value: float) -> float:
        low, high = _BOUNDS
        part = (min(max(value, low), high) - low) / (high - low)
        return _MARGIN_PX + part * (self.width() - 2 * _MARGIN_PX)

    def _paint_band(self, painter: QPainter, middle: float) -> None:
        """Hatches where a person judges."""
        if self._theme is None or self._review_limit is None:
            return
        left, right = self._x_px(self._review_limit), self._x_px(self._threshold)
        if right - left < 1:
            return
        band = QRectF(left, middle - _BAND_PX / 2, right - left, _BAND_PX)
        painter.fillRect(band, QColor(self._theme.card))
        painter.fillRect(band, QBrush(QColor(self._theme.quiet), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawRect(band)

    def sizeHint(self) -> QSize:
        """Asks for a flat strip."""
        return QSize(220, 42)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints line, tick and dot."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() * 0.4
        painter.setPen(QPen(QColor(self._theme.line), 4, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(self._x_px(0), middle), QPointF(self._x_px(1), middle))
        self._paint_band(painter, middle)
        painter.setPen(QPen(QColor(self._theme.text), 2))
        tick = self._x_px(self._threshold)
        painter.drawLine(QPointF(tick, middle - 10), QPointF(tick, middle + 10))
        painter.setPen(QColor(self._theme.quiet))
        label = QRectF(tick - 40, middle + 8, 80, 20)
        label.moveRight(min(label.right(), self.width()))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, f"{self._threshold:.2f}")
        if self._score is not None and self._verdict is not None:
            painter.setPen(QPen(QColor(self._theme.card), 2))
            painter.setBrush(self._theme.verdict(self._verdict))
            painter.drawEllipse(QPointF(self._x_px(self._score), middle), _DOT_PX, _DOT_PX)
        painter.end()
