"""Whether the rows that attempts are searched by still say what the record says."""

import json
from typing import Final

from liveness_station.storage.database import Database, Row
from liveness_station.storage.history_rows import fold

_PAGE: Final = 2_000
_FIRST_VERSION: Final = 4
_OUTSIDERS_SQL: Final = """
SELECT h.seq FROM history AS h LEFT JOIN attempt AS a ON a.submitted_seq = h.seq
WHERE a.job IS NULL LIMIT 1
"""
_ROWS_SQL: Final = """
SELECT a.submitted_seq,
    h.utc IS s.utc AND h.mode IS a.mode AND h.outcome IS coalesce(a.outcome, ''),
    h.reason, t.body, h.subject, h.operator, h.source,
    (SELECT value FROM private WHERE job = a.job AND name = 'subject'),
    (SELECT value FROM private WHERE job = a.job AND name = 'operator'),
    (SELECT value FROM private WHERE job = a.job AND name = 'source')
FROM attempt AS a
LEFT JOIN history AS h ON h.seq = a.submitted_seq
LEFT JOIN entry AS s ON s.seq = a.submitted_seq
LEFT JOIN entry AS t ON t.seq = a.ended_seq
WHERE a.submitted_seq > ? ORDER BY a.submitted_seq LIMIT ?
"""


def find_history_contradiction(database: Database) -> int | None:
    """Returns the number of an attempt that would be found otherwise than it is, None for none.

    The attempts and the names are held against the entries elsewhere.

    Raises:
        RecordError: the database cannot be read.
    """
    if int(str(database.query("PRAGMA user_version")[0][0])) < _FIRST_VERSION:
        return None
    outsiders = database.query(_OUTSIDERS_SQL)
    if outsiders:
        return int(str(outsiders[0][0]))
    last = 0
    while rows := database.query(_ROWS_SQL, (last, _PAGE)):
        for row in rows:
            if not _agrees(row):
                return int(str(row[0]))
        last = int(str(rows[-1][0]))
    return None


def _agrees(row: Row) -> bool:
    _, is_same, reason, body, *names = row
    if is_same != 1 or reason != _reason(body):
        return False
    folded, kept = names[:3], names[3:]
    return all(
        found == (None if value is None else fold(str(value)))
        for found, value in zip(folded, kept, strict=True)
    )


def _reason(body: object) -> object:
    try:
        return "" if body is None else json.loads(str(body))["reason"]
    except (ValueError, KeyError, TypeError):
        return ""
