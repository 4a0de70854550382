"""Cameras, played by a handle that fails as real ones do."""

import errno
import itertools
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.camera import cameras, v4l2, windows
from liveness_station.camera.capture import Capture, translated
from liveness_station.camera.device_class import Classification, DeviceClass
from liveness_station.camera.devices import Device, Route
from liveness_station.camera.live import LiveSource
from liveness_station.camera.opening import never
from liveness_station.camera.opening_times import OpeningTimes
from liveness_station.camera.specs import DeviceSpec
from liveness_station.camera.timekeeping import Timekeeper
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Pixels
from tests.camera.conftest import OpenSource
from tests.camera.contract import FrameSourceContract, Opener, read_to_the_end
from tests.fakes.camera import picture

DEVICE = Device(
    index=0,
    name="C920",
    path="/dev/video0",
    vendor_id=1,
    product_id=2,
    port="1-3",
    label="C920",
    routes=(Route(cv2.CAP_V4L2, 0),),
    classification=Classification(DeviceClass.PHYSICAL),
)


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
        self.ways: list[tuple[int, int]] = []

    def __call__(self, target: int, backend: int, parameters: tuple[int, ...]) -> Capture:
        self.asked.append(parameters)
        self.ways.append((target, backend))
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


class Slow(FlakyCapture):
    @property
    def rate_fps(self) -> float:
        return 10.0


@pytest.mark.usefixtures("no_devices")
@pytest.mark.parametrize("is_small", [True, False])
def test_C8_a_camera_that_gives_too_little_is_asked_for_the_least_of_use(
    open_it: OpenSource, monkeypatch: pytest.MonkeyPatch, is_small: bool
) -> None:
    poor = FlakyCapture([picture()]) if is_small else Slow([picture(width_px=1280, height_px=720)])
    useful = FlakyCapture([picture(9, width_px=640, height_px=480)])
    shelf = Shelf(poor, useful)
    monkeypatch.setattr(cameras, "Capture", shelf)
    source = open_it(DeviceSpec(index=0))
    assert source.read().width_px == 640
    assert shelf.asked[0][3] == 1280
    assert shelf.asked[1][3] == 640
    assert (poor.closed, useful.closed) == (1, 0), "one handle at a time"
    source.close()


@pytest.mark.usefixtures("no_devices")
def test_C8_a_camera_that_has_no_more_is_opened_as_it_is(
    open_it: OpenSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    handles = [FlakyCapture([picture(1)]), FlakyCapture([picture(2)])]
    monkeypatch.setattr(cameras, "Capture", Shelf(*handles))
    source = open_it(DeviceSpec(index=0))
    assert source.description == "camera 0, 64x48 at 30 fps"
    source.close()


def test_C12_the_way_that_was_slow_is_tried_last_and_the_time_is_kept(
    open_it: OpenSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Route(cv2.CAP_V4L2, 0), Route(cv2.CAP_FFMPEG, 5)
    device = replace(DEVICE, routes=(first, second))
    monkeypatch.setattr(cameras, "list_devices", lambda: (device,))
    handles = [FlakyCapture([picture(7, width_px=640, height_px=480)]) for _ in range(2)]
    shelf = Shelf(*handles)
    monkeypatch.setattr(cameras, "Capture", shelf)
    times = OpeningTimes()
    times.note(device.identity.text, first.name, 12.0)
    open_it(device.spec, times=times).close()
    assert shelf.ways == [(5, cv2.CAP_FFMPEG)]
    assert times.of(device.identity.text)[second.name] < 4.0


def test_C6_torn_pictures_are_left_out_and_told_when_they_are_many() -> None:
    """Every third read brings nothing, as where a torn JPEG could not be decoded."""
    torn = itertools.cycle([picture(5), picture(6), None])
    source = live(FlakyCapture(itertools.islice(torn, 60)))
    frames = [source.read() for _ in range(30)]
    source.close()
    assert frames[0].trouble is None
    assert frames[-1].trouble is CameraTrouble.GARBLED


def test_C6_a_torn_picture_now_and_then_is_left_out_in_silence() -> None:
    torn = itertools.cycle([*[picture(shade) for shade in range(9)], None])
    source = live(FlakyCapture(itertools.islice(torn, 60)))
    assert {source.read().trouble for _ in range(40)} == {None}
    source.close()


def test_C9_another_size_changes_the_description_and_the_frames() -> None:
    source = live(FlakyCapture([picture(1), picture(2, width_px=640, height_px=480)]))
    assert source.description == "camera, 64x48 at 30 fps"
    sizes = [(frame.width_px, frame.height_px) for frame in (source.read() for _ in range(3))]
    assert sizes == [(64, 48), (64, 48), (640, 480)]
    assert source.description == "camera, 640x480 at 30 fps"
    source.close()


@pytest.mark.parametrize(
    ("is_denied", "trouble"), [(True, CameraTrouble.DENIED), (False, CameraTrouble.BUSY)]
)
def test_C7_C16_windows_tells_a_busy_camera_from_a_forbidden_one(
    open_it: OpenSource,
    monkeypatch: pytest.MonkeyPatch,
    is_denied: bool,
    trouble: CameraTrouble,
) -> None:
    monkeypatch.setattr(cameras, "list_devices", lambda: (DEVICE,))
    monkeypatch.setattr(cameras, "Capture", Shelf(*[Refusing([]) for _ in range(9)]))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows, "is_camera_denied", lambda: is_denied)
    with pytest.raises(CameraError) as raised:
        open_it(DEVICE.spec)
    assert raised.value.trouble is trouble


def test_C7_a_camera_that_opens_and_gives_no_picture_is_no_live_one(
    open_it: OpenSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Media Foundation opens a camera that is in use, and only reading fails."""
    monkeypatch.setattr(cameras, "list_devices", lambda: (DEVICE,))
    monkeypatch.setattr(cameras, "Capture", Shelf(*[FlakyCapture([]) for _ in range(9)]))
    with pytest.raises(CameraError) as raised:
        open_it(DEVICE.spec)
    assert raised.value.trouble is CameraTrouble.TIMEOUT


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


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
@pytest.mark.parametrize(("refusal", "is_full"), [(errno.ENOSPC, True), (errno.EIO, False)])
def test_C19_a_camera_that_finds_the_bus_full_is_told_from_one_that_is_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int, is_full: bool
) -> None:
    asked: list[int] = []

    def ioctl(_: int, request: int, __: bytes) -> bytes:
        asked.append(request)
        if len(asked) == 2:
            raise OSError(refusal, "refused")
        return b""

    node = tmp_path / "video0"
    node.touch()
    monkeypatch.setattr("fcntl.ioctl", ioctl)
    assert v4l2.is_bus_full(node) is is_full
    assert asked == [0xC0145608, 0x40045612], "it was to send"
    assert not v4l2.is_bus_full(tmp_path / "video1")


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
@pytest.mark.usefixtures("no_devices")
def test_C19_a_second_camera_on_a_full_bus_is_busy(
    open_it: OpenSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cameras, "Capture", Shelf(FlakyCapture([]), *[Refusing([])] * 3))
    monkeypatch.setattr(v4l2, "is_bus_full", lambda _: True)
    with pytest.raises(CameraError) as raised:
        open_it(DeviceSpec(index=0))
    assert raised.value.trouble is CameraTrouble.BUSY
