"""What a device is taken for: by the system's facts first, by its name only as a hint."""

from dataclasses import replace

import pytest

from liveness_station.camera.device_class import (
    Classification,
    DeviceClass,
    DeviceFacts,
    Ground,
    classify,
)

WEBCAM = DeviceFacts(
    platform="linux",
    name="HD Pro Webcam C920",
    path="/dev/video0",
    vendor_id=0x046D,
    hardware_path="/sys/devices/pci0000:00/usb1/1-3/1-3:1.0/video4linux/video0",
    driver="uvcvideo",
    bus="usb",
    pixel_formats=frozenset({"YUYV", "MJPG"}),
)
ON_WINDOWS = DeviceFacts(
    platform="win32",
    name="HD Webcam",
    path=r"\\?\usb#vid_046d&pid_0825&mi_00#7&1#{e5323777-f976-4f5b-9b55-b94699c46e44}\global",
    vendor_id=0x046D,
)


def test_a_webcam_is_physical_and_in_no_doubt() -> None:
    judged = classify(WEBCAM)
    assert judged == Classification(
        DeviceClass.PHYSICAL, (Ground.COLOUR_FORMATS, Ground.HARDWARE_BUS)
    )
    assert not judged.is_doubtful
    assert not judged.is_hint_only


@pytest.mark.parametrize(
    ("changes", "ground"),
    [
        ({"hardware_path": None}, Ground.NO_HARDWARE),
        ({"hardware_path": "/sys/devices/virtual/video4linux/video9"}, Ground.VIRTUAL_PATH),
        ({"hardware_path": "/sys/devices/platform/vhci_hcd.0/usb3/3-1"}, Ground.VIRTUAL_PATH),
        ({"hardware_path": "/sys/devices/platform/dummy_hcd.0/usb2/2-1"}, Ground.VIRTUAL_PATH),
        ({"bus": "platform", "driver": "vivid"}, Ground.VIRTUAL_DRIVER),
        ({"bus": "platform", "driver": "vimc"}, Ground.VIRTUAL_DRIVER),
        ({"driver": "v4l2 loopback"}, Ground.VIRTUAL_DRIVER),
        ({"bus": "dummy"}, Ground.UNKNOWN_BUS),
        ({"vendor_id": None}, Ground.NO_VENDOR),
    ],
)
def test_C17_linux_tells_a_program_from_a_camera_whatever_it_calls_itself(
    changes: dict[str, object], ground: Ground
) -> None:
    judged = classify(replace(WEBCAM, **changes))  # type: ignore[arg-type]  # a table of fields
    assert judged.kind is DeviceClass.VIRTUAL
    assert judged.grounds[0] is ground
    assert judged.is_doubtful
    assert not judged.is_hint_only


@pytest.mark.parametrize(
    ("bus", "driver"), [("pci", "intel-ipu6"), ("platform", "unicam"), ("usb", "uvcvideo")]
)
def test_other_buses_of_hardware_are_physical(bus: str, driver: str) -> None:
    assert classify(replace(WEBCAM, bus=bus, driver=driver)).kind is DeviceClass.PHYSICAL


@pytest.mark.parametrize(
    ("formats", "kind"),
    [
        ({"GREY"}, DeviceClass.INFRARED),
        ({"GREY", "Y10", "Y16"}, DeviceClass.INFRARED),
        ({"Z16"}, DeviceClass.DEPTH),
        ({"Z16", "GREY"}, DeviceClass.DEPTH),
        ({"GREY", "YUYV"}, DeviceClass.PHYSICAL),
        (set(), DeviceClass.PHYSICAL),
    ],
)
def test_what_gives_no_colour_is_infrared_or_depth(formats: set[str], kind: DeviceClass) -> None:
    judged = classify(replace(WEBCAM, pixel_formats=frozenset(formats)))
    assert judged.kind is kind
    assert judged.is_doubtful is (kind is not DeviceClass.PHYSICAL)


@pytest.mark.parametrize(
    ("path", "vendor_id", "kind"),
    [
        (ON_WINDOWS.path, 0x046D, DeviceClass.PHYSICAL),
        (ON_WINDOWS.path.upper(), 0x046D, DeviceClass.PHYSICAL),
        (r"\\?\usb#root&odd#7&1#{e}\global", None, DeviceClass.VIRTUAL),
        (r"\\?\pci#ven_8086#3&1#{e}\global", None, DeviceClass.PHYSICAL),
        (r"\\?\display#int3480#4&1#{e}\global", None, DeviceClass.PHYSICAL),
        (r"\\?\root#image#0000#{e}\global", None, DeviceClass.VIRTUAL),
        (r"\\?\swd#vcamdevapi#1#{e}", None, DeviceClass.VIRTUAL),
        ("", None, DeviceClass.VIRTUAL),
        (
            r"\\?\usb#vid_1&pid_2&mi_02#6&1#{24E552D7-6523-47F7-A647-D3465BF1F5CA}\g",
            1,
            DeviceClass.INFRARED,
        ),
    ],
)
def test_C17_windows_tells_by_the_path(path: str, vendor_id: int | None, kind: DeviceClass) -> None:
    assert classify(replace(ON_WINDOWS, path=path, vendor_id=vendor_id)).kind is kind


def test_on_a_mac_a_vendor_speaks_for_a_camera_and_its_absence_not_against_one() -> None:
    plugged = DeviceFacts("darwin", "UVC Camera", "0x1420000005ac8600", 0x05AC)
    built_in = DeviceFacts("darwin", "FaceTime HD Camera", "0x8020000005ac8514")
    assert classify(plugged).kind is DeviceClass.PHYSICAL
    assert classify(built_in) == Classification(DeviceClass.UNKNOWN)
    assert not classify(built_in).is_doubtful


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("OBS Virtual Camera", DeviceClass.VIRTUAL),
        ("OBSBOT Tiny 2", DeviceClass.PHYSICAL),
        ("ManyCam", DeviceClass.VIRTUAL),
        ("DroidCam Source 3", DeviceClass.VIRTUAL),
        ("NDI Video", DeviceClass.VIRTUAL),
        ("Integrated IR Camera", DeviceClass.INFRARED),
        ("Integrated Camera: Integrated I", DeviceClass.INFRARED),
        ("Integrated Camera: Integrated C", DeviceClass.PHYSICAL),
        ("FIRST Webcam", DeviceClass.PHYSICAL),
        ("Intel RealSense Depth Camera 435", DeviceClass.DEPTH),
        ("Intel(R) RealSense(TM) Depth Camera 435 with RGB Module RGB", DeviceClass.PHYSICAL),
        ("Stereo Module Color", DeviceClass.PHYSICAL),
        ("Stereo Module", DeviceClass.INFRARED),
    ],
)
def test_a_name_makes_doubtful_and_never_trusted(name: str, kind: DeviceClass) -> None:
    judged = classify(replace(WEBCAM, name=name, pixel_formats=frozenset()))
    assert judged.kind is kind
    assert judged.is_hint_only is (kind is not DeviceClass.PHYSICAL)
    innocent = replace(WEBCAM, name="HD Webcam", hardware_path=None)
    assert classify(innocent).is_doubtful, "a good name helps nobody"


@pytest.mark.parametrize(
    "name", ["Intel RealSense Depth Camera 435", "ZED stereo module", "IR cam"]
)
def test_what_gives_colour_and_nothing_else_is_no_infrared_camera_whatever_its_name(
    name: str,
) -> None:
    colour = replace(WEBCAM, name=name, pixel_formats=frozenset({"YUYV", "MJPG"}))
    judged = classify(colour)
    assert judged.kind is DeviceClass.PHYSICAL
    assert not judged.is_hint_only
    assert Ground.COLOUR_FORMATS in judged.grounds


@pytest.mark.parametrize(
    ("formats", "kind"),
    [
        ({"GREY"}, DeviceClass.INFRARED),
        ({"Z16", "Y16"}, DeviceClass.DEPTH),
        # As the infrared part of a depth camera lists them: the name decides then.
        ({"UYVY", "GREY", "Y8I", "Y12I"}, DeviceClass.INFRARED),
    ],
)
def test_formats_of_infrared_and_depth_outweigh_a_name_that_says_nothing(
    formats: set[str], kind: DeviceClass
) -> None:
    facts = replace(WEBCAM, name="Stereo Module", pixel_formats=frozenset(formats))
    assert classify(facts).kind is kind


def test_a_name_with_rgb_in_it_makes_no_colour_of_grey() -> None:
    facts = replace(WEBCAM, name="Windows Hello RGB", pixel_formats=frozenset({"GREY"}))
    assert classify(facts).kind is DeviceClass.INFRARED


def test_colour_helps_no_virtual_device() -> None:
    formats = frozenset({"YUYV"})
    named = replace(WEBCAM, name="OBS Virtual Camera", pixel_formats=formats)
    assert classify(named).kind is DeviceClass.VIRTUAL
    assert classify(named).is_hint_only
    played = replace(WEBCAM, hardware_path=None, pixel_formats=formats)
    assert classify(played).kind is DeviceClass.VIRTUAL
