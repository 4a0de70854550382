from dataclasses import replace
from pathlib import Path

import pytest
from cv2_enumerate_cameras import CameraInfo

from liveness_station.camera import devices, v4l2
from liveness_station.camera.devices import (
    Device,
    arrange,
    default_device,
    find_devices,
    list_devices,
    looks_infrared,
    looks_virtual,
)
from liveness_station.camera.specs import DeviceSpec, parse_source

C920 = Device(
    index=0,
    name="HD Pro Webcam C920",
    path="/dev/video0",
    vendor_id=0x046D,
    product_id=0x082D,
    backend="V4L2",
    port="/sys/devices/pci0000:00/usb1/1-3/1-3:1.0",
    label="",
    is_virtual_hint=False,
    is_infrared_hint=False,
)
TWIN = replace(C920, index=2, path="/dev/video2", port="/sys/devices/pci0000:00/usb1/1-4/1-4:1.0")
BRIO = replace(
    C920, index=4, name="Logitech BRIO", path="/dev/video4", port="/sys/usb1/1-5/1-5:1.0"
)
INFRARED = replace(
    BRIO, index=1, name="Logitech BRIO IR", path="/dev/video1", is_infrared_hint=True
)
LOOPBACK = replace(
    BRIO, index=3, name="OBS Virtual Camera", port=None, path="/dev/video3", is_virtual_hint=True
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


@pytest.mark.parametrize(
    "name", ["OBS Virtual Camera", "ManyCam", "DroidCam Source 3", "NDI Video", "vivid-000-vid-cap"]
)
def test_names_of_programs_are_doubtful(name: str) -> None:
    assert looks_virtual(0, name=name, path=r"\\?\usb#vid_1&pid_2", platform="win32")


@pytest.mark.parametrize(
    ("path", "platform", "is_virtual"),
    [
        (r"\\?\usb#vid_046d&pid_0825&mi_00#7&1#{e}\global", "win32", False),
        (r"\\?\USB#VID_046D&PID_0825&mi_00#7&1#{e}\global", "win32", False),
        (r"\\?\root#image#0000#{e}\global", "win32", True),
        (r"\\?\swd#vcamdevapi#1#{e}", "win32", True),
        ("", "win32", True),
        ("0x14200000046d0825", "darwin", False),
    ],
)
def test_origins_of_other_systems(path: str, platform: str, is_virtual: bool) -> None:
    assert looks_virtual(0, name="Camera", path=path, platform=platform) is is_virtual


@pytest.mark.parametrize(
    ("name", "is_infrared"),
    [
        ("Integrated IR Camera", True),
        ("Intel RealSense Depth Camera 435", True),
        ("Integrated Camera: Integrated I", True),
        ("Integrated Camera: Integrated C", False),
        ("FIRST Webcam", False),
    ],
)
def test_names_of_infrared_and_depth(name: str, is_infrared: bool) -> None:
    assert looks_infrared(name) is is_infrared


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


@pytest.mark.parametrize(
    ("bus", "driver", "folder", "is_virtual"),
    [
        ("usb", "uvcvideo", "pci0000:00/usb1/1-3/1-3:1.0", False),
        ("pci", "intel-ipu6", "pci0000:00/0000:00:05.0", False),
        ("platform", "unicam", "platform/fe801000.csi", False),
        ("platform", "vivid", "platform/vivid.0", True),
        ("platform", "vimc", "platform/vimc.0", True),
        ("usb", "uvcvideo", "virtual/made-up", True),
        ("dummy", "other", "platform/other.0", True),
    ],
)
def test_origins_of_linux(
    tmp_path: Path, bus: str, driver: str, folder: str, is_virtual: bool
) -> None:
    sysfs = plant(tmp_path, bus=bus, driver=driver, folder=folder)
    assert v4l2.is_virtual(0, sysfs=sysfs) is is_virtual
    assert v4l2.port(0, sysfs=sysfs) == f"{tmp_path.as_posix()}/devices/{folder}"


def test_a_node_without_device_is_virtual_and_has_no_port(tmp_path: Path) -> None:
    (tmp_path / "video0").mkdir()
    assert v4l2.is_virtual(0, sysfs=tmp_path)
    assert v4l2.port(0, sysfs=tmp_path) is None


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
