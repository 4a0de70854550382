"""U9 and what goes with it: lock, sleep, and a second start while nobody may see the desk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app import day_desk, desktop
from liveness_station.app.doorbell import Doorbell
from liveness_station.app.one_window import SHOWN, OneWindow
from liveness_station.domain.consents import NOT_ASKED, ConsentRule
from liveness_station.session.states import CameraClosed, CameraLive, Showing
from liveness_station.session.visits import ConsentStep
from liveness_station.ui.wishes import Wish
from tests.fakes.accounts import CARLA, PINS, Desk
from tests.faults.station_desk import SETTINGS, Hands, at_station
from tests.runtime.test_session_watch import OURS, Desktop, bus_address, linux_only

__all__ = ["bus_address"]

pytestmark = pytest.mark.qt_log_ignore("does not support")
SESSION = "org.freedesktop.login1.Session"
MANAGER = "org.freedesktop.login1.Manager"


@pytest.fixture
def desktop_bus(bus_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """A session whose screen can be locked, and which the station hears."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus_address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus_address)
    monkeypatch.setenv("XDG_SESSION_ID", "2a.b")
    desktop_bus = Desktop(bus_address)
    yield desktop_bus
    desktop_bus.leave()


@pytest.fixture
def release_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    assert day_desk.RELEASE_MS == 10_000
    monkeypatch.setattr(day_desk, "RELEASE_MS", 300)


def shown_windows(qapp: QApplication) -> list[QWidget]:
    return [one for one in qapp.topLevelWidgets() if one.isVisible()]


def wait_for_bus(hands: Hands) -> None:
    """Waits until the station listens: joining a bus takes its time."""
    session = hands.station.desks.day.session
    hands.wait_for(lambda: session._bus is not None and not session._bus.is_joining)


def lock(bus: Desktop) -> None:
    bus.say(OURS, SESSION, "Lock")


def unlock(bus: Desktop) -> None:
    bus.say(OURS, SESSION, "Unlock")


def fall_asleep(bus: Desktop, *, is_asleep: bool = True) -> None:
    bus.say("/org/freedesktop/login1", MANAGER, "PrepareForSleep", is_asleep)


@linux_only
@pytest.mark.usefixtures("release_soon")
def test_U9_the_owners_locked_screen_hides_the_verdict_and_gives_the_camera_back(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, desktop_bus: Desktop
) -> None:
    with at_station(qapp, qtbot, tmp_path) as hands:
        wait_for_bus(hands)
        hands.wait_for_picture()
        hands.check("A-1042")
        console = hands.station.console
        lock(desktop_bus)
        hands.wait_for(lambda: hands.state.is_locked)
        assert hands.is_idle()
        assert console.preview.painted_frame is None
        assert "A-1042" not in shown_text(console)
        assert isinstance(hands.state.camera, CameraLive), "it is kept for who is soon back"
        hands.wait_for(lambda: isinstance(hands.state.camera, CameraClosed))
        hands.press(Qt.Key.Key_Space)
        unlock(desktop_bus)
        hands.wait_for(lambda: not hands.state.is_locked)
        hands.wait_for_picture()
        assert hands.bench.count("verify") == 1
        hands.check("B-2")


def shown_text(window: QWidget) -> str:
    """Returns everything that a visible part of a window says, also to a screen reader."""
    said: list[str] = []
    for part in window.findChildren(QWidget):
        if part.isVisible():
            text = part.property("text") or part.property("currentText") or ""
            said += [str(text), part.accessibleName(), part.accessibleDescription()]
    return "\n".join(said)


@linux_only
@pytest.mark.usefixtures("release_soon")
def test_U9_who_signed_in_signs_in_again_and_finds_the_camera_open(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, desktop_bus: Desktop
) -> None:
    accounts = Desk(tmp_path / "people.json")
    accounts.fill()
    with at_station(qapp, qtbot, tmp_path, book=accounts.book) as hands:
        wait_for_bus(hands)
        sign_in(hands)
        hands.wait_for_picture()
        hands.check("A-1042")
        lock(desktop_bus)
        people = hands.station.desks.day.people
        hands.wait_for(lambda: people.is_locked)
        assert shown_windows(qapp) == [people.screen.window]
        hands.wait_for(lambda: isinstance(hands.state.camera, CameraClosed))
        unlock(desktop_bus)
        QTest.qWait(100)
        assert hands.state.is_locked, "the system's key is not this desk's"
        sign_in(hands)
        hands.wait_for_picture()
        assert not isinstance(hands.state.phase, Showing)


def sign_in(hands: Hands) -> None:
    screen = hands.station.desks.day.people.screen
    hands.wait_for(lambda: screen.window is not None)
    assert screen.window is not None
    form = screen.window.form
    form.name.setEditText(CARLA.name)
    QTest.keyClicks(form.pin, PINS[CARLA.name])
    QTest.keyClick(form.pin, Qt.Key.Key_Return)
    hands.wait_for(lambda: hands.state.operator == CARLA and not hands.state.is_locked)


@linux_only
@pytest.mark.parametrize("wish", [Wish.DECIDE, Wish.NOTE, Wish.OTHER_METHOD])
def test_U9_sleep_ends_the_dialogs_about_a_person(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, desktop_bus: Desktop, wish: Wish
) -> None:
    with at_station(qapp, qtbot, tmp_path) as hands:
        wait_for_bus(hands)
        hands.wait_for_picture()
        hands.check("A-1042")
        hands.station.console.wished.emit(wish)
        assert isinstance(qapp.activeModalWidget(), QDialog)
        fall_asleep(desktop_bus)
        hands.wait_for(lambda: hands.state.is_locked)
        hands.wait_for(lambda: qapp.activeModalWidget() is None)
        fall_asleep(desktop_bus, is_asleep=False)
        hands.wait_for(lambda: not hands.state.is_locked)
        assert hands.is_idle()


def test_U9_a_sleep_that_nobody_announced_ends_what_was_allowed(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_station(qapp, qtbot, tmp_path, replace(SETTINGS, consent=ConsentRule.ASK)) as hands:
        hands.wait_for_picture()
        hands.name("A-1042")
        hands.wait_for(hands.station.console.consent.isVisible)
        hands.press(Qt.Key.Key_Y)
        hands.wait_for(lambda: hands.state.visit.step is ConsentStep.SETTLED)
        clock_s = hands.station.controller._clock
        monkeypatch.setattr(hands.station.controller, "_clock", lambda: clock_s() + 3600.0)
        hands.wait_for(hands.station.console.consent.isVisible)
        assert hands.state.visit.consent == NOT_ASKED
        hands.press(Qt.Key.Key_Space)
        QTest.qWait(150)
        assert hands.bench.count("verify") == 0


@pytest.fixture
def signed_out(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """A station at which nobody has signed in yet."""
    accounts = Desk(tmp_path / "people.json")
    accounts.fill()
    with at_station(qapp, qtbot, tmp_path, book=accounts.book) as hands:
        hands.wait_for(lambda: hands.station.desks.day.people.screen.window is not None)
        yield hands


def ring(name: str, qtbot: QtBot) -> None:
    socket = QLocalSocket()
    socket.connectToServer(name)
    assert socket.waitForConnected(5000)
    over = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() is over)
    assert bytes(socket.readAll().data()) == SHOWN


@pytest.mark.parametrize("is_minimised", [False, True])
@pytest.mark.parametrize("has_worked", [False, True])
def test_S10_U9_a_second_start_shows_the_lock_and_nothing_behind_it(
    qapp: QApplication,
    signed_out: Hands,
    tmp_path: Path,
    *,
    is_minimised: bool,
    has_worked: bool,
) -> None:
    hands = signed_out
    people = hands.station.desks.day.people
    if has_worked:
        sign_in(hands)
        hands.wait_for_picture()
        hands.check("A-1042")
        people.lock()
    screen = people.screen.window
    assert screen is not None
    if is_minimised:
        screen.showMinimized()
    one = OneWindow(tmp_path)
    doorbell = Doorbell(one.name, lambda: desktop.front_of(hands.station), hands.station)
    assert doorbell.listen()
    ring(one.name, hands.qtbot)
    hands.wait_for(lambda: not screen.isMinimized())
    QTest.qWait(50)
    assert shown_windows(qapp) == [screen]
    assert hands.station.console.preview.isVisible() is False
    doorbell.close()


def test_U9_a_console_that_something_shows_meanwhile_goes_again(
    qapp: QApplication, signed_out: Hands
) -> None:
    """A task bar, or a window manager that restores what it remembers."""
    screen = signed_out.station.desks.day.people.screen.window
    signed_out.station.console.showNormal()
    signed_out.station.console.activateWindow()
    signed_out.wait_for(lambda: shown_windows(qapp) == [screen])


def test_U9_before_anybody_has_signed_in_nothing_is_captured(signed_out: Hands) -> None:
    hands = signed_out
    assert hands.state.is_locked
    assert hands.state.subject is None
    for key in (Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_Return):
        hands.press(key)
    hands.station.controller.on_subject_typed("A-1042")
    hands.station.controller.on_capture_requested(None)
    hands.station.console.capture.click()
    QTest.qWait(100)
    assert hands.state.subject is None
    assert hands.bench.count("verify") == 0
