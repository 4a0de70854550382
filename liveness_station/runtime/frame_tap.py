"""Frames for whoever watches a subject, beside those for the preview."""

import threading
from typing import Final

from liveness_station.domain.frames import Frame

MIN_STEP_S: Final = 0.06
"""About fifteen frames a second; at exactly 1/15 s a camera's jitter would halve its rate."""


class FrameBox:
    """A place for one frame, which can be waited for: the newest wins."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._frame: Frame | None = None
        self._taken_at_s = float("-inf")

    def put(self, frame: Frame) -> None:
        """Leaves a frame in place of any older one, unless it follows the last too closely."""
        with self._changed:
            if frame.captured_at_s - self._taken_at_s < MIN_STEP_S:
                return
            self._frame = frame
            self._changed.notify()

    def take(self, timeout_s: float) -> Frame | None:
        """Waits for a frame and takes it; None where none came in time."""
        with self._changed:
            self._changed.wait_for(self._has_frame, timeout_s)
            frame, self._frame = self._frame, None
            if frame is not None:
                self._taken_at_s = frame.captured_at_s
        return frame

    def _has_frame(self) -> bool:
        return self._frame is not None


class FrameTap:
    """Hands frames from the camera thread to one listener, or to nobody.

    Each listener gets a box of its own: one that hangs never sees, nor takes away, what is the
    next one's. Every method may be called from any thread.
    """

    def __init__(self) -> None:
        self._box: FrameBox | None = None

    def listen(self) -> FrameBox:
        """Returns a new box that fills from now on; the one before fills no more."""
        box = FrameBox()
        self._box = box
        return box

    def silence(self) -> None:
        """Hands frames to nobody."""
        self._box = None

    def put(self, frame: Frame) -> None:
        """Hands a frame over; costs nothing while nobody listens."""
        box = self._box
        if box is not None:
            box.put(frame)


class SharedTap(FrameTap):
    """Hands frames to several taps, and so to a listener of each."""

    def __init__(self, *taps: FrameTap) -> None:
        super().__init__()
        self._taps = taps

    def put(self, frame: Frame) -> None:
        """Hands a frame over to all of them."""
        for tap in self._taps:
            tap.put(frame)
