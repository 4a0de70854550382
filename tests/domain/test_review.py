"""The band between the review limit and the threshold: for a person, never LIVE."""

import json

import pytest

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Decision, Reason, Verdict

WITH_BAND = Policy(threshold=0.8, review_limit=0.5)


def decided(score: float, *, is_live: bool, policy: Policy) -> Decision:
    reply = {
        "code": 200,
        "success": True,
        "request_id": "r-1",
        "data": {"is_live": is_live, "liveness_score": score, "risk_reason": ""},
    }
    exchange = Exchange(200, json.dumps(reply).encode(), Channel.OWN_LOOPBACK)
    return decide(exchange, policy, seen_request_ids=frozenset())


@pytest.mark.parametrize(
    ("score", "verdict", "reason"),
    [
        (0.81, Verdict.LIVE, Reason.ABOVE_THRESHOLD),
        (0.79, Verdict.RETRY, Reason.REVIEW),
        (0.500001, Verdict.RETRY, Reason.REVIEW),
        (0.5, Verdict.SPOOF, Reason.BELOW_THRESHOLD),
        (0.0, Verdict.SPOOF, Reason.BELOW_THRESHOLD),
    ],
)
def test_three_answers(score: float, verdict: Verdict, reason: Reason) -> None:
    decision = decided(score, is_live=score > 0.8, policy=WITH_BAND)
    assert (decision.verdict, decision.reason, decision.score) == (verdict, reason, score)
    assert decision.detail == ""


@pytest.mark.parametrize("score", [0.79, 0.6, 0.5, 0.1])
def test_without_a_limit_there_is_no_band(score: float) -> None:
    assert decided(score, is_live=False, policy=Policy(0.8)).verdict is Verdict.SPOOF


@pytest.mark.parametrize("score", [0.55, 0.7])
def test_the_band_never_hides_a_contradiction(score: float) -> None:
    decision = decided(score, is_live=True, policy=WITH_BAND)
    assert (decision.verdict, decision.reason) == (Verdict.ERROR, Reason.CONTRADICTION)


@pytest.mark.parametrize(
    "limit", [0.19999, 0.0, -1.0, 0.80001, float("nan"), float("inf"), 1, True, "0.5"]
)
def test_a_limit_out_of_bounds_is_no_policy(limit: float) -> None:
    policy = Policy(0.8, review_limit=limit)
    decision = decided(0.99, is_live=True, policy=policy)
    assert (decision.verdict, decision.reason) == (Verdict.ERROR, Reason.BAD_POLICY)


@pytest.mark.parametrize("limit", [0.2, 0.5, 0.8])
def test_a_limit_on_its_bounds_is_one(limit: float) -> None:
    assert Policy(0.8, review_limit=limit).is_valid
