"""Shares and percentiles as the desk is told them: with their counts, and never as error rates."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    total: int

    @property
    def part(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.count / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took.

    Attributes:
        count: how many were measured.
        median: of them, None of none.
        p95: the smallest one that at least 95 of 100 do not exceed, None of none.
    """

    count: int = 0
    median: float | None = None
    p95: float | None = None


def spread_of(values: Sequence[float]) -> Spread:
    """Returns how values spread."""
    if not values:
        return Spread()
    ordered = sorted(values)
    # In whole numbers: 0.95 * 20 is more than 19 in binary.
    rank = -(-95 * len(ordered) // 100)
    return Spread(len(ordered), float(median(ordered)), ordered[max(rank, 1) - 1])


def counted(values: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Returns how often each occurs, the most frequent first, the same by their names."""
    found: dict[str, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def is_sound(cost: float) -> bool:
    """Tells whether a price is one that can be reckoned with."""
    return math.isfinite(cost) and cost >= 0
