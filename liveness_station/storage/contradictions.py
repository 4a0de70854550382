"""Whether what lists are made of still says what the entries say.

Lists read tables that are derived from the entries, and the names beside them; the chain covers
the entries alone. So a verification holds the one against the other.
"""

import json
from collections.abc import Iterator
from typing import Final

from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.bodies import Kind, Mode
from liveness_station.storage.database import Database, Row
from liveness_station.storage.history_check import find_history_contradiction
from liveness_station.storage.private_check import find_false_name
from liveness_station.storage.reply_check import ReplyCheck

_PAGE: Final = 2_000
_ATTEMPTS_SQL: Final = """
SELECT s.seq, s.job, s.body, a.job, a.mode, a.submitted_seq, a.ended_seq, a.ended_utc, a.outcome,
    t.seq, t.utc, t.kind, t.body
FROM entry AS s
LEFT JOIN attempt AS a ON a.job = s.job
LEFT JOIN entry AS t ON t.job = s.job AND t.kind IN ('VERDICT', 'ABANDONED')
WHERE s.kind = 'SUBMITTED' AND s.seq > ? ORDER BY s.seq LIMIT ?
"""
_LATER_SQL: Final = "SELECT seq, kind, job, body FROM entry WHERE kind IN ('LATE', 'TRIED')"
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
    replies = ReplyCheck(database)
    later: dict[str, set[str]] = {Kind.LATE: set(), Kind.TRIED: set()}
    for seq, kind, job, body in database.query(_LATER_SQL):
        later[str(kind)].add(str(job))
        said = _parsed(body)
        missing = int(str(seq)) if said is None else replies.find_missing(int(str(seq)), said)
        if missing is not None:
            return missing
    for row in _attempts(database):
        submitted, ended = _parsed(row[2]), _parsed(row[12])
        if submitted is None or ended is None or not _agrees(row, later, submitted, ended):
            return int(str(row[0]))
        if row[11] == Kind.VERDICT:
            missing = replies.find_missing(int(str(row[9])), ended)
            if missing is not None:
                return missing
    for found in (replies.find_stranger(), find_false_name(database)):
        if found is not None:
            return found
    return find_history_contradiction(database)


def _parsed(body: object) -> dict[str, object] | None:
    """Returns a body's fields, none of them for an entry that is not there; None for no body."""
    if body is None:
        return {}
    try:
        said = json.loads(str(body))
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _attempts(database: Database) -> Iterator[Row]:
    last = 0
    while rows := database.query(_ATTEMPTS_SQL, (last, _PAGE)):
        yield from rows
        last = int(str(rows[-1][0]))


def _agrees(
    row: Row,
    later: dict[str, set[str]],
    submitted: dict[str, object],
    ended: dict[str, object],
) -> bool:
    seq, job, _, attempt, mode, submitted_seq, ended_seq, ended_utc, outcome, *end = row
    end_seq, end_utc, end_kind, _ = end
    if (attempt, submitted_seq, ended_seq, ended_utc) != (job, seq, end_seq, end_utc):
        return False
    was_tried, is_late = (str(job) in later[kind] for kind in (Kind.TRIED, Kind.LATE))
    try:
        fits = _mode_fits(str(mode), submitted, ended, was_tried=was_tried)
        return fits and outcome == _outcome(end_kind, ended, is_late=is_late)
    except (KeyError, TypeError):
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
