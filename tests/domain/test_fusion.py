"""A burst and its signals: each row of the table, one by one."""

from dataclasses import replace

import pytest

from liveness_station.domain.fusion import ALWAYS_MEASURED, VETOES, fuse, is_conclusive
from liveness_station.domain.injection import SOURCE_SIGNALS
from liveness_station.domain.policies import Policy
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure

BAND = Policy(0.8, review_limit=0.5)
NO_BAND = Policy(0.8)
ATTACK = Decision(Verdict.SPOOF, Reason.ATTACK, request_id="attack", http_status=200, code=4004)
SCHEMA = decide_failure(Reason.SCHEMA)
NO_FACE = replace(decide_failure(Reason.NO_FACE), request_id="n", http_status=200)
POOR = replace(decide_failure(Reason.RISK_REASON), score=0.95, risk_reason="noisy,blurred")
RISK = replace(decide_failure(Reason.RISK_REASON), score=0.95, risk_reason="mask")


def scored(score: float, *, policy: Policy = BAND) -> Decision:
    """The decision of a frame with this score, as `decide` would make it."""
    if score > policy.threshold:
        made = Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD)
    elif policy.review_limit is not None and score > policy.review_limit:
        made = decide_failure(Reason.REVIEW)
    else:
        made = Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD)
    return replace(made, score=score, request_id=f"r-{score}", http_status=200, code=200)


def burst(*scores: float, policy: Policy = BAND) -> tuple[Decision, ...]:
    return tuple(scored(score, policy=policy) for score in scores)


def against(code: str) -> Signal:
    return Signal(code, 1.0, 0.5, is_against=True)


FLAT, MISSED, STRANGE = against("movement_depth"), against("movement_in_time"), against("halo")
VIRTUAL = against("device_virtual")


@pytest.mark.parametrize(
    ("scores", "policy", "verdict", "reason", "fused"),
    [
        ((0.9, 0.9, 0.9), BAND, Verdict.LIVE, Reason.ABOVE_THRESHOLD, 0.9),
        ((0.81, 0.99, 0.9, 0.95, 0.97), BAND, Verdict.LIVE, Reason.ABOVE_THRESHOLD, 0.95),
        ((0.9, 0.9, 0.51), BAND, Verdict.RETRY, Reason.DISAGREEMENT, 0.9),
        ((0.9, 0.9, 0.9, 0.51), BAND, Verdict.LIVE, Reason.ABOVE_THRESHOLD, 0.9),
        ((0.9, 0.9, 0.9, 0.9, 0.51), BAND, Verdict.LIVE, Reason.ABOVE_THRESHOLD, 0.9),
        ((0.9, 0.9, 0.9, 0.9, 0.5), BAND, Verdict.RETRY, Reason.DISAGREEMENT, 0.9),
        ((0.9, 0.9, 0.9, 0.8, 0.8), BAND, Verdict.RETRY, Reason.DISAGREEMENT, 0.9),
        ((0.9, 0.9, 0.9, 0.9, 0.41), NO_BAND, Verdict.LIVE, Reason.ABOVE_THRESHOLD, 0.9),
        ((0.9, 0.9, 0.9, 0.9, 0.4), NO_BAND, Verdict.RETRY, Reason.DISAGREEMENT, 0.9),
        ((0.99, 0.1, 0.1), BAND, Verdict.SPOOF, Reason.BELOW_THRESHOLD, 0.1),
        ((0.99, 0.5, 0.1), BAND, Verdict.SPOOF, Reason.BELOW_THRESHOLD, 0.5),
        ((0.99, 0.51, 0.1), BAND, Verdict.RETRY, Reason.REVIEW, 0.51),
        ((0.99, 0.8, 0.8), BAND, Verdict.RETRY, Reason.REVIEW, 0.8),
        ((0.99, 0.8, 0.8), NO_BAND, Verdict.SPOOF, Reason.BELOW_THRESHOLD, 0.8),
        ((0.81, 0.9, 0.75, 0.7), BAND, Verdict.RETRY, Reason.REVIEW, (0.81 + 0.75) / 2),
        ((0.99, 0.99), BAND, Verdict.RETRY, Reason.TOO_FEW_FRAMES, None),
        ((), BAND, Verdict.RETRY, Reason.TOO_FEW_FRAMES, None),
    ],
)
def test_scores(
    scores: tuple[float, ...],
    policy: Policy,
    verdict: Verdict,
    reason: Reason,
    fused: float | None,
) -> None:
    made = fuse(burst(*scores, policy=policy), (), policy)
    assert (made.verdict, made.reason, made.score) == (verdict, reason, fused)


def test_a_pass_is_one_of_the_passes_handed_on_with_the_median() -> None:
    given = burst(0.9, 0.95, 0.85)
    made = fuse(given, (), BAND)
    assert made == replace(given[2], score=0.9, detail="median")


def test_what_is_no_pass_names_the_reply_that_spoke_least_for_it() -> None:
    made = fuse(burst(0.99, 0.2, 0.1), (), BAND)
    assert (made.request_id, made.http_status, made.code) == ("r-0.1", 200, 200)
    assert made.detail == "median"
    assert fuse(burst(0.7, 0.7, 0.7), (), BAND).detail == "median"
    assert fuse(burst(0.9, 0.9, 0.7, 0.9, 0.6), (), BAND).detail == "spread"
    assert fuse(burst(0.9, 0.9), (), BAND).detail == "2 of 2"


def test_the_details_of_that_reply_are_kept_for_whoever_asks() -> None:
    low = replace(scored(0.1), gateway_request_id="g", signals=(STRANGE,), risk_reason="screen")
    made = fuse((*burst(0.2, 0.3), low), (), BAND)
    assert (made.gateway_request_id, made.signals) == ("g", (STRANGE,))
    assert made.risk_reason == "screen"
    vetoed = fuse((NO_FACE, replace(low, request_id=None)), (MISSED,), BAND)
    assert (vetoed.request_id, vetoed.gateway_request_id) == (None, "g")
    assert vetoed.risk_reason == ""


def test_of_equal_replies_the_one_without_an_id_comes_first() -> None:
    nameless = replace(scored(0.9), request_id=None)
    made = fuse((replace(nameless, request_id=" "), nameless, scored(0.9)), (), BAND)
    assert made.request_id is None


@pytest.mark.parametrize(
    "one", [scored(0.9), scored(0.7), scored(0.1), ATTACK, SCHEMA, NO_FACE, RISK]
)
def test_a_burst_of_one_is_that_one(one: Decision) -> None:
    assert fuse((one,), (), BAND) is one
    assert fuse((one,), (replace(FLAT, is_against=False),), BAND) is one


@pytest.mark.parametrize("code", VETOES)
@pytest.mark.parametrize("decisions", [burst(0.9), burst(0.9, 0.9, 0.9)])
def test_each_signal_against_vetoes_a_pass(decisions: tuple[Decision, ...], code: str) -> None:
    made = fuse(decisions, (replace(FLAT, is_against=False), against(code)), BAND)
    assert made.reason is VETOES[code]
    assert made.detail == code
    meant = {Reason.FLAT_MOVEMENT: Verdict.SPOOF, Reason.SOURCE_REFUSED: Verdict.ERROR}
    assert made.verdict is meant.get(VETOES[code], Verdict.RETRY)
    assert made.request_id == "r-0.9"
    assert made.risk_reason == ""


def test_a_signal_that_nobody_knows_vetoes_as_a_risk() -> None:
    made = fuse(burst(0.9, 0.9, 0.9), (STRANGE,), BAND)
    assert (made.verdict, made.reason) == (Verdict.RETRY, Reason.RISK_REASON)
    assert made.risk_reason == made.detail == "halo"


def test_a_veto_without_a_reply_stands_alone() -> None:
    assert fuse((), (MISSED,), BAND).reason is Reason.MOVEMENT_MISSED


@pytest.mark.parametrize("code", ["movement_sure", "movement_range"])
def test_a_movement_that_is_not_clear_is_to_be_done_again_and_accuses_nobody(code: str) -> None:
    signals = (Signal(code, 0.9, 1.0, is_against=True),)
    fused = fuse(burst(0.9, 0.9, 0.9, 0.9, 0.9), signals, Policy(), is_guided=True)
    assert (fused.verdict, fused.reason) == (Verdict.RETRY, Reason.MOVEMENT_MISSED)


@pytest.mark.parametrize(
    ("decisions", "signals", "reason"),
    [
        ((*burst(0.9, 0.9, 0.9), SCHEMA, ATTACK), (FLAT, MISSED), Reason.ATTACK),
        ((*burst(0.9, 0.9, 0.9), SCHEMA), (FLAT, MISSED), Reason.FLAT_MOVEMENT),
        ((*burst(0.9, 0.9, 0.9), SCHEMA), (MISSED,), Reason.SCHEMA),
        ((*burst(0.9, 0.9, 0.9), SCHEMA, decide_failure(Reason.LATE)), (), Reason.LATE),
        (burst(0.9, 0.9, 0.9), (MISSED, FLAT, STRANGE), Reason.FLAT_MOVEMENT),
        ((*burst(0.9), decide_failure(Reason.CANCELLED)), (FLAT,), Reason.FLAT_MOVEMENT),
        ((*burst(0.9), decide_failure(Reason.CANCELLED)), (MISSED,), Reason.CANCELLED),
        ((*burst(0.1, 0.1, 0.1), decide_failure(Reason.NETWORK)), (), Reason.BELOW_THRESHOLD),
        ((*burst(0.1, 0.1, 0.1, 0.1), SCHEMA), (MISSED,), Reason.BELOW_THRESHOLD),
        ((*burst(0.1, 0.1, 0.5), decide_failure(Reason.QUOTA)), (), Reason.BELOW_THRESHOLD),
        ((*burst(0.1, 0.1), decide_failure(Reason.NETWORK)), (), Reason.NETWORK),
        ((*burst(0.1, 0.1), decide_failure(Reason.QUOTA)), (), Reason.QUOTA),
        ((*burst(0.1, 0.6, 0.6), decide_failure(Reason.NETWORK)), (), Reason.NETWORK),
        (burst(0.1, 0.1, 0.1), (FLAT,), Reason.FLAT_MOVEMENT),
        ((*burst(0.1, 0.1), RISK), (MISSED,), Reason.BELOW_THRESHOLD),
        ((*burst(0.9, 0.9), RISK), (MISSED,), Reason.MOVEMENT_MISSED),
        ((*burst(0.9, 0.9, 0.9), RISK), (), Reason.RISK_REASON),
        ((*burst(0.9, 0.9, 0.9), POOR), (), Reason.ABOVE_THRESHOLD),
        ((*burst(0.9, 0.9, 0.9), POOR), (MISSED,), Reason.MOVEMENT_MISSED),
        ((*burst(0.9, 0.9), POOR), (), Reason.RISK_REASON),
        ((*burst(0.9, 0.9, 0.9, 0.9), POOR, POOR), (), Reason.RISK_REASON),
        ((*burst(0.9, 0.9, 0.9, 0.7), POOR), (), Reason.DISAGREEMENT),
        ((*burst(0.9, 0.9, 0.9), POOR, NO_FACE), (), Reason.DISAGREEMENT),
        ((*burst(0.9, 0.9, 0.9), POOR, RISK), (), Reason.RISK_REASON),
        ((POOR,), (), Reason.RISK_REASON),
        (burst(0.7, 0.7, 0.7), (MISSED, STRANGE), Reason.MOVEMENT_MISSED),
        (burst(0.1), (MISSED,), Reason.BELOW_THRESHOLD),
        ((SCHEMA,), (MISSED,), Reason.SCHEMA),
        ((NO_FACE, *burst(0.9, 0.9, 0.9)), (), Reason.ABOVE_THRESHOLD),
        ((NO_FACE, *burst(0.9, 0.9, 0.9), NO_FACE), (), Reason.DISAGREEMENT),
        ((NO_FACE, *burst(0.9, 0.9, 0.9, 0.7)), (), Reason.DISAGREEMENT),
        ((NO_FACE, *burst(0.1, 0.1, 0.1), NO_FACE), (), Reason.BELOW_THRESHOLD),
        ((NO_FACE, *burst(0.9, 0.9), NO_FACE), (), Reason.TOO_FEW_FRAMES),
        ((NO_FACE, *burst(0.1, 0.1)), (), Reason.TOO_FEW_FRAMES),
        ((NO_FACE, decide_failure(Reason.BAD_IMAGE), NO_FACE), (), Reason.NO_FACE),
        ((), (VIRTUAL,), Reason.SOURCE_REFUSED),
        (burst(0.9, 0.9, 0.9), (MISSED, VIRTUAL), Reason.SOURCE_REFUSED),
        (burst(0.9, 0.9, 0.9), (VIRTUAL, FLAT), Reason.FLAT_MOVEMENT),
        (burst(0.1, 0.1, 0.1), (VIRTUAL,), Reason.BELOW_THRESHOLD),
        (
            (*burst(0.9, 0.9, 0.9), decide_failure(Reason.NETWORK)),
            (VIRTUAL,),
            Reason.SOURCE_REFUSED,
        ),
        ((*burst(0.9, 0.9, 0.9), SCHEMA), (VIRTUAL,), Reason.SOURCE_REFUSED),
        ((ATTACK,), (VIRTUAL,), Reason.ATTACK),
    ],
)
def test_what_outranks_what(
    decisions: tuple[Decision, ...], signals: tuple[Signal, ...], reason: Reason
) -> None:
    assert fuse(decisions, signals, BAND).reason is reason


ALL_OF_THEM = tuple(Signal(code, 1.0, 2.0, is_against=False) for code in ALWAYS_MEASURED)


def test_a_guided_check_passes_with_all_its_signals() -> None:
    made = fuse(burst(0.9, 0.9, 0.9), ALL_OF_THEM, BAND, is_guided=True)
    assert (made.verdict, made.reason) == (Verdict.LIVE, Reason.ABOVE_THRESHOLD)
    assert fuse(burst(0.9, 0.9, 0.9), ALL_OF_THEM, BAND) == made


@pytest.mark.parametrize("left_out", [*sorted(ALWAYS_MEASURED), "all"])
def test_a_guided_check_does_not_pass_where_a_signal_is_missing(left_out: str) -> None:
    measured = tuple(one for one in ALL_OF_THEM if left_out not in {one.code, "all"})
    made = fuse(burst(0.9, 0.9, 0.9), measured, BAND, is_guided=True)
    assert (made.verdict, made.reason) == (Verdict.RETRY, Reason.TOO_FEW_FRAMES)
    assert (made.detail, made.request_id) == ("not measured", "r-0.9")
    below = fuse(burst(0.1, 0.1, 0.1), measured, BAND, is_guided=True)
    assert below.reason is Reason.BELOW_THRESHOLD


def test_a_guided_check_of_one_frame_is_none() -> None:
    made = fuse(burst(0.9), ALL_OF_THEM, BAND, is_guided=True)
    assert made.reason is Reason.TOO_FEW_FRAMES


def test_what_is_always_measured_is_all_but_the_sway() -> None:
    assert {"movement_in_time", "movement_depth", "one_face"} < ALWAYS_MEASURED
    assert set(VETOES) - ALWAYS_MEASURED == {"face_sway", *SOURCE_SIGNALS}


def test_a_result_without_a_score_is_a_bug() -> None:
    odd = replace(scored(0.9), score=None)
    made = fuse((*burst(0.9, 0.9, 0.9), odd), (MISSED,), BAND)
    assert (made.verdict, made.reason) == (Verdict.ERROR, Reason.INTERNAL)
    assert made.detail == "a result without a score"


def test_a_pass_under_a_laxer_threshold_is_none_under_this_one() -> None:
    lax = tuple(scored(0.7, policy=Policy(0.6)) for _ in range(5))
    assert fuse(lax, (), BAND).verdict is not Verdict.LIVE
    mixed = (*burst(0.9, 0.9, 0.9), *lax[:2])
    assert fuse(mixed, (), BAND).reason is Reason.DISAGREEMENT
    on_it = tuple(scored(0.8, policy=Policy(0.6)) for _ in range(2))
    assert fuse((*burst(0.9, 0.9, 0.9), *on_it), (), BAND).reason is Reason.DISAGREEMENT


@pytest.mark.parametrize("policy", [Policy(0.4), Policy(0.8, review_limit=0.9)])
def test_under_rules_that_are_none_there_is_no_verdict(policy: Policy) -> None:
    made = fuse(burst(0.99, 0.99, 0.99), (), policy)
    assert (made.verdict, made.reason) == (Verdict.ERROR, Reason.BAD_POLICY)
    assert made.detail == "threshold"


@pytest.mark.parametrize(
    ("decision", "ends"),
    [
        (ATTACK, True),
        (SCHEMA, True),
        (decide_failure(Reason.CANCELLED), True),
        (decide_failure(Reason.NETWORK), True),
        (NO_FACE, False),
        (decide_failure(Reason.BAD_IMAGE), False),
        (decide_failure(Reason.IMAGE_TOO_SMALL), False),
        (decide_failure(Reason.IMAGE_TOO_LARGE), False),
        (RISK, False),
        (scored(0.9), False),
        (scored(0.7), False),
        (scored(0.1), False),
        (decide_failure(Reason.BOUNDARY), False),
    ],
)
def test_what_ends_a_burst(decision: Decision, ends: bool) -> None:
    assert is_conclusive(decision) is ends
