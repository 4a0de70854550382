"""Begins a run on a record's database, or, where that is damaged, on a new one that names it."""

from collections.abc import Callable
from pathlib import Path

from liveness_station.domain.errors import RecordError
from liveness_station.storage.appending import Appender
from liveness_station.storage.bodies import Kind
from liveness_station.storage.database import Database
from liveness_station.storage.door import Trouble, failure, record_door
from liveness_station.storage.quarantine import (
    OldRecord,
    finish_setting_aside,
    is_damaged,
    is_suspect,
    set_aside,
)
from liveness_station.storage.runs import Runs, opening_lock


def begin_run(
    path: Path,
    runs: Runs,
    make_appender: Callable[[Database], Appender],
    *,
    busy_timeout_ms: int,
) -> Appender:
    """Opens a database, making or migrating it, and says in it that a run has begun.

    One that SQLite calls damaged is read as a whole. If it is damaged, it is set aside, unless
    another run still has it open: what that one writes must not be torn from under it.

    Args:
        path: the database's file; its folder is made if it is missing.
        runs: the database's runs; this one is held from here on.
        make_appender: makes what writes to a database.
        busy_timeout_ms: how long to wait for another program's write.

    Raises:
        RecordError: the database cannot be opened, or is damaged and another run uses it.
    """
    with record_door(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with opening_lock(path):
            runs.hold()
            finish_setting_aside(path)
            if not is_suspect(path):
                try:
                    return _begun(path, make_appender, busy_timeout_ms)
                except RecordError as error:
                    if error.detail != Trouble.CORRUPT:
                        raise
            if path.exists() and runs.is_alone() and is_damaged(path):
                _renew(path, make_appender, busy_timeout_ms)
            return _begun(path, make_appender, busy_timeout_ms)


def _renew(path: Path, make_appender: Callable[[Database], Appender], busy_timeout_ms: int) -> None:
    def name_old(new_path: Path, old: OldRecord) -> None:
        database = Database(new_path, busy_timeout_ms=busy_timeout_ms)
        try:
            appender = make_appender(database)
            with appender.transaction() as connection:
                appender.writer.note(connection, Kind.EPOCH, old.body)
            # Closing would do so too, but tells nobody when it fails, and only the file is moved.
            if database.query("PRAGMA wal_checkpoint(TRUNCATE)") != [(0, 0, 0)]:
                raise failure(Trouble.LOCKED)
        finally:
            database.close()

    set_aside(path, reason=Trouble.CORRUPT.value, begin=name_old)


def _begun(
    path: Path, make_appender: Callable[[Database], Appender], busy_timeout_ms: int
) -> Appender:
    database = Database(path, busy_timeout_ms=busy_timeout_ms)
    try:
        appender = make_appender(database)
        # Outside the transaction: another program may write while the keyring is waited for.
        appender.links.fetch_keys(database.query)
        with appender.transaction() as connection:
            appender.writer.boot(connection)
    except BaseException:
        database.close()
        raise
    return appender
