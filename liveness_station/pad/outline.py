"""Evidence of a cut-out: a chin that stands off from what is below it as sharply as an edge.

Skin goes over into a neck, a beard or a collar softly, and a chin in front of a bright wall does so
in some places only. A mask of paper or a cut-out held before a face ends everywhere along the chin
in a step as narrow as the picture can show.
"""

from typing import Final, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.signals import Signal
from liveness_station.pad.doors import opencv_door
from liveness_station.pad.landmarks import Landmarks

LOOKS_LIKE_MASK: Final = "looks_like_mask"
"""Risk reason: a person looks whether the face is a cut-out or a mask."""

# MediaPipe's points of the face's outline from the subject's left of the chin to its right, and
# the two of the cheeks between which the face is widest.
_CHIN: Final = (379, 378, 400, 377, 152, 148, 176, 149, 150)
_BEFORE_CHIN: Final = 365
_BEHIND_CHIN: Final = 136
_CHEEKS: Final = (454, 234)

_REACH: Final = 0.12
_SAMPLES: Final = 41
"""The outline is crossed at right angles, from 12 % of the face's width inside to 12 % outside."""

_FACE_WIDTH_PX: Final = 340.0

LEAST_STEP: Final = 45.0
"""Colour difference (Lab, each 0 to 255) within 1.2 % of the face's width, at three of four places
along the chin. Live subjects before a bright wall reach 55, masks in print 51 and 91."""

WIDEST_STEP: Final = 1.2
"""Width of the step in units of 1.2 % of the face's width; live subjects' median is 1.6."""

MOST_JITTER: Final = 3.5
"""How far the step jumps from place to place, in % of the face's width; live subjects' median is
5, because what is found there is not one edge."""

_MOST_ACROSS_PX: Final = 2 * _FACE_WIDTH_PX
"""The chin with what is round it, at the standard size, is narrower and lower than a face. Landmarks
that lie so much wider apart are no face's, and no picture of theirs is made: it would have no end.
"""

Row = npt.NDArray[np.float64]


class ChinEdge(NamedTuple):
    """The edge along the chin, in the units of the limits."""

    step: float
    width: float
    jitter: float

    @property
    def is_cut_out(self) -> bool:
        """Tells whether it is as sharp, narrow and steady as only an edge of something is."""
        return self.step >= LEAST_STEP and self.width <= WIDEST_STEP and self.jitter <= MOST_JITTER

    def signal(self, face: Face) -> Signal:
        """Returns it as evidence about the face in whose box it was measured."""
        return Signal(LOOKS_LIKE_MASK, round(self.step, 1), LEAST_STEP, self.is_cut_out, face)


NO_EDGE: Final = ChinEdge(0.0, 0.0, 0.0)
"""What landmarks without the shape of a face have."""


def may_be_sharp(pixels: Pixels, face: Face) -> bool:
    """Tells cheaply whether there is any step that large round the chin."""
    top, bottom = face.top_px + 0.85 * face.height_px, face.top_px + 1.15 * face.height_px
    left, right = face.left_px + 0.25 * face.width_px, face.left_px + 0.75 * face.width_px
    band = pixels[max(0, round(top)) : round(bottom), max(0, round(left)) : round(right)]
    stride = max(1, round(2 * 2 * _REACH / (_SAMPLES - 1) * face.width_px))
    if min(band.shape[:2]) <= stride:
        return False
    with opencv_door("outline"):
        colours = cv2.cvtColor(band, cv2.COLOR_BGR2LAB).astype(np.float32)
    steps = np.linalg.norm(colours[stride:] - colours[:-stride], axis=2)
    return bool(np.percentile(steps, 97) >= LEAST_STEP)


def chin_edge(pixels: Pixels, landmarks: Landmarks) -> ChinEdge:
    """Measures the edge along the chin.

    Args:
        pixels: height x width x 3, BGR, uint8.
        landmarks: of a face in it; `NO_EDGE` is returned where they have no face's shape.

    Raises:
        EngineError: cv2 failed.
    """
    outline = landmarks.points[(_BEFORE_CHIN, *_CHIN, _BEHIND_CHIN), :2].astype(np.float64)
    middle = landmarks.points[:, :2].mean(axis=0)
    cheeks = landmarks.points[_CHEEKS, :2]
    width_px = float(np.linalg.norm(cheeks[0] - cheeks[1]))
    crossings = [
        _crossing(outline[index - 1], outline[index], outline[index + 1], middle, width_px)
        for index in range(1, len(outline) - 1)
    ]
    factor = _FACE_WIDTH_PX / max(width_px, 1.0)
    if np.ptp(np.concatenate(crossings), axis=0).max() * factor > _MOST_ACROSS_PX:
        return NO_EDGE
    profiles = _profiles(pixels, np.stack(crossings), factor)
    steps = np.linalg.norm(profiles[:, 2:] - profiles[:, :-2], axis=2)
    places = steps.argmax(axis=1)
    sharpest = steps.max(axis=1)
    rises = [
        np.linalg.norm(profile[min(place + 6, _SAMPLES - 1)] - profile[max(place - 4, 0)])
        for profile, place in zip(profiles, places, strict=True)
    ]
    jump = np.abs(np.diff(places)).mean() * 2 * _REACH / (_SAMPLES - 1)
    return ChinEdge(
        step=float(np.percentile(sharpest, 25)),
        width=float(np.median(np.array(rises) / np.maximum(sharpest, 1e-6))),
        jitter=float(100 * jump),
    )


def _crossing(before: Row, place: Row, behind: Row, middle: Row, width_px: float) -> Row:
    """Returns the points (across, down) along the normal of the outline, from inside to outside."""
    along = behind - before
    normal = np.array([along[1], -along[0]]) / max(float(np.linalg.norm(along)), 1e-6)
    if normal @ (place - middle) < 0:
        normal = -normal
    reach = np.linspace(-_REACH, _REACH, _SAMPLES)[:, np.newaxis] * width_px
    return np.asarray(place + reach * normal, np.float64)


def _profiles(pixels: Pixels, crossings: Row, factor: float) -> npt.NDArray[np.float32]:
    """Returns the colours (Lab) along the crossings, in the picture at a standard size."""
    points = crossings.reshape(-1, 2)
    low = np.floor(points.min(axis=0)) - 1
    size = np.ceil((points.max(axis=0) + 1 - low) * factor).astype(int)
    matrix = np.array([[factor, 0, -low[0] * factor], [0, factor, -low[1] * factor]], np.float32)
    with opencv_door("outline"):
        view = cv2.warpAffine(
            pixels, matrix, (int(size[0]), int(size[1])), borderMode=cv2.BORDER_REPLICATE
        )
        colours = cv2.cvtColor(view, cv2.COLOR_BGR2LAB).astype(np.float32)
        places = ((points - low) * factor).astype(np.float32)
        found = cv2.remap(colours, places[:, :1].copy(), places[:, 1:].copy(), cv2.INTER_LINEAR)
    return np.asarray(found, np.float32).reshape(*crossings.shape[:2], 3)
