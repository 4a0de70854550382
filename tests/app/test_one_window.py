"""A second window for the same folder and user shows the first (S10, S11)."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app.doorbell import Doorbell
from liveness_station.app.one_window import SHOWN, SILENT_EXIT, OneWindow, Standing
from tests.app.running import run, started, wait_until

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="stops a process")
# The platform without a screen has no order of windows.
no_order = pytest.mark.qt_log_ignore("does not support raise")
OPEN = "Liveness Station is open already; its window is shown.\n"
SECOND = """
import sys
from pathlib import Path
from liveness_station.app.one_window import OneWindow
print(OneWindow(Path(sys.argv[1])).settle(within_s=10).name)
"""


def child(folder: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.app.window_child", str(folder))


def second(folder: Path) -> tuple[int, str]:
    done = subprocess.run(child(folder), capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stderr


def is_served(folder: Path) -> bool:
    """Tells whether a window of this folder answers, without a second process."""
    return OneWindow(folder).settle(within_s=0.5) is Standing.SHOWN


@contextmanager
def first(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Starts a window and waits until it can be shown."""
    folder.mkdir(exist_ok=True)
    with started(*child(folder)) as process:
        held = folder / f"{Path(OneWindow(folder)._lock.lock_file).name}"
        assert wait_until(held.exists)
        assert wait_until(lambda: is_served(folder))
        yield process


@contextmanager
def settling(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Lets another process look who is first, while this one is, and answers or not."""
    with started(sys.executable, "-c", SECOND, str(folder)) as process:
        yield process


def told(process: "subprocess.Popen[str]") -> Standing:
    said, _ = process.communicate(timeout=30)
    return Standing[said.strip()]


def test_S10_a_second_window_shows_the_first_and_ends(tmp_path: Path) -> None:
    with first(tmp_path) as process:
        # A window that is still busy with its start may be told as silent first.
        assert wait_until(lambda: second(tmp_path) == (0, OPEN), limit_s=30)
        # Other programs run beside the window, once it has made its record.
        assert wait_until(lambda: run(tmp_path, "history", "list").returncode == 0, limit_s=30)
        process.terminate()
        process.communicate(timeout=30)
    one = OneWindow(tmp_path)
    assert one.settle(within_s=0) is Standing.FIRST
    one.release()


@needs_signals
def test_S10_a_window_that_hangs_is_told_and_one_that_was_killed_is_forgotten(
    tmp_path: Path,
) -> None:
    with first(tmp_path) as process:
        process.send_signal(signal.SIGSTOP)
        code, said = second(tmp_path)
        assert code == SILENT_EXIT
        assert said.startswith("Liveness Station is open already and does not answer.")
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    assert Path(QDir.tempPath(), OneWindow(tmp_path).name).exists(), "the killed one's socket"
    with first(tmp_path):
        assert wait_until(lambda: second(tmp_path) == (0, OPEN), limit_s=30)


def test_S10_of_many_starts_at_once_one_stays(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    count = pytestconfig.getoption("--window-starts")
    with ExitStack() as stack:
        racing = [stack.enter_context(started(*child(tmp_path))) for _ in range(count)]
        assert wait_until(lambda: len(running(racing)) <= 1, limit_s=110)
        assert wait_until(lambda: is_served(tmp_path))
        (stayed,) = running(racing)
        ended = [process for process in racing if process is not stayed]
        # On a busy machine the one may need longer to answer than the others can wait.
        assert {one.returncode for one in ended} <= {0, SILENT_EXIT}
        assert stayed.poll() is None


def running(processes: list["subprocess.Popen[str]"]) -> list["subprocess.Popen[str]"]:
    return [process for process in processes if process.poll() is None]


def answer_of(socket: QLocalSocket, qtbot: QtBot) -> bytes:
    """Returns all that is said until the other side ends the connection."""
    over = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() is over)
    return bytes(socket.readAll().data())


@no_order
def test_S10_the_window_comes_to_the_front_whatever_is_sent(tmp_path: Path, qtbot: QtBot) -> None:
    one, window = OneWindow(tmp_path), QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    assert one.settle() is Standing.FIRST
    doorbell = Doorbell(one.name, lambda: window, window)
    assert doorbell.listen()
    for sent in (b"", b"quit\n", bytes(range(256)) * 400):
        window.showMinimized()
        socket = QLocalSocket()
        socket.connectToServer(one.name)
        assert socket.waitForConnected(5000)
        socket.write(sent)
        assert answer_of(socket, qtbot) == SHOWN
        qtbot.waitUntil(lambda: not window.isMinimized())
    assert window.isVisible()
    doorbell.close()
    one.release()


def test_S10_a_window_that_does_not_listen_yet_is_starting(tmp_path: Path) -> None:
    one = OneWindow(tmp_path)
    assert one.settle() is Standing.FIRST
    assert one.is_guarded
    assert OneWindow(tmp_path).settle(within_s=0.2) is Standing.STARTING
    with settling(tmp_path) as process:
        one.release()
        assert told(process) is Standing.FIRST, "one that ends meanwhile is followed"


@pytest.mark.parametrize("answer", [b"", b"hello\n"])
def test_S10_who_answers_otherwise_is_not_the_window(
    tmp_path: Path, qtbot: QtBot, answer: bytes
) -> None:
    one, stranger = OneWindow(tmp_path), QLocalServer()
    assert one.settle() is Standing.FIRST
    assert stranger.listen(one.name)
    with settling(tmp_path) as process:
        qtbot.waitUntil(stranger.hasPendingConnections, timeout=20_000)
        socket = stranger.nextPendingConnection()
        assert socket is not None
        stranger.close()
        socket.write(answer)
        socket.flush()
        socket.disconnectFromServer()
        one.release()
        assert told(process) is Standing.FIRST


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owner of a socket's path")
def test_S11_another_users_socket_is_not_believed(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, window = OneWindow(tmp_path), QWidget()
    qtbot.addWidget(window)
    assert one.settle() is Standing.FIRST
    doorbell = Doorbell(one.name, lambda: window, window)
    doorbell.listen()
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    assert OneWindow(tmp_path).settle(within_s=0.3) is Standing.STARTING
    doorbell.close()
    one.release()


def test_S11_another_user_or_folder_has_another_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, other = tmp_path / "one", tmp_path / "other"
    names = [OneWindow(place).name for place in (folder, other, folder / ".." / "one")]
    assert names[0] == names[2] != names[1]
    monkeypatch.setenv("LOGNAME", "somebody-else")
    assert OneWindow(folder).name != names[0]
    assert "somebody" not in OneWindow(folder).name


@pytest.mark.allows_log("one_window: a second window would not be noticed")
def test_S3_a_folder_that_cannot_be_written_keeps_no_window_shut(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    one = OneWindow(tmp_path / "file" / "data")
    assert one.settle(within_s=0) is Standing.FIRST
    assert not one.is_guarded
    one.release()
