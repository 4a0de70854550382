"""What somebody writes into the file while no program runs never comes under a signature."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.ledger.chain import Entry, entry_hash
from liveness_station.ledger.checkpoints import parse_note, public_key_of
from liveness_station.ledger.keys import new_keys
from liveness_station.ledger.merkle import Frontier
from liveness_station.ledger.reports import Fault, Report, Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.ledger.vouching import Ranges, ranges_of, vouched_in
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.uncoded import Uncoded
from tests.fakes.shelf import FakeShelf
from tests.storage.attempts import attempt, job, opened

Chain = list[tuple[int, str, str | None, str, str]]


@pytest.fixture
def shelf(path: Path) -> FakeShelf:
    """An enrolled record with two attempts, cleanly closed."""
    shelf = FakeShelf()
    records = opened(path, shelf=shelf)

    def keep(_: bytes, keys: object) -> None:
        shelf.keys = keys  # type: ignore[assignment]  # these are the keys

    records.enrol(new_keys(), keep=keep)
    attempt(records, job("one"))
    attempt(records, job("two"))
    records.close()
    return shelf


def report_of(path: Path, shelf: FakeShelf | None = None) -> Report:
    ledger = open_ledger(path)
    keys = None if shelf is None else shelf.keys
    trust = Trust() if keys is None else Trust((public_key_of(keys.seed),), keys=keys)
    report = verify(ledger.entries(), station=ledger.station(), trust=trust)
    ledger.close()
    return report


def is_newest_signed(path: Path) -> bool:
    ledger = open_ledger(path)
    note = ledger.newest_note()
    ledger.close()
    assert note is not None
    return bool(parse_note(note).signatures)


def run_once(path: Path, shelf: FakeShelf, name: str) -> None:
    """Has the program check somebody and close, as on any morning."""
    records = opened(path, run_id=name, shelf=shelf)
    attempt(records, job(name))
    records.close()


def invent(path: Path, *, mac: bytes | None) -> int:
    """Puts an attempt behind the last entry, with hashes that fit; returns its first number."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (station,) = connection.execute("SELECT id FROM station").fetchone()
        (last,) = connection.execute("SELECT max(seq) FROM entry").fetchone()
        (head,) = connection.execute("SELECT hash FROM link WHERE seq = ?", (last,)).fetchone()
        for number, kind in enumerate(("SUBMITTED", "VERDICT"), start=last + 1):
            row = (number, kind, "mallory", "2026-11-22T12:00:00.000000Z", '{"verdict":"LIVE"}')
            connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)
            entry = Entry(number, 1, *(str(part).encode() for part in row[1:]))
            head = entry_hash(entry, station=station, prev=head)
            connection.execute("INSERT INTO link VALUES (?, 1, ?, ?)", (number, head, mac))
    return int(last) + 1


def test_an_invented_attempt_is_never_signed_and_is_named(path: Path, shelf: FakeShelf) -> None:
    first = invent(path, mac=None)
    for name in ("monday", "tuesday"):
        run_once(path, shelf, name)
        assert not is_newest_signed(path)
        report = report_of(path, shelf)
        assert (report.result, report.unvouched) == (
            Result.CANNOT_TELL,
            ((first, first + 1),),
        )


def test_a_code_that_was_guessed_is_an_alteration(path: Path, shelf: FakeShelf) -> None:
    first = invent(path, mac=bytes(32))
    run_once(path, shelf, "monday")
    assert not is_newest_signed(path)
    report = report_of(path, shelf)
    assert (report.result, report.fault, report.bad_seq) == (Result.ALTERED, Fault.MAC, first)


def test_what_a_person_adopts_is_signed_again(path: Path, shelf: FakeShelf) -> None:
    first = invent(path, mac=None)
    run_once(path, shelf, "monday")
    records = opened(path, run_id="adopting", shelf=shelf)
    records.adopt(ranges_of([first, first + 1]))
    records.close()
    assert is_newest_signed(path)
    assert report_of(path, shelf).result is Result.INTACT


def test_a_verdict_that_is_changed_after_a_kill_is_never_signed(
    path: Path, shelf: FakeShelf
) -> None:
    records = opened(path, run_id="killed", shelf=shelf)
    attempt(records, job("three"))
    records.appender.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for name in ("entry_never_changes", "link_never_changes"):
            connection.execute(f"DROP TRIGGER {name}")
        (station,) = connection.execute("SELECT id FROM station").fetchone()
        seq, body = connection.execute(
            "SELECT seq, body FROM entry WHERE kind = 'VERDICT' ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        forged = body.replace('"SPOOF"', '"LIVE"')
        assert forged != body
        connection.execute("UPDATE entry SET body = ? WHERE seq = ?", (forged, seq))
        (head,) = connection.execute("SELECT hash FROM link WHERE seq = ?", (seq - 1,)).fetchone()
        rows: Chain = connection.execute(
            "SELECT seq, kind, job, utc, body FROM entry WHERE seq >= ? ORDER BY seq", (seq,)
        ).fetchall()
        for number, kind, job_id, utc, text in rows:
            owner = None if job_id is None else job_id.encode()
            entry = Entry(number, 1, kind.encode(), owner, utc.encode(), text.encode())
            head = entry_hash(entry, station=station, prev=head)
            connection.execute("UPDATE link SET hash = ?, mac = NULL WHERE seq = ?", (head, number))
    run_once(path, shelf, "monday")
    assert not is_newest_signed(path)
    report = report_of(path, shelf)
    assert report.result is Result.CANNOT_TELL
    assert report.unvouched[0][0] == seq


def test_a_body_that_is_changed_after_a_kill_is_never_signed(path: Path, shelf: FakeShelf) -> None:
    records = opened(path, run_id="killed", shelf=shelf)
    attempt(records, job("three"))
    records.appender.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER entry_never_changes")
        connection.execute(
            "UPDATE entry SET body = replace(body, 'SPOOF', 'LIVE')"
            " WHERE seq = (SELECT max(seq) FROM entry WHERE kind = 'VERDICT')"
        )
    run_once(path, shelf, "monday")
    assert not is_newest_signed(path)
    assert report_of(path, shelf).fault is Fault.HASH


def test_a_run_names_none_of_its_entries_that_was_exchanged() -> None:
    made = Uncoded()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE link (seq INTEGER, hash BLOB)")
        connection.executemany("INSERT INTO link VALUES (?, ?)", [(1, b"a"), (2, b"x")])
        made.add(1, b"a")
        made.add(2, b"b")
        made.settle(is_needless=False)
        assert made.name(connection).stretches == ((1, 1),)


def test_the_root_that_is_signed_is_never_taken_from_a_table(path: Path, shelf: FakeShelf) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER checkpoint_never_changes")
        (size,) = connection.execute("SELECT max(size) FROM checkpoint").fetchone()
        hashes = [row[0] for row in connection.execute("SELECT hash FROM link ORDER BY seq")]
        forged = Frontier().grown([bytes(32), *hashes[1:size]])
        connection.execute(
            "UPDATE checkpoint SET peaks = ? WHERE size = ?", (forged.to_bytes(), size)
        )
    run_once(path, shelf, "monday")
    assert is_newest_signed(path)
    assert report_of(path, shelf).result is Result.INTACT


def test_a_run_vouches_for_its_own_entries_and_for_no_others(path: Path, shelf: FakeShelf) -> None:
    shelf.is_there = False
    records = opened(path, run_id="late", shelf=shelf)
    attempt(records, job("early"))
    assert report_of(path, shelf).unvouched
    shelf.is_there = True
    attempt(records, job("later"))
    records.close()
    assert report_of(path, shelf).unvouched == ()
    assert is_newest_signed(path)


def test_the_opening_waits_for_keys_only_so_long_and_only_where_there_are_some(
    path: Path, shelf: FakeShelf
) -> None:
    opened(path, run_id="again", shelf=shelf).close()
    assert shelf.waits[-1:] == [2.0]
    fresh = FakeShelf()
    opened(path.parent / "other" / "records.db", run_id="other", shelf=fresh).close()
    assert fresh.waits == []


@pytest.mark.parametrize(
    ("own", "others", "left"),
    [
        ([1, 2, 3], [2], ((1, 1), (3, 3))),
        ([1, 2, 5, 6], [2, 3, 4, 5], ((1, 1), (6, 6))),
        ([4], [4], ()),
        ([4], [], ((4, 4),)),
    ],
)
def test_stretches_are_taken_out_of_stretches(
    own: list[int], others: list[int], left: tuple[tuple[int, int], ...]
) -> None:
    assert ranges_of(own).without(ranges_of(others)).stretches == left


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"entries":["3"]}', b'{"entries":["0-9"]}', b'{"entries":["9-3"]}']
)
def test_a_vouching_that_cannot_be_read_vouches_for_nothing(body: bytes) -> None:
    assert vouched_in(body) == Ranges()
