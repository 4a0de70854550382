"""The steps of a guided check: what makes it end well, and everything that must not."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.faces import Face
from liveness_station.domain.guiding import (
    AT_EASE,
    ENOUGH,
    MOST_RESTING,
    STRAIGHT,
    TURNED,
    Movement,
    Obstacle,
    Prompt,
    Script,
    Sighting,
    beside_rest,
)
from liveness_station.domain.verdicts import Reason
from liveness_station.verification.guide_steps import (
    COMPANY_S,
    LOST_S,
    PAUSE_S,
    PROMPT_S,
    REST_S,
    TOO_EARLY_S,
    TOTAL_S,
    GuideSteps,
    Stage,
)
from tests.fakes.subject import FACE, FakeSubject

LEFT, RIGHT = Movement.TURN_LEFT, Movement.TURN_RIGHT
STEP_S = 1 / 15
ORDERS = tuple(itertools.product((LEFT, RIGHT), repeat=2))


def script_of(*movements: Movement, after_s: float = 0.6) -> Script:
    return Script(tuple(Prompt(movement, after_s) for movement in movements))


def sighting(at_s: float, turn: float | None = 0.0, *, has_company: bool = False) -> Sighting:
    return Sighting(at_s, None if turn is None else FACE, turn, has_company)


def after(steps: GuideSteps, sightings: Iterable[Sighting]) -> GuideSteps:
    for seen in sightings:
        steps = steps.advance(seen)
    return steps


def held(turn: float | None, from_s: float, for_s: float) -> Iterator[Sighting]:
    """The same turn for a while, fifteen times a second."""
    for number in range(max(round(for_s / STEP_S), 1)):
        yield sighting(from_s + number * STEP_S, turn)


def obeyed(steps: GuideSteps, subject: FakeSubject, now_s: float) -> Sighting:
    """What is seen of a subject that looks at the arrow."""
    subject.tell(steps.asked[-1].movement if steps.stage is Stage.ASKING else None)
    return subject.look(now_s)


def played(script: Script, subject: FakeSubject) -> tuple[GuideSteps, float]:
    """Plays a whole check; returns its end and how long it took."""
    steps, now_s = GuideSteps(script), 100.0
    while not steps.is_over:
        steps = steps.advance(obeyed(steps, subject, now_s))
        now_s += STEP_S
    return steps, now_s - 100.0


def asked_first(script: Script) -> GuideSteps:
    """A check whose first movement has just been asked for; the clock stands at about 0.6 s."""
    steps = GuideSteps(script)
    for seen in held(0.0, 0.0, 0.8):
        steps = steps.advance(seen)
        if steps.stage is Stage.ASKING:
            return steps
    raise AssertionError("nothing was asked")


@pytest.mark.parametrize("order", ORDERS)
def test_a_willing_subject_is_done_within_three_to_five_seconds(order: tuple[Movement]) -> None:
    steps, took_s = played(script_of(*order), FakeSubject())
    assert steps.stage is Stage.DONE
    assert [asked.movement for asked in steps.asked] == list(order)
    assert all(asked.done_at_s is not None for asked in steps.asked)
    assert 3.0 <= took_s <= 5.0


def test_a_slow_subject_is_done_too() -> None:
    steps, took_s = played(script_of(LEFT, RIGHT), FakeSubject(reaction_s=1.5, speed_per_s=0.5))
    assert steps.stage is Stage.DONE
    assert took_s < TOTAL_S


def test_the_movement_is_timed_from_its_first_sighting() -> None:
    steps = asked_first(script_of(LEFT))
    asked_s = steps.asked[0].asked_at_s
    steps = after(steps, held(0.0, 0.9, 0.3))
    steps = after(steps, [sighting(1.4, TURNED), sighting(1.5, 0.5)])
    assert (steps.stage, steps.done) == (Stage.ASKING, 0)
    assert (steps.asked[0].asked_at_s, steps.asked[0].done_at_s) == (asked_s, 1.4)


def test_one_sighting_alone_is_no_movement() -> None:
    steps = asked_first(script_of(LEFT))
    steps = after(steps, [sighting(1.4, 0.5), sighting(1.5, 0.0)])
    assert steps.stage is Stage.ASKING


def turning(turn: float, *, from_s: float = 1.4, for_s: float = PAUSE_S) -> GuideSteps:
    """A check whose first movement is done as asked and held."""
    return after(asked_first(script_of(LEFT, RIGHT)), held(turn, from_s, for_s))


def test_a_turn_is_led_on_until_it_is_ample() -> None:
    steps = turning(TURNED, for_s=PAUSE_S / 2)
    assert (steps.stage, steps.done) == (Stage.ASKING, 0)
    steps = steps.advance(sighting(1.6, ENOUGH))
    assert (steps.stage, steps.done) == (Stage.RETURNING, 1)


def test_whoever_turns_no_farther_has_done_it_too() -> None:
    assert turning(TURNED, for_s=PAUSE_S - 0.01).stage is Stage.ASKING
    steps = turning(TURNED, for_s=PAUSE_S + 0.1)
    assert (steps.stage, steps.done) == (Stage.RETURNING, 1)


def test_whoever_comes_back_at_once_has_done_it_too() -> None:
    steps = after(turning(TURNED, for_s=0.14), [sighting(1.6, 0.3)])
    assert (steps.stage, steps.done) == (Stage.RETURNING, 1)
    assert steps.asked[0].done_at_s == 1.4


@pytest.mark.parametrize("resting", [-MOST_RESTING, -0.25, 0.25, MOST_RESTING])
def test_with_the_camera_beside_the_screen_a_turn_counts_from_where_the_head_rests(
    resting: float,
) -> None:
    side = LEFT if resting > 0 else RIGHT
    sign = 1 if resting > 0 else -1
    steps = after(GuideSteps(script_of(side)), held(resting, 0.0, 0.8))
    assert (steps.stage, steps.resting) == (Stage.ASKING, resting)
    at_s = steps.asked[0].asked_at_s + 0.5
    short = after(steps, held(resting + sign * (TURNED - AT_EASE - 0.01), at_s, 0.4))
    assert short.asked[0].done_at_s is None
    steps = after(steps, held(resting + sign * (ENOUGH + 0.01), at_s, 0.4))
    assert steps.stage is Stage.RETURNING
    steps = after(steps, held(resting, at_s + 0.5, REST_S + 0.2))
    assert steps.stage is Stage.DONE


@pytest.mark.parametrize("resting", [-MOST_RESTING, MOST_RESTING])
def test_who_rests_on_one_side_turns_no_less_far_to_the_other(resting: float) -> None:
    """A sheet of paper that is held askew wins nothing by it."""
    side = RIGHT if resting > 0 else LEFT
    sign = -1 if resting > 0 else 1
    steps = after(GuideSteps(script_of(side)), held(resting, 0.0, 0.8))
    at_s = steps.asked[0].asked_at_s + 0.5
    steps = after(steps, held(sign * (TURNED - 0.01), at_s, 0.5))
    assert steps.asked[0].done_at_s is None
    steps = after(steps, held(sign * (TURNED + 0.01), at_s + 0.6, 0.4))
    assert steps.asked[0].done_at_s is not None


@given(turn=st.floats(-1.5, 1.5), resting=st.floats(-MOST_RESTING, MOST_RESTING))
def test_no_rest_makes_a_turn_larger_or_another_ones(turn: float, resting: float) -> None:
    seen = beside_rest(turn, resting)
    assert abs(seen) <= abs(turn)
    assert seen * turn >= 0
    assert abs(beside_rest(resting, resting)) <= STRAIGHT


def test_fifteen_degrees_aside_are_looked_past() -> None:
    """At 13 degrees somebody looks at a screen beside the camera, beyond he looks elsewhere."""
    assert after(GuideSteps(script_of(LEFT)), held(0.34, 0.0, 2.0)).asked
    assert not after(GuideSteps(script_of(LEFT)), held(0.4, 0.0, 2.0)).asked


def test_a_head_that_turns_slowly_is_not_at_rest() -> None:
    steps = GuideSteps(script_of(LEFT))
    for number in range(40):
        turn = MOST_RESTING * (1 - abs(number % 20 - 10) / 5)
        steps = steps.advance(sighting(number * STEP_S, turn))
    assert steps.stage is Stage.SETTLING


@pytest.mark.parametrize("obstacle", [Obstacle.TOO_NEAR, Obstacle.TOO_FAR, Obstacle.CUT_OFF])
def test_a_face_too_near_or_too_far_is_told_and_not_asked(obstacle: Obstacle) -> None:
    steps = GuideSteps(script_of(LEFT))
    told = []
    for number in range(30):
        seen = replace(sighting(number * STEP_S), obstacle=obstacle)
        steps = steps.advance(seen)
        told.append(steps.obstacle)
    assert steps.stage is Stage.SETTLING
    assert (told[0], told[-1]) == (None, obstacle)
    steps = steps.advance(sighting(2.1))
    assert steps.obstacle is None
    assert after(steps, held(0.0, 2.2, 0.8)).stage is Stage.ASKING


@pytest.mark.parametrize(
    ("obstacle", "reason"),
    [
        (Obstacle.TOO_NEAR, Reason.NOT_STRAIGHT),
        (Obstacle.TOO_FAR, Reason.NOT_STRAIGHT),
        (Obstacle.COMPANY, Reason.FACE_CHANGED),
    ],
)
def test_what_keeps_the_check_from_beginning_is_named_at_its_end(
    obstacle: Obstacle, reason: Reason
) -> None:
    has_company = obstacle is Obstacle.COMPANY
    seen = [
        replace(one, obstacle=None if has_company else obstacle, has_company=has_company)
        for one in held(0.0, 0.0, TOTAL_S + 1)
    ]
    steps = after(GuideSteps(script_of(LEFT)), seen)
    assert (steps.failure, steps.detail) == (reason, obstacle.value)


def test_somebody_who_steps_aside_before_anything_was_asked_does_no_harm() -> None:
    steps = GuideSteps(script_of(LEFT))
    for number in range(30):
        steps = steps.advance(sighting(number * STEP_S, has_company=True))
    assert (steps.stage, steps.obstacle) == (Stage.SETTLING, Obstacle.COMPANY)
    assert after(steps, held(0.0, 2.1, 0.8)).stage is Stage.ASKING


def test_a_face_that_is_not_straight_is_not_asked() -> None:
    steps = after(GuideSteps(script_of(LEFT)), held(MOST_RESTING + 0.01, 0.0, 3.0))
    assert steps.stage is Stage.SETTLING
    assert not steps.is_straight


def test_a_face_that_jumps_about_is_not_steady() -> None:
    steps = GuideSteps(script_of(LEFT))
    for number in range(20):
        left_px = 400.0 + 120.0 * (number % 2)
        face = Face(left_px, 200.0, 200.0, 240.0, 0.9)
        steps = steps.advance(Sighting(number * STEP_S, face, 0.0))
    assert steps.stage is Stage.SETTLING


def test_the_wrong_direction_held_is_refused() -> None:
    steps = after(asked_first(script_of(LEFT)), held(-0.45, 1.2, 0.5))
    assert (steps.stage, steps.failure) == (Stage.FAILED, Reason.MOVEMENT_MISSED)


def test_the_right_movement_too_late_is_refused() -> None:
    steps = asked_first(script_of(LEFT))
    asked_s = steps.asked[0].asked_at_s
    steps = after(steps, held(0.0, 1.0, asked_s + PROMPT_S - 1.0))
    assert steps.stage is Stage.ASKING
    steps = after(steps, held(0.45, asked_s + PROMPT_S + 0.01, 0.3))
    assert (steps.stage, steps.failure) == (Stage.FAILED, Reason.MOVEMENT_MISSED)


def test_a_movement_that_began_before_its_arrow_is_refused() -> None:
    steps = asked_first(script_of(LEFT))
    at_s = steps.asked[0].asked_at_s + TOO_EARLY_S - 0.1
    steps = after(steps, [sighting(at_s, 0.5), sighting(at_s + STEP_S, 0.55)])
    assert (steps.stage, steps.failure) == (Stage.FAILED, Reason.MOVEMENT_MISSED)


@pytest.mark.parametrize("turn", [0.45, -0.45])
def test_a_turn_between_two_arrows_that_nobody_asked_for_is_refused(turn: float) -> None:
    steps = after(asked_first(script_of(LEFT, RIGHT)), held(ENOUGH, 1.2, 0.3))
    assert steps.stage is Stage.RETURNING
    steps = after(steps, held(0.0, 1.6, 0.2))
    steps = after(steps, held(turn, 1.9, 0.5))
    assert (steps.stage, steps.failure) == (Stage.FAILED, Reason.MOVEMENT_MISSED)


def test_a_swing_to_the_other_side_is_refused_though_it_never_stopped_in_the_middle() -> None:
    steps = after(asked_first(script_of(LEFT, RIGHT)), held(0.45, 1.2, 0.3))
    steps = after(steps, held(-0.45, 1.6, 0.5))
    assert (steps.stage, steps.failure) == (Stage.FAILED, Reason.MOVEMENT_MISSED)


def test_the_check_ends_with_a_face_that_is_straight_for_a_moment() -> None:
    steps = after(asked_first(script_of(LEFT)), held(0.45, 1.2, 0.3))
    steps = after(steps, [sighting(1.6), sighting(1.6 + REST_S - 0.01)])
    assert steps.stage is Stage.RETURNING
    steps = after(steps, [sighting(1.6 + REST_S + 0.01)])
    assert steps.stage is Stage.DONE


def test_staying_turned_is_no_second_movement() -> None:
    steps = after(asked_first(script_of(LEFT, LEFT)), held(0.45, 1.2, 4.0))
    assert steps.stage is Stage.RETURNING
    steps = after(steps, held(0.0, 5.3, 0.8))
    assert steps.stage is Stage.ASKING
    assert len(steps.asked) == 2


def test_two_faces_end_it_but_one_doubtful_frame_does_not() -> None:
    steps = asked_first(script_of(LEFT))
    steps = steps.advance(sighting(1.0, has_company=True)).advance(sighting(1.1))
    assert steps.stage is Stage.ASKING
    steps = after(steps, [sighting(1.15, has_company=True), sighting(1.18)])
    seconds = (1.2, 1.3, 1.2 + COMPANY_S - 0.001)
    steps = after(steps, [sighting(at_s, has_company=True) for at_s in seconds])
    assert steps.stage is Stage.ASKING
    steps = steps.advance(sighting(1.2 + COMPANY_S + 0.001, has_company=True))
    assert (steps.stage, steps.failure) == (Stage.FAILED, Reason.FACE_CHANGED)


@pytest.mark.parametrize("is_asked", [False, True])
def test_a_lost_face_ends_it(is_asked: bool) -> None:
    steps = asked_first(script_of(LEFT)) if is_asked else GuideSteps(script_of(LEFT))
    steps = after(steps, held(None, 1.0, LOST_S + 0.5))
    assert (steps.stage, steps.failure) == (Stage.FAILED, Reason.NO_FACE)


def test_a_face_after_a_gap_does_not_make_up_for_the_gap() -> None:
    steps = asked_first(script_of(LEFT)).advance(sighting(0.8 + LOST_S + 0.1))
    assert (steps.stage, steps.failure) == (Stage.FAILED, Reason.NO_FACE)


def test_nobody_is_waited_for_longer_than_the_limit() -> None:
    steps = after(GuideSteps(script_of(LEFT)), held(0.4, 0.0, TOTAL_S + 1))
    assert (steps.stage, steps.failure) == (Stage.FAILED, Reason.NOT_STRAIGHT)
    steps = after(asked_first(script_of(LEFT, LEFT)), held(0.45, 1.2, TOTAL_S))
    assert (steps.stage, steps.failure) == (Stage.FAILED, Reason.MOVEMENT_MISSED)


def test_an_older_frame_and_the_same_frame_change_nothing() -> None:
    steps = asked_first(script_of(LEFT)).advance(sighting(1.4, 0.45))
    assert steps.advance(sighting(1.4, 0.45)) is steps
    assert steps.advance(sighting(1.3, 0.45)) is steps


def test_what_comes_after_the_end_changes_nothing() -> None:
    steps, _ = played(script_of(LEFT), FakeSubject())
    assert after(steps, held(-0.45, 200.0, 2.0)) is steps


def test_without_movements_a_steady_face_is_enough() -> None:
    steps = after(GuideSteps(Script(())), held(0.0, 0.0, REST_S + 0.2))
    assert steps.stage is Stage.DONE
    assert steps.asked == ()


_turns = st.one_of(st.none(), st.floats(-0.7, 0.7), st.sampled_from([0.0, 0.0, 0.45, -0.45]))
_pieces = st.lists(st.tuples(_turns, st.integers(1, 12), st.booleans()), max_size=25)
_scripts = st.lists(st.sampled_from([LEFT, RIGHT]), min_size=1, max_size=3)


@given(movements=_scripts, pieces=_pieces, step_s=st.floats(0.03, 0.4))
def test_it_is_never_done_without_each_movement_in_its_order_and_time(
    movements: list[Movement], pieces: list[tuple[float | None, int, bool]], step_s: float
) -> None:
    script, now_s, seen = script_of(*movements), 0.0, []
    steps = GuideSteps(script)
    for turn, count, has_company in pieces:
        for _ in range(count):
            now_s += step_s
            seen.append(sighting(now_s, turn, has_company=has_company and turn is not None))
            steps = steps.advance(seen[-1])
    assert [asked.movement for asked in steps.asked] == movements[: len(steps.asked)]
    for asked, following in itertools.pairwise(steps.asked):
        assert asked.done_at_s is not None
        assert asked.done_at_s < following.asked_at_s
    for asked in steps.asked:
        if asked.done_at_s is None:
            continue
        assert TOO_EARLY_S <= asked.done_at_s - asked.asked_at_s <= PROMPT_S
        sign = 1 if asked.movement is LEFT else -1
        (at_the_time,) = [one for one in seen if one.seen_at_s == asked.done_at_s]
        assert (at_the_time.turn or 0.0) * sign >= TURNED
    if steps.stage is Stage.DONE:
        assert len(steps.asked) == len(movements)
        assert all(asked.done_at_s is not None for asked in steps.asked)
        assert steps.failure is None
    assert (steps.failure is not None) == (steps.stage is Stage.FAILED)


@given(first=st.sampled_from(ORDERS), shown=st.sampled_from(ORDERS))
def test_a_replay_of_another_order_is_refused(
    first: tuple[Movement, ...], shown: tuple[Movement, ...]
) -> None:
    """A clip of a willing subject who was asked something else, played for this check."""
    steps, now_s, recorded = GuideSteps(script_of(*first)), 0.0, []
    subject = FakeSubject()
    while not steps.is_over:
        recorded.append(obeyed(steps, subject, now_s))
        steps = steps.advance(recorded[-1])
        now_s += STEP_S
    replayed = after(GuideSteps(script_of(*shown)), recorded)
    assert (replayed.stage is Stage.DONE) == (first == shown)


@given(
    movements=_scripts,
    reaction_s=st.floats(0.25, 1.2),
    speed_per_s=st.floats(0.4, 3.0),
)
def test_whoever_does_as_asked_is_done(
    movements: list[Movement], reaction_s: float, speed_per_s: float
) -> None:
    movements = movements[:2]
    subject = FakeSubject(reaction_s=reaction_s, speed_per_s=speed_per_s)
    steps, _ = played(script_of(*movements), subject)
    assert (steps.stage, steps.failure) == (Stage.DONE, None)
