"""Is something before the face: a mask, dark glasses, a hand or a bar? Measured where it would be.

The networks of landmarks guess a mouth behind a mask and eyes behind glasses, and are as sure of
them. So it is looked whether there is anything at those places: an eye differs from itself, being
white, dark and lid; lips are redder than the skin about them, or there is a dark line between them;
and the lower face has the upper one's colour. Skin-coloured things before the mouth have all of
that but the lips, and of these every second hand that fingers lie side by side on shows some.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from liveness_station.domain.frames import Pixels
from liveness_station.pad.doors import opencv_door
from liveness_station.pad.poses import Points
from liveness_station.pad.skin import SIDE_PX, moved, upright

_RIGHT_EYE: Final = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246)
_LEFT_EYE: Final = (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466)
_LIPS: Final = (
    *(61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185),
)
_CHEEKS: Final = (205, 425, 50, 280, 187, 411, 195, 5)
_UPPER: Final = (9, 168, 6, 117, 346, 118, 347)
"""Between the brows, the bridge of the nose, below the eyes: bare where a mask is worn."""

_LOWER: Final = (192, 135, 170, 140, 148, 152, 377, 369, 395, 364, 416, 427, 2, 207)
"""From below the nose to the chin."""

_REDDEST: Final = 10.0
"""How much redder lips are than skin (a* of CIELAB): the median of 126 pictures of live people."""

_LEAST_LIGHTNESS: Final = 18.0
"""L* of skin below which noise hides all of it; such a face is too dark, and that is said."""

_BLUE_BY_GREEN: Final = 0.89
_RED_BY_GREEN: Final = 1.31
"""Of skin: the medians of 52 pictures of people that pass every gate."""

_MOST_GAIN: Final = 2.0
_LEAST_VALUE: Final = 0.01
_BURNT: Final = 0.94

_SMOOTH_PX: Final = 1.0
_BORDER_PX: Final = 4

Floats = npt.NDArray[np.float64]
Lab = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bareness:
    """How much is to be seen of a face.

    Attributes:
        eyes: how far apart dark and bright are within the more visible eye, by the cheeks' L*.
        mouth: how much the lips differ from what is about them, in three ways added up.
        colour: how far the lower face's colour is from the upper one's, in a* and b* of CIELAB,
            once the upper one has been balanced to skin's usual colour.
    """

    eyes: float
    mouth: float
    colour: float


def bareness(pixels: Pixels, points: Points) -> Bareness | None:
    """Measures what is to be seen of eyes, mouth and skin; None where it is too dark to tell.

    Args:
        pixels: height x width x 3, BGR, uint8.
        points: 478 x 3, in pixels of that picture.

    Raises:
        EngineError: cv2 failed.
    """
    with opencv_door("covering"):
        matrix = upright(points)
        face = cv2.warpAffine(pixels, matrix, (SIDE_PX, SIDE_PX), borderMode=cv2.BORDER_REPLICATE)
        smooth = cv2.GaussianBlur(face, (0, 0), _SMOOTH_PX)
    picture = np.asarray(smooth, np.float32) / np.float32(255)
    lab, places = _lab(picture), moved(points[:, :2], matrix)
    upper, cheeks = _spots(lab, places, _UPPER), _spots(lab, places, _CHEEKS)
    if max(upper[0], cheeks[0]) < _LEAST_LIGHTNESS:
        return None
    eyes = max(_contrast(lab, places[list(eye)]) for eye in (_RIGHT_EYE, _LEFT_EYE))
    return Bareness(
        eyes=eyes / max(float(cheeks[0]), _LEAST_LIGHTNESS),
        mouth=_mouth(lab, places[list(_LIPS)], max(float(upper[0]), _LEAST_LIGHTNESS)),
        colour=_distance(_in_fair_light(picture, places), places),
    )


def _lab(picture: Lab) -> Lab:
    with opencv_door("covering"):
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2LAB), np.float32)


def _in_fair_light(picture: Lab, places: Floats) -> Lab:
    """Returns the face as if its upper part had skin's usual colour, whatever light is on it.

    In warm light colours lie further apart the brighter they are; a shaded chin was taken for a
    scarf then.
    """
    blue, green, red = upper = _spots(picture, places, _UPPER).clip(_LEAST_VALUE)
    if upper.max() > _BURNT:
        # What is cut off has lost its colour; balancing on that would tint the rest.
        return picture
    gains = np.array([_BLUE_BY_GREEN * green / blue, 1.0, _RED_BY_GREEN * green / red])
    balanced = picture * gains.clip(1 / _MOST_GAIN, _MOST_GAIN)
    return np.asarray(balanced.clip(0, 1), np.float32)


def _distance(picture: Lab, places: Floats) -> float:
    """Returns how far the lower face's colour is from the upper one's, lightness aside."""
    lab = _lab(picture)
    lower = np.median(lab[_inside(places[list(_LOWER)])], axis=0)
    return float(np.hypot(*(lower - _spots(lab, places, _UPPER))[1:]))


def _spots(lab: Lab, places: Floats, numbers: tuple[int, ...]) -> Floats:
    """Returns the median colour of small spots about some points."""
    spots = []
    for across, down in np.rint(places[list(numbers)]).astype(int).clip(2, SIDE_PX - 3):
        part = lab[down - 2 : down + 3, across - 2 : across + 3].reshape(-1, 3)
        spots.append(np.median(part, axis=0))
    return np.asarray(np.median(spots, axis=0), np.float64)


def _inside(outline: Floats) -> npt.NDArray[np.bool_]:
    mask = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    with opencv_door("covering"):
        # A middle, so that an outline outside the square still has one pixel.
        hull = cv2.convexHull(np.rint(outline).clip(0, SIDE_PX - 1).astype(np.int32))
        cv2.fillConvexPoly(mask, hull, 1)
    return mask > 0


def _contrast(lab: Lab, eye: Floats) -> float:
    with opencv_door("covering"):
        around = cv2.dilate(_inside(eye).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    dark, bright = np.percentile(lab[around][:, 0], [5, 90]).tolist()
    return float(bright - dark)


def _mouth(lab: Lab, lips: Floats, lightness: float) -> float:
    low, high = lips.min(axis=0), lips.max(axis=0)
    quarter = (high[0] - low[0]) / 4
    columns = slice(max(0, int(low[0] + quarter)), max(1, int(high[0] - quarter) + 1))
    rows = slice(max(0, int(low[1]) - _BORDER_PX), max(1, int(high[1]) + _BORDER_PX + 1))
    part = lab[rows, columns]
    if part.size == 0:
        return 0.0
    light, red = np.median(part[..., 0], axis=1), np.median(part[..., 1], axis=1)
    line = (np.median(light) - light.min()) / lightness
    uneven = np.median(part[..., 0].std(axis=1)) / lightness
    return float((red.max() - np.percentile(red, 20)) / _REDDEST + 2 * line + 3 * uneven)
