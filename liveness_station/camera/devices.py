"""The cameras of this machine: found, named, told apart, the doubtful ones last."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
from cv2_enumerate_cameras import CameraInfo, enumerate_cameras

from liveness_station.camera import v4l2
from liveness_station.camera.device_class import Classification, DeviceFacts, classify
from liveness_station.camera.identities import Identity
from liveness_station.camera.specs import DeviceSpec

BACKENDS: Final = {
    "linux": (cv2.CAP_V4L2,),
    "win32": (cv2.CAP_MSMF, cv2.CAP_DSHOW),
    "darwin": (cv2.CAP_AVFOUNDATION,),
}
"""The ways to a camera, best first. The numbers of two ways do not agree."""

_MAX_NAME_LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class Route:
    """One way to open a camera: cv2's backend, and the camera's number there."""

    backend: int
    index: int

    @property
    def name(self) -> str:
        """What cv2 calls the backend, such as V4L2."""
        return str(cv2.videoio_registry.getBackendName(self.backend))


@dataclass(frozen=True, slots=True)
class Device:
    """One camera as the operating system lists it.

    Attributes:
        index: the number in the system's list; it may change with every replug.
        name: what the camera calls itself, printable.
        path: the device node or the system's path, "" where it has none.
        vendor_id: USB vendor, None where the device is on no USB.
        product_id: USB product, likewise.
        port: where it is plugged in, None where unknown; stays the same over a replug.
        label: the name, with something behind it where two cameras share the name.
        routes: the ways to open it, best first; at least one.
        classification: what it is taken for, and why.
    """

    index: int
    name: str
    path: str
    vendor_id: int | None
    product_id: int | None
    port: str | None
    label: str
    routes: tuple[Route, ...]
    classification: Classification

    @property
    def backend(self) -> str:
        """The best way to open it, such as V4L2."""
        return self.routes[0].name

    @property
    def identity(self) -> Identity:
        """By which it is known again, today and tomorrow."""
        return Identity(self.name, self.port, self.vendor_id, self.product_id)

    @property
    def is_doubtful(self) -> bool:
        """Tells whether this device must be chosen by hand."""
        return self.classification.is_doubtful

    @property
    def spec(self) -> DeviceSpec:
        """Returns the source that means this very camera, after a replug too."""
        return DeviceSpec(index=self.index, name=self.name, port=self.port)


def list_devices() -> tuple[Device, ...]:
    """Returns the cameras of this machine, doubtful ones last; empty where there are none."""
    platform = sys.platform
    listed: dict[str, Device] = {}
    for backend in BACKENDS.get(platform, ()):
        for camera in _enumerated(backend):
            device = _device(camera, backend, platform=platform)
            key = device.port or f"{backend}:{device.index}"
            known = listed.get(key)
            # The same camera by another way; of one port's several nodes each is a camera.
            if known is not None and known.routes[0].backend != backend:
                listed[key] = replace(known, routes=(*known.routes, *device.routes))
            else:
                listed[key if known is None else f"{key}:{device.index}"] = device
    return arrange(listed.values())


def _enumerated(backend: int) -> list[CameraInfo]:
    try:
        return list(enumerate_cameras(backend))
    # OSError: a node that vanished between listing and asking; the next listing is right again.
    except OSError:
        return []


def arrange(devices: Iterable[Device]) -> tuple[Device, ...]:
    """Labels devices so that no two look the same, and sorts the doubtful ones to the end."""
    ordered = sorted(devices, key=lambda device: (device.is_doubtful, device.index))
    return tuple(replace(device, label=_label(device, ordered)) for device in ordered)


def default_device(devices: Sequence[Device]) -> Device | None:
    """Returns the camera to start with: the first that is in no doubt, or None."""
    return next((device for device in devices if not device.is_doubtful), None)


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


def _device(camera: CameraInfo, backend: int, *, platform: str) -> Device:
    name = _words(camera.name or "") or f"camera {camera.index}"
    path = camera.path or ""
    if platform == "linux":
        node = Path(path) if path else None
        facts = v4l2.facts(camera.index, name=name, vendor_id=camera.vid, node=node)
        port = v4l2.port(camera.index)
    else:
        facts = DeviceFacts(platform, name, path, camera.vid)
        port = _socket(path)
    is_second_way = backend != BACKENDS[platform][0]
    return Device(
        # What only the second way lists is numbered as cv2 does, out of the way of the first's.
        index=camera.index + (backend if is_second_way else 0),
        name=name,
        path=path,
        vendor_id=camera.vid,
        product_id=camera.pid,
        port=port,
        label=name,
        routes=(Route(backend, camera.index),),
        classification=classify(facts),
    )


def _socket(path: str) -> str | None:
    """Returns a path of Windows without its last part, which tells the way and not the camera."""
    return path.rsplit("#{", 1)[0].casefold() or None


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
