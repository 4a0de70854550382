"""The review lane: which attempts need a person's second look, and which of them first. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.attempts import AttemptSummary
from liveness_station.storage.review_query import Cause, CauseFact

MOST_SHOWN: Final = 200
"""So many are listed at once; the next ones follow as these are answered."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One attempt that nobody has answered for.

    Attributes:
        job_id: the attempt.
        causes: why somebody has to look, the newest first.
    """

    job_id: str
    causes: tuple[CauseFact, ...]

    @property
    def is_incident(self) -> bool:
        """Tells whether somebody may have been let in who should not have been."""
        return any(map(_is_incident, self.causes))

    @property
    def sequence(self) -> int:
        """The number of the newest cause."""
        return self.causes[0].sequence

    @property
    def deciders(self) -> frozenset[str]:
        """Who has decided what is to be looked at; nobody answers for their own decision."""
        return frozenset(fact.by for fact in self.causes if fact.by)


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One open case, and what the record tells of its attempt."""

    case: OpenCase
    summary: AttemptSummary


@dataclass(frozen=True, slots=True)
class Lane:
    """The lane at one moment.

    Attributes:
        items: those that are listed.
        total: how many there are.
    """

    items: tuple[ReviewItem, ...] = ()
    total: int = 0


def open_cases(facts: Sequence[CauseFact]) -> tuple[OpenCase, ...]:
    """Returns what nobody has answered for: incidents first, else the newest first."""
    of_job: dict[str, list[CauseFact]] = {}
    for fact in facts:
        if not fact.is_settled:
            of_job.setdefault(fact.job_id, []).append(fact)
    cases = [
        OpenCase(job, tuple(sorted(found, key=lambda fact: -fact.sequence)))
        for job, found in of_job.items()
    ]
    return tuple(sorted(cases, key=lambda case: (not case.is_incident, -case.sequence)))


def lane_of(cases: Sequence[OpenCase], attempts: Mapping[str, AttemptSummary]) -> Lane:
    """Returns the lane; a case whose attempt cannot be told is counted and not listed."""
    listed = (case for case in cases if case.job_id in attempts)
    return Lane(tuple(ReviewItem(case, attempts[case.job_id]) for case in listed), len(cases))


def _is_incident(fact: CauseFact) -> bool:
    if fact.cause is Cause.DISAGREEMENT:
        return fact.outcome == Verdict.LIVE.value
    return fact.cause is Cause.AGAINST_ATTACK
