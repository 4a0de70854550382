"""A camera that is plugged in and pulled out by a test, behind the real camera thread."""

import os
import threading
from collections.abc import Callable

import numpy as np

from liveness_station.clocks import waking_clock_s
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.ports import FrameSource

PAIR = 2


class PluggedCamera:
    """One device; each opening holds a handle of the operating system, as a real one does."""

    def __init__(self) -> None:
        self.is_in = threading.Event()
        self.is_in.set()
        self.opened = 0
        self.left_open = 0

    def __call__(self, should_stop: Callable[[], bool]) -> FrameSource:
        """Opens it, as an opener does."""
        if not self.is_in.is_set():
            raise CameraError(CameraTrouble.NOT_FOUND, "unplugged")
        self.opened += 1
        self.left_open += 1
        return _Handle(self, should_stop)


class _Handle:
    def __init__(self, camera: PluggedCamera, should_stop: Callable[[], bool]) -> None:
        self._camera = camera
        self._should_stop = should_stop
        self._ends: tuple[int, ...] = os.pipe()
        self._sequence = 0
        self._pause = threading.Event()

    @property
    def description(self) -> str:
        return "plugged camera, 640x480"

    def read(self) -> Frame:
        self._pause.wait(0.002)
        if self._should_stop():
            raise CameraError(CameraTrouble.ENDED)
        if not self._camera.is_in.is_set():
            raise CameraError(CameraTrouble.LOST, "pulled out")
        self._sequence += 1
        pixels = np.full((480, 640, 3), self._sequence % 250, np.uint8)
        return Frame(pixels, waking_clock_s(), self._sequence, "plugged camera")

    def close(self) -> None:
        ends, self._ends = self._ends, ()
        for end in ends:
            os.close(end)
        self._camera.left_open -= len(ends) // PAIR
