"""What happened at the desk within a time: checks and what was said beside them, for figures.

Every query is bounded by the days of the range, which an index finds, and reads what it needs of
the bodies inside the database, so that a long range does not keep the window's thread waiting.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from liveness_station.domain.desk_events import ShiftStep
from liveness_station.storage.bodies import Kind, utc_text
from liveness_station.storage.database import Database, Row
from liveness_station.storage.door import Trouble, failure
from liveness_station.storage.ledger_marks import read_mark
from liveness_station.storage.shift_facts import CheckFact, DeskFact, HandOver, ShiftFacts

MOST_DAYS: Final = 92
"""A longer range is no shift's, and would be read for longer than anybody waits."""


_VISIT: Final = (
    "CASE WHEN coalesce(json_extract({0}, '$.generation'), 0) = 0 THEN coalesce({1}, '')"
    " ELSE json_extract({0}, '$.run') || ':' || json_extract({0}, '$.generation') END"
)
_FRAMES: Final = "json_each(t.body, '$.frames')"
_OVERRIDDEN: Final = (
    "EXISTS (SELECT 1 FROM entry AS o WHERE o.job = s.job AND o.job IS NOT NULL"
    " AND o.kind NOT IN ('SUBMITTED', 'VERDICT', 'ABANDONED') AND o.kind = 'OVERRIDE')"
)

CHECKS_SQL: Final = f"""
SELECT s.job, s.seq, {_VISIT.format("s.body", "s.job")}, h.subject, s.utc, a.ended_utc,
    h.outcome, h.reason, json_extract(t.body, '$.elapsed_ms'),
    (SELECT count(*) FROM {_FRAMES}),
    (SELECT count(*) FROM {_FRAMES} WHERE json_extract(value, '$.answered')),
    json_extract(t.body, '$.frames') IS NULL, json_extract(t.body, '$.http_status') IS NOT NULL,
    json_extract(s.body, '$.endpoint') != 'local', {_OVERRIDDEN}
FROM history AS h INDEXED BY history_day
JOIN entry AS s ON s.seq = h.seq
JOIN attempt AS a ON a.submitted_seq = h.seq
LEFT JOIN entry AS t ON t.seq = a.ended_seq
WHERE substr(h.utc, 1, 10) = ? AND h.utc >= ? AND h.utc < ? AND h.mode = 'NORMAL'
ORDER BY h.seq
"""  # noqa: S608 - made of own words
"""The checks of one day; the day, the earliest and the first too late moment."""

# An index is used only where the kinds stand in the statement as they do in the index.
_ASKED: Final = (
    "e.kind IN ('BOOT', 'CONSENT', 'POLICY', 'CAMERA', 'EXPORT', 'PURGE', 'HOLD', 'EPOCH')"
)
_SAID: Final = (
    "e.kind IN ('OVERRIDE', 'NOTE', 'OTHER', 'ALLOW', 'SHIFT', 'PEOPLE', 'SETTING', 'SHADOW')"
)

DESK_SQL: Final = f"""
SELECT e.kind, e.utc, {_VISIT.format("e.body", "NULL")}, coalesce(e.job, ''),
    coalesce(json_extract(e.body, '$.answer'), json_extract(e.body, '$.verdict'), ''),
    coalesce(json_extract(e.body, '$.reason'), ''),
    coalesce(json_extract(e.body, '$.decision'), ''),
    coalesce(json_extract(e.body, '$.left_to'), ''), coalesce(json_extract(e.body, '$.agrees'), 1)
FROM entry AS e LEFT JOIN attempt AS a ON a.job = e.job
WHERE {{kinds}} AND e.kind = ? AND e.seq >= ? AND e.seq < ? AND e.utc >= ? AND e.utc < ?
    AND (e.job IS NULL OR a.mode = 'NORMAL')
    AND coalesce(json_extract(e.body, '$.mode'), 'NORMAL') = 'NORMAL'
ORDER BY e.seq
"""  # noqa: S608 - made of own words
"""What was said of one kind beside the checks, within a stretch of entries."""

DESK_KINDS: Final = {
    Kind.CONSENT: DESK_SQL.format(kinds=_ASKED),
    Kind.OVERRIDE: DESK_SQL.format(kinds=_SAID),
    Kind.OTHER: DESK_SQL.format(kinds=_SAID),
    Kind.SHADOW: DESK_SQL.format(kinds=_SAID),
}

_SHIFT: Final = f"FROM entry AS e WHERE {_SAID} AND e.kind = 'SHIFT'"
SHIFT_SQL: Final = f"""
SELECT e.utc, json_extract(e.body, '$.step') {_SHIFT}
    AND json_extract(e.body, '$.step') IN ('began', 'ended') ORDER BY e.seq DESC LIMIT 1
"""
NOTE_SQL: Final = f"""
SELECT e.utc, (SELECT value FROM private WHERE job = '@' || e.seq AND name = 'operator'),
    (SELECT value FROM private WHERE job = '@' || e.seq AND name = 'note') {_SHIFT}
    AND json_extract(e.body, '$.step') = 'ended' ORDER BY e.seq DESC LIMIT 1
"""  # noqa: S608 - likewise

ANY_SQL: Final = """
SELECT 1 FROM history INDEXED BY history_day
WHERE substr(utc, 1, 10) = ? AND utc >= ? AND utc < ? AND mode = 'NORMAL' LIMIT 1
"""
OTHER_SQL: Final = """
SELECT utc, (SELECT value FROM private WHERE job = '@' || entry.seq AND name = 'subject')
FROM entry WHERE seq = ? AND kind = 'OTHER'
"""

_DAY: Final = "substr(utc, 1, 10)"
BOUNDS_SQL: Final = f"""
SELECT
    (SELECT max(seq) FROM history WHERE {_DAY} = (SELECT max({_DAY}) FROM history
        WHERE {_DAY} < ?)),
    (SELECT min(seq) FROM history WHERE {_DAY} = (SELECT min({_DAY}) FROM history
        WHERE {_DAY} > ?)),
    (SELECT max(seq) FROM entry)
"""  # noqa: S608 - made of own words
"""The last check before the first day and the first one after the last day."""

OWN_SQL: Final = f"""
SELECT (SELECT max(seq) FROM history WHERE seq < own.low), own.low,
    (SELECT min(seq) FROM history WHERE seq > own.high)
FROM (SELECT min(seq) AS low, max(seq) AS high FROM history WHERE {_DAY} = ?) AS own
"""  # noqa: S608 - made of own words
"""The check before the first one of a day, that one, and the check after its last one."""


def read_facts(database: Database, begun_from: datetime, begun_before: datetime) -> ShiftFacts:
    """Reads what happened from one moment up to another, both with a time zone.

    Raises:
        ValueError: the range is empty, or longer than 92 days.
        RecordError: the record cannot be read.
    """
    if not timedelta() < begun_before - begun_from <= timedelta(days=MOST_DAYS):
        raise ValueError("range")
    first, end = utc_text(begun_from), utc_text(begun_before)
    days = tuple(_days(begun_from, begun_before))
    checks: list[CheckFact] = []
    for day in days:
        checks += map(_check, database.query(CHECKS_SQL, (day, first, end)))
    low, high = _stretch(database, days)
    desk: list[DeskFact] = []
    for kind, sql in DESK_KINDS.items():
        desk += map(_desk, database.query(sql, (kind.value, low, high, first, end)))
    return ShiftFacts(begun_from, begun_before, tuple(checks), tuple(desk), read_mark(database))


def shift_began(database: Database) -> datetime | None:
    """Returns when the shift that is on began; None where none is.

    Raises:
        RecordError: the record cannot be read.
    """
    for utc, step in database.query(SHIFT_SQL):
        return datetime.fromisoformat(str(utc)) if step == ShiftStep.BEGAN.value else None
    return None


def last_hand_over(database: Database) -> HandOver | None:
    """Returns what was handed over when the last shift ended; None before the first end.

    Raises:
        RecordError: the record cannot be read.
    """
    for utc, operator, note in database.query(NOTE_SQL):
        return HandOver(datetime.fromisoformat(str(utc)), str(operator or ""), str(note or ""))
    return None


def has_checks(database: Database, begun_from: datetime, begun_before: datetime) -> bool:
    """Tells whether a check that counts was begun within a time of a few days.

    Raises:
        RecordError: the record cannot be read.
    """
    first, end = utc_text(begun_from), utc_text(begun_before)
    days = _days(begun_from, begun_before)
    return any(database.query(ANY_SQL, (day, first, end)) for day in days)


def other_way(database: Database, sequence: int) -> tuple[datetime, str | None] | None:
    """Returns when a subject went another way, and their reference; None where there is none.

    Raises:
        RecordError: the record cannot be read.
    """
    for utc, subject in database.query(OTHER_SQL, (sequence,)):
        return datetime.fromisoformat(str(utc)), None if subject is None else str(subject)
    return None


def open_facts(path: Path) -> Database:
    """Opens a record for reading only, also beside a running station.

    Raises:
        RecordError: it is missing, unreadable, not of this program, or of an older version.
    """
    database = Database(path, is_read_only=True)
    if not database.query("SELECT 1 FROM sqlite_schema WHERE name = 'history'"):
        database.close()
        raise failure(Trouble.OLDER_VERSION)
    return database


def _stretch(database: Database, days: tuple[str, ...]) -> tuple[int, int]:
    """Returns between which entries all lies that was said on these days.

    A clock that was set back puts an early day behind a late one; what a day has of its own is
    within the stretch all the same.
    """
    before, after, last = database.query(BOUNDS_SQL, (days[0], days[-1]))[0]
    end = int(str(last or 0)) + 1
    low, high = int(str(before or 0)), end if after is None else int(str(after))
    for day in days:
        before, own, after = database.query(OWN_SQL, (day,))[0]
        if own is not None:
            low = min(low, int(str(before or 0)))
            high = max(high, end if after is None else int(str(after)))
    return low, high


def _days(begun_from: datetime, begun_before: datetime) -> Iterator[str]:
    day: date = begun_from.astimezone(UTC).date()
    last = (begun_before - timedelta(microseconds=1)).astimezone(UTC).date()
    while day <= last:
        yield day.isoformat()
        day += timedelta(days=1)


def _check(row: Row) -> CheckFact:
    job, seq, visit, subject, begun, ended, outcome, reason, elapsed, *rest = row
    frames, answered, is_old, has_status, is_cloud, is_decided = rest
    # The first entries did not list their pictures: whoever was answered had sent one.
    calls = int(bool(has_status)) if is_old else int(str(frames))
    return CheckFact(
        job_id=str(job),
        sequence=int(str(seq)),
        visit=str(visit),
        subject=None if subject is None else str(subject),
        begun=datetime.fromisoformat(str(begun)),
        ended=None if ended is None else datetime.fromisoformat(str(ended)),
        outcome=str(outcome),
        reason=str(reason),
        elapsed_ms=None if elapsed is None else float(str(elapsed)),
        calls=calls,
        is_answered=bool(has_status if is_old else answered),
        is_cloud=bool(is_cloud),
        is_decided=bool(is_decided),
    )


def _desk(row: Row) -> DeskFact:
    kind, at, visit, job, answer, reason, decision, left_to, agrees = row
    return DeskFact(
        str(kind),
        datetime.fromisoformat(str(at)),
        str(visit),
        str(job),
        str(answer),
        str(reason),
        str(decision),
        str(left_to),
        bool(agrees),
    )
