"""Whether what lists are made of still says what the entries say.

Lists read tables that are derived from the entries, and the names and pictures beside them; the
chain covers the entries alone. So a verification holds the one against the other: attempt by
attempt in the order of the entries, and each body is read once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from liveness_station.ledger.reports import Fault
from liveness_station.storage.attempt_check import Attempt, attempt_agrees, history_agrees
from liveness_station.storage.bodies import Kind
from liveness_station.storage.database import Database, Row
from liveness_station.storage.erased import parsed, read_erased
from liveness_station.storage.picture_check import PictureCheck
from liveness_station.storage.picture_files import PictureFiles
from liveness_station.storage.private_check import NameCheck
from liveness_station.storage.reply_check import ReplyCheck
from liveness_station.storage.tables import has_table, is_of_its_version

_PAGE: Final = 1_000
# What is compared word by word is compared where it lies, which is quicker by half.
_ATTEMPTS_SQL: Final = """
SELECT s.seq, s.job, s.body, t.seq, t.kind, t.body, a.mode, a.outcome,
    a.job IS s.job AND a.ended_seq IS t.seq AND a.ended_utc IS t.utc
    AND (t.seq IS NULL OR (t.job IS s.job AND t.kind IN ('VERDICT', 'ABANDONED')))
    {columns}
FROM entry AS s
LEFT JOIN attempt AS a ON a.submitted_seq = s.seq
LEFT JOIN entry AS t ON t.seq = a.ended_seq
{join}
WHERE s.kind = 'SUBMITTED' AND s.seq > ? ORDER BY s.seq LIMIT ?
"""
_HISTORY: Final = """
    AND h.utc IS s.utc AND h.mode IS a.mode AND h.outcome IS coalesce(a.outcome, ''),
    h.reason, h.subject, h.operator, h.source
"""
_HISTORY_JOIN: Final = "LEFT JOIN history AS h ON h.seq = s.seq"
# What is neither an attempt's beginning nor its end, and has something beside it.
_BESIDE_SQL: Final = """
SELECT seq, kind, job, body FROM entry
WHERE kind IN ('TRIED', 'LATE', 'CONSENT', 'CAMERA', 'OVERRIDE', 'EXPORT', 'PURGE', 'HOLD',
    'PICTURE', 'NOTE', 'OTHER', 'ALLOW', 'SHIFT', 'PEOPLE', 'SETTING') AND seq > ?
ORDER BY seq LIMIT ?
"""
# Rows that no attempt of the entries has; looked for only where there are more than attempts.
_OUTSIDERS_SQL: Final = """
SELECT a.submitted_seq FROM attempt AS a
LEFT JOIN entry AS s ON s.seq = a.submitted_seq AND s.job = a.job AND s.kind = 'SUBMITTED'
WHERE s.seq IS NULL LIMIT 1
"""
_ENDS_SQL: Final = """
SELECT t.seq FROM entry AS t LEFT JOIN attempt AS a ON a.job = t.job AND a.ended_seq = t.seq
WHERE t.kind IN ('VERDICT', 'ABANDONED') AND a.job IS NULL LIMIT 1
"""
_HISTORY_OUTSIDERS_SQL: Final = """
SELECT h.seq FROM history AS h LEFT JOIN attempt AS a ON a.submitted_seq = h.seq
WHERE a.job IS NULL LIMIT 1
"""
_ENDS: Final = "entry WHERE kind IN ('VERDICT', 'ABANDONED')"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is wrong beside an entry.

    Attributes:
        fault: what.
        seq: the number of the entry; 0 for what belongs to none.
    """

    fault: Fault
    seq: int


def find_contradiction(
    database: Database, files: PictureFiles | None = None
) -> Contradiction | None:
    """Returns what lists, names or pictures tell otherwise than the entries, None for nothing.

    Args:
        database: the record.
        files: where the pictures lie, to have each of them read; None for their rows alone.

    Raises:
        RecordError: the database or a picture cannot be read.
    """
    return _Check(database, files).run()


class _Check:
    """One look through a record."""

    def __init__(self, database: Database, files: PictureFiles | None) -> None:
        self._database = database
        self._has_history = has_table(database, "history")
        erased = read_erased(database)
        self._replies = ReplyCheck(database)
        self._names = NameCheck(database, erased)
        self._pictures = PictureCheck(database, erased, files)
        self._later: dict[str, set[str]] = {Kind.LATE: set(), Kind.TRIED: set()}
        self._begun = self._ended = 0

    def run(self) -> Contradiction | None:
        if not is_of_its_version(self._database):
            # Or else the number in the file's header would choose what is looked at.
            return Contradiction(Fault.DERIVED, 0)
        found = next(chain(self._beside(), self._attempts()), None)
        return found or next(self._strangers(), None)

    def _beside(self) -> Iterator[Contradiction]:
        """Holds what stands beside attempts, and remembers which were tried again, or late."""
        for rows in _pages(self._database, _BESIDE_SQL):
            self._names.look_beside(int(str(rows[0][0])), int(str(rows[-1][0])))
            for row in rows:
                seq, kind, job, text = int(str(row[0])), str(row[1]), row[2], row[3]
                body = parsed(text)
                if body is None:
                    yield Contradiction(Fault.DERIVED, seq)
                elif kind in self._later:
                    self._later[kind].add(str(job))
                    yield from _derived(self._replies.find_missing(seq, body))
                elif kind == Kind.PICTURE:
                    yield from _faulty(self._pictures.fault_of(seq, job, body), seq)
                else:
                    yield from _faulty(self._names.fault_of(seq, job, body), seq)

    def _attempts(self) -> Iterator[Contradiction]:
        has = self._has_history
        sql = _ATTEMPTS_SQL.format(
            columns=_HISTORY if has else "", join=_HISTORY_JOIN if has else ""
        )
        for rows in _pages(self._database, sql):
            self._names.look_at_attempts(int(str(rows[0][0])), int(str(rows[-1][0])))
            for row in rows:
                yield from self._attempt(row)

    def _attempt(self, row: Row) -> Iterator[Contradiction]:
        seq, job, began_text, end_seq, end_kind, ended_text, mode, outcome, is_same, *found = row
        began, ended = parsed(began_text), {} if ended_text is None else parsed(ended_text)
        number = int(str(seq))
        if began is None or ended is None or is_same != 1:
            yield Contradiction(Fault.DERIVED, number)
            return
        self._begun += 1
        attempt = Attempt(str(job), mode, outcome, end_kind, began, ended)
        if not attempt_agrees(attempt, self._later):
            yield Contradiction(Fault.DERIVED, number)
        if found and not history_agrees(ended, found, self._names.names_of(number)):
            yield Contradiction(Fault.DERIVED, number)
        yield from _faulty(self._names.fault_of(number, job, began), number)
        if end_seq is not None:
            self._ended += 1
            if end_kind == Kind.VERDICT:
                yield from _derived(self._replies.find_missing(int(str(end_seq)), ended))

    def _strangers(self) -> Iterator[Contradiction]:
        yield from self._outsiders("attempt", self._begun, _OUTSIDERS_SQL)
        yield from self._outsiders(_ENDS, self._ended, _ENDS_SQL)
        if self._has_history:
            yield from self._outsiders("history", self._begun, _HISTORY_OUTSIDERS_SQL)
        yield from _derived(self._replies.find_stranger())
        yield from _derived(self._names.find_stranger())
        yield from _derived(self._pictures.find_stranger())

    def _outsiders(self, table: str, seen: int, sql: str) -> Iterator[Contradiction]:
        """As many as were seen, each of which is there: there is room for no other."""
        (count,) = self._database.query(f"SELECT count(*) FROM {table}")[0]  # noqa: S608 - own names
        if count != seen:
            rows = self._database.query(sql)
            yield Contradiction(Fault.DERIVED, int(str(rows[0][0])) if rows else 0)


def _derived(seq: int | None) -> Iterator[Contradiction]:
    if seq is not None:
        yield Contradiction(Fault.DERIVED, seq)


def _faulty(fault: Fault | None, seq: int) -> Iterator[Contradiction]:
    if fault is not None:
        yield Contradiction(fault, seq)


def _pages(database: Database, sql: str) -> Iterator[list[Row]]:
    last = 0
    while rows := database.query(sql, (last, _PAGE)):
        yield rows
        last = int(str(rows[-1][0]))
