"""Is it still the same face? Kept up while a subject sits there, for as long as that lasts."""

from collections import deque
from typing import Final

from liveness_station.domain.frames import Frame
from liveness_station.pad.continuity import exchange, jumps
from liveness_station.pad.poses import Points
from liveness_station.pad.tracks import Observation, patch_of, scene_of, track_of

MOST_ABSENT_S: Final = 5.0
"""Whoever comes back later counts as somebody else, however alike (FAULTS.md V3)."""

_KEPT: Final = 24
_JUDGE_EVERY: Final = 6
"""Judging costs a millisecond; a cut shows as well a third of a second later."""

_FEWEST: Final = 8


class Attendance:
    """Counts the stretches in which one face was seen without a break. Used by one thread."""

    def __init__(self) -> None:
        self._seen: deque[Observation] = deque(maxlen=_KEPT)
        self._stretch = 0
        self._last_face_s: float | None = None
        self._unjudged = 0

    @property
    def stretch(self) -> int:
        """How many times it may have been another face than before."""
        return self._stretch

    def miss(self, frame: Frame) -> None:
        """Takes a frame without a face."""
        if self._seen and self._seen[-1].points is not None:
            scene = scene_of(frame.pixels)
            self._seen.append(Observation(frame.captured_at_s, None, None, scene))

    def see(self, frame: Frame, points: Points) -> None:
        """Takes a frame with the points of a face.

        Raises:
            EngineError: cv2 failed.
        """
        now_s = frame.captured_at_s
        if self._last_face_s is not None and now_s - self._last_face_s > MOST_ABSENT_S:
            self._break()
        self._last_face_s = now_s
        patch, scene = patch_of(frame.pixels, points), scene_of(frame.pixels)
        self._seen.append(Observation(now_s, points, patch, scene))
        self._unjudged += 1
        if self._unjudged >= _JUDGE_EVERY and len(self._seen) >= _FEWEST:
            self._unjudged = 0
            self._judge()

    def _judge(self) -> None:
        track = track_of(self._seen)
        if jumps(track).max(initial=0.0) >= 1 or exchange(track) >= 1:
            newest = self._seen[-1]
            self._break()
            self._seen.append(newest)

    def _break(self) -> None:
        self._stretch += 1
        self._seen.clear()
        self._unjudged = 0
