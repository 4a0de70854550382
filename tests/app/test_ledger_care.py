"""The io thread looks at the newest entries of the ledger, and has them witnessed."""

import json
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from liveness_station.app.ledger_care import LedgerCare
from liveness_station.app.ledger_keys import KeyringShelf, keep_keys
from liveness_station.app.ledger_watch import LedgerWatch
from liveness_station.app.paths import find_places
from liveness_station.app.witnessing import RETRY_S, Witnessing
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.verdicts import Reason
from liveness_station.domain.witnesses import WitnessState
from liveness_station.ledger.keys import new_keys
from liveness_station.settings.values import Settings
from liveness_station.storage.records import SqliteRecords
from tests.fakes.vault import FakeVault
from tests.storage import tampering
from tests.storage.attempts import NOON, attempt, job, opened

_LIMIT_S = 30.0


@dataclass
class Desk:
    """A record with its keyring, opened anew for each run."""

    path: Path
    vault: FakeVault = field(default_factory=FakeVault)
    runs: int = 0

    def open(self) -> tuple[SqliteRecords, KeyringShelf]:
        self.runs += 1
        shelf = KeyringShelf(lambda: self.vault)
        return opened(self.path, run_id=f"run-{self.runs}", shelf=shelf), shelf

    def work(self, count: int) -> None:
        records, shelf = self.open()
        if not records.is_enrolled():
            records.enrol(new_keys(), keep=lambda *k: keep_keys(self.vault, *k))
        for number in range(count):
            attempt(records, job(f"run-{self.runs}-{number}"))
        records.close()
        shelf.close()

    def looked(self, *, ticks: int = 50) -> tuple[Alert, ...]:
        """Begins a run and returns what the watch finds."""
        records, shelf = self.open()
        watch = LedgerWatch(records.appender, shelf)
        shelf.look(records.appender.links.station(None), can_wait=True)  # type: ignore[arg-type]  # known by now
        for _ in range(ticks):
            watch.tick()
        records.close()
        shelf.close()
        return watch.alerts

    def tamper(self, sql: str) -> None:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            tampering.unlock(connection)
            connection.execute(sql)

    def findings(self) -> list[str]:
        with closing(sqlite3.connect(self.path)) as connection:
            rows = connection.execute("SELECT body FROM entry WHERE kind = 'FINDING'").fetchall()
        return [json.loads(body)["result"] for (body,) in rows]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "records.db")
    made.work(30)
    return made


def test_a_record_that_nobody_touched_raises_no_alarm(desk: Desk) -> None:
    assert desk.looked() == ()
    desk.work(700)
    assert desk.looked() == ()
    assert desk.findings() == []


@pytest.mark.allows_log("liveness_station.app.ledger_watch: .*")
@pytest.mark.parametrize("attempts", [0, 700])
def test_what_was_changed_among_the_newest_is_told_and_recorded(desk: Desk, attempts: int) -> None:
    """With 700 attempts more, the newest thousand begin at a checkpoint."""
    desk.work(attempts + 1)
    desk.tamper(
        "UPDATE entry SET body = replace(body, 'SPOOF', 'LIVE')"
        " WHERE seq = (SELECT max(seq) FROM entry WHERE kind = 'VERDICT')"
    )
    (alert,) = desk.looked()
    assert alert.code is AlertCode.RECORD_ALTERED
    assert desk.findings() == ["altered"]


@pytest.mark.allows_log("liveness_station.app.ledger_watch: .*")
def test_an_old_copy_is_told_of_by_the_keyring(desk: Desk, tmp_path: Path) -> None:
    shutil.copy(desk.path, tmp_path / "old.db")
    desk.work(200)
    shutil.copy(tmp_path / "old.db", desk.path)
    (alert,) = desk.looked()
    assert alert.code is AlertCode.RECORD_ROLLED_BACK
    assert desk.findings() == ["rolled_back"]


@pytest.mark.allows_log("liveness_station.app.*: .*")
def test_a_keyring_that_does_not_answer_is_not_waited_for(desk: Desk) -> None:
    desk.vault.trouble = Reason.CREDENTIALS_LOCKED
    assert desk.looked() == ()
    desk.tamper("UPDATE entry SET body = replace(body, 'SPOOF', 'LIVE') WHERE kind = 'VERDICT'")
    (alert,) = desk.looked()
    assert alert.code is AlertCode.RECORD_ALTERED


class Share:
    """A witness that hangs or fails when it is told to."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.is_free = threading.Event()
        self.is_free.set()
        self.is_broken = False
        self.asked = 0

    def put(self, note: str) -> None:
        self.asked += 1
        assert self.is_free.wait(_LIMIT_S)
        if self.is_broken:
            raise OSError("the share is gone")
        self.notes.append(note)


class Times:
    """A wall clock and one that does not jump, set by hand."""

    def __init__(self) -> None:
        self.passed_s = 0.0

    def utc(self) -> datetime:
        return NOON + timedelta(seconds=self.passed_s)

    def monotonic(self) -> float:
        return self.passed_s


@pytest.fixture
def records(desk: Desk) -> Iterator[SqliteRecords]:
    records, shelf = desk.open()
    records.checkpoint()
    yield records
    records.close()
    shelf.close()


def made(share: Share, times: Times, stamp: Path) -> Witnessing:
    return Witnessing([share], stamp, utc_now=times.utc, clock=times.monotonic)


def test_the_newest_checkpoint_arrives_once(records: SqliteRecords, tmp_path: Path) -> None:
    share, times = Share(), Times()
    witnessing = made(share, times, tmp_path / "stamp")
    assert witnessing.state == WitnessState(1, None)
    for _ in range(3):
        witnessing.tick(records.appender)
        witnessing.close()
    assert len(share.notes) == 1
    attempt(records, job("one more"))
    records.checkpoint()
    witnessing.tick(records.appender)
    witnessing.close()
    assert len(share.notes) == 2
    assert witnessing.state != WitnessState(1, None)
    # The next run knows how old it is before anything has arrived.
    times.passed_s += 90_000
    later = made(Share(), times, tmp_path / "stamp").state
    assert later.age is not None
    assert later.is_old


def test_a_share_that_hangs_holds_nobody_up(records: SqliteRecords, tmp_path: Path) -> None:
    share, times = Share(), Times()
    share.is_free.clear()
    witnessing = made(share, times, tmp_path / "stamp")
    for _ in range(20):
        witnessing.tick(records.appender)
    assert (share.asked <= 1, witnessing.state.age) == (True, None)
    share.is_free.set()
    witnessing.close()
    assert (len(share.notes), witnessing.state.age is not None) == (1, True)


@pytest.mark.allows_log("liveness_station.app.witnessing: .*")
def test_a_share_that_fails_is_tried_again_later(records: SqliteRecords, tmp_path: Path) -> None:
    share, times = Share(), Times()
    share.is_broken = True
    witnessing = made(share, times, tmp_path / "stamp")
    for _ in range(5):
        witnessing.tick(records.appender)
        witnessing.close()
    assert (share.asked, witnessing.state.is_old) == (1, True)
    times.passed_s += RETRY_S
    share.is_broken = False
    witnessing.tick(records.appender)
    witnessing.close()
    assert (share.asked, len(share.notes), witnessing.state.age is not None) == (2, 1, True)


def test_the_last_checkpoint_of_a_run_is_witnessed_before_it_ends(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    desk = Desk(tmp_path / "records.sqlite3")
    desk.work(1)
    records, shelf = desk.open()
    places = find_places(tmp_path)
    settings = Settings(witnesses=frozenset({str(folder)}))
    care = LedgerCare(places, settings, shelf, utc_now=lambda: datetime.now(UTC))
    care.begin(records.appender)
    attempt(records, job("last"))
    care.finish()
    records.close()
    shelf.close()
    with closing(sqlite3.connect(desk.path)) as connection:
        (newest,) = connection.execute("SELECT max(seq) FROM entry").fetchone()
    assert [int(file.stem.split("-")[1]) for file in folder.iterdir()] == [newest - 1]


def test_a_witness_that_has_heard_nothing_for_a_day_is_an_alert(tmp_path: Path) -> None:
    places = find_places(tmp_path)
    places.witnessed.write_text("2026-11-22T12:00:00.000000Z", encoding="ascii")
    shelf = KeyringShelf(FakeVault)
    settings = Settings(witnesses=frozenset({"os-log"}))
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    care = LedgerCare(places, settings, shelf, utc_now=lambda: now)
    assert care.alerts == (Alert(AlertCode.WITNESS_OLD, "24 h"),)
    quiet = LedgerCare(places, Settings(), shelf, utc_now=lambda: now)
    assert (quiet.alerts, quiet.witnessed.is_old) == ((), False)
