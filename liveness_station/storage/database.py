"""One connection to the record's database, opened safely and reopened after a failed write."""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from liveness_station.storage.door import Trouble, failure, record_door, trouble_of
from liveness_station.storage.frozen import connect_for_reading, is_in_use
from liveness_station.storage.migrations import check_version, migrate
from liveness_station.storage.quarantine import mark_suspect

OLDEST_SQLITE: Final = (3, 37, 0)
"""The first version with STRICT tables."""

_SAFETY: Final = (
    ("journal_mode", "WAL", "wal"),
    # NORMAL loses acknowledged rows when the power goes; only FULL syncs before each commit ends.
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("secure_delete", "ON", 1),
    ("cell_size_check", "ON", 1),
)

Row = tuple[object, ...]


class Database:
    """A connection used by the thread that opened it. Raises RecordError and nothing else.

    Attributes:
        path: the database's file.
        is_read_only: True where nothing is ever written.
    """

    def __init__(
        self, path: Path, *, busy_timeout_ms: int = 5000, is_read_only: bool = False
    ) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._busy_timeout_ms = busy_timeout_ms
        self._is_closed = False
        self._is_frozen = False
        self._check: Callable[[sqlite3.Connection], None] | None = None
        with record_door(path):
            self._connection: sqlite3.Connection | None = self._open()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commits what is done within, or nothing of it.

        Raises:
            RecordError: it is not committed, or not known to be.
        """
        with record_door(self.path):
            connection = self._connected()
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                self._undo(connection, error)
                raise

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Returns the rows of a SELECT.

        Raises:
            RecordError: the database cannot be read.
        """
        with record_door(self.path):
            connection = self._connected()
            try:
                rows = connection.execute(sql, parameters).fetchall()
            except sqlite3.Error as error:
                self._undo(connection, error)
                raise
            if self._is_frozen and is_in_use(self.path):
                # What was taken never to change was read while somebody else changed it.
                raise failure(Trouble.LOCKED)
            return rows

    def check_when_reopened(self, check: Callable[[sqlite3.Connection], None]) -> None:
        """Has a file that is opened anew after a failure looked at before it is used again.

        Args:
            check: raises RecordError where the file may not be written to.
        """
        self._check = check

    def close(self) -> None:
        """Closes the connection for good; may be called twice."""
        self._is_closed = True
        connection, self._connection = self._connection, None
        if connection is not None:
            with record_door():
                connection.close()

    def _connected(self) -> sqlite3.Connection:
        if self._is_closed:
            raise failure(Trouble.CLOSED)
        if self._connection is None:
            self._connection = self._reopened()
        return self._connection

    def _reopened(self) -> sqlite3.Connection:
        connection = self._open()
        try:
            if self._check is not None:
                self._check(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open(self) -> sqlite3.Connection:
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise failure(Trouble.OLD_SQLITE)
        timeout_s = self._busy_timeout_ms / 1000
        if self.is_read_only:
            connection, self._is_frozen = connect_for_reading(self.path, timeout_s)
        else:
            make_private_file(self.path)
            connection = sqlite3.connect(self.path, timeout=timeout_s, isolation_level=None)
        try:
            self._prepare(connection)
        except BaseException as error:
            self._note_damage(error)
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version = check_version(connection)
        if self.is_read_only:
            if version == 0:
                raise failure(Trouble.FOREIGN)
            return
        for name, value, expected in _SAFETY:
            connection.execute(f"PRAGMA {name} = {value}")
            # A PRAGMA that did not take effect says nothing.
            if connection.execute(f"PRAGMA {name}").fetchone() != (expected,):
                raise failure(Trouble.UNSAFE)
        migrate(connection, self.path)

    def _undo(self, connection: sqlite3.Connection, error: BaseException) -> None:
        """Rolls back; after a failed read or write the connection itself is given up.

        What the system's cache holds after a failed sync is unknown, so nothing more may be
        written on the ground of it: the next use opens the file anew, which recovers it.
        """
        self._note_damage(error)
        is_broken = isinstance(error, sqlite3.Error) and trouble_of(error) is Trouble.INPUT_OUTPUT
        try:
            if connection.in_transaction:
                connection.rollback()
        except sqlite3.Error:
            is_broken = True
        if is_broken:
            self._connection = None
            connection.close()

    def _note_damage(self, error: BaseException) -> None:
        is_damage = isinstance(error, sqlite3.Error) and trouble_of(error) is Trouble.CORRUPT
        if is_damage and not self.is_read_only:
            mark_suspect(self.path)


def make_private_file(path: Path) -> None:
    """Makes a file, and a missing folder for it, that only its owner can read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    if sys.platform != "win32":
        path.chmod(0o600)
