"""What became of a presentation, from the answers to its pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from liveness_station.domain.fusion import fuse
from liveness_station.domain.policies import Policy
from liveness_station.domain.risks import is_of_quality
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.evaluation.presentations import Presentation

_OF_THE_PICTURE: Final = frozenset(
    {
        Reason.NO_FACE,
        Reason.BAD_IMAGE,
        Reason.BAD_IMAGE_AGAIN,
        Reason.IMAGE_TOO_SMALL,
        Reason.IMAGE_TOO_LARGE,
        Reason.BOUNDARY,
        Reason.DISAGREEMENT,
        Reason.TOO_FEW_FRAMES,
        Reason.FACE_CHANGED,
    }
)
"""Why a picture gets no classification of itself; all else is a failure to ask."""

RULES: Final = 2
"""To be counted up when the same answers come to be classified otherwise: older ones are asked for
anew then."""


class Classification(StrEnum):
    """How a presentation was classified.

    REVIEW: it is left to a person: its score lies in the review band, or would pass while a risk
    reason speaks against it.
    NO_RESPONSE: it was judged, or refused, and got no classification (ISO/IEC 30107-3).
    FAILED: nobody judged it: no connection, no credentials, no sound answer. Says nothing about
    the subsystem and is in no rate.
    """

    BONA_FIDE = "bona_fide"
    ATTACK = "attack"
    REVIEW = "review"
    NO_RESPONSE = "no_response"
    FAILED = "failed"


DECIDED: Final = frozenset({Classification.BONA_FIDE, Classification.ATTACK, Classification.REVIEW})


@dataclass(frozen=True, slots=True)
class Look:
    """The answer to one picture, or to one frame of a clip.

    Attributes:
        position: the frame's number in its clip, 0 for a picture.
        classification: what the answer amounts to.
        reason: the station's stable code for it.
        risk_reason: the endpoint's words beside it.
        score: probability in 0..1 of a bona fide presentation, where the answer held one.
        encode_ms: how long it took to make the picture that was sent; None where none was made.
        wait_ms: from the sending of the request to the last byte of the answer, in milliseconds;
            None where none came.
        tries: how often it was sent; a repetition is part of the same question.
    """

    position: int
    classification: Classification
    reason: str
    risk_reason: str = ""
    score: float | None = None
    encode_ms: float | None = None
    wait_ms: float | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What all answers to a presentation amount to.

    Attributes:
        classification: over all of its frames.
        reason: the station's stable code for it.
        risk_reason: the endpoint's words beside it.
    """

    classification: Classification
    reason: str
    risk_reason: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one presentation.

    Attributes:
        presentation: what was presented.
        classification: over all of its frames.
        score: the mean of those that its frames got, None where none got one. It is for the
            figures that look at scores alone, and decides nothing.
        reason: the stable code of what decided it.
        risk_reason: the endpoint's words beside it.
        endpoint: who was asked.
        engine: as the endpoint names it, "" where it does not.
        looks: each frame's answer; one for a picture.
    """

    presentation: Presentation
    classification: Classification
    score: float | None
    reason: str
    risk_reason: str
    endpoint: str
    engine: str
    looks: tuple[Look, ...]


def look_at(decision: Decision, position: int) -> Look:
    """Returns what a decision of `decide` amounts to in an evaluation."""
    return Look(
        position,
        _classified(decision),
        decision.reason.value,
        decision.risk_reason,
        decision.score,
    )


def _classified(decision: Decision) -> Classification:
    if decision.verdict is Verdict.LIVE:
        return Classification.BONA_FIDE
    if decision.verdict is Verdict.SPOOF:
        return Classification.ATTACK
    if decision.reason is Reason.REVIEW:
        return Classification.REVIEW
    if decision.reason is Reason.RISK_REASON:
        is_poor = is_of_quality(decision.risk_reason)
        return Classification.NO_RESPONSE if is_poor else Classification.REVIEW
    if decision.reason in _OF_THE_PICTURE:
        return Classification.NO_RESPONSE
    return Classification.FAILED


def judge(decisions: Sequence[Decision], policy: Policy) -> Judgement:
    """Judges a presentation by the desk's own rules: a picture as a still, a clip as a burst.

    Args:
        decisions: one for each frame, as `decide` made them under the same policy.
        policy: the rules.
    """
    decision = fuse(tuple(decisions), (), policy)
    return Judgement(_classified(decision), decision.reason.value, decision.risk_reason)


def result_of(
    presentation: Presentation,
    looks: Sequence[Look],
    judgement: Judgement,
    *,
    endpoint: str,
    engine: str,
) -> Result:
    """Makes one result of the answers to a presentation's frames and of what they amount to."""
    scores = [look.score for look in looks if look.score is not None]
    score = sum(scores) / len(scores) if scores else None
    return Result(
        presentation,
        judgement.classification,
        score,
        judgement.reason,
        judgement.risk_reason,
        endpoint,
        engine,
        tuple(looks),
    )
