"""The guards every test runs under: each is shown something bad and must complain."""

import logging
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import guards

Failed = pytest.fail.Exception


@pytest.fixture
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "GRACE_S", 0.05)


@pytest.mark.usefixtures("short_grace")
def test_a_thread_left_behind_is_named() -> None:
    before = guards.Belongings.now()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="forgotten")
    thread.start()
    with pytest.raises(Failed, match="forgotten"):
        guards.refuse_leftovers(before)
    stop.set()
    thread.join()
    guards.refuse_leftovers(before)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux names native threads cheaply")
@pytest.mark.usefixtures("short_grace")
def test_a_qthread_left_behind_is_named(qtbot: QtBot) -> None:
    before = guards.Belongings.now()
    thread = QThread()
    thread.setObjectName("camera")
    thread.start()
    try:
        qtbot.waitUntil(lambda: guards.Belongings.now() != before)
        with pytest.raises(Failed, match="camera"):
            guards.refuse_leftovers(before)
    finally:
        thread.quit()
        thread.wait()
    guards.refuse_leftovers(before)


@pytest.mark.usefixtures("short_grace", "qapp")
def test_a_window_left_behind_is_named() -> None:
    before = guards.Belongings.now()
    window = QWidget()
    window.setObjectName("forgotten")
    with pytest.raises(Failed, match="forgotten"):
        guards.refuse_leftovers(before)
    window.deleteLater()
    guards.refuse_leftovers(before)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the process table of Linux")
@pytest.mark.usefixtures("short_grace")
def test_a_child_process_left_behind_is_named() -> None:
    before = guards.Belongings.now()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with pytest.raises(Failed, match=str(child.pid)):
        guards.refuse_leftovers(before)
    child.communicate(b"\n")
    guards.refuse_leftovers(before)


def test_a_logged_warning_fails_unless_it_is_allowed() -> None:
    # A logger apart, or the guard of this very test would hear it too.
    records = [logging.LogRecord("room", logging.WARNING, "", 0, "lost %d", (3,), None)]
    with pytest.raises(Failed, match="room: lost 3"):
        guards.refuse_warnings(records, allowed=["room: other"])
    guards.refuse_warnings(records, allowed=["room: lost"])


@pytest.mark.allows_log("heard")
def test_warnings_are_recorded_and_information_is_not() -> None:
    with guards.recorded_warnings() as records:
        logging.getLogger("room").warning("heard")
        logging.getLogger("room").info("not heard")
    assert [record.getMessage() for record in records] == ["heard"]


def test_a_socket_stays_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    touched: list[str] = []
    guards.keep_on_loopback(monkeypatch, touched)
    with socket.socket() as outward, pytest.raises(guards.OutsideWorldError):
        outward.connect(("192.0.2.1", 9))
    with pytest.raises(guards.OutsideWorldError):
        socket.getaddrinfo("example.com", 443)
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nowhere.invalid", 443)
    assert touched == ["192.0.2.1", "example.com"]


def test_a_socket_reaches_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
        server.accept()[0].close()


def test_the_home_folder_is_the_tests_own(own_home: Path) -> None:
    assert Path.home() == own_home
