"""A wall clock that was set leaves a CLOCK entry; one that goes as it should leaves none."""

import json
import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.storage.records import SqliteRecords, open_records
from tests.storage.attempts import NOON, attempt, job, outcome

HOUR_MS = 3_600_000
YEAR_MS = 365 * 24 * HOUR_MS


class Clocks:
    """The wall clock, which can be set, and the other one, which cannot."""

    def __init__(self) -> None:
        self.utc = NOON
        self.ticks_ms = 1_000_000

    def utc_now(self) -> datetime:
        return self.utc

    def monotonic_ns(self) -> int:
        return self.ticks_ms * 1_000_000

    def set_ahead(self, ms: int) -> None:
        self.utc += timedelta(milliseconds=ms)

    def go_on(self, ms: int) -> None:
        self.set_ahead(ms)
        self.ticks_ms += ms


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def opened_by(clocks: Clocks, path: Path, run_id: str = "run-1") -> SqliteRecords:
    return open_records(
        path, run_id=run_id, utc_now=clocks.utc_now, monotonic_ns=clocks.monotonic_ns
    )


def entries(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT seq, kind, utc, body FROM entry ORDER BY seq").fetchall()


def jumps(path: Path) -> list[tuple[int, int]]:
    """Returns number and size in milliseconds of each CLOCK entry."""
    return [
        (seq, json.loads(body)["jump_ms"])
        for seq, kind, _, body in entries(path)
        if kind == "CLOCK"
    ]


@pytest.mark.parametrize("jump_ms", [-HOUR_MS, HOUR_MS, YEAR_MS, -5_000, 5_000])
def test_K2_K3_a_clock_that_was_set_has_a_row_before_what_follows(
    path: Path, clocks: Clocks, jump_ms: int
) -> None:
    records = opened_by(clocks, path)
    records.submitted(job(), endpoint="local", source="camera")
    clocks.go_on(700)
    clocks.set_ahead(jump_ms)
    records.finished(outcome(job()), source="camera")
    attempt(records, job("job-2"))
    records.close()
    kinds = [kind for _, kind, _, _ in entries(path)]
    assert kinds == ["BOOT", "SUBMITTED", "CLOCK", "VERDICT", "SUBMITTED", "VERDICT", "CHECKPOINT"]
    assert jumps(path) == [(3, jump_ms)]
    body = json.loads(entries(path)[2][3])
    assert body["last_utc"] == "2026-11-22T12:00:00.000000Z"
    assert (body["run"], body["v"]) == ("run-1", 2)


@pytest.mark.parametrize("jump_ms", [-4_999, -1, 0, 1, 4_999])
def test_K2_a_clock_that_is_kept_right_has_none(path: Path, clocks: Clocks, jump_ms: int) -> None:
    records = opened_by(clocks, path)
    clocks.go_on(HOUR_MS)
    clocks.set_ahead(jump_ms)
    attempt(records, job())
    records.close()
    assert jumps(path) == []


def test_K2_a_clock_set_back_between_two_runs_has_a_row(path: Path, clocks: Clocks) -> None:
    """How long the station was off, nobody knows; that it is earlier than before, everybody."""
    opened_by(clocks, path).close()
    clocks.ticks_ms = 5
    clocks.set_ahead(HOUR_MS)
    opened_by(clocks, path, "run-2").close()
    assert jumps(path) == []
    clocks.set_ahead(-YEAR_MS)
    opened_by(clocks, path, "run-3").close()
    assert jumps(path) == [(5, -YEAR_MS)]


def test_K2_a_row_that_was_not_committed_is_written_with_the_next(
    path: Path, clocks: Clocks
) -> None:
    records = opened_by(clocks, path)
    clocks.set_ahead(-HOUR_MS)
    with pytest.raises(RecordError):
        records.finished(outcome(job("never submitted")), source="camera")
    assert jumps(path) == []
    attempt(records, job())
    records.close()
    assert jumps(path) == [(2, -HOUR_MS)]


def test_K4_summer_time_and_travel_have_none(
    path: Path, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = opened_by(clocks, path)
    try:
        for number, zone in enumerate(("Europe/Berlin", "Asia/Shanghai", "America/Lima")):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            clocks.go_on(HOUR_MS)
            attempt(records, job(f"job-{number}"))
    finally:
        records.close()
        monkeypatch.undo()
        time.tzset()
    assert jumps(path) == []


def test_K5_a_sleep_has_none_where_the_other_clock_goes_on(path: Path, clocks: Clocks) -> None:
    records = opened_by(clocks, path)
    clocks.go_on(8 * HOUR_MS)
    attempt(records, job())
    records.close()
    assert jumps(path) == []


def test_the_clocks_of_this_machine_agree(path: Path) -> None:
    records = open_records(path, run_id="run-1", utc_now=lambda: datetime.now().astimezone())
    for number in range(3):
        attempt(records, job(f"job-{number}"))
    records.close()
    assert jumps(path) == []


@pytest.mark.parametrize(
    ("utc", "body"),
    [
        ("u", "{}"),
        ("2026-11-22T15:00:00Z", "{}"),
        ("2026-11-22T15:00:00Z", "[]"),
        ("2026-11-22T15:00:00Z", "no json"),
        ("2026-11-22T15:00:00Z", '{"monotonic_ns":null,"run":"a"}'),
    ],
)
def test_an_entry_that_cannot_be_read_stops_nothing(
    path: Path, clocks: Clocks, utc: str, body: str
) -> None:
    records = opened_by(clocks, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        sql = "INSERT INTO entry (seq, kind, utc, body) VALUES (2, 'OTHER', ?, ?)"
        connection.execute(sql, (utc, body))
    attempt(records, job())
    records.close()
    assert jumps(path) == []


def test_a_time_without_a_zone_is_taken_for_utc(path: Path, clocks: Clocks) -> None:
    records = opened_by(clocks, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        body = '{"monotonic_ns":0,"run":"other"}'
        sql = "INSERT INTO entry (seq, kind, utc, body) VALUES (2, 'OTHER', ?, ?)"
        connection.execute(sql, ("2026-11-22T13:00:00", body))
    attempt(records, job())
    records.close()
    assert jumps(path) == [(3, -HOUR_MS)]
