"""What makes a picture of a face unfit to be judged, whatever the network says of it."""

import math
from typing import Final

import cv2
import numpy as np

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.signals import Signal
from liveness_station.pad.doors import opencv_door

TOO_DARK: Final = "too_dark"
OVEREXPOSED: Final = "overexposed"
NOISY: Final = "noisy"
MONOCHROME: Final = "monochrome"
"""Risk reasons: a person looks, and sees to the light or the camera."""

DARK_LUMA: Final = 45
"""The brightest twentieth of a face in poor light is brighter: 51 and more on the pictures of live
people that the engine was tried on, 39 on one at a quarter of its light."""

WHITE_LUMA: Final = 250
MOST_WHITE: Final = 0.5
"""Share of a face that may be white; 0.39 at most on real pictures, 0.6 on an overexposed one."""

MOST_NOISE: Final = 15.0
"""Standard deviation of the grain in grey levels; 10 at most on real pictures, 23 where it was
added with 35. Blur is not judged: real webcams blur as much as what was blurred for a trial."""

LEAST_COLOUR: Final = 0.06
"""How far colours differ from what is usual at their lightness, in units of how far lightness does.

What a lamp, a toner or a filter does to a picture without colours gives each lightness one colour
of its own: of 40 live people turned grey and toned in six ways none has more than 0.053. In their
own colours they have 0.116 and more, at half the saturation 0.060. The network was trained on
colours and knows nothing without: of 40 live people turned grey it took 10 for attacks, and a grey
print lacks what it tells prints by. So such a picture is never a pass, and says why.
"""

_SMOOTHING_PX: Final = 9
_LIGHTNESSES: Final = 128
"""Colours are compared after compression's blocks of them have been smoothed, two levels of
lightness at a time."""

BLACK_LUMA: Final = 30
"""A face's skin that is darker shows no texture: the camera has lost it in shadow."""

# Blind to edges and slopes, so that what is left is grain (Immerkær 1996).
_GRAIN: Final = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
_GRAIN_GAIN: Final = 6.0
_MEDIAN_TO_DEVIATION: Final = 1.4826


def shadow_share(pixels: Pixels, face: Face) -> float:
    """Returns the share of a face in 0..1 that is lost in shadow.

    Raises:
        EngineError: cv2 failed.
    """
    return float(np.mean(_luma(_part(pixels, face)) < BLACK_LUMA))


def quality_signals(pixels: Pixels, face: Face) -> tuple[Signal, ...]:
    """Returns what is wrong with light, colours and grain on a face, with numbers and limits.

    Args:
        pixels: height x width x 3, BGR, uint8.
        face: a box with at least one pixel inside the picture.

    Raises:
        EngineError: cv2 failed.
    """
    part = _part(pixels, face)
    luma = _luma(part)
    bright = float(np.percentile(luma, 95))
    white = float(np.mean(luma >= WHITE_LUMA))
    noise = _noise(luma)
    colour = _colour(part)
    measured = (
        (TOO_DARK, bright, DARK_LUMA, bright < DARK_LUMA),
        (OVEREXPOSED, white, MOST_WHITE, white > MOST_WHITE),
        (NOISY, noise, MOST_NOISE, noise > MOST_NOISE),
        # In the dark there are no colours to be seen, whatever the camera is.
        (MONOCHROME, colour, LEAST_COLOUR, colour < LEAST_COLOUR and bright >= DARK_LUMA),
    )
    return tuple(
        Signal(code, round(value, 3), limit, is_against=True, region=face)
        for code, value, limit, is_against in measured
        if is_against
    )


def _colour(part: Pixels) -> float:
    """Returns how colours spread round the one that is usual at their lightness; 0 without any."""
    with opencv_door(MONOCHROME):
        smooth = cv2.blur(part.astype(np.float32), (_SMOOTHING_PX, _SMOOTHING_PX))
    grey = smooth.mean(axis=2)
    levels = np.minimum(grey * (_LIGHTNESSES / 256), _LIGHTNESSES - 1).astype(np.intp).ravel()
    counts = np.maximum(np.bincount(levels, minlength=_LIGHTNESSES), 1)
    spread = 0.0
    for plane in np.moveaxis(smooth, 2, 0):
        tone = (plane - grey).ravel()
        usual = np.bincount(levels, tone, _LIGHTNESSES) / counts
        spread += float(np.square(tone - usual[levels]).mean())
    contrast = max(1.0, float(part.mean(axis=2).std()))
    return math.sqrt(spread) / contrast


def _noise(luma: Pixels) -> float:
    with opencv_door(NOISY):
        grain = np.abs(cv2.filter2D(luma.astype(np.float32), -1, _GRAIN))
    return float(np.median(grain)) * _MEDIAN_TO_DEVIATION / _GRAIN_GAIN


def _part(pixels: Pixels, face: Face) -> Pixels:
    top, left = max(0, round(face.top_px)), max(0, round(face.left_px))
    bottom, right = round(face.top_px + face.height_px), round(face.left_px + face.width_px)
    return pixels[top:bottom, left:right]


def _luma(part: Pixels) -> Pixels:
    with opencv_door("quality"):
        return np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), np.uint8)
