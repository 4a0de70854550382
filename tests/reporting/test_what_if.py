"""Other thresholds: each answer against a slow one, and against the program's own verdicts."""

import random
from dataclasses import replace
from itertools import product

import pytest

from liveness_station.domain.fusion import fuse
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.reporting.what_if import GRID, Tally, families_of, what_if
from liveness_station.storage.score_query import StoredScore

BY_SCORE = {"above_threshold", "below_threshold", "review"}
OTHERS = sorted({reason.value for reason in Reason} - BY_SCORE)
LIMITS = (None, 0.5, 0.7)
VALUES = (0.2, 0.39, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.81, 0.95)


def verdict_at(one: StoredScore, threshold: float) -> Decision:
    """Judges scores anew with the very functions that judge captures."""
    limit = None if one.review_limit is None else min(one.review_limit, threshold)
    policy = Policy(threshold, review_limit=limit)
    frames = [_frame(score, policy) for score in one.scores]
    frames += [Decision(Verdict.RETRY, Reason.NO_FACE)] * one.unscored
    if one.is_burst and len(frames) == 1:
        pytest.fail("a burst of one frame is never judged")
    return fuse(tuple(frames), (), policy)


def _frame(score: float, policy: Policy) -> Decision:
    if score > policy.threshold:
        return Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD, score=score)
    if policy.review_limit is not None and score > policy.review_limit:
        return Decision(Verdict.RETRY, Reason.REVIEW, score=score)
    return Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=score)


def stored(
    scores: tuple[float, ...],
    *,
    limit: float | None = 0.5,
    unscored: int = 0,
    threshold: float = 0.8,
    decision: str = "",
) -> StoredScore:
    """A check as the program would have judged it."""
    is_burst = len(scores) > 1
    made = StoredScore(
        "local", "e", "", threshold, limit, scores, unscored, is_burst, False, decision
    )
    return replace(made, reason=verdict_at(made, threshold).reason.value)


def slow_tally(scores: list[StoredScore], threshold: float) -> Tally:
    """Counts one by one what the table looks up."""
    counts = dict.fromkeys(
        ("passed", "review", "below", "passed_refused", "passed_accepted", "failed_accepted"), 0
    )
    for one in scores:
        if one.reason not in BY_SCORE:
            continue
        became = verdict_at(one, threshold).verdict
        ends = {Verdict.LIVE: "passed", Verdict.RETRY: "review", Verdict.SPOOF: "below"}
        counts[ends[became]] += 1
        counts["passed_refused"] += became is Verdict.LIVE and one.decision == "refuse"
        counts["passed_accepted"] += became is Verdict.LIVE and one.decision == "accept"
        counts["failed_accepted"] += became is not Verdict.LIVE and one.decision == "accept"
    return Tally(threshold, **counts)


def check(scores: list[StoredScore], threshold: float = 0.8) -> None:
    (family,) = families_of(scores)
    found = what_if(scores, family, threshold)
    assert found.unexplained == 0
    assert found.present == slow_tally(scores, threshold)
    for tally, step in zip(found.tallies, GRID, strict=True):
        assert tally == slow_tally(scores, step)


@pytest.mark.parametrize("limit", LIMITS)
def test_every_still_at_every_threshold(limit: float | None) -> None:
    check([stored((score,), limit=limit) for score in VALUES])
    for score in VALUES:
        check([stored((score,), limit=limit)])


@pytest.mark.parametrize(("limit", "unscored"), list(product(LIMITS, (0, 1, 2))))
def test_every_burst_of_three_at_every_threshold(limit: float | None, unscored: int) -> None:
    check(
        [
            stored(scores, limit=limit, unscored=unscored)
            for scores in product(VALUES[::2], repeat=3)
        ]
    )


@pytest.mark.parametrize("limit", LIMITS)
def test_bursts_of_four_and_five_by_chance(limit: float | None) -> None:
    chance = random.Random(7)
    bursts = []
    for number in range(400):
        low = chance.choice((0.0, 0.3, 0.7))
        scores = [round(chance.uniform(low, 1), 2) for _ in range(4 + number % 2)]
        decision = chance.choice(("", "accept", "refuse"))
        unscored = chance.choice((0, 0, 1))
        bursts.append(stored(tuple(scores), limit=limit, unscored=unscored, decision=decision))
    check(bursts)
    for one in bursts[:60]:
        if one.reason != "disagreement":
            check([one])


def test_more_would_have_passed_and_an_operator_had_refused_some() -> None:
    scores = [stored((0.74,)) for _ in range(9)]
    scores += [stored((0.76,), decision="refuse"), stored((0.79,), decision="refuse")]
    scores += [stored((0.9,)), stored((0.72,)), stored((0.3,), decision="accept")]
    found = what_if(scores, families_of(scores)[0], 0.8)
    then = found.tallies[GRID.index(0.72)]
    assert (found.present.passed, then.passed) == (1, 12)
    assert (found.present.passed_refused, then.passed_refused) == (0, 2)
    assert (found.present.failed_accepted, then.failed_accepted) == (1, 1)


@pytest.mark.parametrize("reason", OTHERS)
def test_no_threshold_rescues_what_the_score_did_not_decide(reason: str) -> None:
    one = replace(stored((0.79,)), reason=reason)
    found = what_if([one], families_of([one])[0], 0.8)
    assert found.fixed == 1
    assert {tally.passed for tally in found.tallies} == {0}


def test_no_threshold_rescues_what_had_a_veto_or_a_risk_reason() -> None:
    held = [replace(stored((score,)), is_held_back=True) for score in (0.3, 0.6, 0.79)]
    found = what_if(held, families_of(held)[0], 0.8)
    assert (found.fixed, found.present.below, found.present.review) == (3, 0, 0)
    assert {tally.passed for tally in found.tallies} == {0}


def test_scores_of_another_engine_or_host_are_not_mixed_in() -> None:
    own = [stored((0.9,)), stored((0.85,))]
    other = replace(own[0], engine="f")
    away = replace(own[0], endpoint="host")
    families = families_of([*own, other, away])
    assert [(one.endpoint, one.engine, one.count) for one in families] == [
        ("local", "e", 2),
        ("host", "e", 1),
        ("local", "f", 1),
    ]
    assert what_if([*own, other, away], families[0], 0.8).present.passed == 2


def test_what_its_scores_do_not_explain_is_left_out_and_told() -> None:
    odd = replace(stored((0.9,)), reason="below_threshold")
    empty = replace(stored((0.9,)), scores=())
    found = what_if([odd, empty, stored((0.9,))], families_of([odd])[0], 0.8)
    assert (found.unexplained, found.fixed, found.present.passed) == (1, 1, 1)
    assert sum(one.passed + one.failed for one in found.bins) == 1


def test_checks_of_other_rules_are_counted_by_the_ones_looked_at() -> None:
    before = stored((0.78,), threshold=0.75, limit=None)
    assert before.reason == "above_threshold"
    found = what_if([before], families_of([before])[0], 0.8)
    assert (found.other_rules, found.present.passed, found.review_limit) == (1, 0, 0.0)
    assert found.tallies[GRID.index(0.75)].passed == 1


def test_each_bar_holds_its_scores_and_a_threshold_lies_on_an_edge() -> None:
    scores = [stored((value,)) for value in (0.0, 0.02, 0.021, 0.8, 0.801, 1.0)]
    scores.append(stored((0.8,), decision="refuse"))
    bins = what_if(scores, families_of(scores)[0], 0.8).bins
    filled = {place: one for place, one in enumerate(bins) if one != type(one)()}
    assert sorted(filled) == [0, 1, 39, 40, 49]
    assert (filled[0].failed, filled[39].failed, filled[39].refused) == (2, 1, 1)
    assert (filled[40].passed, filled[49].passed) == (1, 1)


def test_a_burst_stands_where_its_middle_is() -> None:
    one = stored((0.6, 0.7, 0.75))
    bins = what_if([one], families_of([one])[0], 0.8).bins
    assert [one.failed for one in bins].index(1) == 34
