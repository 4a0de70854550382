from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liveness_station.domain.guiding import Asked, Movement
from liveness_station.domain.signals import Signal
from liveness_station.pad.movement import (
    FACE_FROZEN,
    FACE_IDENTITY,
    FACE_JUMP,
    FACE_LOST,
    FRAME_GAP,
    FRAME_RATE,
    LEAST_SOLID,
    MOVEMENT_DEPTH,
    MOVEMENT_IN_TIME,
    MOVEMENT_RANGE,
    MOVEMENT_SOLID,
    MOVEMENT_SURE,
    ONE_FACE,
    SURE_SOLID,
    judge,
)
from liveness_station.pad.poses import turns
from liveness_station.pad.tracks import Track
from tests.pad.heads import (
    asked_of,
    head,
    joined,
    seen,
    sheet_with_a_nose,
    sweep,
    track_of_poses,
    without_face,
)

LEFT, RIGHT = Movement.TURN_LEFT, Movement.TURN_RIGHT


def judged(track: Track, *asked: Asked) -> dict[str, Signal]:
    return {signal.code: signal for signal in judge(track, asked)}


def against(track: Track, *asked: Asked) -> set[str]:
    return {code for code, signal in judged(track, *asked).items() if signal.is_against}


def test_a_head_that_turns_as_asked_has_nothing_against_it() -> None:
    track = track_of_poses(sweep(30))
    assert against(track, asked_of(track, LEFT)) == set()


def test_two_movements_are_judged_each_in_its_own_time() -> None:
    track = joined(track_of_poses(sweep(30)), track_of_poses(sweep(-30)))
    first = asked_of(track, LEFT)
    second = asked_of(track, RIGHT, at_s=first.asked_at_s + len(sweep(30)) / 20)
    assert against(track, first, second) == set()
    assert judged(track, first, second)[MOVEMENT_IN_TIME].value == 2


@settings(max_examples=20)
@given(degrees=st.floats(24, 42), is_left=st.booleans())
def test_any_turn_that_is_large_enough_is_one_of_a_head(degrees: float, is_left: bool) -> None:
    track = track_of_poses(sweep(degrees if is_left else -degrees))
    assert against(track, asked_of(track, LEFT if is_left else RIGHT)) == set()


@settings(max_examples=20)
@given(degrees=st.floats(10, 50), is_left=st.booleans())
def test_no_turn_of_a_sheet_is_one_of_a_head(degrees: float, is_left: bool) -> None:
    track = track_of_poses(sweep(degrees if is_left else -degrees), flat=True)
    assert {MOVEMENT_IN_TIME, MOVEMENT_RANGE} <= against(
        track, asked_of(track, LEFT if is_left else RIGHT)
    )


def test_a_sheet_whose_range_is_large_is_refused_for_its_depth() -> None:
    track = sheet_with_a_nose(sweep(40), 0.5)
    assert against(track, asked_of(track, LEFT)) == {MOVEMENT_SOLID, MOVEMENT_SURE}


def test_what_is_nearly_flat_is_to_be_done_again() -> None:
    """A limit that a live subject may miss by a hair must not accuse, nor may a print pass it."""
    track = sheet_with_a_nose(sweep(40), 0.6)
    found = judged(track, asked_of(track, LEFT))
    assert LEAST_SOLID < found[MOVEMENT_SOLID].value < SURE_SOLID
    assert against(track, asked_of(track, LEFT)) == {MOVEMENT_SURE}


@pytest.mark.parametrize("resting", [-12, -8, 8, 12])
def test_a_head_that_rests_on_one_side_is_judged_from_there(resting: float) -> None:
    for side, movement in ((1, LEFT), (-1, RIGHT)):
        yaws = sweep(side * 28)
        is_same = side * resting > 0
        track = track_of_poses(np.where(yaws == 0, resting, yaws + (resting if is_same else 0)))
        asked = asked_of(track, movement)
        goal = 0.45 + max(0.0, side * float(np.median(turns(track.points)[:20])))
        done = np.flatnonzero((side * turns(track.points) >= goal) & (track.times_s > 1.3))
        asked = replace(asked, done_at_s=float(track.times_s[done[0]]))
        assert against(track, asked) == set()


def test_what_rests_far_aside_is_not_straight() -> None:
    track = track_of_poses(np.where(sweep(30) == 0, 24, 24 + sweep(30)))
    assert MOVEMENT_IN_TIME in against(track, asked_of(track, LEFT))


def test_the_worse_of_two_movements_counts() -> None:
    good, flat = track_of_poses(sweep(30)), sheet_with_a_nose(sweep(40), 0.5)
    later_s = 1.3 + len(sweep(30)) / 20
    for track in (joined(good, flat), joined(flat, good)):
        asked = asked_of(track, LEFT), asked_of(track, LEFT, at_s=later_s)
        assert MOVEMENT_SOLID in against(track, *asked)
    track = joined(good, track_of_poses(sweep(5)))
    asked = asked_of(track, LEFT), asked_of(track, LEFT, at_s=later_s)
    assert {MOVEMENT_RANGE, MOVEMENT_IN_TIME} <= against(track, *asked)
    assert judged(track, *asked)[MOVEMENT_IN_TIME].value == 1


def test_the_flatter_of_two_movements_is_told() -> None:
    small, large = track_of_poses(sweep(22)), track_of_poses(sweep(38))
    later_s = 1.3 + len(sweep(22)) / 20
    alone = judged(small, asked_of(small, LEFT))[MOVEMENT_DEPTH].value
    for track in (joined(small, large), joined(large, small)):
        asked = asked_of(track, LEFT), asked_of(track, LEFT, at_s=later_s)
        assert judged(track, *asked)[MOVEMENT_DEPTH].value == pytest.approx(alone, rel=0.1)


def test_the_other_way_is_against() -> None:
    track = track_of_poses(sweep(30))
    assert {MOVEMENT_IN_TIME, MOVEMENT_RANGE} <= against(track, asked_of(track, RIGHT))
    lied = replace(asked_of(track, RIGHT), done_at_s=2.0)
    assert MOVEMENT_IN_TIME in against(track, lied)


def test_the_other_way_first_is_against() -> None:
    there = np.linspace(0, 30, 8)
    yaws = np.concatenate([np.zeros(30), -there, -there[::-1], there, np.full(6, 30.0)])
    track = track_of_poses(yaws)
    asked = asked_of(track, LEFT)
    assert asked.done_at_s is not None
    assert asked.done_at_s - asked.asked_at_s < 2
    assert MOVEMENT_IN_TIME in against(track, asked)


def test_one_frame_whose_points_are_wrong_is_no_movement() -> None:
    track = track_of_poses(sweep(30))
    track.points[28] = seen(head(), -40)
    assert MOVEMENT_IN_TIME not in against(track, asked_of(track, LEFT))


def test_a_movement_is_done_when_it_is_seen_and_not_before() -> None:
    track = track_of_poses(np.concatenate([np.zeros(20), sweep(30)]))
    assert MOVEMENT_IN_TIME in against(track, Asked(LEFT, 1.3, 1.7))
    assert MOVEMENT_IN_TIME not in against(track, asked_of(track, LEFT))


@pytest.mark.parametrize("reaction_s", [-0.4, 0.0, 0.1])
def test_an_answer_too_soon_is_against(reaction_s: float) -> None:
    track = track_of_poses(sweep(30))
    done_at_s = asked_of(track, LEFT).done_at_s
    assert done_at_s is not None
    asked = Asked(LEFT, done_at_s - reaction_s, done_at_s)
    assert MOVEMENT_IN_TIME in against(track, asked)


def test_an_answer_too_late_is_against() -> None:
    track = track_of_poses(np.concatenate([np.zeros(60), sweep(30)]))
    done = replace(asked_of(track, LEFT), asked_at_s=1.0)
    assert done.done_at_s is not None
    assert done.done_at_s > 4
    assert MOVEMENT_IN_TIME in against(track, done)


def test_a_head_that_was_turned_when_asked_is_against() -> None:
    yaws = np.concatenate([np.full(40, 30.0), np.full(20, 40.0)])
    track = track_of_poses(yaws)
    assert MOVEMENT_IN_TIME in against(track, Asked(LEFT, 1.5, 2.1))


def test_what_was_not_done_is_against() -> None:
    track = track_of_poses(sweep(30))
    asked = replace(asked_of(track, LEFT), done_at_s=None)
    assert MOVEMENT_IN_TIME in against(track, asked)


def test_a_check_that_asked_for_nothing_shows_nothing() -> None:
    assert {MOVEMENT_IN_TIME, MOVEMENT_RANGE} <= against(track_of_poses(sweep(30)))


def test_no_frames_are_against() -> None:
    nothing = track_of_poses(sweep(30)).between(0, 0)
    assert {MOVEMENT_IN_TIME, FRAME_RATE} <= against(nothing, Asked(LEFT, 1.0, 2.0))


def test_no_face_at_all_is_against() -> None:
    track = without_face(track_of_poses(sweep(30)), 0, 200)
    assert {MOVEMENT_IN_TIME, MOVEMENT_RANGE, FACE_LOST} <= against(track, Asked(LEFT, 1.0, 2.0))


def test_a_cut_and_a_face_that_was_lost_are_against() -> None:
    track = track_of_poses(sweep(30))
    asked = asked_of(track, LEFT)
    cut = track.points.copy()
    cut[-20:, :, 0] += 200
    assert FACE_JUMP in against(replace(track, points=cut), asked)
    assert FACE_LOST in against(without_face(track, 60, 84), asked)
    assert FACE_IDENTITY not in against(without_face(track, 60, 84), asked)


def test_a_still_at_the_end_is_against() -> None:
    track = track_of_poses(sweep(30))
    scenes = track.scenes.copy()
    scenes[-20:] = scenes[-20]
    assert FACE_FROZEN in against(replace(track, scenes=scenes), asked_of(track, LEFT))


def test_company_is_against() -> None:
    track = track_of_poses(sweep(30))
    company = np.zeros(len(track.times_s), bool)
    company[3] = True
    early = replace(track, company=company.copy())
    assert against(early, asked_of(track, LEFT)) == set(), "who goes before the first prompt"
    company[40] = True
    assert against(replace(track, company=company), asked_of(track, LEFT)) == {ONE_FACE}


def test_too_few_frames_and_a_gap_between_them_are_against() -> None:
    slow = track_of_poses(sweep(30, rate_hz=7), rate_hz=7)
    assert FRAME_RATE in against(slow, asked_of(slow, LEFT))
    track = track_of_poses(sweep(30))
    times_s = track.times_s + np.where(np.arange(len(track.times_s)) > 80, 0.41, 0)
    assert FRAME_GAP in against(replace(track, times_s=times_s), asked_of(track, LEFT))


def test_blinks_and_mouth_are_told_and_against_nobody() -> None:
    track = track_of_poses(sweep(30))
    blinks, jaws = np.zeros(len(track.times_s)), np.zeros(len(track.times_s))
    blinks[10:13] = blinks[40:42] = 0.8
    jaws[50] = 0.9
    found = judged(replace(track, blinks=blinks, jaws=jaws), asked_of(track, LEFT))
    assert (found["blink"].value, found["mouth"].value) == (2, 0.9)
    assert not found["blink"].is_against
    assert not found["mouth"].is_against


def test_every_number_is_one() -> None:
    for track in (track_of_poses(sweep(30)), track_of_poses(sweep(40), flat=True)):
        for signal in judge(track, (asked_of(track, LEFT),)):
            assert np.isfinite([signal.value, signal.limit]).all()


def test_what_speaks_against_depth_says_where() -> None:
    track = track_of_poses(sweep(30))
    region = judged(track, asked_of(track, LEFT))[MOVEMENT_DEPTH].region
    assert region is not None
    assert region.width_px > 100
