"""A scan is never taken for keys of the work, and a hand's keys always are."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.domain.scans import MOST_GAP_MS
from liveness_station.ui.scanner_watch import ScannerWatch

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
KEYS = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, " ": Qt.Key.Key_Space}
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Desk(QWidget):
    """A window that notes every key of the work that reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.button, self.preview = QLineEdit(), QPushButton("Capture"), QWidget()
        self.preview.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        rows = QVBoxLayout(self)
        for part in (self.field, self.button, self.preview):
            rows.addWidget(part)
        self.keys = ""
        self.clicks = 0
        self.now_s = 100.0
        self.button.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.clicks += 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys += event.text() or "?"

    def strike(
        self,
        text: str,
        gap_ms: float,
        key: Qt.Key | None = None,
        modifiers: Qt.KeyboardModifier = PLAIN,
        *,
        is_repeat: bool = False,
    ) -> None:
        """Presses and releases keys where the focus is, as a keyboard would."""
        for letter in text:
            self.now_s += gap_ms / 1000
            code = key or KEYS.get(letter) or Qt.Key(ord(letter.upper()))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, code, modifiers, letter, is_repeat)
                QCoreApplication.sendEvent(QApplication.focusWidget() or self, event)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    desk.preview.setFocus()
    return desk


@pytest.fixture
def scans(desk: Desk, qapp: QApplication) -> Iterator[list[str]]:
    found: list[str] = []
    watch = ScannerWatch(qapp, desk, desk, clock=lambda: desk.now_s)
    watch.scanned.connect(found.append)
    yield found
    watch.stop()


def wait(desk: Desk, qtbot: QtBot) -> None:
    """Lets the held keys' time pass, for the clock of the test as well."""
    desk.now_s += MOST_GAP_MS / 1000
    timers = desk.findChildren(QTimer)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers))


@pytest.mark.parametrize("gap_ms", [1, 8, 20, 34])
@pytest.mark.parametrize("end", ["\n", "\t"])
@pytest.mark.parametrize("place", ["preview", "button", "field", "nowhere"])
def test_a_scan_presses_nothing(
    desk: Desk, scans: list[str], gap_ms: float, end: str, place: str
) -> None:
    for part in (desk.preview, desk.button, desk.field):
        part.clearFocus()
    if place != "nowhere":
        getattr(desk, place).setFocus()
    desk.strike("N R O 12" + end, gap_ms)
    assert scans == ["N R O 12"]
    assert (desk.keys, desk.clicks, desk.field.text()) == ("", 0, "")
    assert QApplication.focusWidget() is (None if place == "nowhere" else getattr(desk, place))


def test_a_hand_presses_what_it_pressed_in_the_same_order(
    desk: Desk, scans: list[str], qtbot: QtBot
) -> None:
    desk.strike("n r", 90)
    desk.strike(" ", 90)
    desk.strike("\n", 90)
    assert desk.keys == "n r \n"
    desk.strike("o", 90)
    assert desk.keys == "n r \n"
    wait(desk, qtbot)
    assert desk.keys == "n r \no"
    assert scans == []


def test_two_keys_that_were_rolled_over_are_still_keys(
    desk: Desk, scans: list[str], qtbot: QtBot
) -> None:
    desk.strike("n", 90)
    desk.strike("r", 15)
    wait(desk, qtbot)
    assert (desk.keys, scans) == ("nr", [])


def test_a_button_under_the_focus_is_pressed_by_a_hand_only(
    desk: Desk, scans: list[str], qtbot: QtBot
) -> None:
    desk.button.setFocus()
    desk.strike(" ", 100)
    wait(desk, qtbot)
    assert desk.clicks == 1
    desk.strike("A 1 2\n", 10)
    assert (desk.clicks, scans) == (1, ["A 1 2"])
    assert not desk.button.isDown()


def test_typing_in_a_field_is_untouched_and_not_delayed(desk: Desk, scans: list[str]) -> None:
    desk.field.setFocus()
    desk.strike("A-10", 85)
    assert desk.field.text() == "A-10"
    desk.strike("42", 20)
    desk.strike("\n", 150)
    assert (desk.field.text(), scans) == ("A-1042", [])


def test_a_scan_leaves_a_half_typed_field_as_it_was(desk: Desk, scans: list[str]) -> None:
    desk.field.setFocus()
    desk.strike("Bo", 100)
    desk.field.setCursorPosition(1)
    desk.strike("A", 300)
    desk.strike("-1042\n", 10)
    assert scans == ["A-1042"]
    assert (desk.field.text(), desk.field.cursorPosition()) == ("Bo", 1)


def test_frames_and_separators_come_with_the_scan(desk: Desk, scans: list[str]) -> None:
    desk.strike("\x02", 200, Qt.Key.Key_B, CONTROL)
    desk.strike("]C1010950", 8)
    desk.strike("\x1d", 8, Qt.Key.Key_BracketRight, CONTROL)
    desk.strike("10ABC", 8)
    desk.strike("\x03", 8, Qt.Key.Key_C, CONTROL)
    assert scans == ["\x02]C1010950\x1d10ABC"]
    assert desk.keys == ""


def test_a_scan_without_an_end_is_a_scan_all_the_same(
    desk: Desk, scans: list[str], qtbot: QtBot
) -> None:
    desk.strike("NRO 12", 8)
    wait(desk, qtbot)
    assert (scans, desk.keys) == (["NRO 12"], "")


def test_the_second_half_of_a_line_end_is_nobodys_key(desk: Desk, scans: list[str]) -> None:
    desk.strike("A-1042\n", 8)
    desk.strike("\n", 8, Qt.Key.Key_J, CONTROL)
    assert desk.keys == ""
    desk.strike("\n", 200)
    assert (desk.keys, scans) == ("\n", ["A-1042"])


def test_two_scans_in_a_row_are_two(desk: Desk, scans: list[str]) -> None:
    desk.strike("A-1042\nA-1043\n", 8)
    assert scans == ["A-1042", "A-1043"]


def test_a_busy_window_does_not_tear_a_scan_apart(desk: Desk, scans: list[str]) -> None:
    desk.strike("NR", 8)
    desk.now_s += 0.3
    timer = desk.findChildren(QTimer)[0]
    timer.timeout.emit()
    desk.now_s -= 0.3
    desk.strike("O 12\n", 8)
    assert (scans, desk.keys) == (["NRO 12"], "")


def test_keys_that_spell_nothing_go_through_after_what_was_held(
    desk: Desk, scans: list[str]
) -> None:
    desk.strike("n", 200)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F3, PLAIN, "")
    QCoreApplication.sendEvent(desk.preview, event)
    desk.strike("x", 500, is_repeat=True)
    assert desk.keys == "n?x"
    desk.strike("\x0c", 200, Qt.Key.Key_L, CONTROL)
    assert (desk.keys, scans) == ("n?x\x0c", [])


def test_who_stopped_watching_holds_nothing_back(desk: Desk, qapp: QApplication) -> None:
    watch = ScannerWatch(qapp, desk, desk)
    watch.stop()
    desk.strike("n", 1)
    assert desk.keys == "n"
