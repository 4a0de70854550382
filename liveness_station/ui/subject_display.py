"""The subject's own window, for a second screen."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liveness_station.ui.subject_canvas import SubjectCanvas
from liveness_station.ui.theme import Theme


class SubjectDisplay(QWidget):
    """Fills one screen and takes no key: the focus stays at the desk."""

    def __init__(self, title: str) -> None:
        flags = (
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        super().__init__(None, flags)
        self.setWindowTitle(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The program ends with the console, not with this.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.canvas = SubjectCanvas(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.canvas)

    def show_on(self, screen: QScreen, geometry: QRect) -> None:
        """Fills a screen, whose place among the others `geometry` is."""
        self.setScreen(screen)
        # First its place, or the window system fills the screen where the window happens to be.
        self.setGeometry(geometry)
        # `showFullScreen` would ask for the focus besides.
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.canvas.set_theme(theme)
