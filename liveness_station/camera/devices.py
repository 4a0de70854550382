"""The cameras of this machine: found, named, told apart, the doubtful ones last."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
from cv2_enumerate_cameras import CameraInfo, enumerate_cameras

from liveness_station.camera import v4l2
from liveness_station.camera.specs import DeviceSpec

BACKENDS: Final = {
    "linux": cv2.CAP_V4L2,
    "win32": cv2.CAP_MSMF,
    "darwin": cv2.CAP_AVFOUNDATION,
}
"""One way per system: the numbers of two ways do not agree."""

_MAX_NAME_LENGTH: Final = 80
_USB: Final = re.compile(r"\A\\\\\?\\(usb|pci)#", re.IGNORECASE)

# Names can be changed by anybody, so they only ever make a camera doubtful, never trusted.
_VIRTUAL_NAME: Final = re.compile(
    r"obs|manycam|virtual|snap camera|xsplit|droidcam|iriun|epoccam|e2esoft|vcam|splitcam"
    r"|nvidia broadcast|\bndi\b|unity ?capture|v4l2 ?loopback|dummy|vivid",
    re.IGNORECASE,
)
_INFRARED_NAME: Final = re.compile(
    r"\bIR\b|infra-?red|\bdepth\b|Windows Hello|Integrated I\Z|stereo module", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Device:
    """One camera as the operating system lists it.

    Attributes:
        index: the number that cv2 opens it by; it may change with every replug.
        name: what the camera calls itself, printable.
        path: the device node or the system's path, "" where it has none.
        vendor_id: USB vendor, None where the device is on no USB.
        product_id: USB product, likewise.
        backend: V4L2, MSMF or AVFOUNDATION.
        port: where it is plugged in, None where unknown; stays the same over a replug.
        label: the name, with something behind it where two cameras share the name.
        is_virtual_hint: True where it looks like a program instead of a camera.
        is_infrared_hint: True where its name speaks of infrared or depth.
    """

    index: int
    name: str
    path: str
    vendor_id: int | None
    product_id: int | None
    backend: str
    port: str | None
    label: str
    is_virtual_hint: bool
    is_infrared_hint: bool

    @property
    def is_doubtful(self) -> bool:
        """Tells whether this device must be chosen by hand."""
        return self.is_virtual_hint or self.is_infrared_hint

    @property
    def spec(self) -> DeviceSpec:
        """Returns the source that means this very camera, after a replug too."""
        return DeviceSpec(index=self.index, name=self.name, port=self.port)


def list_devices() -> tuple[Device, ...]:
    """Returns the cameras of this machine, doubtful ones last; empty where there are none."""
    platform = sys.platform
    backend = BACKENDS.get(platform)
    if backend is None:
        return ()
    try:
        found = enumerate_cameras(backend)
    # OSError: a node that vanished between listing and asking; the next listing is right again.
    except OSError:
        return ()
    backend_name = cv2.videoio_registry.getBackendName(backend)
    return arrange(_device(camera, backend_name, platform=platform) for camera in found)


def arrange(devices: Iterable[Device]) -> tuple[Device, ...]:
    """Labels devices so that no two look the same, and sorts the doubtful ones to the end."""
    ordered = sorted(devices, key=lambda device: (device.is_doubtful, device.index))
    return tuple(replace(device, label=_label(device, ordered)) for device in ordered)


def default_device(devices: Sequence[Device]) -> Device | None:
    """Returns the camera to start with: the first that is in no doubt, or None."""
    return next((device for device in devices if not device.is_doubtful), None)


def looks_virtual(index: int, *, name: str, path: str, platform: str) -> bool:
    """Tells whether name or origin of a camera speak of a program instead of a camera."""
    if _VIRTUAL_NAME.search(name):
        return True
    if platform == "linux":
        return v4l2.is_virtual(index)
    # A virtual camera of Windows has no path, or one of `root#` or `swd#`.
    return platform == "win32" and _USB.match(path) is None


def looks_infrared(name: str) -> bool:
    """Tells whether a camera's name speaks of infrared or depth."""
    return _INFRARED_NAME.search(name) is not None


def find_devices(spec: DeviceSpec, devices: Sequence[Device]) -> tuple[Device, ...]:
    """Returns the devices that a source can mean; of doubtful ones only where no other is meant.

    A source with name and index or port means one camera by its whole name; a name alone may be a
    part of it. A camera whose port is known is not replaced by its twin in another socket.
    """
    matches = tuple(device for device in devices if _is_meant(device, spec))
    if spec.index is not None:
        return tuple(device for device in matches if device.index == spec.index) or matches
    exact = tuple(device for device in matches if spec.name in {device.name, device.label})
    certain = tuple(device for device in exact or matches if not device.is_doubtful)
    return certain or exact or matches


def _is_meant(device: Device, spec: DeviceSpec) -> bool:
    if spec.port is not None:
        return device.port == spec.port and spec.name in {None, device.name}
    if spec.name is None:
        return device.index == spec.index
    if spec.index is not None:
        return device.name == spec.name
    return spec.name.casefold() in device.label.casefold()


def _device(camera: CameraInfo, backend_name: str, *, platform: str) -> Device:
    name = _words(camera.name or "") or f"camera {camera.index}"
    path = camera.path or ""
    return Device(
        index=camera.index,
        name=name,
        path=path,
        vendor_id=camera.vid,
        product_id=camera.pid,
        backend=backend_name,
        port=v4l2.port(camera.index) if platform == "linux" else path or None,
        label=name,
        is_virtual_hint=looks_virtual(camera.index, name=name, path=path, platform=platform),
        is_infrared_hint=looks_infrared(name),
    )


def _words(untrusted_name: str) -> str:
    shortened = untrusted_name[:_MAX_NAME_LENGTH]
    return "".join(letter if letter.isprintable() else " " for letter in shortened).strip()


def _label(device: Device, devices: Sequence[Device]) -> str:
    twins = [other for other in devices if other.name == device.name]
    if len(twins) == 1:
        return device.name
    for mark in (_short_port, _path, _number):
        is_unique = max(Counter(mark(twin) for twin in twins).values()) == 1
        if is_unique:
            return f"{device.name} ({mark(device)})"
    return f"{device.name} ({device.index})"


def _short_port(device: Device) -> str:
    """Returns the telling part of a port: `1-3:1.0` on Linux, the instance on Windows."""
    port = device.port or ""
    return port.split("#")[2] if port.count("#") > 1 else port.rsplit("/", 1)[-1]


def _path(device: Device) -> str:
    return device.path


def _number(device: Device) -> str:
    return str(device.index)
