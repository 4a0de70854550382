"""The frames of a guided check that are to be judged: few, and from all of its time."""

from dataclasses import dataclass
from typing import Final

from liveness_station.domain.frames import Frame
from liveness_station.verification.burst_choice import BURST_FRAMES, burst_of, sharpness

MOST_KEPT: Final = 16
MOST_BYTES: Final = 96 * 1024 * 1024
"""A frame of 720p takes 2.7 MB, one of 4K 25: of these only as many are kept as are judged. They
are kept whole, because what is judged and shown must be what was seen."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the check: its sharpest candidate, and of how many."""

    frame: Frame
    sharpness: float
    count: int = 1


class BurstFrames:
    """Keeps candidates while a check goes on, from all of its time, and few.

    From all of its time, because whoever exchanges the live subject for a picture in the middle of
    a check is to be seen. Which parts are merged hangs on their length alone, so that nobody can
    choose by blurring.

    Args:
        most_bytes: what the kept frames may take together; five are kept whatever they take.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._parts: list[_Part] = []

    @property
    def kept(self) -> tuple[Frame, ...]:
        """The frames that are in memory, in the order of their time."""
        return tuple(part.frame for part in self._parts)

    def add(self, frame: Frame) -> None:
        """Takes a candidate; most are let go again."""
        most = min(max(self._most_bytes // frame.pixels.nbytes, BURST_FRAMES), MOST_KEPT)
        while len(self._parts) >= most:
            self._merge()
        self._parts.append(_Part(frame, sharpness(frame)))

    def spread(self) -> tuple[Frame, ...]:
        """Returns up to five candidates in the order of their time, the sharpest of each part."""
        return burst_of(self.kept)

    def _merge(self) -> None:
        """Makes one of the two neighbouring parts that are the shortest, the earliest of these."""
        pairs = range(len(self._parts) - 1)
        at = min(pairs, key=lambda place: sum(one.count for one in self._parts[place : place + 2]))
        one, other = self._parts[at : at + 2]
        better = one if one.sharpness >= other.sharpness else other
        merged = _Part(better.frame, better.sharpness, one.count + other.count)
        self._parts[at : at + 2] = [merged]
