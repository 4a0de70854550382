"""Judges the pictures that a camera gives: covered, frozen, garbled, too small, too slow.

numpy alone, a fraction of a millisecond a frame at 1280x720: one row in eight is looked at.
"""

from collections import deque
from typing import Final

import numpy as np

from liveness_station.domain.conditions import NEEDED_FPS, RATE_SLACK_FPS, Condition
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame, Pixels

MIN_SIDES_PX: Final = (480, 640)
"""The shorter and the longer side that a picture must have, whichever way it is turned."""

_STEP_PX: Final = 8

# A sensor's noise changes at least 0.4 % of the values from one picture to the next, even of a
# bare wall under strong JPEG compression; benchmarks/results/frozen.md has the measurement.
_STILL_SHARE: Final = 0.001
_FROZEN_FRAMES: Final = 15
_FROZEN_S: Final = 0.7
"""So early that a frame that may be captured for 0.3 s more is never of a second's standstill."""
_FROZEN_SHARE: Final = 0.85
_FEWEST_PAIRS: Final = 7
_THAWED_FRAMES: Final = 3
_THAWED_SHARE: Final = 0.8

_DARK_MEAN: Final = 8.0
_DARK_SPREAD: Final = 3.0
_COVERED_S: Final = 0.5

_GARBLED_S: Final = 0.3
_CAST_SHARE: Final = 0.95
_CAST: Final = 40
_EMPTY_ROWS_SHARE: Final = 0.1
"""So much of a picture without any data: what YUV 4:2:2 shows of zeros is one green."""

_RATE_WINDOW_S: Final = 2.0
_PAUSE_S: Final = 0.6
"""Nothing for so long is no slowness but a pause: a replug, or a probe of the camera's controls."""
_SLOW_BELOW_FPS: Final = NEEDED_FPS - RATE_SLACK_FPS
_FAST_FROM_FPS: Final = _SLOW_BELOW_FPS + 1
"""The slack keeps a camera at the limit from blinking between the two."""


class PictureWatch:
    """Looks at every frame of one source, over reopenings too. Used by one thread."""

    def __init__(self) -> None:
        self._freeze = _Freeze()
        self._rate = _Rate()
        self._dark = _Lasting(_COVERED_S)
        self._damage = _Lasting(_GARBLED_S)

    def look(self, frame: Frame) -> Condition:
        """Returns how the pictures are, this frame being the newest."""
        now_s = frame.captured_at_s
        rows = np.ascontiguousarray(frame.pixels[::_STEP_PX])
        sparse = rows[:, ::_STEP_PX]
        has_changed = self._freeze.take(rows, now_s)
        self._rate.take(now_s, is_new=has_changed)
        is_garbled = frame.trouble is CameraTrouble.GARBLED or _is_garbled(sparse)
        is_dark = self._dark.take(now_s, holds=_is_dark(sparse))
        is_damaged = self._damage.take(now_s, holds=is_garbled)
        trouble: CameraTrouble | None = None
        if not _is_large_enough(frame):
            trouble = CameraTrouble.TOO_SMALL
        elif is_dark:
            trouble = CameraTrouble.COVERED
        elif is_damaged:
            trouble = CameraTrouble.GARBLED
        elif self._freeze.is_frozen:
            trouble = CameraTrouble.FROZEN
        elif self._rate.is_slow:
            trouble = CameraTrouble.TOO_SLOW
        own = CameraTrouble.GARBLED if is_garbled and not is_dark else trouble
        return Condition(trouble, own, self._rate.fps)


class _Lasting:
    """Tells whether something has held without a break for long enough."""

    def __init__(self, needed_s: float) -> None:
        self._needed_s = needed_s
        self._since_s: float | None = None

    def take(self, now_s: float, *, holds: bool) -> bool:
        if not holds:
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s = now_s
        return now_s - self._since_s >= self._needed_s


class _Freeze:
    """Compares each picture with the one before: the same, or the same but for a few values.

    A stream that stands still is encoded anew at times, which changes the whole picture a little;
    and in the dark some cameras repeat each picture a few times. So what counts is the share of
    repetitions, too, and not only an unbroken run of them.
    """

    def __init__(self) -> None:
        self.is_frozen = False
        self._rows: Pixels | None = None
        self._pairs: deque[tuple[float, bool]] = deque()
        self._began_s: float | None = None
        self._since_s = self._frozen_s = 0.0
        self._still = 0
        self._moving = 0

    def take(self, rows: Pixels, now_s: float) -> bool:
        """Takes the next picture; True if it is another one than the last."""
        before, self._rows = self._rows, rows
        if self._began_s is None:
            self._began_s = now_s
        is_still = before is not None and _is_same(before, rows)
        self._pairs.append((now_s, is_still))
        while self._pairs[0][0] <= now_s - _FROZEN_S:
            self._pairs.popleft()
        if is_still:
            self._still, self._moving = self._still + 1, 0
        else:
            self._still, self._moving, self._since_s = 0, self._moving + 1, now_s
        self._judge(now_s, self._began_s)
        return not is_still

    def _judge(self, now_s: float, began_s: float) -> None:
        share = sum(is_still for _, is_still in self._pairs) / len(self._pairs)
        # The first picture of a standstill is its first frame.
        is_run = self._still > 0 and (
            self._still + 1 >= _FROZEN_FRAMES or now_s - self._since_s >= _FROZEN_S
        )
        has_enough = now_s - began_s >= _FROZEN_S and len(self._pairs) >= _FEWEST_PAIRS
        if is_run or (has_enough and share >= _FROZEN_SHARE):
            if not self.is_frozen:
                self._frozen_s = now_s
            self.is_frozen = True
            return
        # Not before the moments that led up to the standstill have left the count.
        is_lively = share < _THAWED_SHARE and now_s - self._frozen_s >= _FROZEN_S
        if self._moving >= _THAWED_FRAMES or is_lively:
            self.is_frozen = False


class _Rate:
    """Counts the different pictures of the last two seconds."""

    def __init__(self) -> None:
        self.is_slow = False
        self.fps: int | None = None
        self._times: deque[float] = deque()
        self._began_s: float | None = None

    def take(self, now_s: float, *, is_new: bool) -> None:
        last_s = self._times[-1] if self._times else now_s
        if self._began_s is None or now_s - last_s > _PAUSE_S:
            # After a gap the measurement starts anew.
            self._began_s, self.fps, self.is_slow = now_s, None, False
            self._times.clear()
        if is_new:
            self._times.append(now_s)
        while self._times and self._times[0] <= now_s - _RATE_WINDOW_S:
            self._times.popleft()
        if now_s - self._began_s < _RATE_WINDOW_S:
            return
        fps = len(self._times) / _RATE_WINDOW_S
        self.fps = round(fps)
        if fps < _SLOW_BELOW_FPS:
            self.is_slow = True
        elif fps >= _FAST_FROM_FPS:
            self.is_slow = False


def _is_same(before: Pixels, rows: Pixels) -> bool:
    if before.shape != rows.shape:
        return False
    return int(np.count_nonzero(before != rows)) < _STILL_SHARE * rows.size


def _is_large_enough(frame: Frame) -> bool:
    shorter, longer = sorted((frame.width_px, frame.height_px))
    return shorter >= MIN_SIDES_PX[0] and longer >= MIN_SIDES_PX[1]


def _is_dark(sparse: Pixels) -> bool:
    return float(sparse.mean()) < _DARK_MEAN and float(sparse.std()) < _DARK_SPREAD


def _is_garbled(sparse: Pixels) -> bool:
    """Tells whether a picture is one cast of green or purple, or in part has no data at all."""
    blue, green, red = (sparse[..., channel].astype(np.int16) for channel in range(3))
    above = green - np.maximum(blue, red)
    below = np.minimum(blue, red) - green
    needed = _CAST_SHARE * green.size
    if np.count_nonzero(above > _CAST) >= needed or np.count_nonzero(below > _CAST) >= needed:
        return True
    is_empty = (blue <= 2) & (red <= 2) & (green >= 130) & (green <= 160)
    return int(np.count_nonzero(is_empty)) >= _EMPTY_ROWS_SHARE * green.size
