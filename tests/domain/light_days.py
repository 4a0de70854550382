"""Days at a desk, made of numbers: people of every skin, drifting daylight, lamps and sun."""

import math
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from liveness_station.domain.lighting import HourCell, LightPoint, summarise

FIRST_DAY = datetime(2026, 11, 2, tzinfo=UTC)
Light = Callable[[datetime], tuple[float, float, float]]
"""What the light does at a time: factors on luma, on the ratio of the halves, on the back."""


def plain(_: datetime) -> tuple[float, float, float]:
    return 1.0, 1.0, 1.0


def afternoon_sun(at: datetime) -> tuple[float, float, float]:
    """The sun sweeps past a window on the left from two to five."""
    height = max(0.0, math.sin(math.pi * (at.hour + at.minute / 60 - 14) / 3))
    in_sight = 14 <= at.hour < 17
    return (1.0 + 0.2 * height, 1.0 + 1.6 * height, 1.0) if in_sight else (1.0, 1.0, 1.0)


def lamp_off_from(hour: int) -> Light:
    return lambda at: (0.52 if at.hour >= hour else 1.0, 1.0, 1.0)


def a_day(number: int, light: Light = plain, *, seed: int = 0) -> list[LightPoint]:
    """Nine hours with a new sitter about every nine minutes, each for one or two."""
    chance = random.Random(seed * 1000 + number)
    weather, slant = chance.gauss(0, 0.08), chance.gauss(0, 0.05)
    at, points, sitting = FIRST_DAY + timedelta(days=number, hours=9), [], 0
    while at.hour < 18:
        sitting += 1
        skin, turn, hair = chance.gauss(0, 0.22), chance.gauss(0, 0.1), chance.gauss(0, 0.15)
        for _ in range(chance.choice((1, 2, 2, 3))):
            luma, ratio, back = light(at)
            daylight = 0.15 * math.sin(math.pi * (at.hour - 9) / 9)
            log = math.log(150 * luma) + skin + weather + daylight + chance.gauss(0, 0.03)
            points.append(
                LightPoint(
                    at,
                    sitting,
                    min(255.0, math.exp(log)),
                    ratio * math.exp(turn + slant + chance.gauss(0, 0.04)),
                    1.1 * back * math.exp(hair - 0.3 * skin + chance.gauss(0, 0.05)),
                )
            )
            at += timedelta(minutes=1)
        at += timedelta(minutes=chance.randint(3, 12))
    return points


def learnt(days: int, light: Light = plain, *, seed: int = 0) -> tuple[HourCell, ...]:
    """What is known after so many days."""
    return tuple(cell for day in range(days) for cell in summarise(a_day(day, light, seed=seed)))


def until(points: Sequence[LightPoint], at: datetime) -> list[LightPoint]:
    """What had been seen by then."""
    return [point for point in points if point.at <= at]
