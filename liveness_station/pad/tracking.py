"""Follows one face from frame to frame, and looks for it anew now and then."""

from dataclasses import dataclass
from typing import Final

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.landmarks import LandmarkFinder, Landmarks

DETECT_EVERY: Final = 15
"""Frames from one detection to the next: twice a second at 30 frames a second."""

RIVALS_EVERY_S: Final = 0.2
"""From one look for other faces to the next in a guided check, however many frames come: a face
that is company once it was found twice in a row is then known within half a second at 8 to 30
frames a second."""

_SLACK_S: Final = 0.002
"""Frames come a little early or late; one that is due must not wait for the next."""

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

    Args:
        detector: finds faces.
        finder: finds a face's points.
        detect_every: frames from one detection that the followed face is taken from to the next.
        rivals_every_s: in between, other faces are looked for after so many seconds; None: never.
    """

    def __init__(
        self,
        detector: FaceDetector,
        finder: LandmarkFinder,
        *,
        detect_every: int = DETECT_EVERY,
        rivals_every_s: float | None = None,
    ) -> None:
        self._detector = detector
        self._finder = finder
        self._detect_every = detect_every
        self._face: Face | None = None
        self._rivals_every_s = rivals_every_s
        self._frames_since = 0
        self._detected_at_s = 0.0

    def follow(self, pixels: Pixels, *, seen_at_s: float = 0.0) -> Tracked | None:
        """Returns the face in the next frame, None where there is none.

        Args:
            pixels: height x width x 3, BGR, uint8.
            seen_at_s: when the frame was taken, in monotonic seconds.

        Raises:
            EngineError: a model failed.
        """
        self._frames_since += 1
        if self._face is not None and self._frames_since < self._detect_every:
            landmarks = self._finder.find(pixels, self._face)
            if landmarks.presence >= LEAST_PRESENCE:
                self._face = landmarks.face_box()
                return Tracked(self._face, landmarks, self._rivals(pixels, seen_at_s))
        return self._detect(pixels, seen_at_s)

    def _rivals(self, pixels: Pixels, seen_at_s: float) -> tuple[Face, ...] | None:
        """Looks for other faces where it is time to, without following any of them.

        A box of the detector's differs a little from one of the points', and each change of the two
        moves the points: what is measured of the movement must not hang on how often this is done.
        """
        every_s = self._rivals_every_s
        if every_s is None or seen_at_s - self._detected_at_s < every_s - _SLACK_S:
            return None
        self._detected_at_s = seen_at_s
        return self._detector.detect(pixels)

    def _detect(self, pixels: Pixels, seen_at_s: float) -> Tracked | None:
        self._face, self._frames_since, self._detected_at_s = None, 0, seen_at_s
        detected = self._detector.detect(pixels)
        if not detected:
            return None
        landmarks = self._finder.find(pixels, detected[0])
        if landmarks.presence >= LEAST_PRESENCE:
            self._face = landmarks.face_box()
        return Tracked(detected[0], landmarks, detected)
