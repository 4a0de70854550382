"""Watches one face through the frames of a guided check."""

from collections import deque
from typing import Final

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Asked, Obstacle, Sighting
from liveness_station.domain.signals import Signal
from liveness_station.pad.detector import LONGEST_SIDE_PX
from liveness_station.pad.engine import is_usable
from liveness_station.pad.landmarks import LandmarkFinder
from liveness_station.pad.movement import judge
from liveness_station.pad.places import (
    FACE_CUT_OFF,
    FACE_TOO_LARGE,
    MULTIPLE_FACES,
    place_signals,
)
from liveness_station.pad.poses import turn
from liveness_station.pad.sizes import scaled
from liveness_station.pad.tracking import LEAST_PRESENCE, FaceTracker, Tracked
from liveness_station.pad.tracks import Observation, Track, patch_of, scene_of, track_of

MOST_FRAMES: Final = 1200
"""Twenty seconds at 60 frames a second, some 12 MB; of a longer check the last ones are kept."""

MOST_SENT_PX: Final = 1920
"""A frame is judged by a probe of half its size, of 640 px at least and of this at most."""

_SURE_DETECTIONS: Final = 2
"""A second face is company once the detector found it so often in a row: it may err once."""


class FaceWatcher:
    """Follows one face and keeps what is needed of each frame. Used by one thread.

    Args:
        tracker: follows the face.
        finder: tells what its eyes and mouth do.
    """

    def __init__(self, tracker: FaceTracker, finder: LandmarkFinder) -> None:
        self._tracker = tracker
        self._finder = finder
        self._seen: deque[Observation] = deque(maxlen=MOST_FRAMES)
        self._rivals_in_a_row = 0

    def watch(self, frame: Frame) -> Sighting:
        """Finds the face in the next frame and remembers what it needs of it.

        Raises:
            EngineError: a model failed.
        """
        tracked = self._tracker.follow(frame.pixels, seen_at_s=frame.captured_at_s)
        if tracked is not None and tracked.landmarks.presence < LEAST_PRESENCE:
            tracked = None
        self._notice_rivals(tracked)
        scene = scene_of(frame.pixels)
        if tracked is None:
            self._seen.append(Observation(frame.captured_at_s, None, None, scene))
            return Sighting(frame.captured_at_s, None, None, has_company=self._has_company())
        points = tracked.landmarks.points
        expression = self._finder.express(tracked.landmarks)
        self._seen.append(
            Observation(
                frame.captured_at_s,
                points,
                patch_of(frame.pixels, points),
                scene,
                blink=(expression.blink_left + expression.blink_right) / 2,
                jaw=expression.jaw_open,
                has_company=self._has_company(),
            )
        )
        return Sighting(
            frame.captured_at_s,
            tracked.face,
            turn(points),
            has_company=self._has_company(),
            obstacle=_obstacle(frame, tracked.face),
        )

    def signals(self, asked: tuple[Asked, ...]) -> tuple[Signal, ...]:
        """Judges everything that was watched; the evidence, what speaks against it included."""
        return judge(self.track(), asked)

    def track(self) -> Track:
        """Returns what was watched, as arrays over the frames."""
        return track_of(self._seen)

    def _notice_rivals(self, tracked: Tracked | None) -> None:
        """Counts the detections in a row with a second face; between them nothing is known."""
        if tracked is not None and tracked.detected is not None:
            # Whose rival it is does not hang on the picture's size.
            found = place_signals(tracked.detected, width_px=1, height_px=1)
            is_rivalled = MULTIPLE_FACES in {signal.code for signal in found}
            self._rivals_in_a_row = self._rivals_in_a_row + 1 if is_rivalled else 0

    def _has_company(self) -> bool:
        return self._rivals_in_a_row >= _SURE_DETECTIONS


def _obstacle(frame: Frame, face: Face) -> Obstacle | None:
    """Tells whether what will judge this frame could not, for where and how large the face is."""
    found = place_signals((face,), width_px=frame.width_px, height_px=frame.height_px)
    codes = {signal.code for signal in found}
    if FACE_TOO_LARGE in codes:
        return Obstacle.TOO_NEAR
    if FACE_CUT_OFF in codes:
        return Obstacle.CUT_OFF
    longest_px = max(frame.width_px, frame.height_px)
    part = min(1.0, max(LONGEST_SIDE_PX, min(longest_px // 2, MOST_SENT_PX)) / longest_px)
    return None if is_usable(scaled(face, across=part, down=part)) else Obstacle.TOO_FAR
