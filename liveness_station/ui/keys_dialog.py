"""The window of keys: all of them at a glance."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.decisions import decision_words
from liveness_station.ui.words.keys import KeyGroup, key_groups

_COLUMN_PX = 304
_KEY_PX = 104


class KeysDialog(QDialog):
    """Shows every key with what it does; F1, Enter and Escape close it. It takes no choice."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = decision_words(words)
        self.setWindowTitle(said.keys_title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        for group in key_groups(words):
            columns.addWidget(_column(group), 0, Qt.AlignmentFlag.AlignTop)
        self.close_button = QPushButton(said.close)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 20, 20, 20)
        rows.setSpacing(16)
        rows.addLayout(columns)
        rows.addLayout(foot)
        self.setAccessibleDescription(
            "\n".join(f"{key}: {what}" for group in key_groups(words) for key, what in group.keys)
        )
        self.close_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes with the key that opened it, too."""
        if event.key() == Qt.Key.Key_F1 and not event.isAutoRepeat():
            self.accept()
        else:
            super().keyPressEvent(event)


def _column(group: KeyGroup) -> QWidget:
    part = QWidget()
    part.setFixedWidth(_COLUMN_PX)
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    heading = PlainLabel("heading")
    heading.setText(group.heading)
    grid.addWidget(heading, 0, 0, 1, 2)
    for number, (key, what) in enumerate(group.keys, start=1):
        name, does = PlainLabel("title"), PlainLabel(is_wrapping=True)
        name.setText(key)
        # A label of one line asks for no width of its own.
        name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        name.setFixedWidth(_KEY_PX)
        does.setText(what)
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(does, number, 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnMinimumWidth(0, _KEY_PX)
    grid.setColumnStretch(1, 1)
    return part
