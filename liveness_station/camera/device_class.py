"""What kind of thing a listed device is, and on what grounds. Pure: facts in, judgement out.

Facts come from the operating system: driver, bus, path, pixel formats. A name is only a hint,
because anybody can change it. None of it proves a camera: a driver can be made to say anything, so
PHYSICAL means "nothing that the system tells speaks against it".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_VIRTUAL_DRIVERS: Final = frozenset({"v4l2 loopback", "v4l2loopback", "vivid", "vimc", "vcam"})
_HARDWARE_BUSES: Final = frozenset({"usb", "pci", "platform"})
"""Platform is where the cameras of small boards sit; virtual ones there are known by driver."""

_VIRTUAL_FOLDERS: Final = ("/devices/virtual/", "/vhci_hcd", "/dummy_hcd")
"""The last two carry USB devices that are played by a program, here or over the network."""

_WINDOWS_HARDWARE: Final = re.compile(r"\A\\\\\?\\(usb|pci|acpi|display)#", re.IGNORECASE)
_WINDOWS_SENSOR: Final = "{24e552d7-6523-47f7-a647-d3465bf1f5ca}"
"""KSCATEGORY_SENSOR_CAMERA: infrared and depth cameras, for signing in."""

_GREY_FORMATS: Final = frozenset({"GREY", "Y8I", "Y10", "Y10B", "Y10P", "Y12", "Y12I", "Y16"})
_DEPTH_FORMATS: Final = frozenset({"Z16", "Z16H", "INZI"})

_VIRTUAL_NAME: Final = re.compile(
    r"\bobs\b|manycam|virtual|snap camera|xsplit|droidcam|iriun|epoccam|e2esoft|vcam|splitcam"
    r"|nvidia broadcast|\bndi\b|unity ?capture|v4l2 ?loopback|dummy|vivid",
    re.IGNORECASE,
)
_INFRARED_NAME: Final = re.compile(
    r"\bIR\b|infra-?red|Windows Hello|Integrated I\Z|stereo module", re.IGNORECASE
)
_DEPTH_NAME: Final = re.compile(r"\bdepth\b", re.IGNORECASE)
_COLOUR_NAME: Final = re.compile(r"\bRGB\b|\bcolou?r\b", re.IGNORECASE)
"""One part of a depth camera, which bears the whole one's name as well: "RealSense Depth … RGB"."""


class DeviceClass(StrEnum):
    """Kinds of devices. The values are stable codes."""

    PHYSICAL = "physical"
    INFRARED = "infrared"
    DEPTH = "depth"
    VIRTUAL = "virtual"
    UNKNOWN = "unknown"


class Ground(StrEnum):
    """What a judgement rests on. The values are stable codes; those of names are hints only."""

    VIRTUAL_PATH = "virtual_path"
    VIRTUAL_DRIVER = "virtual_driver"
    NO_HARDWARE = "no_hardware"
    UNKNOWN_BUS = "unknown_bus"
    NO_VENDOR = "no_vendor"
    SENSOR_CATEGORY = "sensor_category"
    DEPTH_FORMATS = "depth_formats"
    GREY_FORMATS = "grey_formats"
    COLOUR_FORMATS = "colour_formats"
    HARDWARE_BUS = "hardware_bus"
    VENDOR = "vendor"
    NAME_VIRTUAL = "name_virtual"
    NAME_INFRARED = "name_infrared"
    NAME_DEPTH = "name_depth"


_CLASS_OF: Final = {
    Ground.VIRTUAL_PATH: DeviceClass.VIRTUAL,
    Ground.VIRTUAL_DRIVER: DeviceClass.VIRTUAL,
    Ground.NO_HARDWARE: DeviceClass.VIRTUAL,
    Ground.UNKNOWN_BUS: DeviceClass.VIRTUAL,
    Ground.NO_VENDOR: DeviceClass.VIRTUAL,
    Ground.SENSOR_CATEGORY: DeviceClass.INFRARED,
    Ground.DEPTH_FORMATS: DeviceClass.DEPTH,
    Ground.GREY_FORMATS: DeviceClass.INFRARED,
    Ground.NAME_VIRTUAL: DeviceClass.VIRTUAL,
    Ground.COLOUR_FORMATS: DeviceClass.PHYSICAL,
    Ground.NAME_INFRARED: DeviceClass.INFRARED,
    Ground.NAME_DEPTH: DeviceClass.DEPTH,
    Ground.HARDWARE_BUS: DeviceClass.PHYSICAL,
    Ground.VENDOR: DeviceClass.PHYSICAL,
}
"""In order of weight: the first ground that was found decides."""

_HINTS: Final = frozenset({Ground.NAME_VIRTUAL, Ground.NAME_INFRARED, Ground.NAME_DEPTH})


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """What the operating system tells of one device.

    Attributes:
        platform: as `sys.platform`.
        name: what the device calls itself.
        path: the system's path of it; on Linux the node.
        vendor_id: USB vendor; None where there is none.
        hardware_path: on Linux the resolved folder of the hardware in sysfs; None without any.
        driver: on Linux the kernel driver; "" where unknown.
        bus: on Linux the bus that the hardware sits on; "" where unknown.
        pixel_formats: what it can deliver, as four-letter codes; empty where unknown.
    """

    platform: str
    name: str
    path: str = ""
    vendor_id: int | None = None
    hardware_path: str | None = None
    driver: str = ""
    bus: str = ""
    pixel_formats: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Classification:
    """A judgement on one device.

    Attributes:
        kind: what it is taken for.
        grounds: everything that was found, weightiest first; empty for UNKNOWN.
    """

    kind: DeviceClass
    grounds: tuple[Ground, ...] = ()

    @property
    def is_hint_only(self) -> bool:
        """Tells whether only its name says so."""
        return bool(self.grounds) and self.grounds[0] in _HINTS

    @property
    def has_virtual_name(self) -> bool:
        """Tells whether it bears the name of a program's camera, whatever else was found."""
        return Ground.NAME_VIRTUAL in self.grounds

    @property
    def is_doubtful(self) -> bool:
        """Tells whether such a device is used only where somebody chose it by hand."""
        return self.kind in {DeviceClass.VIRTUAL, DeviceClass.INFRARED, DeviceClass.DEPTH}


def classify(facts: DeviceFacts) -> Classification:
    """Returns what a device is, going by what the system tells and only then by its name."""
    found = set(_found(facts))
    grounds = tuple(ground for ground in _CLASS_OF if ground in found)
    if not grounds:
        return Classification(DeviceClass.UNKNOWN)
    return Classification(_CLASS_OF[grounds[0]], grounds)


def _found(facts: DeviceFacts) -> Iterator[Ground]:
    if facts.platform == "linux":
        yield from _found_on_linux(facts)
    elif facts.platform == "win32":
        yield from _found_on_windows(facts)
    elif facts.vendor_id is not None:
        # The cameras built into a Mac have no vendor, so that its absence says nothing there.
        yield Ground.VENDOR
    if _VIRTUAL_NAME.search(facts.name):
        yield Ground.NAME_VIRTUAL
    if _COLOUR_NAME.search(facts.name):
        return
    if _INFRARED_NAME.search(facts.name):
        yield Ground.NAME_INFRARED
    if _DEPTH_NAME.search(facts.name):
        yield Ground.NAME_DEPTH


def _found_on_linux(facts: DeviceFacts) -> Iterator[Ground]:
    if facts.hardware_path is None:
        # v4l2loopback's nodes hang on no hardware at all.
        yield Ground.NO_HARDWARE
        return
    if any(folder in facts.hardware_path for folder in _VIRTUAL_FOLDERS):
        yield Ground.VIRTUAL_PATH
    if facts.driver in _VIRTUAL_DRIVERS:
        yield Ground.VIRTUAL_DRIVER
    if facts.bus not in _HARDWARE_BUSES:
        yield Ground.UNKNOWN_BUS
    elif facts.bus == "usb" and facts.vendor_id is None:
        yield Ground.NO_VENDOR
    else:
        yield Ground.HARDWARE_BUS
    formats = facts.pixel_formats
    if formats & _DEPTH_FORMATS and formats <= _DEPTH_FORMATS | _GREY_FORMATS:
        yield Ground.DEPTH_FORMATS
    elif formats and formats <= _GREY_FORMATS:
        yield Ground.GREY_FORMATS
    elif formats and not formats & (_DEPTH_FORMATS | _GREY_FORMATS):
        # Infrared and depth cameras that offer a colour format offer one of their own, too.
        yield Ground.COLOUR_FORMATS


def _found_on_windows(facts: DeviceFacts) -> Iterator[Ground]:
    """A program's camera has no path there, or one of `root#` or `swd#`."""
    path = facts.path.casefold()
    if _WINDOWS_SENSOR in path:
        yield Ground.SENSOR_CATEGORY
    if not _WINDOWS_HARDWARE.match(path):
        yield Ground.NO_HARDWARE
    elif "usb#" in path and facts.vendor_id is None:
        yield Ground.NO_VENDOR
    else:
        yield Ground.HARDWARE_BUS
