"""Erases names, keys and pictures, and has the chain say so in the same transaction.

Entries never go: they hold salted digests, which tell nothing once their salts are erased. Files
go after the commit, when their keys are gone already; what a killed program leaves of them is
swept at the next start.
"""

import sqlite3
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from liveness_station.storage.appending import Appender
from liveness_station.storage.door import Trouble, failure, record_door
from liveness_station.storage.erased import parsed
from liveness_station.storage.holds import holds_in_force
from liveness_station.storage.picture_files import PictureFiles
from liveness_station.storage.private_rows import is_named
from liveness_station.storage.purges import Found, Purge, found_under, note_purge

WINDOW_ENTRIES: Final = 2_000
"""So many entries are looked through at a time."""
BATCH_KEYS: Final = 20
"""So many attempts are erased in one transaction."""

_EXPIRED_NAMES_SQL: Final = """
SELECT a.job, a.submitted_seq AS seq FROM attempt AS a JOIN entry AS e ON e.seq = a.submitted_seq
WHERE a.submitted_seq > :after AND a.submitted_seq <= :last AND a.ended_seq IS NOT NULL
    AND e.utc < :before AND EXISTS (SELECT 1 FROM private WHERE job = a.job)
UNION ALL
SELECT '@' || e.seq, e.seq FROM entry AS e
WHERE e.seq > :after AND e.seq <= :last AND e.utc < :before
    AND EXISTS (SELECT 1 FROM private WHERE job = '@' || e.seq)
ORDER BY seq
"""
_EXPIRED_PICTURES_SQL: Final = """
SELECT DISTINCT p.job, p.seq FROM picture AS p JOIN entry AS e ON e.seq = p.seq
WHERE p.seq > :after AND p.seq <= :last AND e.utc < :before ORDER BY p.seq
"""
# The entry that holds the digest of the subject that lies under a key.
_SUBJECT_SQL: Final = """
SELECT e.body, p.salt, p.value FROM entry AS e
LEFT JOIN private AS p ON p.job = :key AND p.name = 'subject'
WHERE e.seq = coalesce((SELECT submitted_seq FROM attempt WHERE job = :key),
    CASE WHEN :key GLOB '@[0-9]*' THEN CAST(substr(:key, 2) AS INTEGER) END)
"""
# A time that lies ahead of the newest entry's is one of a clock that was wrong.
_YOUNG_SQL: Final = """
SELECT seq FROM entry WHERE seq > :after AND seq <= :last AND utc >= :before
    AND utc <= (SELECT utc FROM entry ORDER BY seq DESC LIMIT 1) ORDER BY seq LIMIT 1
"""
_TIME_SQL: Final = """
SELECT utc FROM entry WHERE seq >= ? AND utc >= ? ORDER BY seq LIMIT 1
"""
_EARLIEST_UTC: Final = "2025-01-01T00:00:00.000000Z"
"""There was no such program before: what seems older was made by a clock that stood wrong."""
_LATEST_UTC: Final = "9999"


class DataClass(StrEnum):
    """What is erased together. The values are stable codes of PURGE entries."""

    PICTURES = "pictures"
    PERSON = "person"


class Cause(StrEnum):
    """Why something is erased. The values are stable codes of PURGE entries."""

    RETENTION = "retention"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Page:
    """What one look at a stretch of the record came to.

    Attributes:
        after: where to go on; None at the end of the record.
        purge: what was erased, None for nothing.
        held: how many were left because of a hold.
    """

    after: int | None
    purge: Purge | None
    held: int


class Eraser:
    """Erases from one record. Used by the thread that opened it."""

    def __init__(self, appender: Appender) -> None:
        self._appender = appender

    def erase_expired(self, data_class: DataClass, *, before: str, after: int) -> Page:
        """Erases what is older than a moment in the next stretch of the record.

        Args:
            data_class: what of it.
            before: UTC as entries have it.
            after: the number of the last entry that was looked at; 0 to begin with.

        Raises:
            RecordError: HELD where a hold is on everybody; or the erasure is not on disk.
        """
        newest = self._newest()
        last = min(after + WINDOW_ENTRIES, newest)
        is_names = data_class is DataClass.PERSON
        sql = _EXPIRED_NAMES_SQL if is_names else _EXPIRED_PICTURES_SQL
        # No entry is older than one before it, whatever the clock said: it may have stood wrong.
        stretch = {"after": after, "last": last, "before": before}
        with self._appender.database.transaction() as connection:
            young = connection.execute(_YOUNG_SQL, stretch).fetchone()
        if young is not None:
            last = newest = int(young[0]) - 1
        found = self._find(sql, {"after": after, "last": last, "before": before})
        if len(found) > BATCH_KEYS:
            # An attempt's events may lie behind later attempts: go on at an entry, not at a key.
            last = found[BATCH_KEYS - 1][1]
            found = [pair for pair in found if pair[1] <= last]
        found = [pair for pair in found if self._time_of(pair[1]) < before]
        free = self._free(found)
        purge = None
        if free:
            purge = self.erase([key for key, _ in free], data_class, Cause.RETENTION, before=before)
        return Page(None if last >= newest else last, purge, len(found) - len(free))

    def keys_of(self, subject: str) -> tuple[tuple[str, ...], int]:
        """Returns what a subject's data lies under, and how many attempts are still under way.

        Raises:
            RecordError: the database cannot be read.
        """
        sql = (
            "SELECT p.job, a.job IS NOT NULL AND a.ended_seq IS NULL FROM private AS p"
            " LEFT JOIN attempt AS a ON a.job = p.job"
            " WHERE p.name = 'subject' AND p.value = ? ORDER BY a.submitted_seq, p.job"
        )
        rows = self._appender.query(sql, (subject,))
        keys = tuple(str(key) for key, is_pending in rows if not is_pending)
        return keys, len(rows) - len(keys)

    def is_held(self, subject: str) -> bool:
        """Tells whether a hold is on a subject, or on everybody.

        Raises:
            RecordError: the database cannot be read.
        """
        with self._appender.database.transaction() as connection:
            return any(hold.subject in {None, subject} for hold in holds_in_force(connection))

    def erase(
        self,
        keys: Sequence[str],
        data_class: DataClass,
        cause: Cause,
        *,
        before: str | None = None,
        request_mark: str = "",
    ) -> Purge:
        """Erases what lies under keys, in one transaction with the entry that says so.

        Names never go without the pictures: those would show who it was.

        Args:
            keys: jobs, and `@` with the number of an entry that has none.
            data_class: what of them.
            cause: why.
            before: with retention, the moment before which everything is due.
            request_mark: by which `purges_of` finds this again; "" for none.

        Raises:
            RecordError: HELD where a hold is on one of them; or it is not on disk. Whether files
                went is no part of it: their keys are gone, and the next start sweeps them.
        """
        with self._appender.transaction() as connection:
            if _held_among(connection, keys):
                raise failure(Trouble.HELD)
            is_person = data_class is DataClass.PERSON
            found = found_under(connection, keys, has_names=is_person)
            files = _delete(connection, found, has_names=is_person)
            body = found.body() | {
                "class": data_class.value,
                "cause": cause.value,
                "before": before,
            }
            sequence = note_purge(connection, self._appender.writer, body, request_mark)
            station = self._appender.links.station(connection)
            made = connection.execute("SELECT hash FROM link WHERE seq = ?", (sequence,)).fetchone()
        purge = Purge(sequence, bytes(made[0]).hex(), found.keys, found.names, len(files))
        with record_door():
            PictureFiles(self._appender.path, station).remove(files)
        return purge

    def _newest(self) -> int:
        return int(str(self._appender.query("SELECT coalesce(max(seq), 0) FROM entry")[0][0]))

    def _time_of(self, seq: int) -> str:
        """Returns an entry's time; the next believable one where its own cannot be true."""
        rows = self._appender.query(_TIME_SQL, (seq, _EARLIEST_UTC))
        return str(rows[0][0]) if rows else _LATEST_UTC

    def _find(self, sql: str, parameters: dict[str, object]) -> list[tuple[str, int]]:
        with self._appender.database.transaction() as connection:
            found = connection.execute(sql, parameters).fetchall()
        return [(str(key), int(seq)) for key, seq in found]

    def _free(self, found: list[tuple[str, int]]) -> list[tuple[str, int]]:
        if not found:
            return found
        with self._appender.database.transaction() as connection:
            held = _held_among(connection, [key for key, _ in found])
        return [pair for pair in found if pair[0] not in held]


def _held_among(connection: sqlite3.Connection, keys: Sequence[str]) -> set[str]:
    held_subjects = {hold.subject for hold in holds_in_force(connection)}
    if not held_subjects:
        return set()
    if None in held_subjects:
        return set(keys)
    return {key for key in keys if not _is_free(connection, key, held_subjects)}


def _is_free(connection: sqlite3.Connection, key: str, held: Set[str | None]) -> bool:
    """Tells whether what lies under a key is surely of nobody under a hold.

    A name that is not the one of its entry, or is gone while others are there, may be of anybody.
    """
    row = connection.execute(_SUBJECT_SQL, {"key": key}).fetchone()
    body = None if row is None else parsed(row[0])
    if body is None:
        return False
    digest = body.get("subject")
    return digest is None or (is_named(row[1], row[2], digest) and row[2] not in held)


def _delete(connection: sqlite3.Connection, found: Found, *, has_names: bool) -> list[str]:
    """Returns the names of the pictures' files."""
    files = []
    for key in found.keys:
        rows = connection.execute("SELECT file FROM picture WHERE job = ?", (key,)).fetchall()
        files += [str(row[0]) for row in rows]
        connection.execute("DELETE FROM picture WHERE job = ?", (key,))
        if has_names:
            connection.execute("DELETE FROM private WHERE job = ?", (key,))
    return files
