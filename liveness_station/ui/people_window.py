"""The window in which an administrator names who works at the station."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from liveness_station.domain.people import Role
from liveness_station.domain.secrets import Secret
from liveness_station.runtime.account_wishes import AddPerson, ChangePin, ChangeRole, RemovePerson
from liveness_station.ui.choice_box import ChoiceBox
from liveness_station.ui.labels import ElidedLabel, PlainLabel
from liveness_station.ui.people_presenter import PeopleView, PersonLine
from liveness_station.ui.sign_in_form import pin_line
from liveness_station.ui.theme import Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.people import PeoplePhrase, people_words

_LIST_PX = 320
_MAX_NAME = 64


class PeopleWindow(QWidget):
    """Renders who has an account and tells what is to be changed. Holds no truth, and no PIN.

    Signals:
        change_wanted(AddPerson | ChangeRole | ChangePin | RemovePerson): the administrator's wish.
    """

    change_wanted = Signal(object)

    def __init__(self, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._own = people_words(words)
        self._theme = theme
        self._lines: tuple[PersonLine, ...] = ()
        self._roles: tuple[tuple[Role, str], ...] = ()
        self._can_change = True
        self.setWindowTitle(self._own.say(PeoplePhrase.PEOPLE))
        self.setMinimumSize(880, 560)
        self.sentence = PlainLabel("happened", is_wrapping=True)
        self.list = QListWidget()
        self.list.setObjectName("panel")
        self.list.setFixedWidth(_LIST_PX)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(3)
        self.list.setAccessibleName(self._own.say(PeoplePhrase.PEOPLE))
        self.name = QLineEdit()
        self.name.setMaxLength(_MAX_NAME)
        self.name.setAccessibleName(self._own.say(PeoplePhrase.NAME))
        self.new_role, self.role = self._roles_box(), self._roles_box()
        self.new_pins = self._pin_pair()
        self.pins = self._pin_pair()
        self.chosen = ElidedLabel("heading")
        self.message = PlainLabel(is_wrapping=True)
        self.add = self._button(PeoplePhrase.ADD)
        self.change_role = self._button(PeoplePhrase.CHANGE_ROLE)
        self.change_pin = self._button(PeoplePhrase.CHANGE_PIN)
        self.remove = self._button(PeoplePhrase.REMOVE)
        self.done_button = self._button(PeoplePhrase.CLOSE)
        self._lay_out()
        self._connect()
        self._show_chosen()

    def render_view(self, view: PeopleView) -> None:
        """Shows a view; who was chosen stays chosen."""
        kept = self._chosen_line()
        self.sentence.setText(view.sentence)
        self._can_change = view.can_change
        if view.lines != self._lines:
            self._lines = view.lines
            self.list.clear()
            self.list.addItems([line.text for line in view.lines])
            names = [line.name for line in view.lines]
            if kept is not None and kept.name in names:
                self.list.setCurrentRow(names.index(kept.name))
        if view.roles != self._roles:
            self._roles = view.roles
            for box in (self.new_role, self.role):
                box.clear()
                for role, text in view.roles:
                    box.addItem(text, role.value)
        self.message.setText(view.message)
        self.message.setStyleSheet(f"color: {self._theme.level(view.level).name()}")
        self._show_chosen()

    def clear_typed(self) -> None:
        """Forgets what was typed for a person who was added."""
        self.name.clear()
        self._forget_pins()

    def _chosen_line(self) -> PersonLine | None:
        row = self.list.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _show_chosen(self) -> None:
        line = self._chosen_line()
        is_other = self._can_change and line is not None and not line.is_self
        self.add.setEnabled(self._can_change)
        others: tuple[QWidget, ...] = (self.role, self.change_role, self.remove)
        for part in others:
            part.setEnabled(is_other)
        own_pin: tuple[QWidget, ...] = (*self.pins, self.change_pin)
        for part in own_pin:
            part.setEnabled(self._can_change and line is not None)
        self.remove.setText(self._own.say(PeoplePhrase.REMOVE))
        if line is None:
            self.chosen.show_text(self._own.say(PeoplePhrase.NOBODY_CHOSEN))
            return
        self.chosen.show_text(self._own.say(PeoplePhrase.CHOSEN, name=line.name))
        self.role.setCurrentIndex(self.role.findData(line.role.value))
        self.role.setToolTip(self._own.say(PeoplePhrase.YOURSELF) if line.is_self else "")

    def _roles_box(self) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(self._own.say(PeoplePhrase.ROLE))
        return box

    def _pin_pair(self) -> tuple[QLineEdit, QLineEdit]:
        first, second = pin_line(self._own), pin_line(self._own, PeoplePhrase.PIN_AGAIN)
        first.setPlaceholderText(self._own.say(PeoplePhrase.PIN_RULE))
        second.setPlaceholderText(self._own.say(PeoplePhrase.PIN_AGAIN))
        return first, second

    def _button(self, phrase: PeoplePhrase) -> QPushButton:
        button = QPushButton(self._own.say(phrase))
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        heading = PlainLabel("heading")
        heading.setText(self._own.say(PeoplePhrase.NEW_PERSON))
        right.addWidget(heading)
        right.addLayout(
            self._form(
                (PeoplePhrase.NAME, (self.name,)),
                (PeoplePhrase.ROLE, (self.new_role,)),
                (PeoplePhrase.PIN, self.new_pins),
            )
        )
        right.addWidget(self.add, 0, Qt.AlignmentFlag.AlignRight)
        right.addSpacing(24)
        right.addWidget(self.chosen)
        right.addLayout(
            self._form((PeoplePhrase.ROLE, (self.role,)), (PeoplePhrase.PIN, self.pins))
        )
        changes = QHBoxLayout()
        changes.addWidget(self.remove)
        changes.addStretch(1)
        changes.addWidget(self.change_role)
        changes.addWidget(self.change_pin)
        right.addLayout(changes)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.list)
        columns.addLayout(right, 1)
        last = QHBoxLayout()
        last.addWidget(self.message, 1)
        last.addWidget(self.done_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(self.sentence)
        rows.addLayout(columns, 1)
        rows.addLayout(last)

    def _form(self, *rows: tuple[PeoplePhrase, tuple[QWidget, ...]]) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for phrase, fields in rows:
            label = PlainLabel()
            label.setText(self._own.say(phrase))
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            label.setBuddy(fields[0])
            together = QHBoxLayout()
            for field in fields:
                field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                together.addWidget(field)
            form.addRow(label, together)
        return form

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.add.clicked.connect(self._on_add_clicked)
        self.change_role.clicked.connect(self._on_change_role_clicked)
        self.change_pin.clicked.connect(self._on_change_pin_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.done_button.clicked.connect(self.close)

    def _take_pin(self, pair: tuple[QLineEdit, QLineEdit]) -> Secret | None:
        """Returns what was typed twice alike; says so where it was not. Clears both."""
        first, second = (line.text() for line in pair)
        for line in pair:
            line.clear()
        if first == second:
            return Secret(first)
        self.message.setText(self._own.say(PeoplePhrase.PINS_DIFFER))
        pair[0].setFocus()
        return None

    def _forget_pins(self) -> None:
        for line in (*self.new_pins, *self.pins):
            line.clear()

    @Slot(int)
    def _on_row_changed(self, _: int) -> None:
        self._forget_pins()
        self._show_chosen()

    @Slot()
    def _on_add_clicked(self) -> None:
        pin = self._take_pin(self.new_pins)
        if pin is not None:
            role = Role(self.new_role.currentData())
            self.change_wanted.emit(AddPerson(self.name.text(), role, pin))

    @Slot()
    def _on_change_role_clicked(self) -> None:
        line = self._chosen_line()
        if line is not None:
            self.change_wanted.emit(ChangeRole(line.name, Role(self.role.currentData())))

    @Slot()
    def _on_change_pin_clicked(self) -> None:
        line, pin = self._chosen_line(), self._take_pin(self.pins)
        if line is not None and pin is not None:
            self.change_wanted.emit(ChangePin(line.name, pin))

    @Slot()
    def _on_remove_clicked(self) -> None:
        line = self._chosen_line()
        if line is None:
            return
        sure = self._own.say(PeoplePhrase.REMOVE_SURE, name=line.name)
        # A button takes an ampersand for a shortcut; a name may have one.
        if self.remove.text() != sure.replace("&", "&&"):
            self.remove.setText(sure.replace("&", "&&"))
            return
        self.change_wanted.emit(RemovePerson(line.name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
