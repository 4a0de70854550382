import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.pad.poses import turn, turns
from tests.pad.heads import head, seen, sheet

ANGLES = st.floats(-45, 45)


def test_a_straight_head_has_no_turn() -> None:
    assert turn(seen(head())) == pytest.approx(0, abs=1e-3)


@given(yaw=st.floats(3, 45), roll=st.floats(-25, 25), distance=st.floats(40, 200))
def test_the_sign_is_the_side_the_nose_goes_to(yaw: float, roll: float, distance: float) -> None:
    # To the right of the picture, which is never mirrored, is the subject's left.
    assert turn(seen(head(), yaw, roll=roll, distance=distance)) > 0
    assert turn(seen(head(), -yaw, roll=roll, distance=distance)) < 0


@given(yaw=ANGLES, roll=ANGLES, factor=st.floats(0.2, 4))
def test_roll_size_and_place_do_not_matter(yaw: float, roll: float, factor: float) -> None:
    points = seen(head(), yaw)
    angle = np.radians(roll)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = points.copy()
    moved[:, :2] = factor * points[:, :2] @ rotation.T + 100
    assert turn(moved.astype(np.float32)) == pytest.approx(turn(points), abs=2e-3)


def test_a_head_turns_more_than_a_sheet() -> None:
    assert turn(seen(head(), 25)) > 0.5
    assert abs(turn(seen(sheet(), 40, distance=35))) < 0.2


def test_a_frame_without_points_has_no_turn() -> None:
    points = np.stack([seen(head()), np.full((478, 3), np.nan, np.float32)])
    assert np.isfinite(turns(points)).tolist() == [True, False]


def test_points_in_one_place_are_no_division_by_zero() -> None:
    assert turn(np.zeros((478, 3), np.float32)) == 0
