"""The rows S of the fault matrix that the record itself can answer."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.domain.verdicts import Reason
from liveness_station.storage import database as database_module
from liveness_station.storage import runs
from liveness_station.storage.database import Database
from liveness_station.storage.door import Trouble, read_detail, record_door
from liveness_station.storage.lockers import locker_of
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import attempt, job, opened, outcome

LOCKER = """
import sqlite3, sys
from filelock import FileLock
path, is_opening = sys.argv[1], sys.argv[2] == "1"
lock = FileLock(path + ".lock")
connection = sqlite3.connect(path, isolation_level=None)
if is_opening:
    lock.acquire()
else:
    connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def limited_files(size_bytes: int) -> Iterator[None]:
    """Lets no file of this process grow beyond a size: writes fail as on a broken disk."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_S1_a_full_disk_refuses_and_keeps_what_was_there(
    records: SqliteRecords, path: Path
) -> None:
    attempt(records, job("before"))
    (pages,) = records.appender.database.query("PRAGMA page_count")[0]
    records.appender.database.query(f"PRAGMA max_page_count = {pages}")
    done: list[str] = []

    def fill() -> None:
        for number in range(1000):
            attempt(records, job(f"job-{number}"))
            done.append(f"job-{number}")

    with pytest.raises(RecordError, match="disk full") as caught:
        fill()
    assert caught.value.reason is Reason.NOT_RECORDED
    assert isinstance(caught.value.__cause__, sqlite3.OperationalError)
    records.appender.database.query("PRAGMA max_page_count = 100000")
    attempt(records, job("after"))
    found = {found.job_id for found in records.recent(5000) if found.outcome}
    assert {"before", "after", *done} <= found
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_S2_after_a_failed_write_the_file_is_opened_anew(records: SqliteRecords) -> None:
    attempt(records, job("before"))
    first = records.appender.database._connection
    with limited_files(1000), pytest.raises(RecordError, match="input or output"):
        records.submitted(job("lost"), endpoint="local", source="camera")
    assert records.appender.database._connection is None
    attempt(records, job("after"))
    assert records.appender.database._connection is not first
    assert [found.job_id for found in records.recent(9)] == ["after", "before"]


class FailingConnection:
    """A connection whose every use fails, until it is closed."""

    def __init__(self, real: sqlite3.Connection, code: int, *, in_transaction: bool) -> None:
        self._real = real
        self._code = code
        self.in_transaction = in_transaction

    def execute(self, *_: object) -> None:
        error = sqlite3.OperationalError("a made-up fault")
        error.sqlite_errorcode = self._code
        raise error

    rollback = execute

    def close(self) -> None:
        self._real.close()


@pytest.mark.parametrize(
    ("code", "in_transaction", "detail"),
    [
        (sqlite3.SQLITE_IOERR_READ, False, "input or output"),
        (sqlite3.SQLITE_IOERR_FSYNC, True, "input or output"),
        (sqlite3.SQLITE_FULL, True, "disk full"),
    ],
)
def test_S2_a_connection_in_doubt_is_given_up(
    records: SqliteRecords, code: int, in_transaction: bool, detail: str
) -> None:
    attempt(records, job())
    real = records.appender.database._connection
    assert real is not None
    failing = FailingConnection(real, code, in_transaction=in_transaction)
    records.appender.database._connection = cast("sqlite3.Connection", failing)
    with pytest.raises(RecordError, match=detail):
        records.has_request_id("req-1")
    assert records.has_request_id("req-1")


def test_S3_a_read_only_database_refuses_to_write_and_can_be_read(records: SqliteRecords) -> None:
    attempt(records, job())
    records.appender.database.query("PRAGMA query_only = ON")
    with pytest.raises(RecordError, match="read-only"):
        records.submitted(job("job-2"), endpoint="local", source="camera")
    assert [found.job_id for found in records.recent(9)] == ["job-1"]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="whoever may do all is never refused"
)
def test_S3_a_folder_that_cannot_be_written_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(RecordError, match="read-only"):
        opened(tmp_path / "data" / "records.db")


def test_S3_a_path_that_cannot_be_a_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordError, match="cannot open"):
        opened(tmp_path / "file" / "records.db")
    with pytest.raises(RecordError, match="cannot open"):
        opened(tmp_path)
    with pytest.raises(RecordError, match="cannot open"):
        Database(tmp_path / "missing.db", is_read_only=True)


def test_S4_a_database_that_is_being_written_is_waited_for_and_then_refused(path: Path) -> None:
    records = opened(path, busy_timeout_ms=50)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="locked"):
            records.submitted(job(), endpoint="local", source="camera")
        other.execute("ROLLBACK")
    attempt(records, job())
    records.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who holds a lock")
@pytest.mark.parametrize("is_opening", [False, True])
def test_S4_who_has_locked_the_record_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, is_opening: bool
) -> None:
    records = opened(path, busy_timeout_ms=50)
    attempt(records, job())
    monkeypatch.setattr(runs, "_OPENING_TIMEOUT_S", 0.05)
    with subprocess.Popen(
        [sys.executable, "-c", LOCKER, str(path), str(int(is_opening))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(RecordError) as caught:
            opened(path, run_id="run-2") if is_opening else attempt(records, job("job-2"))
        other.communicate()
    assert read_detail(caught.value.detail) == (Trouble.LOCKED, other.pid)
    records.close()


def test_S4_a_lock_that_nobody_can_be_named_for_names_nobody(path: Path) -> None:
    assert locker_of(path) is None
    assert read_detail("locked by process x") == (None, None)


def test_a_safety_setting_that_did_not_take_effect_is_noticed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "_SAFETY", (("synchronous", "NORMAL", 2),))
    with pytest.raises(RecordError, match="safety setting"):
        opened(path)


def test_an_sqlite_that_is_too_old_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(RecordError, match="too old"):
        opened(path)


def test_another_thread_is_refused(records: SqliteRecords) -> None:
    caught: list[RecordError] = []

    def use() -> None:
        try:
            attempt(records, job())
        except RecordError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert isinstance(caught[0].__cause__, sqlite3.ProgrammingError)


def test_what_fails_within_a_transaction_leaves_nothing(records: SqliteRecords) -> None:
    def interrupted() -> None:
        with records.appender.database.transaction() as connection:
            records._writer.submitted(connection, job(), endpoint="local", source="camera")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert records.find("job-1") is None
    attempt(records, job())


@pytest.mark.parametrize(
    ("number", "detail"), [(28, "disk full"), (30, "read-only"), (13, "read-only"), (5, "input")]
)
def test_errors_of_the_file_system_are_named(number: int, detail: str) -> None:
    with pytest.raises(RecordError, match=detail), record_door():
        raise OSError(number, os.strerror(number))


def test_no_error_text_of_the_database_crosses_the_door(records: SqliteRecords) -> None:
    with pytest.raises(RecordError) as caught:
        records.finished(outcome(job(subject="kanarienvogel")), source="kanarienvogel")
    assert str(caught.value) == "not_recorded: contradicts the record"
