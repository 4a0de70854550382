"""Whether the end of a chain holds, which is looked at before anything is added to one in doubt."""

import sqlite3
from typing import Any, Final

from liveness_station.ledger.chain import Entry, entry_hash, genesis
from liveness_station.storage.door import Trouble, failure

TAIL_ENTRIES: Final = 1_000

# As bytes, because what somebody put there need not be text.
_TAIL_SQL: Final = """
SELECT e.seq, CAST(e.kind AS BLOB), CAST(e.job AS BLOB), CAST(e.utc AS BLOB), CAST(e.body AS BLOB),
    l.epoch, l.hash
FROM entry AS e LEFT JOIN link AS l ON l.seq = e.seq
WHERE e.seq > ? ORDER BY e.seq
"""


def check_tail(
    connection: sqlite3.Connection, *, station: bytes, known: tuple[int, bytes] | None
) -> None:
    """Computes the newest thousand links anew, and looks for the newest entry this run knows of.

    Args:
        connection: the record, just opened.
        station: the random id of the record's station.
        known: number and hash of an entry that is acknowledged, None where there is none.

    Raises:
        RecordError: the chain does not hold, or what was acknowledged is gone.
    """
    newest = _one(connection, "SELECT coalesce(max(seq), 0) FROM entry")
    before = max(0, newest - TAIL_ENTRIES)
    head = genesis(station)
    if before:
        head = _one(connection, "SELECT hash FROM link WHERE seq = ?", before)
    for seq, kind, job, utc, body, epoch, made in connection.execute(_TAIL_SQL, (before,)):
        if seq != before + 1 or made is None:
            raise failure(Trouble.BROKEN)
        head = entry_hash(Entry(seq, epoch, kind, job, utc, body), station=station, prev=head)
        if head != made:
            raise failure(Trouble.BROKEN)
        before = seq
    if known is not None:
        number, made = known
        if _one(connection, "SELECT hash FROM link WHERE seq = ?", number) != made:
            raise failure(Trouble.BROKEN)


def _one(connection: sqlite3.Connection, sql: str, *parameters: object) -> Any:
    row = connection.execute(sql, parameters).fetchone()
    if row is None:
        raise failure(Trouble.BROKEN)
    return row[0]
