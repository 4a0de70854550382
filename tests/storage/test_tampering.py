"""Whatever is done to a record by somebody without its keys is found (11 kinds)."""

import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from liveness_station.ledger.checkpoints import parse_note, public_key_of
from liveness_station.ledger.keys import StationKeys, new_keys
from liveness_station.ledger.reports import Fault, Report, Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.storage.ledger_reading import open_ledger
from tests.fakes.shelf import FakeShelf
from tests.storage import tampering
from tests.storage.attempts import attempt, job, opened

FOUND = {Result.ALTERED, Result.ROLLED_BACK}


@dataclass(frozen=True)
class Stand:
    """A record, an older copy of it, and what two people know who verify it."""

    record: Path
    older: Path
    keys: StationKeys
    auditor: Trust

    @property
    def station(self) -> Trust:
        return Trust(public_keys=(public_key_of(self.keys.seed),), keys=self.keys)


def examined(path: Path, trust: Trust) -> Report:
    ledger = open_ledger(path)
    report = verify(ledger.entries(), station=ledger.station(), trust=trust)
    orphan, found = ledger.orphan(), ledger.contradiction()
    ledger.close()
    if orphan is not None:
        report = report.altered(Fault.NO_ENTRY, orphan)
    return report if found is None else report.altered(found.fault, found.seq)


def keep_nowhere(station: bytes, keys: StationKeys) -> None:
    """The shelf learns of the keys with the first checkpoint."""


def plain(path: Path) -> None:
    """Makes a record one file that is quick to copy and to change."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    folder = tmp_path_factory.mktemp("stand")
    path = folder / "records.db"
    shelf = FakeShelf()
    records = opened(path, run_id="first", shelf=shelf)
    records.enrol(new_keys(), keep=keep_nowhere)
    for number in range(20):
        attempt(records, job(f"first-{number}"))
    records.close()
    plain(path)
    shutil.copy(path, folder / "older.db")
    records = opened(path, run_id="second", shelf=shelf)
    for number in range(60):
        attempt(records, job(f"second-{number}"))
    records.close()
    plain(path)
    assert shelf.keys is not None
    ledger = open_ledger(path)
    note = ledger.newest_note()
    ledger.close()
    assert note is not None
    witness = parse_note(note).checkpoint
    key = public_key_of(shelf.keys.seed)
    return Stand(path, folder / "older.db", shelf.keys, Trust((key,), (witness,)))


def test_nobody_finds_fault_with_what_nobody_touched(stand: Stand) -> None:
    for trust in (stand.station, stand.auditor, Trust(stand.auditor.public_keys)):
        report = examined(stand.record, trust)
        assert (report.result, report.fault) == (Result.INTACT, None)
        assert report.signed >= 4
    assert examined(stand.record, stand.station).by_hash == 0
    assert examined(stand.record, Trust()).result is Result.CANNOT_TELL


def test_every_tampering_is_found(
    stand: Stand, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(5)
    missed: Counter[str] = Counter()
    for number in range(int(request.config.getoption("--tamper-count"))):
        kind = number % (len(tampering.ALL) + 1)
        is_old = kind == len(tampering.ALL)
        tamper = tampering.go_on if is_old else tampering.ALL[kind]
        path = tmp_path / "tampered.db"
        shutil.copy(stand.older if is_old else stand.record, path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            tampering.unlock(connection)
            changes = connection.total_changes
            tamper(connection, chance)
            connection.commit()
            assert is_old or connection.total_changes > changes
        for who, trust in (("station", stand.station), ("auditor", stand.auditor)):
            if examined(path, trust).result not in FOUND:
                missed[f"{tamper.__name__} {who} {number}"] += 1
    assert missed == Counter()


@pytest.mark.parametrize("edit", tampering.LIST_EDITS)
def test_lists_that_say_something_else_are_found(stand: Stand, tmp_path: Path, edit: str) -> None:
    path = tmp_path / "tampered.db"
    shutil.copy(stand.record, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        tampering.unlock(connection)
        connection.execute(edit, ("first-7",))
    report = examined(path, stand.station)
    assert (report.result, report.fault) == (Result.ALTERED, Fault.DERIVED)


def test_a_link_without_its_entry_is_found(stand: Stand, tmp_path: Path) -> None:
    path = tmp_path / "tampered.db"
    shutil.copy(stand.record, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        tampering.unlock(connection)
        end = tampering.last(connection)
        connection.execute("DELETE FROM entry WHERE seq = ?", (end,))
    report = examined(path, stand.auditor)
    assert (report.result, report.fault, report.bad_seq) == (Result.ALTERED, Fault.NO_ENTRY, end)


def test_an_old_copy_is_found_by_witness_and_by_keyring(stand: Stand) -> None:
    for trust in (stand.station, stand.auditor):
        report = examined(stand.older, trust)
        assert (report.result, report.fault) == (Result.ROLLED_BACK, Fault.WITNESS)
        assert report.bad_seq == report.entries + 1


def test_an_old_copy_that_was_gone_on_with_is_found(stand: Stand, tmp_path: Path) -> None:
    """By the attacker's own program, with all entries that the witness counts, and more."""
    path = tmp_path / "forked.db"
    shutil.copy(stand.older, path)
    records = opened(path, run_id="forked")
    for number in range(120):
        attempt(records, job(f"forked-{number}"))
    records.close()
    for trust in (stand.station, stand.auditor):
        assert examined(path, trust).result in FOUND


def test_the_station_signs_no_older_copy_of_its_own_record(stand: Stand, tmp_path: Path) -> None:
    path = tmp_path / "restored.db"
    shutil.copy(stand.older, path)
    shelf = FakeShelf(stand.keys)
    records = opened(path, run_id="restored", shelf=shelf)
    for number in range(120):
        attempt(records, job(f"restored-{number}"))
    records.close()
    assert shelf.keys == stand.keys
    assert examined(path, stand.station).result in FOUND
    assert examined(path, Trust(stand.auditor.public_keys)).result is Result.CANNOT_TELL


@pytest.mark.parametrize("job_id", ["first-7", "third-7"])
def test_the_station_signs_no_chain_that_was_made_anew_while_it_worked(
    stand: Stand, tmp_path: Path, job_id: str
) -> None:
    """Before the newest checkpoint or after it, signatures and codes taken away."""
    path = tmp_path / "made-anew.db"
    shutil.copy(stand.record, path)
    shelf = FakeShelf(stand.keys)
    records = opened(path, run_id="third", shelf=shelf)
    for number in range(20):
        attempt(records, job(f"third-{number}"))
    with closing(sqlite3.connect(path)) as connection, connection:
        tampering.unlock(connection)
        connection.execute(
            "UPDATE entry SET body = replace(body, '0.8', '0.1') WHERE job = ?", (job_id,)
        )
        tampering.rehash(connection, with_macs=False)
    records.close()
    assert shelf.keys == stand.keys
    for trust in (stand.station, stand.auditor, Trust(stand.auditor.public_keys)):
        assert examined(path, trust).result is not Result.INTACT


def test_what_nothing_can_show_without_a_witness(stand: Stand) -> None:
    """An old copy is whole in itself: docs/ledger.md says so, and so does the command."""
    assert examined(stand.older, Trust(stand.auditor.public_keys)).result is Result.INTACT


def test_the_entry_of_the_newest_checkpoint_is_missed_by_the_keyring_alone(
    stand: Stand, tmp_path: Path
) -> None:
    """Whoever has that very checkpoint outside has all that the entry held."""
    path = tmp_path / "shorter.db"
    shutil.copy(stand.record, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        tampering.unlock(connection)
        end = tampering.last(connection)
        for table in ("link", "checkpoint", "entry"):
            connection.execute(f"DELETE FROM {table} WHERE seq = ?", (end,))  # noqa: S608 - a name of this line's own
    assert examined(path, stand.station).result is Result.ROLLED_BACK
    assert examined(path, stand.auditor).result is Result.INTACT
