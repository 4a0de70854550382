"""When the light on faces has changed: against what is usual, steadily, and since when. Pure.

A change is told once three people, or one for three minutes, were all lit otherwise than usual in
the same direction, and their mean is away from it by four of its standard deviations (of people
and of days) and by a factor that matters. Four standard deviations on one side are passed once in
30 000 times by chance. Each person counts once, because faces differ more than lamps do; only
what changes while one person sits there needs no second one. A told change goes only after two
people, or two minutes, back at what is usual: it neither flickers nor sticks.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import fmean, median
from typing import Final

from liveness_station.domain.lighting import (
    BACKLIT_RATIO,
    BRIGHT_LUMA,
    DARK_LUMA,
    UNEVEN_RATIO,
    Aspect,
    LightPoint,
    Usual,
    UsualLight,
    by_sitting,
)

SITTERS_TO_TELL: Final = 3
MINUTES_TO_TELL: Final = 3
SITTERS_TO_END: Final = 2
MINUTES_TO_END: Final = 2

LONGEST_GAP: Final = timedelta(hours=1)
"""What was seen longer ago says nothing of the light now."""

_DEVIATIONS: Final = 4.0
_STEPPED_ASIDE: Final = 1.0
"""So many standard deviations of a single person from what is usual."""

_FACTORS: Final = {Aspect.LEVEL: 1.35, Aspect.SIDE: 1.4, Aspect.BACK: 1.5}
"""A smaller change is none that an operator would see, or should act on."""

_UNEVEN: Final = 1.5
"""Halves within this ratio are even, whatever is usual (wanted: below 2)."""


class LightKind(StrEnum):
    """How the light has changed. The values are stable codes."""

    FROM_LEFT = "from_left"
    FROM_RIGHT = "from_right"
    DARKER = "darker"
    BRIGHTER = "brighter"
    BACKLIT = "backlit"


_KINDS: Final = {
    (Aspect.SIDE, 1): LightKind.FROM_LEFT,
    (Aspect.SIDE, -1): LightKind.FROM_RIGHT,
    (Aspect.LEVEL, -1): LightKind.DARKER,
    (Aspect.LEVEL, 1): LightKind.BRIGHTER,
    (Aspect.BACK, 1): LightKind.BACKLIT,
}


@dataclass(frozen=True, slots=True)
class LightChange:
    """One way in which the light is not as it was.

    Attributes:
        kind: which.
        since: the minute of the first face that was lit so.
        value: luma, or ratio of the brighter to the darker part, over that time.
        usual: the same as it usually is; None where nothing is usual yet and `value` is beyond
            what any desk should have.
    """

    kind: LightKind
    since: datetime
    value: float
    usual: float | None


class _Run:
    """People in a row who were lit otherwise in one direction, and who came after them."""

    def __init__(self) -> None:
        self.side = 0
        self.points: list[LightPoint] = []
        self.calm: list[LightPoint] = []
        self.is_told = False


def changes_of(
    points: Sequence[LightPoint], usual: UsualLight, *, now: datetime
) -> tuple[LightChange, ...]:
    """Returns how the light differs from what is usual at this time of the day.

    Args:
        points: of one camera and one day, in the order of their time.
        usual: what the days before have taught of that camera.
        now: with a time zone; what is older than an hour is not told any more.
    """
    if not points or now - points[-1].at > LONGEST_GAP:
        return ()
    found = (_change_of(points, aspect, usual) for aspect in Aspect)
    return tuple(change for change in found if change is not None)


def shortcomings(points: Sequence[LightPoint]) -> tuple[LightKind, ...]:
    """Returns what is wrong with the light of the last three minutes at any desk, usual or not."""
    last = points[-3:]
    if not last:
        return ()
    sides = ((aspect, _beyond(median(p.log(aspect) for p in last), aspect)) for aspect in Aspect)
    return tuple(_KINDS[aspect, side] for aspect, side in sides if side)


def _change_of(
    points: Sequence[LightPoint], aspect: Aspect, usually: UsualLight
) -> LightChange | None:
    run = _Run()
    previous: LightPoint | None = None
    for point in points:
        if previous is not None and point.at - previous.at > LONGEST_GAP:
            run = _Run()
        previous = point
        usual = usually.at(point.at).get(aspect)
        _take(run, point, _side(point, aspect, usual))
        if run.points and not run.is_told and run.points[-1] is point:
            run.is_told = _is_steady(run, points, aspect, usual)
    if not run.is_told or previous is None:
        return None
    usual = usually.at(previous.at).get(aspect)
    recent = run.points[-SITTERS_TO_TELL * MINUTES_TO_TELL :]
    value = math.exp(fmean(by_sitting(recent, aspect)))
    usual_value = None if usual is None else usual.value
    kind = _KINDS[aspect, run.side]
    if kind is LightKind.FROM_RIGHT:
        value, usual_value = 1 / value, None if usual_value is None else 1 / usual_value
    return LightChange(kind, run.points[0].at, value, usual_value)


def _side(point: LightPoint, aspect: Aspect, usual: Usual | None) -> int:
    """Returns in which direction a person is lit otherwise than usual; 0: in none."""
    value = point.log(aspect)
    if usual is None:
        return _beyond(value, aspect)
    away = value - usual.middle
    if abs(away) < _STEPPED_ASIDE * usual.doubt(1):
        return 0
    side = 1 if away > 0 else -1
    # Light that is more even than usual, or less from behind, is no trouble.
    if aspect is Aspect.SIDE and value * side < math.log(_UNEVEN) / 2:
        return 0
    return side if (aspect, side) in _KINDS else 0


def _beyond(value: float, aspect: Aspect) -> int:
    """Returns in which direction a value is beyond the limits of every desk."""
    low, high = {
        Aspect.LEVEL: (math.log(DARK_LUMA), math.log(BRIGHT_LUMA)),
        Aspect.SIDE: (-math.log(UNEVEN_RATIO), math.log(UNEVEN_RATIO)),
        Aspect.BACK: (-math.inf, math.log(BACKLIT_RATIO)),
    }[aspect]
    return 1 if value > high else -1 if value < low else 0


def _take(run: _Run, point: LightPoint, side: int) -> None:
    """Adds a point to the run, or begins another; a told one ends only when it is calm again."""
    if side and side == run.side:
        run.points.append(point)
        run.calm.clear()
        return
    if run.is_told:
        run.calm.append(point)
        if not _is_long(run.calm, sitters=SITTERS_TO_END, minutes=MINUTES_TO_END):
            return
    run.side, run.is_told = side, False
    run.points = [point] if side else []
    run.calm = []


def _is_steady(
    run: _Run, points: Sequence[LightPoint], aspect: Aspect, usual: Usual | None
) -> bool:
    if not _is_long(run.points, sitters=SITTERS_TO_TELL, minutes=MINUTES_TO_TELL):
        return False
    if usual is None:
        return True
    values = by_sitting(run.points, aspect)
    mean = fmean(values)
    if aspect is Aspect.SIDE and abs(mean) < math.log(_UNEVEN):
        return False
    away = abs(mean - usual.middle)
    least = math.log(_FACTORS[aspect])
    if away >= max(_DEVIATIONS * usual.doubt(len(values)), least):
        return True
    return away >= least and _has_jumped(run, points, aspect, max(least, usual.between_days))


def _has_jumped(run: _Run, points: Sequence[LightPoint], aspect: Aspect, least: float) -> bool:
    """Tells whether it changed while the same person sat there, who is no other for it."""
    first = run.points[0]
    before = [
        point.log(aspect)
        for point in points
        if point.sitting == first.sitting and point.at < first.at
    ]
    after = [point for point in run.points if point.sitting == first.sitting]
    if not before or not _is_long(after, sitters=2, minutes=MINUTES_TO_TELL):
        return False
    return abs(median(point.log(aspect) for point in after) - median(before)) >= least


def _is_long(points: Sequence[LightPoint], *, sitters: int, minutes: int) -> bool:
    if len({point.sitting for point in points}) >= sitters:
        return True
    return len({point.at for point in points}) >= minutes
