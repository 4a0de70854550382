"""A box of choices whose arrow is seen in both themes."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from liveness_station.ui.theme import ARROW_PX

_SHORTEST = 8
"""Letters that a box is never narrower than; its longest entry does not make it wider."""


class ChoiceBox(QComboBox):
    """Paints the arrow that a style sheet with round corners takes away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the arrow over the box, in the colour of its text."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 1.5))
        tip = QPointF(self.width() - ARROW_PX / 2, self.height() / 2 + 2)
        painter.drawPolyline(QPolygonF((tip + QPointF(-5, -5), tip, tip + QPointF(5, -5))))
        painter.end()
