"""Finds faces with YuNet (Wu, Peng and Yu 2023, "A Tiny Millisecond-level Face Detector")."""

import threading
from typing import Final, cast

import cv2
import numpy as np
import numpy.typing as npt

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.doors import opencv_door

Rows = npt.NDArray[np.float32]

LONGEST_SIDE_PX: Final = 640
"""YuNet was trained at this size; a larger picture is shrunk to it, a smaller one left alone."""

_MIN_CONFIDENCE: Final = 0.6
_MAX_OVERLAP: Final = 0.3
_MAX_CANDIDATES: Final = 5000
_CONFIDENCE_COLUMN: Final = 14
_NO_BYTES: Final = np.zeros(0, np.uint8)


class FaceDetector:
    """YuNet over cv2. Safe to call from several threads: one detection at a time.

    `FaceDetectorYN` keeps the input size and the network's state between calls, so it cannot be
    shared without a lock; one instance a thread would cost its memory for each request thread.
    """

    def __init__(self, model: bytes) -> None:
        self._lock = threading.Lock()
        with opencv_door("YuNet"):
            self._yunet = cv2.FaceDetectorYN.create(
                "onnx",
                np.frombuffer(model, np.uint8),
                _NO_BYTES,
                (LONGEST_SIDE_PX, LONGEST_SIDE_PX),
                _MIN_CONFIDENCE,
                _MAX_OVERLAP,
                _MAX_CANDIDATES,
            )

    def detect(self, pixels: Pixels) -> tuple[Face, ...]:
        """Returns every found face (confidence of 0.6 or more), the largest first.

        Args:
            pixels: height x width x 3, BGR, uint8, of any size.

        Boxes are in pixels of that picture and may reach over its borders.

        Raises:
            EngineError: cv2 failed.
        """
        with opencv_door("YuNet"):
            small = _shrunk(pixels)
            height_px, width_px = small.shape[:2]
            with self._lock:
                self._yunet.setInputSize((width_px, height_px))
                # The stub does not know that there is None instead of an empty array.
                rows = cast("Rows | None", self._yunet.detect(small)[1])
        if rows is None:
            return ()
        across, down = pixels.shape[1] / width_px, pixels.shape[0] / height_px
        faces = [_face(row, across, down) for row in rows if np.isfinite(row).all()]
        return tuple(sorted(faces, key=lambda face: face.area_px, reverse=True))


def _shrunk(pixels: Pixels) -> Pixels:
    height_px, width_px = pixels.shape[:2]
    factor = LONGEST_SIDE_PX / max(height_px, width_px)
    if factor >= 1:
        return pixels
    size = max(1, round(width_px * factor)), max(1, round(height_px * factor))
    # INTER_AREA, because a plain bilinear step from 4096 px would skip most of the picture.
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _face(row: Rows, across: float, down: float) -> Face:
    left, top, width, height = (float(value) for value in row[:4])
    return Face(
        left_px=left * across,
        top_px=top * down,
        width_px=width * across,
        height_px=height * down,
        confidence=min(1.0, float(row[_CONFIDENCE_COLUMN])),
    )
