"""Shares of presentations, counted by file and by group."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from liveness_station.evaluation.intervals import Interval, clopper_pearson, upper_bound
from liveness_station.evaluation.results import Result


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    total: int

    @property
    def rate(self) -> float | None:
        """The share in 0..1, None where there is nothing to count."""
        return self.count / self.total if self.total else None

    @property
    def interval(self) -> Interval | None:
        """The exact two-sided 95 % interval, None where there is nothing to count."""
        return clopper_pearson(self.count, self.total) if self.total else None

    @property
    def one_sided_high(self) -> float | None:
        """The exact one-sided 95 % upper bound, None where there is nothing to count."""
        return upper_bound(self.count, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A share counted twice.

    Attributes:
        files: each presentation counts.
        groups: each group counts; it is counted if any of its presentations is, because the
            presentations of one group are not independent.
    """

    files: Share
    groups: Share


def figure(
    results: Iterable[Result], *, of: Callable[[Result], bool], counts: Callable[[Result], bool]
) -> Figure:
    """Counts results.

    Args:
        results: what became of the presentations.
        of: tells whether a result is one of those that the share is of.
        counts: tells whether such a result is counted.
    """
    base = [result for result in results if of(result)]
    counted = [result for result in base if counts(result)]
    return Figure(Share(len(counted), len(base)), Share(len(_groups(counted)), len(_groups(base))))


def _groups(results: Iterable[Result]) -> set[str]:
    return {result.presentation.group for result in results}
