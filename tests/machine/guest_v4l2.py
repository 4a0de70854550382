"""The camera room against a real kernel: run in the guest by `python -m tools.camera_vm check`.

The name keeps pytest from collecting it anywhere else.
"""

import os
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from liveness_station.app.provenance import report_on
from liveness_station.camera.cameras import Wish
from liveness_station.camera.capture import Capture
from liveness_station.camera.device_class import DeviceClass, Ground
from liveness_station.camera.devices import Device, default_device, list_devices
from liveness_station.camera.exposure import calibrate, respond
from liveness_station.camera.opening import open_source
from liveness_station.camera.specs import DeviceSpec, parse_source
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.injection import CameraPolicy, ProvenanceReport, SourceVerdict
from liveness_station.imaging.encode import encode_probe
from liveness_station.settings.camera_trust import CameraTrust
from tests.camera.conftest import PORTRAIT, decode
from tests.camera.contract import FrameSourceContract, Opener, read_to_the_end
from tests.machine.guest import (
    Say,
    Switch,
    listening_to,
    open_camera,
    plug,
    refusing_to_stream,
    timings,
    trouble_of,
    turn,
    wait_for,
)
from tests.machine.loopback import Feeder, raw

_NOBODY = 65534
_CYCLES = 10


def test_a_machine_without_cameras(say: Say) -> None:
    assert list_devices() == ()
    trouble, elapsed_s = trouble_of(DeviceSpec(index=0))
    assert trouble is CameraTrouble.NOT_FOUND
    say("told", f"{elapsed_s:.2f} s")


class TestContract(FrameSourceContract):
    stop_within_s = 0.5

    @pytest.fixture
    def opener(self, camera: Device) -> Opener:
        return lambda wish: open_camera(camera.spec, wish)


def test_listing(camera: Device, say: Say) -> None:
    assert camera.backend == "V4L2"
    assert camera.path == "/dev/video0"
    assert camera.port == "/sys/devices/platform/vivid.0"
    assert camera.classification.kind is DeviceClass.VIRTUAL
    assert Ground.VIRTUAL_DRIVER in camera.classification.grounds
    assert default_device(list_devices()) is None
    say("listed", ", ".join(device.label for device in list_devices()))


def codes(report: ProvenanceReport) -> set[str]:
    return {signal.code for signal in report.doubts}


@pytest.mark.parametrize("policy", list(CameraPolicy))
def test_C17_vivid_is_virtual(camera: Device, policy: CameraPolicy) -> None:
    report = report_on(camera.spec, CameraTrust(policy))
    assert (report.verdict.value, report.device) == (policy.value, "virtual")
    assert "device_virtual" in codes(report)


def test_vivid_does_not_follow_its_exposure(camera: Device, say: Say) -> None:
    with closing(Capture(camera.routes[0].index, camera.routes[0].backend)) as capture:
        say("answer to a step of exposure", f"{respond(capture):.3f}")
        assert calibrate(capture) is None


def test_a_camera_too_slow_at_720p_gives_its_best_at_480p(camera: Device, say: Say) -> None:
    """1280x720 comes from it less than 15 times a second."""
    started_s = time.monotonic()
    source = open_camera(DeviceSpec(index=camera.index))
    opened_s = time.monotonic()
    frames = [source.read() for _ in range(50)]
    source.close()
    length_s = frames[-1].captured_at_s - frames[0].captured_at_s
    say("opened", f"{opened_s - started_s:.2f} s, {source.description}")
    say("pictures a second", f"{49 / length_s:.1f}")
    assert (frames[0].width_px, frames[0].height_px) == (640, 480)
    assert 49 / length_s > 15
    assert frames[0].pixels.std() > 10
    assert not np.array_equal(frames[0].pixels, frames[-1].pixels)


def test_a_size_that_the_camera_does_not_have(camera: Device, say: Say) -> None:
    source = open_source(
        camera.spec, decode=decode, portrait=PORTRAIT, wish=Wish(width_px=333, height_px=77)
    )
    frame = source.read()
    source.close()
    say("asked for 333x77, got", f"{frame.width_px}x{frame.height_px}")


def test_C7_a_camera_in_use_whose_user_is_not_disturbed(camera: Device, say: Say) -> None:
    first = open_camera(camera.spec)
    first.read()
    trouble, elapsed_s = trouble_of(camera.spec)
    first.read()
    first.close()
    say("told", f"{elapsed_s:.2f} s")
    assert trouble is CameraTrouble.BUSY
    open_camera(camera.spec).close()


def test_C16_a_camera_that_may_not_be_used(camera: Device, say: Say) -> None:
    Path(camera.path).chmod(0o600)
    os.seteuid(_NOBODY)
    try:
        trouble, elapsed_s = trouble_of(camera.spec)
    finally:
        os.seteuid(0)
    say("told", f"{elapsed_s:.2f} s")
    assert trouble is CameraTrouble.DENIED


def test_C1_unplugged_and_plugged_in_again(camera: Device, say: Say) -> None:
    source = open_camera(camera.spec)
    for _ in range(5):
        source.read()
    plug(0, is_in=False)
    unplugged_s = time.monotonic()
    trouble, _, lost_s = read_to_the_end(source)
    source.close()
    say("lost", f"{lost_s - unplugged_s:.2f} s")
    assert trouble is CameraTrouble.LOST
    assert lost_s - unplugged_s < 2.0
    assert trouble_of(camera.spec)[0] is CameraTrouble.NOT_FOUND, "never its twin"
    plug(0, is_in=True)
    wait_for(lambda: len(list_devices()) == 2)
    source = open_camera(camera.spec)
    frames = [source.read() for _ in range(10)]
    source.close()
    assert frames[-1].sequence == 9


def test_C18_a_capture_outlives_its_camera(camera: Device) -> None:
    """Pulled out and let go of while the check is under way: what was shown is what is sent."""
    source = open_camera(camera.spec)
    frame = [source.read() for _ in range(5)][-1]
    seen = frame.pixels.copy()
    before = encode_probe(frame).jpeg
    plug(0, is_in=False)
    read_to_the_end(source)
    source.close()
    assert np.array_equal(frame.pixels, seen)
    assert encode_probe(frame).jpeg == before
    plug(0, is_in=True)


def test_C10_found_again_under_another_number(camera: Device, say: Say) -> None:
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
    say("replugged with a handle open", f"{camera.path} became {moved.path}")
    assert moved.path != camera.path
    plug(0, is_in=False)
    plug(0, is_in=True)
    wait_for(lambda: len(list_devices()) == 2)


def test_C1_ten_replugs_without_a_restart(camera: Device, say: Say) -> None:
    """The camera thread itself, pulled at ten moments of its own wait for the next try."""
    losses_s, returns_s, pictures_s, handles = [], [], [], []
    with listening_to(camera.spec) as listener:
        listener.await_opened()
        for number in range(_CYCLES):
            time.sleep(0.5)
            handles.append(sum(1 for _ in Path("/proc/self/fd").iterdir()))
            plug(0, is_in=False)
            losses_s.append(listener.await_failure())
            listener.box.take()
            time.sleep(2.0 * number / _CYCLES)
            plug(0, is_in=True)
            returns_s.append(listener.await_opened())
            shown_s = wait_for(lambda: listener.box.take() is not None)
            pictures_s.append(returns_s[-1] + shown_s)
    say("lost", timings(losses_s))
    say("opened again", timings(returns_s))
    say("first picture again", timings(pictures_s))
    say("open files", handles)
    assert max(losses_s) < 2.0
    assert max(pictures_s) < 5.0
    assert max(handles) <= handles[0]


@pytest.mark.parametrize("way", [Switch.DISCONNECT, Switch.STREAM_BROKEN])
def test_C1_a_camera_that_goes_without_being_unplugged(
    camera: Device, way: Switch, say: Say
) -> None:
    """The driver says that the device is gone, or that its stream is beyond help."""
    with listening_to(camera.spec) as listener:
        listener.await_opened()
        wait_for(lambda: listener.box.take() is not None)
        turn(Path(camera.path), way)
        lost_s = listener.await_failure()
        if way is Switch.DISCONNECT:
            plug(0, is_in=False)
            plug(0, is_in=True)
        back_s = listener.await_opened()
    say("lost", f"{lost_s:.2f} s")
    say("opened again", f"{back_s:.2f} s")
    assert lost_s < 2.0
    assert back_s < 5.0


def test_C19_a_camera_that_gets_no_room_on_its_bus(camera: Device, say: Say) -> None:
    """It opens, and no picture is to be had: told, and tried again until there is room."""
    with refusing_to_stream(Path(camera.path)):
        trouble, told_s = trouble_of(camera.spec)
        with listening_to(camera.spec) as listener:
            listener.await_failure(trouble)
    say("told", f"{trouble.value} after {told_s:.2f} s")
    with listening_to(camera.spec) as listener:
        listener.await_opened()
    assert trouble in {CameraTrouble.BUSY, CameraTrouble.TIMEOUT}


def front_desk() -> list[Device]:
    return [device for device in list_devices() if device.name == "front-desk"]


@pytest.mark.usefixtures("loopback")
def test_nobody_feeds_the_loop(say: Say) -> None:
    assert front_desk() == []
    trouble, _ = trouble_of(DeviceSpec(index=40))
    say("told", trouble.value)
    assert trouble in {CameraTrouble.UNREADABLE, CameraTrouble.TIMEOUT}


def test_C17_a_fed_loop_shows_what_it_is_fed_and_is_virtual(
    loopback: list[Path], portrait: np.ndarray, say: Say
) -> None:
    with Feeder(loopback[0], raw(portrait)):
        (device,) = front_desk()
        assert Ground.NO_HARDWARE in device.classification.grounds, "whatever it calls itself"
        spec = parse_source("Front-D")
        assert isinstance(spec, DeviceSpec)
        source = open_camera(spec)
        frames = [source.read() for _ in range(20)]
        source.close()
    difference = np.abs(frames[-1].pixels.astype(int) - portrait).mean()
    length_s = frames[-1].captured_at_s - frames[0].captured_at_s
    say("opened", f"{source.description}, off by {difference:.1f} of 255")
    say("pictures a second", f"{19 / length_s:.1f}")
    assert difference < 6


def test_C17_a_fed_loop_is_blocked(loopback: list[Path], portrait: np.ndarray) -> None:
    with Feeder(loopback[0], raw(portrait)):
        (device,) = front_desk()
        report = report_on(device.spec, CameraTrust())
    assert (report.verdict, report.device) == (SourceVerdict.BLOCK, "virtual")
    assert "device_virtual" in codes(report)


def test_C11_twins_have_two_labels(loopback: list[Path], portrait: np.ndarray, say: Say) -> None:
    with Feeder(loopback[0], raw(portrait)), Feeder(loopback[1], raw(portrait)):
        labels = [device.label for device in front_desk()]
    say("labels", ", ".join(labels))
    assert len(set(labels)) == 2


def test_C1_a_camera_that_falls_silent(
    loopback: list[Path], portrait: np.ndarray, say: Say
) -> None:
    assert os.environ["OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT"] == "1"
    with Feeder(loopback[0], raw(portrait)) as feeder:
        source = open_camera(DeviceSpec(index=40))
        for _ in range(5):
            source.read()
        feeder.is_silent.set()
        trouble, last_s, lost_s = read_to_the_end(source)
        source.close()
    say("lost", f"{lost_s - last_s:.2f} s")
    assert trouble is CameraTrouble.LOST
    assert lost_s - last_s < 2.0
