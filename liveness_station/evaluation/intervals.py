"""Exact confidence intervals of a proportion (Clopper and Pearson 1934).

Found by bisection over the binomial distribution's own sum. A library for it would bring more than
the rest of the program weighs, for these few lines; the tests compare them with such a library.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

CONFIDENCE: Final = 0.95
_HALVINGS: Final = 60


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of an interval, each in 0..1."""

    low: float
    high: float


def clopper_pearson(count: int, total: int, *, confidence: float = CONFIDENCE) -> Interval:
    """Returns the exact two-sided interval for `count` of `total`.

    Raises:
        ValueError: there is nothing to count, or more was counted than there is.
    """
    _check(count, total)
    tail = (1 - confidence) / 2
    high = _upper(count, total, tail)
    # How many did not is as good a count, seen from the other end.
    return Interval(low=1 - _upper(total - count, total, tail), high=high)


def upper_bound(count: int, total: int, *, confidence: float = CONFIDENCE) -> float:
    """Returns the exact one-sided upper bound for `count` of `total`.

    Raises:
        ValueError: as `clopper_pearson` does.
    """
    _check(count, total)
    return _upper(count, total, 1 - confidence)


def _check(count: int, total: int) -> None:
    if not (0 <= count <= total and total > 0):
        raise ValueError(f"{count} of {total} is no proportion")


def _upper(count: int, total: int, tail: float) -> float:
    """Returns the largest proportion under which so few are still as likely as `tail`."""
    if count == total:
        return 1.0
    at_most = _at_most(count, total)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most(middle) > tail else (low, middle)
    return high


def _at_most(count: int, total: int) -> Callable[[float], float]:
    """Returns the probability of `count` or fewer of `total` as a function of the proportion."""
    is_short = 2 * count < total
    # The shorter side of the distribution is summed: with few errors that is a few terms.
    terms = range(count + 1) if is_short else range(count + 1, total + 1)
    ways = [
        math.lgamma(total + 1) - math.lgamma(term + 1) - math.lgamma(total - term + 1)
        for term in terms
    ]

    def probability(proportion: float) -> float:
        yes, no = math.log(proportion), math.log1p(-proportion)
        summed = math.fsum(
            math.exp(way + term * yes + (total - term) * no)
            for way, term in zip(ways, terms, strict=True)
        )
        return summed if is_short else 1 - summed

    return probability
