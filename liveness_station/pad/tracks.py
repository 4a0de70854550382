"""What is kept of each watched frame: small arrays, enough to judge the whole check by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from liveness_station.domain.frames import Pixels
from liveness_station.pad.doors import opencv_door
from liveness_station.pad.poses import LEFT_EYE, RIGHT_EYE, Points, Values

PATCH_SIDE_PX: Final = 24
SCENE_WIDTH_PX: Final = 32
SCENE_HEIGHT_PX: Final = 24

_EYE_ROW: Final = 0.3
_EYE_SPAN: Final = 0.7
"""Where the eyes lie in a patch, in shares of its side: it reaches from the brows to the chin."""

_SKIPPING: Final = 4
"""The scene is shrunk from every fourth pixel: 0.3 ms instead of 2 at 720p."""

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """One frame.

    Attributes:
        seen_at_s: the frame's own time.
        points: 478 x 3; None without a face.
        patch: the face upright and of one size, 24 x 24 x 3, BGR; None without a face.
        scene: the whole picture, 24 x 32, grey.
        blink: how far the eyes are closed in 0..1; 0 without a face.
        jaw: how far the mouth is open in 0..1; 0 without a face.
        has_company: True where a second face is nearly as large.
    """

    seen_at_s: float
    points: Points | None = field(repr=False)
    patch: Bytes | None = field(repr=False)
    scene: Bytes = field(repr=False)
    blink: float = 0.0
    jaw: float = 0.0
    has_company: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """All frames of one check, as arrays over the frames.

    Attributes:
        times_s: n, rising.
        points: n x 478 x 3; not a number where there is no face.
        patches: n x 24 x 24 x 3; zero where there is no face.
        scenes: n x 24 x 32.
        blinks: n.
        jaws: n.
        company: n, of bool.
    """

    times_s: Values
    points: Points = field(repr=False)
    patches: Bytes = field(repr=False)
    scenes: Bytes = field(repr=False)
    blinks: Values = field(repr=False)
    jaws: Values = field(repr=False)
    company: npt.NDArray[np.bool_] = field(repr=False)

    @property
    def has_face(self) -> npt.NDArray[np.bool_]:
        """Tells for each frame whether a face was seen."""
        return np.asarray(np.isfinite(self.points[:, 0, 0]), np.bool_)

    def between(self, first: int, last: int) -> "Track":
        """Returns the frames from one index up to another, the last one not included."""
        part = slice(first, last)
        return Track(
            self.times_s[part],
            self.points[part],
            self.patches[part],
            self.scenes[part],
            self.blinks[part],
            self.jaws[part],
            self.company[part],
        )


def track_of(observations: Sequence[Observation]) -> Track:
    """Returns the arrays of what was observed, in its order."""
    no_points = np.full((478, 3), np.nan, np.float32)
    no_patch = np.zeros((PATCH_SIDE_PX, PATCH_SIDE_PX, 3), np.uint8)
    no_scene = np.zeros((SCENE_HEIGHT_PX, SCENE_WIDTH_PX), np.uint8)
    count = len(observations)
    points = [no_points if seen.points is None else seen.points for seen in observations]
    patches = [no_patch if seen.patch is None else seen.patch for seen in observations]
    scenes = [seen.scene for seen in observations]
    return Track(
        times_s=np.array([seen.seen_at_s for seen in observations], np.float64),
        points=np.array(points, np.float32).reshape(count, *no_points.shape),
        patches=np.array(patches, np.uint8).reshape(count, *no_patch.shape),
        scenes=np.array(scenes, np.uint8).reshape(count, *no_scene.shape),
        blinks=np.array([seen.blink for seen in observations], np.float64),
        jaws=np.array([seen.jaw for seen in observations], np.float64),
        company=np.array([seen.has_company for seen in observations], np.bool_),
    )


def scene_of(pixels: Pixels) -> Bytes:
    """Shrinks a whole picture to 24 x 32 grey values.

    Raises:
        EngineError: cv2 failed.
    """
    with opencv_door("scene"):
        every_fourth = np.ascontiguousarray(pixels[::_SKIPPING, ::_SKIPPING])
        small = cv2.resize(
            every_fourth, (SCENE_WIDTH_PX, SCENE_HEIGHT_PX), interpolation=cv2.INTER_AREA
        )
        return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)


def patch_of(pixels: Pixels, points: Points) -> Bytes:
    """Cuts the face out upright and of one size, both eyes at their places: 24 x 24 x 3.

    Args:
        pixels: height x width x 3, BGR.
        points: 478 x 3, in pixels of that picture.

    Raises:
        EngineError: cv2 failed.
    """
    right, left = (points[index, :2].astype(np.float64) for index in (RIGHT_EYE, LEFT_EYE))
    across = left - right
    length_px = max(float(np.hypot(*across)), 1e-6)
    # Twice as large at first and then shrunk by means: nothing flickers from skipped pixels.
    side_px = 2 * PATCH_SIDE_PX
    scale = _EYE_SPAN * side_px / length_px
    cos, sin = across / length_px * scale
    turned = np.array([[cos, sin], [-sin, cos]])
    shift = np.array([side_px / 2, _EYE_ROW * side_px]) - turned @ (left + right) / 2
    matrix = np.column_stack([turned, shift]).astype(np.float32)
    with opencv_door("patch"):
        large = cv2.warpAffine(pixels, matrix, (side_px, side_px), borderMode=cv2.BORDER_REPLICATE)
        small = cv2.resize(large, (PATCH_SIDE_PX, PATCH_SIDE_PX), interpolation=cv2.INTER_AREA)
        return np.asarray(small, np.uint8)
