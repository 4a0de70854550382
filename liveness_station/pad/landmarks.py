"""Finds the points of a face, and what its eyes and mouth do, with MediaPipe's networks."""

from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.doors import opencv_door
from liveness_station.pad.networks import Floats, Network, broken

LANDMARKS_NAME: Final = "landmarks"
BLENDSHAPES_NAME: Final = "blendshapes"

POINTS: Final = 478
_MESH_POINTS: Final = 468
"""The rest are the irises'."""

CROP_FACTOR: Final = 1.5
_CROP_SIDE_PX: Final = 256

_ABOVE_MESH: Final = 0.09
"""YuNet's box begins higher than the mesh, by this share of the mesh's height; its other sides are
the mesh's within 2 % (median of 900 frames of clips)."""

_BLINK_LEFT: Final = 9
_BLINK_RIGHT: Final = 10
_JAW_OPEN: Final = 25
_EXPRESSIONS: Final = 52

# The points that the network of expressions was trained on, in its order, as MediaPipe's graph
# (face_blendshapes_graph.cc, kLandmarksSubsetIdxs) hands them over.
_EXPRESSIVE: Final = """
0 1 4 5 6 7 8 10 13 14 17 21 33 37 39 40 46 52 53 54 55 58 61 63 65 66 67 70 78 80 81 82
84 87 88 91 93 95 103 105 107 109 127 132 133 136 144 145 146 148 149 150 152 153 154 155
157 158 159 160 161 162 163 168 172 173 176 178 181 185 191 195 197 234 246 249 251 263
267 269 270 276 282 283 284 285 288 291 293 295 296 297 300 308 310 311 312 314 317 318
321 323 324 332 334 336 338 356 361 362 365 373 374 375 377 378 379 380 381 382 384 385
386 387 388 389 390 397 398 400 402 405 409 415 454 466 468 469 470 471 472 473 474 475
476 477
"""
_EXPRESSIVE_POINTS: Final = tuple(int(number) for number in _EXPRESSIVE.split())


@dataclass(frozen=True, slots=True, eq=False)
class Landmarks:
    """The points of one face.

    Attributes:
        points: 478 x 3, float32: across and down in pixels of the picture, and depth in the same
            unit with smaller values nearer to the camera, which is the network's guess from one
            picture and no measurement.
        presence: probability in 0..1 that there is a face where the points were looked for.
    """

    points: Floats = field(repr=False)
    presence: float

    def face_box(self) -> Face:
        """Returns the box that the detector would give this face, with presence as confidence."""
        mesh = self.points[:_MESH_POINTS, :2]
        (left, top), (right, bottom) = mesh.min(axis=0).tolist(), mesh.max(axis=0).tolist()
        top -= _ABOVE_MESH * (bottom - top)
        return Face(
            left_px=left,
            top_px=top,
            width_px=right - left,
            height_px=bottom - top,
            confidence=self.presence,
        )


@dataclass(frozen=True, slots=True)
class Expression:
    """What eyes and mouth do, each in 0..1; left and right are the subject's own."""

    blink_left: float
    blink_right: float
    jaw_open: float


class LandmarkFinder:
    """MediaPipe's face landmarks and blendshapes. Safe to call from several threads."""

    def __init__(self, landmarks: Network, blendshapes: Network) -> None:
        self._landmarks = landmarks
        self._blendshapes = blendshapes

    def find(self, pixels: Pixels, face: Face) -> Landmarks:
        """Finds the points of a face whose box is known.

        Args:
            pixels: height x width x 3, BGR, uint8.
            face: a box in pixels of that picture, which may reach over its borders.

        Raises:
            EngineError: a runtime failed, or gave something that is no set of points.
        """
        side_px = CROP_FACTOR * max(face.width_px, face.height_px)
        middle = np.array(
            [face.left_px + face.width_px / 2, face.top_px + face.height_px / 2], np.float32
        )
        scale = _CROP_SIDE_PX / side_px
        points, presence, *_ = self._landmarks.run(_crop(pixels, middle, scale))
        if points.shape != (1, POINTS * 3) or not np.isfinite(points).all():
            raise broken(LANDMARKS_NAME, "no points")
        found = points.reshape(POINTS, 3) / scale
        found[:, :2] += middle - side_px / 2
        return Landmarks(found, _probability(presence))

    def express(self, landmarks: Landmarks) -> Expression:
        """Tells what eyes and mouth do, from the points alone; their scale does not matter.

        Raises:
            EngineError: a runtime failed, or gave something that is no expression.
        """
        points = np.ascontiguousarray(landmarks.points[_EXPRESSIVE_POINTS, :2][np.newaxis])
        (values,) = self._blendshapes.run(points)
        if values.shape != (_EXPRESSIONS,) or not np.isfinite(values).all():
            raise broken(BLENDSHAPES_NAME, "no expression")
        return Expression(
            blink_left=float(values[_BLINK_LEFT]),
            blink_right=float(values[_BLINK_RIGHT]),
            jaw_open=float(values[_JAW_OPEN]),
        )


def _crop(pixels: Pixels, middle: Floats, scale: float) -> Floats:
    """Returns the square about the middle as 1 x 3 x 256 x 256, RGB, 0 to 1, black over borders.

    Black and not shifted into the picture: where a fifth of the square lies outside, points of a
    padded one are off by 1 to 2 % of the distance of the eyes, those of a shifted one by 5 to 40,
    and half of such faces are not seen at all.
    """
    # Pixel 0 lies at 0.5, in the picture and in the crop.
    shift = _CROP_SIDE_PX / 2 - 0.5 - (middle - 0.5) * scale
    matrix = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]], np.float32)
    with opencv_door(LANDMARKS_NAME):
        crop = cv2.warpAffine(pixels, matrix, (_CROP_SIDE_PX, _CROP_SIDE_PX))
        return np.asarray(cv2.dnn.blobFromImage(crop, 1 / 255, swapRB=True), np.float32)


def _probability(logits: Floats) -> float:
    logit = float(logits.reshape(-1)[0])
    if not np.isfinite(logit):
        raise broken(LANDMARKS_NAME, "no presence")
    return float(1 / (1 + np.exp(-min(max(logit, -80.0), 80.0))))
