"""A damaged record is set aside, and the new one names it (fault S5)."""

import hashlib
import json
import sqlite3
import stat
import sys
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from liveness_station.domain.errors import RecordError
from liveness_station.ledger.chain import entry_hash
from liveness_station.ledger.epochs import Predecessor, parse_epoch
from liveness_station.ledger.keys import new_keys
from liveness_station.ledger.reports import Fault, Report, Result
from liveness_station.ledger.verifying import LinkedEntry, Trust, verify
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.quarantine import find_set_aside, is_suspect, mark_suspect
from tests.fakes.shelf import FakeShelf
from tests.storage.attempts import attempt, job, opened
from tools.document_record import schema

PAGE_BYTES = 4096


@pytest.fixture
def filled(path: Path) -> Path:
    """A record with fifty attempts."""
    records = opened(path)
    for number in range(50):
        attempt(records, job(f"job-{number}"))
    records.close()
    return path


def damage(path: Path, kind: str) -> bytes:
    """Damages a database in one way, and returns what it is now."""
    content = bytearray(path.read_bytes())
    if kind == "header":
        content[0:16] = bytes(16)
    elif kind == "pages":
        content[PAGE_BYTES:] = b"\xa5" * (len(content) - PAGE_BYTES)
    elif kind == "cut":
        del content[5000:]
    else:
        page = root_page(path, kind)
        content[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = b"\xa5" * PAGE_BYTES
    path.write_bytes(content)
    return bytes(content)


def root_page(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return int(connection.execute(sql, (name,)).fetchone()[0])


def report_of(path: Path) -> Report:
    with closing(open_ledger(path)) as ledger:
        return verify(ledger.entries(), station=ledger.station(), trust=Trust())


def predecessor_of(path: Path) -> Predecessor:
    report = report_of(path)
    assert report.fault is None
    assert report.predecessor is not None
    return report.predecessor


@pytest.mark.parametrize("kind", ["header", "pages", "cut", "entry", "link"])
def test_S5_a_damaged_record_is_set_aside_and_the_new_one_names_it(filled: Path, kind: str) -> None:
    damaged = damage(filled, kind)
    records = opened(filled, run_id="run-2")
    attempt(records, job("after"))
    records.close()
    (name,) = find_set_aside(filled)
    kept = filled.with_name(name)
    old = predecessor_of(filled)
    assert (old.file, old.reason) == (name, "corrupt")
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == old.sha256
    if kind == "header":
        assert kept.read_bytes() == damaged
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o400
    assert not is_suspect(filled)
    with closing(sqlite3.connect(filled)) as connection:
        kinds = connection.execute("SELECT kind FROM entry ORDER BY seq").fetchall()
        (body,) = connection.execute("SELECT body FROM entry WHERE seq = 1").fetchone()
    assert [kind for (kind,) in kinds][:3] == ["EPOCH", "BOOT", "SUBMITTED"]
    Draft202012Validator(schema()).validate({"kind": "EPOCH", "body": json.loads(body)})


def test_S5_the_new_record_names_the_old_head_where_it_can_be_read(filled: Path) -> None:
    with closing(open_ledger(filled)) as ledger:
        station = ledger.station()
        *_, newest = ledger.entries()
    damage(filled, "reply")
    records = opened(filled, run_id="run-2")
    with pytest.raises(RecordError, match="corrupt"):
        attempt(records, job("met"))
    records.close()
    opened(filled, run_id="run-3").close()
    old = predecessor_of(filled)
    assert newest.hash is not None
    assert old.station == station.hex()
    assert old.seq is not None
    assert old.seq >= newest.entry.seq
    assert old.head is not None
    with closing(open_ledger(filled)) as ledger:
        assert ledger.station() != station


def test_S5_damage_that_is_met_at_work_is_dealt_with_at_the_next_opening(filled: Path) -> None:
    records = opened(filled, run_id="run-2")
    records.close()
    damage(filled, "reply")
    records = opened(filled, run_id="run-3")
    with pytest.raises(RecordError, match="corrupt"):
        attempt(records, job("met"))
    assert is_suspect(filled)
    # This run still has it open: another one tears nothing from under it.
    assert not find_set_aside(filled)
    opened(filled, run_id="run-4").close()
    assert not find_set_aside(filled)
    records.close()
    records = opened(filled, run_id="run-5")
    attempt(records, job("after"))
    records.close()
    assert len(find_set_aside(filled)) == 1


def test_S5_a_record_that_turns_out_whole_stays(filled: Path) -> None:
    mark_suspect(filled)
    records = opened(filled, run_id="run-2")
    assert len(records.recent(99)) == 50
    records.close()
    assert not is_suspect(filled)
    assert not find_set_aside(filled)


def test_S5_what_was_not_yet_brought_back_is_kept_with_the_record(filled: Path) -> None:
    records = opened(filled, run_id="run-2")
    attempt(records, job("in the log"))
    log = filled.with_name(filled.name + "-wal").read_bytes()
    assert log
    copy = filled.parent.parent / "copy" / filled.name
    copy.parent.mkdir()
    copy.write_bytes(bytes(16) + filled.read_bytes()[16:])
    copy.with_name(copy.name + "-wal").write_bytes(log)
    records.close()
    opened(copy, run_id="run-3").close()
    # Set aside with its log, or made whole by it where that holds the page that was damaged.
    kept = b"".join(file.read_bytes() for file in copy.parent.glob("*.db*") if file.is_file())
    assert b"in the log" in kept


@pytest.mark.parametrize("calls", range(8))
def test_S5_a_setting_aside_that_is_cut_off_is_finished(
    filled: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    """Each time another one of its moves is the last."""
    damaged = damage(filled, "header")
    done: list[Path] = []

    class PowerCutError(BaseException):
        """Nobody catches this."""

    def move(self: Path, target: Path) -> Path:
        if len(done) == calls // 2:
            raise PowerCutError
        done.append(target)
        return moving(self, target)

    moving = Path.replace
    monkeypatch.setattr(Path, "replace", move)
    if calls % 2:
        filled.with_name(filled.name + "-wal").write_bytes(b"older")
    with suppress(PowerCutError):
        opened(filled, run_id="run-2").close()
    monkeypatch.undo()
    opened(filled, run_id="run-3").close()
    (name,) = find_set_aside(filled)
    assert filled.with_name(name).read_bytes() == damaged
    assert predecessor_of(filled).file == name
    assert not list(filled.parent.glob("*.next*"))


def test_S5_a_second_damage_is_set_aside_beside_the_first(filled: Path) -> None:
    for run in ("run-2", "run-3"):
        damage(filled, "header")
        opened(filled, run_id=run).close()
    first, second = find_set_aside(filled)
    assert first < second
    assert predecessor_of(filled).file == second


def test_S5_the_keys_stay_and_sign_nothing_for_the_new_station(path: Path) -> None:
    shelf = FakeShelf()

    records = opened(path, shelf=shelf)
    records.enrol(new_keys(), keep=shelf.keep)
    records.close()
    keys = shelf.keys
    damage(path, "header")
    records = opened(path, run_id="run-2", shelf=shelf)
    assert not records.is_enrolled()
    records.close()
    assert shelf.keys == keys
    assert report_of(path).result is Result.CANNOT_TELL


def test_an_entry_amid_the_record_cannot_name_another_record(filled: Path) -> None:
    with closing(open_ledger(filled)) as ledger:
        rows, station = list(ledger.entries()), ledger.station()
    entry = replace(rows[4].entry, kind=b"EPOCH")
    made = entry_hash(entry, station=station, prev=rows[3].hash or b"")
    forged = [*rows[:4], LinkedEntry(entry, made, None)]
    report = verify(forged, station=station, trust=Trust())
    assert (report.fault, report.bad_seq) == (Fault.EPOCH, 5)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"file": 1}', b"\xff", b"[" * 100_000])
def test_an_entry_that_names_nothing_is_no_predecessor(body: bytes) -> None:
    assert parse_epoch(body) is None
