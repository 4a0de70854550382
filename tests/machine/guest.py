"""What the tests in the guest do to its kernel, and what they hear of the camera thread."""

import fcntl
import os
import queue
import statistics
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

import pytest

from liveness_station.camera.opening import never, open_source
from liveness_station.camera.picture_watch import PictureWatch
from liveness_station.camera.specs import DeviceSpec
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.ports import FrameSource
from liveness_station.runtime.camera_loop import (
    CameraLoop,
    SourceFailed,
    SourceJudged,
    SourceOpened,
    SourceReport,
)
from liveness_station.runtime.mailbox import Mailbox
from tests.camera.conftest import PORTRAIT, decode

Say = Callable[[str, object], None]
"""Keeps what was measured, under a name of its own, for the log and the written results."""

_DRIVER = Path("/sys/bus/platform/drivers/vivid")
_VIDIOC_S_CTRL = 0xC008561C
_LIMIT_S = 30.0


def modprobe(*arguments: str) -> None:
    subprocess.run(["modprobe", *arguments], check=True)


def plug(number: int, *, is_in: bool) -> None:
    """Plugs one of vivid's cameras in or pulls it out."""
    (_DRIVER / ("bind" if is_in else "unbind")).write_text(f"vivid.{number}", encoding="utf-8")


class Switch(Enum):
    """What can be asked of one of vivid's cameras from outside, by the number of its control."""

    MOVEMENT = 0x00F0F002
    DISCONNECT = 0x00F0F041
    STREAM_REFUSED = 0x00F0F045
    STREAM_BROKEN = 0x00F0F046


def turn(node: Path, switch: Switch, value: int = 0) -> None:
    """Sets a control of a camera, from outside the program."""
    handle = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    try:
        fcntl.ioctl(handle, _VIDIOC_S_CTRL, struct.pack("Ii", switch.value, value))
    finally:
        os.close(handle)


@contextmanager
def refusing_to_stream(node: Path) -> Iterator[None]:
    """Has every wish for pictures refused, as where a bus has no room left for a camera."""
    is_over = threading.Event()

    def keep_on() -> None:
        while not is_over.wait(0.01):
            turn(node, Switch.STREAM_REFUSED)

    thread = threading.Thread(target=keep_on, name="refusing")
    turn(node, Switch.STREAM_REFUSED)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def open_camera(spec: DeviceSpec, should_stop: Callable[[], bool] = never) -> FrameSource:
    return open_source(spec, decode=decode, portrait=PORTRAIT, should_stop=should_stop)


def trouble_of(spec: DeviceSpec) -> tuple[CameraTrouble, float]:
    started_s = time.monotonic()
    with pytest.raises(CameraError) as raised:
        open_camera(spec)
    return raised.value.trouble, time.monotonic() - started_s


def wait_for(is_there: Callable[[], bool], *, limit_s: float = 10.0) -> float:
    """Waits for what no signal announces; returns how long it took."""
    started_s = time.monotonic()
    while not is_there():
        assert time.monotonic() - started_s < limit_s, f"waited {limit_s:.0f} s in vain"
        time.sleep(0.02)
    return time.monotonic() - started_s


class Listener:
    """Hears what the camera thread reports, and takes its frames."""

    def __init__(self) -> None:
        self.box: Mailbox[Frame] = Mailbox()
        self._said: queue.Queue[SourceReport] = queue.Queue()
        self.heard: list[SourceReport] = []

    def hear(self, report: SourceReport) -> None:
        self._said.put(report)

    def await_report(
        self, is_meant: Callable[[SourceReport], bool], *, limit_s: float = _LIMIT_S
    ) -> float:
        """Returns how long it took until such a report came."""
        asked_s = time.monotonic()
        while True:
            left_s = asked_s + limit_s - time.monotonic()
            self.heard.append(self._said.get(timeout=max(left_s, 0.01)))
            if is_meant(self.heard[-1]):
                return time.monotonic() - asked_s

    def await_opened(self) -> float:
        return self.await_report(lambda report: isinstance(report, SourceOpened))

    def await_failure(
        self, trouble: CameraTrouble = CameraTrouble.LOST, *, limit_s: float = _LIMIT_S
    ) -> float:
        return self.await_report(lambda report: report == SourceFailed(trouble), limit_s=limit_s)

    def await_judged(self, trouble: CameraTrouble | None, *, limit_s: float = _LIMIT_S) -> float:
        def is_meant(report: SourceReport) -> bool:
            return isinstance(report, SourceJudged) and report.condition.trouble is trouble

        return self.await_report(is_meant, limit_s=limit_s)

    @property
    def rate_fps(self) -> int | None:
        """What was last said of the rate."""
        rates = [one.condition.rate_fps for one in self.heard if isinstance(one, SourceJudged)]
        return rates[-1] if rates else None


@contextmanager
def listening_to(spec: DeviceSpec) -> Iterator[Listener]:
    """Runs the program's own camera thread over a camera."""
    listener = Listener()
    loop = CameraLoop(
        lambda should_stop: open_camera(spec, should_stop),
        mailbox=listener.box,
        on_report=listener.hear,
        on_frame=lambda: None,
        make_watch=PictureWatch,
    )
    loop.start()
    try:
        yield listener
    finally:
        loop.stop()
        loop.join(10)
        assert not loop.is_alive()


def timings(taken_s: Sequence[float]) -> str:
    """Returns the middle and the worst of some times in one line."""
    middle = f"{statistics.median(taken_s):.2f} s in the middle"
    return f"{middle}, {max(taken_s):.2f} s at worst, of {len(taken_s)}"
