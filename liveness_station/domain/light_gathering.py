"""Many looks a second become one point a minute and sitter. Pure but for what it gathers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from liveness_station.domain.lighting import LightPoint

FEWEST_READINGS: Final = 5
"""A third of a second of looks: who only passes by is no sitter."""

MOST_READINGS: Final = 900
AWAY: Final = timedelta(seconds=20)
"""Whoever is seen after so long is taken for another one. Longer than a guided check, during which
nobody measures: one person who is checked again and again must not count for three. Two who change
places faster count as one, which only makes a change be told later."""


@dataclass(frozen=True, slots=True)
class LightReading:
    """The light on one face in one frame.

    Attributes:
        face_luma: of the skin's brightest twentieth, 0 to 255.
        left_right_ratio: the subject's left half by the right one.
        back_ratio: what surrounds the face by the face.
    """

    face_luma: float
    left_right_ratio: float
    back_ratio: float


class LightGatherer:
    """Gathers one camera's readings. Used by one thread.

    Args:
        sittings: how many were counted before, on the same day.
    """

    def __init__(self, sittings: int = 0) -> None:
        self._sitting = sittings
        self._last: datetime | None = None
        self._minute: datetime | None = None
        self._readings: list[LightReading] = []

    def take(self, reading: LightReading, at: datetime) -> LightPoint | None:
        """Takes a reading; returns the minute that it ends, if it ends one.

        Args:
            reading: of a frame with a face.
            at: when, in local time with its offset.
        """
        minute = at.replace(second=0, microsecond=0)
        is_new = self._last is None or not timedelta() <= at - self._last < AWAY
        ended = self.flush() if is_new or minute != self._minute else None
        self._sitting += is_new
        self._last, self._minute = at, minute
        if len(self._readings) < MOST_READINGS:
            self._readings.append(reading)
        return ended

    def flush(self) -> LightPoint | None:
        """Returns the minute that is under way, if enough was seen in it, and begins another."""
        readings, self._readings = self._readings, []
        if self._minute is None or len(readings) < FEWEST_READINGS:
            return None
        return LightPoint(
            self._minute,
            self._sitting,
            median(one.face_luma for one in readings),
            median(one.left_right_ratio for one in readings),
            median(one.back_ratio for one in readings),
        )
