"""What is asked before a list is put in line, and which file it is."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liveness_station.domain.subject_lists import ListEncoding
from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.queue_presenter import ListView
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.queue import QueuePhrase, queue_words


class QueueDialog(QDialog):
    """Shows what a list holds; nobody of it is in line before its button is pressed.

    Signals:
        encoding_chosen(ListEncoding): read the file again, its letters meant so.
    """

    encoding_chosen = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own = queue_words(words)
        self.setModal(True)
        self.setMinimumSize(520, 420)
        self.title = ElidedLabel("title")
        self.summary = PlainLabel("happened", is_wrapping=True)
        self.details = QPlainTextEdit()
        self.details.setObjectName("details")
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(own.say(QueuePhrase.LIST_PROBLEMS))
        self._label = PlainLabel("quiet")
        self._label.setText(own.say(QueuePhrase.LIST_ENCODING))
        self.encoding = QComboBox()
        self.encoding.setAccessibleName(own.say(QueuePhrase.LIST_ENCODING))
        for encoding in ListEncoding:
            self.encoding.addItem(own.encodings[encoding], encoding)
        self.add = QPushButton()
        self.add.setObjectName("primary")
        self.cancel = QPushButton(own.say(QueuePhrase.CANCEL))
        self._lay_out()
        self.add.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.encoding.activated.connect(self._on_activated)

    def render_view(self, view: ListView) -> None:
        """Shows a list."""
        self.setWindowTitle(view.title)
        self.title.show_text(view.title)
        self.summary.setText(view.summary)
        self.details.setPlainText(view.details)
        self.add.setText(view.add)
        self.add.setVisible(view.can_add)
        (self.add if view.can_add else self.cancel).setDefault(True)
        (self.add if view.can_add else self.encoding).setFocus()

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(12)
        choice.addWidget(self._label, 1)
        choice.addWidget(self.encoding, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.add)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(self.title)
        rows.addWidget(self.summary)
        rows.addWidget(self.details, 1)
        rows.addLayout(choice)
        rows.addLayout(buttons)

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        self.encoding_chosen.emit(ListEncoding(self.encoding.itemData(at)))


def choose_list(words: Words, parent: QWidget) -> Path | None:
    """Returns the file that the operator chooses; None where they choose none."""
    own = queue_words(words)
    name, _ = QFileDialog.getOpenFileName(
        parent, own.say(QueuePhrase.IMPORT_HINT), "", own.say(QueuePhrase.FILES)
    )
    return Path(name) if name else None
