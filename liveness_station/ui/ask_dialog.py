"""What the dialogs of the desk share: intro, choices, note, Enter and Escape."""

from itertools import pairwise

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from liveness_station.ui.choice_list import ChoiceList
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.note_field import NoteField
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.decisions import decision_words

_WIDTH_PX = 460
_NOTE_PX = 92
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class AskDialog(QDialog):
    """A dialog that is opened without waiting for it, and deletes itself once it is closed.

    Enter does what its button does, where that can be done; Escape closes. A subclass says in
    `_trouble` what is missing, and in `_answer` tells what was chosen.
    """

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = decision_words(words)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH_PX)
        self.intro = PlainLabel(is_wrapping=True)
        self.choices = ChoiceList(self)
        self.note_label = PlainLabel("quiet")
        self.note = NoteField(self)
        self.note.setFixedHeight(_NOTE_PX)
        self.note_label.setBuddy(self.note)
        self.trouble = PlainLabel(is_wrapping=True)
        self.hint = PlainLabel("quiet", is_wrapping=True)
        self.hint.setText(self._said.keys_hint)
        self.save, self.cancel = QPushButton(self._said.save), QPushButton(self._said.cancel)
        self.save.setDefault(True)
        self.cancel.setAutoDefault(False)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(20, 20, 20, 20)
        self.rows.setSpacing(10)
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel.clicked.connect(self.reject)
        self.note.entered.connect(self._on_save_clicked)
        self.note.textChanged.connect(self._on_changed)
        self.choices.chosen.connect(self._on_changed)

    def _stack(self, *parts: QWidget) -> None:
        """Stacks the parts, and below them note and buttons."""
        for part in (*parts, self.note_label, self.note, self.hint, self.trouble):
            self.rows.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        self.rows.addLayout(buttons)
        for before, after in pairwise((self.choices, self.note, self.cancel, self.save)):
            QWidget.setTabOrder(before, after)
        self._on_changed()

    def _can_save(self) -> bool:
        raise NotImplementedError

    def _trouble(self) -> str:
        """Returns what the operator is to know or to do before it can be saved."""
        return ""

    def _answer(self) -> None:
        raise NotImplementedError

    @Slot()
    def _on_changed(self) -> None:
        label = self._said.note.format(left=self.note.left)
        self.note_label.setText(label)
        self.note.setAccessibleName(label)
        trouble = self._trouble()
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.save.setEnabled(self._can_save())
        self._fit()

    def _fit(self) -> None:
        """Makes the dialog as high as its words need."""
        self.rows.activate()
        self.setFixedHeight(self.rows.totalHeightForWidth(_WIDTH_PX))

    @Slot()
    def _on_save_clicked(self) -> None:
        if not self.save.isEnabled():
            return
        # A second Enter on its way must not answer twice.
        self.save.setEnabled(False)
        self._answer()
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Fits once more: only now are the letters as large as the style has them."""
        super().showEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Chooses by number; Enter and Escape as in every dialog."""
        if event.isAutoRepeat() and event.key() in _ENTER:
            return
        if not self.choices.take_key(event):
            super().keyPressEvent(event)
