import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.pad.movement import LEAST_RESIDUAL, LEAST_SOLID
from liveness_station.pad.planarity import depth_between
from liveness_station.pad.poses import turn
from tests.pad.heads import head, seen, sheet

YAWS = st.floats(20, 40)
PITCHES = st.floats(-15, 15)
DISTANCES = st.floats(35, 150)


@given(yaw=st.floats(-50, 50), pitch=st.floats(-30, 30), roll=st.floats(-30, 30), far=DISTANCES)
def test_one_homography_leaves_nothing_of_a_plane(
    yaw: float, pitch: float, roll: float, far: float
) -> None:
    depth = depth_between(seen(sheet(), distance=far), seen(sheet(), yaw, pitch, roll, far))
    assert depth.residual < 1e-4


@given(yaw=YAWS, pitch=PITCHES, far=DISTANCES, is_left=st.booleans())
def test_a_head_leaves_more_than_the_limit(
    yaw: float, pitch: float, far: float, is_left: bool
) -> None:
    degrees = yaw if is_left else -yaw
    straight, turned = seen(head(), 0, pitch, distance=far), seen(head(), degrees, pitch, 0, far)
    depth = depth_between(straight, turned)
    assert depth.residual > LEAST_RESIDUAL
    assert abs(turn(turned)) / depth.narrowing > LEAST_SOLID


@given(yaw=YAWS, pitch=PITCHES, far=DISTANCES)
def test_a_plane_narrows_more_than_it_turns(yaw: float, pitch: float, far: float) -> None:
    straight, turned = seen(sheet(), 0, pitch, distance=far), seen(sheet(), yaw, pitch, 0, far)
    depth = depth_between(straight, turned)
    assert abs(turn(turned)) / depth.narrowing < LEAST_SOLID


@given(yaw=YAWS)
def test_noise_of_the_points_does_not_look_like_depth(yaw: float) -> None:
    noise = np.random.default_rng(0).normal(0, 0.7, (478, 3)).astype(np.float32)
    depth = depth_between(seen(sheet()), seen(sheet(), yaw) + noise)
    assert depth.residual < LEAST_RESIDUAL


def test_the_narrowing_of_a_far_plane_is_its_angle() -> None:
    depth = depth_between(seen(sheet(), distance=2000), seen(sheet(), 30, 0, 20, 2000))
    assert depth.narrowing == pytest.approx(np.tan(np.radians(30)), rel=0.05)


def test_without_movement_there_is_no_narrowing_to_divide_by() -> None:
    assert depth_between(seen(head()), seen(head())).narrowing == pytest.approx(0.1)


def test_points_in_one_place_give_numbers() -> None:
    nothing = np.zeros((478, 3), np.float32)
    depth = depth_between(nothing, nothing)
    assert np.isfinite([depth.residual, depth.narrowing]).all()
