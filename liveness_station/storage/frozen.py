"""Opens a record for reading, also where nothing can be written: read-only media, a full disk.

SQLite wants a file of shared memory beside a database in WAL mode even for reading it. Where it
cannot make one, a database that nobody has open can be read as one that never changes. One with
changes still in its log beside it cannot: they would be overlooked.
"""

import os
import sqlite3
from pathlib import Path
from typing import Final

from liveness_station.storage.door import Trouble, failure, trouble_of

_UNWRITABLE: Final = (
    Trouble.CANNOT_OPEN,
    Trouble.READ_ONLY,
    Trouble.INPUT_OUTPUT,
    Trouble.DISK_FULL,
)
_SHARED_BYTES: Final = 32_768
"""The size of the pieces in which SQLite makes the shared memory of a database."""


def connect_for_reading(path: Path, timeout_s: float) -> tuple[sqlite3.Connection, bool]:
    """Opens a database for reading; returns True beside it where it is taken never to change.

    Raises:
        sqlite3.Error: it cannot be read.
        RecordError: its newest changes can be read only where something can be written.
    """
    try:
        return _connect(path, timeout_s, "mode=ro"), False
    except sqlite3.Error as error:
        trouble = trouble_of(error)
        if trouble not in _UNWRITABLE or not os.access(path, os.R_OK) or not path.is_file():
            raise
        if not is_in_use(path):
            return _connect(path, timeout_s, "mode=ro&immutable=1"), True
        if trouble is Trouble.INPUT_OUTPUT:
            raise
        raise failure(Trouble.LEFT_OPEN) from error


def is_in_use(path: Path) -> bool:
    """Returns True if a database may be open, or was left with changes in its log.

    Whoever writes to it has a log beside it, and at least one whole piece of shared memory. What
    is left of a try to open it on a full disk is less.
    """
    log, shared = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    return _size(log) > 0 or (log.exists() and _size(shared) >= _SHARED_BYTES)


def _connect(path: Path, timeout_s: float, how: str) -> sqlite3.Connection:
    target = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(target, timeout=timeout_s, isolation_level=None, uri=True)
    try:
        # Connecting alone does not touch the file.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
