"""The dialog after an error that nobody foresaw: what it means for the work, and no more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.unforeseen import unforeseen_words


class UnforeseenDialog(QDialog):
    """Says that the work can go on; any of Enter, Space and Escape closes it."""

    def __init__(self, words: Words, log_file: str, parent: QWidget) -> None:
        super().__init__(parent)
        said = unforeseen_words(words)
        self.setWindowTitle(words.say(Phrase.APP_NAME))
        self.setFixedWidth(460)
        heading = PlainLabel("happened", is_wrapping=True)
        heading.setText(said.heading)
        sentence = PlainLabel(is_wrapping=True)
        sentence.setText(said.sentence)
        details = PlainLabel("quiet", is_wrapping=True)
        details.setText(said.details.format(file=log_file))
        details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.go_on = QPushButton(said.go_on)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 20, 20, 20)
        rows.setSpacing(12)
        for part in (heading, sentence, details):
            rows.addWidget(part)
        rows.addLayout(foot)
        self.setAccessibleName(said.heading)
        self.setAccessibleDescription(said.sentence)
        self.go_on.setFocus()
