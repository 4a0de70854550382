"""The ledger as whoever verifies it reads it: for reading only, entry by entry."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from liveness_station.ledger.chain import Entry
from liveness_station.ledger.merkle import frontier_from
from liveness_station.ledger.verifying import LinkedEntry, Start
from liveness_station.storage.contradictions import Contradiction, find_contradiction
from liveness_station.storage.database import Database
from liveness_station.storage.door import Trouble, failure
from liveness_station.storage.picture_files import PictureFiles
from liveness_station.storage.tables import has_table

_PAGE: Final = 2_000

# As bytes, because what somebody put there need not be text.
_ROWS_SQL: Final = """
SELECT e.seq, CAST(e.kind AS BLOB), CAST(e.job AS BLOB), CAST(e.utc AS BLOB), CAST(e.body AS BLOB),
    l.epoch, l.hash, l.mac
FROM entry AS e LEFT JOIN link AS l ON l.seq = e.seq
WHERE e.seq > ? ORDER BY e.seq LIMIT ?
"""
_ORPHAN_SQL: Final = """
SELECT min(l.seq) FROM link AS l LEFT JOIN entry AS e ON e.seq = l.seq WHERE e.seq IS NULL
"""
_NEWEST_SQL: Final = """
SELECT body FROM entry WHERE kind IN ('CHECKPOINT', 'KEY') AND kind = ? ORDER BY seq DESC LIMIT 1
"""
_START_SQL: Final = """
SELECT number, size, peaks, (SELECT hash FROM link WHERE link.seq = checkpoint.seq - 1)
FROM checkpoint WHERE seq <= (SELECT max(seq) FROM entry) - ? ORDER BY seq DESC LIMIT 1
"""
_BEFORE_ALL: Final = -(2**63)


class LedgerReader:
    """Reads a ledger. Used by one thread, the one that opened it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def station(self) -> bytes:
        """Returns the random id of the record's station.

        Raises:
            RecordError: the database cannot be read, or holds none.
        """
        rows = self._database.query("SELECT id FROM station")
        if len(rows) != 1 or not isinstance(rows[0][0], bytes):
            raise failure(Trouble.CORRUPT)
        return rows[0][0]

    def count(self) -> int:
        """Returns about how many entries there are, for showing progress.

        Raises:
            RecordError: the database cannot be read.
        """
        return _int(self._database.query("SELECT coalesce(max(seq), 0) FROM entry")[0][0])

    def newest(self, count: int) -> Start:
        """Returns where to begin in order to verify some of the newest entries, or a few more.

        That is a checkpoint, or the beginning where there is none that early.

        Raises:
            RecordError: the database cannot be read.
        """
        rows = self._database.query(_START_SQL, (count,))
        if not rows or rows[0][3] is None:
            return Start()
        number, size, peaks, head = rows[0]
        try:
            return Start(frontier_from(_int(size), _bytes(peaks)), _bytes(head), _int(number) - 1)
        except ValueError:
            # Somebody changed what is only there to save time.
            return Start()

    def entries(self, *, after: int = _BEFORE_ALL) -> Iterator[LinkedEntry]:
        """Yields all entries in the order of their numbers, or those after one.

        Raises:
            RecordError: the database cannot be read.
        """
        last = after
        while rows := self._database.query(_ROWS_SQL, (last, _PAGE)):
            for seq, kind, job, utc, body, epoch, made, mac in rows:
                # What the types promise is the schema's; who changed that is seen by the hashes.
                entry = Entry(
                    _int(seq),
                    -1 if epoch is None else _int(epoch),
                    _bytes(kind),
                    _maybe_bytes(job),
                    _bytes(utc),
                    _bytes(body),
                )
                yield LinkedEntry(entry, _maybe_bytes(made), _maybe_bytes(mac))
            last = _int(rows[-1][0])

    def orphan(self) -> int | None:
        """Returns the first number that has a link and no entry, None where there is none.

        Raises:
            RecordError: the database cannot be read.
        """
        found = self._database.query(_ORPHAN_SQL)[0][0]
        return None if found is None else _int(found)

    def contradiction(self, *, has_pictures: bool = False) -> Contradiction | None:
        """Returns what lists, names or pictures tell otherwise than the entries, None for nothing.

        Args:
            has_pictures: True to have every kept picture's file read, too.

        Raises:
            RecordError: the database or a picture cannot be read.
        """
        files = PictureFiles(self._database.path, self.station()) if has_pictures else None
        return find_contradiction(self._database, files)

    def newest_note(self) -> str | None:
        """Returns the text of the newest checkpoint, unchecked; None before the first.

        Raises:
            RecordError: the database cannot be read.
        """
        return self._newest("CHECKPOINT", "note")

    def is_enrolled(self) -> bool:
        """Tells whether the ledger names a key, be it readable or not.

        Raises:
            RecordError: the database cannot be read.
        """
        return bool(self._database.query(_NEWEST_SQL, ("KEY",)))

    def public_key(self) -> str | None:
        """Returns the public key that the ledger itself names, which proves nothing by itself.

        Raises:
            RecordError: the database cannot be read.
        """
        return self._newest("KEY", "public_key")

    def close(self) -> None:
        """Closes the database; may be called twice."""
        self._database.close()

    def _newest(self, kind: str, name: str) -> str | None:
        rows = self._database.query(_NEWEST_SQL, (kind,))
        if not rows:
            return None
        try:
            return str(json.loads(str(rows[0][0]))[name])
        except (ValueError, KeyError, TypeError) as error:
            raise failure(Trouble.CORRUPT) from error


def open_ledger(path: Path) -> LedgerReader:
    """Opens a record's ledger for reading only, also beside a running station.

    Raises:
        RecordError: it is missing, unreadable, not of this program, or older than the ledger.
    """
    database = Database(path, is_read_only=True)
    if not has_table(database, "link"):
        database.close()
        raise failure(Trouble.NOT_CHAINED)
    return LedgerReader(database)


def _int(value: object) -> int:
    if not isinstance(value, int):
        # Only a schema that somebody changed lets this in.
        raise failure(Trouble.CORRUPT)
    return value


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "backslashreplace")


def _maybe_bytes(value: object) -> bytes | None:
    return value if value is None or isinstance(value, bytes) else _bytes(value)
