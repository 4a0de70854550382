"""What the record knows of the wall clock: who vouched for it, and when it was set since."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from liveness_station.storage.appending import Appender
from liveness_station.storage.bodies import Kind, utc_text
from liveness_station.storage.stamps import UNKNOWN

_LOOKED_AT: Final = 50
"""So many of the newest verdicts are looked at for a server's date."""

# The index is used only where the kinds stand in the statement as they do in the index.
_MARKS_SQL: Final = """
SELECT e.kind, e.utc, e.body, b.utc, b.body
FROM entry AS e LEFT JOIN entry AS b ON b.seq = e.seq - 1
WHERE e.kind IN ('BOOT', 'CLOCK', 'HOLD', 'PURGE') AND e.kind IN ('BOOT', 'CLOCK') AND e.seq > ?
ORDER BY e.seq
"""
_DATES_SQL: Final = """
SELECT seq, utc, body FROM entry WHERE kind = 'VERDICT' ORDER BY seq DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class TimeMark:
    """One moment at which the wall clock may have been set.

    Attributes:
        utc: by the wall clock, afterwards.
        ahead: by how much it went ahead; negative for back.
        is_between_runs: True where the machine was started anew: nobody can tell how much of it
            simply passed.
    """

    utc: datetime
    ahead: timedelta
    is_between_runs: bool


@dataclass(frozen=True, slots=True)
class TimeEvidence:
    """What there is to judge the wall clock by.

    Attributes:
        offset: by how much it was ahead of whoever vouched for it last; zero where nobody has.
        marks: when it may have been set since, the oldest first.
        newest: the newest entry's time, None in an empty or unreadable record.
        unnoted: by how much it was set since the newest entry.
    """

    offset: timedelta
    marks: tuple[TimeMark, ...]
    newest: datetime | None
    unnoted: timedelta


def time_evidence(appender: Appender) -> TimeEvidence:
    """Returns what the record and this run know of the wall clock.

    Raises:
        RecordError: the database cannot be read.
    """
    with appender.database.transaction() as connection:
        vouched_seq, offset = max(
            _confirmed(connection), _server_date(connection), key=lambda found: found[0]
        )
        newest = connection.execute("SELECT utc FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
        unnoted_ms = appender.writer.unnoted_jump_ms(connection)
        return TimeEvidence(
            offset,
            tuple(_marks(connection, vouched_seq)),
            None if newest is None else _moment(newest[0]),
            timedelta(milliseconds=unnoted_ms),
        )


def confirm_clock(appender: Appender, now: datetime) -> int:
    """Records that a person has found the wall clock right; returns the entry's number.

    Raises:
        RecordError: it is not on disk.
    """
    with appender.transaction() as connection:
        body = {"confirmed_utc": utc_text(now)}
        return appender.writer.note(connection, Kind.CLOCK, body)


def _marks(connection: sqlite3.Connection, after: int) -> Iterator[TimeMark]:
    for kind, utc, body, utc_before, body_before in connection.execute(_MARKS_SQL, (after,)):
        made, before = _moment(utc), _moment(utc_before)
        if made is None:
            continue
        if kind == Kind.CLOCK:
            jump_ms = _fields(body).get("jump_ms")
            if isinstance(jump_ms, int):
                yield TimeMark(made, timedelta(milliseconds=jump_ms), is_between_runs=False)
        elif before is not None:
            lived = _lived(_fields(body), _fields(body_before))
            passed = max(timedelta(), made - before)
            is_known = lived is not None
            yield TimeMark(made, passed - (lived or timedelta()), is_between_runs=not is_known)


def _lived(fields: dict[str, object], before: dict[str, object]) -> timedelta | None:
    """Returns the time between two entries by the clock that nobody sets; None over a restart."""
    boot, now_ns, then_ns = (
        fields.get("boot"),
        fields.get("monotonic_ns"),
        before.get("monotonic_ns"),
    )
    is_one_boot = boot not in {None, UNKNOWN} and boot == before.get("boot")
    if not is_one_boot or not isinstance(now_ns, int) or not isinstance(then_ns, int):
        return None
    return timedelta(microseconds=(now_ns - then_ns) // 1000) if now_ns >= then_ns else None


def _confirmed(connection: sqlite3.Connection) -> tuple[int, timedelta]:
    """Returns the newest entry in which a person vouches for the clock."""
    sql = (
        "SELECT seq, body FROM entry WHERE kind IN ('BOOT', 'CLOCK', 'HOLD', 'PURGE')"
        " AND kind = 'CLOCK' ORDER BY seq DESC"
    )
    found = (seq for seq, body in connection.execute(sql) if "confirmed_utc" in _fields(body))
    return next(found, 0), timedelta()


def _server_date(connection: sqlite3.Connection) -> tuple[int, timedelta]:
    """Returns the newest entry with the date of a server elsewhere, and the clock's lead on it."""
    for seq, utc, body in connection.execute(_DATES_SQL, (_LOOKED_AT,)):
        made, date = _moment(utc), _date_in(_fields(body))
        if made is not None and date is not None:
            return int(seq), made - date
    return 0, timedelta()


def _date_in(body: dict[str, object]) -> datetime | None:
    """Returns a server's date; the station's own service has no other clock than ours."""
    frames = body.get("frames")
    if not body.get("left_to") or not isinstance(frames, list):
        return None
    for frame in reversed(frames):
        text = frame.get("server_date") if isinstance(frame, dict) else None
        if isinstance(text, str):
            try:
                date = parsedate_to_datetime(text)
            except ValueError:
                continue
            return date if date.tzinfo else date.replace(tzinfo=UTC)
    return None


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _fields(untrusted_body: object) -> dict[str, object]:
    try:
        found = json.loads(str(untrusted_body))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
