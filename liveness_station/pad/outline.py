"""Evidence of a cut-out: one unbroken edge below the face, as strong as the face's own contrast.

Skin goes over into a neck, a beard or a collar softly, and a chin in front of a bright wall does so
in some places only. A mask of paper or a cut-out held before a face ends along the whole jaw in one
step. The step is told in units of the face's own contrast and found at a standard size of the face,
so that light, sharpness and distance change little about it.
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

# MediaPipe's points of the face's outline from the subject's left ear over the chin to the right
# one; the ends only give a direction to their neighbours.
_JAW: Final = (
    *(361, 288, 397, 365, 379, 378, 400, 377, 152),
    *(148, 176, 149, 150, 136, 172, 58, 132),
)
_BESIDE_CHIN: Final = 3
"""So many points of either side of the jaw are not the chin's."""

# The whole outline; and the two points of the cheeks between which the face is widest.
_OVAL: Final = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, *_JAW[:9]),
    *(*_JAW[9:], 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
_CHEEKS: Final = (454, 234)

_FACE_WIDTH_PX: Final = 256.0
_REACH: Final = 0.12
_SAMPLES: Final = 49
"""The outline is crossed at right angles, from 12 % of the face's width inside to 12 % outside."""

_STRIDE: Final = 4
"""A step is what changes over so many samples, 2 % of the face's width: a blurred edge has it."""

_MOST_BESIDE: Final = 2
"""From one crossing to the next an edge moves by so many samples at most, 1 % of the width."""

LEAST_STEP: Final = 0.95
"""Of the face's contrast, for the median of the jaw and for that of the chin. Set by live subjects:
about 1 % of the renderings of 40 scenes reach it (`benchmarks/results/renderings.md`)."""

_LEAST_BELOW: Final = 0.75
"""The strongest step in the band below the face, in the contrast of the face's box, that is looked
at closely; five of six live renderings have less, no rendering of a mask has."""

_GRAIN: Final = 3
"""Every so many rows and columns are enough to tell a contrast."""

_LEAST_CONTRAST: Final = 15.0
"""A face of fewer levels, as in the dark, is told as if it had these: there any wall is an edge."""

_MOST_ACROSS_PX: Final = 2 * _FACE_WIDTH_PX
"""The face with what is round it, at the standard size, is hardly wider. Landmarks that lie farther
apart are no face's, and no picture of theirs is made: it would have no end."""

Row = npt.NDArray[np.float64]
Levels = npt.NDArray[np.float32]


class ChinEdge(NamedTuple):
    """The edge along jaw and chin, each as a share of the face's contrast."""

    jaw: float
    chin: float

    @property
    def step(self) -> float:
        """The weaker of the two."""
        return min(self)

    @property
    def is_cut_out(self) -> bool:
        """Tells whether it is as strong as only an edge of something is."""
        return self.step >= LEAST_STEP

    def signal(self, face: Face) -> Signal:
        """Returns it as evidence about the face in whose box it was measured."""
        return Signal(LOOKS_LIKE_MASK, round(self.step, 2), LEAST_STEP, self.is_cut_out, face)


NO_EDGE: Final = ChinEdge(0.0, 0.0)
"""What landmarks without the shape of a face have."""


def may_be_sharp(pixels: Pixels, face: Face) -> bool:
    """Tells cheaply whether there is any step that large round the chin.

    Raises:
        EngineError: cv2 failed.
    """
    stride = max(1, round(0.02 * face.width_px))
    band = _part(pixels, face, across=(0.25, 0.75), down=(0.85, 1.15))
    box = _part(pixels, face, across=(0.1, 0.9), down=(0.1, 0.9))
    if min(band.shape[:2]) <= stride or min(box.shape[:2]) <= stride:
        return False
    colours = _lab(band)
    steps = np.linalg.norm(colours[stride:] - colours[:-stride], axis=2)
    contrast = _contrast(_lab(box[::_GRAIN, ::_GRAIN]).reshape(-1, 3))
    return float(np.percentile(steps, 97)) >= _LEAST_BELOW * contrast


def chin_edge(pixels: Pixels, landmarks: Landmarks) -> ChinEdge:
    """Measures the edge along jaw and chin.

    Args:
        pixels: height x width x 3, BGR, uint8.
        landmarks: of a face in it; `NO_EDGE` is returned where they have no face's shape.

    Raises:
        EngineError: cv2 failed.
    """
    points = landmarks.points[:, :2].astype(np.float64)
    cheeks = points[_CHEEKS, :]
    factor = _FACE_WIDTH_PX / max(float(np.linalg.norm(cheeks[0] - cheeks[1])), 1.0)
    crossings = _crossings(points * factor)
    around = np.concatenate([crossings.reshape(-1, 2), points[_OVAL, :] * factor])
    low = np.floor(around.min(axis=0)) - 1
    size = np.ceil(around.max(axis=0) + 1 - low)
    if size.max() > _MOST_ACROSS_PX:
        return NO_EDGE
    colours = _view(pixels, factor, low, size)
    contrast = _contrast(_inside(colours, points[_OVAL, :] * factor - low))
    steps = _steps(colours, crossings - low)
    chin = steps[_BESIDE_CHIN:-_BESIDE_CHIN]
    return ChinEdge(
        jaw=float(np.median(_unbroken(steps))) / contrast,
        chin=float(np.median(_unbroken(chin))) / contrast,
    )


def _part(
    pixels: Pixels, face: Face, *, across: tuple[float, float], down: tuple[float, float]
) -> Pixels:
    left, right = (max(0, round(face.left_px + part * face.width_px)) for part in across)
    top, bottom = (max(0, round(face.top_px + part * face.height_px)) for part in down)
    return pixels[top:bottom, left:right]


def _lab(pixels: Pixels) -> Levels:
    with opencv_door("outline"):
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2LAB), np.float32)


def _contrast(colours: Levels) -> float:
    """Returns how far the colours (rows of Lab) lie from their mean, as a standard deviation."""
    if not len(colours):
        return float("inf")
    return max(float(np.sqrt(colours.var(axis=0).sum())), _LEAST_CONTRAST)


def _crossings(points: Row) -> Row:
    """Returns the points (across, down) along the normals of the jaw, from inside to outside."""
    jaw = points[_JAW, :]
    along = jaw[2:] - jaw[:-2]
    normals = np.stack([along[:, 1], -along[:, 0]], axis=1)
    normals /= np.maximum(np.linalg.norm(along, axis=1), 1e-6)[:, np.newaxis]
    is_inward = ((jaw[1:-1] - points.mean(axis=0)) * normals).sum(axis=1) < 0
    normals[is_inward] *= -1
    reach = np.linspace(-_REACH, _REACH, _SAMPLES)[np.newaxis, :, np.newaxis] * _FACE_WIDTH_PX
    return np.asarray(jaw[1:-1, np.newaxis] + reach * normals[:, np.newaxis], np.float64)


def _view(pixels: Pixels, factor: float, low: Row, size: Row) -> Levels:
    """Returns the colours (Lab) of the face with what is round it, at the standard size."""
    matrix = np.array([[factor, 0, -low[0]], [0, factor, -low[1]]], np.float32)
    with opencv_door("outline"):
        view = cv2.warpAffine(
            pixels, matrix, (int(size[0]), int(size[1])), borderMode=cv2.BORDER_REPLICATE
        )
    return _lab(np.asarray(view, np.uint8))


def _inside(colours: Levels, outline: Row) -> Levels:
    canvas = np.zeros(colours.shape[:2], np.uint8)
    with opencv_door("outline"):
        filled = cv2.fillPoly(canvas, [outline.astype(np.int32)], (1,))
    return colours[::_GRAIN, ::_GRAIN][np.asarray(filled)[::_GRAIN, ::_GRAIN] > 0]


def _steps(colours: Levels, crossings: Row) -> Row:
    """Returns for each crossing how much the colours change at each place of it."""
    places = crossings.astype(np.float32)
    with opencv_door("outline"):
        found = cv2.remap(colours, places[..., 0].copy(), places[..., 1].copy(), cv2.INTER_LINEAR)
    profiles = np.asarray(found, np.float64)
    return np.asarray(np.linalg.norm(profiles[:, _STRIDE:] - profiles[:, :-_STRIDE], axis=2))


def _unbroken(steps: Row) -> Row:
    """Returns the steps along the line that is strongest in all and jumps nowhere.

    The strongest place of each crossing by itself need not be one edge: a collar here, a shadow
    there.
    """
    total = steps[0]
    came = []
    for row in steps[1:]:
        padded = np.pad(total, _MOST_BESIDE, constant_values=-1.0)
        near = np.lib.stride_tricks.sliding_window_view(padded, 2 * _MOST_BESIDE + 1)
        came.append(near.argmax(axis=1) - _MOST_BESIDE)
        total = row + near.max(axis=1)
    place = int(total.argmax())
    line = [float(steps[-1, place])]
    for row, moves in zip(steps[-2::-1], reversed(came), strict=True):
        place += int(moves[place])
        line.append(float(row[place]))
    return np.array(line)
