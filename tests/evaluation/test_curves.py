"""Curves of scores, by hand and against counting every pair."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.evaluation.curves import (
    auc,
    curve,
    equal_error_rate,
    point_at_apcer,
    points_at,
)

# Few distinct values, so that ties are common.
SCORES = st.lists(st.integers(0, 12).map(lambda step: step / 12), min_size=1, max_size=40)


@given(SCORES, SCORES)
def test_auc_counts_every_pair(bona_fide: list[float], attacks: list[float]) -> None:
    won = sum(
        1.0 if live > attack else 0.5 if live == attack else 0.0
        for live in bona_fide
        for attack in attacks
    )
    assert auc(bona_fide, attacks) == pytest.approx(won / len(bona_fide) / len(attacks))


@pytest.mark.parametrize(
    ("bona_fide", "attacks", "expected"),
    [([0.9], [0.1], 1.0), ([0.1], [0.9], 0.0), ([0.5], [0.5], 0.5), ([0.5, 0.9], [0.5], 0.75)],
)
def test_auc_by_hand(bona_fide: list[float], attacks: list[float], expected: float) -> None:
    assert auc(bona_fide, attacks) == expected


def test_there_is_no_auc_of_one_side() -> None:
    assert auc([], [0.1]) is None
    assert auc([0.1], []) is None


@given(SCORES, SCORES)
def test_each_point_counts_scores_strictly_above(
    bona_fide: list[float], attacks: list[float]
) -> None:
    for point in curve(bona_fide, {"print": attacks}):
        accepted = sum(score > point.threshold for score in attacks)
        refused = sum(score <= point.threshold for score in bona_fide)
        assert point.apcer == pytest.approx(accepted / len(attacks))
        assert point.bpcer == pytest.approx(refused / len(bona_fide))


@given(SCORES, SCORES)
def test_a_curve_goes_from_accepting_all_to_accepting_none(
    bona_fide: list[float], attacks: list[float]
) -> None:
    points = curve(bona_fide, {"print": attacks})
    assert (points[0].apcer, points[0].bpcer) == (1, 0)
    assert (points[-1].apcer, points[-1].bpcer) == (0, 1)
    assert all(a.apcer >= b.apcer for a, b in itertools.pairwise(points))
    assert all(a.bpcer <= b.bpcer for a, b in itertools.pairwise(points))


def test_a_threshold_that_a_score_equals_does_not_let_it_pass() -> None:
    (point,) = points_at((0.8,), [0.8, 0.9], {"print": [0.8, 0.81]})
    assert (point.apcer, point.bpcer) == (0.5, 0.5)


def test_the_worst_species_makes_the_point() -> None:
    (point,) = points_at((0.5,), [0.9], {"print": [0.1, 0.2, 0.6, 0.3], "mask": [0.7, 0.1]})
    assert (point.apcer, point.species) == (0.5, "mask")


def test_eer_by_hand() -> None:
    # At 0.4 one of four attacks (0.6) is above, and one of four bona fide (0.3) is not.
    eer = equal_error_rate(curve([0.3, 0.7, 0.8, 0.9], {"": [0.1, 0.2, 0.4, 0.6]}))
    assert eer is not None
    assert (eer.rate, eer.apcer, eer.bpcer, eer.threshold) == (0.25, 0.25, 0.25, 0.4)


def test_eer_where_the_rates_never_meet_is_their_mean_where_they_are_nearest() -> None:
    # At 0.2: APCER 1/3, BPCER 1/2; elsewhere they differ by more.
    eer = equal_error_rate(curve([0.2, 0.9], {"": [0.1, 0.15, 0.5]}))
    assert eer is not None
    assert eer.rate == pytest.approx((1 / 3 + 1 / 2) / 2)


@given(SCORES, SCORES)
def test_separate_scores_have_no_equal_error(bona_fide: list[float], attacks: list[float]) -> None:
    eer = equal_error_rate(curve([score + 2 for score in bona_fide], {"": attacks}))
    assert eer is not None
    assert eer.rate == 0


def test_bpcer_at_a_limit_is_the_lowest_that_keeps_it() -> None:
    attacks = [0.05 * step for step in range(20)]  # 0 to 0.95
    points = curve([0.5, 0.86, 0.92, 0.99], {"": attacks})
    tenth, hundredth = point_at_apcer(points, 0.10), point_at_apcer(points, 0.01)
    assert tenth is not None
    assert hundredth is not None
    # Two of twenty are above 0.85; of the bona fide only 0.5 is not.
    assert tenth.bpcer == 0.25
    assert tenth.apcer == pytest.approx(0.1)
    assert (hundredth.bpcer, hundredth.apcer) == (0.75, 0)


@pytest.mark.parametrize(
    ("accepted", "total", "limit"), [(1, 20, 0.05), (1, 10, 0.1), (3, 30, 0.1)]
)
def test_a_limit_that_is_just_reached_is_kept(accepted: int, total: int, limit: float) -> None:
    attacks = [0.9] * accepted + [0.1] * (total - accepted)
    point = point_at_apcer(curve([0.5, 0.95], {"": attacks}), limit)
    assert point is not None
    assert point.bpcer == 0


def test_without_scores_there_is_no_curve() -> None:
    assert curve([], {"print": [0.5]}) == ()
    assert curve([0.5], {"print": []}) == ()
    assert points_at((0.5,), [0.5], {}) == ()
    assert equal_error_rate(()) is None
    assert point_at_apcer((), 0.1) is None


def test_the_lowest_threshold_is_below_every_score() -> None:
    assert curve([0.0], {"print": [0.0]})[0].threshold == -math.inf
