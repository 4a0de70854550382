"""The operating system's session: what each system says of it, and that a dead bus harms nobody."""

import ctypes
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from liveness_station.runtime import session_messages
from liveness_station.runtime.bus_greeting import answers
from liveness_station.runtime.session_bus import BusPlaces, SessionBus
from liveness_station.runtime.session_messages import SessionMessages
from liveness_station.runtime.session_watch import SessionWatch

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")
OURS = "/org/freedesktop/login1/session/_32a_2eb"


class Told:
    """What a watch told, in its order."""

    def __init__(self, watch: SessionWatch) -> None:
        self.words: list[str] = []
        watch.locked.connect(self.on_locked)
        watch.unlocked.connect(self.on_unlocked)
        watch.sleeping.connect(self.on_sleeping)

    def on_locked(self) -> None:
        self.words.append("locked")

    def on_unlocked(self) -> None:
        self.words.append("unlocked")

    def on_sleeping(self) -> None:
        self.words.append("sleeping")


@pytest.fixture
def watch(qapp: QCoreApplication) -> Iterator[SessionWatch]:
    watch = SessionWatch(qapp)
    yield watch
    watch.stop()


@pytest.fixture
def bus_address(tmp_path: Path) -> Iterator[str]:
    """A message bus of its own, which plays both the session's and the system's."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("there is no dbus-daemon here")
    address = f"unix:path={tmp_path / 'bus'}"
    process = subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address", f"--address={address}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline().startswith(address.encode())
        yield address
    finally:
        process.terminate()
        process.wait(5)
        process.stdout.close()


class Desktop:
    """Says on a bus what screen savers and logind say."""

    def __init__(self, address: str) -> None:
        self._bus = QDBusConnection.connectToBus(address, "the desktop")
        assert self._bus.registerService("org.freedesktop.login1")

    def say(self, path: str, interface: str, member: str, *values: object) -> None:
        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments(list(values))
        assert self._bus.send(message)

    def leave(self) -> None:
        QDBusConnection.disconnectFromBus("the desktop")


@linux_only
def test_U9_the_desktops_lock_and_sleep_are_heard(
    watch: SessionWatch, bus_address: str, qtbot: QtBot
) -> None:
    told = Told(watch)
    desktop = Desktop(bus_address)
    bus = watch.listen_to_bus(BusPlaces(bus_address, bus_address, "2a.b"))
    qtbot.waitUntil(lambda: not bus.is_joining)

    def heard(*words: str) -> None:
        qtbot.waitUntil(lambda: told.words == list(words))
        told.words.clear()

    saver = "org.gnome.ScreenSaver"
    desktop.say("/org/gnome/ScreenSaver", saver, "ActiveChanged", True)
    heard("locked")
    desktop.say("/org/gnome/ScreenSaver", saver, "ActiveChanged", False)
    heard("unlocked")
    session = "org.freedesktop.login1.Session"
    desktop.say(OURS, session, "Lock")
    desktop.say(OURS, session, "Lock")
    desktop.say(OURS, session, "Unlock")
    heard("locked", "unlocked")
    manager = "org.freedesktop.login1.Manager"
    desktop.say("/org/freedesktop/login1/session/_33", session, "Lock")
    desktop.say("/org/freedesktop/login1", manager, "PrepareForSleep", False)
    desktop.say("/org/freedesktop/login1", manager, "PrepareForSleep", True)
    heard("sleeping")
    desktop.say("/org/freedesktop/login1", manager, "PrepareForSleep", False)
    heard("unlocked")
    watch.stop()
    desktop.say(OURS, session, "Lock")
    desktop.leave()
    assert told.words == []


@linux_only
def test_a_bus_that_hangs_is_never_joined(
    watch: SessionWatch, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt would wait for it without end, and the whole program with it."""
    monkeypatch.setattr("liveness_station.runtime.bus_greeting._ANSWER_LIMIT_S", 0.1)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "deaf"))
        deaf.listen()
        address = f"unix:path={tmp_path / 'deaf'}"
        assert not answers(address)
        bus = watch.listen_to_bus(BusPlaces(address, address, "2"))
        qtbot.waitUntil(lambda: not bus.is_joining)


@linux_only
@pytest.mark.parametrize("address", ["", "tcp:host=localhost,port=1", "unix:abstract=nobody-here"])
def test_a_bus_that_is_not_there_is_not_asked(address: str) -> None:
    assert not answers(address)


@linux_only
def test_the_environment_says_where_the_buses_are() -> None:
    assert BusPlaces.of({}) == BusPlaces("", "unix:path=/run/dbus/system_bus_socket", "")
    found = BusPlaces.of(
        {
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/a",
            "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/b",
            "XDG_SESSION_ID": "c1",
        }
    )
    assert found == BusPlaces("unix:path=/a", "unix:path=/b", "c1")


def message(number: int, detail: int) -> wintypes.MSG:
    found = wintypes.MSG()
    found.message, found.wParam = number, detail
    return found


def test_U9_what_windows_says_is_understood(watch: SessionWatch) -> None:
    told = Told(watch)
    messages = watch.listen_to_messages(0)
    for number, detail in (
        (session_messages.WM_WTSSESSION_CHANGE, session_messages.WTS_SESSION_LOCK),
        (session_messages.WM_WTSSESSION_CHANGE, session_messages.WTS_CONSOLE_DISCONNECT),
        (session_messages.WM_WTSSESSION_CHANGE, 1),
        (session_messages.WM_WTSSESSION_CHANGE, session_messages.WTS_SESSION_UNLOCK),
        (session_messages.WM_POWERBROADCAST, session_messages.PBT_APMRESUMEAUTOMATIC),
        (session_messages.WM_POWERBROADCAST, 10),
        (session_messages.WM_POWERBROADCAST, session_messages.PBT_APMSUSPEND),
        (0x0200, session_messages.WTS_SESSION_LOCK),
    ):
        seen = message(number, detail)
        kind = QByteArray(b"windows_generic_MSG")
        assert messages.filter.nativeEventFilter(kind, ctypes.addressof(seen)) == (False, 0)
    assert told.words == ["locked", "unlocked", "sleeping"]


def test_a_desk_opens_when_it_is_neither_locked_nor_asleep(watch: SessionWatch) -> None:
    told = Told(watch)
    watch.on_said_sleeping(True)
    watch.on_said_sleeping(True)
    watch.on_said_locked(True)
    watch.on_said_sleeping(False)
    assert told.words == ["sleeping", "locked"]
    watch.on_said_locked(False)
    assert told.words.pop() == "unlocked"
    watch.on_said_sleeping(True)
    watch.on_said_locked(True)
    watch.on_said_locked(False)
    watch.on_said_sleeping(False)
    assert told.words[2:] == ["sleeping", "locked", "unlocked"]


def test_messages_of_another_kind_are_not_looked_into(watch: SessionWatch) -> None:
    told = Told(watch)
    messages: SessionMessages = watch.listen_to_messages(0)
    kind = QByteArray(b"windows_dispatcher_MSG")
    assert messages.filter.nativeEventFilter(kind, 0) == (False, 0)
    assert told.words == []


@linux_only
def test_a_session_without_a_bus_is_a_quiet_one(
    watch: SessionWatch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    told = Told(watch)
    watch.start(0)
    watch.stop()
    assert told.words == []
    assert re.fullmatch(r"unix:path=.*no-bus", os.environ["DBUS_SESSION_BUS_ADDRESS"])
    assert SessionBus(BusPlaces("", "", "")).is_joining is False
