"""How often a subject was checked of late, found among a million attempts by two indexes.

Ages go by the clock that nobody can set where the entry is of this run, and by the wall clock where
it is of an earlier one. A wall clock that was set back makes an attempt young, never older.
"""

import json
from datetime import UTC, datetime
from typing import Final

from liveness_station.domain.recent_attempts import RecentAttempts, is_judged
from liveness_station.storage.database import Row
from liveness_station.storage.history_rows import fold
from liveness_station.storage.moments import Moment
from liveness_station.storage.reading import Queried

MOST_LOOKED_AT: Final = 200
"""So many attempts of one subject, and so many allowances, are looked at: the newest."""

# Who differs only in how it is written counts as the same, or the limit would be none; but what
# follows what is told letter for letter.
ATTEMPTS_SQL: Final = """
SELECT a.job, t.utc, t.body, h.outcome, s.utc, s.body, p.value = ? FROM (
    SELECT seq, mode, outcome FROM history INDEXED BY history_subject
    WHERE subject = ? ORDER BY seq DESC LIMIT ?
) AS h
JOIN attempt AS a ON a.submitted_seq = h.seq
JOIN entry AS s ON s.seq = h.seq
LEFT JOIN entry AS t ON t.seq = a.ended_seq
LEFT JOIN private AS p ON p.job = a.job AND p.name = 'subject'
WHERE h.mode = 'NORMAL' ORDER BY h.seq DESC
"""
# The index is used only where the kinds stand in the statement as they do in the index.
ALLOWANCES_SQL: Final = """
SELECT e.utc, e.body FROM (
    SELECT seq, utc, body FROM entry
    WHERE kind IN ('OVERRIDE', 'NOTE', 'OTHER', 'ALLOW', 'SHIFT', 'PEOPLE', 'SETTING', 'SHADOW')
        AND kind = 'ALLOW'
    ORDER BY seq DESC LIMIT ?
) AS e
JOIN private AS p ON p.job = '@' || e.seq AND p.name = 'subject' AND p.value = ?
WHERE coalesce(json_extract(e.body, '$.mode'), 'NORMAL') = 'NORMAL'
ORDER BY e.seq DESC
"""


def read_recent(database: Queried, subject: str, *, within_s: float, now: Moment) -> RecentAttempts:
    """Returns what the record holds of a subject since `within_s` seconds ago.

    What does not count for statistics does not count here either.

    Args:
        database: the record.
        subject: the reference, however it is written.
        within_s: how far back.
        now: this moment, and this run.

    Raises:
        RecordError: the database cannot be read.
    """
    rows = database.query(ATTEMPTS_SQL, (subject, fold(subject), MOST_LOOKED_AT))
    ages_s: list[float] = []
    last_job = ""
    for job, ended_utc, ended, outcome, begun_utc, begun, is_same in rows:
        is_over = ended is not None
        age_s = _age_s(ended_utc if is_over else begun_utc, ended if is_over else begun, now)
        if age_s >= within_s:
            continue
        if is_same and not last_job:
            last_job = str(job)
        if is_judged(str(outcome), _reason(ended)):
            ages_s.append(age_s)
    allowances = database.query(ALLOWANCES_SQL, (MOST_LOOKED_AT, subject))
    allowed = sum(_attempts(row) for row in allowances if _age_s(row[0], row[1], now) < within_s)
    return RecentAttempts(tuple(sorted(ages_s)), last_job, allowed)


def _age_s(utc: object, untrusted_body: object, now: Moment) -> float:
    """Returns how old an entry is in seconds; 0 for one that cannot be read, which counts."""
    try:
        body = json.loads(str(untrusted_body))
        if body["run"] == now.run_id:
            return max(0.0, (now.monotonic_ns - int(body["monotonic_ns"])) / 1e9)
        made = datetime.fromisoformat(str(utc))
        made = made if made.tzinfo else made.replace(tzinfo=UTC)
        return max(0.0, (now.utc - made).total_seconds())
    except (ValueError, KeyError, TypeError):
        return 0.0


def _reason(untrusted_body: object) -> str:
    """Returns why an attempt ended as it did; "" where that cannot be read."""
    try:
        return str(json.loads(str(untrusted_body))["reason"])
    except (ValueError, KeyError, TypeError):
        return ""


def _attempts(row: Row) -> int:
    """Returns how many attempts an ALLOW entry allows; none where that cannot be read."""
    try:
        return max(0, int(json.loads(str(row[1]))["attempts"]))
    except (ValueError, KeyError, TypeError):
        return 0
