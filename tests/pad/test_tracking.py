from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.landmarks import LandmarkFinder
from liveness_station.pad.manifest import YUNET, read_verified
from liveness_station.pad.models import load_landmark_finder
from liveness_station.pad.tracking import FaceTracker


class CountingDetector(FaceDetector):
    """Counts how often it was asked."""

    asked = 0

    def detect(self, pixels: Pixels, *, longest_side_px: int = 640) -> tuple[Face, ...]:
        self.asked += 1
        return super().detect(pixels, longest_side_px=longest_side_px)


@pytest.fixture(scope="module")
def finder(models_dir: Path) -> LandmarkFinder:
    return load_landmark_finder(models_dir)


@pytest.fixture
def detector(models_dir: Path) -> CountingDetector:
    return CountingDetector(read_verified(models_dir, YUNET))


def moved(portrait: Pixels, across: int) -> Pixels:
    return np.ascontiguousarray(np.roll(portrait, across, axis=1))


def test_a_moving_face_is_followed_without_detecting_anew(
    detector: CountingDetector, finder: LandmarkFinder, portrait: Pixels
) -> None:
    tracker = FaceTracker(detector, finder, detect_every=100)
    boxes = []
    for across in range(0, 120, 10):
        tracked = tracker.follow(moved(portrait, across))
        assert tracked is not None
        assert tracked.landmarks.presence > 0.9
        assert (tracked.detected is None) is (across > 0)
        boxes.append(tracked.face.left_px)
    assert detector.asked == 1
    assert boxes[-1] - boxes[1] == pytest.approx(100, abs=3)


def test_the_box_does_not_creep_while_a_face_stands_still(
    detector: CountingDetector, finder: LandmarkFinder, portrait: Pixels
) -> None:
    tracker = FaceTracker(detector, finder, detect_every=1000)
    boxes = [tracked.face for _ in range(60) if (tracked := tracker.follow(portrait))]
    assert len(boxes) == 60
    assert detector.asked == 1
    for box in boxes[1:]:
        assert box.width_px == pytest.approx(boxes[0].width_px, rel=0.1)
        assert box.top_px == pytest.approx(boxes[0].top_px, abs=0.1 * boxes[0].height_px)


def test_every_so_many_frames_all_faces_are_looked_for(
    detector: CountingDetector, finder: LandmarkFinder, portrait: Pixels
) -> None:
    tracker = FaceTracker(detector, finder, detect_every=4)
    pair = np.hstack([portrait, portrait])
    counts = []
    for _ in range(9):
        tracked = tracker.follow(pair)
        assert tracked is not None
        counts.append(None if tracked.detected is None else len(tracked.detected))
    assert counts == [2, None, None, None, 2, None, None, None, 2]


def test_looking_for_rivals_by_the_clock_changes_nothing_about_the_followed_face(
    detector: CountingDetector, finder: LandmarkFinder, portrait: Pixels
) -> None:
    timed = FaceTracker(detector, finder, rivals_every_s=0.2)
    plain = FaceTracker(detector, finder)
    looks = []
    for number in range(31):
        pixels = moved(portrait, 2 * number)
        one = timed.follow(pixels, seen_at_s=number / 30)
        other = plain.follow(pixels, seen_at_s=number / 30)
        assert one is not None
        assert other is not None
        assert one.face == other.face
        looks += [number] if one.detected is not None else []
    assert looks == [0, 6, 12, 15, 21, 27, 30]


def test_a_face_that_leaves_is_lost_and_found_again(
    detector: CountingDetector, finder: LandmarkFinder, portrait: Pixels
) -> None:
    tracker = FaceTracker(detector, finder, detect_every=100)
    empty = np.full_like(portrait, 90)
    assert tracker.follow(portrait) is not None
    assert tracker.follow(empty) is None
    assert tracker.follow(empty) is None
    found = tracker.follow(portrait)
    assert found is not None
    assert found.detected is not None
    assert detector.asked == 4


def test_a_face_elsewhere_is_not_taken_for_the_followed_one(
    detector: CountingDetector, finder: LandmarkFinder, portrait: Pixels
) -> None:
    tracker = FaceTracker(detector, finder, detect_every=100)
    first = tracker.follow(portrait)
    jumped = tracker.follow(moved(portrait, 250))
    assert first is not None
    assert jumped is not None
    assert jumped.detected is not None
    assert jumped.face.left_px - first.face.left_px == pytest.approx(250, abs=8)
