"""How much fine detail a picture of a face holds, and whether motion has wiped it out one way."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.signals import Signal
from liveness_station.pad.doors import opencv_door

BLURRED: Final = "blurred"
"""Risk reason: nothing fine is left to judge the face by."""

LEAST_DETAIL: Final = 0.23
"""Fine detail in units of the coarser next to it. Webcams that are out of focus for good reach
0.251 as a probe and 0.238 before; a picture blurred on purpose with a radius of 3 px has 0.215."""

LEAST_EVENNESS: Final = 0.12
"""Detail across the direction that has least of it, in units of the one that has most. No live
subject is below 0.17; one smeared over 15 px has 0.08."""

_SHARPEST: Final = 99
"""The percentile of the detail that counts: the edges of eyes, lips and nose. A mean would count
the noise of compression, which is everywhere and made a blurred probe look sharp."""

_BORDER_PX: Final = 4
"""At the border of what is looked at there are edges that no camera saw."""

_MOST_SIDE_PX: Final = 224
_FINE: Final = 0.8
_MIDDLE: Final = 1.6
_ROUGH: Final = 2.0
_COARSE: Final = 3.2

Luma = npt.NDArray[np.float32]


def sharpness_signals(pixels: Pixels, face: Face) -> tuple[Signal, ...]:
    """Returns what is wrong where a face is out of focus or smeared, with its number and limit.

    Args:
        pixels: height x width x 3, BGR, uint8, at the size at which it is judged.
        face: a box with at least one pixel inside the picture.

    Raises:
        EngineError: cv2 failed.
    """
    found = sharpness_of(pixels, face)
    if found is None:
        return ()
    for value, limit in zip(found, (LEAST_DETAIL, LEAST_EVENNESS), strict=True):
        if value < limit:
            return (Signal(BLURRED, round(value, 3), limit, is_against=True, region=face),)
    return ()


def sharpness_of(pixels: Pixels, face: Face) -> tuple[float, float] | None:
    """Returns detail and evenness of a face's middle; None where it lies outside the picture.

    Args:
        pixels: height x width x 3, BGR, uint8, at the size at which it is judged.
        face: its box in that picture.

    Raises:
        EngineError: cv2 failed.
    """
    luma = _middle_of(pixels, face)
    return None if luma.size == 0 else (detail(luma), evenness(luma))


def detail(luma: Luma) -> float:
    """Returns the sharpest of what is finer than 0.8 px in units of that between 1.6 and 3.2."""
    with opencv_door(BLURRED):
        fine = luma - cv2.GaussianBlur(luma, (0, 0), _FINE)
        middle = cv2.GaussianBlur(luma, (0, 0), _MIDDLE)
        coarse = cv2.GaussianBlur(luma, (0, 0), _COARSE)
    # A flat surface has neither; the little that is added makes it pass, as it shows no blur.
    return (_sharpest(fine) + 1e-3) / (_sharpest(middle - coarse) + 1e-3)


def _sharpest(band: npt.NDArray[np.float32]) -> float:
    inner = band[_BORDER_PX:-_BORDER_PX, _BORDER_PX:-_BORDER_PX]
    return float(np.percentile(np.abs(inner if inner.size else band), _SHARPEST))


def evenness(luma: Luma) -> float:
    """Returns the smaller eigenvalue of the mean structure tensor in units of the larger one."""
    with opencv_door(BLURRED):
        band = cv2.GaussianBlur(luma, (0, 0), _FINE) - cv2.GaussianBlur(luma, (0, 0), _ROUGH)
        across = cv2.Sobel(band, cv2.CV_32F, 1, 0)
        down = cv2.Sobel(band, cv2.CV_32F, 0, 1)
    shared = float((across * down).mean())
    tensor = np.array([[float((across**2).mean()), shared], [shared, float((down**2).mean())]])
    least, most = np.linalg.eigvalsh(tensor).tolist()
    return float((least + 1e-6) / (most + 1e-6))


def _middle_of(pixels: Pixels, face: Face) -> Luma:
    """Returns the middle of a face as luma; at most 224 px wide and high, to bound the time."""
    across, down = face.left_px + face.width_px / 2, face.top_px + 0.55 * face.height_px
    half_width = min(0.45 * face.width_px, _MOST_SIDE_PX / 2)
    half_height = min(0.4 * face.height_px, _MOST_SIDE_PX / 2)
    top, left = max(0, round(down - half_height)), max(0, round(across - half_width))
    bottom, right = max(0, round(down + half_height)), max(0, round(across + half_width))
    part = pixels[top:bottom, left:right]
    if part.size == 0:
        return np.zeros((0, 0), np.float32)
    with opencv_door(BLURRED):
        return np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), np.float32)
