"""What the page about light shows. Pure functions; no Qt, no clock."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from liveness_station.domain.hour_counts import HourCounts
from liveness_station.domain.light_changes import (
    LONGEST_GAP,
    LightChange,
    LightKind,
    changes_of,
    shortcomings,
)
from liveness_station.domain.light_memory import CameraLight
from liveness_station.domain.lighting import (
    DARK_LUMA,
    UNEVEN_RATIO,
    Aspect,
    LightPoint,
    UsualLight,
)
from liveness_station.domain.verdicts import Reason
from liveness_station.ui.views import Level
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.lighting import LightPhrase, LightWords, light_words

_IN_LUMA: Final = frozenset({LightKind.DARKER, LightKind.BRIGHTER})
_WIDEST_RATIO: Final = 4.0


@dataclass(frozen=True, slots=True)
class Band:
    """What is usual from one hour to the next, in the chart's own unit."""

    hour: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class CourseView:
    """One chart over the hours of a day.

    Attributes:
        title: above it.
        dots: hour with its fraction, and value.
        bands: what is usual.
        low: value of the lower edge.
        high: of the upper edge.
        ticks: values with a line, and what stands beside it.
        limits: values that should not be passed.
    """

    title: str
    dots: tuple[tuple[float, float], ...]
    bands: tuple[Band, ...]
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    limits: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LightView:
    """The page but for the counts.

    Attributes:
        level: how it is.
        headline: what is so, one sentence for each change.
        next_step: the one thing to do.
        luma: how bright faces were today.
        ratio: how much brighter their left half; as a logarithm, so that left and right are alike.
        legend: what the charts show.
        can_learn_anew: whether there is something usual that could be forgotten.
    """

    level: Level
    headline: str
    next_step: str
    luma: CourseView
    ratio: CourseView
    legend: str
    can_learn_anew: bool


@dataclass(frozen=True, slots=True)
class RejectsView:
    """The counts: a bar for each hour, and one sentence."""

    bars: tuple[HourCounts, ...]
    tips: tuple[str, ...]
    sentence: str


def present_light(known: CameraLight, *, is_camera: bool, now: datetime, words: Words) -> LightView:
    """Returns the page for one camera and time."""
    own, usual = light_words(words), UsualLight(known.cells)
    level, headline, step = _state(known, usual, is_camera=is_camera, now=now, words=words)
    bands = bool(usual.at(now))
    return LightView(
        level,
        headline,
        step,
        _luma(known.points, usual, now, own),
        _ratio(known.points, usual, now, own),
        own.say(LightPhrase.LEGEND if bands else LightPhrase.LEGEND_NEW),
        can_learn_anew=bool(known.cells),
    )


def present_rejects(hours: Sequence[HourCounts] | None, words: Words) -> RejectsView:
    """Returns the counts; None for those that are still awaited."""
    own = light_words(words)
    if hours is None:
        return RejectsView((), (), own.say(LightPhrase.COUNTING))
    if not any(one.total for one in hours):
        return RejectsView(tuple(hours), (), own.say(LightPhrase.NO_CHECKS))
    tips = tuple(
        own.say(
            LightPhrase.BAR_TIP,
            hour=f"{one.hour:02}",
            passed=one.passed,
            retried=one.retried,
            refused=one.refused,
        )
        for one in hours
    )
    worst = max(hours, key=lambda one: (one.rejects, one.hour))
    sentence = ""
    if worst.rejects:
        sentence = own.say(
            LightPhrase.WORST,
            hour=f"{worst.hour:02}",
            rejects=worst.rejects,
            total=worst.total,
            reason=_reason(worst.reasons[0][0], words) if worst.reasons else "",
        )
    return RejectsView(tuple(hours), tips, sentence)


def change_text(change: LightChange, words: Words) -> str:
    """Returns what has changed, as one sentence."""
    own = light_words(words)
    is_luma = change.kind in _IN_LUMA
    since = f"{change.since:%H:%M}"
    value = f"{change.value:.0f}" if is_luma else f"{change.value:.1f}"
    if change.usual is None:
        return own.absolutes[change.kind].format(since=since, value=value)
    usual = f"{change.usual:.0f}" if is_luma else f"{change.usual:.1f}"
    return own.changes[change.kind].happened.format(since=since, value=value, usual=usual)


def change_step(kind: LightKind, words: Words) -> str:
    """Returns the one thing to do about a kind of change."""
    return light_words(words).changes[kind].next_step


def _state(
    known: CameraLight, usual: UsualLight, *, is_camera: bool, now: datetime, words: Words
) -> tuple[Level, str, str]:
    """Returns how the light is, in words, and the one thing to do."""
    own = light_words(words)
    if not is_camera:
        step = own.say(LightPhrase.NO_CAMERA_NEXT)
        return Level.IDLE, own.say(LightPhrase.NO_CAMERA), step
    if not known.points or now - known.points[-1].at > LONGEST_GAP:
        return Level.IDLE, own.say(LightPhrase.NOBODY), own.say(LightPhrase.NOBODY_NEXT)
    changes = changes_of(known.points, usual, now=now)
    if changes:
        told = words.sentence_gap.join(change_text(change, words) for change in changes)
        return Level.WAITING, told, change_step(changes[0].kind, words)
    if not usual.at(now):
        return Level.IDLE, own.say(LightPhrase.LEARNING), own.say(LightPhrase.LEARNING_NEXT)
    short = shortcomings(known.points)
    if short:
        return Level.WAITING, own.say(LightPhrase.SHORT), change_step(short[0], words)
    return Level.GOOD, own.say(LightPhrase.AS_USUAL), own.say(LightPhrase.AS_USUAL_NEXT)


def _luma(
    points: Sequence[LightPoint], usual: UsualLight, now: datetime, own: LightWords
) -> CourseView:
    return CourseView(
        own.say(LightPhrase.LUMA),
        tuple((_hour_of(point.at), point.face_luma) for point in points),
        _bands(usual, now, Aspect.LEVEL, is_log=False),
        0,
        255,
        tuple((float(value), str(value)) for value in (0, 100, 200)),
        (DARK_LUMA,),
    )


def _ratio(
    points: Sequence[LightPoint], usual: UsualLight, now: datetime, own: LightWords
) -> CourseView:
    edge = math.log(_WIDEST_RATIO)
    ticks = (
        (math.log(UNEVEN_RATIO), f"2:1 {own.say(LightPhrase.RATIO_LEFT)}"),
        (0.0, "1:1"),
        (-math.log(UNEVEN_RATIO), f"1:2 {own.say(LightPhrase.RATIO_RIGHT)}"),
    )
    return CourseView(
        own.say(LightPhrase.RATIO),
        tuple(
            (_hour_of(point.at), max(-edge, min(edge, point.log(Aspect.SIDE)))) for point in points
        ),
        _bands(usual, now, Aspect.SIDE, is_log=True),
        -edge,
        edge,
        ticks,
        (math.log(UNEVEN_RATIO), -math.log(UNEVEN_RATIO)),
    )


def _bands(usual: UsualLight, now: datetime, aspect: Aspect, *, is_log: bool) -> tuple[Band, ...]:
    """Returns what two thirds of all people are within, for each hour that is known."""
    found = []
    for hour in range(24):
        known = usual.at(now.replace(hour=hour)).get(aspect)
        if known is not None:
            off = known.doubt(1)
            edges = (known.middle - off, known.middle, known.middle + off)
            low, middle, high = edges if is_log else (math.exp(edge) for edge in edges)
            found.append(Band(hour, low, middle, high))
    return tuple(found)


def _hour_of(at: datetime) -> float:
    return at.hour + at.minute / 60


def _reason(code: str, words: Words) -> str:
    known = {reason.value: reason for reason in Reason}
    return words.reasons[known[code]].happened.rstrip("。.") if code in known else code
