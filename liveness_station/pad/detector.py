"""Finds faces with YuNet (Wu, Peng and Yu 2023, "A Tiny Millisecond-level Face Detector")."""

from typing import Final

import cv2
import numpy as np

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.doors import opencv_door
from liveness_station.pad.networks import Floats, load_network
from liveness_station.pad.sizes import scaled, shrunk
from liveness_station.pad.yunet import YUNET_NAME, candidates, without_overlaps

LONGEST_SIDE_PX: Final = 640
"""YuNet was trained at this size; a larger picture is shrunk to it, a smaller one left alone."""

_SIDE_UNIT_PX: Final = 32


class FaceDetector:
    """YuNet. Safe to call from several threads, which run side by side in onnxruntime."""

    def __init__(self, model: bytes, *, threads: int = 1) -> None:
        self._network = load_network(model, name=YUNET_NAME, threads=threads)

    def detect(self, pixels: Pixels, *, longest_side_px: int = LONGEST_SIDE_PX) -> tuple[Face, ...]:
        """Returns every found face (confidence of 0.6 or more), the largest first.

        Args:
            pixels: height x width x 3, BGR, uint8, of any size.
            longest_side_px: what a larger picture is shrunk to.

        Boxes are in pixels of that picture and may reach over its borders.

        Raises:
            EngineError: a runtime failed.
        """
        with opencv_door(YUNET_NAME):
            small = shrunk(pixels, longest_side_px)
            maps = self._network.run(_padded_planes(small))
        across = pixels.shape[1] / small.shape[1]
        down = pixels.shape[0] / small.shape[0]
        faces = [
            scaled(_face(row), across=across, down=down)
            for row in without_overlaps(candidates(maps))
        ]
        return tuple(sorted(faces, key=lambda face: face.area_px, reverse=True))


def _padded_planes(pixels: Pixels) -> Floats:
    """Returns 1 x 3 x height x width, 0 to 255, with black below and to the right.

    The network halves the picture five times and needs sides that can be.
    """
    height_px, width_px = pixels.shape[:2]
    below, right = -height_px % _SIDE_UNIT_PX, -width_px % _SIDE_UNIT_PX
    padded = cv2.copyMakeBorder(pixels, 0, below, 0, right, cv2.BORDER_CONSTANT)
    # Not blobFromImage, which takes six times as long for it.
    return np.ascontiguousarray(padded.transpose(2, 0, 1)[np.newaxis], np.float32)


def _face(row: Floats) -> Face:
    left, top, width, height, confidence = (float(value) for value in row)
    return Face(left, top, width, height, confidence=min(1.0, confidence))
