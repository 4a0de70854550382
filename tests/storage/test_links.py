"""When the chain is summed up, and what keeps it going."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.ledger.checkpoints import parse_note, public_key_of
from liveness_station.ledger.keys import StationKeys, new_keys
from liveness_station.ledger.reports import Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.migrations import STEPS, migrate
from liveness_station.storage.records import SqliteRecords, open_records
from tests.fakes.shelf import FakeShelf
from tests.storage.attempts import NOON, attempt, job, opened, outcome

MINUTE_NS = 60_000_000_000


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def checkpoints(path: Path) -> list[int]:
    return [
        int(str(seq)) for (seq,) in query(path, "SELECT seq FROM entry WHERE kind = 'CHECKPOINT'")
    ]


def result(path: Path, keys: StationKeys | None) -> Result:
    ledger = open_ledger(path)
    trust = Trust() if keys is None else Trust((public_key_of(keys.seed),), keys=keys)
    report = verify(ledger.entries(), station=ledger.station(), trust=trust)
    assert (report.fault, ledger.orphan(), ledger.contradiction()) == (None, None, None)
    ledger.close()
    return report.result


def enrol(records: SqliteRecords, shelf: FakeShelf) -> None:
    def keep(_: bytes, keys: StationKeys) -> None:
        shelf.keys = keys

    records.enrol(new_keys(), keep=keep)


def test_a_hundred_entries_are_summed_up_at_once(path: Path) -> None:
    records = opened(path)
    for number in range(100):
        attempt(records, job(f"job-{number}"))
    assert checkpoints(path) == [101, 202]
    records.close()
    assert checkpoints(path) == [101, 202, 204]
    assert query(path, "SELECT number, size FROM checkpoint") == [(1, 100), (2, 201), (3, 203)]


def test_five_minutes_with_something_new_are_summed_up(path: Path) -> None:
    now_ns = 0
    records = open_records(path, run_id="run-1", utc_now=lambda: NOON, monotonic_ns=lambda: now_ns)
    records.tend()
    now_ns = 5 * MINUTE_NS
    records.tend()
    assert len(checkpoints(path)) == 1
    now_ns = 60 * MINUTE_NS
    records.tend()
    assert len(checkpoints(path)) == 1
    attempt(records, job())
    assert len(checkpoints(path)) == 2
    now_ns += 4 * MINUTE_NS
    records.tend()
    records.close()
    records.close()


def test_a_closing_with_nothing_new_adds_nothing(path: Path) -> None:
    records = opened(path)
    records.checkpoint()
    records.checkpoint()
    records.close()
    assert checkpoints(path) == [2]


def test_what_is_rolled_back_moves_no_key(path: Path) -> None:
    shelf = FakeShelf()
    records = opened(path, shelf=shelf)
    enrol(records, shelf)
    before = shelf.keys
    for number in range(49):
        attempt(records, job(f"job-{number}"))
    assert shelf.keys == before
    with pytest.raises(RecordError):
        records.finished(outcome(job("never submitted")), source="camera")
    attempt(records, job("last"))
    assert shelf.keys is not None
    assert (shelf.keys.step, before is not None and before.step) == (3, 2)
    records.close()
    assert result(path, shelf.keys) is Result.INTACT


def test_keys_that_arrive_late_vouch_for_what_came_before_them(path: Path) -> None:
    shelf = FakeShelf()
    records = opened(path, shelf=shelf)
    enrol(records, shelf)
    records.close()
    shelf.is_there = False
    records = opened(path, run_id="late", shelf=shelf)
    attempt(records, job("without"))
    assert result(path, shelf.keys) is Result.CANNOT_TELL
    shelf.is_there = True
    attempt(records, job("with"))
    records.close()
    assert result(path, shelf.keys) is Result.INTACT
    codes = query(path, "SELECT mac IS NULL FROM link ORDER BY seq DESC LIMIT 7")
    assert [is_null for (is_null,) in codes] == [0, 0, 0, 0, 1, 1, 1]


def test_keys_that_come_only_at_the_end_sign_the_end(path: Path) -> None:
    shelf = FakeShelf()
    records = opened(path, shelf=shelf)
    enrol(records, shelf)
    records.close()
    shelf.is_there = False
    records = opened(path, run_id="short", shelf=shelf)
    records.close()
    assert result(path, shelf.keys) is Result.INTACT


def test_a_shelf_that_keeps_nothing_more_leaves_keys_that_still_fit(path: Path) -> None:
    shelf = FakeShelf()
    records = opened(path, shelf=shelf)
    enrol(records, shelf)
    shelf.can_keep = False
    kept = shelf.keys
    for number in range(120):
        attempt(records, job(f"job-{number}"))
    records.close()
    assert shelf.keys == kept
    assert result(path, kept) is Result.INTACT
    again = opened(path, run_id="again", shelf=shelf)
    attempt(again, job("again"))
    again.close()
    assert result(path, kept) is Result.INTACT


def test_a_running_program_takes_note_of_keys_that_another_one_makes(path: Path) -> None:
    shelf = FakeShelf()
    running = opened(path, run_id="window", shelf=shelf)
    attempt(running, job("before"))
    command = opened(path, run_id="command", shelf=shelf)
    enrol(command, shelf)
    command.close()
    for number in range(60):
        attempt(running, job(f"job-{number}"))
    (coded,) = query(path, "SELECT count(*) FROM link WHERE mac IS NOT NULL AND seq > 100")
    assert int(str(coded[0])) > 0
    running.close()
    assert result(path, shelf.keys) is Result.INTACT


def test_a_program_that_ends_first_signs_its_end_with_another_ones_keys(path: Path) -> None:
    shelf = FakeShelf()
    running = opened(path, run_id="window", shelf=shelf)
    command = opened(path, run_id="command", shelf=shelf)
    enrol(command, shelf)
    command.close()
    shelf.is_there = False
    attempt(running, job("after"))
    running.close()
    assert result(path, shelf.keys) is Result.INTACT


def test_two_programs_with_the_same_keys_make_one_chain(path: Path) -> None:
    shelf = FakeShelf()
    first = opened(path, run_id="first", shelf=shelf)
    enrol(first, shelf)
    second = opened(path, run_id="second", shelf=FakeShelf(shelf.keys))
    for number in range(80):
        attempt(first, job(f"first-{number}"))
        attempt(second, job(f"second-{number}"))
    second.close()
    first.close()
    assert result(path, shelf.keys) is Result.INTACT


def test_what_only_saves_time_is_made_anew_where_it_was_changed(path: Path) -> None:
    records = opened(path)
    attempt(records, job())
    records.checkpoint()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER checkpoint_never_changes")
        connection.execute("UPDATE checkpoint SET peaks = x'00'")
    records.close()
    assert result(path, None) is Result.CANNOT_TELL
    attempted = opened(path, run_id="run-2")
    attempt(attempted, job("job-2"))
    attempted.close()
    assert result(path, None) is Result.CANNOT_TELL


def test_a_foreign_entry_stops_nothing_and_is_found(path: Path) -> None:
    records = opened(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO entry VALUES (2, 'OTHER', NULL, 'u', '{}')")
    attempt(records, job())
    records.close()
    ledger = open_ledger(path)
    report = verify(ledger.entries(), station=ledger.station(), trust=Trust())
    ledger.close()
    assert (report.result, report.bad_seq) == (Result.ALTERED, 2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE link SET mac = NULL",
        "DELETE FROM link",
        "REPLACE INTO link (seq, epoch, hash) VALUES (1, 1, zeroblob(32))",
        "UPDATE checkpoint SET size = 0",
        "DELETE FROM checkpoint",
        "UPDATE station SET id = zeroblob(16)",
        "DELETE FROM station",
        "REPLACE INTO station (one, id) VALUES (1, zeroblob(16))",
        "INSERT INTO station (one, id) VALUES (2, zeroblob(16))",
        "INSERT INTO link (seq, epoch, hash) VALUES (99, 1, x'00')",
    ],
)
def test_the_ledger_only_grows(path: Path, statement: str) -> None:
    opened(path).close()
    with (
        closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.IntegrityError),
        connection,
    ):
        connection.execute(statement)


def test_an_older_record_is_chained_when_it_is_migrated(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, STEPS[:2])
        for number in range(1, 251):
            body = json.dumps({"v": 1, "name": "张三", "monotonic_ns": number, "run": "old"})
            connection.execute(
                "INSERT INTO entry VALUES (?, 'BOOT', NULL, '2026-01-01T00:00:00Z', ?)",
                (number, body),
            )
    with pytest.raises(RecordError, match="not chained yet"):
        open_ledger(path)
    shelf = FakeShelf()
    records = opened(path, shelf=shelf)
    enrol(records, shelf)
    attempt(records, job())
    records.close()
    assert path.with_name("records.db.v2.bak").exists()
    assert result(path, shelf.keys) is Result.INTACT
    ledger = open_ledger(path)
    report = verify(ledger.entries(), station=ledger.station(), trust=Trust())
    assert report.chained_later == 250
    note = ledger.newest_note()
    ledger.close()
    assert note is not None
    # What was there, the first entry of this run and its checkpoint, the key's and its own, two
    # of the attempt.
    assert parse_note(note).checkpoint.size == 250 + 2 + 2 + 2
