"""Signing in, the lock, a second person and the window of people: looks and words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.accounts.troubles import CLOSED, AccountTrouble
from liveness_station.app import appearance
from liveness_station.domain.desk_events import PeopleEvent, PeopleStep
from liveness_station.domain.people import OWNER, Person, Right, Role
from liveness_station.domain.secrets import Secret
from liveness_station.runtime.account_wishes import AddPerson, ChangePin, ChangeRole, RemovePerson
from liveness_station.ui.confirm_dialog import ConfirmDialog
from liveness_station.ui.lock_screen import LockScreen
from liveness_station.ui.people_presenter import (
    ASKABLE,
    GateState,
    Misfit,
    able_people,
    explain,
    judge,
    present_gate,
    present_people,
)
from liveness_station.ui.people_window import PeopleWindow
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.views import Level
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.people import PEOPLE_EN, PeoplePhrase, people_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.fakes.accounts import ANNA, BERT, CARLA
from tests.ui.test_plain_text import EVIL, assert_plain
from tests.ui.test_snapshots import both_languages, both_themes, compare

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
OpenSurface = Callable[..., QWidget]
WANG = Person("王小明", Role.AUDITOR)
ALL = (ANNA, BERT, CARLA, WANG)
LONG = Person("Maximiliane Oberhuber-Weissenberger von und zu Hohenlohe A-1042"[:64], Role.OPERATOR)
GATES = {
    "sign_in": GateState(ALL),
    "sign_in_wrong": GateState(ALL, trouble=AccountTrouble.WRONG),
    "sign_in_damaged": GateState((), trouble=AccountTrouble.DAMAGED),
    "locked": GateState(ALL, CARLA),
    "locked_wait": GateState((*ALL, LONG), LONG, trouble=AccountTrouble.WRONG, wait_s=480),
}
ASKED = {
    "confirm": GateState(ALL, CARLA, Right.CONFIRM),
    "confirm_busy": GateState(ALL, CARLA, Right.CONFIRM, is_busy=True),
    "allow": GateState(ALL, CARLA, Right.ALLOW_ATTEMPTS),
    "allow_nobody": GateState((ANNA, CARLA), ANNA, Right.ALLOW_ATTEMPTS),
}


@pytest.fixture
def open_surface(dressed: QApplication, qtbot: QtBot) -> Iterator[OpenSurface]:
    kept: list[QWidget] = []

    def opened(made: QWidget, theme: Theme = LIGHT) -> QWidget:
        appearance.apply_theme(dressed, theme)
        kept.append(made)
        qtbot.addWidget(made, before_close_func=_let_go)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        dressed.processEvents()
        return made

    yield opened
    kept.clear()


def _let_go(widget: QWidget) -> None:
    if isinstance(widget, LockScreen):
        widget.let_go()


def lock_screen(state: GateState, words: Words = ENGLISH, theme: Theme = LIGHT) -> LockScreen:
    screen = LockScreen(words, theme)
    screen.resize(1024, 680)
    screen.render_view(present_gate(state, words))
    screen.form.take_focus()
    return screen


def dialog(state: GateState, words: Words = ENGLISH, theme: Theme = LIGHT) -> ConfirmDialog:
    made = ConfirmDialog(words, theme)
    made.render_view(present_gate(state, words))
    made.form.take_focus()
    return made


def window(
    people: tuple[Person, ...] = ALL,
    words: Words = ENGLISH,
    theme: Theme = LIGHT,
    outcome: PeopleEvent | AccountTrouble | None = None,
) -> PeopleWindow:
    made = PeopleWindow(words, theme)
    made.resize(940, 580)
    made.render_view(present_people(people, ANNA if people else OWNER, words, outcome=outcome))
    return made


@both_themes
@both_languages
@pytest.mark.parametrize("name", GATES)
def test_the_lock_screen_looks_as_it_did(
    open_surface: OpenSurface,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    shown = open_surface(lock_screen(GATES[name], words, theme), theme)
    compare(shown, f"people_{name}-{words.code}-{theme.name}", request, tmp_path)


@both_themes
@both_languages
@pytest.mark.parametrize("name", ASKED)
def test_the_dialog_of_a_second_person_looks_as_it_did(
    open_surface: OpenSurface,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    shown = open_surface(dialog(ASKED[name], words, theme), theme)
    compare(shown, f"people_{name}-{words.code}-{theme.name}", request, tmp_path)


@both_themes
@both_languages
@pytest.mark.parametrize("name", ["empty", "chosen"])
def test_the_window_of_people_looks_as_it_did(
    open_surface: OpenSurface,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    added = PeopleEvent(PeopleStep.ADDED, WANG.name, WANG.role, ANNA.name)
    people = (*ALL, LONG) if name == "chosen" else ()
    made = window(people, words, theme, added if people else AccountTrouble.PIN_EASY)
    if people:
        made.list.setCurrentRow(2)
    shown = open_surface(made, theme)
    compare(shown, f"people_{name}-{words.code}-{theme.name}", request, tmp_path)


def test_the_one_who_locked_is_chosen_already() -> None:
    view = present_gate(GATES["locked"], ENGLISH)
    assert (view.heading, view.name, view.submit) == ("Locked", CARLA.name, "Unlock")
    assert CARLA.name in view.sentence
    assert present_gate(GATES["sign_in"], ENGLISH).name == ""
    assert present_gate(GateState((ANNA,)), ENGLISH).name == ANNA.name


def test_only_others_with_the_right_can_be_asked() -> None:
    for right in ASKABLE:
        assert able_people(GateState(ALL, BERT, right)) == (ANNA,)
        assert able_people(GateState(ALL, CARLA, right)) == (ANNA, BERT)
    nobody = present_gate(ASKED["allow_nobody"], ENGLISH)
    assert not nobody.can_type
    assert nobody.message == PEOPLE_EN.say(PeoplePhrase.NOBODY_ELSE)


def test_who_signed_is_judged_by_what_was_asked() -> None:
    asked = ASKED["confirm"]
    assert judge(BERT, asked) is None
    assert judge(ANNA, asked) is None
    assert judge(replace(CARLA, role=Role.ADMINISTRATOR), asked) is Misfit.SAME_PERSON
    assert judge(WANG, asked) is Misfit.NO_RIGHT
    assert judge(WANG, GateState(ALL, CARLA)) is None
    for misfit in Misfit:
        view = present_gate(replace(asked, misfit=misfit, misfit_name=WANG.name), ENGLISH)
        assert WANG.name in view.message
        assert (view.level, view.can_type) == (Level.BAD, True)


@pytest.mark.parametrize(
    ("wait_s", "text"),
    [(0.4, "1 s"), (30, "30 s"), (120, "120 s"), (121, "3 min"), (900, "15 min")],
)
def test_a_wait_says_how_long(wait_s: float, text: str) -> None:
    view = present_gate(GateState(ALL, wait_s=wait_s, trouble=AccountTrouble.WRONG), ENGLISH)
    assert view.message == f"Too many wrong PINs. Try again in {text}."
    assert view.can_type


@pytest.mark.parametrize("trouble", AccountTrouble)
def test_a_closed_file_takes_no_pin_and_says_the_way_out(trouble: AccountTrouble) -> None:
    view = present_gate(GateState(ALL, trouble=trouble), ENGLISH)
    is_closed = trouble in CLOSED - {AccountTrouble.UNWRITABLE}
    assert view.can_type is not is_closed
    if is_closed:
        assert "people.json" in view.message or "version" in view.message


def test_both_languages_have_words_for_everything() -> None:
    for own in (PEOPLE_EN, people_words(CHINESE)):
        assert set(own.phrases) == set(PeoplePhrase)
        assert set(own.roles) == set(own.tasks) == set(Role)
        assert set(own.steps) == set(PeopleStep)
        assert set(own.troubles) == set(AccountTrouble)
        assert set(own.asking) == set(ASKABLE)
    assert people_words(ENGLISH) is PEOPLE_EN
    assert "请在 30 秒后再试" in explain(AccountTrouble.WAIT, CHINESE, wait_s=30)


@pytest.mark.parametrize("which", ["screen", "dialog", "window"])
def test_a_wicked_name_is_shown_as_it_was_written(open_surface: OpenSurface, which: str) -> None:
    evil = Person(EVIL[:64], Role.OPERATOR)
    made: dict[str, Callable[[], QWidget]] = {
        "screen": lambda: lock_screen(GateState((ANNA, evil), evil)),
        "dialog": lambda: dialog(GateState((ANNA, evil), evil, Right.CONFIRM)),
        "window": lambda: window((ANNA, evil)),
    }
    shown = open_surface(made[which]())
    if isinstance(shown, PeopleWindow):
        shown.list.setCurrentRow(1)
        assert shown.chosen.accessibleName().endswith(EVIL[:64])
    assert_plain(shown)


class Ear:
    """Keeps what was submitted."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Secret]] = []

    def on_submitted(self, name: str, pin: Secret) -> None:
        self.heard.append((name, pin))


def test_name_and_pin_are_typed_with_the_keyboard_alone(open_surface: OpenSurface) -> None:
    screen = open_surface(lock_screen(GATES["sign_in"]))
    assert isinstance(screen, LockScreen)
    ear, form = Ear(), screen.form
    screen.submitted.connect(ear.on_submitted)
    assert form.name_line.hasFocus()
    QTest.keyClicks(form.name_line, "Carla Wu")
    QTest.keyClick(form.name_line, Qt.Key.Key_Return)
    assert form.pin.hasFocus()
    QTest.keyClicks(form.pin, "9375")
    assert form.pin.displayText() != "9375"
    QTest.keyClick(form.pin, Qt.Key.Key_Return)
    ((name, pin),) = ear.heard
    assert (name, pin.reveal()) == ("Carla Wu", "9375")
    assert form.pin.text() == ""
    QTest.keyClick(form.pin, Qt.Key.Key_Return)
    assert len(ear.heard) == 1


def test_every_pin_is_hidden_and_cannot_be_copied(open_surface: OpenSurface) -> None:
    made = window()
    shown = open_surface(made)
    pins = [one for one in shown.findChildren(QLineEdit) if one not in {made.name}]
    assert len(pins) == 4
    screen = open_surface(lock_screen(GATES["sign_in"]))
    assert isinstance(screen, LockScreen)
    for one in (*pins, screen.form.pin):
        assert one.echoMode() is QLineEdit.EchoMode.Password
        assert one.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
        one.setText("9375")
        one.selectAll()
        one.copy()
        assert QApplication.clipboard().text() != "9375"
        assert one.text() == "9375"


def test_closing_the_lock_screen_asks_for_the_programs_end(
    open_surface: OpenSurface, qtbot: QtBot
) -> None:
    screen = open_surface(lock_screen(GATES["locked"]))
    with qtbot.waitSignal(screen.quit_requested):  # type: ignore[attr-defined]  # a lock screen
        screen.close()
    assert screen.isVisible()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert screen.isVisible()


class Wishes:
    """Keeps what is to be changed."""

    def __init__(self, window: PeopleWindow) -> None:
        self.heard: list[Any] = []
        window.change_wanted.connect(self.on_wanted)

    def on_wanted(self, wish: object) -> None:
        self.heard.append(wish)


def test_the_administrators_wishes_are_told(open_surface: OpenSurface) -> None:
    made = window()
    open_surface(made)
    wishes = Wishes(made)
    made.name.setText("Dora")
    made.new_role.setCurrentIndex(made.new_role.findData(Role.SUPERVISOR.value))
    for line in made.new_pins:
        line.setText("5193")
    made.add.click()
    (added,) = wishes.heard
    assert isinstance(added, AddPerson)
    assert (added.name, added.role, added.pin.reveal()) == ("Dora", Role.SUPERVISOR, "5193")
    assert "5193" not in repr(added)
    assert [line.text() for line in made.new_pins] == ["", ""]
    made.list.setCurrentRow(2)
    made.role.setCurrentIndex(made.role.findData(Role.AUDITOR.value))
    made.change_role.click()
    assert wishes.heard.pop() == ChangeRole(CARLA.name, Role.AUDITOR)
    for line in made.pins:
        line.setText("6248")
    made.change_pin.click()
    changed = wishes.heard.pop()
    assert isinstance(changed, ChangePin)
    assert changed.pin.reveal() == "6248"
    made.remove.click()
    assert wishes.heard == [added]
    assert CARLA.name in made.remove.text()
    made.remove.click()
    assert wishes.heard[-1] == RemovePerson(CARLA.name)
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_two_pins_that_differ_change_nothing(open_surface: OpenSurface) -> None:
    made = window()
    open_surface(made)
    wishes = Wishes(made)
    made.name.setText("Dora")
    made.new_pins[0].setText("5193")
    made.new_pins[1].setText("5194")
    made.add.click()
    assert wishes.heard == []
    assert made.message.text() == PEOPLE_EN.say(PeoplePhrase.PINS_DIFFER)
    assert made.new_pins[0].text() == ""


def test_nobody_demotes_or_removes_themselves(open_surface: OpenSurface) -> None:
    made = window()
    open_surface(made)
    made.list.setCurrentRow(0)
    assert not made.role.isEnabled()
    assert not made.remove.isEnabled()
    assert made.change_pin.isEnabled()
    assert made.role.toolTip() == PEOPLE_EN.say(PeoplePhrase.YOURSELF)


def test_choosing_somebody_else_forgets_a_pin_that_was_begun(open_surface: OpenSurface) -> None:
    made = window()
    open_surface(made)
    made.list.setCurrentRow(1)
    made.pins[0].setText("6248")
    made.remove.click()
    made.list.setCurrentRow(2)
    assert made.pins[0].text() == ""
    assert made.remove.text() == PEOPLE_EN.say(PeoplePhrase.REMOVE)


def test_the_first_person_can_only_be_an_administrator() -> None:
    view = present_people((), OWNER, ENGLISH)
    assert [role for role, _ in view.roles] == [Role.ADMINISTRATOR]
    assert len(present_people(ALL, ANNA, ENGLISH).roles) == len(Role)
    busy = present_people(ALL, ANNA, ENGLISH, is_busy=True)
    assert not busy.can_change
