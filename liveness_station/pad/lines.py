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
    rows: list[list[float]] = pieces.tolist()
    lengths = [end - start for start, _, end, _ in rows]
    used: set[int] = set()
    for seed in np.argsort(pieces[:, 0] - pieces[:, 2]).tolist():
        if lengths[seed] < _SHORTEST * unit:
            return
        if seed in used:
            continue
        slope, offset, members = _grow(pieces, rows, seed, unit)
        used.update(members)
        start, end = min(rows[at][0] for at in members), max(rows[at][2] for at in members)
        if sum(lengths[at] for at in members) / (end - start) > _LEAST_COVERAGE:
            yield Line(slope, offset, start, end)


def _along(segments: Segments, along: int, unit: float) -> Segments:
    """Returns segments as (along0, across0, along1, across1), forwards, the suitable ones only."""
    pieces = segments if along == 0 else segments[:, [1, 0, 3, 2]]
    is_backward = pieces[:, 0] > pieces[:, 2]
    pieces = np.where(is_backward[:, np.newaxis], pieces[:, [2, 3, 0, 1]], pieces)
    run, rise = pieces[:, 2] - pieces[:, 0], np.abs(pieces[:, 3] - pieces[:, 1])
    is_fit = (rise < _STEEPEST * run) & (np.hypot(run, rise) > _SHORTEST_PIECE * unit)
    return pieces[is_fit]


def _grow(
    pieces: Segments, rows: list[list[float]], seed: int, unit: float
) -> tuple[float, float, list[int]]:
    """Joins to a seed what lies in line with it, twice: the second time with the better line.

    All pieces are looked at as an array; the few that are near as the rows of the same numbers,
    because arrays of two or three take many times as long.
    """
    members = [seed]
    slope = offset = 0.0
    tolerance = max(_TOLERANCE_PX, _TOLERANCE * unit)
    for _ in range(2):
        slope, offset = _fit([rows[member] for member in members])
        off_line = np.abs(slope * pieces[:, ::2] + offset - pieces[:, 1::2])
        near = np.flatnonzero((off_line < tolerance).all(axis=1)).tolist()
        members = _connected(rows, seed, near, _WIDEST_GAP * unit)
    return slope, offset, members


def _fit(rows: list[list[float]]) -> tuple[float, float]:
    """Returns slope and offset of the least-squares line through both ends of each row."""
    alongs = [row[at] for row in rows for at in (0, 2)]
    acrosses = [row[at] for row in rows for at in (1, 3)]
    middle = sum(alongs) / len(alongs)
    height = sum(acrosses) / len(acrosses)
    shared = sum(
        (along - middle) * (across - height) for along, across in zip(alongs, acrosses, strict=True)
    )
    slope = shared / sum((along - middle) ** 2 for along in alongs)
    return slope, height - slope * middle


def _connected(rows: list[list[float]], seed: int, near: list[int], widest_gap: float) -> list[int]:
    """Returns those of `near` that reach the seed over gaps that are not too wide."""
    start, _, end, _ = rows[seed]
    reached = 0
    while True:
        earliest, latest = start - widest_gap, end + widest_gap
        members = [at for at in near if rows[at][0] < latest and rows[at][2] > earliest]
        # The reach only ever grows, so this ends.
        if len(members) <= reached:
            return members or [seed]
        reached = len(members)
        start = min(start, *(rows[at][0] for at in members))
        end = max(end, *(rows[at][2] for at in members))
