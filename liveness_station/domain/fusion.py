"""One verdict from a burst's many, and from what else was measured. Pure.

Nothing here makes LIVE: a burst passes by handing on one of the LIVE decisions that `decide` made
of its frames, and only where the others agree. The rows are listed in docs/verdicts.md.
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from statistics import median
from types import MappingProxyType
from typing import Final

from liveness_station.domain.injection import SOURCE_SIGNALS
from liveness_station.domain.policies import Policy
from liveness_station.domain.risks import is_of_quality
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import (
    Decision,
    Reason,
    Verdict,
    decide_attack,
    decide_failure,
)

MIN_SCORED: Final = 3
"""A burst of fewer scores cannot outvote a lucky one."""

MAX_DISSENTERS: Final = 1
"""So many frames of a burst may fail the threshold, or have no score: one blurred frame is no
attack."""

DEFAULT_FLOOR: Final = 0.5
"""Without a review limit, no score of a live burst is below this part of the threshold."""

MOVEMENT_IN_TIME: Final = "movement_in_time"
"""Code of the signal that tells whether the movements were the ones asked for, and in time."""

VETOES: Final = MappingProxyType(
    {
        "movement_depth": Reason.FLAT_MOVEMENT,
        "movement_solid": Reason.FLAT_MOVEMENT,
        "movement_sure": Reason.MOVEMENT_MISSED,
        "movement_range": Reason.MOVEMENT_MISSED,
        MOVEMENT_IN_TIME: Reason.MOVEMENT_MISSED,
        "frame_rate": Reason.TOO_FEW_FRAMES,
        "frame_gap": Reason.TOO_FEW_FRAMES,
        "face_frozen": Reason.TOO_FEW_FRAMES,
        "face_jump": Reason.FACE_CHANGED,
        "face_sway": Reason.FACE_CHANGED,
        "face_identity": Reason.FACE_CHANGED,
        "face_lost": Reason.FACE_CHANGED,
        "face_aside": Reason.FACE_CHANGED,
        "one_face": Reason.FACE_CHANGED,
        **dict.fromkeys(SOURCE_SIGNALS, Reason.SOURCE_REFUSED),
    }
)
"""What each signal means where it speaks against a live subject; any other one is a risk reason."""

ALWAYS_MEASURED: Final = frozenset(VETOES) - {"face_sway", *SOURCE_SIGNALS}
"""Whoever is guided and passes has all of these signals; what a missing one would have said is
unknown. Too few still frames have no sway, and not every source is one that can be measured."""

_NO_SCORE: Final = frozenset(
    {Reason.NO_FACE, Reason.BAD_IMAGE, Reason.IMAGE_TOO_SMALL, Reason.IMAGE_TOO_LARGE}
)
_SCORED: Final = frozenset(
    {
        Reason.ABOVE_THRESHOLD,
        Reason.BELOW_THRESHOLD,
        Reason.REVIEW,
        Reason.BOUNDARY,
        Reason.RISK_REASON,
    }
)
_RANKS: Final = MappingProxyType({reason: rank for rank, reason in enumerate(Reason)})


def fuse(
    decisions: tuple[Decision, ...],
    signals: tuple[Signal, ...],
    policy: Policy,
    *,
    is_guided: bool = False,
) -> Decision:
    """Judges a burst by its frames' decisions and by the signals measured beside them.

    Args:
        decisions: one for each frame, as `decide` made them under the same policy.
        signals: what was measured of face and movement; they may veto and never rescue.
        policy: the rules.
        is_guided: True for a guided check, which does not pass without its signals.

    Returns:
        One of the decisions, with the median as its score where it is LIVE, or something worse.
        The order of decisions and of signals does not matter. A single decision without a signal
        against it comes back as it is.
    """
    if not policy.is_valid:
        return decide_failure(Reason.BAD_POLICY, detail="threshold")
    vetoes = [_with_ids(_veto(signal), decisions) for signal in signals if signal.is_against]
    vetoes += _doubts(decisions)
    # Where something speaks against the subject, what is missing is no news.
    if is_guided and not vetoes and not {signal.code for signal in signals} >= ALWAYS_MEASURED:
        unmeasured = decide_failure(Reason.TOO_FEW_FRAMES, detail="not measured")
        vetoes.append(_with_ids(unmeasured, decisions))
    is_single = len(decisions) == 1 and not is_guided
    judged = decisions[0] if is_single else _by_scores(decisions, policy)
    # What was found out first: trouble with a later frame takes no fail back, or whoever can make
    # trouble could try as often as he likes. Then what cannot be trusted, source or
    # answer; a burst that came to no end for another reason has too few scores to pass by.
    found = (
        _first(decision for decision in decisions if decision.reason is Reason.ATTACK)
        or _first(veto for veto in vetoes if veto.verdict is Verdict.SPOOF)
        or (judged if judged.verdict is Verdict.SPOOF else None)
        or _first(one for one in (*decisions, *vetoes) if one.verdict is Verdict.ERROR)
        or _first(decision for decision in decisions if is_conclusive(decision))
    )
    if found is not None:
        return found
    return judged if judged.verdict is Verdict.ERROR else _first(vetoes) or judged


def is_conclusive(decision: Decision) -> bool:
    """Tells whether a frame's decision ends its burst: no other frame can make up for it."""
    return decision.reason not in _SCORED | _NO_SCORE


def _doubts(decisions: tuple[Decision, ...]) -> list[Decision]:
    """Returns the frames whose risk reason is one of the whole burst.

    One that is blurred, or that somebody walks through, is a frame less and no more; whatever
    suspects the subject speaks for all of them.
    """
    doubts = [decision for decision in decisions if decision.reason is Reason.RISK_REASON]
    if len(decisions) <= MIN_SCORED or len(doubts) > MAX_DISSENTERS:
        return doubts
    return [decision for decision in doubts if not is_of_quality(decision.risk_reason)]


def _veto(signal: Signal) -> Decision:
    reason = VETOES.get(signal.code, Reason.RISK_REASON)
    if reason is Reason.FLAT_MOVEMENT:
        return decide_attack(reason, detail=signal.code)
    veto = decide_failure(reason, detail=signal.code)
    return replace(veto, risk_reason=signal.code) if reason is Reason.RISK_REASON else veto


def _by_scores(decisions: tuple[Decision, ...], policy: Policy) -> Decision:
    """The rows for several frames; those without a score fail nobody, and are no passes."""
    scored = [decision for decision in decisions if decision.reason in _SCORED]
    scores = [decision.score for decision in scored if decision.score is not None]
    if len(scores) < len(scored):
        return decide_failure(Reason.INTERNAL, detail="a result without a score")
    if not scores and decisions:
        return _lowest(decisions)
    if len(scores) < MIN_SCORED:
        return decide_failure(Reason.TOO_FEW_FRAMES, detail=f"{len(scores)} of {len(decisions)}")
    return _by_median(scored, scores, policy, unscored=len(decisions) - len(scored))


def _by_median(
    scored: list[Decision], scores: list[float], policy: Policy, *, unscored: int
) -> Decision:
    fused = median(scores)
    limit = policy.threshold if policy.review_limit is None else policy.review_limit
    if fused <= limit:
        below = decide_attack(Reason.BELOW_THRESHOLD, detail="median")
        return _weighed(below, scored, fused)
    if fused <= policy.threshold:
        review = decide_failure(Reason.REVIEW, detail="median")
        return _weighed(review, scored, fused)
    passing = [
        decision
        for decision in scored
        if decision.verdict is Verdict.LIVE and (decision.score or 0.0) > policy.threshold
    ]
    floor = DEFAULT_FLOOR * policy.threshold if policy.review_limit is None else limit
    dissenters = len(scored) - len(passing) + unscored
    if dissenters > MAX_DISSENTERS or len(passing) < MIN_SCORED or min(scores) <= floor:
        spread = decide_failure(Reason.DISAGREEMENT, detail="spread")
        return _weighed(spread, scored, fused)
    return replace(_lowest(passing), score=fused, detail="median")


def _weighed(made: Decision, scored: list[Decision], fused: float) -> Decision:
    """Returns a decision with its score and the strongest evidence that a reply named for it."""
    least = min(scored, key=_by_least_live)
    return replace(_with_ids(made, scored), score=fused, risk_reason=least.risk_reason)


def _with_ids(made: Decision, decisions: Iterable[Decision]) -> Decision:
    """Returns a decision that says which reply to ask about: the one that spoke least for it."""
    reply = min(decisions, key=_by_least_live, default=None)
    if reply is None:
        return made
    return replace(
        made,
        request_id=reply.request_id,
        code=reply.code,
        http_status=reply.http_status,
        gateway_request_id=reply.gateway_request_id,
        signals=reply.signals,
    )


def _first(decisions: Iterable[Decision]) -> Decision | None:
    """Returns the one whose reason comes first in the list of reasons; None of none."""
    found = tuple(decisions)
    return _lowest(found) if found else None


def _lowest(decisions: Iterable[Decision]) -> Decision:
    """Returns the one that counts, whatever their order: by reason, then by score and id."""
    return min(decisions, key=lambda one: (_RANKS[one.reason], _by_least_live(one)))


def _by_least_live(decision: Decision) -> tuple[float, str, str]:
    """Sorts decisions: the lowest score first, those without one last, the same by their ids."""
    score = math.inf if decision.score is None else decision.score
    return score, decision.request_id or "", decision.detail
