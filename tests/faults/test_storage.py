"""The rows S of the fault matrix that are about the record's files and who else uses them."""

import shutil
import sqlite3
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from liveness_station.app.doctor import look_at_record
from liveness_station.app.paths import find_places
from liveness_station.app.record_state import bad_place, next_step, record_alerts
from liveness_station.app.unopened import UnopenedRecords
from liveness_station.app.workbench import StationWorkbench
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.errors import RecordError
from liveness_station.ledger.checkpoints import parse_public_key
from liveness_station.ledger.keys import new_keys
from liveness_station.ledger.reports import Report, Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.settings.values import Settings
from liveness_station.storage.database import Database
from liveness_station.storage.door import Trouble
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.quarantine import find_set_aside
from tests.fakes.shelf import FakeShelf
from tests.fakes.vault import FakeVault
from tests.storage.attempts import attempt, job, opened
from tests.storage.test_processes import child


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "records.db"


@contextmanager
def held_for(path: Path, seconds: float) -> Iterator[None]:
    """Has somebody else write to a database for a while, as a virus scanner or a backup does."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        timer = threading.Timer(seconds, lambda: other.execute("ROLLBACK"))
        timer.start()
        try:
            yield
        finally:
            timer.join()


@pytest.mark.parametrize("seconds", [0.5, 2.0])
def test_S4_S13_a_record_that_is_held_for_a_while_is_waited_for(path: Path, seconds: float) -> None:
    records = opened(path)
    with held_for(path, seconds):
        attempt(records, job())
    records.close()


def test_S2_after_a_failure_the_end_of_the_chain_is_looked_at(path: Path) -> None:
    records = opened(path)
    attempt(records, job())
    give_up(records.appender.database)
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TRIGGER entry_never_changes")
        other.execute("UPDATE entry SET body = replace(body, '0.8', '0.7') WHERE seq = 2")
        other.commit()
    with pytest.raises(RecordError, match="chain is broken"):
        attempt(records, job("after"))
    records.close()


def test_S2_after_a_failure_what_was_acknowledged_must_be_there(path: Path) -> None:
    records = opened(path)
    attempt(records, job("before"))
    records.appender.query("PRAGMA wal_checkpoint(TRUNCATE)")
    older = path.read_bytes()
    attempt(records, job("acknowledged"))
    give_up(records.appender.database)
    path.write_bytes(older)
    path.with_name(path.name + "-wal").unlink(missing_ok=True)
    with pytest.raises(RecordError, match="chain is broken"):
        attempt(records, job("after"))
    records.close()


def give_up(database: Database) -> None:
    """Loses the connection, as after a sync that failed."""
    connection, database._connection = database._connection, None
    assert connection is not None
    connection.close()


def copied_amid_work(path: Path) -> tuple[Path, FakeShelf, bytes]:
    """Returns a record with its log beside it as a crash leaves it, its keys and the public one."""
    shelf = FakeShelf()
    records = opened(path, shelf=shelf)
    public_key = records.enrol(new_keys(), keep=shelf.keep)
    records.appender.query("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(9):
        attempt(records, job(f"job-{number}"))
    records.checkpoint()
    copy = path.parent.parent / "crashed" / path.name
    shutil.copytree(path.parent, copy.parent, ignore=shutil.ignore_patterns("*.lock", "*.runs"))
    kept = FakeShelf(shelf.keys)
    records.close()
    return copy, kept, parse_public_key(public_key)[1]


def report_of(path: Path, shelf: FakeShelf, key: bytes) -> Report:
    with closing(open_ledger(path)) as ledger:
        trust = Trust((key,), keys=shelf.keys)
        return verify(ledger.entries(), station=ledger.station(), trust=trust)


def test_S6_a_lost_log_is_a_rollback_that_the_keys_tell(path: Path) -> None:
    copy, shelf, key = copied_amid_work(path)
    assert report_of(copy, shelf, key).result is Result.INTACT
    copy.with_name(copy.name + "-wal").unlink()
    assert report_of(copy, shelf, key).result is Result.ROLLED_BACK
    # Also after the station has gone on with it.
    opened(copy, run_id="run-2", shelf=shelf).close()
    assert report_of(copy, shelf, key).result is Result.ROLLED_BACK


def test_S6_a_lost_index_of_the_log_is_made_anew(path: Path) -> None:
    copy, shelf, key = copied_amid_work(path)
    copy.with_name(copy.name + "-shm").unlink()
    opened(copy, run_id="run-2", shelf=shelf).close()
    assert report_of(copy, shelf, key).result is Result.INTACT
    with closing(sqlite3.connect(copy)) as connection:
        sql = "SELECT count(*) FROM entry WHERE kind = 'VERDICT'"
        assert connection.execute(sql).fetchone() == (9,)


def test_S6_a_log_of_an_older_time_is_a_rollback_that_the_keys_tell(path: Path) -> None:
    """SQLite takes it for its own and goes back to what it says; nothing but the chain can tell."""
    copy, shelf, key = copied_amid_work(path)
    old_log = copy.with_name(copy.name + "-wal").read_bytes()
    records = opened(copy, run_id="run-2", shelf=shelf)
    attempt(records, job("newer"))
    records.close()
    assert report_of(copy, shelf, key).result is Result.INTACT
    copy.with_name(copy.name + "-wal").write_bytes(old_log)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert report_of(copy, shelf, key).result is Result.ROLLED_BACK


def bench_in(folder: Path) -> StationWorkbench:
    return StationWorkbench(find_places(folder), Settings(), data_dir=folder, make_vault=FakeVault)


def test_S1_S3_a_record_that_can_be_written_again_is_opened_without_a_restart(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "station"
    places = find_places(folder)
    places.records.mkdir(parents=True)
    bench = bench_in(folder)
    bench.open()
    assert bench.alerts() == (Alert(AlertCode.RECORD_DOWN, "cannot open"),)
    places.records.rmdir()
    bench.keep_warm()
    assert bench.alerts() == ()
    bench.close()


def test_S5_the_operator_and_the_doctor_are_told_of_a_damaged_record(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    opened(places.records).close()
    places.records.write_bytes(bytes(100) + places.records.read_bytes()[100:])
    bench = bench_in(tmp_path)
    bench.open()
    (name,) = find_set_aside(places.records)
    assert Alert(AlertCode.RECORD_QUARANTINED, name) in bench.alerts()
    bench.close()
    found = look_at_record(places.records)
    assert found.result == "warn"
    assert name in found.detail
    places.records.with_name(name).unlink()
    assert look_at_record(places.records).result == "pass"


def test_S5_damage_that_is_met_at_work_is_mended_between_two_checks(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    bench = bench_in(tmp_path)
    bench.open()
    bench.close()
    with closing(sqlite3.connect(places.records)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'reply'"
        (page,) = connection.execute(sql).fetchone()
    content = bytearray(places.records.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    places.records.write_bytes(content)
    bench = bench_in(tmp_path)
    bench.open()
    with pytest.raises(RecordError, match="corrupt"):
        bench._records.has_request_id("req-1")
    bench.keep_warm()
    assert [alert.code for alert in bench.alerts()] == [AlertCode.RECORD_QUARANTINED]
    assert not bench._records.has_request_id("req-1")
    bench.close()


def test_S5_a_newer_record_is_refused_politely_and_never_set_aside(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    opened(places.records).close()
    with closing(sqlite3.connect(places.records)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    bench = bench_in(tmp_path)
    bench.open()
    assert bench.alerts() == (Alert(AlertCode.RECORD_DOWN, "made by a newer version"),)
    assert "newer program" in next_step("made by a newer version")
    assert not find_set_aside(places.records)
    bench.close()


@pytest.mark.skipif(sys.platform == "win32", reason="folders of a profile are private there")
def test_S11_another_user_of_this_computer_cannot_open_the_record(path: Path) -> None:
    records = opened(path)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    records.close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert all(mode & 0o077 == 0 for mode in modes.values()), modes


def test_S11_each_user_has_a_record_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = set()
    for user in ("one", "two"):
        for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, str(tmp_path / user))
        found.add(find_places(None).records)
    assert sys.platform == "win32" or len(found) == 2


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (PureWindowsPath(r"C:\Users\ann\OneDrive - Firm\station"), "onedrive"),
        (PureWindowsPath(r"\\server\share\station"), "share"),
        (PurePosixPath("/srv/ann/Dropbox/station"), "dropbox"),
        (PurePosixPath("/srv/ann/Library/Mobile Documents/station"), "mobile documents"),
        (PurePosixPath("/mnt/office/station"), "cifs"),
        (PurePosixPath("/mnt/my share/station"), "nfs4"),
        (PurePosixPath("/mnt/office/local/station"), ""),
        (PurePosixPath("/srv/ann/station"), ""),
        (PureWindowsPath(r"C:\Users\ann\AppData\Local\station"), ""),
    ],
)
def test_S12_a_place_that_breaks_databases_is_named(place: PurePath, why: str) -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n//server/office /mnt/office cifs rw 0 0\n"
        "server:/x /mnt/my\\040share nfs4 rw 0 0\n/dev/sdb1 /mnt/office/local ext4 rw 0 0\nodd\n"
    )
    said = bad_place(place, mounts)
    assert (why in said) if why else said == ""


def test_S12_a_bad_place_is_told_in_the_window_without_alarm(tmp_path: Path) -> None:
    path = tmp_path / "OneDrive - Firm" / "records.db"
    (told,) = record_alerts(path, UnopenedRecords("locked"))[1:]
    assert told == Alert(AlertCode.PLACE_SYNCED, "onedrive")
    assert not told.is_grave
    assert record_alerts(tmp_path / "records.db", UnopenedRecords("locked"))[1:] == ()


def test_S12_this_computer_s_own_mounts_can_be_read(tmp_path: Path) -> None:
    assert isinstance(bad_place(tmp_path), str)


def test_S16_killed_programs_leave_nothing_that_the_next_start_does_not_clear(path: Path) -> None:
    for number in range(6):
        with child(path, f"run-{number}") as killed:
            killed.read(2 + 5 * number)
            killed.kill()
    path.with_name(path.name + ".damaged-x.next").write_bytes(b"")
    opened(path, run_id="last").close()
    left = {file.name for file in path.parent.iterdir()}
    assert left == {"records.db", "records.db.lock", "records.db.runs"}
    assert not list(path.with_name("records.db.runs").iterdir())


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_a_next_step(trouble: Trouble) -> None:
    assert next_step(trouble.value)
    assert next_step("locked by process 7") == next_step("locked")
    assert next_step("something else")
