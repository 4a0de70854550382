"""The frames of a guided check that are to be judged: few, and from all of its time."""

from typing import Final

from liveness_station.domain.frames import Frame
from liveness_station.verification.burst_choice import burst_of

_MOST_KEPT: Final = 16
"""A frame of 720p takes 2.7 MB; a check that lasts to its limit sees a hundred and more."""


class BurstFrames:
    """Keeps candidates while a check goes on, evenly over its time and never more than sixteen.

    From all of its time, because whoever exchanges the live subject for a picture in the middle of
    a check is to be seen.
    """

    def __init__(self) -> None:
        self._kept: list[Frame] = []
        self._every = 1
        self._seen = 0

    def add(self, frame: Frame) -> None:
        """Takes a candidate; most are let go again."""
        if self._seen % self._every == 0:
            self._kept.append(frame)
        self._seen += 1
        if len(self._kept) > _MOST_KEPT:
            self._kept = self._kept[::2]
            self._every *= 2

    def spread(self) -> tuple[Frame, ...]:
        """Returns up to five candidates in the order of their time, the sharpest of each part."""
        return burst_of(tuple(self._kept))
