"""Opens a camera of this machine: finds it, asks for a size, waits for its first picture."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2

from liveness_station.camera import v4l2
from liveness_station.camera.capture import Capture
from liveness_station.camera.devices import BACKENDS, find_devices, list_devices
from liveness_station.camera.live import LiveSource, next_picture
from liveness_station.camera.specs import DeviceSpec, describe
from liveness_station.camera.timekeeping import Timekeeper
from liveness_station.domain.errors import CameraError, CameraTrouble

_FIRST_PICTURE_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Wish:
    """The size and rate that a camera is asked for; it may give others."""

    width_px: int = 1280
    height_px: int = 720
    rate_fps: int = 30


def open_camera(spec: DeviceSpec, wish: Wish, *, timekeeper: Timekeeper) -> LiveSource:
    """Opens a camera and waits for its first picture.

    Raises:
        CameraError: NOT_FOUND, BUSY, DENIED or UNREADABLE where it does not open (only Linux
            tells the last three apart, elsewhere it is BUSY), TIMEOUT where no picture comes,
            ENDED once asked to stop.
    """
    timekeeper.check_stop()
    platform: str = sys.platform
    index, label, is_listed = _resolve(spec)
    has_opened = False
    for parameters in _attempts(wish, platform):
        timekeeper.check_stop()
        asked_s = timekeeper.now_s()
        capture = Capture(index, BACKENDS.get(platform, cv2.CAP_ANY), parameters)
        try:
            if capture.has_opened:
                has_opened = True
                first = next_picture(capture, timekeeper, silence_s=_FIRST_PICTURE_S)
                return LiveSource(capture, first, label=label, timekeeper=timekeeper)
            capture.close()
        except CameraError as error:
            capture.close()
            if error.trouble is not CameraTrouble.LOST:
                raise
            # What has been silent for so long is not helped by asking it for less.
            if timekeeper.now_s() - asked_s > _FIRST_PICTURE_S:
                break
    trouble = (
        CameraTrouble.TIMEOUT if has_opened else _trouble(index, platform, is_listed=is_listed)
    )
    raise CameraError(trouble, label)


def _resolve(spec: DeviceSpec) -> tuple[int, str, bool]:
    """Returns number and label of the camera that is meant, and whether the system lists it."""
    found = find_devices(spec, list_devices())
    if len(found) == 1:
        return found[0].index, found[0].label, True
    if found:
        raise CameraError(CameraTrouble.NOT_FOUND, f"{len(found)} cameras match; name one")
    # A bare number is tried all the same: the list is another library's and may miss one.
    if spec.index is None or spec.name is not None:
        raise CameraError(CameraTrouble.NOT_FOUND, describe(spec))
    return spec.index, describe(spec), False


def _attempts(wish: Wish, platform: str) -> Iterator[tuple[int, ...]]:
    """Yields what to ask for, best first.

    Everything is asked in the constructor, because Media Foundation starts anew, for seconds, at
    every later change; and it is asked for less and less, because a constructor that is asked for
    something unknown opens nothing.
    """
    size = (cv2.CAP_PROP_FRAME_WIDTH, wish.width_px, cv2.CAP_PROP_FRAME_HEIGHT, wish.height_px)
    rate = (cv2.CAP_PROP_FPS, wish.rate_fps)
    if platform == "linux":
        # USB 2 carries uncompressed 720p at 10 frames a second only.
        yield (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"), *size, *rate)
    if platform != "darwin":
        yield (*size, *rate)
    yield size
    yield ()


def _trouble(index: int, platform: str, *, is_listed: bool) -> CameraTrouble:
    if platform == "linux":
        return v4l2.trouble(Path(f"/dev/video{index}"))
    return CameraTrouble.BUSY if is_listed else CameraTrouble.NOT_FOUND
