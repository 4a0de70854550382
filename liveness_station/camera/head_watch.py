"""Looks whether the head in the picture moves by itself, or only together with all the rest.

A photograph to which noise is added never repeats itself, so that nothing else here finds it. But
its head does nothing of its own: whatever moves is one movement of the whole picture. So one
movement (shift, zoom, turn, shear), one contrast and one brightness are taken off each picture,
and what is left of the head is looked at over three seconds: a sensor's noise is another one in
each picture, a head's sway, a blink or a word lasts for several. The first is told from the
second by von Neumann's ratio: half the mean square of the steps against the variance.
"""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.signals import Signal

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

LEAST_MOVEMENT: Final = 0.02
"""Root of the variance that only movement explains, in parts of the head's contrast;
benchmarks/results/provenance.md has the measurement."""

_WIDTH_PX: Final = 192
_BLUR_PX: Final = 1.5
"""Without it, whoever shifts a picture by parts of a pixel makes its edges come and go."""
_BORDER_PX: Final = 10
_LEAST_HEAD_PX: Final = 10
_AROUND: Final = 0.1

_EVERY_S: Final = 1 / 8
_WINDOW_S: Final = 3.0
_GAP_S: Final = 1.0
_EARLY: Final = 8
"""After so many pictures twice the limit is enough: a second of a person who talks."""

REMEMBERED_S: Final = 8.0
"""Whoever sits still blinks within it; two windows fit into it."""
PROOF_S: Final = 30.0
_WINDOWS: Final = 2

_LOOKS: Final = 6
_NEAR_PX: Final = 0.005

HeadFinder = Callable[[Pixels], Face | None]
"""Returns the largest face of a picture, in its pixels."""


class HeadWatch:
    """Takes the pictures of one source in turn. Used by one thread."""

    def __init__(self, find_head: HeadFinder | None, *, is_proof_needed: bool = False) -> None:
        """Begins.

        Args:
            find_head: finds the face; None where nobody can: then no movement is ever seen.
            is_proof_needed: True for a source that counts as a photograph until a head was seen to
                move, such as a stream, of which nothing else is known.
        """
        self._find_head = find_head
        self._is_proof_needed = is_proof_needed
        self._window: _Window | None = None
        self._looked_s = float("-inf")
        self._moved_s: float | None = None
        self._found: deque[tuple[float, float]] = deque()

    def take(self, pixels: Pixels, now_s: float) -> None:
        """Takes the next picture; most are passed over."""
        if self._find_head is None or now_s - self._looked_s < _EVERY_S:
            return
        is_gap = now_s - self._looked_s > _GAP_S
        self._looked_s = now_s
        grey = _grey(pixels)
        window = self._window
        if window is None or is_gap or not window.is_of(grey):
            self._window = self._begun(pixels, grey, now_s)
            return
        window.take(grey)
        movement = window.movement
        is_clear = window.length >= _EARLY and movement >= 2 * LEAST_MOVEMENT
        if is_clear or now_s - window.since_s >= _WINDOW_S:
            self._note(movement, now_s)
            self._window = self._begun(pixels, grey, now_s)

    def signals(self) -> tuple[Signal, ...]:
        """Returns the strongest movement of late; none where nobody looks for heads."""
        found = [] if self._find_head is None else [self._of_movement()]
        if self._is_proof_needed:
            since_s = self._moved_s
            is_unseen = since_s is None or self._looked_s - since_s > PROOF_S
            found.append(Signal("movement_unseen", float(is_unseen), 1.0, is_against=is_unseen))
        return tuple(found)

    def _of_movement(self) -> Signal:
        movement = max((value for _, value in self._found), default=0.0)
        is_against = len(self._found) >= _WINDOWS and movement < LEAST_MOVEMENT
        return Signal("head_movement", round(movement, 4), LEAST_MOVEMENT, is_against=is_against)

    def _note(self, movement: float, now_s: float) -> None:
        self._found.append((now_s, movement))
        while now_s - self._found[0][0] > REMEMBERED_S:
            self._found.popleft()
        if movement >= LEAST_MOVEMENT:
            self._moved_s = now_s

    def _begun(self, pixels: Pixels, grey: "Floats", now_s: float) -> "_Window | None":
        head = None if self._find_head is None else self._find_head(pixels)
        place = None if head is None else _place(head, grey, grey.shape[1] / pixels.shape[1])
        return None if place is None else _Window(grey, place, now_s)


class _Window:
    """A first picture, and what is left of the head in those after it once both are aligned."""

    def __init__(self, first: "Floats", place: tuple[slice, slice], since_s: float) -> None:
        self.since_s = since_s
        self._first = first
        self._place = place
        self._rest: list[Floats] = []
        self._shape = np.zeros(6)
        height, width = first.shape
        inner = np.zeros(first.shape, bool)
        inner[_BORDER_PX:-_BORDER_PX, _BORDER_PX:-_BORDER_PX] = True
        self._inner = inner
        across = cv2.Sobel(first, cv2.CV_32F, 1, 0, ksize=3) / 8
        down = cv2.Sobel(first, cv2.CV_32F, 0, 1, ksize=3) / 8
        rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
        x, y = (columns - width / 2) / width, (rows - height / 2) / width
        self._level = first - first.mean()
        parts = (across, down, across * x, across * y, down * x, down * y)
        slopes = np.stack((*parts, self._level, np.ones_like(first)), axis=-1)[inner]
        square = (slopes.T @ slopes).astype(np.float64)
        square += 1e-6 * np.diag(np.diag(square) + 1e-3)
        self._solve = (np.linalg.inv(square) @ slopes.T).astype(np.float32)

    @property
    def length(self) -> int:
        """How many pictures there are besides the first."""
        return len(self._rest)

    @property
    def movement(self) -> float:
        """What the head did of its own, in parts of its contrast; 0 for too few pictures."""
        if self.length < _EARLY:
            return 0.0
        rest = np.stack(self._rest)
        noise = np.square(np.diff(rest, axis=0)).mean() / 2
        slow = max(float(rest.var(axis=0, ddof=1).mean() - noise), 0.0)
        contrast = float(self._first[self._place].std())
        return float(np.sqrt(slow)) / max(contrast, 1.0)

    def is_of(self, grey: "Floats") -> bool:
        """Tells whether a picture is as large as the first."""
        return grey.shape == self._first.shape

    def take(self, grey: "Floats") -> None:
        """Takes the next picture: finds its one movement, and keeps what that does not explain."""
        for _ in range(_LOOKS):
            found = self._solve @ (self._moved(grey) - self._first)[self._inner]
            self._shape -= found[:6]
            if np.abs(found[:6]).max() < _NEAR_PX:
                break
        if np.abs(self._shape).max() > grey.shape[1] / 4:
            # It has lost its way, in another scene perhaps; that is no shift of the first picture.
            self._shape = np.zeros(6)
        rest = self._moved(grey) - self._first
        found = self._solve @ rest[self._inner]
        rest -= found[6] * self._level + found[7]
        self._rest.append(rest[self._place])

    def _moved(self, grey: "Floats") -> "Floats":
        height, width = grey.shape
        right, below, xx, xy, yx, yy = self._shape
        aside = height / width / 2
        back = np.array(
            [
                [1 + xx / width, xy / width, right - xx / 2 - xy * aside],
                [yx / width, 1 + yy / width, below - yx / 2 - yy * aside],
            ],
            np.float32,
        )
        how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        moved = cv2.warpAffine(
            grey, back, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(moved, np.float32)


def _grey(pixels: Pixels) -> "Floats":
    """Returns a small and soft picture of the green values."""
    step = 2 if pixels.shape[1] >= 4 * _WIDTH_PX else 1
    green = np.ascontiguousarray(pixels[::step, ::step, 1]).astype(np.float32)
    height_px = max(round(pixels.shape[0] * _WIDTH_PX / pixels.shape[1]), 4 * _BORDER_PX)
    small = cv2.resize(green, (_WIDTH_PX, height_px), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), _BLUR_PX), np.float32)


def _place(head: Face, grey: "Floats", scale: float) -> tuple[slice, slice] | None:
    """Returns where a head is in the small picture; None where too little of it is inside."""
    around = _AROUND * head.width_px
    rows = _within(head.top_px - around, head.height_px + 2 * around, scale, grey.shape[0])
    columns = _within(head.left_px - around, head.width_px + 2 * around, scale, grey.shape[1])
    if min(rows.stop - rows.start, columns.stop - columns.start) < _LEAST_HEAD_PX:
        return None
    return rows, columns


def _within(start_px: float, length_px: float, scale: float, side_px: int) -> slice:
    start = max(int(start_px * scale), _BORDER_PX)
    return slice(start, min(int((start_px + length_px) * scale), side_px - _BORDER_PX))
