"""The camera as the gui thread sees it: no stale report, no stale frame, no wait."""

import itertools
import threading
import time
from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.ports import FrameSource
from liveness_station.runtime.camera_hub import CameraHub
from liveness_station.runtime.camera_loop import Opener
from liveness_station.runtime.frame_tap import FrameTap
from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    CameraState,
)
from tests.fakes.camera import Hold, Pause, ScriptedSource, Step, picture

AT_ONCE_S = 0.5
"""Far longer than a call that waits for nothing takes, far shorter than any wait in the hub."""


class Ear(QObject):
    """Hears the hub in the gui thread and takes its frames, as the station does."""

    def __init__(self, hub: CameraHub) -> None:
        super().__init__()
        self._hub = hub
        self.states: list[CameraState] = []
        self.labels: list[str] = []
        self.threads: set[QThread] = set()
        hub.camera_changed.connect(self._on_camera_changed)
        hub.frame_arrived.connect(self._on_frame_arrived)

    @Slot(object)
    def _on_camera_changed(self, state: CameraState) -> None:
        self.threads.add(QThread.currentThread())
        self.states.append(state)

    @Slot()
    def _on_frame_arrived(self) -> None:
        self.threads.add(QThread.currentThread())
        frame = self._hub.take_frame()
        assert frame is not None, "announced, but not there"
        self.labels.append(frame.source_label)


@pytest.fixture
def hub(qapp: QCoreApplication) -> Iterator[CameraHub]:  # noqa: ARG001 - signals need it
    made = CameraHub(tap=FrameTap(), clock=lambda: 5.0, reopen_after_s=0.01)
    yield made
    made.close()
    assert made.join(10.0)


@pytest.fixture
def ear(hub: CameraHub) -> Ear:
    return Ear(hub)


def endless() -> Iterator[Step]:
    return itertools.cycle([picture(), Pause(0.005)])


def opener(*scripts: Iterable[Step], label: str = "A") -> Opener:
    waiting = iter(scripts)

    def open_next(should_stop: Callable[[], bool]) -> FrameSource:
        return ScriptedSource(next(waiting), label=label, should_stop=should_stop)

    return open_next


def test_a_source_opens_and_its_frames_arrive_in_the_gui_thread(
    hub: CameraHub, ear: Ear, qtbot: QtBot
) -> None:
    hub.open(opener(endless()), label="Camera A", is_demo=True)
    qtbot.waitUntil(lambda: len(ear.labels) >= 3)
    assert ear.states == [
        CameraClosed(),
        CameraOpening("Camera A", 5.0),
        CameraOpening("Camera A", 5.0),
        CameraLive("A, scripted", is_demo=True),
    ]
    assert ear.threads == {QThread.currentThread()}


def test_a_lost_source_is_shown_as_lost_and_comes_back(
    hub: CameraHub, ear: Ear, qtbot: QtBot
) -> None:
    hub.open(opener([picture(), CameraTrouble.LOST], endless()), label="Camera A", is_demo=False)
    qtbot.waitUntil(lambda: ear.states.count(CameraLive("A, scripted")) == 2)
    assert CameraFailed("Camera A", CameraTrouble.LOST) in ear.states


def test_a_source_that_is_not_there_is_looked_for_again(
    hub: CameraHub, ear: Ear, qtbot: QtBot
) -> None:
    def refuse(_: Callable[[], bool]) -> FrameSource:
        raise CameraError(CameraTrouble.NOT_FOUND)

    hub.open(refuse, label="Camera A", is_demo=False)
    failed = CameraFailed("Camera A", CameraTrouble.NOT_FOUND)
    qtbot.waitUntil(lambda: ear.states.count(failed) >= 3)


def test_what_the_old_source_said_last_is_not_taken_for_the_new_one(
    hub: CameraHub, ear: Ear, qtbot: QtBot
) -> None:
    """Reports and frames that are already under way when the operator switches."""
    read_twice, released = threading.Event(), threading.Event()

    def script() -> Iterator[Step]:
        yield picture()
        read_twice.set()
        yield Hold(released)

    hub.open(opener(script()), label="Camera A", is_demo=False)
    assert read_twice.wait(10), "the gui thread's events wait while this one does"
    hub.open(opener(endless(), label="B"), label="Camera B", is_demo=False)
    assert hub.take_frame() is None
    released.set()
    qtbot.waitUntil(lambda: len(ear.labels) >= 3)
    assert set(ear.labels) == {"B"}
    assert CameraLive("A, scripted") not in ear.states


def test_a_read_that_hangs_does_not_hold_up_the_gui(hub: CameraHub, ear: Ear, qtbot: QtBot) -> None:
    released = threading.Event()
    hub.open(opener([picture(), Hold(released)]), label="Camera A", is_demo=False)
    qtbot.waitUntil(lambda: len(ear.labels) == 1)
    started_s = time.monotonic()
    hub.open(opener(endless(), label="B"), label="Camera B", is_demo=False)
    hub.close()
    assert not hub.join(0.01)
    assert time.monotonic() - started_s < AT_ONCE_S
    released.set()
    assert hub.join(10.0)
    assert ear.states[-1] == CameraClosed()


def test_many_switches_leave_one_source_open(hub: CameraHub, ear: Ear, qtbot: QtBot) -> None:
    opened: list[ScriptedSource] = []

    def open_next(should_stop: Callable[[], bool]) -> FrameSource:
        assert all(source.is_closed for source in opened), "two sources at once"
        opened.append(ScriptedSource(endless(), should_stop=should_stop))
        return opened[-1]

    for _ in range(8):
        hub.open(open_next, label="Camera A", is_demo=False)
    qtbot.waitUntil(lambda: len(ear.labels) >= 2)
    hub.close()
    assert hub.join(10.0)
    assert all(source.is_closed for source in opened)


def test_after_closing_nothing_comes(hub: CameraHub, ear: Ear, qtbot: QtBot) -> None:
    hub.open(opener(endless()), label="Camera A", is_demo=False)
    qtbot.waitUntil(lambda: len(ear.labels) >= 1)
    hub.close()
    assert hub.join(10.0)
    known = len(ear.labels)
    QCoreApplication.processEvents()
    assert (len(ear.labels), hub.take_frame()) == (known, None)
    assert ear.states[-1] == CameraClosed()


def test_the_tap_is_handed_each_sources_frames_by_the_camera_thread(
    hub: CameraHub, qtbot: QtBot
) -> None:
    tap = hub._tap
    assert tap is not None
    box = tap.listen()
    hub.open(opener(endless(), label="A"), label="A", is_demo=False)
    first = box.take(10.0)
    assert first is not None
    assert first.source_label == "A"
    hub.open(opener(endless(), label="B"), label="B", is_demo=False)
    seen: list[str] = []

    def has_come() -> bool:
        frame = box.take(0)
        seen.extend([frame.source_label] if frame is not None else [])
        return "B" in seen

    qtbot.waitUntil(has_come, timeout=10_000)
    assert seen == sorted(seen), "none of the old source after one of the new"


def test_a_source_that_wakes_late_hands_the_tap_nothing(hub: CameraHub, qtbot: QtBot) -> None:
    tap = hub._tap
    assert tap is not None
    released = threading.Event()
    reading = threading.Event()

    class Deaf(ScriptedSource):
        """Returns a frame long after it was asked to stop."""

        def read(self) -> Frame:
            reading.set()
            assert released.wait(30.0)
            return super().read()

    hub.open(lambda _: Deaf(endless()), label="A", is_demo=False)
    box = tap.listen()
    assert reading.wait(10.0)
    hub.close()
    released.set()
    qtbot.waitUntil(lambda: hub.join(0.0), timeout=10_000)
    assert box.take(0) is None


def test_a_hub_without_a_source_has_nothing_to_wait_for(hub: CameraHub) -> None:
    assert hub.join(0.0)
