from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.domain.errors import EngineError
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.landmarks import LandmarkFinder, Landmarks
from liveness_station.pad.manifest import BLENDSHAPES, LANDMARKS, YUNET, read_verified
from liveness_station.pad.models import load_landmark_finder
from liveness_station.pad.networks import Floats, OpenCvNetwork

RIGHT_EYE, LEFT_EYE, NOSE, CHIN, MOUTH = 33, 263, 1, 152, 13
A_FACE = Face(100, 100, 80, 100, confidence=0.9)


class FixedNetwork:
    """Answers with the given outputs and keeps what it was asked."""

    def __init__(self, *outputs: Floats) -> None:
        self._outputs = outputs
        self.batches: list[Floats] = []

    def run(self, batch: Floats) -> tuple[Floats, ...]:
        self.batches.append(batch)
        return self._outputs


def points_net(points: Floats, presence: float = 10.0) -> FixedNetwork:
    rest = np.array([[0]], np.float32)
    return FixedNetwork(points.reshape(1, -1), np.array([[presence]], np.float32), rest)


@pytest.fixture(scope="module")
def finder(models_dir: Path) -> LandmarkFinder:
    return load_landmark_finder(models_dir)


@pytest.fixture
def face(models_dir: Path, portrait: Pixels) -> Face:
    return FaceDetector(read_verified(models_dir, YUNET)).detect(portrait)[0]


@pytest.fixture
def found(finder: LandmarkFinder, portrait: Pixels, face: Face) -> Landmarks:
    return finder.find(portrait, face)


def test_the_points_lie_where_eyes_nose_and_chin_are(found: Landmarks, face: Face) -> None:
    assert found.points.shape == (478, 3)
    assert found.points.dtype == np.float32
    assert found.presence > 0.99
    middle = face.left_px + face.width_px / 2
    (right, left), nose, chin = found.points[[RIGHT_EYE, LEFT_EYE]], *found.points[[NOSE, CHIN]]
    assert face.left_px < right[0] < middle < left[0] < face.left_px + face.width_px
    assert face.top_px < right[1] < nose[1] < chin[1]
    assert chin[1] == pytest.approx(face.top_px + face.height_px, abs=8)


def test_the_nose_is_nearer_than_the_cheeks(found: Landmarks) -> None:
    nose, cheeks = found.points[NOSE, 2], found.points[[234, 454], 2]
    assert (cheeks - nose > 20).all()


def test_the_points_box_is_the_detectors(found: Landmarks, face: Face) -> None:
    box = found.face_box()
    assert box.left_px == pytest.approx(face.left_px, abs=0.08 * face.width_px)
    assert box.top_px == pytest.approx(face.top_px, abs=0.08 * face.height_px)
    assert box.width_px == pytest.approx(face.width_px, rel=0.12)
    assert box.height_px == pytest.approx(face.height_px, rel=0.12)
    assert box.confidence == found.presence


def test_the_points_are_in_pixels_of_the_picture_that_was_given(
    finder: LandmarkFinder, portrait: Pixels, face: Face, found: Landmarks
) -> None:
    twice = cv2.resize(portrait, None, fx=2, fy=2)
    box = Face(2 * face.left_px, 2 * face.top_px, 2 * face.width_px, 2 * face.height_px, 0.9)
    large = finder.find(np.asarray(twice, np.uint8), box)
    assert np.abs(large.points / 2 - found.points).max() < 1.5


def test_what_lies_over_the_border_is_guessed_and_not_shifted(
    finder: LandmarkFinder, portrait: Pixels, face: Face, found: Landmarks
) -> None:
    cut = round(face.left_px - 10)
    there = Face(face.left_px - cut, face.top_px, face.width_px, face.height_px, 0.9)
    beside = finder.find(np.ascontiguousarray(portrait[:, cut:]), there)
    assert beside.presence > 0.9
    assert np.abs(beside.points[:, 0] + cut - found.points[:, 0]).mean() < 1.5


def test_no_face_has_no_presence(finder: LandmarkFinder) -> None:
    grey = np.full((300, 300, 3), 128, np.uint8)
    assert finder.find(grey, A_FACE).presence < 0.1


def test_the_crop_is_handed_over_as_red_green_blue_planes_from_0_to_1() -> None:
    picture = np.zeros((400, 400, 3), np.uint8)
    picture[:, :, 0], picture[:, :, 2] = 51, 255
    network = points_net(np.zeros((478, 3), np.float32))
    LandmarkFinder(network, network).find(picture, A_FACE)
    (batch,) = network.batches
    assert batch.shape == (1, 3, 256, 256)
    assert batch.dtype == np.float32
    assert [plane.max() for plane in batch[0]] == pytest.approx([1, 0, 0.2])


def test_points_of_the_crop_become_points_of_the_picture() -> None:
    points = np.zeros((478, 3), np.float32)
    points[1] = 256, 128, 64
    found = LandmarkFinder(points_net(points, 0.0), points_net(points)).find(
        np.zeros((400, 400, 3), np.uint8), A_FACE
    )
    # The square's side is 1.5 x 100 about (140, 150).
    assert found.points[0].tolist() == pytest.approx([65, 75, 0])
    assert found.points[1].tolist() == pytest.approx([215, 150, 37.5])
    assert found.presence == 0.5


def test_open_eyes_and_a_smile_are_told(finder: LandmarkFinder, found: Landmarks) -> None:
    expression = finder.express(found)
    assert expression.blink_left < 0.3
    assert expression.blink_right < 0.3
    assert expression.jaw_open < 0.3


def test_lids_on_each_other_are_a_blink_of_that_eye(
    finder: LandmarkFinder, found: Landmarks
) -> None:
    shut = found.points.copy()
    for upper, lower in ((386, 374), (385, 380), (387, 373), (384, 381), (388, 390)):
        shut[upper] = shut[lower]
    expression = finder.express(Landmarks(shut, 1.0))
    assert expression.blink_left > 0.5
    assert expression.blink_left > expression.blink_right + 0.2


def test_a_dropped_jaw_is_told(finder: LandmarkFinder, found: Landmarks) -> None:
    dropped = found.points.copy()
    height = dropped[CHIN, 1] - dropped[MOUTH, 1]
    below = dropped[:, 1] > dropped[MOUTH, 1] + 1
    dropped[below, 1] += 0.7 * height
    assert finder.express(Landmarks(dropped, 1.0)).jaw_open > 0.4


def test_cv2_finds_the_same(
    models_dir: Path, portrait: Pixels, face: Face, found: Landmarks, finder: LandmarkFinder
) -> None:
    nets = (OpenCvNetwork(read_verified(models_dir, f), name="x") for f in (LANDMARKS, BLENDSHAPES))
    fallback = LandmarkFinder(*nets)
    theirs = fallback.find(portrait, face)
    assert np.abs(theirs.points - found.points).max() < 0.05
    assert theirs.presence == pytest.approx(found.presence, abs=1e-3)
    ours = finder.express(found)
    assert fallback.express(theirs).blink_left == pytest.approx(ours.blink_left, abs=1e-3)


@pytest.mark.parametrize(
    "network",
    [
        points_net(np.zeros((468, 3), np.float32)),
        points_net(np.full((478, 3), np.nan, np.float32)),
        points_net(np.zeros((478, 3), np.float32), np.nan),
    ],
)
def test_what_are_no_points_is_an_error(network: FixedNetwork) -> None:
    with pytest.raises(EngineError, match="landmarks: no"):
        LandmarkFinder(network, network).find(np.zeros((9, 9, 3), np.uint8), A_FACE)


@pytest.mark.parametrize("values", [np.zeros(51), np.full(52, np.nan)])
def test_what_is_no_expression_is_an_error(found: Landmarks, values: Floats) -> None:
    network = FixedNetwork(values.astype(np.float32))
    with pytest.raises(EngineError, match="blendshapes: no expression"):
        LandmarkFinder(network, network).express(found)
