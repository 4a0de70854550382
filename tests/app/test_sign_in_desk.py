"""Who works at the desk: signing in, the lock, a second person, people, and files that are bad."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app.sign_in_desk import SignInDesk
from liveness_station.domain.alerts import AlertCode
from liveness_station.domain.desk_events import PeopleEvent, PeopleStep, ShiftEvent, ShiftStep
from liveness_station.domain.people import OWNER, Person, Right, Role
from liveness_station.domain.secrets import Secret
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.runtime.idle_watch import IdleWatch
from liveness_station.ui.lock_screen import LockScreen
from liveness_station.ui.people_window import PeopleWindow
from liveness_station.ui.theme import DARK, LIGHT
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.people import PEOPLE_EN, PeoplePhrase
from liveness_station.ui.words.zh_cn import CHINESE
from tests.fakes.accounts import ANNA, BERT, CARLA, PINS, Desk

pytestmark = pytest.mark.qt_log_ignore("does not support")


class Told(QObject):
    """Everything that the desk told, in its order."""

    def __init__(self, desk: SignInDesk) -> None:
        super().__init__()
        self.words: list[str] = []
        self.events: list[object] = []
        self.answers: list[Person | None] = []
        desk.signed_in.connect(self.on_signed_in)
        desk.signed_out.connect(self.on_signed_out)
        desk.locked.connect(self.on_locked)
        desk.unlocked.connect(self.on_unlocked)
        desk.sign_in_needed.connect(self.on_needed)
        desk.quit_wanted.connect(self.on_quit)
        desk.answered.connect(self.on_answered)
        desk.event_wanted.connect(self.on_event)

    def on_signed_in(self, person: Person) -> None:
        self.words.append(f"in {person.name}")

    def on_signed_out(self, person: Person) -> None:
        self.words.append(f"out {person.name}")

    def on_locked(self) -> None:
        self.words.append("locked")

    def on_unlocked(self, person: Person) -> None:
        self.words.append(f"unlocked {person.name}")

    def on_needed(self) -> None:
        self.words.append("needed")

    def on_quit(self) -> None:
        self.words.append("quit")

    def on_answered(self, person: Person | None) -> None:
        self.answers.append(person)

    def on_event(self, event: object) -> None:
        self.events.append(event)

    @property
    def steps(self) -> list[tuple[ShiftStep | PeopleStep, str]]:
        """The recorded steps with whose they are."""
        assert all(isinstance(one, ShiftEvent | PeopleEvent) for one in self.events)
        return [
            (one.step, one.operator if isinstance(one, ShiftEvent) else one.name)
            for one in self.events
            if isinstance(one, ShiftEvent | PeopleEvent)
        ]


class Hands:
    """A desk, what is around it, and hands that work at it."""

    def __init__(self, qapp: QApplication, qtbot: QtBot, files: Desk) -> None:
        self.qtbot = qtbot
        self.files = files
        self.host = QWidget()
        self.host.resize(900, 600)
        self.alerts = AlertBoard()
        self.idle = IdleWatch(clock_s=files.waking_s)
        self.desk = SignInDesk(qapp, files.book, self.alerts, idle=self.idle)
        self.told = Told(self.desk)
        self.desk.dress(ENGLISH, LIGHT, self.host)
        self.host.show()

    def start(self) -> None:
        self.desk.start()
        self.qtbot.waitUntil(lambda: bool(self.told.words or self.alerts.alerts))

    def start_signed_in(self, person: Person = CARLA) -> None:
        self.files.fill()
        self.start()
        self.desk.open_sign_in()
        self.type(person.name, PINS[person.name])
        self.qtbot.waitUntil(lambda: self.desk.person == person and not self.desk.is_locked)

    @property
    def screen(self) -> LockScreen:
        window = self.desk.screen.window
        assert window is not None
        return window

    def type(self, name: str, pin: str) -> None:
        form = self.screen.form
        form.name.setEditText(name)
        QTest.keyClicks(form.pin, pin)
        QTest.keyClick(form.pin, Qt.Key.Key_Return)

    def agree(self, name: str, pin: str) -> None:
        dialog = self.desk.second.dialog
        assert dialog is not None
        dialog.form.name.setEditText(name)
        QTest.keyClicks(dialog.form.pin, pin)
        QTest.keyClick(dialog.form.pin, Qt.Key.Key_Return)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)


@pytest.fixture
def hands(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    hands = Hands(qapp, qtbot, Desk(tmp_path / "config" / "people.json"))
    yield hands
    assert hands.desk.stop()
    hands.host.close()
    hands.host.deleteLater()
    qapp.processEvents()


def test_where_nobody_is_named_the_owner_works_and_nothing_is_asked(hands: Hands) -> None:
    hands.start()
    assert hands.told.words == ["in "]
    assert hands.desk.person == OWNER
    assert not hands.desk.has_accounts
    assert not hands.desk.lock()
    hands.desk.sign_out()
    hands.desk.ask_confirmation(Right.CONFIRM, hands.host)
    assert hands.told.answers == [None]
    assert hands.told.events == []
    assert hands.host.isVisible()


def test_where_somebody_is_named_nobody_works_before_they_signed_in(hands: Hands) -> None:
    hands.files.fill()
    hands.start()
    assert hands.told.words == ["needed"]
    assert hands.desk.person is None
    hands.desk.open_sign_in()
    assert hands.screen.isVisible()
    assert not hands.host.isVisible()
    hands.type(CARLA.name, PINS[CARLA.name])
    hands.wait_for(lambda: hands.desk.person == CARLA)
    assert hands.told.words == ["needed", f"in {CARLA.name}"]
    assert hands.told.steps == [(ShiftStep.BEGAN, CARLA.name)]
    assert hands.host.isVisible()
    assert hands.desk.screen.window is None


def test_a_wrong_pin_lets_nobody_in_and_is_recorded_by_the_name_it_was_for(hands: Hands) -> None:
    hands.files.fill()
    hands.start()
    hands.desk.open_sign_in()
    message = hands.screen.form.message
    hands.type(CARLA.name, "0417")
    hands.wait_for(lambda: message.text().startswith("Name and PIN do not"))
    # Somebody typed the PIN where the name belongs: it must not get into the record.
    hands.type("9375", "9375")
    hands.wait_for(lambda: len(hands.files.hasher.compared) == 2)
    hands.wait_for(lambda: message.text().startswith("Name and PIN do not"))
    assert hands.desk.person is None
    assert hands.told.events == [ShiftEvent(ShiftStep.REFUSED, CARLA.name, CARLA.role)]
    assert not hands.host.isVisible()


def test_one_pin_is_tried_at_a_time(hands: Hands) -> None:
    hands.files.fill()
    hands.start()
    hands.desk.open_sign_in()
    for _ in range(5):
        hands.desk.screen.gate.on_submitted(CARLA.name, Secret("0417"))
    assert not hands.screen.form.pin.isEnabled()
    hands.wait_for(hands.screen.form.pin.isEnabled)
    hands.type(CARLA.name, PINS[CARLA.name])
    hands.wait_for(lambda: hands.desk.person == CARLA)
    assert len(hands.files.hasher.compared) == 2


def test_who_must_wait_is_told_how_long_and_others_need_not(hands: Hands) -> None:
    hands.files.fill()
    for _ in range(4):
        with pytest.raises(Exception, match="wrong"):
            hands.files.book.sign_in(CARLA.name, Secret("0417"))
    hands.start()
    hands.desk.open_sign_in()
    hands.type(CARLA.name, "0417")
    message = hands.screen.form.message
    hands.wait_for(lambda: "Try again in 30 s" in message.text())
    hands.wait_for(lambda: "Try again in 29 s" in message.text())
    hands.type(CARLA.name, PINS[CARLA.name])
    hands.wait_for(lambda: "Try again in 30 s" in message.text())
    assert hands.desk.person is None
    hands.type(BERT.name, PINS[BERT.name])
    hands.wait_for(lambda: hands.desk.person == BERT)


def test_a_locked_desk_shows_nothing_and_opens_to_the_same_person(hands: Hands) -> None:
    hands.start_signed_in()
    other = QWidget()
    hands.qtbot.addWidget(other)
    other.show()
    assert hands.desk.lock()
    assert hands.desk.is_locked
    assert not hands.host.isVisible()
    assert not other.isVisible()
    assert not hands.desk.lock()
    assert hands.screen.form.name.currentText() == CARLA.name
    hands.type(CARLA.name, PINS[CARLA.name])
    hands.wait_for(lambda: not hands.desk.is_locked)
    assert hands.told.words[-2:] == ["locked", f"unlocked {CARLA.name}"]
    assert [step for step, _ in hands.told.steps] == [
        ShiftStep.BEGAN,
        ShiftStep.LOCKED,
        ShiftStep.UNLOCKED,
    ]
    assert hands.host.isVisible()
    assert other.isVisible()


def test_another_person_at_a_locked_desk_begins_their_own_shift(hands: Hands) -> None:
    hands.start_signed_in()
    other = QWidget()
    hands.qtbot.addWidget(other)
    other.show()
    hands.desk.lock()
    hands.type(BERT.name, PINS[BERT.name])
    hands.wait_for(lambda: hands.desk.person == BERT)
    assert hands.told.words[-3:] == ["locked", f"out {CARLA.name}", f"in {BERT.name}"]
    assert hands.told.steps[-2:] == [(ShiftStep.ENDED, CARLA.name), (ShiftStep.BEGAN, BERT.name)]
    assert hands.host.isVisible()
    assert not other.isVisible()


def test_a_dialog_that_is_open_is_given_up_when_the_desk_locks(hands: Hands) -> None:
    hands.start_signed_in()
    dialog = QDialog(hands.host)
    dialog.open()
    hands.desk.ask_confirmation(Right.CONFIRM, hands.host)
    hands.desk.lock()
    assert not dialog.isVisible()
    assert hands.desk.second.dialog is None
    assert hands.told.answers == [None]


def test_what_opens_behind_the_lock_is_hidden_too(hands: Hands) -> None:
    hands.start_signed_in()
    hands.desk.lock()
    late = QWidget()
    hands.qtbot.addWidget(late)
    late.show()
    late.activateWindow()
    hands.wait_for(lambda: not late.isVisible())
    asked = QDialog()
    hands.qtbot.addWidget(asked)
    asked.open()
    asked.activateWindow()
    hands.wait_for(lambda: not asked.isVisible())
    hands.screen.form.name.showPopup()
    hands.qtbot.wait(50)
    assert hands.screen.form.name.view().isVisible()
    hands.screen.form.name.hidePopup()
    assert hands.screen.isVisible()


def test_signing_out_hands_over(hands: Hands) -> None:
    hands.start_signed_in()
    hands.desk.sign_out("camera two flickers")
    assert hands.told.events[-1] == ShiftEvent(
        ShiftStep.ENDED, CARLA.name, CARLA.role, "camera two flickers"
    )
    assert hands.desk.person is None
    assert hands.screen.isVisible()
    assert hands.screen.form.name.currentText() == ""
    hands.screen.quit_button.click()
    assert hands.told.words[-1] == "quit"


def test_an_untouched_desk_locks_itself_after_its_minutes(hands: Hands) -> None:
    hands.start_signed_in()
    hands.desk.set_lock_minutes(10)
    hands.wait_for(hands.host.isActiveWindow)
    for _ in range(3):
        hands.files.pass_time(400)
        QTest.keyClick(hands.host.windowHandle(), Qt.Key.Key_A)
        hands.qtbot.wait(1100)
        assert not hands.desk.is_locked
    hands.files.pass_time(601)
    hands.wait_for(lambda: hands.desk.is_locked)
    assert hands.told.steps[-1] == (ShiftStep.LOCKED, CARLA.name)


def test_without_minutes_or_accounts_nothing_locks_itself(hands: Hands) -> None:
    hands.start()
    hands.desk.set_lock_minutes(1)
    hands.files.pass_time(3600)
    hands.qtbot.wait(1100)
    assert not hands.desk.is_locked
    assert hands.host.isVisible()


def test_U9_the_systems_own_lock_locks_the_desk(hands: Hands) -> None:
    hands.start_signed_in()
    hands.desk.on_lock_wanted()
    assert hands.desk.is_locked
    assert not hands.host.isVisible()


def test_a_second_person_agrees_with_their_own_pin(hands: Hands) -> None:
    hands.start_signed_in()
    hands.desk.ask_confirmation(Right.CONFIRM, hands.host)
    hands.agree(BERT.name, PINS[BERT.name])
    hands.wait_for(lambda: hands.told.answers == [BERT])
    assert hands.desk.person == CARLA


@pytest.mark.parametrize(
    ("name", "phrase"),
    [(CARLA.name, PeoplePhrase.SAME_PERSON), ("Dora", PeoplePhrase.NO_RIGHT)],
)
def test_who_has_no_right_cannot_agree(hands: Hands, name: str, phrase: PeoplePhrase) -> None:
    hands.start_signed_in()
    hands.files.book.add("Dora", Role.OPERATOR, Secret("5193"), by=ANNA)
    hands.desk.ask_confirmation(Right.ALLOW_ATTEMPTS, hands.host)
    dialog = hands.desk.second.dialog
    assert dialog is not None
    hands.agree(name, {**PINS, "Dora": "5193"}[name])
    hands.wait_for(lambda: dialog.form.message.text() == PEOPLE_EN.say(phrase, name=name))
    assert hands.told.answers == []
    dialog.reject()
    assert hands.told.answers == [None]


def test_a_supervisor_cannot_confirm_their_own_decision(hands: Hands) -> None:
    hands.start_signed_in(BERT)
    hands.desk.ask_confirmation(Right.CONFIRM, hands.host)
    dialog = hands.desk.second.dialog
    assert dialog is not None
    hands.agree(BERT.name, PINS[BERT.name])
    hands.wait_for(lambda: "somebody else" in dialog.form.message.text())
    assert hands.told.answers == []


def test_an_answer_that_comes_after_the_dialog_was_closed_agrees_to_nothing(hands: Hands) -> None:
    hands.start_signed_in()
    compared = len(hands.files.hasher.compared)
    hands.desk.ask_confirmation(Right.CONFIRM, hands.host)
    hands.agree(BERT.name, PINS[BERT.name])
    dialog = hands.desk.second.dialog
    assert dialog is not None
    dialog.reject()
    hands.desk.ask_confirmation(Right.CONFIRM, hands.host)
    hands.agree(BERT.name, "0417")
    hands.wait_for(lambda: len(hands.files.hasher.compared) == compared + 2)
    hands.wait_for(lambda: hands.told.events[-1] == refused(BERT))
    assert hands.told.answers == [None]


def refused(person: Person) -> ShiftEvent:
    return ShiftEvent(ShiftStep.REFUSED, person.name, person.role)


def test_the_owner_names_the_first_administrator_and_goes_on_under_that_name(hands: Hands) -> None:
    hands.start()
    assert hands.desk.open_people()
    window = people_window(hands)
    window.name.setText(ANNA.name)
    type_pins(window.new_pins, PINS[ANNA.name])
    hands.wait_for(window.add.isEnabled)
    window.add.click()
    hands.wait_for(lambda: hands.desk.person == ANNA)
    assert hands.told.words == ["in ", "out ", f"in {ANNA.name}"]
    assert hands.told.steps == [(PeopleStep.ADDED, ANNA.name), (ShiftStep.BEGAN, ANNA.name)]
    assert hands.desk.has_accounts
    window.name.setText(BERT.name)
    window.new_role.setCurrentIndex(window.new_role.findData(Role.SUPERVISOR.value))
    type_pins(window.new_pins, PINS[BERT.name])
    window.add.click()
    hands.wait_for(lambda: len(hands.told.events) == 3)
    assert hands.told.events[-1] == PeopleEvent(PeopleStep.ADDED, BERT.name, BERT.role, ANNA.name)
    assert hands.desk.lock()


def test_a_change_that_is_refused_says_why(hands: Hands) -> None:
    hands.start()
    hands.desk.open_people()
    window = people_window(hands)
    hands.wait_for(window.add.isEnabled)
    window.name.setText(ANNA.name)
    type_pins(window.new_pins, "1234")
    window.add.click()
    hands.wait_for(lambda: "easy to guess" in window.message.text())
    assert window.name.text() == ANNA.name
    assert hands.told.events == []
    assert hands.files.book.people() == ()


@pytest.mark.parametrize("person", [BERT, CARLA])
def test_only_administrators_see_the_window_of_people(hands: Hands, person: Person) -> None:
    hands.start_signed_in(person)
    assert not hands.desk.open_people()
    assert hands.desk.people_desk.window is None


def test_a_locked_desk_opens_no_window_of_people(hands: Hands) -> None:
    hands.start_signed_in(ANNA)
    hands.desk.lock()
    assert not hands.desk.open_people()


def test_a_damaged_file_lets_nobody_work_until_it_is_put_back(hands: Hands) -> None:
    hands.files.fill()
    good = hands.files.path.read_bytes()
    hands.files.path.write_bytes(good[:-20])
    hands.start()
    assert [one.code for one in hands.alerts.alerts] == [AlertCode.ACCOUNTS_UNREADABLE]
    assert hands.told.words == ["needed"]
    assert hands.desk.person is None
    hands.desk.open_sign_in()
    assert not hands.screen.form.pin.isEnabled()
    assert "people.json" in hands.screen.form.message.text()
    hands.files.path.write_bytes(good)
    hands.wait_for(hands.screen.form.pin.isEnabled)
    assert hands.alerts.alerts == ()
    hands.type(ANNA.name, PINS[ANNA.name])
    hands.wait_for(lambda: hands.desk.person == ANNA)


def test_a_file_that_is_damaged_under_a_locked_desk_unlocks_nothing(hands: Hands) -> None:
    hands.start_signed_in()
    hands.desk.lock()
    hands.files.path.write_bytes(b"")
    hands.type(CARLA.name, PINS[CARLA.name])
    message = hands.screen.form.message
    hands.wait_for(lambda: "damaged" in message.text())
    assert hands.desk.is_locked
    assert not hands.host.isVisible()


def test_a_file_that_is_removed_under_a_locked_desk_unlocks_nothing(hands: Hands) -> None:
    hands.start_signed_in()
    hands.desk.lock()
    hands.files.path.unlink()
    message = hands.screen.form.message
    hands.type(CARLA.name, PINS[CARLA.name])
    hands.wait_for(lambda: "do not go together" in message.text())
    assert hands.desk.is_locked


def test_another_language_is_put_on_a_lock_that_stays(hands: Hands) -> None:
    hands.start_signed_in()
    hands.desk.lock()
    hands.desk.dress(CHINESE, DARK, hands.host)
    assert hands.screen.heading.text() == "已锁定"
    assert not hands.host.isVisible()
    assert hands.desk.is_locked


def people_window(hands: Hands) -> PeopleWindow:
    window = hands.desk.people_desk.window
    assert window is not None
    return window


def type_pins(lines: tuple[QLineEdit, QLineEdit], pin: str) -> None:
    for line in lines:
        line.setText(pin)
