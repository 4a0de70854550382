"""Questions to the record. Answers come from the entries, never from memory."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from liveness_station.storage.attempts import (
    ATTEMPT_SQL,
    AttemptSummary,
    VerdictCounts,
    attempt_of,
)
from liveness_station.storage.bodies import utc_text
from liveness_station.storage.database import Database, Row

_COUNTS_SQL = """
SELECT outcome, count(*) FROM attempt
WHERE ended_seq IS NOT NULL AND mode = 'NORMAL' AND ended_utc >= ? GROUP BY outcome
"""


class Queried(Protocol):
    """What answers a SELECT: a database, or what looks after one that is written to."""

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Returns the rows."""
        ...

    def close(self) -> None:
        """Ends it; may be called twice."""
        ...


class RecordReader:
    """Reads a record. Used by one thread, the one that opened it."""

    def __init__(self, database: Queried) -> None:
        self._database = database

    def has_request_id(self, request_id: str) -> bool:
        """Tells whether an earlier reply bore this id.

        Raises:
            RecordError: the database cannot be read.
        """
        sql = "SELECT EXISTS (SELECT 1 FROM reply WHERE request_id = ?)"
        return self._database.query(sql, (request_id,)) == [(1,)]

    def find(self, job_id: str) -> AttemptSummary | None:
        """Returns one attempt, None where no such job was submitted.

        Raises:
            RecordError: the database cannot be read.
        """
        rows = self._database.query(f"{ATTEMPT_SQL} WHERE a.job = ?", (job_id,))
        return attempt_of(rows[0]) if rows else None

    def recent(self, limit: int) -> tuple[AttemptSummary, ...]:
        """Returns the newest attempts, the newest first, demonstrations included.

        Raises:
            RecordError: the database cannot be read.
        """
        rows = self._database.query(
            f"{ATTEMPT_SQL} ORDER BY a.submitted_seq DESC LIMIT ?", (limit,)
        )
        return tuple(attempt_of(row) for row in rows)

    def counts_since(self, moment: datetime) -> VerdictCounts:
        """Counts what ended at a moment or later, without demonstrations and simulations.

        Raises:
            RecordError: the database cannot be read.
        """
        counts = {
            str(word): int(str(count))
            for word, count in self._database.query(_COUNTS_SQL, (utc_text(moment),))
        }
        return VerdictCounts(
            live=counts.get("LIVE", 0),
            spoof=counts.get("SPOOF", 0),
            retry=counts.get("RETRY", 0),
            error=counts.get("ERROR", 0),
            abandoned=counts.get("ABANDONED", 0),
            late=counts.get("LATE", 0),
        )

    def close(self) -> None:
        """Closes the database; may be called twice."""
        self._database.close()


def open_reader(path: Path) -> RecordReader:
    """Opens a record for reading only: on a read-only disk, or beside a running station.

    Raises:
        RecordError: it is missing, unreadable, or not of this program's version.
    """
    return RecordReader(Database(path, is_read_only=True))
