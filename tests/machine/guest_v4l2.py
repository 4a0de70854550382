"""The camera room against a real kernel: run in the guest by `python -m tools.camera_vm check`.

The name keeps pytest from collecting it anywhere else, and the guard from loading modules into the
kernel of a computer that somebody works on.
"""

import logging
import os
import platform
import queue
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.app.provenance import report_on
from liveness_station.camera.cameras import Wish
from liveness_station.camera.capture import Capture
from liveness_station.camera.device_class import DeviceClass, Ground
from liveness_station.camera.devices import Device, default_device, list_devices
from liveness_station.camera.exposure import calibrate, respond
from liveness_station.camera.opening import never, open_source
from liveness_station.camera.picture_watch import PictureWatch
from liveness_station.camera.specs import DeviceSpec, parse_source
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.injection import ProvenanceReport, SourceVerdict
from liveness_station.domain.ports import FrameSource
from liveness_station.runtime.camera_loop import (
    CameraLoop,
    SourceFailed,
    SourceOpened,
    SourceReport,
)
from liveness_station.runtime.mailbox import Mailbox
from liveness_station.settings.camera_trust import CameraTrust
from tests.camera.conftest import PORTRAIT, decode
from tests.camera.contract import FrameSourceContract, Opener, read_to_the_end
from tests.machine.loopback import Feeder

_DRIVER = Path("/sys/bus/platform/drivers/vivid")
_NOBODY = 65534
_log = logging.getLogger(__name__)

if platform.node() != "camera-vm":
    pytest.exit("this is for the guest of tools/camera_vm only", returncode=2)


def modprobe(*arguments: str) -> None:
    subprocess.run(["modprobe", *arguments], check=True)


def open_camera(spec: DeviceSpec, should_stop: Callable[[], bool] = never) -> FrameSource:
    return open_source(spec, decode=decode, portrait=PORTRAIT, should_stop=should_stop)


def trouble_of(spec: DeviceSpec) -> tuple[CameraTrouble, float]:
    started_s = time.monotonic()
    with pytest.raises(CameraError) as raised:
        open_camera(spec)
    return raised.value.trouble, time.monotonic() - started_s


def wait_for(is_there: Callable[[], bool]) -> None:
    end_s = time.monotonic() + 10
    while not is_there():
        assert time.monotonic() < end_s, "waited 10 s in vain"
        time.sleep(0.02)


def plug(number: int, *, is_in: bool) -> None:
    (_DRIVER / ("bind" if is_in else "unbind")).write_text(f"vivid.{number}", encoding="utf-8")


def test_a_machine_without_cameras() -> None:
    assert list_devices() == ()
    trouble, elapsed_s = trouble_of(DeviceSpec(index=0))
    assert trouble is CameraTrouble.NOT_FOUND
    _log.info("no camera: told in %.3f s", elapsed_s)


@pytest.fixture(scope="module")
def vivid() -> Iterator[None]:
    modprobe("vivid", "n_devs=2", "node_types=0x1,0x1", "num_inputs=1,1", "input_types=0,0")
    wait_for(lambda: Path("/dev/video1").exists())
    yield
    modprobe("-r", "vivid")


@pytest.fixture
def camera(request: pytest.FixtureRequest) -> Device:
    request.getfixturevalue("vivid")
    wait_for(lambda: len(list_devices()) == 2)
    return list_devices()[0]


class TestContract(FrameSourceContract):
    stop_within_s = 0.5

    @pytest.fixture
    def opener(self, camera: Device) -> Opener:
        return lambda wish: open_camera(camera.spec, wish)


def test_listing(camera: Device) -> None:
    assert camera.backend == "V4L2"
    assert camera.path == "/dev/video0"
    assert camera.port == "/sys/devices/platform/vivid.0"
    assert camera.classification.kind is DeviceClass.VIRTUAL
    assert Ground.VIRTUAL_DRIVER in camera.classification.grounds
    assert default_device(list_devices()) is None
    _log.info("listed: %s", [device.label for device in list_devices()])


def codes(report: ProvenanceReport) -> set[str]:
    return {signal.code for signal in report.doubts}


def test_C17_vivid_is_virtual_and_blocked(camera: Device) -> None:
    report = report_on(camera.spec, CameraTrust())
    assert (report.verdict, report.device) == (SourceVerdict.BLOCK, "virtual")
    assert "device_virtual" in codes(report)


def test_vivid_does_not_follow_its_exposure(camera: Device) -> None:
    with closing(Capture(camera.routes[0].index, camera.routes[0].backend)) as capture:
        _log.info("vivid answers a step of exposure by %s", respond(capture))
        assert calibrate(capture) is None


def test_a_camera_too_slow_at_720p_gives_its_best_at_480p(camera: Device) -> None:
    """1280x720 comes from it less than 15 times a second."""
    started_s = time.monotonic()
    source = open_camera(DeviceSpec(index=camera.index))
    opened_s = time.monotonic()
    frames = [source.read() for _ in range(50)]
    source.close()
    length_s = frames[-1].captured_at_s - frames[0].captured_at_s
    _log.info("opened in %.2f s: %s", opened_s - started_s, source.description)
    _log.info("50 frames: %.1f a second", 49 / length_s)
    assert (frames[0].width_px, frames[0].height_px) == (640, 480)
    assert 49 / length_s > 15
    assert frames[0].pixels.std() > 10
    assert not np.array_equal(frames[0].pixels, frames[-1].pixels)


def test_a_size_that_the_camera_does_not_have(camera: Device) -> None:
    source = open_source(
        camera.spec, decode=decode, portrait=PORTRAIT, wish=Wish(width_px=333, height_px=77)
    )
    frame = source.read()
    source.close()
    _log.info("asked for 333x77, got %dx%d", frame.width_px, frame.height_px)


def test_C7_a_camera_in_use(camera: Device) -> None:
    first = open_camera(camera.spec)
    first.read()
    trouble, elapsed_s = trouble_of(camera.spec)
    first.read()
    first.close()
    _log.info("in use: told in %.2f s, the first user was not disturbed", elapsed_s)
    assert trouble is CameraTrouble.BUSY
    open_camera(camera.spec).close()


def test_C16_a_camera_that_may_not_be_used(camera: Device) -> None:
    Path(camera.path).chmod(0o600)
    os.seteuid(_NOBODY)
    try:
        trouble, elapsed_s = trouble_of(camera.spec)
    finally:
        os.seteuid(0)
    _log.info("not allowed: %s in %.2f s", trouble.value, elapsed_s)
    assert trouble is CameraTrouble.DENIED


def test_unplugged_and_plugged_in_again(camera: Device) -> None:
    source = open_camera(camera.spec)
    for _ in range(5):
        source.read()
    plug(0, is_in=False)
    unplugged_s = time.monotonic()
    trouble, _, lost_s = read_to_the_end(source)
    source.close()
    _log.info("unplugged: lost after %.2f s", lost_s - unplugged_s)
    assert trouble is CameraTrouble.LOST
    assert lost_s - unplugged_s < 2.0
    assert trouble_of(camera.spec)[0] is CameraTrouble.NOT_FOUND, "never its twin"
    plug(0, is_in=True)
    wait_for(lambda: len(list_devices()) == 2)
    source = open_camera(camera.spec)
    frames = [source.read() for _ in range(10)]
    source.close()
    assert frames[-1].sequence == 9


def test_C10_found_again_under_another_number(camera: Device) -> None:
    """A handle that is still open keeps its number taken; the port still tells the camera."""
    stale = open_camera(camera.spec)
    plug(0, is_in=False)
    plug(0, is_in=True)
    wait_for(lambda: len(list_devices()) == 2)
    moved = next(device for device in list_devices() if device.port == camera.port)
    source = open_camera(camera.spec)
    source.read()
    source.close()
    stale.close()
    _log.info("replugged with a handle open: %s became %s", camera.path, moved.path)
    assert moved.path != camera.path
    plug(0, is_in=False)
    plug(0, is_in=True)
    wait_for(lambda: len(list_devices()) == 2)


def test_C1_ten_replugs_without_a_restart(camera: Device) -> None:
    """The camera thread itself: loss told within 2 s, a picture within 5 s of the replug."""
    said: queue.Queue[SourceReport] = queue.Queue()
    loop = CameraLoop(
        lambda should_stop: open_camera(camera.spec, should_stop),
        mailbox=Mailbox(),
        on_report=said.put,
        on_frame=lambda: None,
        make_watch=PictureWatch,
    )

    def await_report(kind: type[SourceReport]) -> float:
        asked_s = time.monotonic()
        while not isinstance(said.get(timeout=30), kind):
            pass
        return time.monotonic() - asked_s

    loop.start()
    await_report(SourceOpened)
    losses_s, returns_s, handles = [], [], []
    for _ in range(10):
        time.sleep(0.5)
        handles.append(sum(1 for _ in Path("/proc/self/fd").iterdir()))
        plug(0, is_in=False)
        losses_s.append(await_report(SourceFailed))
        time.sleep(0.5)
        plug(0, is_in=True)
        returns_s.append(await_report(SourceOpened))
    loop.stop()
    loop.join(10)
    _log.info("10 replugs: lost within %.2f s, back within %.2f s", max(losses_s), max(returns_s))
    _log.info("open files: %s", handles)
    assert not loop.is_alive()
    assert max(losses_s) < 2.0
    assert max(returns_s) < 5.0
    assert max(handles) <= handles[0]


@pytest.fixture(scope="module")
def loopback() -> Iterator[list[Path]]:
    labels = "card_label=front-desk,front-desk"
    modprobe("v4l2loopback", "video_nr=40,41", labels, "exclusive_caps=1,1")
    nodes = [Path("/dev/video40"), Path("/dev/video41")]
    wait_for(lambda: all(node.exists() for node in nodes))
    yield nodes
    modprobe("-r", "v4l2loopback")


@pytest.fixture
def portrait() -> np.ndarray:
    picture: np.ndarray = cv2.resize(decode(PORTRAIT.read_bytes()), (640, 480))
    return picture


def front_desk() -> list[Device]:
    return [device for device in list_devices() if device.name == "front-desk"]


@pytest.mark.usefixtures("loopback")
def test_nobody_feeds_the_loop() -> None:
    assert front_desk() == []
    trouble, _ = trouble_of(DeviceSpec(index=40))
    _log.info("a loop that nobody feeds: %s", trouble.value)
    assert trouble in {CameraTrouble.UNREADABLE, CameraTrouble.TIMEOUT}


def test_C17_a_fed_loop_shows_what_it_is_fed_and_is_virtual(
    loopback: list[Path], portrait: np.ndarray
) -> None:
    with Feeder(loopback[0], portrait):
        (device,) = front_desk()
        assert Ground.NO_HARDWARE in device.classification.grounds, "whatever it calls itself"
        spec = parse_source("Front-D")
        assert isinstance(spec, DeviceSpec)
        source = open_camera(spec)
        frames = [source.read() for _ in range(20)]
        source.close()
    difference = np.abs(frames[-1].pixels.astype(int) - portrait).mean()
    length_s = frames[-1].captured_at_s - frames[0].captured_at_s
    _log.info("%s: off by %.1f of 255", source.description, difference)
    _log.info("20 frames: %.1f a second", 19 / length_s)
    assert difference < 6


def test_C17_a_fed_loop_is_blocked(loopback: list[Path], portrait: np.ndarray) -> None:
    with Feeder(loopback[0], portrait):
        (device,) = front_desk()
        report = report_on(device.spec, CameraTrust())
    assert (report.verdict, report.device) == (SourceVerdict.BLOCK, "virtual")
    assert "device_virtual" in codes(report)


def test_C11_twins_have_two_labels(loopback: list[Path], portrait: np.ndarray) -> None:
    with Feeder(loopback[0], portrait), Feeder(loopback[1], portrait):
        labels = [device.label for device in front_desk()]
    _log.info("twins: %s", labels)
    assert len(set(labels)) == 2


def test_C1_a_camera_that_falls_silent(loopback: list[Path], portrait: np.ndarray) -> None:
    assert os.environ["OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT"] == "1"
    with Feeder(loopback[0], portrait) as feeder:
        source = open_camera(DeviceSpec(index=40))
        for _ in range(5):
            source.read()
        feeder.is_silent.set()
        trouble, last_s, lost_s = read_to_the_end(source)
        source.close()
    _log.info("silent: %s after %.2f s", trouble.value, lost_s - last_s)
    assert trouble is CameraTrouble.LOST
    assert lost_s - last_s < 2.0
