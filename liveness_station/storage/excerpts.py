"""Parts of the ledger as an evidence bundle takes them along: for reading only."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liveness_station.domain.errors import RecordError
from liveness_station.ledger.chain import Entry, entry_hash, genesis
from liveness_station.ledger.checkpoints import Note, parse_note
from liveness_station.storage.database import Database, Row
from liveness_station.storage.door import Trouble, failure
from liveness_station.storage.private_rows import entry_named_by

_ENTRIES_SQL: Final = """
SELECT e.seq, e.kind, e.job, e.utc, e.body, l.epoch, l.hash,
    (SELECT before.hash FROM link AS before WHERE before.seq = e.seq - 1)
FROM entry AS e JOIN link AS l ON l.seq = e.seq
"""
_NOTES_SQL: Final = """
SELECT body FROM entry WHERE kind IN ('CHECKPOINT', 'KEY') AND kind = 'CHECKPOINT' AND seq > ?
ORDER BY seq DESC
"""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One entry and what its hash is made with.

    Attributes:
        entry: the entry.
        prev: the hash of the one before it, or the beginning of the chain.
        hash: its own.
    """

    entry: Entry
    prev: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class OpenedValue:
    """A private value, and the entry whose field holds its digest."""

    seq: int
    field: str
    salt: bytes
    value: str


class ExcerptReader:
    """Reads parts of a ledger. Used by one thread, the one that opened it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        rows = database.query("SELECT id FROM station")
        if len(rows) != 1 or not isinstance(rows[0][0], bytes):
            raise failure(Trouble.CORRUPT)
        self.station: bytes = rows[0][0]

    def of_job(self, job_id: str) -> Iterator[Excerpt]:
        """Yields all entries of a job in their order.

        Raises:
            RecordError: they cannot be read, or do not fit the chain.
        """
        return self._excerpts("WHERE e.job = ? ORDER BY e.seq", (job_id,))

    def between(self, first: int, last: int) -> Iterator[Excerpt]:
        """Yields the entries of a range, both ends included.

        Raises:
            RecordError: they cannot be read, or do not fit the chain.
        """
        return self._excerpts("WHERE e.seq BETWEEN ? AND ? ORDER BY e.seq", (first, last))

    def range_of(self, from_utc: str, to_utc: str) -> tuple[int, int] | None:
        """Returns the first and last entry of a time, None where there is none.

        All between them belong to it, whatever a clock that was set says. The entry that holds the
        newest checkpoint is not among them: nothing vouches for it yet.

        Raises:
            RecordError: the database cannot be read.
        """
        sql = (
            "SELECT min(seq), max(seq) FROM entry WHERE utc >= ? AND utc < ? AND seq <"
            " (SELECT max(seq) FROM entry WHERE kind IN ('CHECKPOINT', 'KEY')"
            " AND kind = 'CHECKPOINT')"
        )
        first, last = self._database.query(sql, (from_utc, to_utc))[0]
        return (first, last) if isinstance(first, int) and isinstance(last, int) else None

    def note_over(self, last: int) -> Note | None:
        """Returns the newest signed checkpoint over an entry, or where none is signed, the newest.

        None where no checkpoint is over it yet.

        Raises:
            RecordError: what should be one is none.
        """
        rows = self._database.query(_NOTES_SQL, (last,))
        try:
            notes = (parse_note(str(json.loads(str(body))["note"])) for (body,) in rows)
            newest = next(notes, None)
            if newest is None or newest.signatures:
                return newest
            return next((note for note in notes if note.signatures), newest)
        except (ValueError, KeyError, TypeError) as error:
            raise failure(Trouble.CORRUPT) from error

    def hashes(self, size: int) -> list[bytes]:
        """Returns the hashes of the first entries.

        Raises:
            RecordError: the database cannot be read, or there are fewer.
        """
        rows = self._database.query("SELECT hash FROM link WHERE seq <= ? ORDER BY seq", (size,))
        found = [row[0] for row in rows if isinstance(row[0], bytes)]
        if len(found) != size:
            raise failure(Trouble.CORRUPT)
        return found

    def public_keys(self) -> list[str]:
        """Returns the public keys that the ledger names, the newest first.

        Raises:
            RecordError: the database cannot be read.
        """
        sql = "SELECT body FROM entry WHERE kind IN ('CHECKPOINT', 'KEY') AND kind = 'KEY'"
        rows = self._database.query(f"{sql} ORDER BY seq DESC")
        return [str(json.loads(str(body))["public_key"]) for (body,) in rows]

    def opened(self, job_id: str) -> list[OpenedValue]:
        """Returns what is still known of those digests of a job that could name a person.

        Also of an entry that has no job: `@` and its number.

        Raises:
            RecordError: the database cannot be read.
        """
        sql = "SELECT seq FROM entry WHERE job = ? AND kind = 'SUBMITTED'"
        rows = self._database.query(sql, (job_id,))
        submitted = rows[0][0] if rows else None
        private = self._database.query(
            "SELECT job, name, salt, value FROM private WHERE job = ? ORDER BY name", (job_id,)
        )
        return [value for row in private if (value := _opened(row, submitted)) is not None]

    def close(self) -> None:
        """Closes the database; may be called twice."""
        self._database.close()

    def _excerpts(self, where: str, parameters: tuple[object, ...]) -> Iterator[Excerpt]:
        for row in self._database.query(_ENTRIES_SQL + where, parameters):
            seq, kind, job, utc, body, epoch, made, prev = row
            if not isinstance(seq, int) or not isinstance(epoch, int):
                raise failure(Trouble.CORRUPT)
            job_bytes = None if job is None else _bytes(job)
            entry = Entry(seq, epoch, _bytes(kind), job_bytes, _bytes(utc), _bytes(body))
            before = prev if isinstance(prev, bytes) else genesis(self.station)
            # What does not fit must not leave with a file that looks as if it did.
            if entry_hash(entry, station=self.station, prev=before) != made:
                raise failure(Trouble.CORRUPT)
            yield Excerpt(entry, before, made)


def open_excerpts(path: Path) -> ExcerptReader:
    """Opens a record for reading only, also beside a running station.

    Raises:
        RecordError: it is missing or unreadable.
    """
    database = Database(path, is_read_only=True)
    try:
        return ExcerptReader(database)
    except RecordError:
        database.close()
        raise


def _opened(row: Row, submitted: object) -> OpenedValue | None:
    job, name, salt, value = row
    try:
        seq, field = entry_named_by(str(job), str(name))
    except ValueError:
        return None
    seq = submitted if seq is None and isinstance(submitted, int) else seq
    if seq is None or not isinstance(salt, bytes):
        return None
    return OpenedValue(seq, field, salt, str(value))


def _bytes(value: object) -> bytes:
    if not isinstance(value, str):
        raise failure(Trouble.CORRUPT)
    return value.encode()
