"""Step 3: every entry gets a link in a chain of hashes, and checkpoints sum the chain up.

Entries that are there already are chained now, under an epoch of their own which says so: that
nobody changed them before this step, no chain can show. The hash is the one of version 1 for ever;
another one would be another step, another table and another tag.
"""

import secrets
import sqlite3
from typing import Final

from liveness_station.ledger.chain import (
    EPOCH_BEFORE,
    STATION_BYTES,
    Entry,
    entry_hash,
    genesis,
)

_TABLES: Final = (
    """
CREATE TABLE station (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id BLOB NOT NULL CHECK (length(id) = 16)
) STRICT
""",
    """
CREATE TABLE link (
    seq INTEGER PRIMARY KEY REFERENCES entry (seq),
    epoch INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    mac BLOB CHECK (length(mac) = 32)
) STRICT
""",
    # Number, size and peaks save reading the whole chain anew; a verification does not use them.
    """
CREATE TABLE checkpoint (
    seq INTEGER PRIMARY KEY REFERENCES entry (seq),
    number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
    size INTEGER NOT NULL,
    peaks BLOB NOT NULL
) STRICT
""",
    """
CREATE INDEX entry_mark ON entry (kind, seq) WHERE kind IN ('CHECKPOINT', 'KEY')
""",
)

# BEFORE INSERT, because INSERT OR REPLACE would delete what stands in its way unseen.
_TRIGGERS: Final = """
CREATE TRIGGER {table}_is_new BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})
BEGIN SELECT RAISE(ABORT, 'a row of the ledger is there already'); END
---
CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'a row of the ledger never changes'); END
---
CREATE TRIGGER {table}_never_goes BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'a row of the ledger never goes'); END
"""


def add_ledger(connection: sqlite3.Connection) -> None:
    """Makes the tables and chains the entries that are there."""
    for statement in _TABLES:
        connection.execute(statement)
    for table, key in (("station", "one"), ("link", "seq"), ("checkpoint", "seq")):
        for statement in _TRIGGERS.format(table=table, key=key).split("---"):
            connection.execute(statement)
    station = secrets.token_bytes(STATION_BYTES)
    connection.execute("INSERT INTO station (one, id) VALUES (1, ?)", (station,))
    _chain(connection, station)


def _chain(connection: sqlite3.Connection, station: bytes) -> None:
    head = genesis(station)
    sql = (
        "SELECT seq, CAST(kind AS BLOB), CAST(job AS BLOB), CAST(utc AS BLOB), CAST(body AS BLOB)"
        " FROM entry ORDER BY seq"
    )
    # A second cursor may write while this one reads: it reads another table.
    for seq, kind, job, utc, body in connection.execute(sql):
        entry = Entry(seq, EPOCH_BEFORE, kind, job, utc, body)
        head = entry_hash(entry, station=station, prev=head)
        connection.execute(
            "INSERT INTO link (seq, epoch, hash) VALUES (?, ?, ?)", (seq, EPOCH_BEFORE, head)
        )
