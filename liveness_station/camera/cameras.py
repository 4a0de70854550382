"""Opens a camera of this machine: finds it, asks for a size, waits for its first picture."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2

from liveness_station.camera import v4l2, windows
from liveness_station.camera.capture import Capture
from liveness_station.camera.devices import BACKENDS, Route, find_devices, list_devices
from liveness_station.camera.live import LiveSource, next_picture
from liveness_station.camera.opening_times import OpeningTimes, in_order
from liveness_station.camera.picture_watch import MIN_SIDES_PX
from liveness_station.camera.specs import DeviceSpec, describe
from liveness_station.camera.timekeeping import Timekeeper
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Pixels

_FIRST_PICTURE_S: Final = 5.0
_MIN_RATE_FPS: Final = 15


@dataclass(frozen=True, slots=True)
class Wish:
    """The size and rate that a camera is asked for; it may give others."""

    width_px: int = 1280
    height_px: int = 720
    rate_fps: int = 30


_LEAST: Final = Wish(width_px=640, height_px=480, rate_fps=30)
"""Asked for where more brings too small pictures, or too few: an old bus, a weak camera."""


@dataclass(frozen=True, slots=True)
class _Target:
    """The camera that is meant."""

    routes: tuple[Route, ...]
    label: str
    identity: str
    is_listed: bool


def open_camera(
    spec: DeviceSpec, wish: Wish, *, timekeeper: Timekeeper, times: OpeningTimes | None = None
) -> LiveSource:
    """Opens a camera and waits for its first picture.

    Args:
        spec: which camera.
        wish: what to ask it for.
        timekeeper: clock and wish to stop.
        times: how long each way to each camera took; decides which is tried first.

    Raises:
        CameraError: NOT_FOUND, BUSY, DENIED or UNREADABLE where it does not open (only Linux
            tells all of them apart, elsewhere it is BUSY or DENIED), TIMEOUT where no picture
            comes, ENDED once asked to stop.
    """
    timekeeper.check_stop()
    target = _resolve(spec)
    times = times or OpeningTimes()
    has_opened = False
    for route in in_order(target.routes, times.of(target.identity)):
        asked_s = timekeeper.now_s()
        opening = _Opening(route, target.label, timekeeper)
        source = opening.open(wish)
        if source is not None:
            times.note(target.identity, route.name, timekeeper.now_s() - asked_s)
            return source
        has_opened = has_opened or opening.has_opened
    trouble = _silence(target) if has_opened else _trouble(target)
    raise CameraError(trouble, target.label)


class _Opening:
    """One try to open a camera by one way."""

    def __init__(self, route: Route, label: str, timekeeper: Timekeeper) -> None:
        self.has_opened = False
        self._route = route
        self._label = label
        self._timekeeper = timekeeper
        self._is_silent = False

    def open(self, wish: Wish) -> LiveSource | None:
        """Returns the camera as it gives most of what is wished for; None where it does not open.

        A camera that gives too little of the wish is asked for the least that is of use, and kept
        as it was where even that does not help.
        """
        wishes = tuple(_attempts(wish, self._route.backend))
        first = self._try(wishes)
        if first is None or _is_enough(*first):
            return None if first is None else self._live(*first)
        first[0].close()
        least = _attempts(_LEAST, self._route.backend)
        second = self._try((*least, *wishes))
        return None if second is None else self._live(*second)

    def _try(self, attempts: Iterable[tuple[int, ...]]) -> tuple[Capture, Pixels] | None:
        for parameters in attempts:
            # What has been silent for so long is not helped by asking it for less.
            if self._is_silent:
                return None
            self._timekeeper.check_stop()
            capture = Capture(self._route.index, self._route.backend, parameters)
            pixels = self._first_picture(capture)
            if pixels is not None:
                return capture, pixels
            capture.close()
        return None

    def _first_picture(self, capture: Capture) -> Pixels | None:
        asked_s = self._timekeeper.now_s()
        try:
            if not capture.has_opened:
                return None
            self.has_opened = True
            return next_picture(capture, self._timekeeper, silence_s=_FIRST_PICTURE_S)
        except CameraError as error:
            if error.trouble is not CameraTrouble.LOST:
                capture.close()
                raise
            self._is_silent = self._timekeeper.now_s() - asked_s > _FIRST_PICTURE_S
            return None

    def _live(self, capture: Capture, first: Pixels) -> LiveSource:
        return LiveSource(capture, first, label=self._label, timekeeper=self._timekeeper)


def _is_enough(capture: Capture, pixels: Pixels) -> bool:
    """Tells whether size and claimed rate are of use; a rate of 0 claims nothing."""
    shorter, longer = sorted(pixels.shape[:2])
    is_fast = not capture.rate_fps or capture.rate_fps >= _MIN_RATE_FPS
    return is_fast and shorter >= MIN_SIDES_PX[0] and longer >= MIN_SIDES_PX[1]


def _resolve(spec: DeviceSpec) -> _Target:
    """Returns the camera that is meant, and whether the system lists it."""
    found = find_devices(spec, list_devices())
    if len(found) == 1:
        device = found[0]
        return _Target(device.routes, device.label, device.identity.text, is_listed=True)
    if found:
        raise CameraError(CameraTrouble.NOT_FOUND, f"{len(found)} cameras match; name one")
    # A bare number is tried all the same: the list is another library's and may miss one.
    if spec.index is None or spec.name is not None:
        raise CameraError(CameraTrouble.NOT_FOUND, describe(spec))
    ways = BACKENDS.get(sys.platform, (cv2.CAP_ANY,))
    routes = tuple(Route(backend, spec.index) for backend in ways[:1])
    label = describe(spec)
    return _Target(routes, label, label, is_listed=False)


def _attempts(wish: Wish, backend: int) -> Iterator[tuple[int, ...]]:
    """Yields what to ask for, best first.

    Everything is asked in the constructor, because Media Foundation starts anew, for seconds, at
    every later change; and it is asked for less and less, because a constructor that is asked for
    something unknown opens nothing.
    """
    size = (cv2.CAP_PROP_FRAME_WIDTH, wish.width_px, cv2.CAP_PROP_FRAME_HEIGHT, wish.height_px)
    rate = (cv2.CAP_PROP_FPS, wish.rate_fps)
    if backend in {cv2.CAP_V4L2, cv2.CAP_DSHOW}:
        # USB 2 carries uncompressed 720p at 10 frames a second only.
        yield (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"), *size, *rate)
    if backend != cv2.CAP_AVFOUNDATION:
        yield (*size, *rate)
    yield size
    yield ()


def _silence(target: _Target) -> CameraTrouble:
    """Tells why no picture comes from a camera that opens."""
    platform: str = sys.platform
    node = Path(f"/dev/video{target.routes[0].index}")
    is_full = platform == "linux" and v4l2.is_bus_full(node)
    return CameraTrouble.BUSY if is_full else CameraTrouble.TIMEOUT


def _trouble(target: _Target) -> CameraTrouble:
    platform: str = sys.platform
    if platform == "linux":
        return v4l2.trouble(Path(f"/dev/video{target.routes[0].index}"))
    if not target.is_listed:
        return CameraTrouble.NOT_FOUND
    is_denied = platform == "win32" and windows.is_camera_denied()
    return CameraTrouble.DENIED if is_denied else CameraTrouble.BUSY
