"""What the scores alone say, at every threshold: ROC, equal error rate, operating points.

A score strictly greater than the threshold is accepted, as everywhere in the station.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

ACCEPT_ALL: Final = -math.inf
"""The threshold that every score is greater than."""


@dataclass(frozen=True, slots=True)
class Point:
    """The error rates at one threshold; None where there are no such scores.

    Attributes:
        threshold: a score strictly greater is accepted.
        apcer: share of attack scores that are accepted; of several species the highest.
        bpcer: share of bona fide scores that are not.
        species: the species with that share, "" where the scores have none.
    """

    threshold: float
    apcer: float
    bpcer: float
    species: str = ""


@dataclass(frozen=True, slots=True)
class EqualErrorRate:
    """Where both error rates differ least.

    Attributes:
        rate: the mean of both there; nothing is interpolated.
        apcer: the one there.
        bpcer: the other.
        threshold: where that is.
    """

    rate: float
    apcer: float
    bpcer: float
    threshold: float


def auc(bona_fide: Sequence[float], attacks: Sequence[float]) -> float | None:
    """Returns how often a bona fide score is the higher one of a pair; a tie counts half."""
    if not bona_fide or not attacks:
        return None
    ordered = sorted(bona_fide)
    # Twice the pairs won, so that a tie is one and the sum is exact.
    won = sum(
        2 * (len(ordered) - bisect_right(ordered, score))
        + bisect_right(ordered, score)
        - bisect_left(ordered, score)
        for score in attacks
    )
    return won / (2 * len(bona_fide) * len(attacks))


def curve(bona_fide: Sequence[float], attacks: Mapping[str, Sequence[float]]) -> tuple[Point, ...]:
    """Returns the error rates at every threshold that makes a difference, the lowest first.

    Empty where there are no bona fide scores or no attack scores. Species without a score are
    left out.
    """
    scored = {species: sorted(scores) for species, scores in attacks.items() if scores}
    if not bona_fide or not scored:
        return ()
    every = {*bona_fide, *(score for scores in scored.values() for score in scores)}
    ordered = sorted(bona_fide)
    return tuple(_point(threshold, ordered, scored) for threshold in (ACCEPT_ALL, *sorted(every)))


def points_at(
    thresholds: Sequence[float],
    bona_fide: Sequence[float],
    attacks: Mapping[str, Sequence[float]],
) -> tuple[Point, ...]:
    """Returns the error rates at the given thresholds; empty where `curve` is."""
    scored = {species: sorted(scores) for species, scores in attacks.items() if scores}
    if not bona_fide or not scored:
        return ()
    ordered = sorted(bona_fide)
    return tuple(_point(threshold, ordered, scored) for threshold in thresholds)


def equal_error_rate(points: Sequence[Point]) -> EqualErrorRate | None:
    """Returns where APCER and BPCER differ least; of several such places the best."""
    if not points:
        return None
    best = min(points, key=lambda at: (abs(at.apcer - at.bpcer), at.apcer + at.bpcer))
    return EqualErrorRate((best.apcer + best.bpcer) / 2, best.apcer, best.bpcer, best.threshold)


def point_at_apcer(points: Sequence[Point], limit: float) -> Point | None:
    """Returns the point with the lowest BPCER at which APCER does not exceed a limit."""
    allowed = [point for point in points if point.apcer <= limit]
    return min(allowed, key=lambda point: (point.bpcer, point.threshold)) if allowed else None


def _point(
    threshold: float, bona_fide: Sequence[float], attacks: Mapping[str, Sequence[float]]
) -> Point:
    bpcer = bisect_right(bona_fide, threshold) / len(bona_fide)
    apcer, species = max(
        # Not 1 minus a share: 1 of 20 must be the same 0.05 as a limit of 5 %.
        ((len(scores) - bisect_right(scores, threshold)) / len(scores), species)
        for species, scores in attacks.items()
    )
    return Point(threshold, apcer, bpcer, species)
