"""A face that is cut out and held before something, and the same face as it was."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import Engine
from liveness_station.pad.landmarks import LandmarkFinder
from liveness_station.pad.models import load_landmark_finder
from liveness_station.pad.outline import (
    LEAST_STEP,
    LOOKS_LIKE_MASK,
    NO_EDGE,
    ChinEdge,
    chin_edge,
    may_be_sharp,
)

OUTLINE = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)


@pytest.fixture(scope="module")
def finder(models_dir: Path) -> LandmarkFinder:
    return load_landmark_finder(models_dir)


@pytest.fixture
def large(portrait: Pixels) -> Pixels:
    """The portrait as a sharp camera shows it: the face about 180 px wide."""
    return np.asarray(cv2.resize(portrait, None, fx=2, fy=2), np.uint8)


@pytest.fixture
def face(engine: Engine, large: Pixels) -> Face:
    return engine.assess(large).faces[0]


def cut_out(pixels: Pixels, face: Face, finder: LandmarkFinder, *, blur_px: float = 0) -> Pixels:
    """Lays the face, cut along its outline, over a bluish wall."""
    points = finder.find(pixels, face).points[list(OUTLINE), :2]
    canvas = np.zeros(pixels.shape[:2], np.uint8)
    mask = np.asarray(cv2.fillPoly(canvas, [points.astype(np.int32)], (255,)), np.uint8)
    if blur_px:
        mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), blur_px), np.uint8)
    share = (mask / 255)[:, :, np.newaxis]
    return np.asarray(pixels * share + np.array([150, 90, 60]) * (1 - share), np.uint8)


def test_a_cut_out_is_found(large: Pixels, face: Face, finder: LandmarkFinder) -> None:
    mask = cut_out(large, face, finder)
    edge = chin_edge(mask, finder.find(mask, face))
    assert may_be_sharp(mask, face)
    assert edge.is_cut_out
    assert edge.signal(face).is_against


def test_a_face_on_its_neck_is_none(large: Pixels, face: Face, finder: LandmarkFinder) -> None:
    assert not chin_edge(large, finder.find(large, face)).is_cut_out


def test_a_soft_edge_is_none(large: Pixels, face: Face, finder: LandmarkFinder) -> None:
    soft = cut_out(large, face, finder, blur_px=12)
    assert not chin_edge(soft, finder.find(soft, face)).is_cut_out


@pytest.mark.parametrize("cheeks_px", [0.0, 3.0, 12.0])
def test_no_picture_is_made_for_landmarks_without_the_shape_of_a_face(
    large: Pixels, face: Face, finder: LandmarkFinder, cheeks_px: float
) -> None:
    found = finder.find(large, face)
    points = found.points.copy()
    points[[454, 234], :2] = [(300 + cheeks_px / 2, 300), (300 - cheeks_px / 2, 300)]
    tracemalloc.start()
    edge = chin_edge(large, replace(found, points=points))
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert edge == NO_EDGE
    assert not edge.is_cut_out
    assert most_bytes < 10_000_000


def test_what_is_not_sharp_is_not_looked_at_closely(large: Pixels, face: Face) -> None:
    blurred = np.asarray(cv2.GaussianBlur(large, (0, 0), 30), np.uint8)
    assert not may_be_sharp(blurred, face)


@pytest.mark.parametrize("box", [(0, 0, 3, 3), (-50, -50, 60, 60), (1000, 1000, 200, 200)])
def test_a_chin_outside_the_picture_is_not_sharp(
    large: Pixels, box: tuple[float, float, float, float]
) -> None:
    assert not may_be_sharp(large, Face(*box, confidence=0.9))


@pytest.mark.parametrize(
    ("edge", "is_cut_out"),
    [
        (ChinEdge(LEAST_STEP, LEAST_STEP), True),
        (ChinEdge(LEAST_STEP - 0.01, 2.0), False),
        (ChinEdge(2.0, LEAST_STEP - 0.01), False),
    ],
)
def test_jaw_and_chin_must_both_reach_the_limit(edge: ChinEdge, is_cut_out: bool) -> None:
    assert edge.is_cut_out is is_cut_out


def test_light_sharpness_and_distance_change_little(
    large: Pixels, face: Face, finder: LandmarkFinder
) -> None:
    mask = cut_out(large, face, finder)
    steps = [chin_edge(mask, finder.find(mask, face)).step]
    soft = np.asarray(cv2.GaussianBlur(mask, (0, 0), 1.5), np.uint8)
    dim = np.asarray(mask * 0.6, np.uint8)
    pale = np.asarray(mask * 0.6 + 60, np.uint8)
    steps += [chin_edge(other, finder.find(other, face)).step for other in (soft, dim, pale)]
    small = np.asarray(cv2.resize(mask, None, fx=0.5, fy=0.5), np.uint8)
    half = Face(face.left_px / 2, face.top_px / 2, face.width_px / 2, face.height_px / 2, 0.9)
    steps.append(chin_edge(small, finder.find(small, half)).step)
    assert min(steps) >= LEAST_STEP
    assert max(steps) < 1.35 * min(steps)


@pytest.mark.shared_data
@pytest.mark.parametrize("number", ["1", "2"])
def test_masks_are_for_a_person(engine: Engine, shared_data: Path, number: str) -> None:
    (path,) = (shared_data / "spoof").glob(f"mask/kby-ai-*__00{number}.jpg")
    pixels = np.asarray(cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR), np.uint8)
    assert LOOKS_LIKE_MASK in engine.assess(pixels).risk_reasons


@pytest.mark.shared_data
@pytest.mark.parametrize("number", ["1", "2"])
def test_masks_are_for_a_person_however_they_are_rendered(
    engine: Engine, shared_data: Path, number: str
) -> None:
    (path,) = (shared_data / "spoof").glob(f"mask/kby-ai-*__00{number}.jpg")
    pixels = np.asarray(cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR), np.uint8)
    renderings = [
        cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA),
        cv2.GaussianBlur(pixels, (0, 0), 0.8),
        pixels * 0.7,
        pixels * 0.7 + 50,
        255 * (pixels / 255) ** 1.5,
    ]
    for rendering in renderings:
        reasons = engine.assess(np.ascontiguousarray(rendering.astype(np.uint8))).risk_reasons
        assert LOOKS_LIKE_MASK in reasons
