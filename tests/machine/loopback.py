"""Plays a camera through v4l2loopback: what is written to the node is what the camera shows."""

import fcntl
import os
import struct
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2

from liveness_station.domain.frames import Pixels

_VIDIOC_S_FMT = 0xC0D05605
_VIDEO_OUTPUT = 2
_RATE_FPS = 15.0


class Feeder:
    """Shows one picture at 15 frames a second, from `with` to the end of its block."""

    def __init__(self, node: Path, picture: Pixels) -> None:
        height_px, width_px = picture.shape[:2]
        self._handle = os.open(node, os.O_RDWR)
        stated = bytearray(208)
        struct.pack_into("I", stated, 0, _VIDEO_OUTPUT)
        line_bytes = width_px * 2
        shape = (width_px, height_px, b"YUYV", 1, line_bytes, line_bytes * height_px, 8)
        struct.pack_into("II4sIIII", stated, 8, *shape)
        fcntl.ioctl(self._handle, _VIDIOC_S_FMT, stated)
        self._data = cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_YUYV).tobytes()
        self._is_stopping = threading.Event()
        self.is_silent = threading.Event()
        self._thread = threading.Thread(target=self._feed, name="feeder")

    def __enter__(self) -> Self:
        os.write(self._handle, self._data)
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
        while not self._is_stopping.wait(1 / _RATE_FPS):
            if not self.is_silent.is_set():
                os.write(self._handle, self._data)
