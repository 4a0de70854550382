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
    Look,
    fuse,
    look_at,
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


def fused(
    *looks: tuple[Classification, float | None], policy: Policy = POLICY
) -> tuple[Classification, float | None]:
    made = [Look(place, kind, kind.value, score=score) for place, (kind, score) in enumerate(looks)]
    found = fuse(CLIP, made, endpoint="local", engine="", policy=policy)
    return found.classification, found.score


def test_a_clip_is_what_its_mean_score_is() -> None:
    assert fused((LIVE, 1.0), (LIVE, 1.0), (ATTACK, 0.625)) == (LIVE, 0.875)
    assert fused((LIVE, 1.0), (ATTACK, 0.0), (ATTACK, 0.125)) == (ATTACK, 0.375)
    # The limits are those of a single picture: what only reaches one is not above it.
    assert fused((LIVE, 1.0), (ATTACK, 0.5), policy=Policy(0.75)) == (ATTACK, 0.75)
    limits = Policy(0.8, review_limit=0.5)
    assert fused((LIVE, 1.0), (ATTACK, 0.0), policy=limits) == (ATTACK, 0.5)
    assert fused((LIVE, 0.9), (ATTACK, 0.1)) == (Classification.REVIEW, 0.5)


def test_one_lucky_frame_does_not_carry_a_clip() -> None:
    assert fused((LIVE, 0.99), *[(ATTACK, 0.1)] * 7)[0] is ATTACK


def test_a_clip_of_which_most_frames_got_no_response_gets_none() -> None:
    assert fused((LIVE, 0.99), (SILENT, None), (SILENT, None)) == (SILENT, 0.99)
    assert fused((LIVE, 0.99), (SILENT, None)) == (LIVE, 0.99)


def test_a_risk_reason_against_half_of_the_frames_leaves_a_clip_to_a_person() -> None:
    suspect = (Classification.REVIEW, 0.99)
    assert fused((LIVE, 0.99), suspect)[0] is Classification.REVIEW
    assert fused((LIVE, 0.99), (SILENT, None), suspect)[0] is Classification.REVIEW
    assert fused((LIVE, 0.99), (LIVE, 0.99), suspect)[0] is LIVE
    # A frame in the review band lowers the mean and suspects nobody.
    assert fused((LIVE, 0.99), (Classification.REVIEW, 0.75))[0] is LIVE


def test_a_frame_that_failed_leaves_the_clip_unjudged() -> None:
    assert fused((LIVE, 0.99), (LIVE, 0.99), (FAILED, None))[0] is FAILED


def test_an_attack_without_a_score_outranks_the_mean() -> None:
    assert fused((LIVE, 0.99), (LIVE, 0.99), (ATTACK, None))[0] is ATTACK


def test_the_reason_is_that_of_the_frames_that_decided() -> None:
    looks = [
        Look(0, SILENT, "no_face"),
        Look(1, ATTACK, "below_threshold", "glare", 0.1),
        Look(2, ATTACK, "below_threshold", "glare", 0.2),
    ]
    found = fuse(CLIP, looks, endpoint="local", engine="", policy=POLICY)
    assert (found.reason, found.risk_reason) == ("below_threshold", "glare")
