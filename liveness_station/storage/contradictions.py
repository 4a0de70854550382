"""Whether what lists are made of still says what the entries say.

Lists read tables that are derived from the entries, and the names beside them; the chain covers
the entries alone. So a verification holds the one against the other.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Final

from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.bodies import Kind, Mode
from liveness_station.storage.database import Database, Row
from liveness_station.storage.history_check import find_history_contradiction

_PAGE: Final = 2_000
_ATTEMPTS_SQL: Final = """
SELECT s.seq, s.job, s.body, a.job, a.mode, a.submitted_seq, a.ended_seq, a.ended_utc, a.outcome,
    t.seq, t.utc, t.kind, t.body
FROM entry AS s
LEFT JOIN attempt AS a ON a.job = s.job
LEFT JOIN entry AS t ON t.job = s.job AND t.kind IN ('VERDICT', 'ABANDONED')
WHERE s.kind = 'SUBMITTED' AND s.seq > ? ORDER BY s.seq LIMIT ?
"""
_PRIVATE_SQL: Final = """
SELECT p.job, p.name, p.salt, p.value, s.seq, s.body
FROM private AS p LEFT JOIN entry AS s ON s.job = p.job AND s.kind = 'SUBMITTED'
WHERE (p.job, p.name) > (?, ?) ORDER BY p.job, p.name LIMIT ?
"""
_OUTSIDERS_SQL: Final = """
SELECT a.submitted_seq FROM attempt AS a
LEFT JOIN entry AS s ON s.seq = a.submitted_seq AND s.job = a.job AND s.kind = 'SUBMITTED'
WHERE s.seq IS NULL LIMIT 1
"""


def find_contradiction(database: Database) -> int | None:
    """Returns the number of an entry that lists tell otherwise than it is, None for none.

    Raises:
        RecordError: the database cannot be read.
    """
    outsiders = database.query(_OUTSIDERS_SQL)
    if outsiders:
        return int(str(outsiders[0][0]))
    later = _jobs_with(database)
    for row in _attempts(database):
        if not _agrees(row, later):
            return int(str(row[0]))
    for _, name, salt, value, seq, body in _names(database):
        if seq is None or not _is_named(str(name), salt, str(value), str(body)):
            return int(str(seq or 0))
    return find_history_contradiction(database)


def _jobs_with(database: Database) -> dict[str, set[str]]:
    """Returns the few jobs that were tried again, and those that were answered too late."""
    sql = "SELECT DISTINCT kind, job FROM entry WHERE kind IN ('LATE', 'TRIED')"
    found: dict[str, set[str]] = {Kind.LATE: set(), Kind.TRIED: set()}
    for kind, job in database.query(sql):
        found[str(kind)].add(str(job))
    return found


def _attempts(database: Database) -> Iterator[Row]:
    last = 0
    while rows := database.query(_ATTEMPTS_SQL, (last, _PAGE)):
        yield from rows
        last = int(str(rows[-1][0]))


def _names(database: Database) -> Iterator[Row]:
    last: Row = ("", "")
    while rows := database.query(_PRIVATE_SQL, (*last, _PAGE)):
        yield from rows
        last = rows[-1][:2]


def _agrees(row: Row, later: dict[str, set[str]]) -> bool:
    seq, job, body, attempt, mode, submitted_seq, ended_seq, ended_utc, outcome, *end = row
    end_seq, end_utc, end_kind, end_body = end
    if (attempt, submitted_seq, ended_seq, ended_utc) != (job, seq, end_seq, end_utc):
        return False
    try:
        submitted = json.loads(str(body))
        ended = {} if end_body is None else json.loads(str(end_body))
        return _mode_fits(
            str(mode), submitted, ended, was_tried=str(job) in later[Kind.TRIED]
        ) and (outcome == _outcome(end_kind, ended, is_late=str(job) in later[Kind.LATE]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def _mode_fits(
    mode: str, submitted: dict[str, object], ended: dict[str, object], *, was_tried: bool
) -> bool:
    said = {submitted["mode"], ended.get("mode", submitted["mode"])}
    if Mode.SIMULATOR.value in said:
        return mode == Mode.SIMULATOR
    return mode == submitted["mode"] or (was_tried and mode == Mode.SIMULATOR)


def _outcome(kind: object, ended: dict[str, object], *, is_late: bool) -> object:
    if kind != Kind.VERDICT:
        return kind
    verdict = ended["verdict"]
    return Kind.LATE.value if is_late and verdict == Verdict.LIVE.value else verdict


def _is_named(name: str, salt: object, value: str, body: str) -> bool:
    """Tells whether a name is the one that the entry holds the digest of."""
    try:
        digest = json.loads(body)[name]
    except (ValueError, KeyError, TypeError):
        return False
    if not isinstance(salt, bytes):
        return False
    return bool(digest == hashlib.sha256(salt + value.encode()).hexdigest())
