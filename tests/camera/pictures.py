"""Pictures as a sensor gives them, and as broken or covered cameras do."""

import cv2
import numpy as np

from liveness_station.domain.frames import Frame, Pixels

WIDTH_PX, HEIGHT_PX = 640, 480


class Sensor:
    """A camera before a scene in which nothing moves: only its noise changes."""

    def __init__(self, *, sigma: float = 1.0, quality: int | None = None, seed: int = 1) -> None:
        self._chance = np.random.default_rng(seed)
        shade = np.linspace(80, 150, WIDTH_PX, dtype=np.float32)
        self._scene = np.repeat(np.tile(shade, (HEIGHT_PX, 1))[..., None], 3, axis=2)
        # Drawing noise anew for every frame would cost more than everything that is tested.
        self._noises = [
            self._chance.normal(0, sigma, self._scene.shape).astype(np.float32) for _ in range(5)
        ]
        self._quality = quality
        self._pictures = [self._expose(noise) for noise in self._noises]

    def picture(self) -> Pixels:
        """Returns the next picture; of a few, shifted each time so that none comes twice."""
        chosen = self._pictures[int(self._chance.integers(len(self._pictures)))]
        shift = int(self._chance.integers(1, HEIGHT_PX))
        return np.asarray(np.roll(chosen, shift, axis=0), np.uint8)

    def still(self) -> Pixels:
        """Returns one picture that is always the same."""
        return self._pictures[0]

    def _expose(self, noise: np.ndarray) -> Pixels:
        exposed: Pixels = np.clip(self._scene + noise, 0, 255).round().astype(np.uint8)
        if self._quality is None:
            return exposed
        _, packed = cv2.imencode(".jpg", exposed, [cv2.IMWRITE_JPEG_QUALITY, self._quality])
        unpacked = cv2.imdecode(packed, cv2.IMREAD_COLOR)
        assert unpacked is not None
        return np.asarray(unpacked, np.uint8)


def even(*bgr: int, width_px: int = WIDTH_PX, height_px: int = HEIGHT_PX) -> Pixels:
    """Returns a picture of one colour."""
    return np.full((height_px, width_px, 3), bgr, np.uint8)


def frame(pixels: Pixels, at_s: float, number: int = 0) -> Frame:
    """Returns a frame of a copy of these pixels."""
    return Frame(pixels.copy(), at_s, number, "camera")
