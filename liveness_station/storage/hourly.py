"""Counts of a record by the local hour of the day: when people are turned away, and why."""

from collections import Counter
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Final

from liveness_station.domain.hour_counts import HourCounts
from liveness_station.storage.bodies import Mode, utc_text
from liveness_station.storage.database import Database

# By the minute, since some time zones are a quarter of an hour off; `history_day` makes it quick.
_SQL: Final = """
SELECT substr(utc, 1, 16), outcome, reason, count(*) FROM history
WHERE substr(utc, 1, 10) >= ? AND utc >= ? AND mode = ? AND outcome != ''
GROUP BY 1, 2, 3
"""


def read_hours(
    path: Path, since: datetime, *, zone: tzinfo | None = None
) -> tuple[HourCounts, ...]:
    """Returns 24 hours of the day with how their checks ended, opening the record for that.

    Demonstrations, simulations and checks of the setting up are left out.

    Args:
        path: the record.
        since: the earliest beginning, with a time zone.
        zone: whose hours; None for this computer's.

    Raises:
        RecordError: it is missing, unreadable, or of an older version.
    """
    database = Database(path, is_read_only=True)
    try:
        text = utc_text(since)
        rows = database.query(_SQL, (text[:10], text, Mode.NORMAL.value))
    finally:
        database.close()
    ends: list[Counter[str]] = [Counter() for _ in range(24)]
    reasons: list[Counter[str]] = [Counter() for _ in range(24)]
    for minute, outcome, reason, count in rows:
        moment = datetime.fromisoformat(str(minute)).replace(tzinfo=UTC)
        hour = moment.astimezone(zone).hour
        ends[hour][str(outcome)] += int(str(count))
        if outcome in {"SPOOF", "RETRY"}:
            reasons[hour][str(reason)] += int(str(count))
    return tuple(_counts(hour, ends[hour], reasons[hour]) for hour in range(24))


def _counts(hour: int, ends: Counter[str], reasons: Counter[str]) -> HourCounts:
    passed, refused, retried = (ends[word] for word in ("LIVE", "SPOOF", "RETRY"))
    return HourCounts(
        hour,
        passed=passed,
        refused=refused,
        retried=retried,
        failed=ends.total() - passed - refused - retried,
        reasons=tuple(reasons.most_common()),
    )
