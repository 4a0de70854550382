"""The camera thread: opens, reads, opens again, and ends when asked."""

import itertools
import queue
import threading
from collections.abc import Callable, Iterable, Iterator

import pytest

from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.ports import FrameSource
from liveness_station.runtime.camera_loop import (
    CameraLoop,
    Opener,
    SourceFailed,
    SourceOpened,
    SourceOpening,
    SourceReport,
)
from liveness_station.runtime.mailbox import Mailbox
from tests.fakes.camera import Hold, Pause, ScriptedSource, Step, picture

WAIT_S = 10.0
OPENED = SourceOpened("scripted camera, scripted")


class Bench:
    """Runs loops and collects what they say; stops all of them at the end."""

    def __init__(self) -> None:
        self.mailbox: Mailbox[Frame] = Mailbox()
        self.said: queue.Queue[SourceReport] = queue.Queue()
        self.announced = threading.Semaphore(0)
        self.sources: list[ScriptedSource] = []
        self.loops: list[CameraLoop] = []

    def opener(self, *scripts: Iterable[Step] | CameraTrouble) -> Opener:
        """Opens one script after the other; a trouble in place of one refuses to open."""
        waiting = iter(scripts)

        def open_next(should_stop: Callable[[], bool]) -> FrameSource:
            script = next(waiting)
            if isinstance(script, CameraTrouble):
                raise CameraError(script, "scripted")
            self.sources.append(ScriptedSource(script, should_stop=should_stop))
            return self.sources[-1]

        return open_next

    def start(self, opener: Opener, **options: object) -> CameraLoop:
        loop = CameraLoop(
            opener,
            mailbox=self.mailbox,
            on_report=self.said.put,
            on_frame=self.announced.release,
            reopen_after_s=0.01,
            **options,  # type: ignore[arg-type]  # a test's options, by their names
        )
        self.loops.append(loop)
        loop.start()
        return loop

    def hear(self) -> SourceReport:
        return self.said.get(timeout=WAIT_S)

    def frame(self) -> Frame:
        assert self.announced.acquire(timeout=WAIT_S)
        frame = self.mailbox.take()
        assert frame is not None
        return frame

    def end(self) -> None:
        for loop in self.loops:
            loop.stop()
        for loop in self.loops:
            loop.join(WAIT_S)
            assert not loop.is_alive()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.end()


def endless() -> Iterator[Step]:
    return itertools.cycle([picture(), Pause(0.005)])


def test_frames_are_left_in_the_mailbox_until_the_loop_is_stopped(bench: Bench) -> None:
    loop = bench.start(bench.opener(endless()))
    assert [bench.hear(), bench.hear()] == [SourceOpening(), OPENED]
    assert bench.frame().sequence < bench.frame().sequence
    loop.stop()
    loop.join(WAIT_S)
    assert not loop.is_alive()
    assert bench.sources[0].is_closed
    assert bench.said.empty(), "a stopped loop has nothing to say"


def test_a_lost_source_is_named_and_opened_again(bench: Bench) -> None:
    bench.start(bench.opener([picture(1), CameraTrouble.LOST], CameraTrouble.BUSY, endless()))
    assert [bench.hear() for _ in range(7)] == [
        SourceOpening(),
        OPENED,
        SourceFailed(CameraTrouble.LOST),
        SourceOpening(),
        SourceFailed(CameraTrouble.BUSY),
        SourceOpening(),
        OPENED,
    ]
    assert bench.sources[0].is_closed
    bench.frame()


def test_the_wait_before_the_next_try_ends_at_once_when_stopped(bench: Bench) -> None:
    loop = CameraLoop(
        bench.opener(CameraTrouble.NOT_FOUND),
        mailbox=bench.mailbox,
        on_report=bench.said.put,
        on_frame=bench.announced.release,
        reopen_after_s=3600.0,
    )
    bench.loops.append(loop)
    loop.start()
    assert [bench.hear(), bench.hear()] == [
        SourceOpening(),
        SourceFailed(CameraTrouble.NOT_FOUND),
    ]
    loop.stop()
    loop.join(2.0)
    assert not loop.is_alive()


def test_a_source_is_opened_only_after_the_one_before_let_go(bench: Bench) -> None:
    released = threading.Event()
    first = bench.start(bench.opener([picture(), Hold(released)]))
    bench.frame()
    first.stop()
    is_free: list[bool] = []

    def open_second(should_stop: Callable[[], bool]) -> FrameSource:
        is_free.append(bench.sources[0].is_closed)
        return ScriptedSource(endless(), should_stop=should_stop)

    bench.start(open_second, predecessor=first)
    released.set()
    bench.frame()
    assert is_free == [True]


def test_a_predecessor_that_hangs_is_left_behind(bench: Bench) -> None:
    released = threading.Event()
    first = bench.start(bench.opener([Hold(released)]))
    assert [bench.hear(), bench.hear()] == [SourceOpening(), OPENED]
    first.stop()
    bench.start(bench.opener(endless()), predecessor=first, predecessor_wait_s=0.05)
    assert [bench.hear(), bench.hear()] == [SourceOpening(), OPENED]
    assert first.is_alive()
    released.set()


def test_a_loop_stopped_while_it_waits_opens_nothing(bench: Bench) -> None:
    released = threading.Event()
    first = bench.start(bench.opener([Hold(released)]))
    assert [bench.hear(), bench.hear()] == [SourceOpening(), OPENED]
    second = bench.start(bench.opener(), predecessor=first)
    second.stop()
    first.stop()
    released.set()
    second.join(WAIT_S)
    assert bench.said.empty()


def test_what_wakes_late_says_nothing(bench: Bench) -> None:
    released = threading.Event()

    def open_deaf(_: Callable[[], bool]) -> FrameSource:
        return ScriptedSource([Hold(released), picture()])

    loop = bench.start(open_deaf)
    assert [bench.hear(), bench.hear()] == [SourceOpening(), OPENED]
    loop.stop()
    released.set()
    loop.join(WAIT_S)
    assert bench.said.empty()
    assert not bench.announced.acquire(blocking=False)


def test_an_opener_that_wakes_late_is_closed_in_silence(bench: Bench) -> None:
    entered, released = threading.Event(), threading.Event()

    def open_slowly(_: Callable[[], bool]) -> FrameSource:
        entered.set()
        assert released.wait(WAIT_S)
        bench.sources.append(ScriptedSource(endless()))
        return bench.sources[0]

    loop = bench.start(open_slowly)
    assert bench.hear() == SourceOpening()
    assert entered.wait(WAIT_S)
    loop.stop()
    released.set()
    loop.join(WAIT_S)
    assert bench.sources[0].is_closed
    assert bench.said.empty()


def test_a_bug_reaches_the_hook_and_the_desk_hears_of_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[BaseException | None] = []

    def hook(arguments: threading.ExceptHookArgs) -> None:
        caught.append(arguments.exc_value)

    monkeypatch.setattr(threading, "excepthook", hook)

    class Broken(ScriptedSource):
        def read(self) -> Frame:
            raise ZeroDivisionError

    def open_broken(_: Callable[[], bool]) -> FrameSource:
        bench.sources.append(Broken([]))
        return bench.sources[0]

    loop = bench.start(open_broken)
    assert [bench.hear() for _ in range(3)] == [
        SourceOpening(),
        OPENED,
        SourceFailed(CameraTrouble.UNREADABLE),
    ]
    loop.join(WAIT_S)
    assert bench.sources[0].is_closed
    assert [type(error) for error in caught] == [ZeroDivisionError]
