"""Lets the record run over apsw instead of the standard library's sqlite3, statement by statement.

Only what `liveness_station.storage` uses of a connection is there; its statements, settings and
transactions are the program's own.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any
from unittest.mock import patch

import apsw

Rewrite = Callable[[str], str]


class ApswCursor:
    """Stands in for a `sqlite3.Cursor`.

    Attributes:
        rowcount: how many rows the newest change has concerned.
    """

    def __init__(self, real: apsw.Cursor, rowcount: int) -> None:
        self._real = real
        self.rowcount = rowcount

    def fetchone(self) -> Any:
        """Returns the next row, None after the last."""
        with _as_sqlite_errors():
            return self._real.fetchone()

    def fetchall(self) -> list[Any]:
        """Returns the rows that are left."""
        with _as_sqlite_errors():
            return self._real.fetchall()

    def __iter__(self) -> Iterator[Any]:
        while (row := self.fetchone()) is not None:
            yield row


class ApswConnection:
    """Stands in for a `sqlite3.Connection` that begins no transactions by itself."""

    def __init__(self, path: str, *, vfs: str, rewrite: Rewrite) -> None:
        self._rewrite = rewrite
        with _as_sqlite_errors():
            self._real = apsw.Connection(path, vfs=vfs)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._real.in_transaction)

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> "ApswCursor":
        """Runs one statement and returns its cursor."""
        with _as_sqlite_errors():
            found = self._real.execute(self._rewrite(sql), tuple(parameters))
            return ApswCursor(found, self._real.changes())

    def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Runs one statement once for each row."""
        with _as_sqlite_errors():
            self._real.executemany(sql, [tuple(row) for row in rows])

    def backup(self, copy: "ApswConnection") -> None:
        """Copies the whole database into another one."""
        with _as_sqlite_errors(), copy._real.backup("main", self._real, "main") as pages:
            pages.step()

    def create_function(
        self, name: str, count: int, function: Callable[..., Any] | None, *, deterministic: bool
    ) -> None:
        """Has statements call a function."""
        with _as_sqlite_errors():
            self._real.create_scalar_function(name, function, count, deterministic=deterministic)

    def rollback(self) -> None:
        """Gives up the open transaction."""
        self.execute("ROLLBACK")

    def close(self) -> None:
        """Closes the file."""
        with _as_sqlite_errors():
            self._real.close()

    def __enter__(self) -> "ApswConnection":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@contextmanager
def running_over_apsw(vfs: str, rewrite: Rewrite = lambda sql: sql) -> Iterator[None]:
    """Has every database that is opened within go through a VFS of apsw.

    Args:
        vfs: the VFS's name.
        rewrite: changes a statement before it is run; the control leg breaks a setting with it.
    """

    def connect(path: str | Path, **_: object) -> ApswConnection:
        return ApswConnection(str(path), vfs=vfs, rewrite=rewrite)

    with patch.object(sqlite3, "connect", connect):
        yield


@contextmanager
def _as_sqlite_errors() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        translated = sqlite3.OperationalError(str(error))
        translated.sqlite_errorcode = getattr(error, "extendedresult", 0)
        raise translated from error
