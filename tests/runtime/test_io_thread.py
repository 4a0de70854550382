"""The io thread: jobs one at a time, outcomes in the gui thread, an end within its time."""

import time
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal, Slot
from pytestqt.qtbot import QtBot

from liveness_station.camera.identities import Identity
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.credential_requests import (
    CredentialAction,
    CredentialReply,
    CredentialRequest,
    CredentialResult,
)
from liveness_station.runtime.io_thread import IoThread
from liveness_station.runtime.listing import SourceListing
from liveness_station.session.states import EngineFailed, EngineReady, Guiding, Notice, Showing
from tests.fakes.workbench import FakeWorkbench


class Ear(QObject):
    """Hears the worker, and notes in which thread."""

    def __init__(self, io: IoThread) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[QThread] = set()
        for signal in (
            io.worker.finished,
            io.worker.counted,
            io.worker.engine_changed,
            io.worker.sources_listed,
            io.worker.credentials_answered,
        ):
            signal.connect(self._on_said)

    @Slot(object)
    def _on_said(self, said: object) -> None:
        self.threads.add(QThread.currentThread())
        self.heard.append(said)


class Asker(QObject):
    """Asks the worker from the gui thread, as the window's parts do."""

    credentials = Signal(object)
    sources = Signal()
    engine = Signal()

    def __init__(self, io: IoThread) -> None:
        super().__init__()
        self.credentials.connect(io.worker.on_credentials_requested)
        self.sources.connect(io.worker.on_sources_requested)
        self.engine.connect(io.worker.on_prepare_requested)


class Station:
    """Controller, io thread and fake workbench, as the program wires them."""

    def __init__(self) -> None:
        self.bench = FakeWorkbench()
        self.controller = StationController(Policy())
        self.io = IoThread(self.bench, self.controller, close_deadline_s=5.0)
        self.ear = Ear(self.io)
        self.asker = Asker(self.io)
        self.sequence = 0

    def capture(self, subject: str = "A-1042") -> None:
        self.sequence += 1
        self.controller.on_subject_typed(subject)
        self.controller.on_capture_requested(
            Frame(np.zeros((2, 2, 3), np.uint8), waking_clock_s(), self.sequence, "scripted")
        )

    @property
    def shown(self) -> Outcome | None:
        phase = self.controller.state.phase
        return phase.outcome if isinstance(phase, Showing) else None

    def is_ready(self) -> bool:
        return isinstance(self.controller.state.engine, EngineReady)


@pytest.fixture
def station(qapp: QCoreApplication) -> Iterator[Station]:  # noqa: ARG001 - threads need it
    made = Station()
    yield made
    made.bench.is_deaf = False
    assert made.io.stop()


@pytest.fixture
def started(station: Station, qtbot: QtBot) -> Station:
    station.io.start()
    qtbot.waitUntil(station.is_ready)
    return station


def test_the_workbench_is_opened_first_and_closed_last(station: Station, qtbot: QtBot) -> None:
    station.io.start()
    qtbot.waitUntil(station.is_ready)
    assert station.io.stop()
    expected = ["open", "counts", "list_sources", "prepare", "prepare_other", "close"]
    assert station.bench.methods == expected
    camera = Identity("Scripted camera")
    assert (
        SourceListing("cam-0", "Scripted camera", camera, is_default=True),
    ) in station.ear.heard


def test_a_guide_that_was_given_up_is_recorded_and_shown_as_such(
    started: Station, qtbot: QtBot
) -> None:
    started.controller.on_method_changed(Method.BURST)
    started.capture()
    started.controller.on_cancel_requested()
    qtbot.waitUntil(lambda: started.shown is not None and started.shown.recorded)
    assert started.shown is not None
    assert started.shown.decision.reason is Reason.CANCELLED
    assert started.bench.count("refuse") == 1
    assert started.bench.count("verify") == 0
    assert {thread for _, thread in started.bench.calls} == {"io"}


def test_a_bug_in_a_refusal_does_not_leave_the_desk_waiting(started: Station, qtbot: QtBot) -> None:
    started.bench.bugs["refuse"] = ZeroDivisionError()
    started.controller.on_method_changed(Method.BURST)
    started.capture()
    phase = started.controller.state.phase
    assert isinstance(phase, Guiding)
    with qtbot.captureExceptions() as caught:
        started.controller.on_guide_failed(phase.job, Reason.NO_FACE, "", ())
        qtbot.waitUntil(lambda: started.shown is not None)
        qtbot.waitUntil(lambda: bool(caught))
    assert started.shown is not None
    assert started.shown.decision.reason is Reason.INTERNAL
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_a_connection_is_kept_ready_from_the_start_and_after_each_check(
    started: Station, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: started.bench.warmed == 1)
    started.capture()
    qtbot.waitUntil(lambda: started.bench.warmed == 2)


def test_an_idle_connection_is_looked_after(started: Station, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: started.bench.warmed == 1)
    timer = started.io.worker.findChild(QTimer)
    assert timer is not None
    assert timer.thread() is started.io.worker.thread()
    assert timer.isActive()
    assert timer.interval() <= 5_000
    # Its time-out, brought about from here; the slot runs where the timer lives.
    timer.timeout.emit()
    qtbot.waitUntil(lambda: started.bench.warmed == 2)


def test_the_io_thread_works_and_the_gui_thread_hears(started: Station, qtbot: QtBot) -> None:
    started.capture()
    qtbot.waitUntil(lambda: started.shown is not None)
    started.io.stop()
    assert {thread for _, thread in started.bench.calls} == {"io"}
    assert started.ear.threads == {QThread.currentThread()}


def test_a_capture_ends_in_a_verdict_and_a_count(started: Station, qtbot: QtBot) -> None:
    started.capture()
    qtbot.waitUntil(lambda: {"LIVE": 1} in started.ear.heard)
    assert started.shown is not None
    assert started.shown.decision.verdict is Verdict.LIVE


def test_a_bug_in_a_check_is_shown_and_reaches_the_hook(started: Station, qtbot: QtBot) -> None:
    started.bench.bugs["verify"] = ZeroDivisionError()
    with qtbot.captureExceptions() as caught:
        started.capture()
        qtbot.waitUntil(lambda: started.shown is not None)
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert started.shown is not None
    assert started.shown.decision == decide_failure(Reason.INTERNAL)
    assert not started.shown.recorded
    del started.bench.bugs["verify"]
    started.capture("B-7")
    qtbot.waitUntil(lambda: started.shown is not None and started.shown.recorded)


@pytest.mark.parametrize("method", ["open", "counts", "list_sources"])
def test_a_bug_at_the_start_leaves_the_rest_running(
    station: Station, qtbot: QtBot, method: str
) -> None:
    station.bench.bugs[method] = ZeroDivisionError()
    with qtbot.captureExceptions() as caught:
        station.io.start()
        qtbot.waitUntil(station.is_ready)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_a_bug_in_the_engines_start_does_not_leave_the_desk_waiting(
    station: Station, qtbot: QtBot
) -> None:
    station.bench.bugs["prepare"] = ZeroDivisionError()
    failed = EngineFailed(Reason.INTERNAL)
    with qtbot.captureExceptions() as caught:
        station.io.start()
        qtbot.waitUntil(lambda: station.controller.state.engine == failed)
        qtbot.waitUntil(lambda: bool(caught))


def test_a_bug_at_the_end_does_not_keep_the_program_open(started: Station, qtbot: QtBot) -> None:
    started.bench.bugs["close"] = ZeroDivisionError()
    with qtbot.captureExceptions() as caught:
        assert started.io.stop()
        qtbot.waitUntil(lambda: bool(caught))
    started.bench.bugs.clear()


def test_an_engine_that_was_down_is_made_ready_again(started: Station, qtbot: QtBot) -> None:
    started.bench.decision = decide_failure(Reason.ENGINE_DOWN)
    started.bench.engine = EngineReady("local", "fake/2")
    started.capture()
    qtbot.waitUntil(lambda: started.controller.state.engine == EngineReady("local", "fake/2"))
    assert started.bench.count("prepare") == 2


def test_a_cancel_reaches_a_check_that_is_under_way(started: Station, qtbot: QtBot) -> None:
    started.bench.is_holding = True
    started.capture()
    assert started.bench.running.wait(10)
    started.controller.on_cancel_requested()
    qtbot.waitUntil(lambda: started.shown is not None and started.shown.recorded)
    assert started.shown is not None
    assert started.shown.decision.reason is Reason.CANCELLED
    assert started.bench.late == [], "the record confirms what is shown"


def test_a_change_of_subject_stops_the_check_and_its_outcome_is_late(
    started: Station, qtbot: QtBot
) -> None:
    started.bench.is_holding = True
    started.capture("A-1042")
    assert started.bench.running.wait(10)
    started.controller.on_subject_typed("B-7")
    qtbot.waitUntil(lambda: len(started.bench.late) == 1)
    assert started.bench.late[0].job.subject.reference == "A-1042"
    assert started.shown is None


def test_checks_run_one_at_a_time_and_in_order(started: Station, qtbot: QtBot) -> None:
    started.bench.is_holding = started.bench.is_deaf = True
    for subject in ("A", "B", "C"):
        started.capture(subject)
    assert started.bench.running.wait(10)
    assert started.bench.count("verify") == 1
    started.bench.is_holding = False
    started.bench.released.set()
    qtbot.waitUntil(lambda: started.shown is not None)
    assert started.shown is not None
    assert started.shown.job.subject.reference == "C"
    qtbot.waitUntil(lambda: len(started.bench.late) == 2)
    assert [late.job.subject.reference for late in started.bench.late] == ["A", "B"]


@pytest.mark.parametrize("captures", [1, 3])
def test_stopping_ends_the_check_under_way_and_those_behind_it(
    started: Station, captures: int
) -> None:
    started.bench.is_holding = started.bench.is_deaf = True
    for number in range(captures):
        started.capture(f"A-{number}")
    assert started.bench.running.wait(10)
    started.bench.is_deaf = False
    assert started.io.stop()
    assert started.bench.methods.count("verify") == captures
    assert started.bench.methods[-1] == "close"


def test_a_check_that_is_deaf_does_not_keep_the_program_open(qapp: QCoreApplication) -> None:
    bench = FakeWorkbench(is_holding=True, is_deaf=True)
    controller = StationController(Policy())
    io = IoThread(bench, controller, close_deadline_s=0.3)
    io.start()
    controller.on_engine_changed(EngineReady("local"))
    controller.on_subject_typed("A")
    frame = Frame(np.zeros((2, 2, 3), np.uint8), waking_clock_s(), 0, "scripted")
    controller.on_capture_requested(frame)
    assert bench.running.wait(10)
    started_s = time.monotonic()
    assert not io.stop()
    assert time.monotonic() - started_s < 2.0
    bench.is_deaf = False
    assert io.stop()
    qapp.processEvents()


def test_a_thread_that_never_started_is_stopped_at_once(station: Station) -> None:
    assert station.io.stop()
    assert station.bench.calls == []


def request(action: CredentialAction) -> CredentialRequest:
    return CredentialRequest(action, is_cloud=True, base_url="https://host.example")


@pytest.mark.parametrize(
    ("action", "prepared"),
    [(CredentialAction.SAVE, 2), (CredentialAction.REMOVE, 2), (CredentialAction.TEST, 1)],
)
def test_credentials_are_answered_and_put_to_use(
    started: Station, qtbot: QtBot, action: CredentialAction, prepared: int
) -> None:
    started.asker.credentials.emit(request(action))
    reply = CredentialReply(CredentialResult.SAVED)
    qtbot.waitUntil(lambda: reply in started.ear.heard)
    assert started.io.stop()
    assert started.bench.count("prepare") == prepared


def test_a_bug_with_credentials_does_not_leave_the_dialog_waiting(
    started: Station, qtbot: QtBot
) -> None:
    started.bench.bugs["credentials"] = ZeroDivisionError()
    with qtbot.captureExceptions() as caught:
        started.asker.credentials.emit(request(CredentialAction.TEST))
        reply = CredentialReply(CredentialResult.FAILED, Reason.INTERNAL)
        qtbot.waitUntil(lambda: reply in started.ear.heard)
        qtbot.waitUntil(lambda: bool(caught))


def test_sources_and_engine_are_looked_at_again_on_demand(started: Station, qtbot: QtBot) -> None:
    started.asker.sources.emit()
    started.asker.engine.emit()
    qtbot.waitUntil(lambda: started.bench.count("prepare") == 2)
    assert started.bench.count("list_sources") == 2


def test_the_gui_thread_goes_on_while_a_check_hangs(started: Station) -> None:
    started.bench.is_holding = True
    started.capture()
    assert started.bench.running.wait(10)
    started.controller.on_capture_requested(None)
    assert started.controller.state.notice is Notice.ALREADY_CHECKING
    assert started.bench.running.is_set()
