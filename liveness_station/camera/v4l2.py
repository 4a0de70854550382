"""What Linux knows of a camera that cv2 does not tell: sysfs, and why a node does not open."""

import errno
import os
import struct
import sys
from pathlib import Path
from typing import Final

from liveness_station.camera.device_class import DeviceFacts
from liveness_station.domain.errors import CameraTrouble

if sys.platform == "linux":
    import fcntl

SYSFS: Final = Path("/sys/class/video4linux")

# struct v4l2_requestbuffers of videodev2.h, for no buffers at all: asks for the right to stream
# and changes nothing.
_VIDIOC_REQBUFS: Final = 0xC0145608
_NO_BUFFERS: Final = struct.pack("5I", 0, 1, 1, 0, 0)

_ONE_BUFFER: Final = struct.pack("5I", 1, 1, 1, 0, 0)
_VIDIOC_STREAMON: Final = 0x40045612
_VIDIOC_STREAMOFF: Final = 0x40045613
_CAPTURE: Final = struct.pack("i", 1)

# struct v4l2_fmtdesc: index, type (1: capture), flags, description, pixelformat, mbus, reserved.
_VIDIOC_ENUM_FMT: Final = 0xC0405602
_FORMAT: Final = struct.Struct("3I32s5I")
_MAX_FORMATS: Final = 64

_TROUBLES: Final = {
    errno.ENOENT: CameraTrouble.NOT_FOUND,
    errno.ENODEV: CameraTrouble.NOT_FOUND,
    errno.ENXIO: CameraTrouble.NOT_FOUND,
    errno.EACCES: CameraTrouble.DENIED,
    errno.EPERM: CameraTrouble.DENIED,
    errno.EBUSY: CameraTrouble.BUSY,
}


def facts(
    index: int, *, name: str, vendor_id: int | None, sysfs: Path = SYSFS, node: Path | None = None
) -> DeviceFacts:
    """Returns what the kernel tells of a device.

    Args:
        index: the number of its node.
        name: what it calls itself.
        vendor_id: USB vendor, None without one.
        sysfs: where the kernel lists video devices.
        node: the device node; asked for pixel formats unless None.
    """
    listed = sysfs / f"video{index}"
    device = listed / "device"
    has_hardware = device.exists()
    return DeviceFacts(
        platform="linux",
        name=name,
        path=f"/dev/video{index}",
        vendor_id=vendor_id,
        hardware_path=listed.resolve().as_posix() if has_hardware else None,
        driver=(device / "driver").resolve().name,
        bus=(device / "subsystem").resolve().name,
        pixel_formats=frozenset() if node is None else pixel_formats(node),
    )


def pixel_formats(node: Path) -> frozenset[str]:
    """Returns what a device can deliver, as four-letter codes; nothing where it does not say."""
    try:
        handle = os.open(node, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return frozenset()
    found = set()
    try:
        for number in range(_MAX_FORMATS):
            asked = _FORMAT.pack(number, 1, 0, b"", 0, 0, 0, 0, 0)
            code: int = _FORMAT.unpack(fcntl.ioctl(handle, _VIDIOC_ENUM_FMT, asked))[4]
            found.add(code.to_bytes(4, "little").decode("ascii", "replace").strip())
    except OSError:
        # How the kernel says that there are no more.
        return frozenset(found)
    finally:
        os.close(handle)
    return frozenset(found)


def port(index: int, *, sysfs: Path = SYSFS) -> str | None:
    """Returns where a device is plugged in; the same again after a replug into the same socket."""
    device = sysfs / f"video{index}" / "device"
    return device.resolve().as_posix() if device.exists() else None


def trouble(node: Path) -> CameraTrouble:
    """Tells why a device node could not be used, by asking the kernel once more."""
    try:
        handle = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    except OSError as error:
        return _TROUBLES.get(error.errno or 0, CameraTrouble.UNREADABLE)
    try:
        fcntl.ioctl(handle, _VIDIOC_REQBUFS, _NO_BUFFERS)
    except OSError as error:
        return _TROUBLES.get(error.errno or 0, CameraTrouble.UNREADABLE)
    finally:
        os.close(handle)
    return CameraTrouble.UNREADABLE


def is_bus_full(node: Path) -> bool:
    """Tells whether a camera that opens cannot send, other cameras having the bus to themselves.

    Has it send for a moment, so that it is to be asked only once no picture has come and the camera
    is closed again.
    """
    try:
        handle = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.ioctl(handle, _VIDIOC_REQBUFS, _ONE_BUFFER)
        fcntl.ioctl(handle, _VIDIOC_STREAMON, _CAPTURE)
        fcntl.ioctl(handle, _VIDIOC_STREAMOFF, _CAPTURE)
    except OSError as error:
        return error.errno == errno.ENOSPC
    finally:
        # The kernel frees the buffer with the handle.
        os.close(handle)
    return False
