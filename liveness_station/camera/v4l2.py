"""What Linux knows of a camera that cv2 does not tell: sysfs, and why a node does not open."""

import errno
import os
import struct
import sys
from pathlib import Path
from typing import Final

from liveness_station.domain.errors import CameraTrouble

if sys.platform == "linux":
    import fcntl

SYSFS: Final = Path("/sys/class/video4linux")

_VIRTUAL_DRIVERS: Final = frozenset({"v4l2 loopback", "v4l2loopback", "vivid", "vimc", "vcam"})
_REAL_BUSES: Final = frozenset({"usb", "pci", "platform"})
"""Platform is where the cameras of small boards sit; virtual ones there are known by driver."""

# struct v4l2_requestbuffers of videodev2.h, for no buffers at all: asks for the right to stream
# and changes nothing.
_VIDIOC_REQBUFS: Final = 0xC0145608
_NO_BUFFERS: Final = struct.pack("5I", 0, 1, 1, 0, 0)

_TROUBLES: Final = {
    errno.ENOENT: CameraTrouble.NOT_FOUND,
    errno.ENODEV: CameraTrouble.NOT_FOUND,
    errno.ENXIO: CameraTrouble.NOT_FOUND,
    errno.EACCES: CameraTrouble.DENIED,
    errno.EPERM: CameraTrouble.DENIED,
    errno.EBUSY: CameraTrouble.BUSY,
}


def is_virtual(index: int, *, sysfs: Path = SYSFS) -> bool:
    """Tells whether the kernel names a device that is no piece of hardware."""
    node = sysfs / f"video{index}"
    device = node / "device"
    # v4l2loopback's nodes hang on no device at all.
    if not device.exists() or "/devices/virtual/" in node.resolve().as_posix():
        return True
    bus = (device / "subsystem").resolve().name
    return (device / "driver").resolve().name in _VIRTUAL_DRIVERS or bus not in _REAL_BUSES


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
