"""The console under the operator's hands."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.subjects import Subject
from liveness_station.session.states import CameraFailed, DeskState, Notice
from liveness_station.ui.console import Console
from liveness_station.ui.presenter import present
from liveness_station.ui.source_picker import SourcePicker
from liveness_station.ui.theme import DARK
from liveness_station.ui.wishes import Wish
from liveness_station.ui.words.base import Phrase
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import Open
from tests.ui.screens import LIVE, SCREENS, STILL, Screen, frame, ready, showing

SUBJECT_SET = Screen(ready(), {})
NOBODY = SCREENS["live_empty"]
CHECKING = SCREENS["checking"]
SHOWING = SCREENS["live"]


def show(console: Console, state: DeskState) -> None:
    console.render_view(present(state, ENGLISH, {}))


def press(console: Console, key: Qt.Key, *, is_repeat: bool = False) -> None:
    focused: QWidget | None = console.focusWidget()
    target = console if focused is None else focused
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", is_repeat)
        QApplication.sendEvent(target, event)


def test_space_captures_the_frame_on_screen(open_console: Open) -> None:
    console = open_console(SUBJECT_SET)
    wishes = QSignalSpy(console.capture_requested)
    console.preview.show_frame(frame())
    press(console, Qt.Key.Key_Space)
    assert [wishes.at(i)[0] for i in range(wishes.count())] == [STILL], "the newer is not painted"


def test_space_in_the_field_is_a_space(open_console: Open) -> None:
    console = open_console(NOBODY)
    wishes = QSignalSpy(console.capture_requested)
    assert console.subject.entry.hasFocus()
    QTest.keyClicks(console.subject.entry, "A 1")
    assert wishes.count() == 0
    assert console.subject.entry.text() == "A 1"


def test_a_key_that_is_held_captures_once(open_console: Open) -> None:
    console = open_console(SUBJECT_SET)
    wishes = QSignalSpy(console.capture_requested)
    press(console, Qt.Key.Key_Space)
    for _ in range(5):
        press(console, Qt.Key.Key_Space, is_repeat=True)
    assert wishes.count() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_N, Qt.Key.Key_Escape])
def test_no_other_key_repeats_either(open_console: Open, key: Qt.Key) -> None:
    console = open_console(SHOWING)
    done, cancel = (
        QSignalSpy(console.card.done_requested),
        QSignalSpy(console.card.cancel_requested),
    )
    press(console, key, is_repeat=True)
    assert (done.count(), cancel.count()) == (0, 0)


def test_the_button_captures_the_frame_on_screen(open_console: Open) -> None:
    console = open_console(SUBJECT_SET)
    wishes = QSignalSpy(console.capture_requested)
    console.preview.show_frame(frame())
    console.capture.click()
    assert [wishes.at(i)[0] for i in range(wishes.count())] == [STILL]
    assert console.preview.hasFocus(), "a click leaves the keys where they are"


@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.parametrize("name", ["details", "checking", "live_empty"])
def test_a_click_leaves_the_keys_where_they_are(open_console: Open, name: str) -> None:
    """Else Space would press the button again, or open the list, instead of capturing."""
    console = open_console(SCREENS[name])
    before = console.focusWidget()
    for part in console.findChildren(QWidget):
        is_pressed = isinstance(part, QPushButton | SourcePicker) and part.isVisible()
        if is_pressed and part is not console.next:
            QTest.mouseClick(part, Qt.MouseButton.LeftButton)
            console.picker.hidePopup()
            assert console.focusWidget() is before, part


def test_a_double_click_while_checking_presses_a_button_that_is_off(open_console: Open) -> None:
    console = open_console(SUBJECT_SET)
    wishes = QSignalSpy(console.capture_requested)
    QTest.mouseClick(console.capture, Qt.MouseButton.LeftButton)
    show(console, CHECKING.state)
    QTest.mouseDClick(console.capture, Qt.MouseButton.LeftButton)
    assert wishes.count() == 1


@pytest.mark.parametrize("screen", [SCREENS["no_camera"], SCREENS["camera_lost"]])
def test_without_a_picture_a_capture_has_none(open_console: Open, screen: Screen) -> None:
    console = open_console(screen)
    console.preview.setFocus()
    wishes = QSignalSpy(console.capture_requested)
    press(console, Qt.Key.Key_Space)
    assert wishes.at(0)[0] is None
    assert not console.capture.isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_is_done_where_there_is_a_verdict(open_console: Open, key: Qt.Key) -> None:
    console = open_console(SHOWING)
    done = QSignalSpy(console.card.done_requested)
    press(console, key)
    assert done.count() == 1
    show(console, SUBJECT_SET.state)
    press(console, key)
    assert done.count() == 1


def test_enter_in_the_field_enters_the_reference_only(open_console: Open) -> None:
    """A reference that is refused must not take the verdict away."""
    console = open_console(SHOWING)
    done, typed = QSignalSpy(console.card.done_requested), QSignalSpy(console.subject.subject_typed)
    console.subject.entry.setFocus()
    QTest.keyClicks(console.subject.entry, "B-7")
    QTest.keyClick(console.subject.entry, Qt.Key.Key_Return)
    assert (done.count(), typed.count()) == (0, 1)
    assert typed.at(0)[0] == "B-7"


def test_the_set_button_enters_the_reference(open_console: Open) -> None:
    console = open_console(NOBODY)
    typed = QSignalSpy(console.subject.subject_typed)
    console.subject.entry.setText("B-7")
    QTest.mouseClick(console.subject.set_button, Qt.MouseButton.LeftButton)
    assert typed.at(0)[0] == "B-7"


@pytest.mark.parametrize("press_next", ["key", "button"])
def test_next_is_done_and_goes_to_the_field(open_console: Open, press_next: str) -> None:
    console = open_console(SHOWING)
    wished = QSignalSpy(console.wished)
    if press_next == "key":
        press(console, Qt.Key.Key_N)
    else:
        QTest.mouseClick(console.next, Qt.MouseButton.LeftButton)
    assert [wished.at(i)[0] for i in range(wished.count())] == [Wish.NEXT]
    assert console.subject.entry.hasFocus()


def test_where_somebody_waits_the_next_key_stays_a_key(open_console: Open) -> None:
    waiting = Queue((Waiting(Subject("B-7")),))
    console = open_console(SHOWING)
    show(console, replace(SHOWING.state, queue=waiting))
    press(console, Qt.Key.Key_N)
    assert not console.subject.entry.hasFocus()
    nobody = replace(NOBODY.state, queue=waiting, generation=9)
    show(console, nobody)
    assert console.preview.hasFocus()


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (Qt.Key.Key_R, Wish.RECHECK),
        (Qt.Key.Key_O, Wish.OTHER_METHOD),
        (Qt.Key.Key_D, Wish.DECIDE),
        (Qt.Key.Key_A, Wish.MORE_ATTEMPTS),
        (Qt.Key.Key_F1, Wish.KEYS),
        (Qt.Key.Key_F2, Wish.NOTE),
        (Qt.Key.Key_F9, Wish.CURTAIN),
    ],
)
def test_each_key_is_its_wish(open_console: Open, key: Qt.Key, wish: Wish) -> None:
    console = open_console(SHOWING)
    wished = QSignalSpy(console.wished)
    press(console, key)
    press(console, key, is_repeat=True)
    assert [wished.at(i)[0] for i in range(wished.count())] == [wish]


def test_a_letter_with_control_is_not_that_letter(open_console: Open) -> None:
    console = open_console(SHOWING)
    wished = QSignalSpy(console.wished)
    QTest.keyClick(console, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(console, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert [wished.at(i)[0] for i in range(wished.count())] == [Wish.LOCK]


def test_next_without_a_verdict_goes_to_the_field(open_console: Open) -> None:
    console = open_console(CHECKING)
    done = QSignalSpy(console.card.done_requested)
    press(console, Qt.Key.Key_N)
    assert done.count() == 0
    assert console.subject.entry.hasFocus()


def test_n_in_the_field_is_a_letter(open_console: Open) -> None:
    console = open_console(NOBODY)
    QTest.keyClicks(console.subject.entry, "n")
    assert console.subject.entry.text() == "n"


@pytest.mark.parametrize("is_in_field", [True, False])
def test_escape_cancels_wherever_the_focus_is(open_console: Open, is_in_field: bool) -> None:
    console = open_console(CHECKING)
    cancel = QSignalSpy(console.card.cancel_requested)
    if is_in_field:
        console.subject.entry.setFocus()
    press(console, Qt.Key.Key_Escape)
    assert cancel.count() == 1


def test_a_key_without_a_meaning_is_left_alone(open_console: Open) -> None:
    console = open_console(SHOWING)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, "q")
    console.keyPressEvent(event)
    assert not event.isAccepted()


def test_the_cards_buttons_say_their_wishes(open_console: Open) -> None:
    console = open_console(SHOWING)
    done, cancel = (
        QSignalSpy(console.card.done_requested),
        QSignalSpy(console.card.cancel_requested),
    )
    QTest.mouseClick(console.card.done, Qt.MouseButton.LeftButton)
    show(console, CHECKING.state)
    QTest.mouseClick(console.card.cancel, Qt.MouseButton.LeftButton)
    assert (done.count(), cancel.count()) == (1, 1)


def test_the_focus_follows_the_work(open_console: Open) -> None:
    console = open_console(NOBODY)
    console.subject.entry.setText("A-1042")
    show(console, SUBJECT_SET.state)
    assert console.preview.hasFocus()
    assert console.subject.entry.text() == ""
    show(console, replace(SUBJECT_SET.state, subject=None, generation=2))
    assert console.subject.entry.hasFocus()


def test_the_same_reference_again_is_another_turn(open_console: Open) -> None:
    """Else the field would keep text and focus, and Space would type instead of capture."""
    console = open_console(SUBJECT_SET)
    console.subject.entry.setFocus()
    console.subject.entry.setText("A-1042")
    show(console, replace(SUBJECT_SET.state, generation=2))
    assert console.preview.hasFocus()
    assert console.subject.entry.text() == ""


def test_a_refused_reference_stays_to_be_corrected(open_console: Open) -> None:
    console = open_console(NOBODY)
    console.subject.entry.setText("x" * 65)
    show(console, replace(NOBODY.state, notice=Notice.SUBJECT_TOO_LONG))
    assert console.subject.entry.hasFocus()
    assert console.subject.entry.text() == "x" * 65


def test_a_change_of_language_moves_no_focus(open_console: Open) -> None:
    console = open_console(NOBODY)
    console.next.setFocus()
    console.set_words(CHINESE)
    console.render_view(present(NOBODY.state, CHINESE, {}))
    assert console.next.hasFocus()
    assert console.windowTitle() == "活体核验台"
    assert console.capture.text() == "拍摄  空格"


def test_language_and_theme_are_asked_for(open_console: Open) -> None:
    console = open_console(SUBJECT_SET)
    header = console.header
    pairs = (
        (header.language, header.language_toggled),
        (header.theme_button, header.theme_toggled),
    )
    for button, signal in pairs:
        spy = QSignalSpy(signal)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert spy.count() == 1


def test_a_theme_reaches_every_part(open_console: Open) -> None:
    console = open_console(SHOWING)
    before = console.grab().toImage()
    console.set_theme(DARK)
    assert console.grab().toImage() != before


def test_a_new_card_closes_the_details(open_console: Open) -> None:
    console = open_console(SCREENS["details"])
    assert console.card.details.isVisible()
    show(console, showing(LIVE, subject=Subject("B-7")))
    assert not console.card.details.isVisible()
    assert not console.card.details_button.isChecked()


def test_the_same_card_leaves_the_details_open(open_console: Open) -> None:
    console = open_console(SCREENS["details"])
    lost = CameraFailed("cam", CameraTrouble.LOST)
    show(console, replace(SCREENS["details"].state, camera=lost))
    assert console.card.details.isVisible()
    console.render_view(present(SCREENS["details"].state, CHINESE, {}))
    assert console.card.details.isVisible(), "another language is not another check"


def answer(choose: Callable[[QMessageBox], QPushButton | None]) -> list[str]:
    """Answers the next question; returns a list that then holds its text and what Enter does."""
    seen: list[str] = []

    def press_it() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        seen.append(question.text())
        seen.append(question.defaultButton().text())
        chosen = choose(question)
        if chosen is None:
            QTest.keyClick(question, Qt.Key.Key_Escape)
        else:
            chosen.click()

    QTimer.singleShot(0, press_it)
    return seen


def button_named(phrase: Phrase) -> Callable[[QMessageBox], QPushButton | None]:
    def choose(question: QMessageBox) -> QPushButton | None:
        buttons = question.findChildren(QPushButton)
        return next(b for b in buttons if b.text() == ENGLISH.say(phrase))

    return choose


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
@pytest.mark.parametrize(
    ("choose", "is_closed"),
    [
        (button_named(Phrase.CLOSE_ANYWAY), True),
        (button_named(Phrase.STAY), False),
        (lambda _: None, False),
    ],
    ids=["close", "stay", "escape"],
)
def test_closing_while_checking_is_asked_about(
    open_console: Open, choose: Callable[[QMessageBox], QPushButton | None], is_closed: bool
) -> None:
    console = open_console(CHECKING)
    closed = QSignalSpy(console.closed)
    seen = answer(choose)
    assert console.close() is is_closed
    assert closed.count() == int(is_closed)
    assert seen == [ENGLISH.say(Phrase.CLOSE_WHILE_CHECKING), ENGLISH.say(Phrase.STAY)]


def test_closing_otherwise_asks_nothing(open_console: Open, qtbot: QtBot) -> None:
    console = open_console(SHOWING)
    with qtbot.waitSignal(console.closed):
        assert console.close()
