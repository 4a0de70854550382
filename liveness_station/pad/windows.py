"""Cuts the windows that MiniFASNet judges out of a picture.

The arithmetic is that of `generate_patches.py` in Minivision's Silent-Face-Anti-Spoofing, which
the network was trained with: change nothing here without measuring it.
"""

from typing import Final

import cv2
import numpy as np

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.doors import opencv_door

NEAR_FACTOR: Final = 2.7
"""The window is the face's box enlarged by this much, so that edges of a screen are seen."""

WIDE_FACTOR: Final = 3.4
"""A second look takes in a quarter more of the surroundings."""

_CONTRAST: Final = 1.4
_DARKENED: Final = np.round(255 * (np.arange(256) / 255) ** _CONTRAST).astype(np.uint8)

WINDOW_SIDE_PX: Final = 80


def eight_windows(pixels: Pixels, face: Face) -> tuple[Pixels, ...]:
    """Returns the eight 80 x 80 windows whose scores are averaged.

    Four are near, with the contrast of the bright parts raised, four are wide, with the colours
    balanced: a screen that lights the face, or a cheap camera, changes just these two. Each four
    are those of `four_windows`.

    Args:
        pixels: height x width x 3, BGR, uint8.
        face: a box in pixels of that picture, at least partly inside it.

    Raises:
        EngineError: cv2 failed.
    """
    near = four_windows(pixels, face, factor=NEAR_FACTOR)
    wide = four_windows(pixels, face, factor=WIDE_FACTOR)
    return (*(_DARKENED[window] for window in near), *(_balanced(window) for window in wide))


def four_windows(pixels: Pixels, face: Face, *, factor: float) -> tuple[Pixels, ...]:
    """Returns four 80 x 80 windows of the same face.

    They are the box as it is (which is stretched to a square), the box made square about its
    centre (which is not), and both mirrored.

    Args:
        pixels: height x width x 3, BGR, uint8.
        face: a box in pixels of that picture, at least partly inside it.
        factor: how much the box is enlarged, 1 or more.

    Raises:
        EngineError: cv2 failed.
    """
    plain = cut_window(pixels, face, factor=factor)
    square = cut_window(pixels, squared(face), factor=factor)
    return plain, square, plain[:, ::-1], square[:, ::-1]


def _balanced(window: Pixels) -> Pixels:
    """Returns a window whose three colours have the same mean (the grey-world assumption)."""
    means = np.maximum(window.mean(axis=(0, 1)), 1.0)
    return np.asarray(np.clip(window * (means.mean() / means), 0, 255), np.uint8)


def squared(face: Face) -> Face:
    """Returns the box with both sides as long as its longer one, about the same centre."""
    side_px = max(face.width_px, face.height_px)
    return Face(
        left_px=face.left_px + (face.width_px - side_px) / 2,
        top_px=face.top_px + (face.height_px - side_px) / 2,
        width_px=side_px,
        height_px=side_px,
        confidence=face.confidence,
    )


def cut_window(pixels: Pixels, face: Face, *, factor: float) -> Pixels:
    """Returns the window about one box, resized to 80 x 80 (bilinear).

    Raises:
        EngineError: cv2 failed.
    """
    height_px, width_px = pixels.shape[:2]
    left, top, right, bottom = window_edges(
        face, factor=factor, width_px=width_px, height_px=height_px
    )
    with opencv_door("MiniFASNet"):
        window = cv2.resize(pixels[top:bottom, left:right], (WINDOW_SIDE_PX, WINDOW_SIDE_PX))
    return np.asarray(window, np.uint8)


def window_edges(
    face: Face, *, factor: float, width_px: int, height_px: int
) -> tuple[int, int, int, int]:
    """Returns left, top, right and bottom of the window in whole pixels, the last two exclusive.

    The box is enlarged about its centre by the factor, or by what the picture has room for, and the
    window is shifted into the picture where it reaches over a border. Nothing is padded.
    """
    factor = min(factor, (width_px - 1) / face.width_px, (height_px - 1) / face.height_px)
    left, right = _span(face.left_px, face.width_px, factor, limit_px=width_px - 1)
    top, bottom = _span(face.top_px, face.height_px, factor, limit_px=height_px - 1)
    return left, top, right, bottom


def _span(start_px: float, length_px: float, factor: float, *, limit_px: int) -> tuple[int, int]:
    """Enlarges and shifts along one axis; the result is never empty."""
    enlarged = length_px * factor
    start = start_px + (length_px - enlarged) / 2
    start = max(0.0, min(start, limit_px - enlarged))
    return int(start), min(int(start + enlarged), limit_px) + 1
