"""Long straight lines out of the short segments that a detector finds."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Segments = npt.NDArray[np.float64]
"""n x 4: x0, y0, x1, y1 in pixels."""

# In units of the face's height, but for slope, coverage and the pixels.
_SHORTEST: Final = 0.4
_SHORTEST_PIECE: Final = 0.16
_WIDEST_GAP: Final = 0.3
_TOLERANCE: Final = 0.02
_TOLERANCE_PX: Final = 1.5
_STEEPEST: Final = 0.55
"""Half a right angle is 1: a medium may be held 29 degrees askew."""

_LEAST_COVERAGE: Final = 0.5


class Line(NamedTuple):
    """A straight line that runs mostly along one axis, from `start` to `end` on it.

    Its place on the other axis is `slope` times that on its own, plus `offset`.
    """

    slope: float
    offset: float
    start: float
    end: float

    def at(self, along: float) -> float:
        """Returns the place on the other axis."""
        return self.slope * along + self.offset


def long_lines(segments: Segments, *, along: int, unit: float) -> Iterator[Line]:
    """Yields the lines along one axis that are at least 0.4 units long, the longest seed first.

    Segments in line with each other are joined over gaps of 0.3 units; what is mostly gaps is no
    line.

    Args:
        segments: as the detector found them.
        along: 0 for lines that run sideways, 1 for upright ones.
        unit: the height of the face in the same pixels, above 0.
    """
    pieces = _along(segments, along, unit)
    lengths = pieces[:, 2] - pieces[:, 0]
    is_used = np.zeros(len(pieces), bool)
    for seed in np.argsort(-lengths):
        if lengths[seed] < _SHORTEST * unit:
            return
        if is_used[seed]:
            continue
        slope, offset, members = _grow(pieces, int(seed), unit)
        is_used[members] = True
        start, end = float(pieces[members, 0].min()), float(pieces[members, 2].max())
        if lengths[members].sum() / (end - start) > _LEAST_COVERAGE:
            yield Line(slope, offset, start, end)


def _along(segments: Segments, along: int, unit: float) -> Segments:
    """Returns segments as (along0, across0, along1, across1), forwards, the suitable ones only."""
    pieces = segments if along == 0 else segments[:, [1, 0, 3, 2]]
    is_backward = pieces[:, 0] > pieces[:, 2]
    pieces = np.where(is_backward[:, np.newaxis], pieces[:, [2, 3, 0, 1]], pieces)
    run, rise = pieces[:, 2] - pieces[:, 0], np.abs(pieces[:, 3] - pieces[:, 1])
    is_fit = (rise < _STEEPEST * run) & (np.hypot(run, rise) > _SHORTEST_PIECE * unit)
    return pieces[is_fit]


def _grow(pieces: Segments, seed: int, unit: float) -> tuple[float, float, npt.NDArray[np.intp]]:
    """Joins to a seed what lies in line with it, twice: the second time with the better line."""
    members = np.array([seed])
    slope = offset = 0.0
    for _ in range(2):
        ends = np.vstack([pieces[members, :2], pieces[members, 2:]])
        slope, offset = _fit(ends)
        off_line = np.maximum(
            np.abs(slope * pieces[:, 0] + offset - pieces[:, 1]),
            np.abs(slope * pieces[:, 2] + offset - pieces[:, 3]),
        )
        near = np.flatnonzero(off_line < max(_TOLERANCE_PX, _TOLERANCE * unit))
        members = _connected(pieces, seed, near, _WIDEST_GAP * unit)
    return slope, offset, members


def _fit(points: Segments) -> tuple[float, float]:
    """Returns slope and offset of the least-squares line through points (along, across).

    Written out, because `np.polyfit` takes ten times as long for so few.
    """
    centre = points.mean(axis=0)
    along, across = (points - centre).T
    slope = float(along @ across / (along @ along))
    return slope, float(centre[1] - slope * centre[0])


def _connected(
    pieces: Segments, seed: int, near: npt.NDArray[np.intp], widest_gap: float
) -> npt.NDArray[np.intp]:
    """Returns those of `near` that reach the seed over gaps that are not too wide."""
    start, end = pieces[seed, 0], pieces[seed, 2]
    reached = 0
    while True:
        is_reached = (pieces[near, 0] < end + widest_gap) & (pieces[near, 2] > start - widest_gap)
        members = near[is_reached]
        # The reach only ever grows, so this ends.
        if len(members) <= reached:
            return members if len(members) else np.array([seed])
        reached = len(members)
        start, end = min(start, pieces[members, 0].min()), max(end, pieces[members, 2].max())
