"""Every burst of up to five frames, against an oracle; and what must hold of all of them."""

from dataclasses import replace
from itertools import combinations_with_replacement, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.fusion import VETOES, fuse
from liveness_station.domain.injection import SOURCE_SIGNALS
from liveness_station.domain.policies import Policy
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.pad import movement
from tests.domain.fusion_oracle import SPEAKING, expected, told
from tests.domain.test_fusion import (
    ATTACK,
    FLAT,
    MISSED,
    NO_FACE,
    POOR,
    RISK,
    SCHEMA,
    STRANGE,
    VIRTUAL,
    scored,
)

POLICIES = (
    Policy(0.8, review_limit=0.5),
    Policy(0.8),
    Policy(0.8, review_limit=0.8),
    Policy(0.5, review_limit=0.2),
    Policy(0.9),
)
SCORES = (0.95, 0.81, 0.8, 0.5, 0.41, 0.1)
OTHERS = (
    NO_FACE,
    RISK,
    POOR,
    ATTACK,
    SCHEMA,
    decide_failure(Reason.NETWORK),
    replace(decide_failure(Reason.BOUNDARY), score=0.8003),
)
SIGNALS: tuple[tuple[Signal, ...], ...] = (
    (),
    (replace(FLAT, is_against=False),),
    (FLAT,),
    (MISSED,),
    (STRANGE, MISSED),
    (MISSED, FLAT),
    (VIRTUAL, MISSED),
    (VIRTUAL, FLAT),
)
EVERY_CODE = (*SPEAKING, "halo")
BADNESS = {Verdict.LIVE: 0, Verdict.RETRY: 1, Verdict.ERROR: 2, Verdict.SPOOF: 2}


def frames(policy: Policy) -> tuple[Decision, ...]:
    return (*(scored(score, policy=policy) for score in SCORES), *OTHERS)


@pytest.mark.parametrize("size", range(5))
@pytest.mark.parametrize("policy", POLICIES, ids=repr)
def test_every_small_burst_is_judged_as_the_oracle_does(policy: Policy, size: int) -> None:
    for burst in combinations_with_replacement(frames(policy), size):
        for signals in SIGNALS:
            assert told(fuse(burst, signals, policy)) == expected(burst, signals, policy)


@pytest.mark.parametrize("policy", POLICIES, ids=repr)
def test_every_burst_of_five_is_judged_as_the_oracle_does(policy: Policy) -> None:
    for burst in combinations_with_replacement(frames(policy), 5):
        assert told(fuse(burst, (), policy)) == expected(burst, (), policy)


@pytest.mark.parametrize("code", EVERY_CODE)
def test_each_signal_means_what_the_oracle_says(code: str) -> None:
    signals = (Signal(code, 1.0, 0.5, is_against=True),)
    burst = (scored(0.9),) * 3
    assert told(fuse(burst, signals, POLICIES[0])) == expected(burst, signals, POLICIES[0])
    assert set(VETOES) == set(SPEAKING)


def test_each_signal_that_is_measured_has_its_meaning() -> None:
    measured = {
        value
        for name, value in vars(movement).items()
        if name.isupper() and not name.startswith("_") and isinstance(value, str)
    }
    assert measured - {movement.BLINK, movement.MOUTH} == set(VETOES) - set(SOURCE_SIGNALS)


def test_each_policy_has_passes_and_fails() -> None:
    for policy in POLICIES:
        all_five = combinations_with_replacement(frames(policy), 5)
        verdicts = {fuse(burst, (), policy).verdict for burst in all_five}
        assert verdicts == set(Verdict)


@pytest.mark.parametrize(
    "burst",
    [
        (scored(0.95), scored(0.81), scored(0.9), scored(0.7)),
        (scored(0.95), NO_FACE, scored(0.1), RISK),
        (ATTACK, SCHEMA, decide_failure(Reason.LATE), scored(0.9)),
        (replace(scored(0.9), request_id="b"), replace(scored(0.9), request_id="a"), scored(0.9)),
    ],
)
def test_the_order_does_not_matter(burst: tuple[Decision, ...]) -> None:
    signals = (FLAT, MISSED, STRANGE)
    policy = POLICIES[0]
    assert len({fuse(order, (), policy) for order in permutations(burst)}) == 1
    assert len({fuse(burst, order, policy) for order in permutations(signals)}) == 1


scores = st.floats(0, 1) | st.sampled_from(SCORES)
bursts = st.lists(scores, min_size=3, max_size=7)
codes = st.sampled_from([*VETOES, "halo", "moire"])
policies = st.sampled_from(POLICIES)


def judged(values: list[float], policy: Policy, *signals: Signal) -> Decision:
    return fuse(tuple(scored(value, policy=policy) for value in values), signals, policy)


@given(bursts, policies, st.data())
def test_a_lower_score_more_never_makes_it_better(
    values: list[float], policy: Policy, data: st.DataObject
) -> None:
    lower = data.draw(st.floats(0, min(values)))
    before, after = judged(values, policy), judged([*values, lower], policy)
    assert BADNESS[after.verdict] >= BADNESS[before.verdict]


@given(bursts, policies, st.data())
def test_a_score_that_falls_never_makes_it_better(
    values: list[float], policy: Policy, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(values) - 1))
    fallen = [*values[:place], data.draw(st.floats(0, values[place])), *values[place + 1 :]]
    before, after = judged(values, policy), judged(fallen, policy)
    assert BADNESS[after.verdict] >= BADNESS[before.verdict]


@given(bursts, policies, st.lists(codes, max_size=3), codes)
def test_a_veto_more_never_makes_it_better(
    values: list[float], policy: Policy, before: list[str], more: str
) -> None:
    vetoes = [Signal(code, 1.0, 0.5, is_against=True) for code in before]
    veto = Signal(more, 1.0, 0.5, is_against=True)
    less, all_of_it = judged(values, policy, *vetoes), judged(values, policy, *vetoes, veto)
    assert BADNESS[all_of_it.verdict] >= BADNESS[less.verdict]
    assert all_of_it.verdict is not Verdict.LIVE


@given(bursts, policies, codes)
def test_a_signal_that_is_not_against_changes_nothing(
    values: list[float], policy: Policy, code: str
) -> None:
    silent = Signal(code, 1.0, 2.0, is_against=False)
    assert judged(values, policy, silent) == judged(values, policy)


@given(bursts, policies)
def test_a_pass_needs_a_pass_among_the_frames(values: list[float], policy: Policy) -> None:
    made = judged(values, policy)
    if made.verdict is Verdict.LIVE:
        assert sum(value > policy.threshold for value in values) >= len(values) - 1
    assert len([value for value in values if value > policy.threshold]) > 1 or (
        made.verdict is not Verdict.LIVE
    )
