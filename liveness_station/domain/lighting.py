"""What light a desk is used to: learnt by camera and hour of the day, from numbers alone. Pure.

Three things are measured of the light on a face, each as a natural logarithm, because light acts in
proportions: how bright the face is (grey level of its skin's brightest twentieth), how much
brighter its left half is than its right one, and how much brighter what surrounds it is than the
face itself. Left is the subject's own left, which is left in the mirrored picture too.

The usual value of an hour is the median of the medians of that hour and its neighbours over the
last 14 days; its spreads are median absolute deviations times 1.4826, which makes them comparable
to standard deviations and leaves half of all days free to be odd (Rousseeuw and Croux 1993,
"Alternatives to the Median Absolute Deviation"). So the sun that comes in every day at three is
usual at three, a lamp that is off is told of for some days before it has become usual, and one odd
day changes nothing.

Limits that hold for every desk: those of the gates for a face that is too dark and for light from
behind (`domain.gates.LIMITS`, with their reasons), a brightest twentieth that is not burnt out, and
halves within 2:1, which capture guidelines want where 3:1 is refused. Faces differ in skin, so the
luma's spread between people is measured and never taken for less than `_LEAST_BETWEEN_PEOPLE`.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from statistics import median
from typing import Final

DARK_LUMA: Final = 45.0
BRIGHT_LUMA: Final = 250.0
UNEVEN_RATIO: Final = 2.0
BACKLIT_RATIO: Final = 2.0

MEMORY_DAYS: Final = 14
FEWEST_DAYS: Final = 3
FEWEST_SITTERS: Final = 8
"""An hour that fewer people were seen in, or on fewer days, has nothing usual yet."""

_TO_DEVIATION: Final = 1.4826


class Aspect(Enum):
    """What is measured of light; the value is the name of its number in a `LightPoint`."""

    LEVEL = "face_luma"
    SIDE = "left_right_ratio"
    BACK = "back_ratio"


_LEAST_BETWEEN_PEOPLE: Final = {Aspect.LEVEL: 0.2, Aspect.SIDE: 0.1, Aspect.BACK: 0.2}
_LEAST_BETWEEN_DAYS: Final = {Aspect.LEVEL: 0.08, Aspect.SIDE: 0.06, Aspect.BACK: 0.08}
_SMALLEST: Final = 1.0 / 255


@dataclass(frozen=True, slots=True)
class LightPoint:
    """The light on one sitter's face within one minute.

    Attributes:
        at: the minute, in local time with its offset.
        sitting: counts the people of a day; nothing else is known of them.
        face_luma: of the skin's brightest twentieth, 0 to 255; median over the minute.
        left_right_ratio: the subject's left half by the right one.
        back_ratio: what surrounds the face by the face.
    """

    at: datetime
    sitting: int
    face_luma: float
    left_right_ratio: float
    back_ratio: float

    def log(self, aspect: Aspect) -> float:
        """Returns an aspect's natural logarithm."""
        return math.log(max(getattr(self, aspect.value), _SMALLEST))


@dataclass(frozen=True, slots=True)
class AspectSummary:
    """One aspect of one hour: median and median absolute deviation over its sitters, as logs."""

    middle: float
    deviation: float


@dataclass(frozen=True, slots=True)
class HourCell:
    """One past hour of one camera: how many sat there, and what light they had."""

    day: date
    hour: int
    sitters: int
    level: AspectSummary
    side: AspectSummary
    back: AspectSummary

    def of(self, aspect: Aspect) -> AspectSummary:
        """Returns an aspect's summary."""
        return {Aspect.LEVEL: self.level, Aspect.SIDE: self.side, Aspect.BACK: self.back}[aspect]


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual at one hour, as natural logarithms.

    Attributes:
        middle: the usual value.
        between_people: how far apart people of one hour are.
        between_days: how far apart the same hour of different days is.
    """

    middle: float
    between_people: float
    between_days: float

    @property
    def value(self) -> float:
        """The usual value itself."""
        return math.exp(self.middle)

    def doubt(self, sitters: int) -> float:
        """Returns the standard deviation of the mean of so many people of one day."""
        return math.hypot(self.between_people / math.sqrt(sitters), self.between_days)


def summarise(points: Sequence[LightPoint]) -> tuple[HourCell, ...]:
    """Returns one cell for each hour that the points are of, in their order."""
    hours: dict[tuple[date, int], list[LightPoint]] = {}
    for point in points:
        hours.setdefault((point.at.date(), point.at.hour), []).append(point)
    return tuple(_cell(day, hour, found) for (day, hour), found in sorted(hours.items()))


def usual_at(cells: Iterable[HourCell], *, day: date, hour: int) -> dict[Aspect, Usual]:
    """Returns what is usual at an hour of a day; empty while too little is known.

    Args:
        cells: of one camera; those of the day itself and of more than 14 days before are left out.
        day: the day that is judged.
        hour: 0 to 23, local.
    """
    known = [cell for cell in cells if day - timedelta(MEMORY_DAYS) <= cell.day < day]
    near = [cell for cell in known if min((cell.hour - hour) % 24, (hour - cell.hour) % 24) <= 1]
    if len({cell.day for cell in near}) < FEWEST_DAYS:
        return {}
    if sum(cell.sitters for cell in near) < FEWEST_SITTERS:
        return {}
    return {aspect: _usual(near, aspect) for aspect in Aspect}


class UsualLight:
    """What is usual at one camera, worked out once for each hour that is asked for."""

    def __init__(self, cells: Iterable[HourCell]) -> None:
        self._cells = tuple(cells)
        self._known: dict[tuple[date, int], dict[Aspect, Usual]] = {}

    def at(self, moment: datetime) -> dict[Aspect, Usual]:
        """Returns what is usual at a local time; empty while too little is known."""
        key = (moment.date(), moment.hour)
        if key not in self._known:
            self._known[key] = usual_at(self._cells, day=key[0], hour=key[1])
        return self._known[key]


def forget_old(cells: Iterable[HourCell], *, day: date) -> tuple[HourCell, ...]:
    """Returns the cells that may still say what is usual on a day, the oldest first."""
    oldest = day - timedelta(MEMORY_DAYS)
    return tuple(
        sorted((cell for cell in cells if oldest <= cell.day), key=lambda one: (one.day, one.hour))
    )


def by_sitting(points: Iterable[LightPoint], aspect: Aspect) -> list[float]:
    """Returns one value a sitter, so that who stays long does not count for more."""
    sittings: dict[int, list[float]] = {}
    for point in points:
        sittings.setdefault(point.sitting, []).append(point.log(aspect))
    return [median(values) for values in sittings.values()]


def _cell(day: date, hour: int, points: list[LightPoint]) -> HourCell:
    level, side, back = (_summary(by_sitting(points, aspect)) for aspect in Aspect)
    sitters = len({point.sitting for point in points})
    return HourCell(day, hour, sitters, level, side, back)


def _summary(values: list[float]) -> AspectSummary:
    middle = median(values)
    return AspectSummary(middle, median(abs(value - middle) for value in values))


def _usual(cells: list[HourCell], aspect: Aspect) -> Usual:
    summaries = [cell.of(aspect) for cell in cells]
    middle = median(one.middle for one in summaries)
    # One or two people cannot tell how far apart people are.
    inner = [cell.of(aspect).deviation for cell in cells if cell.sitters > 2]
    people = _TO_DEVIATION * median(inner) if inner else 0.0
    days = _TO_DEVIATION * median(abs(one.middle - middle) for one in summaries)
    return Usual(
        middle,
        max(people, _LEAST_BETWEEN_PEOPLE[aspect]),
        max(days, _LEAST_BETWEEN_DAYS[aspect]),
    )
