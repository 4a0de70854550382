"""Follows one face from frame to frame, and looks for it anew now and then."""

from dataclasses import dataclass
from typing import Final

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.landmarks import LandmarkFinder, Landmarks

DETECT_EVERY: Final = 15
"""Frames from one detection to the next: twice a second at 30 frames a second."""

LEAST_PRESENCE: Final = 0.5
"""Below this the points are no face's, and the box that they would make leads astray."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """The followed face in one frame.

    Attributes:
        face: its box, from the detector or from its points.
        landmarks: its points.
        detected: every face that the detector found in this frame, the largest first; None where
            it was not asked.
    """

    face: Face
    landmarks: Landmarks
    detected: tuple[Face, ...] | None


class FaceTracker:
    """Follows the largest face of one sequence of frames. Used by one thread.

    It always follows the detector's largest face when that was asked, so a face that is exchanged
    for another shows as a jump of the box: whether that may be is for the reader to say.
    """

    def __init__(
        self, detector: FaceDetector, finder: LandmarkFinder, *, detect_every: int = DETECT_EVERY
    ) -> None:
        self._detector = detector
        self._finder = finder
        self._detect_every = detect_every
        self._face: Face | None = None
        self._frames_since = 0

    def follow(self, pixels: Pixels) -> Tracked | None:
        """Returns the face in the next frame, None where there is none.

        Args:
            pixels: height x width x 3, BGR, uint8.

        Raises:
            EngineError: a model failed.
        """
        self._frames_since += 1
        if self._face is not None and self._frames_since < self._detect_every:
            landmarks = self._finder.find(pixels, self._face)
            if landmarks.presence >= LEAST_PRESENCE:
                self._face = landmarks.face_box()
                return Tracked(self._face, landmarks, None)
        return self._detect(pixels)

    def _detect(self, pixels: Pixels) -> Tracked | None:
        self._face, self._frames_since = None, 0
        detected = self._detector.detect(pixels)
        if not detected:
            return None
        landmarks = self._finder.find(pixels, detected[0])
        if landmarks.presence >= LEAST_PRESENCE:
            self._face = landmarks.face_box()
        return Tracked(detected[0], landmarks, detected)
