"""What one face's points say of how the head is turned, as pure functions over arrays."""

from typing import Final

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float32]
"""478 x 3, or any number of frames of them: across and down in pixels, and a guessed depth."""

Values = npt.NDArray[np.float64]

NOSE_TIP: Final = 1
RIGHT_CHEEK: Final = 234
LEFT_CHEEK: Final = 454
RIGHT_EYE: Final = 33
LEFT_EYE: Final = 263
"""Outer corners of the eyes; left and right are the subject's own."""

RIGID: Final = (
    *(33, 133, 263, 362, 168, 6, 197, 10, 151, 9, 8, 67, 297, 103, 332, 21, 251),
    *(234, 454, 116, 345, 50, 280, 36, 266),
    *(195, 5, 4, 1, 2, 48, 278, 98, 327),
)
"""Points that no expression moves: corners of the eyes, the bridge between them, forehead and
temples; cheekbones; ridge, tip and wings of the nose."""


def turns(points: Points) -> Values:
    """Returns how far the head is turned to the subject's own left, one value for each frame.

    It is the offset of the nose's tip from the middle between two points of the cheeks near the
    ears, along the line between them, in halves of their distance: 0 straight ahead, negative to
    the right; no number where a frame has no points. Frames are never mirrored, so the subject's
    left is to the right of the picture.

    Args:
        points: frames x 478 x 3.
    """
    flat = points[..., :2].astype(np.float64)
    across = flat[:, LEFT_CHEEK] - flat[:, RIGHT_CHEEK]
    offset = flat[:, NOSE_TIP] - (flat[:, LEFT_CHEEK] + flat[:, RIGHT_CHEEK]) / 2
    # Points that coincide are no face's; whatever comes of them must be a finite turn of nothing.
    half_squared = np.maximum((across**2).sum(axis=1), 1e-9) / 2
    return np.asarray((offset * across).sum(axis=1) / half_squared, np.float64)


def turn(points: Points) -> float:
    """Returns the turn of one frame's 478 x 3 points; see `turns`."""
    return float(turns(points[np.newaxis])[0])


def eye_distances_px(points: Points) -> Values:
    """Returns the distance of the eyes' outer corners, one value for each frame."""
    across = points[:, LEFT_EYE, :2].astype(np.float64) - points[:, RIGHT_EYE, :2]
    return np.asarray(np.sqrt((across**2).sum(axis=1)), np.float64)
