"""What makes a picture of a face unfit to be judged, whatever the network says of it."""

from typing import Final

import cv2
import numpy as np

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels

TOO_DARK: Final = "too_dark"
OVEREXPOSED: Final = "overexposed"
NOISY: Final = "noisy"
"""Risk reasons: a person looks, and sees to the light."""

DARK_LUMA: Final = 45
"""The brightest twentieth of a face in poor light is brighter: 51 and more on the pictures of live
people that the engine was tried on, 39 on one at a quarter of its light."""

WHITE_LUMA: Final = 250
MOST_WHITE: Final = 0.5
"""Share of a face that may be white; 0.39 at most on real pictures, 0.6 on an overexposed one."""

MOST_NOISE: Final = 15.0
"""Standard deviation of the grain in grey levels; 10 at most on real pictures, 23 where it was
added with 35. Blur is not judged: real webcams blur as much as what was blurred for a trial."""

BLACK_LUMA: Final = 30
"""A face's skin that is darker shows no texture: the camera has lost it in shadow."""

# Blind to edges and slopes, so that what is left is grain (Immerkær 1996).
_GRAIN: Final = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
_GRAIN_GAIN: Final = 6.0
_MEDIAN_TO_DEVIATION: Final = 1.4826


def shadow_share(pixels: Pixels, face: Face) -> float:
    """Returns the share of a face in 0..1 that is lost in shadow."""
    return float(np.mean(_luma_of(pixels, face) < BLACK_LUMA))


def quality_reasons(pixels: Pixels, face: Face) -> tuple[str, ...]:
    """Returns the risk reasons of the light and the grain on a face.

    Args:
        pixels: height x width x 3, BGR, uint8.
        face: a box with at least one pixel inside the picture.
    """
    luma = _luma_of(pixels, face)
    grain = np.abs(cv2.filter2D(luma.astype(np.float32), -1, _GRAIN))
    noise = float(np.median(grain)) * _MEDIAN_TO_DEVIATION / _GRAIN_GAIN
    found = {
        TOO_DARK: float(np.percentile(luma, 95)) < DARK_LUMA,
        OVEREXPOSED: float(np.mean(luma >= WHITE_LUMA)) > MOST_WHITE,
        NOISY: noise > MOST_NOISE,
    }
    return tuple(reason for reason, is_so in found.items() if is_so)


def _luma_of(pixels: Pixels, face: Face) -> Pixels:
    top, left = max(0, round(face.top_px)), max(0, round(face.left_px))
    bottom, right = round(face.top_px + face.height_px), round(face.left_px + face.width_px)
    return np.asarray(cv2.cvtColor(pixels[top:bottom, left:right], cv2.COLOR_BGR2GRAY), np.uint8)
