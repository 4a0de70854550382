"""Plays a camera through v4l2loopback: what is written to the node is what the camera shows."""

import fcntl
import itertools
import os
import struct
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2

from liveness_station.domain.frames import Pixels

_VIDIOC_S_FMT = 0xC0D05605
_VIDEO_OUTPUT = 2
_READERS_GONE_S = 10.0
_BYTES_PER_PX = {b"YUYV": 2, b"MJPG": 0}


@dataclass(frozen=True, slots=True)
class Film:
    """What a camera shows, again and again: pictures of one size, encoded as the kernel has them.

    Attributes:
        fourcc: how they are encoded.
    """

    shots: tuple[bytes, ...]
    width_px: int
    height_px: int
    fourcc: bytes = b"YUYV"


def raw(*pictures: Pixels) -> Film:
    """Returns a film without compression."""
    shots = tuple(cv2.cvtColor(one, cv2.COLOR_BGR2YUV_YUYV).tobytes() for one in pictures)
    return Film(shots, pictures[0].shape[1], pictures[0].shape[0])


def jpeg(*pictures: Pixels, torn: Sequence[int] = ()) -> Film:
    """Returns a film of JPEGs; of those whose numbers are in `torn`, the second half is missing."""
    shots = [cv2.imencode(".jpg", one)[1].tobytes() for one in pictures]
    for number in torn:
        shots[number] = shots[number][: len(shots[number]) // 2]
    return Film(tuple(shots), pictures[0].shape[1], pictures[0].shape[0], b"MJPG")


class Feeder:
    """Shows a film from `with` to the end of its block; another one of its size may follow."""

    def __init__(self, node: Path, film: Film, *, rate_fps: float = 15.0) -> None:
        self._handle = _open_shaped(node, film)
        self._pause_s = 1 / rate_fps
        self._shots = itertools.cycle(film.shots)
        self._is_stopping = threading.Event()
        self.is_silent = threading.Event()
        self._thread = threading.Thread(target=self._feed, name="feeder")

    def show(self, film: Film) -> None:
        """Goes over to another film of the same size and kind."""
        self._shots = itertools.cycle(film.shots)

    def __enter__(self) -> Self:
        os.write(self._handle, next(self._shots))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._is_stopping.set()
        self._thread.join()
        os.close(self._handle)

    def _feed(self) -> None:
        while not self._is_stopping.wait(self._pause_s):
            if not self.is_silent.is_set():
                os.write(self._handle, next(self._shots))


def _open_shaped(node: Path, film: Film) -> int:
    """Opens a node for a film; waits for readers that keep it at another film's size."""
    end_s = time.monotonic() + _READERS_GONE_S
    while True:
        handle = os.open(node, os.O_RDWR)
        try:
            fcntl.ioctl(handle, _VIDIOC_S_FMT, _stated(film))
        except OSError:
            os.close(handle)
            if time.monotonic() > end_s:
                raise
            time.sleep(0.02)
        else:
            return handle


def _stated(film: Film) -> bytearray:
    """Returns the kernel's `struct v4l2_format` for a film."""
    line_bytes = film.width_px * _BYTES_PER_PX[film.fourcc]
    # Nothing in a film of this kind is larger than the picture without compression.
    size_bytes = film.width_px * film.height_px * 2
    stated = bytearray(208)
    struct.pack_into("I", stated, 0, _VIDEO_OUTPUT)
    shape = (film.width_px, film.height_px, film.fourcc, 1, line_bytes, size_bytes, 8)
    struct.pack_into("II4sIIII", stated, 8, *shape)
    return stated
