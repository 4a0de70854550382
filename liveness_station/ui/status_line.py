"""The line at the bottom: the only place for the machine's own state."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.theme import Theme
from liveness_station.ui.views import Level, StatusItem


class StatusDot(QWidget):
    """A dot: filled where all is well, a ring while waiting, a square where it is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = Level.IDLE
        self._theme: Theme | None = None
        self.setFixedSize(QSize(14, 14))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    def show_level(self, level: Level) -> None:
        """Shows another level."""
        self._level = level
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints the shape of the level in its colour."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour: QColor = self._theme.level(self._level)
        box = QRectF(2, 2, 10, 10)
        if self._level is Level.WAITING:
            painter.setPen(colour)
            painter.drawEllipse(box)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            if self._level is Level.BAD:
                painter.drawRect(box)
            else:
                painter.drawEllipse(box)
        painter.end()


class StatusLine(QWidget):
    """Camera and engine, each with a dot; once it is known, how old the outside checkpoint is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        self.parts: list[tuple[StatusDot, ElidedLabel]] = []
        for stretch in (3, 2, 2):
            dot, label = StatusDot(self), ElidedLabel("quiet", self)
            row.addWidget(dot)
            row.addWidget(label, stretch)
            self.parts.append((dot, label))
        for part in self.parts[-1]:
            part.hide()
        self.calls = PlainLabel("quiet")
        self.calls.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.calls.hide()
        row.addWidget(self.calls)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        for dot, _ in self.parts:
            dot.set_theme(theme)

    def render_items(self, *items: StatusItem) -> None:
        """Shows camera and engine, in this order."""
        for (dot, label), item in zip(self.parts[:2], items, strict=True):
            dot.show_level(item.level)
            label.show_text(item.text)

    def render_calls(self, text: str, hint: str) -> None:
        """Shows how many calls were made and saved; "" for nothing to tell."""
        self.calls.setText(text)
        self.calls.setToolTip(hint)
        self.calls.setVisible(bool(text))

    def render_witness(self, item: StatusItem) -> None:
        """Shows how far places outside vouch for the record."""
        dot, label = self.parts[-1]
        dot.show_level(item.level)
        label.show_text(item.text)
        for part in (dot, label):
            part.show()
