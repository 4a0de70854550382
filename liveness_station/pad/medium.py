"""Evidence of a medium round the face: corners of a screen or a sheet that frame it.

A telephone, a tablet or a printed picture that is held to a camera has straight edges that meet at
right angles, with the face inside the angle. Behind a live person edges are there as well, but
they end at the head and the shoulders: what frames the face is in front of nothing.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import cv2
import numpy as np

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.doors import opencv_door
from liveness_station.pad.lines import Line, Segments, long_lines

LONGEST_SIDE_PX: Final = 384
"""Edges of a medium are long: at this size as many are found as at 640, in less than half the
time, and less of what is on the sheet disturbs."""

# In units of the face's width (sideways) or height (upwards), but for the slopes.
_NEAREST_SIDE: Final = 0.5
_FARTHEST_SIDE: Final = 2.4
_FARTHEST_TOP: Final = 1.5
_GAP_AT_CORNER: Final = 0.2
_MOST_SKEW: Final = 0.35

_SEARCHED_ASIDE: Final = 3.0
_SEARCHED_ABOVE: Final = 2.1
_SEARCHED_BELOW: Final = 2.1
"""How far from the face's middle, top and bottom edges are looked for: what a side or an end may
reach, and a quarter more, for lines that are askew."""

_LSD_STEP_PX: Final = 5
"""LSD takes four fifths of a picture first, so a part that begins at a multiple of five has its
pixels where the whole has them."""


@dataclass(frozen=True, slots=True)
class Corners:
    """How much of a frame there is round the face.

    `count` is 0 to 4, each corner counting as much as its lines meet and are square; `region` is
    what the corners and the face span, in pixels of the picture.
    """

    count: float
    region: Face | None


class _Box(NamedTuple):
    left: float
    top: float
    width: float
    height: float

    @property
    def across(self) -> float:
        return self.left + self.width / 2

    @property
    def down(self) -> float:
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        return self.top + self.height


class _Corner(NamedTuple):
    weight: float
    across: float
    down: float


_NO_CORNER: Final = _Corner(0.0, 0.0, 0.0)


def framing_corners(pixels: Pixels, face: Face) -> Corners:
    """Counts the right-angled corners whose inside holds the face.

    Args:
        pixels: height x width x 3, BGR, uint8.
        face: a box in pixels of that picture.

    Raises:
        EngineError: cv2 failed.
    """
    factor = min(1.0, LONGEST_SIDE_PX / max(pixels.shape[:2]))
    box = _Box(*(factor * side for side in (*_origin(face), face.width_px, face.height_px)))
    segments = _segments(pixels, factor, box)
    sides = [line for line in long_lines(segments, along=1, unit=box.height) if _is_side(line, box)]
    lefts = [line for line in sides if line.at(box.down) < box.across]
    rights = [line for line in sides if line.at(box.down) >= box.across]
    ends = list(long_lines(segments, along=0, unit=box.height))
    tops = [line for line in ends if _is_above(line, box)]
    bottoms = [line for line in ends if _is_below(line, box)]
    found = [
        *_best_pair(lefts, rights, tops, box, is_top=True),
        *_best_pair(lefts, rights, bottoms, box, is_top=False),
    ]
    return Corners(sum(corner.weight for corner in found), _region(found, face, factor))


def _origin(face: Face) -> tuple[float, float]:
    return face.left_px, face.top_px


def _segments(pixels: Pixels, factor: float, box: _Box) -> Segments:
    """Returns straight segments (x0, y0, x1, y1) of the shrunken picture (LSD, Grompone 2012).

    Only where a line can frame the face: the time goes with the area.
    """
    left, top = (
        _step_down(edge)
        for edge in (
            box.across - _SEARCHED_ASIDE * box.width,
            box.top - _SEARCHED_ABOVE * box.height,
        )
    )
    right = math.ceil(box.across + _SEARCHED_ASIDE * box.width)
    bottom = math.ceil(box.bottom + _SEARCHED_BELOW * box.height)
    with opencv_door("LSD"):
        luma = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
        if factor < 1:
            luma = cv2.resize(luma, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        # A new one each time: it keeps what it works on, and several threads may come.
        found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(
            np.ascontiguousarray(luma[top:bottom, left:right])
        )[0]
    # The stub does not know that there is None instead of an empty array.
    rows: object = found
    if rows is None:
        return np.zeros((0, 4))
    shift = np.array([left, top, left, top], np.float64)
    return np.add(np.asarray(found, np.float64).reshape(-1, 4), shift)


def _step_down(edge_px: float) -> int:
    return max(0, math.floor(edge_px / _LSD_STEP_PX)) * _LSD_STEP_PX


def _is_side(line: Line, box: _Box) -> bool:
    """Tells whether an upright line stands beside the face, at some height of it."""
    distance = abs(line.at(box.down) - box.across) / box.width
    is_beside = line.end > box.top - 0.6 * box.height and line.start < box.bottom + 0.3 * box.height
    return _NEAREST_SIDE < distance < _FARTHEST_SIDE and is_beside


def _is_above(line: Line, box: _Box) -> bool:
    return box.top - _FARTHEST_TOP * box.height < line.at(box.across) < box.top + 0.02 * box.height


def _is_below(line: Line, box: _Box) -> bool:
    lowest = box.bottom + _FARTHEST_TOP * box.height
    return box.bottom - 0.02 * box.height < line.at(box.across) < lowest


def _best_pair(
    lefts: Sequence[Line], rights: Sequence[Line], ends: Sequence[Line], box: _Box, *, is_top: bool
) -> tuple[_Corner, ...]:
    """Returns the two corners of the one end (top or bottom) that frames the face best."""
    best: tuple[_Corner, ...] = ()
    for end in ends:
        left = max(_corners(lefts, end, box, is_left=True, is_top=is_top), default=_NO_CORNER)
        right = max(_corners(rights, end, box, is_left=False, is_top=is_top), default=_NO_CORNER)
        pair = tuple(corner for corner in (left, right) if corner.weight > 0)
        best = max(best, pair, key=_weight)
    return best


def _weight(corners: tuple[_Corner, ...]) -> float:
    return sum(corner.weight for corner in corners)


def _corners(
    sides: Sequence[Line], end: Line, box: _Box, *, is_left: bool, is_top: bool
) -> Iterator[_Corner]:
    """Yields the corner of each side with one end; its weight falls with gaps and skew."""
    for side in sides:
        # side: x = s y + b; end: y = t x + c.
        down = (end.slope * side.offset + end.offset) / (1 - end.slope * side.slope)
        across = side.at(down)
        gap_down = abs(down - (side.start if is_top else side.end)) / box.height
        gap_across = abs(across - (end.start if is_left else end.end)) / box.height
        # Lines at right angles have opposite slopes, each towards its own axis.
        skew = abs(side.slope + end.slope)
        weight = (
            max(0.0, 1 - gap_down / _GAP_AT_CORNER)
            * max(0.0, 1 - gap_across / _GAP_AT_CORNER)
            * max(0.0, 1 - skew / _MOST_SKEW) ** 0.5
        )
        yield _Corner(weight, across, down)


def _region(corners: Sequence[_Corner], face: Face, factor: float) -> Face | None:
    if not corners:
        return None
    acrosses = [corner.across / factor for corner in corners]
    downs = [corner.down / factor for corner in corners]
    left = min(*acrosses, face.left_px)
    top = min(*downs, face.top_px)
    return Face(
        left_px=left,
        top_px=top,
        width_px=max(*acrosses, face.left_px + face.width_px) - left,
        height_px=max(*downs, face.top_px + face.height_px) - top,
        confidence=face.confidence,
    )
