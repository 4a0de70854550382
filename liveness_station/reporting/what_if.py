"""What another threshold would have made of the station's own scores. Pure.

Only what the score alone has decided can come out another way: checks that passed, fell below the
threshold, or lay in the review band. Whatever had a veto, a risk reason or a contradiction stays
what it was, at any threshold. Nothing here is an error rate, and nothing makes a verdict.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from liveness_station.domain.fusion import DEFAULT_FLOOR, MAX_DISSENTERS, MIN_SCORED
from liveness_station.domain.policies import MIN_THRESHOLD
from liveness_station.domain.verdicts import Reason
from liveness_station.storage.score_query import StoredScore

GRID: Final = tuple(number / 100 for number in range(round(MIN_THRESHOLD * 100), 100))
"""The thresholds that can be looked at: 0.50 to 0.99."""

BINS: Final = 50
"""Of the histogram; each is 0.02 wide."""

FLIPPING: Final = frozenset(
    {Reason.ABOVE_THRESHOLD.value, Reason.BELOW_THRESHOLD.value, Reason.REVIEW.value}
)
"""Reasons that the score alone has given."""

_NEVER: Final = -1.0
_ALWAYS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Family:
    """Scores that mean the same: of one engine at one endpoint."""

    endpoint: str
    engine: str
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What a threshold makes of a family's checks.

    Attributes:
        threshold: the threshold.
        passed: how many pass.
        review: how many end TRY AGAIN: in the review band, or frames that do not agree.
        below: how many end NOT LIVE.
        passed_refused: of the passed, how many an operator had refused.
        passed_accepted: of the passed, how many an operator had accepted.
        failed_accepted: of the others, how many an operator had accepted all the same.
    """

    threshold: float
    passed: int
    review: int
    below: int
    passed_refused: int
    passed_accepted: int
    failed_accepted: int


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of the histogram: checks by what became of them."""

    passed: int = 0
    failed: int = 0
    refused: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One family's scores, made ready for any threshold.

    Attributes:
        family: whose scores.
        present: what the threshold in force makes of them.
        tallies: what each threshold of the grid makes of them.
        bins: the scores, in bars.
        fixed: checks of the family that no threshold changes.
        unexplained: checks whose scores do not give what was recorded; they are left out.
        other_rules: checks that were judged by another threshold than the one in force.
        review_limit: the highest one that any of them was judged by; 0 without a review band.
    """

    family: Family
    present: Tally
    tallies: tuple[Tally, ...]
    bins: tuple[Bin, ...]
    fixed: int
    unexplained: int
    other_rules: int
    review_limit: float = 0.0


@dataclass(frozen=True, slots=True)
class _Ready:
    """One check: passes below `passes_below`, and is NOT LIVE from `fails_from` on.

    What lies in the review band is there at any threshold above it, and fails at none.
    """

    passes_below: float
    fails_from: float
    decision: str


def families_of(scores: Sequence[StoredScore]) -> tuple[Family, ...]:
    """Returns whose scores there are, the most frequent first."""
    found: dict[tuple[str, str], int] = {}
    for one in scores:
        found[one.endpoint, one.engine] = found.get((one.endpoint, one.engine), 0) + 1
    made = [Family(*key, count) for key, count in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.count, one.endpoint, one.engine)))


def what_if(scores: Sequence[StoredScore], family: Family, threshold: float) -> WhatIf:
    """Returns what each threshold would have made of a family's checks.

    Args:
        scores: of any family.
        family: whose are looked at.
        threshold: the one in force.
    """
    own = [one for one in scores if (one.endpoint, one.engine) == (family.endpoint, family.engine)]
    free = [one for one in own if _is_by_score(one)]
    explained = [one for one in free if _passes(one, one.threshold) == _has_passed(one)]
    ready = [_ready(one) for one in explained]
    table = _Table(ready)
    return WhatIf(
        family,
        table.at(threshold),
        tuple(table.at(step) for step in GRID),
        _bins(explained),
        fixed=len(own) - len(free),
        unexplained=len(free) - len(explained),
        other_rules=sum(one.threshold != threshold for one in explained),
        review_limit=max((one.review_limit or 0.0 for one in explained), default=0.0),
    )


class _Table:
    """Sorted limits, so that any threshold is looked up instead of counted."""

    def __init__(self, ready: Sequence[_Ready]) -> None:
        self._count = len(ready)
        self._passes = sorted(one.passes_below for one in ready)
        self._fails = sorted(one.fails_from for one in ready)
        self._refused = sorted(one.passes_below for one in ready if one.decision == "refuse")
        self._accepted = sorted(one.passes_below for one in ready if one.decision == "accept")

    def at(self, threshold: float) -> Tally:
        passed = _above(self._passes, threshold)
        below = bisect_right(self._fails, threshold)
        accepted = _above(self._accepted, threshold)
        return Tally(
            threshold,
            passed,
            self._count - passed - below,
            below,
            _above(self._refused, threshold),
            accepted,
            len(self._accepted) - accepted,
        )


def _above(limits: Sequence[float], threshold: float) -> int:
    return len(limits) - bisect_right(limits, threshold)


def _is_by_score(one: StoredScore) -> bool:
    """Tells whether nothing but the score has decided, so that another limit could."""
    return one.reason in FLIPPING and not one.is_held_back and bool(one.scores)


def _has_passed(one: StoredScore) -> bool:
    return one.reason == Reason.ABOVE_THRESHOLD.value


def _passes(one: StoredScore, threshold: float) -> bool:
    return threshold < _passes_below(one)


def _ready(one: StoredScore) -> _Ready:
    fused = median(one.scores)
    # Where the threshold goes below the review band, the band goes with it.
    is_low = one.review_limit is None or fused <= one.review_limit
    return _Ready(_passes_below(one), fused if is_low else _ALWAYS, one.decision)


def _passes_below(one: StoredScore) -> float:
    """Returns the threshold from which on a check does not pass any more; less than 0: never.

    The rules are those of `domain/fusion.py`, solved for the threshold: each of them is kept by
    every smaller threshold, too.
    """
    if not one.is_burst:
        return one.scores[0]
    ordered = sorted(one.scores, reverse=True)
    needed = max(MIN_SCORED, len(ordered) + one.unscored - MAX_DISSENTERS)
    if needed > len(ordered):
        return _NEVER
    found = min(median(ordered), ordered[needed - 1])
    least = ordered[-1]
    if one.review_limit is None:
        return min(found, least / DEFAULT_FLOOR)
    return found if least > one.review_limit else min(found, least)


def _bins(scores: Sequence[StoredScore]) -> tuple[Bin, ...]:
    edges = [number / BINS for number in range(1, BINS)]
    made = [[0, 0, 0, 0] for _ in range(BINS)]
    for one in scores:
        kinds = {"refuse": 2, "accept": 3}
        kind = kinds.get(one.decision, 0 if _has_passed(one) else 1)
        # A score that is a threshold does not pass it, and stands left of its line.
        made[bisect_left(edges, median(one.scores))][kind] += 1
    return tuple(Bin(*counts) for counts in made)
