"""Where somebody types name and PIN."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from liveness_station.domain.secrets import Secret
from liveness_station.ui.choice_box import ChoiceBox
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.people_presenter import GateView
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.people import PeoplePhrase, PeopleWords

_MAX_LENGTH = 64
_MESSAGE_PX = 44
"""Two lines, so that nothing moves when a message comes."""


def pin_line(own: PeopleWords, phrase: PeoplePhrase = PeoplePhrase.PIN) -> QLineEdit:
    """Returns a field whose letters are not shown, guessed at or remembered by a keyboard."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData
        | Qt.InputMethodHint.ImhNoPredictiveText
        | Qt.InputMethodHint.ImhNoAutoUppercase
        | Qt.InputMethodHint.ImhHiddenText
    )
    line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    line.setMaxLength(_MAX_LENGTH)
    line.setAccessibleName(own.say(phrase))
    return line


class SignInForm(QWidget):
    """Name, chosen or typed, PIN and a button. Holds no truth, and no PIN once it was sent.

    Signals:
        submitted(str, Secret): name and PIN as they were typed.
    """

    submitted = Signal(str, object)

    def __init__(self, own: PeopleWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] | None = None
        self.name = ChoiceBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.setAccessibleName(own.say(PeoplePhrase.NAME))
        self.name_line = self._name_line(own)
        self.pin = pin_line(own)
        self.message = PlainLabel(is_wrapping=True)
        self.message.setMinimumHeight(_MESSAGE_PX)
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.submit = QPushButton()
        self.submit.setObjectName("primary")
        self.submit.setAutoDefault(False)
        self._lay_out(own)
        self.name_line.returnPressed.connect(self._on_name_entered)
        self.pin.returnPressed.connect(self._on_submit)
        self.submit.clicked.connect(self._on_submit)

    def render_view(self, view: GateView) -> None:
        """Shows a view; what is typed stays, unless others can be chosen now."""
        if view.names != self._names:
            self._names = view.names
            self.name.clear()
            self.name.addItems(list(view.names))
            self.name.setCurrentIndex(self.name.findText(view.name) if view.name else -1)
            self.name.setEditText(view.name)
            # The beginning of a long name tells more than its end.
            self.name_line.setCursorPosition(0)
        self.submit.setText(view.submit)
        had_focus = self.pin.isEnabled()
        for part in (self.name, self.pin, self.submit):
            part.setEnabled(view.can_type)
        self.message.setText(view.message)
        self.message.setAccessibleName(view.message)
        self.message.setStyleSheet(f"color: {self._theme.level(view.level).name()}")
        if view.can_type and not had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Puts the focus where the next key belongs."""
        (self.pin if self.name.currentText() else self.name_line).setFocus()

    def _name_line(self, own: PeopleWords) -> QLineEdit:
        line = QLineEdit()
        self.name.setLineEdit(line)
        line.setMaxLength(_MAX_LENGTH)
        line.setAccessibleName(own.say(PeoplePhrase.NAME))
        # The frame is the box's; a second one within it would be the style sheet's for any field.
        line.setStyleSheet("QLineEdit { border: none; padding: 0; min-height: 0; }")
        return line

    def _lay_out(self, own: PeopleWords) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for phrase, field in ((PeoplePhrase.NAME, self.name), (PeoplePhrase.PIN, self.pin)):
            label = PlainLabel()
            label.setText(own.say(phrase))
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            label.setBuddy(field)
            form.addRow(label, field)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(form)
        rows.addWidget(self.message)
        rows.addWidget(self.submit)

    @Slot()
    def _on_name_entered(self) -> None:
        self.pin.setFocus()

    @Slot()
    def _on_submit(self) -> None:
        name, pin = self.name.currentText(), Secret(self.pin.text())
        self.pin.clear()
        if not name.strip() or not pin.reveal():
            self.take_focus()
            return
        self.submitted.emit(name, pin)
