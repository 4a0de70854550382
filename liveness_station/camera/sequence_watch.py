"""Measures what the run of a source's pictures tells of where they come from. Bounded in memory.

The evidence goes by the codes of `domain.injection.SOURCE_SIGNALS`; what it amounts to is decided
there. Nothing here proves a camera: it only finds what a camera does not do.
"""

import zlib
from collections import Counter, deque
from statistics import fmean, median, pstdev
from typing import Final

import numpy as np

from liveness_station.camera.head_watch import HeadFinder, HeadWatch
from liveness_station.camera.repetition import LoopFinder, Repetition
from liveness_station.domain.frames import Frame
from liveness_station.domain.signals import Signal

LOOP_LIKENESS: Final = 0.32
"""From here on the pictures are a recording played again; benchmarks/results/provenance.md has the
measurement."""

_SHORTEST_PERIOD_S: Final = 0.8
_REMEMBERED_S: Final = 30.0
"""A loop that was found counts on for so long: whoever shows one may stop for the capture."""

_MEMORY: Final = 1800
_STEP_PX: Final = 16
_FLAT: Final = 4.0
"""Pictures of less spread, such as black ones, come again by themselves."""

_MOST_EXACT: Final = 10.0
_NEAR_ALIKE: Final = 0.9
_NEAR_FRAMES: Final = 300
_LEAST_NEAR: Final = 60
_MOST_NEAR: Final = 0.1
_FROZEN_S: Final = 1.0

_INTERVALS: Final = 150
_LEAST_INTERVALS: Final = 45
_EVEN: Final = 0.0005
"""Spread of the time between two pictures, in parts of it: no clock that is read after a picture
has come through a cable and two queues is as even as that."""
_ODD_LOW: Final = 0.4
_ODD_HIGH: Final = 2.5
_MOST_ODD: Final = 0.25


class SequenceWatch:
    """Looks at the pictures of one opened source. Used by one thread."""

    def __init__(
        self, find_head: HeadFinder | None = None, *, is_proof_needed: bool = False
    ) -> None:
        """Begins; the arguments are as those of `HeadWatch`."""
        self._find_head = find_head
        self._is_proof_needed = is_proof_needed
        self.reopened()
        self._exact = _Exact()
        self._loops = LoopFinder()
        self._near: deque[bool] = deque(maxlen=_NEAR_FRAMES)
        self._clearest: tuple[float, Repetition] | None = None

    def reopened(self) -> None:
        """Goes on with the same source, opened once more.

        What repeats itself does so over a break too: who hangs up every few seconds would never be
        found otherwise. A head must be seen to move anew: it may be another one.
        """
        self._cadence = _Cadence()
        self._head = HeadWatch(self._find_head, is_proof_needed=self._is_proof_needed)

    def look(self, frame: Frame) -> None:
        """Takes the next picture; some may have been left out in between."""
        now_s = frame.captured_at_s
        self._cadence.take(frame.sequence, now_s)
        rows = np.ascontiguousarray(frame.pixels[::_STEP_PX])
        if not self._exact.take(zlib.crc32(rows.data), now_s, is_flat=float(rows.std()) < _FLAT):
            return
        self._head.take(frame.pixels, now_s)
        self._loops.take(frame.pixels, now_s)
        if self._loops.nearest is not None:
            self._near.append(self._loops.nearest >= _NEAR_ALIKE)
        self._remember(now_s)

    def signals(self) -> tuple[Signal, ...]:
        """Returns what has been measured so far; nothing for what cannot be told yet."""
        found = (*self._exact.signals(), *self._of_loops(), *self._cadence.signals())
        return (*found, *self._head.signals())

    def _remember(self, now_s: float) -> None:
        found = self._loops.found
        if found is None:
            return
        known = self._clearest
        is_old = known is not None and now_s - known[0] > _REMEMBERED_S
        if known is None or is_old or found.likeness >= known[1].likeness:
            self._clearest = (now_s, found)

    def _of_loops(self) -> list[Signal]:
        found = []
        if self._clearest is not None:
            repetition = self._clearest[1]
            is_loop = repetition.likeness >= LOOP_LIKENESS
            found.append(
                _signal("loop_likeness", repetition.likeness, LOOP_LIKENESS, speaks=is_loop)
            )
            if is_loop:
                period_s = repetition.period_s
                found.append(_signal("loop_period", period_s, _SHORTEST_PERIOD_S, speaks=True))
        if len(self._near) >= _LEAST_NEAR:
            share = fmean(self._near)
            found.append(_signal("duplicates_near", share, _MOST_NEAR, speaks=share >= _MOST_NEAR))
        return found


class _Exact:
    """Counts pictures that are, to the last bit, one that was there before another one."""

    def __init__(self) -> None:
        self._digests: deque[int] = deque()
        self._known: Counter[int] = Counter()
        self._repeats: deque[bool] = deque(maxlen=_MEMORY)
        self._last: int | None = None
        self._new_s = self._now_s = 0.0

    def take(self, digest: int, now_s: float, *, is_flat: bool) -> bool:
        """Takes the next picture; True if it is another one than the last."""
        self._now_s = now_s
        if digest == self._last:
            return False
        self._last, self._new_s = digest, now_s
        self._repeats.append(digest in self._known)
        if not is_flat:
            self._digests.append(digest)
            self._known[digest] += 1
        while len(self._digests) > _MEMORY:
            oldest = self._digests.popleft()
            self._known[oldest] -= 1
            if not self._known[oldest]:
                del self._known[oldest]
        return True

    def signals(self) -> list[Signal]:
        if self._last is None:
            return []
        still_s, repeats = self._now_s - self._new_s, float(sum(self._repeats))
        return [
            _signal("source_frozen", still_s, _FROZEN_S, speaks=still_s >= _FROZEN_S),
            _signal("duplicates_exact", repeats, _MOST_EXACT, speaks=repeats >= _MOST_EXACT),
        ]


class _Cadence:
    """Measures the time between pictures that follow one another."""

    def __init__(self) -> None:
        self._intervals_s: deque[float] = deque(maxlen=_INTERVALS)
        self._last: tuple[int, float] | None = None

    def take(self, sequence: int, now_s: float) -> None:
        last, self._last = self._last, (sequence, now_s)
        # Pictures that were left out here say nothing of the source.
        if last is not None and sequence == last[0] + 1:
            self._intervals_s.append(now_s - last[1])

    def signals(self) -> list[Signal]:
        if len(self._intervals_s) < _LEAST_INTERVALS:
            return []
        usual_s = max(median(self._intervals_s), 1e-6)
        odd = fmean(
            not _ODD_LOW * usual_s <= one_s <= _ODD_HIGH * usual_s for one_s in self._intervals_s
        )
        spread = pstdev(self._intervals_s) / usual_s
        return [
            _signal("cadence_regular", spread, _EVEN, speaks=spread < _EVEN),
            _signal("cadence_jitter", odd, _MOST_ODD, speaks=odd >= _MOST_ODD),
        ]


def _signal(code: str, value: float, limit: float, *, speaks: bool) -> Signal:
    # Six digits are more than any of it is worth, and keep the record's lines short.
    return Signal(code, round(value, 6), limit, is_against=speaks)
