"""Pictures made smaller for the models, and boxes brought back to the picture they came from."""

import cv2
import numpy as np

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels


def shrunk(pixels: Pixels, longest_side_px: int) -> Pixels:
    """Returns the picture with its longest side at most that long; a smaller one as it is.

    Call it within `opencv_door`.
    """
    height_px, width_px = pixels.shape[:2]
    factor = longest_side_px / max(height_px, width_px)
    if factor >= 1:
        return pixels
    size = max(1, round(width_px * factor)), max(1, round(height_px * factor))
    # INTER_AREA, because a plain bilinear step from 4096 px would skip most of the picture.
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def scaled(face: Face, *, across: float, down: float) -> Face:
    """Returns a box in pixels of the same picture at another size, by these factors."""
    return Face(
        left_px=face.left_px * across,
        top_px=face.top_px * down,
        width_px=face.width_px * across,
        height_px=face.height_px * down,
        confidence=face.confidence,
    )
