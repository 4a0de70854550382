"""What a burst ought to amount to, told a second time and in another way: as claims with ranks.

Written from the rules in docs/verdicts.md, not from domain/fusion.py.
"""

import re
from typing import NamedTuple

from liveness_station.domain.policies import Policy
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Decision, Reason, Verdict


class Told(NamedTuple):
    """What can be seen of a verdict; the score is None where the rules name none."""

    verdict: Verdict
    reason: Reason
    score: float | None


POOR_WORDS = re.compile(
    r"(multiple_faces|face_too_large|face_cut_off|too_dark|overexposed|noisy|monochrome|blurred)"
    r"(,(multiple_faces|face_too_large|face_cut_off|too_dark|overexposed|noisy|monochrome|blurred))*"
)
PICTURE_TROUBLE = {"no_face", "bad_image", "image_too_small", "image_too_large"}
RESULTS = {"above_threshold", "below_threshold", "review", "boundary", "risk_reason"}
SPEAKING = {
    "movement_depth": Reason.FLAT_MOVEMENT,
    "movement_solid": Reason.FLAT_MOVEMENT,
    "movement_range": Reason.MOVEMENT_MISSED,
    "movement_sure": Reason.MOVEMENT_MISSED,
    "movement_in_time": Reason.MOVEMENT_MISSED,
    "frame_rate": Reason.TOO_FEW_FRAMES,
    "frame_gap": Reason.TOO_FEW_FRAMES,
    "face_frozen": Reason.TOO_FEW_FRAMES,
    "face_jump": Reason.FACE_CHANGED,
    "face_sway": Reason.FACE_CHANGED,
    "face_identity": Reason.FACE_CHANGED,
    "face_lost": Reason.FACE_CHANGED,
    "face_aside": Reason.FACE_CHANGED,
    "one_face": Reason.FACE_CHANGED,
    "device_virtual": Reason.SOURCE_REFUSED,
    "device_unlisted": Reason.SOURCE_REFUSED,
    "device_name_hint": Reason.SOURCE_REFUSED,
    "source_frozen": Reason.SOURCE_REFUSED,
    "loop_likeness": Reason.SOURCE_REFUSED,
    "loop_period": Reason.SOURCE_REFUSED,
    "duplicates_exact": Reason.SOURCE_REFUSED,
    "duplicates_near": Reason.SOURCE_REFUSED,
    "cadence_regular": Reason.SOURCE_REFUSED,
    "cadence_jitter": Reason.SOURCE_REFUSED,
    "exposure_step": Reason.SOURCE_REFUSED,
    "white_step": Reason.SOURCE_REFUSED,
    "probe_age": Reason.SOURCE_REFUSED,
    "head_movement": Reason.SOURCE_REFUSED,
    "movement_unseen": Reason.SOURCE_REFUSED,
}
PLACES = list(Reason)


def told(decision: Decision) -> Told:
    return Told(decision.verdict, decision.reason, decision.score)


def expected(decisions: tuple[Decision, ...], signals: tuple[Signal, ...], policy: Policy) -> Told:
    """Every rule puts its claim; the claim of the lowest rank holds, then the earlier reason."""
    if not policy.is_valid:
        return Told(Verdict.ERROR, Reason.BAD_POLICY, None)
    claims: list[tuple[int, int, float, Told]] = []

    def claim(rank: int, what: Told) -> None:
        claims.append((rank, PLACES.index(what.reason), what.score or 0.0, what))

    for one in decisions:
        if one.reason.value == "attack":
            claim(1, told(one))
        elif one.verdict == Verdict.ERROR:
            claim(4, told(one))
        elif one.reason.value not in PICTURE_TROUBLE | RESULTS:
            claim(5, told(one))
        elif one.reason.value == "risk_reason" and not _is_forgiven(one, decisions):
            claim(7, told(one))
    for signal in signals:
        reason = SPEAKING.get(signal.code, Reason.RISK_REASON)
        if signal.is_against and reason is Reason.FLAT_MOVEMENT:
            claim(2, Told(Verdict.SPOOF, reason, None))
        elif signal.is_against and reason is Reason.SOURCE_REFUSED:
            claim(4, Told(Verdict.ERROR, reason, None))
        elif signal.is_against:
            claim(7, Told(Verdict.RETRY, reason, None))
    by_score = told(decisions[0]) if len(decisions) == 1 else _by_score(decisions, policy)
    claim({Verdict.SPOOF: 3, Verdict.ERROR: 6}.get(by_score.verdict, 8), by_score)
    return min(claims, key=lambda entry: entry[:3])[3]


def _is_forgiven(one: Decision, decisions: tuple[Decision, ...]) -> bool:
    """One poor picture among four or more is a frame less; it is no longer one if it is two."""
    poor = [other for other in decisions if POOR_WORDS.fullmatch(other.risk_reason)]
    return len(decisions) >= 4 and len(poor) == 1 and poor[0] is one


def _by_score(decisions: tuple[Decision, ...], policy: Policy) -> Told:
    """What the scores alone say of a burst in which nothing else has happened."""
    results = [one for one in decisions if one.reason.value in RESULTS]
    if decisions and not results:
        first = min((one.reason for one in decisions), key=PLACES.index)
        return Told(Verdict.RETRY, first, None)
    if len(results) < 3:
        return Told(Verdict.RETRY, Reason.TOO_FEW_FRAMES, None)
    scores = sorted(one.score for one in results if one.score is not None)
    middle = len(scores) // 2
    median = scores[middle] if len(scores) % 2 else (scores[middle - 1] + scores[middle]) / 2
    has_band = policy.review_limit is not None
    limit = policy.review_limit if policy.review_limit is not None else policy.threshold
    if not median > limit:
        return Told(Verdict.SPOOF, Reason.BELOW_THRESHOLD, median)
    if not median > policy.threshold:
        return Told(Verdict.RETRY, Reason.REVIEW, median)
    agreeing = sum(one.verdict == Verdict.LIVE for one in results)
    is_agreed = agreeing >= 3 and agreeing >= len(decisions) - 1
    is_close = scores[0] > (limit if has_band else policy.threshold / 2)
    if is_agreed and is_close:
        return Told(Verdict.LIVE, Reason.ABOVE_THRESHOLD, median)
    return Told(Verdict.RETRY, Reason.DISAGREEMENT, median)
