from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.guiding import Asked, Movement, Obstacle
from liveness_station.domain.ports import Watcher
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.landmarks import LandmarkFinder
from liveness_station.pad.manifest import YUNET, read_verified
from liveness_station.pad.models import load_landmark_finder
from liveness_station.pad.movement import FACE_FROZEN, MOVEMENT_RANGE, ONE_FACE
from liveness_station.pad.tracking import RIVALS_EVERY_S, FaceTracker
from liveness_station.pad.tracks import scene_of
from liveness_station.pad.watching import MOST_FRAMES, FaceWatcher

STEP_S = 0.1


@pytest.fixture(scope="module")
def models() -> tuple[FaceDetector, LandmarkFinder]:
    folder = Path(__file__).resolve().parent.parent.parent / "resources" / "models"
    return FaceDetector(read_verified(folder, YUNET)), load_landmark_finder(folder)


@pytest.fixture
def watcher(models: tuple[FaceDetector, LandmarkFinder]) -> FaceWatcher:
    detector, finder = models
    return FaceWatcher(FaceTracker(detector, finder, detect_every=2), finder)


def frame(pixels: Pixels, number: int) -> Frame:
    return Frame(np.ascontiguousarray(pixels), number * STEP_S, number, "test")


def turned_sheet(portrait: Pixels, degrees: float) -> Pixels:
    """The picture as a flat sheet that is turned about an upright axis, seen from near."""
    angle, distance = np.radians(degrees), 900.0
    corners = np.array([[-256, -256], [256, -256], [256, 256], [-256, 256]], np.float64)
    depth = distance + corners[:, 0] * np.sin(angle)
    seen = np.stack([corners[:, 0] * np.cos(angle), corners[:, 1]], -1) * distance / depth[:, None]
    matrix = cv2.getPerspectiveTransform(
        (corners + 256).astype(np.float32), (seen + 256).astype(np.float32)
    )
    return np.asarray(cv2.warpPerspective(portrait, matrix, (512, 512)), np.uint8)


def test_it_is_a_watcher(watcher: FaceWatcher) -> None:
    port: Watcher = watcher
    assert port.signals(())


def test_a_face_is_seen_with_its_turn(watcher: FaceWatcher, portrait: Pixels) -> None:
    sighting = watcher.watch(frame(portrait, 3))
    assert sighting.seen_at_s == pytest.approx(0.3)
    assert sighting.face is not None
    assert sighting.face.width_px == pytest.approx(90, rel=0.25)
    assert sighting.turn is not None
    assert not sighting.has_company


def test_what_keeps_a_face_from_being_judged_is_told(
    watcher: FaceWatcher, portrait: Pixels
) -> None:
    found = watcher.watch(frame(portrait, 0))
    assert found.obstacle is None
    assert found.face is not None
    left, top = round(found.face.left_px), round(found.face.top_px)
    width, height = round(found.face.width_px), round(found.face.height_px)
    tight = portrait[top - 4 : top + height + 4, left - 4 : left + width + 4]
    large = np.kron(tight, np.ones((3, 3, 1), np.uint8))
    cut = portrait[:, left + width // 6 :]
    far = np.zeros((1600, 1600, 3), np.uint8)
    far[:400, :400] = cv2.resize(portrait, (400, 400), interpolation=cv2.INTER_AREA)
    enough = np.zeros((1600, 1600, 3), np.uint8)
    enough[:512, :512] = portrait
    for pixels, obstacle in (
        (large, Obstacle.TOO_NEAR),
        (cut, Obstacle.CUT_OFF),
        (np.asarray(far, np.uint8), Obstacle.TOO_FAR),
        (np.asarray(enough, np.uint8), None),
    ):
        fresh = FaceWatcher(watcher._tracker, watcher._finder)
        fresh._tracker._face = None
        assert fresh.watch(frame(pixels, 0)).obstacle is obstacle


def test_a_picture_without_a_face_is_none(watcher: FaceWatcher) -> None:
    sighting = watcher.watch(frame(np.full((240, 320, 3), 90, np.uint8), 0))
    assert (sighting.face, sighting.turn, sighting.has_company) == (None, None, False)
    assert not watcher.track().has_face.any()


def test_a_sheet_that_is_turned_as_asked_is_refused(watcher: FaceWatcher, portrait: Pixels) -> None:
    angles = [0, 0, 0, 0, 0, 0, 0, 0, 12, 25, 35, 35, 25, 12, 0, 0, 0]
    for number, degrees in enumerate(angles):
        watcher.watch(frame(turned_sheet(portrait, -degrees), number))
    found = {s.code: s for s in watcher.signals((Asked(Movement.TURN_LEFT, 0.65, 1.0),))}
    assert watcher.track().has_face.all()
    assert found[MOVEMENT_RANGE].is_against


def test_a_still_is_frozen(watcher: FaceWatcher, portrait: Pixels) -> None:
    for number in range(8):
        watcher.watch(frame(portrait, number))
    found = {signal.code: signal for signal in watcher.signals(())}
    assert found[FACE_FROZEN].is_against
    assert found[FACE_FROZEN].value == pytest.approx(0.7)


def test_company_is_seen_once_it_is_sure(watcher: FaceWatcher, portrait: Pixels) -> None:
    both = np.hstack([portrait, portrait])
    seen = [watcher.watch(frame(both, number)).has_company for number in range(4)]
    # The detector looks at every second frame here.
    assert seen == [False, False, True, True]
    assert {s.code: s for s in watcher.signals(())}[ONE_FACE].is_against


@pytest.mark.parametrize("fps", [8, 10, 15, 24, 30])
def test_company_is_known_within_half_a_second_whatever_the_frame_rate(
    models: tuple[FaceDetector, LandmarkFinder], portrait: Pixels, fps: int
) -> None:
    detector, finder = models
    both, alone = np.hstack([portrait, portrait]), np.hstack([portrait, portrait * 0])
    for late in range(3):
        tracker = FaceTracker(detector, finder, rivals_every_s=RIVALS_EVERY_S)
        watcher = FaceWatcher(tracker, finder)
        came = fps // 2 + late
        known = None
        for number in range(came + fps):
            frame = Frame(both if number >= came else alone, number / fps, number, "test")
            if watcher.watch(frame).has_company:
                known = number
                break
        assert known is not None
        assert known > came
        # It may have come just after the frame before the one that it is first seen in.
        assert (known - came) / fps <= 0.5


def test_a_check_without_end_keeps_the_last_frames(watcher: FaceWatcher) -> None:
    nothing = np.full((64, 64, 3), 90, np.uint8)
    for number in range(MOST_FRAMES + 2):
        watcher.watch(frame(nothing, number))
    times_s = watcher.track().times_s
    assert len(times_s) == MOST_FRAMES
    assert times_s[-1] == pytest.approx((MOST_FRAMES + 1) * STEP_S)


def test_a_picture_of_any_size_has_a_scene() -> None:
    for size in ((15, 15), (480, 640), (33, 4000)):
        assert scene_of(np.full((*size, 3), 77, np.uint8)).tolist() == [[77] * 32] * 24


@pytest.mark.shared_data
@pytest.mark.parametrize(("at_s", "side"), [(4.0, 1), (10.0, -1)])
def test_a_real_head_that_looks_to_the_right_of_the_picture_is_turned_to_its_left(
    watcher: FaceWatcher, at_s: float, side: int
) -> None:
    # Looked at: he turns to the right of the picture first, then to the left.
    data = Path(__file__).resolve().parents[3] / "shared" / "data" / "video_live"
    path = data / "tranvanluyt2203-face-anti-spoofing__001.mp4"
    if not path.exists():
        pytest.skip("no shared data")
    clip = cv2.VideoCapture(str(path))
    clip.set(cv2.CAP_PROP_POS_MSEC, 1000 * at_s)
    turn = watcher.watch(frame(np.asarray(clip.read()[1], np.uint8), 0)).turn
    clip.release()
    assert turn is not None
    assert side * turn > 0.4
