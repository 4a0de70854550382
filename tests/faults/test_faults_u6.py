"""U6: an error that nobody foresaw, at many places: a row, one dialog, and the desk goes on."""

import functools
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import desktop, logs, station
from liveness_station.app.camera_desk import CameraDesk
from liveness_station.app.crash_guard import MOST_TOLD, CrashGuard
from liveness_station.app.day_desk import DayDesk
from liveness_station.app.desks import Desks
from liveness_station.app.engine_care import EngineCare
from liveness_station.app.queue_desk import QueueDesk
from liveness_station.app.station import Station
from liveness_station.app.visit_desk import VisitDesk
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.fresh_capture import FreshCapture
from liveness_station.session.states import Guiding, Showing, Verifying
from liveness_station.ui.console import Console
from liveness_station.ui.preview import Preview
from liveness_station.ui.subject_panel import SubjectPanel
from liveness_station.ui.verdict_card import VerdictCard
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.faults.station_desk import Hands, SlowWorkbench, at_station

pytestmark = [
    pytest.mark.qt_no_exception_capture,
    pytest.mark.allows_log("logs: unforeseen error"),
    pytest.mark.allows_log("crash_guard: "),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]

SITES: tuple[tuple[type | Any, str], ...] = (
    (Station, "_on_state_changed"),
    (DayDesk, "show_frame"),
    (Station, "_on_counted"),
    (station, "present"),
    (Desks, "show_frame"),
    (DayDesk, "_on_state_changed"),
    (VisitDesk, "_on_state_changed"),
    (QueueDesk, "_on_state_changed"),
    (EngineCare, "on_state_changed"),
    (CameraDesk, "_on_camera_changed"),
    (FreshCapture, "on_capture_requested"),
    (StationController, "on_capture_requested"),
    (StationController, "on_finished"),
    (StationController, "_on_timeout"),
    (StationController, "_carry_out"),
    (Console, "render_view"),
    (Console, "_on_capture_clicked"),
    (Preview, "paintEvent"),
    (Preview, "show_frame"),
    (VerdictCard, "render_card"),
    (SubjectPanel, "render_view"),
    (SlowWorkbench, "verify_burst"),
    (SlowWorkbench, "counts"),
    (SlowWorkbench, "keep_warm"),
    (SlowWorkbench, "list_sources"),
)


class Trap:
    """Raises once at the place that is armed."""

    def __init__(self) -> None:
        self.armed = ""
        self.sprung: list[str] = []

    def lay(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
        original = getattr(owner, name)
        place = place_of(owner, name)

        @functools.wraps(original)
        def trapped(*words: Any, **named: Any) -> Any:
            if self.armed == place:
                self.armed = ""
                self.sprung.append(place)
                raise RuntimeError(place)
            return original(*words, **named)

        monkeypatch.setattr(owner, name, trapped)


def place_of(owner: Any, name: str) -> str:
    return f"{owner.__name__}.{name}"


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> Trap:
    trap = Trap()
    for owner, name in SITES:
        trap.lay(monkeypatch, owner, name)
    return trap


@pytest.fixture
def hooked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hooks of the real program, put back in the end."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    logs.install_hooks()


class Caught(QObject):
    """Counts what a guard caught."""

    def __init__(self, guard: CrashGuard) -> None:
        super().__init__()
        self.count = 0
        guard.caught.connect(self.on_caught)

    def on_caught(self) -> None:
        self.count += 1


@pytest.fixture
def hands(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, trap: Trap, hooked: None
) -> Iterator[Hands]:
    del trap, hooked
    with at_station(qapp, qtbot, tmp_path) as hands:
        hands.wait_for_picture()
        yield hands


@pytest.fixture
def guard(hands: Hands, tmp_path: Path) -> Iterator[CrashGuard]:
    opened = hands.station
    guard = CrashGuard(
        lambda: desktop.dialog_place_of(opened), tmp_path / "logs" / "station.log", opened
    )
    guard.caught.connect(opened.controller.on_unforeseen)
    guard.install()
    yield guard
    guard.remove()


def dismiss(hands: Hands, guard: CrashGuard) -> None:
    assert guard.dialog is not None
    hands.wait_for(guard.dialog.isVisible)
    QTest.keyClick(guard.dialog, Qt.Key.Key_Return)
    hands.wait_for(lambda: guard.dialog is None)


def provoke(hands: Hands, trap: Trap, place: str) -> None:
    """Does all that may lead to a place, until it was reached."""
    trap.armed = place
    hands.station.controller.visits.on_next_requested()
    hands.station.controller.on_subject_typed("BEFORE-1")
    hands.station.console.preview.update()
    hands.station.cameras.list_wanted.emit()
    QTimer.singleShot(0, hands.station.cameras, hands.station.hub.nudge)
    if place.startswith("CameraDesk"):
        hands.station.hub.camera_changed.emit(hands.state.camera)
    if place.endswith("keep_warm"):
        hands.station.io.worker._warming.timeout.emit()
    hands.wait_for(lambda: hands.station.console.capture.isEnabled() or bool(trap.sprung))
    hands.station.console.capture.click()
    hands.wait_for(lambda: bool(trap.sprung))


def test_U6_an_error_at_any_place_ends_the_check_and_the_next_capture_works(
    hands: Hands, trap: Trap, guard: CrashGuard
) -> None:
    caught = Caught(guard)
    for number, (owner, name) in enumerate(SITES):
        place = place_of(owner, name)
        trap.sprung.clear()
        provoke(hands, trap, place)
        hands.wait_for(lambda: caught.count > number)  # noqa: B023 - waited for within the turn
        if number == 0:
            dismiss(hands, guard)
        hands.wait_for(lambda: not isinstance(hands.state.phase, Verifying | Guiding))
        if guard.dialog is not None:
            dismiss(hands, guard)
        outcome = hands.check(f"AFTER-{number}")
        assert outcome.decision.verdict is Verdict.LIVE, place
        assert outcome.job.subject.reference == f"AFTER-{number}", place
    assert caught.count == len(SITES)


def test_U6_a_running_check_is_given_up(hands: Hands, guard: CrashGuard) -> None:
    hands.begin("A-1042")
    crash_in_slot()
    hands.wait_for(lambda: isinstance(hands.state.phase, Showing))
    phase = hands.state.phase
    assert isinstance(phase, Showing)
    assert phase.outcome.decision.verdict is Verdict.ERROR
    assert phase.outcome.decision.reason is Reason.INTERNAL
    hands.bench.answers.set()
    # What it still says is recorded as late, and is shown nowhere.
    hands.wait_for(lambda: bool(hands.bench.late))
    assert phase == hands.state.phase
    dismiss(hands, guard)


def has_dialog(guard: CrashGuard) -> bool:
    return guard.dialog is not None


def crash_in_slot(word: str = "one") -> None:
    def crash() -> None:
        raise ValueError(f"canary-face-{word}")

    QTimer.singleShot(0, crash)


def test_U6_one_and_the_same_is_told_once_and_never_without_end(
    hands: Hands, guard: CrashGuard
) -> None:
    caught = Caught(guard)
    for number in range(20):
        crash_in_slot()
        hands.wait_for(lambda: caught.count == number + 1)  # noqa: B023 - within the turn
    dismiss(hands, guard)
    crash_in_slot()
    hands.wait_for(lambda: caught.count == 21)
    told = 1 + has_dialog(guard)
    for number in range(10):
        code = compile("\n" * number + "raise KeyError(1)", f"place {number}", "exec")
        QTimer.singleShot(0, functools.partial(exec, code))
        hands.wait_for(lambda: caught.count == 22 + number)  # noqa: B023 - within the turn
        if has_dialog(guard):
            told += 1
            dismiss(hands, guard)
    assert told == MOST_TOLD


def test_U6_errors_of_other_threads_come_here_too(hands: Hands, guard: CrashGuard) -> None:
    def crash() -> None:
        raise ValueError("in a thread")

    thread = threading.Thread(target=crash)
    thread.start()
    thread.join()
    hands.wait_for(lambda: guard.dialog is not None)
    dismiss(hands, guard)


def test_U6_nothing_is_told_to_whoever_stands_before_a_locked_desk(
    hands: Hands, guard: CrashGuard
) -> None:
    caught = Caught(guard)
    hands.station.controller.visits.on_locked()
    crash_in_slot()
    hands.wait_for(lambda: caught.count == 1)
    assert guard.dialog is None


@pytest.mark.parametrize("words", [ENGLISH, CHINESE])
def test_U6_the_dialog_speaks_the_windows_language(
    hands: Hands, guard: CrashGuard, words: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    if words is CHINESE:
        hands.station.look.toggle_language()
    crash_in_slot()
    hands.wait_for(lambda: guard.dialog is not None)
    assert guard.dialog is not None
    said = guard.dialog.accessibleName() + guard.dialog.go_on.text()
    assert ("意外" in said, "Go on" in said) == (words is CHINESE, words is ENGLISH)
    dismiss(hands, guard)
    # Whoever started the program from a terminal sees that there is something, and not what.
    assert "canary-face" not in capsys.readouterr().err


def test_U6_what_qt_complains_of_is_in_the_log(
    guard: CrashGuard, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        qWarning("something about a painter")
    assert "something about a painter" in caplog.text
    guard.remove()
    guard.remove()
    assert sys.excepthook is not guard._on_error
    QCoreApplication.processEvents()
