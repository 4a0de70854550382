"""Clock, waiting and the wish to stop, as every source of this room needs them."""

import time
from collections.abc import Callable
from typing import Final

from liveness_station.domain.errors import CameraError, CameraTrouble

_POLL_S: Final = 0.04
"""Longest sleep between two looks at the wish to stop."""


class Timekeeper:
    """The clock of one source, and its ear for the wish to stop."""

    def __init__(self, clock: Callable[[], float], should_stop: Callable[[], bool]) -> None:
        self._clock = clock
        self._should_stop = should_stop

    def now_s(self) -> float:
        """Returns the monotonic time in seconds."""
        return self._clock()

    def check_stop(self) -> None:
        """Raises CameraError(ENDED) once the source was asked to stop."""
        if self._should_stop():
            raise CameraError(CameraTrouble.ENDED, "stopped")

    def wait_until(self, due_s: float) -> None:
        """Sleeps until a moment; ends within 50 ms by CameraError(ENDED) when asked to stop."""
        self.check_stop()
        while (left_s := due_s - self._clock()) > 0:
            time.sleep(min(left_s, _POLL_S))
            self.check_stop()


class Pacer:
    """Hands out due times at an even rate; what comes late moves the plan instead of hurrying."""

    def __init__(self, timekeeper: Timekeeper, rate_fps: float) -> None:
        self._timekeeper = timekeeper
        self._period_s = 1.0 / rate_fps
        self._due_s: float | None = None

    def wait(self) -> None:
        """Waits until the next frame is due; the first one is due at once."""
        if self._due_s is None:
            self._timekeeper.check_stop()
            self._due_s = self._timekeeper.now_s()
        else:
            self._timekeeper.wait_until(self._due_s)
        # After a pause of the reader the plan starts anew, else a burst would follow.
        now_s = self._timekeeper.now_s()
        is_far_behind = now_s - self._due_s > self._period_s
        self._due_s = (now_s if is_far_behind else self._due_s) + self._period_s
