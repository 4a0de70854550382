"""A source that plays a script: pictures, troubles, pauses and reads that never end."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from liveness_station.camera.capture import FrameMaker
from liveness_station.camera.opening import never
from liveness_station.camera.timekeeping import Timekeeper
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.source_kinds import SourceKind


@dataclass(frozen=True, slots=True)
class Pause:
    """A wait before the next step; ends early when the source is asked to stop."""

    duration_s: float


@dataclass(frozen=True, slots=True)
class Hold:
    """A read that blocks, deaf to every wish, until the test lets it go."""

    released: threading.Event


Step = Pixels | CameraTrouble | Pause | Hold
"""One step of a script; a trouble is raised and the script goes on after it."""


def picture(shade: int = 128, *, width_px: int = 64, height_px: int = 48) -> Pixels:
    """Returns an even picture of one shade of grey."""
    return np.full((height_px, width_px, 3), shade, np.uint8)


class ScriptedSource:
    """A FrameSource of steps; may be endless (`itertools.repeat`). Ends by CameraError(ENDED)."""

    def __init__(
        self,
        steps: Iterable[Step],
        *,
        label: str = "scripted camera",
        is_demo: bool = False,
        clock: Callable[[], float] = waking_clock_s,
        should_stop: Callable[[], bool] = never,
    ) -> None:
        self._steps = iter(steps)
        self._frames = FrameMaker(label, kind=SourceKind.DEVICE, is_demo=is_demo)
        self._timekeeper = Timekeeper(clock, should_stop)
        self.is_closed = False

    @property
    def description(self) -> str:
        return f"{self._frames.label}, scripted"

    def read(self) -> Frame:
        if self.is_closed:
            raise CameraError(CameraTrouble.ENDED, "closed")
        for step in self._steps:
            self._timekeeper.check_stop()
            if isinstance(step, np.ndarray):
                return self._frames.make(step.copy(), self._timekeeper.now_s())
            self._play(step)
        raise CameraError(CameraTrouble.ENDED, "end of script")

    def close(self) -> None:
        self.is_closed = True

    def _play(self, step: CameraTrouble | Pause | Hold) -> None:
        match step:
            case CameraTrouble():
                raise CameraError(step, "scripted")
            case Pause(duration_s=duration_s):
                self._timekeeper.wait_until(self._timekeeper.now_s() + duration_s)
            case Hold(released=released):
                released.wait()
