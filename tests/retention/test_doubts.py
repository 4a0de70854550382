"""Whether the clock is to be believed: no year that was never lived erases anything."""

from datetime import UTC, datetime, timedelta

import pytest

from liveness_station.retention.doubts import Doubt, clock_doubt
from liveness_station.storage.times import TimeEvidence, TimeMark

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NONE = timedelta()


def evidence(
    *marks: TimeMark,
    offset: timedelta = NONE,
    unnoted: timedelta = NONE,
    newest: datetime | None = NOW,
) -> TimeEvidence:
    return TimeEvidence(offset, marks, newest, unnoted)


def gap(length: timedelta, *, ago: timedelta = NONE) -> TimeMark:
    return TimeMark(NOW - ago, length, is_between_runs=True)


def jump(length: timedelta, *, ago: timedelta = NONE) -> TimeMark:
    return TimeMark(NOW - ago, length, is_between_runs=False)


@pytest.mark.parametrize(
    "found",
    [
        evidence(),
        evidence(newest=None),
        evidence(gap(47 * HOUR), gap(47 * HOUR), gap(47 * HOUR)),
        evidence(gap(15 * DAY, ago=25 * HOUR)),
        evidence(jump(365 * DAY, ago=2 * HOUR), jump(-365 * DAY, ago=HOUR)),
        evidence(offset=-HOUR),
        evidence(unnoted=HOUR),
        evidence(newest=NOW + timedelta(minutes=5)),
    ],
)
def test_an_ordinary_clock_is_believed(found: TimeEvidence) -> None:
    assert clock_doubt(found, NOW) is None


@pytest.mark.parametrize(
    "found",
    [
        evidence(gap(49 * HOUR)),
        evidence(gap(15 * DAY, ago=23 * HOUR)),
        evidence(gap(365 * DAY)),
        evidence(gap(365 * DAY, ago=100 * DAY)),
        evidence(jump(365 * DAY, ago=100 * DAY)),
        evidence(jump(49 * HOUR, ago=100 * DAY)),
        evidence(unnoted=365 * DAY),
        evidence(offset=365 * DAY),
        evidence(jump(30 * HOUR), unnoted=30 * HOUR),
    ],
)
def test_K3_a_clock_that_is_ahead_of_what_is_known_erases_nothing(found: TimeEvidence) -> None:
    assert clock_doubt(found, NOW) is Doubt.CLOCK_AHEAD


@pytest.mark.parametrize(
    "found",
    [
        evidence(newest=NOW + HOUR),
        evidence(jump(-365 * DAY)),
        evidence(offset=-3 * DAY),
    ],
)
def test_K3_a_clock_that_is_behind_erases_nothing(found: TimeEvidence) -> None:
    assert clock_doubt(found, NOW) is Doubt.CLOCK_BEHIND
