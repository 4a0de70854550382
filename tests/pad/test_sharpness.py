import csv
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.domain.errors import ImageError
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import Engine
from liveness_station.imaging.decode import decode
from liveness_station.pad.sharpness import BLURRED, sharpness_reasons


@pytest.fixture
def large(portrait: Pixels) -> Pixels:
    return np.asarray(cv2.resize(portrait, (640, 640), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.fixture
def face(engine: Engine, large: Pixels) -> Face:
    return engine.assess(large).faces[0]


def smeared(pixels: Pixels, length_px: int, *, is_upright: bool) -> Pixels:
    kernel = np.full((length_px, 1) if is_upright else (1, length_px), 1 / length_px, np.float32)
    return np.asarray(cv2.filter2D(pixels, -1, kernel), np.uint8)


def test_a_sharp_face_is_not_blurred(large: Pixels, face: Face) -> None:
    assert sharpness_reasons(large, face) == ()


def test_a_face_out_of_focus_is(large: Pixels, face: Face) -> None:
    assert sharpness_reasons(np.asarray(cv2.GaussianBlur(large, (0, 0), 3), np.uint8), face) == (
        BLURRED,
    )


@pytest.mark.parametrize("is_upright", [True, False])
def test_a_face_in_motion_is(large: Pixels, face: Face, is_upright: bool) -> None:
    assert sharpness_reasons(smeared(large, 21, is_upright=is_upright), face) == (BLURRED,)


@pytest.mark.parametrize("box", [(-90, -90, 60, 60), (-30, -30, 60, 60), (14, 14, 1, 1)])
def test_a_face_at_the_border_or_without_any_detail_is_let_alone(
    box: tuple[float, float, float, float],
) -> None:
    grey = np.full((100, 100, 3), 128, np.uint8)
    assert sharpness_reasons(grey, Face(*box, confidence=0.9)) == ()


@pytest.mark.shared_data
def test_no_live_scene_is_blurred(engine: Engine, shared_data: Path) -> None:
    with (shared_data / "manifest.csv").open(newline="", encoding="utf-8") as rows:
        live = [row["path"] for row in csv.DictReader(rows) if row["path"].startswith("live/")]
    named = []
    for path in live[::2]:
        try:
            pixels = decode((shared_data / path).read_bytes())
        except ImageError:
            continue
        named += [path for reason in engine.assess(pixels).risk_reasons if reason == BLURRED]
    assert named == []
