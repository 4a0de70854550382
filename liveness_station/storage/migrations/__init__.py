"""Numbered, forward-only steps that make and change the schema of the record."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from liveness_station.storage.door import Trouble, failure
from liveness_station.storage.migrations.step_0001_entries import ENTRIES_SQL
from liveness_station.storage.migrations.step_0002_late import LATE_SQL
from liveness_station.storage.migrations.step_0003_ledger import add_ledger
from liveness_station.storage.migrations.step_0004_history import add_history
from liveness_station.storage.migrations.step_0005_pictures import PICTURES_SQL
from liveness_station.storage.migrations.step_0006_events import EVENTS_SQL
from liveness_station.storage.migrations.step_0007_desk import DESK_SQL

APPLICATION_ID: Final = int.from_bytes(b"LVST", "big")
"""Marks the file as the station's, in SQLite's header."""

Step = str | Callable[[sqlite3.Connection], None]
"""A script, or a function for what a script cannot do; neither begins nor ends a transaction."""

STEPS: Final[tuple[Step, ...]] = (
    ENTRIES_SQL,
    LATE_SQL,
    add_ledger,
    add_history,
    PICTURES_SQL,
    EVENTS_SQL,
    DESK_SQL,
)
"""Step n (counted from 1) leads from version n - 1 to version n; none is ever changed."""


def check_version(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> int:
    """Returns the version of a database, 0 for an empty one, without changing it.

    Raises:
        RecordError: a newer program made it, or it is no record of the station.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(steps):
        raise failure(Trouble.NEWER_VERSION)
    (is_empty,) = connection.execute("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)").fetchone()
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if (version, mark) != (0, 0) if is_empty else (version < 1 or mark != APPLICATION_ID):
        raise failure(Trouble.FOREIGN)
    return version


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Brings a database to the newest version, one transaction a step, after a backup copy.

    The caller holds the opening lock, so that two programs never migrate at once. A step that is
    interrupted leaves the version before it.

    Raises:
        RecordError: as `check_version`.
    """
    version = check_version(connection, steps)
    if 0 < version < len(steps):
        _back_up(connection, path.with_name(f"{path.name}.v{version}.bak"))
    for number in range(version + 1, len(steps) + 1):
        _apply(connection, steps[number - 1], number)


def _apply(connection: sqlite3.Connection, step: Step, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if isinstance(step, str):
            for statement in _statements(step):
                connection.execute(statement)
        else:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """Splits a script; `executescript` would commit the transaction it is to run in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    """Copies the database; the copy gets its name only once it is whole."""
    part_path = path.with_name(path.name + ".part")
    part_path.unlink(missing_ok=True)
    os.close(os.open(part_path, os.O_CREAT | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(part_path)) as copy:
        connection.backup(copy)
    part_path.replace(path)
