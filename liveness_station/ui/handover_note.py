"""What was handed over last, shown to whoever signs in next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liveness_station.storage.shift_facts import HandOver
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.shift_presenter import hand_over_head
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.shift import ShiftPhrase, shift_words


class HandOverNote(QDialog):
    """Shows a note as plain text, whatever it looks like."""

    def __init__(self, given: HandOver, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own = shift_words(words)
        self.setWindowTitle(own.say(ShiftPhrase.TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self.head = PlainLabel("happened", is_wrapping=True)
        self.head.setText(hand_over_head(given, words))
        self.note = QPlainTextEdit(given.note)
        self.note.setObjectName("details")
        self.note.setReadOnly(True)
        self.note.setTabChangesFocus(True)
        self.note.setAccessibleName(self.head.text())
        self.note.setMinimumHeight(120)
        self.read = QPushButton(own.say(ShiftPhrase.NOTE_READ))
        self.read.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.read)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(self.head)
        rows.addWidget(self.note, 1)
        rows.addLayout(buttons)
        self.read.clicked.connect(self.accept)
        self.read.setFocus()
