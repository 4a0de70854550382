"""From decisions to a classification: a picture's, and a clip's."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.risks import QUALITY_CODES
from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.evaluation.presentations import Label, Presentation
from liveness_station.evaluation.results import (
    Classification,
    Judgement,
    Look,
    judge,
    look_at,
    result_of,
)
from liveness_station.pad import quality
from liveness_station.pad.outline import LOOKS_LIKE_MASK
from liveness_station.pad.places import FACE_CUT_OFF, FACE_TOO_LARGE, MULTIPLE_FACES
from liveness_station.pad.sharpness import BLURRED
from tests.fakes.endpoint import result_exchange

POLICY = Policy(0.8, review_limit=0.4)
CLIP = Presentation(Path("a.mp4"), "a.mp4", Label.BONA_FIDE, "", "a")
LIVE, ATTACK = Classification.BONA_FIDE, Classification.ATTACK
SILENT, FAILED = Classification.NO_RESPONSE, Classification.FAILED


def look(exchange: Exchange) -> Look:
    return look_at(decide(exchange, POLICY, seen_request_ids=frozenset()), 3)


@pytest.mark.parametrize(
    ("score", "expected"),
    [(0.81, LIVE), (0.8, Classification.REVIEW), (0.41, Classification.REVIEW), (0.4, ATTACK)],
)
def test_only_live_is_accepted_and_the_band_is_for_review(
    score: float, expected: Classification
) -> None:
    found = look(result_exchange(score=score, is_live=score > 0.8))
    assert (found.classification, found.score, found.position) == (expected, score, 3)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (Reason.NO_FACE, SILENT),
        (Reason.BAD_IMAGE, SILENT),
        (Reason.IMAGE_TOO_SMALL, SILENT),
        (Reason.NETWORK, FAILED),
        (Reason.AUTH, FAILED),
        (Reason.SERVER, FAILED),
        (Reason.ENGINE_DOWN, FAILED),
        (Reason.FILE_UNREADABLE, FAILED),
        (Reason.CONTRADICTION, FAILED),
    ],
)
def test_a_picture_without_response_is_not_a_failure_to_ask(
    reason: Reason, expected: Classification
) -> None:
    assert look_at(decide_failure(reason), 0).classification is expected


@pytest.mark.parametrize(
    ("risk_reason", "expected"),
    [
        ("looks_like_mask", Classification.REVIEW),
        ("too_dark,looks_like_mask", Classification.REVIEW),
        ("疑似翻拍", Classification.REVIEW),
        ("face_too_large", SILENT),
        ("too_dark,multiple_faces", SILENT),
    ],
)
def test_a_reason_of_quality_is_no_response_and_any_other_is_for_a_person(
    risk_reason: str, expected: Classification
) -> None:
    reply = json.loads(result_exchange(score=0.99).untrusted_body)
    reply["data"]["risk_reason"] = risk_reason
    body = json.dumps(reply).encode()
    found = look(replace(result_exchange(), untrusted_body=body))
    assert (found.classification, found.score) == (expected, 0.99)


def test_the_codes_of_quality_are_those_of_the_engine() -> None:
    assert {
        MULTIPLE_FACES,
        FACE_TOO_LARGE,
        FACE_CUT_OFF,
        quality.TOO_DARK,
        quality.OVEREXPOSED,
        quality.NOISY,
        quality.MONOCHROME,
        BLURRED,
    } == QUALITY_CODES
    assert LOOKS_LIKE_MASK not in QUALITY_CODES


def judged(*answers: float | Reason, risk_reason: str = "") -> tuple[Classification, str]:
    """Judges a clip whose frames got these scores, or none for these reasons."""
    decisions = []
    for answer in answers:
        if isinstance(answer, Reason):
            decisions.append(decide_failure(answer))
            continue
        reply = json.loads(result_exchange(score=answer, is_live=answer > 0.8).untrusted_body)
        reply["data"]["risk_reason"] = risk_reason
        exchange = replace(result_exchange(), untrusted_body=json.dumps(reply).encode())
        decisions.append(decide(exchange, POLICY, seen_request_ids=frozenset()))
    found = judge(decisions, POLICY)
    return found.classification, found.reason


def test_a_clip_is_judged_as_a_burst_at_the_desk() -> None:
    assert judged(*[0.9] * 8) == (LIVE, "above_threshold")
    assert judged(*[0.9] * 7, 0.7) == (LIVE, "above_threshold")
    assert judged(*[0.1] * 8)[0] is ATTACK


@pytest.mark.parametrize(
    "scores",
    [(0.99, 0.99, 0.99, 0.99, 0.1), (0.99, 0.99, 0.99, 0.7, 0.7), (0.99, *[0.1] * 7)],
    ids=["one that fails outright", "two doubtful ones", "one lucky one"],
)
def test_a_mean_that_would_pass_does_not_carry_a_clip(scores: tuple[float, ...]) -> None:
    assert judged(*scores)[0] is not LIVE


def test_a_clip_of_which_too_few_frames_got_a_score_gets_no_response() -> None:
    assert judged(0.99, 0.99, *[Reason.NO_FACE] * 6)[0] is SILENT


def test_a_risk_reason_leaves_a_clip_to_a_person() -> None:
    assert judged(*[0.99] * 5, risk_reason=LOOKS_LIKE_MASK)[0] is Classification.REVIEW


def test_a_frame_that_nobody_judged_leaves_the_clip_unjudged() -> None:
    assert judged(*[0.99] * 7, Reason.NETWORK)[0] is FAILED


def test_the_score_is_the_mean_of_those_that_there_are() -> None:
    looks = [Look(0, SILENT, "no_face"), Look(1, LIVE, "x", score=0.9), Look(2, LIVE, "x", score=1)]
    found = result_of(CLIP, looks, Judgement(ATTACK, "y", "glare"), endpoint="local", engine="")
    assert found.score == pytest.approx(0.95)
    assert (found.classification, found.reason, found.risk_reason) == (ATTACK, "y", "glare")
    assert result_of(CLIP, looks[:1], Judgement(SILENT, "y"), endpoint="", engine="").score is None
