"""Frames spread over a video file, for whoever judges the whole of it; no rate is kept."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import cv2

from liveness_station.camera.capture import Capture
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame, Pixels

_MAX_FRAMES: Final = 100_000
"""An hour at 25 a second; what is behind it is not looked at."""


def spread_frames(path: Path, count: int, *, label: str) -> Iterator[tuple[int, Frame]]:
    """Yields frames from the middles of equal parts of a clip, with their numbers.

    The clip is gone through twice, because what a file says of its own length is often wrong.

    Args:
        path: the file.
        count: how many frames; a shorter clip gives all that it has.
        label: where the frames say that they come from.

    Raises:
        CameraError: UNREADABLE where it holds no picture or one that cannot be read.
    """
    total = _length(path)
    parts = min(count, total)
    wanted = {(2 * part + 1) * total // (2 * parts) for part in range(parts)}
    capture = _opened(path)
    try:
        for number in range(max(wanted) + 1):
            if number not in wanted:
                _checked(capture.skip())
                continue
            pixels: Pixels | None = capture.read()
            if pixels is None:
                raise _unreadable()
            yield number, Frame(pixels, time.monotonic(), number, label)
    finally:
        capture.close()


def _length(path: Path) -> int:
    capture = _opened(path)
    try:
        total = 0
        while total < _MAX_FRAMES and capture.skip():
            total += 1
    finally:
        capture.close()
    if total == 0:
        raise _unreadable()
    return total


def _opened(path: Path) -> Capture:
    # FFmpeg would take a name that is none of a file for a series of pictures or an address.
    if not path.is_file():
        raise _unreadable()
    capture = Capture(str(path.resolve()), cv2.CAP_FFMPEG)
    if not capture.has_opened:
        capture.close()
        raise _unreadable()
    return capture


def _checked(has_come: bool) -> None:
    if not has_come:
        raise _unreadable()


def _unreadable() -> CameraError:
    return CameraError(CameraTrouble.UNREADABLE, "not a video that can be read")
