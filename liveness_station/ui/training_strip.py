"""What stands over the desk during a drill: the scene, and what to make of what was done."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.theme import Theme
from liveness_station.ui.training_presenter import CoachView

_BELOW_THE_ALERTS: Final = 2


class TrainingStrip(QWidget):
    """Renders a view in the window's rows; F11 and F12 work wherever the focus is there.

    Signals:
        next_wanted(): go on to the next step.
        end_wanted(): end the drill.
    """

    next_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("coach")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = PlainLabel("heading")
        self.scene = PlainLabel(is_wrapping=True)
        self.remark = PlainLabel("next", is_wrapping=True)
        self.next_button = QPushButton()
        self.end_button = QPushButton()
        self.end_button.setObjectName("plain")
        self._lay_out()
        self.next_button.clicked.connect(self._on_next_clicked)
        self.end_button.clicked.connect(self._on_end_clicked)
        self._keys = [
            QShortcut(QKeySequence(key), window, context=Qt.ShortcutContext.WindowShortcut)
            for key in (Qt.Key.Key_F11, Qt.Key.Key_F12)
        ]
        layout = window.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(_BELOW_THE_ALERTS, self)
        self._keys[0].activated.connect(self._on_next_clicked)
        self._keys[1].activated.connect(self._on_end_clicked)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.setStyleSheet(
            f"#coach {{ background: {theme.card}; border-bottom: 3px solid {theme.accent}; }}"
        )

    def render_view(self, view: CoachView) -> None:
        """Shows a view."""
        self.heading.setText(view.heading)
        self.scene.setText(view.scene)
        self.remark.setText(view.remark)
        self.next_button.setText(view.next_label)
        self.next_button.setEnabled(view.can_go_on)
        self.end_button.setText(view.end_label)
        self.setAccessibleName(view.heading)
        self.setAccessibleDescription(f"{view.scene} {view.remark}")

    def leave(self) -> None:
        """Takes itself and its keys out of the window."""
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self.hide()
        self.deleteLater()

    def _lay_out(self) -> None:
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for label in (self.heading, self.scene, self.remark):
            rows.addWidget(label)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(16, 4, 16, 6)
        columns.addLayout(rows, 1)
        for button in (self.next_button, self.end_button):
            # A click leaves the focus, and with it the keys, where the work is.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            columns.addWidget(button)

    @Slot()
    def _on_next_clicked(self) -> None:
        if self.next_button.isEnabled():
            self.next_wanted.emit()

    @Slot()
    def _on_end_clicked(self) -> None:
        self.end_wanted.emit()
