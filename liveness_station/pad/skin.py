"""Light on a face, measured on its skin: within the oval of its points, upright and of one size."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from liveness_station.domain.frames import Pixels
from liveness_station.pad.doors import opencv_door
from liveness_station.pad.poses import LEFT_EYE, RIGHT_EYE, Points

SIDE_PX: Final = 96
"""Of the square that a face is laid upright into."""

_ROOM: Final = 1.15
_INSET: Final = 0.9
"""The oval's own line runs through hair and collar."""

_SHADOW: Final = 30
_WHITE: Final = 240
_SHINE: Final = 230
_BURNT_OUT: Final = 250
_OUTSHINES: Final = 40
"""A reflection is so much brighter than most of the face; else there is too much light on it."""

_COLOURLESS: Final = 25
"""Red, green and blue of a reflection of a lamp are no farther apart, those of skin are."""

_OVAL: Final = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
"""MediaPipe's FACEMESH_FACE_OVAL, from the forehead round by the subject's left."""

_MIDDLE: Final = (10, 168, 1, 152)
"""Forehead, bridge and tip of the nose, chin: the line between the halves."""

_SURROUNDINGS_STEPS: Final = 60
_DARKEST: Final = 8.0
"""Below, a ratio says more of the camera's noise than of light."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SkinLight:
    """Light on one face.

    Attributes:
        bright: grey level of its brightest twentieth.
        shadow: share below 30.
        white: share from 240 on.
        shine: share that is nearly white, without colour and far brighter than most of the face,
            but for what is burnt out.
        unevenness: the mean of the brighter half by that of the darker; 1 or more.
        left_right: the mean of the subject's left half by that of the right one.
        backlight: the surroundings' brightest tenth by `bright`.
    """

    bright: float
    shadow: float
    white: float
    shine: float
    unevenness: float
    left_right: float
    backlight: float


def skin_light(pixels: Pixels, points: Points) -> SkinLight:
    """Measures the light on a face.

    Args:
        pixels: height x width x 3, BGR, uint8.
        points: 478 x 3, in pixels of that picture.

    Raises:
        EngineError: cv2 failed.
    """
    with opencv_door("skin"):
        matrix = upright(points)
        face = cv2.warpAffine(pixels, matrix, (SIDE_PX, SIDE_PX), borderMode=cv2.BORDER_REPLICATE)
        luma = np.asarray(cv2.cvtColor(face, cv2.COLOR_BGR2GRAY), np.uint8)
        oval = moved(points[list(_OVAL), :2], matrix)
        middle = oval.mean(axis=0)
        mask = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
        inner = np.rint((oval - middle) * _INSET + middle).astype(np.int32)
        cv2.fillConvexPoly(mask, inner, 1)
    is_skin = mask > 0
    if not is_skin.any():
        return SkinLight(0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0)
    values = luma[is_skin]
    colours = face[is_skin]
    spread = colours.max(axis=1).astype(int) - colours.min(axis=1)
    bright = float(np.percentile(values, 95))
    left_right = _left_right(luma, is_skin, moved(points[list(_MIDDLE), :2], matrix))
    return SkinLight(
        bright=bright,
        shadow=float(np.mean(values < _SHADOW)),
        white=float(np.mean(values >= _WHITE)),
        shine=float(np.mean(_is_shine(values) & (spread < _COLOURLESS))),
        unevenness=max(left_right, 1 / left_right),
        left_right=left_right,
        backlight=_surroundings(pixels) / max(bright, 1.0),
    )


def _is_shine(values: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    least = max(float(_SHINE), float(np.median(values)) + _OUTSHINES)
    return np.asarray((values >= least) & (values < _BURNT_OUT), np.bool_)


def upright(points: Points) -> Floats:
    """Returns the 2 x 3 matrix that lays the oval of 478 points upright into a square."""
    oval = points[list(_OVAL), :2]
    low, high = oval.min(axis=0), oval.max(axis=0)
    middle = ((low + high) / 2).astype(np.float64)
    across = points[LEFT_EYE, :2] - points[RIGHT_EYE, :2]
    degrees = float(np.degrees(np.arctan2(across[1], across[0])))
    scale = SIDE_PX / max(float((high - low).max()) * _ROOM, 1e-6)
    matrix = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), degrees, scale)
    matrix[:, 2] += SIDE_PX / 2 - middle
    return np.asarray(matrix, np.float64)


def moved(places: npt.NDArray[np.float32], matrix: Floats) -> Floats:
    """Returns points of the picture, n x 2, in pixels of the square that `upright` leads to."""
    return np.asarray(places.astype(np.float64) @ matrix[:, :2].T + matrix[:, 2], np.float64)


def _left_right(luma: Pixels, is_skin: npt.NDArray[np.bool_], middle: Floats) -> float:
    down, across = np.nonzero(is_skin)
    order = np.argsort(middle[:, 1])
    line = np.interp(down, middle[order, 1], middle[order, 0])
    values = luma[is_skin]
    # What is on the right of a picture that is not mirrored is the subject's left.
    left, right = values[across >= line], values[across < line]
    if len(left) == 0 or len(right) == 0:
        return 1.0
    # Their means and not medians: hair on one side of a dark face would be all that counts.
    return max(float(left.mean()), _DARKEST) / max(float(right.mean()), _DARKEST)


def _surroundings(pixels: Pixels) -> float:
    """Returns the grey level of the picture's brightest tenth."""
    step = max(1, min(pixels.shape[:2]) // _SURROUNDINGS_STEPS)
    with opencv_door("skin"):
        few = np.ascontiguousarray(pixels[::step, ::step])
        luma = np.asarray(cv2.cvtColor(few, cv2.COLOR_BGR2GRAY), np.uint8)
    return float(np.percentile(luma, 90))
