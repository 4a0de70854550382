"""The privacy curtain: on a single screen, what the subject may see when it is turned to them."""

from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.subject_canvas import SubjectCanvas
from liveness_station.ui.theme import Theme

Covered: TypeAlias = QWidget
"""Any window that a curtain can be drawn over."""


class Curtain(QWidget):
    """Covers all of a window: queue, names, card and score. Keys still reach what is behind it."""

    def __init__(self, window: Covered) -> None:
        super().__init__(window)
        self.setObjectName("curtain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas = SubjectCanvas(self)
        self.foot = PlainLabel("quiet")
        self.foot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 8)
        rows.setSpacing(8)
        rows.addWidget(self.canvas, 1)
        rows.addWidget(self.foot)
        self.hide()
        window.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.setStyleSheet(f"#curtain {{ background: {theme.ground}; }}")
        self.canvas.set_theme(theme)

    def draw(self, foot: str) -> None:
        """Covers the window; `foot` says to the operator how it is opened again."""
        self.foot.setText(foot)
        self.foot.setAccessibleName(foot)
        self._cover()
        self.show()

    def _cover(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
            # Whatever is opened in the window later would lie over it.
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays as large as the window, and before everything that is added to it."""
        is_covering = not self.isHidden()
        if is_covering and event.type() in {QEvent.Type.Resize, QEvent.Type.ChildAdded}:
            self._cover()
        return super().eventFilter(watched, event)
