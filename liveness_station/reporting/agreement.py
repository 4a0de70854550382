"""How often two engines agree, day by day, and when that is no longer what it was. Pure.

Whether they agree tells nothing of who is right. It tells that something has changed: a model
behind an address, a light, a camera, or those who come.

The alarm is a cumulative sum of log-likelihood ratios over single answers (Page 1954; for shares
seen one by one: Reynolds and Stoumbos 1999). Its null is the station's own beginning, taken with
the upper end of its Wilson interval (Wilson 1927), so that a lucky beginning does not cry wolf
later. By Lorden's bound it errs at most once in `exp(LIMIT)` answers on average as long as that
null holds.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from liveness_station.reporting.rates import Share

BASELINE: Final = 200
"""So many answers are what is usual; before there are more, nothing can have changed."""
RECENT: Final = 100
"""So many answers are told as how it is now."""
LIMIT: Final = math.log(5_000)
"""The sum that raises the alarm: one false alarm in 5,000 answers or more, on average."""
ODDS: Final = 3.0
"""The odds of a disagreement that are to be noticed, as a multiple of what is usual."""
MOST_DAYS: Final = 100
"""So many days are drawn, the newest."""

_Z: Final = 1.959963984540054
_Z_ONE_SIDED: Final = 1.6448536269514722
_FEWEST: Final = 0.01
_NO_SHARE: Final = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Interval:
    """The ends of an interval, 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One second opinion: when it was recorded, and whether it was the same."""

    at: datetime
    agrees: bool


@dataclass(frozen=True, slots=True)
class AgreementDay:
    """One day of this computer's calendar on which there were opinions.

    Attributes:
        day: which one.
        share: how many were the same.
        interval: with 95 %, by Wilson.
    """

    day: date
    share: Share
    interval: Interval


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two engines agree.

    Attributes:
        pair: the two endpoints, sorted; "" twice where there is no opinion.
        days: the newest days with opinions, in their order.
        baseline: the oldest opinions, which are what is usual; of nothing before there are enough.
        recent: the newest opinions.
        has_drifted: True where they agree less often than usual, and not by chance.
    """

    pair: tuple[str, str] = ("", "")
    days: tuple[AgreementDay, ...] = ()
    baseline: Share = _NO_SHARE
    recent: Share = _NO_SHARE
    has_drifted: bool = False


def wilson(share: Share, *, z: float = _Z) -> Interval:
    """Returns the score interval of a share; of nothing, everything from 0 to 1."""
    if not share.total:
        return Interval(0.0, 1.0)
    total, part = share.total, share.count / share.total
    middle = part + z * z / (2 * total)
    reach = z * math.sqrt(part * (1 - part) / total + z * z / (4 * total * total))
    whole = 1 + z * z / total
    low, high = (middle - reach) / whole, (middle + reach) / whole
    return Interval(
        0.0 if share.count == 0 else max(low, 0.0),
        1.0 if share.count == total else min(high, 1.0),
    )


def agreement_of(answers: Sequence[Answer], pair: tuple[str, str]) -> Agreement:
    """Returns how two engines agree.

    Args:
        answers: of these two alone, the oldest first.
        pair: the two endpoints.
    """
    said = [answer.agrees for answer in answers]
    has_baseline = len(said) >= BASELINE
    return Agreement(
        pair,
        _days(answers),
        _share(said[:BASELINE]) if has_baseline else _NO_SHARE,
        _share(said[-RECENT:]),
        has_drifted=has_drifted(said),
    )


def has_drifted(said: Sequence[bool]) -> bool:
    """Tells whether an alarm is on after the last of some answers, the oldest first.

    It is raised where the sum reaches its limit, which it never passes, and taken back where the
    sum has come down to half of that: once the last answers speak for what was usual.
    """
    if len(said) <= BASELINE:
        return False
    missed = Share(BASELINE - sum(said[:BASELINE]), BASELINE)
    usual = max(wilson(missed, z=_Z_ONE_SIDED).high, _FEWEST)
    worse = ODDS * usual / (1 - usual + ODDS * usual)
    if worse >= 1:
        return False
    on_same, on_other = math.log((1 - worse) / (1 - usual)), math.log(worse / usual)
    total, is_on = 0.0, False
    for is_same in said[BASELINE:]:
        total = min(max(total + (on_same if is_same else on_other), 0.0), LIMIT)
        is_on = total >= LIMIT or (is_on and total > LIMIT / 2)
    return is_on


def _share(said: Sequence[bool]) -> Share:
    return Share(sum(said), len(said))


def _days(answers: Sequence[Answer]) -> tuple[AgreementDay, ...]:
    of_day: dict[date, list[bool]] = {}
    for answer in answers:
        of_day.setdefault(answer.at.astimezone().date(), []).append(answer.agrees)
    shares = [(day, _share(of_day[day])) for day in sorted(of_day)[-MOST_DAYS:]]
    return tuple(AgreementDay(day, share, wilson(share)) for day, share in shares)
