"""Cameras that fail as real ones do, behind the hub: told in time, and come back by themselves."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QObject, Slot
from pytestqt.qtbot import QtBot

from liveness_station.camera.picture_watch import PictureWatch
from liveness_station.domain.conditions import Condition
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.ports import FrameSource
from liveness_station.runtime.camera_hub import CameraHub
from liveness_station.runtime.reopening import ReopenRule, is_worth_telling
from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    CameraState,
)
from tests.fakes.camera import Hold, Pause, ScriptedSource, Step, picture
from tests.runtime.plugged import PluggedCamera

CYCLES = 100
STEP_S = 1 / 30


class Ear(QObject):
    """Hears the hub in the gui thread and takes its frames."""

    def __init__(self, hub: CameraHub) -> None:
        super().__init__()
        self._hub = hub
        self.states: list[CameraState] = []
        self.frames: list[Frame] = []
        hub.camera_changed.connect(self._on_camera_changed)
        hub.frame_arrived.connect(self._on_frame_arrived)

    @property
    def state(self) -> CameraState:
        return self.states[-1]

    def failed(self, trouble: CameraTrouble) -> Callable[[], bool]:
        return lambda: self.state == CameraFailed("Camera A", trouble)

    def is_live(self) -> bool:
        return isinstance(self.state, CameraLive)

    @Slot(object)
    def _on_camera_changed(self, state: CameraState) -> None:
        self.states.append(state)

    @Slot()
    def _on_frame_arrived(self) -> None:
        frame = self._hub.take_frame()
        assert frame is not None
        self.frames = [*self.frames[-5:], frame]


class Clock:
    """The guard's time, moved by the test."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hub(qapp: QCoreApplication, clock: Clock) -> Iterator[CameraHub]:  # noqa: ARG001 - signals
    made = CameraHub(clock=clock, reopen_after_s=0.01)
    yield made
    made.close()
    assert made.join(10.0)


@pytest.fixture
def ear(hub: CameraHub) -> Ear:
    return Ear(hub)


def pass_time(hub: CameraHub, clock: Clock, seconds: float) -> None:
    """Lets the guard look four times a second of its own clock."""
    for _ in range(round(seconds * 4)):
        clock.now_s += 0.25
        hub._on_timeout()


def open_handles() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts handles as Linux tells")
def test_C1_a_hundred_replugs_leave_no_thread_and_no_handle(
    hub: CameraHub, ear: Ear, qtbot: QtBot
) -> None:
    camera = PluggedCamera()
    hub.open(camera, label="Camera A", is_demo=False, make_watch=PictureWatch)
    qtbot.waitUntil(ear.is_live)
    threads, handles = threading.active_count(), open_handles()
    slowest_loss_s = slowest_return_s = 0.0
    for _ in range(CYCLES):
        started_s = time.monotonic()
        camera.is_in.clear()
        qtbot.waitUntil(lambda: isinstance(ear.state, CameraFailed))
        slowest_loss_s = max(slowest_loss_s, time.monotonic() - started_s)
        started_s = time.monotonic()
        camera.is_in.set()
        qtbot.waitUntil(ear.is_live)
        slowest_return_s = max(slowest_return_s, time.monotonic() - started_s)
    assert slowest_loss_s < 2.0
    assert slowest_return_s < 5.0
    assert camera.opened == CYCLES + 1
    assert camera.left_open == 1, "one handle at a time"
    assert threading.active_count() == threads
    assert open_handles() <= handles


def test_C1_a_nudge_ends_the_wait_for_the_next_try(qapp: QCoreApplication, qtbot: QtBot) -> None:
    del qapp
    hub = CameraHub(reopen_after_s=3600.0)
    ear = Ear(hub)
    camera = PluggedCamera()
    camera.is_in.clear()
    hub.open(camera, label="Camera A", is_demo=False)
    qtbot.waitUntil(ear.failed(CameraTrouble.NOT_FOUND))
    camera.is_in.set()
    # The report is out a moment before the wait begins.
    qtbot.waitUntil(lambda: nudged(hub, ear))
    hub.close()
    assert hub.join(10.0)


def test_C3_a_read_that_never_ends_is_told_left_and_replaced(
    hub: CameraHub, ear: Ear, clock: Clock, qtbot: QtBot
) -> None:
    released = threading.Event()
    scripts = iter([hanging(released), None, endless()])

    def open_next(should_stop: Callable[[], bool]) -> FrameSource:
        script = next(scripts)
        if script is None:
            raise CameraError(CameraTrouble.BUSY)
        return ScriptedSource(script, should_stop=should_stop)

    hub.open(open_next, label="Camera A", is_demo=False, make_watch=NoWatch)
    qtbot.waitUntil(lambda: len(ear.frames) == 1)
    pass_time(hub, clock, 1.25)
    assert ear.is_live()
    pass_time(hub, clock, 0.5)
    assert ear.failed(CameraTrouble.HANGING)(), "within 2 s of the last picture"
    pass_time(hub, clock, 1.5)
    qtbot.waitUntil(ear.is_live)
    assert CameraFailed("Camera A", CameraTrouble.BUSY) not in ear.states, "it is held by us"
    assert ear.states.count(CameraFailed("Camera A", CameraTrouble.HANGING)) >= 3
    released.set()


def test_C3_what_was_only_slow_goes_on(
    hub: CameraHub, ear: Ear, clock: Clock, qtbot: QtBot
) -> None:
    released = threading.Event()
    script = itertools.chain(hanging(released), endless())
    hub.open(
        lambda stop: ScriptedSource(script, should_stop=stop),
        label="Camera A",
        is_demo=False,
        make_watch=NoWatch,
    )
    qtbot.waitUntil(lambda: len(ear.frames) == 1)
    pass_time(hub, clock, 2.0)
    assert ear.failed(CameraTrouble.HANGING)()
    released.set()
    qtbot.waitUntil(lambda: len(ear.frames) >= 3)
    hub._on_timeout()
    assert ear.state == CameraLive("scripted camera, scripted")


def test_C3_only_so_many_threads_are_sent_after_a_camera_that_hangs(
    hub: CameraHub, ear: Ear, clock: Clock, qtbot: QtBot
) -> None:
    released = threading.Event()
    opened: list[ScriptedSource] = []

    def open_next(should_stop: Callable[[], bool]) -> FrameSource:
        script = endless() if released.is_set() else hanging(released)
        opened.append(ScriptedSource(script, should_stop=should_stop))
        return opened[-1]

    hub.open(open_next, label="Camera A", is_demo=False, make_watch=NoWatch)
    for count in (1, 2):
        qtbot.waitUntil(lambda: ear.is_live() and len(opened) == count)  # noqa: B023 - at once
        pass_time(hub, clock, 3.5)
    pass_time(hub, clock, 600.0)
    assert hub._loop is None, "no third one is sent"
    assert len(opened) == 2
    assert ear.failed(CameraTrouble.HANGING)()
    released.set()
    qtbot.waitUntil(lambda: looked_after(hub, ear), timeout=10_000)


def test_C3_a_program_that_slept_blames_nobody(
    hub: CameraHub, ear: Ear, clock: Clock, qtbot: QtBot
) -> None:
    released = threading.Event()
    hub.open(
        lambda stop: ScriptedSource(hanging(released), should_stop=stop),
        label="Camera A",
        is_demo=False,
        make_watch=NoWatch,
    )
    qtbot.waitUntil(lambda: len(ear.frames) == 1)
    pass_time(hub, clock, 0.5)
    clock.now_s += 3600.0
    hub._on_timeout()
    assert ear.is_live()
    released.set()


def test_C12_a_slow_opening_is_counted_and_another_source_ends_the_wait(
    hub: CameraHub, ear: Ear, clock: Clock, qtbot: QtBot
) -> None:
    entered, released = threading.Event(), threading.Event()
    hub.open(slow_opener(entered, released), label="Camera A", is_demo=False)
    assert entered.wait(10.0)
    qtbot.waitUntil(lambda: len(ear.states) >= 3)
    pass_time(hub, clock, 20.0)
    assert isinstance(ear.state, CameraOpening)
    assert ear.state.waited_s in {19, 20}
    started_s = time.monotonic()
    hub.close()
    assert time.monotonic() - started_s < 0.5
    assert ear.states[-1] == CameraClosed()
    released.set()


def test_C13_an_opening_that_never_ends_is_told_after_a_minute_and_comes_back(
    hub: CameraHub, ear: Ear, clock: Clock, qtbot: QtBot
) -> None:
    entered, released = threading.Event(), threading.Event()
    hub.open(slow_opener(entered, released), label="Camera A", is_demo=False)
    assert entered.wait(10.0)
    qtbot.waitUntil(lambda: len(ear.states) >= 3)
    pass_time(hub, clock, 59.0)
    assert isinstance(ear.state, CameraOpening)
    pass_time(hub, clock, 2.0)
    assert ear.failed(CameraTrouble.HANGING)()
    pass_time(hub, clock, 300.0)
    assert ear.failed(CameraTrouble.HANGING)(), "no second one is sent to hang as well"
    started_s = time.monotonic()
    assert hub.join(5.0)
    assert time.monotonic() - started_s < 0.5, "the end of the program does not wait for it"
    released.set()
    qtbot.waitUntil(lambda: looked_after(hub, ear), timeout=10_000)


def test_C2_a_source_that_repeats_its_last_picture_is_blocked_and_opened_anew(
    hub: CameraHub, ear: Ear, qtbot: QtBot
) -> None:
    """By a clock that runs twenty times as fast: three seconds of standstill are soon over."""
    sources = iter([frozen_script(), moving_script()])
    hub.open(
        lambda stop: FastSource(next(sources), stop),
        label="Camera A",
        is_demo=False,
        make_watch=PictureWatch,
    )
    qtbot.waitUntil(lambda: has_seen(ear, CameraTrouble.FROZEN))
    qtbot.waitUntil(ear.failed(CameraTrouble.FROZEN), timeout=10_000)
    qtbot.waitUntil(lambda: ear.is_live() and ear.frames[-1].trouble is None, timeout=10_000)


def test_C2_the_frame_itself_bears_its_trouble(hub: CameraHub, ear: Ear, qtbot: QtBot) -> None:
    hub.open(
        lambda stop: FastSource(frozen_script(), stop),
        label="Camera A",
        is_demo=False,
        make_watch=PictureWatch,
    )
    qtbot.waitUntil(lambda: ear.frames[-1:] != [] and ear.frames[-1].trouble is not None)
    assert ear.frames[-1].trouble is CameraTrouble.FROZEN


def test_C9_another_size_is_told_and_goes_with_the_frames(
    hub: CameraHub, ear: Ear, qtbot: QtBot
) -> None:
    class Growing(ScriptedSource):
        @property
        def description(self) -> str:
            return f"camera of {len(ear.frames) // 3}"

    hub.open(lambda stop: Growing(endless(), should_stop=stop), label="A", is_demo=False)
    qtbot.waitUntil(lambda: CameraLive("camera of 1") in ear.states)


def test_C19_a_second_camera_that_gets_no_bandwidth_is_refused_and_tried_again(
    hub: CameraHub, ear: Ear, qtbot: QtBot
) -> None:
    refusals = iter([CameraTrouble.BUSY] * 3)

    def open_next(should_stop: Callable[[], bool]) -> FrameSource:
        trouble = next(refusals, None)
        if trouble is not None:
            raise CameraError(trouble)
        return ScriptedSource(endless(), should_stop=should_stop)

    hub.open(open_next, label="Camera A", is_demo=False)
    qtbot.waitUntil(ear.is_live)
    assert ear.states.count(CameraFailed("Camera A", CameraTrouble.BUSY)) == 3


def test_C5_reopening_is_asked_for_once_and_then_every_half_minute() -> None:
    rule = ReopenRule()
    green = Condition(CameraTrouble.GARBLED)
    asked = [now_s for now_s in range(70) if rule.asks(green, float(now_s))]
    assert asked == [3, 33, 63]
    assert not ReopenRule().asks(Condition(CameraTrouble.COVERED), 100.0)


def test_C14_a_rate_is_told_only_where_it_says_something_new() -> None:
    told = Condition(rate_fps=30)
    assert not is_worth_telling(told, Condition(rate_fps=28))
    assert is_worth_telling(told, Condition(rate_fps=25))
    assert is_worth_telling(Condition(), told)
    assert is_worth_telling(told, Condition(CameraTrouble.TOO_SLOW, rate_fps=30))


class NoWatch:
    """Finds nothing wrong with anything."""

    def look(self, frame: Frame) -> Condition:
        return Condition(frame_trouble=frame.trouble)


class FastSource:
    """Gives pictures whose times are thirty a second, as fast as they are taken."""

    def __init__(self, pictures: Iterator[np.ndarray], should_stop: Callable[[], bool]) -> None:
        self._source = ScriptedSource(
            (step for one in pictures for step in (one, Pause(0.001))), should_stop=should_stop
        )
        self._number = 0

    @property
    def description(self) -> str:
        return self._source.description

    def read(self) -> Frame:
        frame = self._source.read()
        self._number += 1
        return Frame(frame.pixels, self._number * STEP_S, self._number, "fast")

    def close(self) -> None:
        self._source.close()


def moving_script() -> Iterator[np.ndarray]:
    for number in itertools.count():
        yield picture(20 + number % 200, width_px=640, height_px=480)


def frozen_script() -> Iterator[np.ndarray]:
    yield from itertools.islice(moving_script(), 10)
    yield from itertools.repeat(picture(100, width_px=640, height_px=480))


def has_seen(ear: Ear, trouble: CameraTrouble) -> bool:
    return any(
        isinstance(state, CameraLive) and state.condition.trouble is trouble for state in ear.states
    )


def endless() -> Iterator[Step]:
    return itertools.cycle([picture(), Pause(0.005)])


def hanging(released: threading.Event) -> Iterator[Step]:
    yield picture()
    yield Hold(released)


def looked_after(hub: CameraHub, ear: Ear) -> bool:
    hub._on_timeout()
    return ear.is_live()


def nudged(hub: CameraHub, ear: Ear) -> bool:
    hub.nudge()
    return ear.is_live()


def slow_opener(
    entered: threading.Event, released: threading.Event
) -> Callable[[Callable[[], bool]], FrameSource]:
    def open_slowly(should_stop: Callable[[], bool]) -> FrameSource:
        entered.set()
        assert released.wait(60.0)
        return ScriptedSource(endless(), should_stop=should_stop)

    return open_slowly
