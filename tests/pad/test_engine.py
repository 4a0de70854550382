import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.domain.assessments import Assessment
from liveness_station.domain.errors import EngineError
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import Engine
from liveness_station.pad import engine as engine_room
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.engine import (
    VERSION,
    MiniFasNetEngine,
    is_usable,
    view_of,
)
from liveness_station.pad.manifest import LANDMARKS, MINIFASNET, YUNET, read_verified
from liveness_station.pad.models import load_landmark_finder
from liveness_station.pad.networks import Floats
from liveness_station.pad.places import FACE_TOO_LARGE, MULTIPLE_FACES

JUDGING = (
    *("engine", "lines", "medium", "outline", "places", "quality", "scoring", "sharpness"),
    "windows",
)
PINNED = "13a24dfe2795"


class ScriptedNetwork:
    """Answers each window of a run with the next pair of (attack, live) logits."""

    def __init__(self, *live_logits: float) -> None:
        self._live_logits = live_logits

    def run(self, batch: Floats) -> tuple[Floats, ...]:
        assert batch.shape == (len(self._live_logits), 3, 80, 80)
        return (np.array([[0, logit, -99] for logit in self._live_logits], np.float32),)


def face(width: float, height: float) -> Face:
    return Face(0, 0, width, height, confidence=0.9)


def test_a_portrait_has_one_usable_face_and_a_score(engine: Engine, portrait: Pixels) -> None:
    assessment = engine.assess(portrait)
    (found,) = assessment.faces
    assert 80 < found.width_px < 100
    assert 170 < found.left_px < 190
    assert 0.8 < found.confidence <= 1
    assert assessment.score is not None
    assert 0 <= assessment.score <= 1
    assert assessment.risk_reasons == ()


def test_boxes_are_in_pixels_of_the_picture_that_was_given(
    engine: Engine, portrait: Pixels
) -> None:
    small = engine.assess(portrait).faces[0]
    large = engine.assess(np.kron(portrait, np.ones((3, 3, 1), np.uint8))).faces[0]
    assert large.width_px == pytest.approx(small.width_px * 3, rel=0.05)
    assert large.top_px == pytest.approx(small.top_px * 3, rel=0.1)


def test_every_run_counts_and_none_outvotes_the_others(models_dir: Path, portrait: Pixels) -> None:
    detector = FaceDetector(read_verified(models_dir, YUNET))

    def score_of(*live_logits: float) -> float:
        network = ScriptedNetwork(*live_logits)
        score = (
            MiniFasNetEngine(detector, network, load_landmark_finder(models_dir))
            .assess(portrait)
            .score
        )
        assert score is not None
        return score

    even = score_of(*[0.0] * 8)
    for index in range(8):
        doubted = [0.0] * 8
        doubted[index] = -3.0
        assert score_of(*doubted) < even
    assert score_of(50.0, *[-2.0] * 7) < 0.8


def test_a_face_that_fills_the_picture_is_for_a_person(engine: Engine, portrait: Pixels) -> None:
    (found,) = engine.assess(portrait).faces
    left, top = round(found.left_px) - 5, round(found.top_px) - 5
    width, height = round(found.width_px) + 10, round(found.height_px) + 10
    close = np.ascontiguousarray(portrait[top : top + height, left : left + width])
    assert (
        FACE_TOO_LARGE in engine.assess(np.kron(close, np.ones((3, 3, 1), np.uint8))).risk_reasons
    )


@pytest.mark.parametrize("size", [(15, 15), (15, 8192), (8192, 15), (480, 640)])
def test_a_picture_without_a_face_has_no_score(engine: Engine, size: tuple[int, int]) -> None:
    noise = np.random.default_rng(7).integers(0, 256, (*size, 3), np.uint8)
    assert engine.assess(noise) == Assessment((), None)


def test_two_people_are_named_as_a_risk(engine: Engine, portrait: Pixels) -> None:
    assessment = engine.assess(np.hstack([portrait, portrait]))
    assert len(assessment.faces) == 2
    assert assessment.risk_reasons == (MULTIPLE_FACES,)


def test_the_largest_face_comes_first_and_is_the_one_that_is_scored(
    engine: Engine, portrait: Pixels
) -> None:
    large = np.kron(portrait[:300], np.ones((2, 2, 1), np.uint8))
    beside = np.zeros((600, 512, 3), np.uint8)
    beside[:512] = portrait
    assessment = engine.assess(np.hstack([beside, large]))
    first, second = assessment.faces
    assert first.left_px > 512 > second.left_px
    assert first.area_px > 3 * second.area_px


def test_a_face_is_usable_from_40_px_on() -> None:
    assert is_usable(face(40, 55))
    assert not is_usable(face(39.9, 55))
    assert not is_usable(face(55, 39.9))


def test_a_small_face_alone_is_no_face(engine: Engine, portrait: Pixels) -> None:
    assert engine.assess(np.ascontiguousarray(portrait[::3, ::3])) == Assessment((), None)


def test_the_name_fits_a_header(engine: Engine) -> None:
    assert engine.name == (
        f"minifasnet-v2-8run/{VERSION} yunet-2023mar landmarks-478 "
        f"({MINIFASNET.short_hash} {YUNET.short_hash} {LANDMARKS.short_hash})"
    )


def test_a_changed_rule_has_a_new_version() -> None:
    """After a change of what a picture scores: count VERSION up, and pin the new digest here."""
    room = Path(engine_room.__file__).parent
    numbers = [
        line.strip()
        for name in JUDGING
        for line in (room / f"{name}.py").read_text("utf-8").splitlines()
        if ": Final = " in line
    ]
    digest = hashlib.sha256("\n".join(numbers).encode()).hexdigest()[:12]
    assert (VERSION, digest) == ("2.5", PINNED)


def test_threads_do_not_disturb_each_other(engine: Engine, portrait: Pixels) -> None:
    pictures = [portrait, np.ascontiguousarray(portrait[:300]), np.zeros((99, 50, 3), np.uint8)]
    expected = [engine.assess(picture) for picture in pictures]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(engine.assess, pictures * 8))
    assert found == expected * 8


def test_a_detector_that_cannot_be_built_is_the_rooms_own_error() -> None:
    with pytest.raises(EngineError, match="YuNet: onnxruntime"):
        FaceDetector(b"not a model")


def test_a_large_picture_is_judged_at_640_px_and_its_regions_are_its_own(
    engine: Engine, portrait: Pixels
) -> None:
    large = np.asarray(cv2.resize(portrait, None, fx=4, fy=4), np.uint8)
    assessment = engine.assess(large)
    view = view_of(large, assessment.faces[0])
    assert max(view.pixels.shape[:2]) == 640
    assert view.face.width_px == pytest.approx(assessment.faces[0].width_px * 640 / 2048, rel=0.01)
    region = assessment.signals[0].region
    assert region is not None
    assert region.width_px == pytest.approx(assessment.faces[0].width_px)


def test_a_small_face_in_a_large_picture_keeps_its_40_px(portrait: Pixels) -> None:
    large = np.zeros((3000, 4000, 3), np.uint8)
    small = face(100, 120)
    view = view_of(large, small)
    assert 40 <= min(view.face.width_px, view.face.height_px) < 42
    assert view_of(portrait, face(40, 40)).pixels is portrait
