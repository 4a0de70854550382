"""Finds a sequence of pictures that comes again: a clip that is played over and over.

Two pictures of an unmoving scene are alike, whoever takes them; so pictures are never compared.
Compared is what changed from one picture to the next, which is movement and, where nothing moves,
the sensor's noise. Neither comes again frame by frame for three seconds on end, but in a recording
that does. Recompression, scaling and some noise leave most of it.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from liveness_station.domain.frames import Pixels

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_SIZE: Final = (48, 27)
_VALUES: Final = _SIZE[0] * _SIZE[1]
_LEAST_CHANGE: Final = 0.02
"""Root of the summed change, in grey values, below which a picture counts as unchanged."""

HISTORY: Final = 1800
"""So many changes are remembered: a minute at 30 pictures a second."""

_WINDOW_S: Final = 3.0
_SHORTEST_S: Final = 0.8
"""A shorter period is a flickering lamp or a fan, not a recording of a person."""

_FLICKER_FROM_S: Final = 0.3
_ABOVE_FLICKER: Final = 1.5
"""So much clearer than any shorter repetition a loop must be: a lamp repeats at every lag."""

_PARTS: Final = 3
_MOST_IN_WINDOW: Final = 96
_LEAST_IN_WINDOW: Final = 24
_EVERY_S: Final = 0.5
_LOOKS: Final = 10
_LASTING: Final = 6
_SAME_S: Final = 0.1
_SURE: Final = 0.6
"""A loop comes again after the same time whenever it is looked for; one breath is like another, but
like another one each time. So six of the last ten looks must find one period, or two in turn a
likeness that no two breaths had; benchmarks/results/provenance.md has the measurement."""

_GAP_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Repetition:
    """The clearest repetition at one moment.

    Attributes:
        likeness: how alike the last three seconds and the earlier ones are, -1 to 1.
        period_s: how much earlier those were.
    """

    likeness: float = 0.0
    period_s: float = 0.0


class LoopFinder:
    """Takes the pictures of one source in turn. Used by one thread.

    Attributes:
        found: the clearest repetition that lasts, looked for every half second; None before it can
            be told.
        nearest: how alike the newest change and any one earlier than the shortest period are.
    """

    def __init__(self) -> None:
        self.found: Repetition | None = None
        self.nearest: float | None = None
        self._grey: Floats | None = None
        self._past = np.zeros((2 * HISTORY, _VALUES), np.float32)
        self._end = 0
        self._times: deque[float] = deque(maxlen=HISTORY)
        # One row a picture: how alike its change is to that so many pictures before.
        self._alike = np.zeros((_MOST_IN_WINDOW, HISTORY), np.float32)
        self._rows = 0
        self._looked_s = float("-inf")
        self._taken_s: float | None = None
        self._looks: deque[Repetition] = deque(maxlen=_LOOKS)

    def take(self, pixels: Pixels, now_s: float) -> None:
        """Takes the next different picture; one that is the same as the last is not to be given."""
        grey = _grey(pixels)
        before, self._grey = self._grey, grey
        last_s, self._taken_s = self._taken_s, now_s
        if last_s is not None and now_s - last_s > _GAP_S:
            # What lies between is unknown; a window must not reach over it.
            self._rows = 0
        elif before is not None:
            self._note(_change(before, grey), now_s)
        self._look(now_s)

    def _note(self, change: "Floats", now_s: float) -> None:
        known = min(self._end, HISTORY)
        past = self._past[self._end - known : self._end]
        row = np.zeros(HISTORY, np.float32)
        row[:known] = (past @ change)[::-1]
        self._alike[self._rows % _MOST_IN_WINDOW] = row
        self._rows += 1
        if self._end == len(self._past):
            self._past[:HISTORY] = self._past[HISTORY:]
            self._end = HISTORY
        self._past[self._end] = change
        self._end += 1
        self._times.append(now_s)
        shortest = self._frames_in(_SHORTEST_S)
        self.nearest = float(row[shortest:known].max()) if known > shortest else None

    def _frames_in(self, length_s: float) -> int:
        """Returns how many pictures come in a time, going by the last ones."""
        times = self._times
        if self._rows < _LEAST_IN_WINDOW:
            return HISTORY
        span_s = times[-1] - times[-_LEAST_IN_WINDOW]
        return max(round(length_s * (_LEAST_IN_WINDOW - 1) / max(span_s, 1e-3)), 2)

    def _look(self, now_s: float) -> None:
        if now_s - self._looked_s < _EVERY_S:
            return
        self._looked_s = now_s
        window = min(self._frames_in(_WINDOW_S), _MOST_IN_WINDOW)
        shortest = self._frames_in(_SHORTEST_S)
        known = min(self._end, HISTORY) - window
        if min(self._rows, _MOST_IN_WINDOW) < window or known <= shortest:
            return
        newest = np.arange(self._rows - window, self._rows) % _MOST_IN_WINDOW
        usual = _usual(self._alike[newest, :known])
        self._looks.append(self._clearest(usual, shortest))
        self.found = _lasting(self._looks)

    def _clearest(self, usual: "Floats", shortest: int) -> Repetition:
        at = shortest + int(usual[shortest:].argmax())
        likeness = float(usual[at])
        flicker = float(usual[self._frames_in(_FLICKER_FROM_S) : shortest].max(initial=0.0))
        if likeness < _ABOVE_FLICKER * flicker:
            return Repetition()
        return Repetition(likeness, self._times[-1] - self._times[-2 - at])


def _lasting(looks: Sequence[Repetition]) -> Repetition:
    """Returns the newest look's repetition, as alike as it has been for some looks."""
    period_s = looks[-1].period_s
    is_same = [abs(one.period_s - period_s) <= _SAME_S for one in looks]
    alike = sorted((one.likeness for one, same in zip(looks, is_same, strict=True) if same))
    lasting = alike[-_LASTING] if len(alike) >= _LASTING else 0.0
    last = [one.likeness for one in list(looks)[-2:]]
    if all(is_same[-2:]) and len(last) == 2 and min(last) >= _SURE:
        lasting = max(lasting, min(last))
    return Repetition(lasting, period_s)


def _usual(rows: "Floats") -> "Floats":
    """Returns how alike a window and each earlier one are: the mean of its parts' medians.

    One picture lost or doubled on the way moves all others by one; therefore each part may lie one
    picture off.
    """
    found = np.zeros(rows.shape[1], np.float32)
    for part in np.array_split(rows, _PARTS):
        middle = np.partition(part, len(part) // 2, axis=0)[len(part) // 2]
        near = middle.copy()
        near[1:] = np.maximum(near[1:], middle[:-1])
        near[:-1] = np.maximum(near[:-1], middle[1:])
        found += near / _PARTS
    return found


def _grey(pixels: Pixels) -> "Floats":
    """Returns a small picture of the green values, each the mean of what it stands for."""
    step = 2 if pixels.shape[1] >= 4 * _SIZE[0] else 1
    green = np.ascontiguousarray(pixels[::step, ::step, 1])
    small = cv2.resize(green.astype(np.float32), _SIZE, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)


def _change(before: "Floats", grey: "Floats") -> "Floats":
    """Returns what changed, of length 1; of length 0 where nothing did.

    Without its rows' means, which a flickering lamp changes; and its root, so that no small part of
    the picture outweighs the rest.
    """
    change = grey - before
    change -= change.mean(axis=1, keepdims=True)
    rooted = (np.sign(change) * np.sqrt(np.abs(change))).ravel()
    length = float(np.linalg.norm(rooted))
    if length < _LEAST_CHANGE:
        return np.zeros(_VALUES, np.float32)
    return np.asarray(rooted / length, np.float32)
