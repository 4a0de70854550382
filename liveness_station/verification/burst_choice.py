"""Which frames of a check are judged: few, from all of its time, and the sharpest at that. Pure."""

from typing import TYPE_CHECKING, Final

from liveness_station.domain.frames import Frame

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BURST_FRAMES: Final = 5
"""How many frames of one check are judged."""

_GREEN: Final = 1
_STEP: Final = 2
"""Every second row and column tells as well which of two pictures is blurred, at a quarter of the
cost."""


def burst_of(candidates: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Returns up to five candidates in the order of their time.

    Each stands for its part of the check, and is the sharpest there: a head that still moves is
    blurred. From all of its time, because whoever exchanges the live subject for a picture in the
    middle of a check is to be seen.
    """
    if len(candidates) <= BURST_FRAMES:
        return candidates
    gap = (len(candidates) - 1) / (BURST_FRAMES - 1)
    parts: list[list[int]] = [[] for _ in range(BURST_FRAMES)]
    for place in range(len(candidates)):
        parts[round(place / gap)].append(place)
    sharp = [sharpness(frame) for frame in candidates]
    # Of equally sharp ones the nearest to where an evenly spread one would be.
    return tuple(
        candidates[max(part, key=lambda place: (sharp[place], -abs(place - number * gap)))]
        for number, part in enumerate(parts)
    )


def sharpness(frame: Frame) -> float:
    """Returns how much neighbouring pixels differ in the middle half of the picture."""
    top, left = frame.height_px // 4, frame.width_px // 4
    middle: npt.NDArray[np.int16] = frame.pixels[
        top : frame.height_px - top : _STEP, left : frame.width_px - left : _STEP, _GREEN
    ].astype("int16")
    across = abs(middle[:, 1:] - middle[:, :-1])
    down = abs(middle[1:] - middle[:-1])
    return float(across.sum(dtype="int64") + down.sum(dtype="int64"))
