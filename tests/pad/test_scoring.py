import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.faces import Face
from liveness_station.pad.medium import Corners
from liveness_station.pad.scoring import (
    LOOKS_LIKE_PRINT,
    LOOKS_LIKE_SCREEN,
    MEDIUM_EDGES,
    OPERATING_POINT,
    Evidence,
    score,
    signals,
)

FACE = Face(10, 20, 100, 120, 0.9)
FRAME = Face(0, 0, 300, 300, 0.9)


def evidence(
    *live: float, shadow: float = 0.0, corners: float = 0.0, print_share: float = 0.0
) -> Evidence:
    rows = [((1 - p) * print_share, p, (1 - p) * (1 - print_share)) for p in live]
    region = FRAME if corners else None
    return Evidence(np.array(rows, np.float64), shadow, Corners(corners, region))


def probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def test_the_operating_point_scores_as_the_contracts_threshold() -> None:
    assert score(evidence(*[probability(OPERATING_POINT)] * 8)) == pytest.approx(0.8)


@given(
    st.lists(st.floats(0, 1), min_size=8, max_size=8),
    st.floats(0, 1),
    st.floats(0, 4),
    st.integers(0, 7),
    st.floats(0, 1),
)
def test_the_score_is_a_probability_and_rises_with_each_run_and_falls_with_the_frame(
    live: list[float], shadow: float, corners: float, index: int, other: float
) -> None:
    base = score(evidence(*live, shadow=shadow, corners=corners))
    assert 0 < base < 1
    raised = [*live]
    raised[index] = max(live[index], other)
    assert score(evidence(*raised, shadow=shadow, corners=corners)) >= base
    assert score(evidence(*live, shadow=shadow, corners=min(4.0, corners + 1))) <= base


def test_a_network_that_is_sure_does_not_pass_a_whole_frame() -> None:
    assert score(evidence(*[1.0] * 8)) > 0.99
    assert score(evidence(*[0.97] * 8, corners=4.0)) < 0.8


def test_one_sure_run_does_not_outvote_seven() -> None:
    assert score(evidence(1.0, *[0.2] * 7)) < 0.8


@pytest.mark.parametrize("share", [0.001, 0.999])
def test_what_is_lost_in_shadow_halves_the_networks_word(share: float) -> None:
    def distance(shadow: float) -> float:
        value = score(evidence(*[share] * 8, shadow=shadow))
        point = math.log(value / (1 - value)) - math.log(4) + OPERATING_POINT
        return abs(point)

    assert distance(0.1) == pytest.approx(distance(0.2))
    assert distance(0.6) == pytest.approx(distance(0.2) / 2)
    assert distance(0.35) == pytest.approx(distance(0.2) * 0.75)


def test_shadow_never_turns_a_sure_attack_into_a_pass() -> None:
    assert score(evidence(*[0.01] * 8, shadow=1.0)) < 0.5


@pytest.mark.parametrize(
    ("print_share", "code"), [(0.9, LOOKS_LIKE_PRINT), (0.1, LOOKS_LIKE_SCREEN)]
)
def test_a_refusal_says_what_it_looks_like_and_where(print_share: float, code: str) -> None:
    first, second = signals(evidence(*[0.01] * 8, print_share=print_share), FACE)
    assert (first.code, first.is_against, first.region) == (code, True, FACE)
    assert first.value > first.limit
    assert (second.code, second.is_against) == (MEDIUM_EDGES, False)


def test_the_frame_comes_first_where_it_weighs_more() -> None:
    first, _ = signals(evidence(*[0.4] * 8, corners=3.0), FACE)
    assert (first.code, first.is_against, first.region) == (MEDIUM_EDGES, True, FRAME)


def test_nothing_speaks_against_a_live_subject() -> None:
    assert not any(signal.is_against for signal in signals(evidence(*[0.9] * 8), FACE))
