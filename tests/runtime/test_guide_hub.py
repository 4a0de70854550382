"""The guide in its thread: what the gui thread hears, and what it never has to wait for."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, Slot
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from liveness_station.domain.errors import EngineError
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Method, Movement, Prompt, Script
from liveness_station.domain.outcomes import Job
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason
from liveness_station.runtime.guide_hub import GuideHub
from liveness_station.runtime.guide_run import NO_FRAME_S
from liveness_station.session.states import GuideProgress
from liveness_station.verification.burst_choice import BURST_FRAMES
from tests.fakes.subject import FakeSubject, FakeWatcher, broken_models
from tests.runtime.reel import frames_of

SCRIPT = Script((Prompt(Movement.TURN_RIGHT, 0.3),))
JOB = Job("job-1", Subject("A-1"), 1, Policy(), method=Method.GUIDED)
_PACE_S = 0.015
OTHER = Job("job-2", Subject("B-2"), 2, Policy(), method=Method.GUIDED)


class Ear(QObject):
    """Tells the subject what the hub says, and notes on which thread it heard it."""

    def __init__(self, subject: FakeSubject) -> None:
        super().__init__()
        self._subject = subject
        self.threads: set[QThread] = set()

    @Slot(object, object)
    def on_progressed(self, _: Job, progress: GuideProgress) -> None:
        self.threads.add(QThread.currentThread())
        self._subject.tell(progress.movement)


class Camera(threading.Thread):
    """Puts frames into the tap, about five times as fast as their own time goes."""

    def __init__(self, hub: GuideHub, *, start_s: float = 100.0) -> None:
        super().__init__(name="camera", daemon=True)
        self._hub = hub
        self._start_s = start_s
        self.stopping = threading.Event()

    def run(self) -> None:
        for frame in frames_of(100_000, start_s=self._start_s):
            self._hub.tap.put(frame)
            if self.stopping.wait(_PACE_S):
                return


class Desk:
    """A hub with a camera before a subject."""

    def __init__(self, make: Callable[[], FakeWatcher] | None = None) -> None:
        self.subject = FakeSubject()
        self.watcher = FakeWatcher(self.subject)
        self.hub = GuideHub(make or self._make)
        self.ear = Ear(self.subject)
        self.hub.progressed.connect(self.ear.on_progressed)
        self.finished = QSignalSpy(self.hub.finished)
        self.failed = QSignalSpy(self.hub.failed)
        self.progressed = QSignalSpy(self.hub.progressed)
        self.camera = Camera(self.hub)

    def _make(self) -> FakeWatcher:
        return self.watcher

    def close(self) -> bool:
        self.camera.stopping.set()
        self.hub.close()
        self.camera.join(5)
        return self.hub.join(5.0)


@pytest.fixture
def desk(qapp: QCoreApplication) -> Iterator[Desk]:  # noqa: ARG001 - queued signals need it
    made = Desk()
    made.camera.start()
    yield made
    assert made.close()


def test_a_guided_check_is_told_step_by_step_in_the_gui_thread(desk: Desk, qtbot: QtBot) -> None:
    desk.hub.on_guide_requested(JOB, SCRIPT)
    qtbot.waitUntil(lambda: desk.finished.count() == 1, timeout=20_000)
    job, frames, signals, asked = desk.finished.at(0)
    assert job is JOB
    assert 0 < len(frames) <= BURST_FRAMES
    assert signals == desk.watcher.evidence
    assert [one.movement for one in asked] == [Movement.TURN_RIGHT]
    assert desk.ear.threads == {QThread.currentThread()}
    assert desk.failed.count() == 0


def test_a_burst_needs_nobody_to_move(desk: Desk, qtbot: QtBot) -> None:
    desk.hub.on_guide_requested(JOB, Script(()))
    qtbot.waitUntil(lambda: desk.finished.count() == 1, timeout=20_000)
    assert len(desk.finished.at(0)[1]) == BURST_FRAMES
    assert desk.watcher.asked == []


def test_a_stopped_guide_is_never_heard_of_again(desk: Desk, qtbot: QtBot) -> None:
    desk.hub.on_guide_requested(JOB, SCRIPT)
    qtbot.waitUntil(lambda: desk.progressed.count() > 1, timeout=20_000)
    desk.hub.on_guide_stop_requested(JOB)
    heard = desk.progressed.count()
    assert desk.hub.join(NO_FRAME_S / 2), "it does not wait for frames that will not come"
    QCoreApplication.processEvents()
    assert (desk.progressed.count(), desk.finished.count(), desk.failed.count()) == (heard, 0, 0)


def test_a_late_wish_to_stop_does_not_stop_the_next_subjects_guide(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.hub.on_guide_requested(JOB, SCRIPT)
    desk.hub.on_guide_requested(OTHER, SCRIPT)
    desk.hub.on_guide_stop_requested(JOB)
    qtbot.waitUntil(lambda: desk.finished.count() == 1, timeout=20_000)
    assert desk.finished.at(0)[0] is OTHER


def test_an_earlier_subjects_guide_that_ends_late_is_never_used(desk: Desk, qtbot: QtBot) -> None:
    """The end of the first is on its way to the gui thread when the second begins."""
    desk.hub._reported.disconnect(desk.hub._on_reported)
    waiting = QSignalSpy(desk.hub._reported)
    desk.hub.on_guide_requested(JOB, Script(()))
    qtbot.waitUntil(lambda: waiting.count() >= 2, timeout=20_000)
    late = [waiting.at(number) for number in range(waiting.count())]
    desk.hub.on_guide_requested(OTHER, SCRIPT)
    for turn, said in late:
        desk.hub._on_reported(turn, said)
    assert desk.finished.count() == 0
    assert desk.failed.count() == 0
    assert desk.progressed.count() == 0


def test_models_that_cannot_be_loaded_fail_the_check_and_only_it(qtbot: QtBot) -> None:
    error = EngineError(Reason.ENGINE_DOWN, "a model is missing")
    desk = Desk(broken_models(error))
    desk.hub.on_guide_requested(JOB, SCRIPT)
    qtbot.waitUntil(lambda: desk.failed.count() == 1, timeout=20_000)
    assert desk.failed.at(0) == [JOB, Reason.ENGINE_DOWN, "a model is missing", ()]
    assert desk.hub.join(5.0)


@pytest.mark.allows_log("guide's models cannot be loaded")
def test_warming_up_loads_once_and_says_nothing_of_trouble(qapp: QCoreApplication) -> None:  # noqa: ARG001 - as above
    loads: list[int] = []

    def make() -> FakeWatcher:
        loads.append(1)
        raise EngineError(Reason.ENGINE_DOWN, "a model is missing")

    hub = GuideHub(make)
    hub.warm_up()
    hub.warm_up()
    assert hub.join(5.0)
    assert loads == [1]


def test_a_model_that_hangs_keeps_nobody_waiting(desk: Desk, qtbot: QtBot) -> None:
    release = threading.Event()

    def hang(_: Frame) -> None:
        release.wait(30.0)

    desk.watcher.on_watch = hang
    desk.hub.on_guide_requested(JOB, SCRIPT)
    qtbot.waitUntil(lambda: desk.progressed.count() == 1, timeout=20_000)
    began_s = time.monotonic()
    desk.hub.on_guide_stop_requested(JOB)
    assert not desk.hub.join(0.05)
    assert time.monotonic() - began_s < 2.0
    hung = desk.hub._run
    desk.hub.on_guide_requested(OTHER, Script(()))
    qtbot.waitUntil(lambda: desk.finished.count() == 1, timeout=20_000)
    assert desk.finished.at(0)[0] is OTHER
    release.set()
    assert hung is not None
    hung.join(5.0)
    QCoreApplication.processEvents()
    assert (desk.finished.count(), desk.failed.count()) == (1, 0)
