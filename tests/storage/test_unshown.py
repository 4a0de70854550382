"""A verdict that was told as not recorded never counts as a pass, wherever its commit went (S2)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.domain.verdicts import Verdict
from liveness_station.ledger.reports import Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.storage.contradictions import find_contradiction
from liveness_station.storage.database import Database
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.records import SqliteRecords
from liveness_station.storage.unshown import WHY
from tests.storage.attempts import NOON, attempt, decision, job, opened, outcome

LIVE = decision(Verdict.LIVE)


class Disk:
    """Decides what becomes of each commit: done and said so, done and denied, or not done.

    Attributes:
        denied: how many commits from now on reach the disk, and are said to have failed.
        lost: how many after those fail and are not there.
    """

    def __init__(self) -> None:
        self.denied = 0
        self.lost = 0

    def connection(self) -> type[sqlite3.Connection]:
        disk = self

        class Doubtful(sqlite3.Connection):
            def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
                if sql == "COMMIT" and disk.denied:
                    disk.denied -= 1
                    super().execute(sql)
                    raise failed_sync()
                if sql == "COMMIT" and disk.lost:
                    disk.lost -= 1
                    raise failed_sync()
                return super().execute(sql, *parameters)

        return Doubtful


def failed_sync() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    return error


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk, connect = Disk(), sqlite3.connect

    def doubtful(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return connect(*arguments, factory=disk.connection(), **options)

    monkeypatch.setattr(sqlite3, "connect", doubtful)
    return disk


@pytest.fixture
def desk(disk: Disk, path: Path) -> Callable[[], SqliteRecords]:
    """Opens a record of which a pass has just been submitted."""
    assert disk.denied == 0

    def submitted() -> SqliteRecords:
        records = opened(path)
        records.submitted(job(), endpoint="local", source="camera")
        return records

    return submitted


def finish(records: SqliteRecords) -> None:
    with pytest.raises(RecordError, match="input or output"):
        records.finished(outcome(job(), LIVE), source="camera")


def told_of(path: Path) -> tuple[list[str], int]:
    """Returns the kinds of the job's entries, and how many passes the lists count."""
    with closing(sqlite3.connect(path)) as connection:
        kinds = connection.execute("SELECT kind FROM entry WHERE job = 'job-1' ORDER BY seq")
        lives = connection.execute("SELECT count(*) FROM attempt WHERE outcome = 'LIVE'")
        return [kind for (kind,) in kinds.fetchall()], lives.fetchone()[0]


def assert_whole(path: Path) -> None:
    with closing(open_ledger(path)) as ledger:
        report = verify(ledger.entries(), station=ledger.station(), trust=Trust())
    assert report.result in {Result.INTACT, Result.CANNOT_TELL}
    with closing(Database(path, is_read_only=True)) as database:
        assert find_contradiction(database) is None


def test_S2_a_pass_that_is_on_disk_and_was_denied_is_late_at_once(
    desk: Callable[[], SqliteRecords], disk: Disk, path: Path
) -> None:
    records = desk()
    disk.denied = 1
    finish(records)
    assert told_of(path) == (["SUBMITTED", "VERDICT", "LATE"], 0)
    records.close()
    assert_whole(path)


def test_S2_a_pass_that_did_not_reach_the_disk_ends_as_it_was_told(
    desk: Callable[[], SqliteRecords], disk: Disk, path: Path
) -> None:
    records = desk()
    disk.lost = 1
    finish(records)
    assert told_of(path) == (["SUBMITTED", "VERDICT"], 0)
    (found,) = records.recent(9)
    assert (found.outcome, found.reason, found.detail) == ("ERROR", "not_recorded", WHY)
    assert records.has_request_id("req-1"), "its reply passes nobody else either"
    records.close()
    assert_whole(path)


@pytest.mark.parametrize("use", ["attempt", "counts", "tend", "close"])
def test_S2_while_the_disk_fails_nothing_is_counted_and_the_next_use_settles_it(
    desk: Callable[[], SqliteRecords], disk: Disk, path: Path, use: str
) -> None:
    records = desk()
    disk.denied, disk.lost = 1, 2
    finish(records)
    assert told_of(path) == (["SUBMITTED", "VERDICT"], 1), "as the disk was left"
    with pytest.raises(RecordError, match="input or output"):
        records.counts_since(NOON)
    match use:
        case "attempt":
            attempt(records, job("job-2"))
        case "counts":
            assert records.counts_since(NOON).late == 1
        case "tend":
            records.tend()
        case _:
            records.close()
    assert told_of(path) == (["SUBMITTED", "VERDICT", "LATE"], 0)
    records.close()
    assert_whole(path)


def test_S2_what_settles_it_may_itself_be_denied(
    desk: Callable[[], SqliteRecords], disk: Disk, path: Path
) -> None:
    records = desk()
    disk.denied = 2
    finish(records)
    attempt(records, job("job-2"))
    assert told_of(path) == (["SUBMITTED", "VERDICT", "LATE"], 0), "late once, not twice"
    records.close()
    assert_whole(path)


def test_S2_a_late_answer_that_could_not_be_written_is_written_next(
    desk: Callable[[], SqliteRecords], disk: Disk, path: Path
) -> None:
    records = desk()
    written = records.finished(outcome(job(), LIVE), source="camera")
    disk.lost = 2
    with pytest.raises(RecordError):
        records.late(written)
    assert told_of(path)[1] == 1
    records.tend()
    assert told_of(path) == (["SUBMITTED", "VERDICT", "LATE"], 0)
    records.close()
    assert_whole(path)


def test_what_could_not_be_written_at_all_is_settled_by_nothing(path: Path) -> None:
    records = opened(path)
    with pytest.raises(RecordError, match="contradicts"):
        records.finished(outcome(job(), LIVE), source="camera")
    with pytest.raises(RecordError, match="contradicts"):
        records.late(outcome(job(), LIVE))
    attempt(records, job("job-2"))
    assert told_of(path) == ([], 0)
    records.close()


def test_S2_a_pass_that_was_recorded_stays_one_whatever_fails_next(
    desk: Callable[[], SqliteRecords], disk: Disk, path: Path
) -> None:
    records = desk()
    records.finished(outcome(job(), LIVE), source="camera")
    disk.lost = 1
    with pytest.raises(RecordError):
        records.submitted(job("job-2"), endpoint="local", source="camera")
    attempt(records, job("job-3"))
    assert told_of(path) == (["SUBMITTED", "VERDICT"], 1)
    records.close()
