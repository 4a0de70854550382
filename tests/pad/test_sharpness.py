from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import Engine
from liveness_station.pad.sharpness import BLURRED, LEAST_DETAIL, sharpness_signals
from tests.pad.live_pictures import as_sent, named_in_live_pictures


@pytest.fixture
def large(portrait: Pixels) -> Pixels:
    return np.asarray(cv2.resize(portrait, (640, 640), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.fixture
def face(engine: Engine, large: Pixels) -> Face:
    return engine.assess(large).faces[0]


def smeared(pixels: Pixels, length_px: int, *, is_upright: bool) -> Pixels:
    kernel = np.full((length_px, 1) if is_upright else (1, length_px), 1 / length_px, np.float32)
    return np.asarray(cv2.filter2D(pixels, -1, kernel), np.uint8)


def codes_of(pixels: Pixels, face: Face) -> tuple[str, ...]:
    return tuple(signal.code for signal in sharpness_signals(pixels, face))


def test_a_sharp_face_is_not_blurred(large: Pixels, face: Face) -> None:
    assert codes_of(large, face) == ()


@pytest.mark.parametrize("radius_px", [2, 3, 5])
def test_a_face_out_of_focus_is(large: Pixels, face: Face, radius_px: int) -> None:
    soft = np.asarray(cv2.GaussianBlur(large, (0, 0), radius_px), np.uint8)
    assert codes_of(soft, face) == (BLURRED,)
    assert codes_of(as_sent(soft), face) == (BLURRED,)


def test_a_blur_has_a_number_and_its_limit(large: Pixels, face: Face) -> None:
    soft = np.asarray(cv2.GaussianBlur(large, (0, 0), 3), np.uint8)
    (blur,) = sharpness_signals(soft, face)
    assert (blur.limit, blur.is_against, blur.region) == (LEAST_DETAIL, True, face)
    assert 0 < blur.value < LEAST_DETAIL


@pytest.mark.parametrize("is_upright", [True, False])
def test_a_face_in_motion_is(large: Pixels, face: Face, is_upright: bool) -> None:
    assert codes_of(smeared(large, 21, is_upright=is_upright), face) == (BLURRED,)


@pytest.mark.parametrize("box", [(-90, -90, 60, 60), (-30, -30, 60, 60), (14, 14, 1, 1)])
def test_a_face_at_the_border_or_without_any_detail_is_let_alone(
    box: tuple[float, float, float, float],
) -> None:
    grey = np.full((100, 100, 3), 128, np.uint8)
    assert codes_of(grey, Face(*box, confidence=0.9)) == ()


@pytest.mark.shared_data
def test_no_live_scene_is_blurred(engine: Engine, shared_data: Path) -> None:
    assert named_in_live_pictures(engine, shared_data, {BLURRED}) == []
