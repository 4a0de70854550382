"""Why nothing may be erased for now, and whether the clock is to be believed. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from liveness_station.storage.times import TimeEvidence, TimeMark

MOST_AHEAD: Final = timedelta(hours=48)
"""A clock that is further ahead than this of what is known erases nothing (FAULTS K3)."""

MOST_BEHIND: Final = timedelta(minutes=10)

BELIEVED_GAP: Final = timedelta(days=15)
"""A gap between two runs up to this long, such as holidays, is believed a day later."""

BELIEVED_AFTER: Final = timedelta(hours=24)


class Doubt(StrEnum):
    """Why nothing is erased. The values are stable codes."""

    CLOCK_AHEAD = "clock_ahead"
    CLOCK_BEHIND = "clock_behind"
    HELD = "held"
    ALTERED = "altered"
    NOT_RECORDED = "not_recorded"


def clock_doubt(evidence: TimeEvidence, now: datetime) -> Doubt | None:
    """Returns what is doubtful about the wall clock, None where it may be gone by.

    The clock is taken to be as right as when somebody vouched for it last, and as far off since as
    it was set. Time that passed between two runs cannot be told from a clock that was set: up to
    two days it is believed at once, up to fifteen after one more day, and more only once a server
    or a person vouches for it.
    """
    if evidence.newest is not None and now < evidence.newest - MOST_BEHIND:
        return Doubt.CLOCK_BEHIND
    set_since = sum((_ahead(mark, now) for mark in evidence.marks), timedelta())
    ahead = evidence.offset + set_since + evidence.unnoted
    if ahead > MOST_AHEAD:
        return Doubt.CLOCK_AHEAD
    return Doubt.CLOCK_BEHIND if ahead < -MOST_AHEAD else None


def _ahead(mark: TimeMark, now: datetime) -> timedelta:
    if not mark.is_between_runs:
        return mark.ahead
    is_believed = mark.ahead <= BELIEVED_GAP and now - mark.utc >= BELIEVED_AFTER
    return timedelta() if mark.ahead <= MOST_AHEAD or is_believed else mark.ahead
