"""The bar under the header: what is wrong as long as it lasts, nothing while all is well."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liveness_station.domain.verdicts import Verdict
from liveness_station.ui.glyphs import paint_glyph
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.theme import Theme
from liveness_station.ui.views import AlertLine


class _Mark(QWidget):
    """The triangle before a line."""

    def __init__(self, theme: Theme, *, is_grave: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = theme.verdict(Verdict.SPOOF if is_grave else Verdict.RETRY)
        self.setFixedSize(QSize(18, 18))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paints the triangle."""
        painter = QPainter(self)
        paint_glyph(painter, QRectF(0, 0, 18, 18), Verdict.ERROR, self._colour)
        painter.end()


class AlertBar(QWidget):
    """Shows lines; hidden where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alerts")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme: Theme | None = None
        self._lines: tuple[AlertLine, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 6, 16, 6)
        self._rows.setSpacing(4)
        self.texts: list[PlainLabel] = []
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self._fill()

    def render_lines(self, lines: tuple[AlertLine, ...]) -> None:
        """Shows what is wrong now."""
        if lines != self._lines:
            self._lines = lines
            self._fill()

    def _fill(self) -> None:
        if self._theme is None:
            return
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        self.texts = [self._add(line, self._theme) for line in self._lines]
        self.setVisible(bool(self._lines))

    def _add(self, line: AlertLine, theme: Theme) -> PlainLabel:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(_Mark(theme, is_grave=line.is_grave, parent=row))
        label = PlainLabel(is_wrapping=True, parent=row)
        label.setText(line.text)
        layout.addWidget(label, 1)
        self._rows.addWidget(row)
        return label
