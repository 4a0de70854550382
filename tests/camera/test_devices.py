import sys
from dataclasses import replace
from pathlib import Path

import cv2
import pytest
from cv2_enumerate_cameras import CameraInfo

from liveness_station.camera import devices, v4l2
from liveness_station.camera.device_class import Classification, DeviceClass, Ground
from liveness_station.camera.devices import (
    Device,
    Route,
    arrange,
    default_device,
    find_devices,
    list_devices,
)
from liveness_station.camera.specs import DeviceSpec, parse_source

C920 = Device(
    index=0,
    name="HD Pro Webcam C920",
    path="/dev/video0",
    vendor_id=0x046D,
    product_id=0x082D,
    port="/sys/devices/pci0000:00/usb1/1-3/1-3:1.0",
    label="",
    routes=(Route(cv2.CAP_V4L2, 0),),
    classification=Classification(DeviceClass.PHYSICAL, (Ground.HARDWARE_BUS,)),
)
TWIN = replace(C920, index=2, path="/dev/video2", port="/sys/devices/pci0000:00/usb1/1-4/1-4:1.0")
BRIO = replace(
    C920, index=4, name="Logitech BRIO", path="/dev/video4", port="/sys/usb1/1-5/1-5:1.0"
)
INFRARED = replace(
    BRIO,
    index=1,
    name="Logitech BRIO IR",
    path="/dev/video1",
    classification=Classification(DeviceClass.INFRARED, (Ground.GREY_FORMATS,)),
)
LOOPBACK = replace(
    BRIO,
    index=3,
    name="OBS Virtual Camera",
    port=None,
    path="/dev/video3",
    classification=Classification(DeviceClass.VIRTUAL, (Ground.NO_HARDWARE,)),
)


def labels(*listed: Device) -> list[str]:
    return [device.label for device in arrange(listed)]


def indexes(spec: DeviceSpec, *listed: Device) -> list[int]:
    return [device.index for device in find_devices(spec, arrange(listed))]


def test_doubtful_cameras_come_last_and_are_never_the_default() -> None:
    listed = arrange([INFRARED, LOOPBACK, BRIO, C920])
    assert [device.index for device in listed] == [0, 4, 1, 3]
    assert default_device(listed) == listed[0]
    assert default_device(arrange([INFRARED, LOOPBACK])) is None
    assert default_device(()) is None


def test_a_name_alone_is_its_own_label() -> None:
    assert labels(C920, BRIO) == ["HD Pro Webcam C920", "Logitech BRIO"]


@pytest.mark.parametrize(
    ("twin", "marks"),
    [
        (TWIN, ["1-3:1.0", "1-4:1.0"]),
        (replace(TWIN, port=C920.port), ["/dev/video0", "/dev/video2"]),
        (replace(TWIN, port=C920.port, path=C920.path), ["0", "2"]),
    ],
)
def test_twins_are_told_apart_by_what_differs(twin: Device, marks: list[str]) -> None:
    assert labels(twin, C920) == [f"HD Pro Webcam C920 ({mark})" for mark in marks]


def test_twins_of_windows_are_told_apart_by_their_instance() -> None:
    ports = [rf"\\?\usb#vid_046d&pid_082d&mi_00#7&{part}&0&0000#{{e5}}\global" for part in "ab"]
    twins = [replace(C920, index=n, path=port, port=port) for n, port in enumerate(ports)]
    assert labels(*twins) == [f"HD Pro Webcam C920 (7&{part}&0&0000)" for part in "ab"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", [0]),
        ("/dev/video4", [4]),
        ("9", []),
        ("brio", [4]),
        ("Logitech BRIO IR", [1]),
        ("obs", [3]),
        ("c920", [0, 2]),
        ("HD Pro Webcam C920 (1-4:1.0)", [2]),
        ("no such camera", []),
    ],
)
def test_what_is_written_names_a_camera(text: str, expected: list[int]) -> None:
    spec = parse_source(text)
    assert isinstance(spec, DeviceSpec)
    assert indexes(spec, C920, TWIN, BRIO, INFRARED, LOOPBACK) == expected


def test_a_chosen_camera_is_found_again_under_another_number() -> None:
    replugged = replace(C920, index=7, path="/dev/video7")
    assert indexes(C920.spec, replugged, BRIO) == [7]


def test_a_chosen_camera_is_never_replaced_by_its_twin() -> None:
    assert indexes(C920.spec, TWIN) == []
    swapped = replace(TWIN, index=0), replace(C920, index=2)
    assert indexes(C920.spec, *swapped) == [2]


def test_of_two_nodes_in_one_port_the_number_decides() -> None:
    depth = replace(C920, index=5, path="/dev/video5")
    assert indexes(C920.spec, C920, depth) == [0]
    assert indexes(depth.spec, C920, depth) == [5]


def test_without_a_port_name_and_number_must_not_guess() -> None:
    spec = DeviceSpec(index=0, name=C920.name)
    assert indexes(spec, C920, TWIN) == [0]
    assert indexes(spec, TWIN, BRIO) == [2]
    assert indexes(DeviceSpec(index=9, name=C920.name), C920, TWIN) == [0, 2]


def plant(sysfs: Path, *, bus: str, driver: str, folder: str) -> Path:
    """Builds what the kernel shows of /dev/video0 and returns its list of video devices."""
    device = sysfs / "devices" / folder
    node = device / "video4linux" / "video0"
    node.mkdir(parents=True)
    for kind, name in (("bus", bus), ("drivers", driver)):
        (sysfs / kind / name).mkdir(parents=True)
    (device / "subsystem").symlink_to(sysfs / "bus" / bus)
    (device / "driver").symlink_to(sysfs / "drivers" / driver)
    (node / "device").symlink_to(device)
    listing = sysfs / "class"
    listing.mkdir()
    (listing / "video0").symlink_to(node)
    return listing


def test_the_kernels_facts_are_read(tmp_path: Path) -> None:
    folder = "pci0000:00/usb1/1-3/1-3:1.0"
    sysfs = plant(tmp_path, bus="usb", driver="uvcvideo", folder=folder)
    facts = v4l2.facts(0, name="C920", vendor_id=0x046D, sysfs=sysfs)
    assert (facts.bus, facts.driver, facts.vendor_id) == ("usb", "uvcvideo", 0x046D)
    assert facts.hardware_path == f"{tmp_path.as_posix()}/devices/{folder}/video4linux/video0"
    assert facts.pixel_formats == frozenset()
    assert v4l2.port(0, sysfs=sysfs) == f"{tmp_path.as_posix()}/devices/{folder}"


def test_a_node_without_device_has_no_hardware_and_no_port(tmp_path: Path) -> None:
    (tmp_path / "video0").mkdir()
    assert v4l2.facts(0, name="", vendor_id=None, sysfs=tmp_path).hardware_path is None
    assert v4l2.port(0, sysfs=tmp_path) is None


def test_a_node_that_is_no_camera_tells_no_formats(tmp_path: Path) -> None:
    plain = tmp_path / "video0"
    assert v4l2.pixel_formats(plain) == frozenset()
    plain.touch()
    assert v4l2.pixel_formats(plain) == frozenset()


def on_windows(monkeypatch: pytest.MonkeyPatch, *found: CameraInfo) -> list[Device]:
    """Lists cameras as Windows' two ways tell of them."""

    def enumerate_cameras(backend: int) -> list[CameraInfo]:
        return [camera for camera in found if camera.backend == backend]

    monkeypatch.setattr(devices, "enumerate_cameras", enumerate_cameras)
    monkeypatch.setattr(sys, "platform", "win32")
    return list(list_devices())


USB = r"\\?\usb#vid_046d&pid_082d&mi_00#7&1#"
MSMF_PATH, DSHOW_PATH = USB + r"{e5323777}\global", USB.upper() + r"{65e8773d}\global"


def test_windows_knows_one_camera_by_two_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    (camera, obs) = on_windows(
        monkeypatch,
        CameraInfo(0, "C920", MSMF_PATH, 0x046D, 0x082D, cv2.CAP_MSMF),
        CameraInfo(0, "OBS Virtual Camera", "", None, None, cv2.CAP_DSHOW),
        CameraInfo(1, "C920", DSHOW_PATH, 0x046D, 0x082D, cv2.CAP_DSHOW),
    )
    assert camera.routes == (Route(cv2.CAP_MSMF, 0), Route(cv2.CAP_DSHOW, 1))
    assert camera.index == 0
    assert obs.routes == (Route(cv2.CAP_DSHOW, 0),)
    assert obs.index == cv2.CAP_DSHOW, "no number of the first way"
    assert obs.is_doubtful
    assert indexes(DeviceSpec(index=0), camera, obs) == [0]


def test_names_are_made_fit_to_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    untrusted = ["evil\n\x1b[31m" + "x" * 500, "", None]
    found = [
        CameraInfo(n, name, None, None, None, 200)  # type: ignore[arg-type]  # None does happen
        for n, name in enumerate(untrusted)
    ]
    monkeypatch.setattr(devices, "enumerate_cameras", lambda _: found)
    names = [device.name for device in list_devices()]
    assert names[1:] == ["camera 1", "camera 2"]
    assert names[0].isprintable()
    assert len(names[0]) <= 80


def test_a_camera_that_vanishes_while_listed_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def vanish(_: int) -> list[CameraInfo]:
        raise FileNotFoundError("/dev/video0")

    monkeypatch.setattr(devices, "enumerate_cameras", vanish)
    assert list_devices() == ()
