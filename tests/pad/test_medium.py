"""A face framed by a sheet or a screen, and the same face with edges that frame nothing."""

import cv2
import numpy as np
import pytest

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.medium import framing_corners

FACE = Face(250, 190, 120, 150, 0.9)


def wall() -> Pixels:
    """Grey, with a little grain."""
    grain = np.random.default_rng(3).integers(-4, 5, (480, 640, 3))
    return np.asarray(110 + grain, np.uint8)


def quad(picture: Pixels, *points: tuple[int, int], grey: int = 200) -> Pixels:
    return np.asarray(
        cv2.fillConvexPoly(picture, np.array(points, np.int32), (grey,) * 3), np.uint8
    )


def count(picture: Pixels, face: Face = FACE) -> float:
    return framing_corners(picture, face).count


def test_a_sheet_with_four_corners_counts_four() -> None:
    sheet = quad(wall(), (160, 100), (460, 100), (460, 450), (160, 450))
    corners = framing_corners(sheet, FACE)
    assert corners.count > 3.5
    assert corners.region is not None
    assert corners.region.left_px == pytest.approx(160, abs=4)
    assert corners.region.width_px == pytest.approx(300, abs=8)
    assert corners.region.top_px == pytest.approx(100, abs=4)
    assert corners.region.height_px == pytest.approx(350, abs=8)


def test_a_sheet_held_askew_still_counts() -> None:
    assert count(quad(wall(), (180, 90), (470, 130), (430, 440), (140, 400))) > 2


def test_a_sheet_that_reaches_out_of_the_picture_shows_two() -> None:
    assert 1.5 < count(quad(wall(), (160, 100), (460, 100), (460, 479), (160, 479))) < 2.5


def test_bare_walls_count_nothing() -> None:
    assert framing_corners(wall(), FACE).count == 0
    assert framing_corners(wall(), FACE).region is None


@pytest.mark.parametrize(
    "points",
    [
        ((20, 20), (120, 20), (120, 120), (20, 120)),
        ((480, 300), (620, 300), (620, 460), (480, 460)),
    ],
    ids=["a picture on the wall", "a box on the desk"],
)
def test_a_frame_beside_the_face_counts_nothing(points: tuple[tuple[int, int], ...]) -> None:
    assert count(quad(wall(), *points)) < 0.3


def test_upright_edges_without_an_end_count_nothing() -> None:
    assert count(quad(wall(), (150, 0), (470, 0), (470, 479), (150, 479))) < 0.3


def test_a_head_in_front_of_the_edges_leaves_no_corner() -> None:
    """A door behind a person: the head and the shoulders stand in the way of its lower end."""
    door = quad(wall(), (200, 0), (430, 0), (430, 479), (200, 479))
    person = cv2.ellipse(door, (310, 520), (260, 190), 0, 0, 360, (60, 60, 60), -1)
    person = cv2.ellipse(person, (310, 265), (85, 110), 0, 0, 360, (140, 140, 140), -1)
    assert count(np.asarray(person, np.uint8)) < 0.3


def test_a_large_picture_is_judged_as_a_small_one_is() -> None:
    sheet = quad(wall(), (160, 100), (460, 100), (460, 450), (160, 450))
    large = np.asarray(cv2.resize(sheet, None, fx=4, fy=4), np.uint8)
    face = Face(FACE.left_px * 4, FACE.top_px * 4, FACE.width_px * 4, FACE.height_px * 4, 0.9)
    assert count(large, face) == pytest.approx(count(sheet), abs=0.3)
