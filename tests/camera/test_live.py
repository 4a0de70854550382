"""Cameras, played by a handle that fails as real ones do."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.camera import cameras, v4l2
from liveness_station.camera.capture import Capture, translated
from liveness_station.camera.live import LiveSource
from liveness_station.camera.opening import never
from liveness_station.camera.specs import DeviceSpec
from liveness_station.camera.timekeeping import Timekeeper
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Pixels
from tests.camera.conftest import OpenSource
from tests.camera.contract import FrameSourceContract, Opener, read_to_the_end
from tests.fakes.camera import picture


class FlakyCapture(Capture):
    """Gives what it is told; None is an empty read. Claims to be open, as cv2 does."""

    def __init__(self, reads: Iterable[Pixels | None]) -> None:
        self._reads = iter(reads)
        self.closed = 0

    @property
    def has_opened(self) -> bool:
        return True

    @property
    def rate_fps(self) -> float:
        return 30.0

    def read(self) -> Pixels | None:
        return next(self._reads, None)

    def close(self) -> None:
        self.closed += 1


def live(capture: Capture) -> LiveSource:
    timekeeper = Timekeeper(time.monotonic, never)
    return LiveSource(capture, picture(1), label="camera", timekeeper=timekeeper)


def endless() -> Iterator[Pixels]:
    while True:
        yield picture()


class TestLiveSource(FrameSourceContract):
    @pytest.fixture
    def opener(self) -> Opener:
        return lambda wish: LiveSource(
            FlakyCapture(endless()),
            picture(1),
            label="camera",
            timekeeper=Timekeeper(time.monotonic, wish),
        )


def test_a_few_empty_reads_are_got_over() -> None:
    source = live(FlakyCapture([None] * 5 + [picture(9)]))
    assert [int(source.read().pixels[0, 0, 0]) for _ in range(2)] == [1, 9]
    source.close()


def test_an_unplugged_camera_is_lost_within_a_second() -> None:
    capture = FlakyCapture([picture()] * 3)
    source = live(capture)
    trouble, last_s, lost_s = read_to_the_end(source)
    source.close()
    assert trouble is CameraTrouble.LOST
    assert 0.3 < lost_s - last_s < 1.0
    assert capture.closed == 1


@pytest.mark.parametrize("late", [None, picture()], ids=["nothing", "an old picture"])
def test_what_comes_late_is_not_believed(late: Pixels | None) -> None:
    now_s = 0.0

    class Stalling(FlakyCapture):
        def read(self) -> Pixels | None:
            nonlocal now_s
            now_s += 2.0
            return late

    timekeeper = Timekeeper(lambda: now_s, never)
    source = LiveSource(Stalling([]), picture(), label="camera", timekeeper=timekeeper)
    source.read()
    with pytest.raises(CameraError, match="no frame for"):
        source.read()
    assert now_s == 2.0


def test_errors_of_cv2_stay_behind_the_door() -> None:
    with pytest.raises(CameraError) as raised, translated():
        cv2.imdecode(np.zeros(0, np.uint8), 1)
    assert raised.value.trouble is CameraTrouble.UNREADABLE
    assert isinstance(raised.value.__cause__, cv2.error)


class Shelf:
    """Stands for cv2: hands out one handle after another and notes what was asked for."""

    def __init__(self, *handles: Capture) -> None:
        self._handles = list(handles)
        self.asked: list[tuple[int, ...]] = []

    def __call__(self, _target: int, _backend: int, parameters: tuple[int, ...]) -> Capture:
        self.asked.append(parameters)
        return self._handles.pop(0)


class Refusing(FlakyCapture):
    @property
    def has_opened(self) -> bool:
        return False


@pytest.fixture
def no_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cameras, "list_devices", tuple)


@pytest.mark.usefixtures("no_devices")
def test_a_camera_that_refuses_the_wish_is_opened_as_it_is(
    open_it: OpenSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    enough = picture(7, width_px=640, height_px=480)
    handles = [Refusing([]), FlakyCapture([]), Refusing([]), FlakyCapture([enough])]
    shelf = Shelf(*handles)
    monkeypatch.setattr(cameras, "Capture", shelf)
    source = open_it(DeviceSpec(index=0))
    assert int(source.read().pixels[0, 0, 0]) == 7
    assert source.description == "camera 0, 640x480 at 30 fps"
    assert [len(asked) for asked in shelf.asked] == [8, 6, 4, 0]
    assert [handle.closed for handle in handles] == [1, 1, 1, 0], "one handle at a time"
    source.close()


@pytest.mark.usefixtures("no_devices")
def test_a_camera_that_opens_and_shows_nothing_is_a_timeout(
    open_it: OpenSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cameras, "Capture", Shelf(FlakyCapture([]), *[Refusing([])] * 3))
    with pytest.raises(CameraError) as raised:
        open_it(DeviceSpec(index=0))
    assert raised.value.trouble is CameraTrouble.TIMEOUT


@pytest.mark.usefixtures("no_devices")
def test_a_camera_that_hangs_is_asked_once(
    open_it: OpenSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s = 0.0

    class Hanging(FlakyCapture):
        def read(self) -> Pixels | None:
            nonlocal now_s
            now_s += 6.0
            return None

    shelf = Shelf(Hanging([]))
    monkeypatch.setattr(cameras, "Capture", shelf)
    with pytest.raises(CameraError) as raised:
        open_it(DeviceSpec(index=0), clock=lambda: now_s)
    assert raised.value.trouble is CameraTrouble.TIMEOUT
    assert len(shelf.asked) == 1


@pytest.mark.usefixtures("no_devices")
@pytest.mark.parametrize("spec", [DeviceSpec(index=999), DeviceSpec(name="none"), DeviceSpec()])
def test_a_camera_that_is_not_there(open_it: OpenSource, spec: DeviceSpec) -> None:
    with pytest.raises(CameraError) as raised:
        open_it(spec)
    assert raised.value.trouble is CameraTrouble.NOT_FOUND


@pytest.mark.usefixtures("no_devices")
def test_opening_is_given_up_when_asked_to_stop(open_it: OpenSource) -> None:
    with pytest.raises(CameraError) as raised:
        open_it(DeviceSpec(index=0), should_stop=lambda: True)
    assert raised.value.trouble is CameraTrouble.ENDED


def test_why_a_node_does_not_open(tmp_path: Path) -> None:
    plain = tmp_path / "video0"
    plain.touch()
    assert v4l2.trouble(tmp_path / "video1") is CameraTrouble.NOT_FOUND
    assert v4l2.trouble(plain) is CameraTrouble.UNREADABLE
