import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.pad.windows import (
    NEAR_FACTOR,
    cut_window,
    eight_windows,
    four_windows,
    squared,
    window_edges,
)


def face(left: float, top: float, width: float, height: float) -> Face:
    return Face(left, top, width, height, confidence=0.9)


def near_edges(box: Face, *, width_px: int, height_px: int) -> tuple[int, int, int, int]:
    return window_edges(box, factor=NEAR_FACTOR, width_px=width_px, height_px=height_px)


def test_a_box_in_the_middle_is_enlarged_about_its_centre() -> None:
    edges = near_edges(face(450, 400, 100, 200), width_px=1000, height_px=1000)
    # 270 x 540 about (500, 500); the last pixel is inclusive in the original arithmetic.
    assert edges == (365, 230, 636, 771)


def test_a_box_at_the_corner_is_shifted_into_the_picture() -> None:
    assert near_edges(face(0, 0, 100, 100), width_px=1000, height_px=800) == (0, 0, 271, 271)
    edges = near_edges(face(900, 700, 100, 100), width_px=1000, height_px=800)
    assert edges == (729, 529, 1000, 800)


def test_a_box_larger_than_the_picture_is_made_to_fit_in_its_own_shape() -> None:
    assert near_edges(face(-5, -5, 210, 110), width_px=200, height_px=100) == (5, 0, 195, 100)


@given(
    width_px=st.integers(15, 8192),
    height_px=st.integers(15, 8192),
    left=st.floats(-1, 1),
    top=st.floats(-1, 1),
    width=st.floats(0.001, 2),
    height=st.floats(0.001, 2),
)
def test_every_window_lies_inside_its_picture(
    width_px: int, height_px: int, left: float, top: float, width: float, height: float
) -> None:
    box = face(left * width_px, top * height_px, width * width_px, height * height_px)
    x0, y0, x1, y1 = near_edges(box, width_px=width_px, height_px=height_px)
    assert 0 <= x0 < x1 <= width_px
    assert 0 <= y0 < y1 <= height_px


def test_a_squared_box_keeps_its_centre() -> None:
    assert squared(face(10, 20, 40, 60)) == face(0, 20, 60, 60)


def test_windows_are_80_px_and_the_last_two_are_mirrored(portrait: Pixels) -> None:
    plain, square, mirrored, square_mirrored = four_windows(
        portrait, face(180, 60, 90, 113), factor=NEAR_FACTOR
    )
    assert plain.shape == square.shape == (80, 80, 3)
    assert np.array_equal(mirrored, plain[:, ::-1])
    assert np.array_equal(square_mirrored, square[:, ::-1])
    assert not np.array_equal(plain, square)


@pytest.mark.parametrize("box", [(0, 0, 60, 60), (-30, -30, 60, 60), (14, 14, 1, 1)])
def test_the_smallest_picture_gives_a_window(box: tuple[float, float, float, float]) -> None:
    assert cut_window(np.zeros((15, 15, 3), np.uint8), face(*box), factor=NEAR_FACTOR).shape == (
        80,
        80,
        3,
    )


def test_four_are_near_with_more_contrast_and_four_are_wide_with_even_colours(
    portrait: Pixels,
) -> None:
    box = face(180, 60, 90, 113)
    windows = eight_windows(portrait, box)
    assert len(windows) == 8
    assert {window.shape for window in windows} == {(80, 80, 3)}
    plain = four_windows(portrait, box, factor=NEAR_FACTOR)[0]
    assert (windows[0] <= plain).all()
    assert windows[0].mean() < plain.mean() - 10
    for window in windows[4:]:
        means = window.mean(axis=(0, 1))
        assert means.max() - means.min() < 3
    assert not np.array_equal(windows[0], windows[4])
