"""Rejects by the hour: of real checks alone, in the desk's own hours."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.hourly import read_hours
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import NOON, attempt, decision, job


def test_checks_are_counted_by_the_hour_they_began_in(records: SqliteRecords, path: Path) -> None:
    ends = (Verdict.LIVE, Verdict.LIVE, Verdict.SPOOF, Verdict.RETRY, Verdict.ERROR)
    for number, verdict in enumerate(ends):
        attempt(records, job(f"job-{number}"), decision(verdict))
    attempt(records, job("job-demo", is_demo=True), decision(Verdict.SPOOF))
    records.submitted(job("job-open"), endpoint="local", source="camera")
    hours = read_hours(path, NOON - timedelta(days=1), zone=ZoneInfo("UTC"))
    assert [hour.hour for hour in hours] == list(range(24))
    seen = hours[NOON.hour]
    assert (seen.passed, seen.refused, seen.retried, seen.failed) == (2, 1, 1, 1)
    assert (seen.total, seen.rejects) == (5, 2)
    assert sum(count for _, count in seen.reasons) == 2
    assert sum(hour.total for hour in hours) == 5


def test_hours_are_the_desks_own(records: SqliteRecords, path: Path) -> None:
    attempt(records, job("job-1"), decision(Verdict.SPOOF))
    hours = read_hours(path, NOON - timedelta(days=1), zone=ZoneInfo("Asia/Kathmandu"))
    local = NOON.astimezone(ZoneInfo("Asia/Kathmandu")).hour
    assert hours[local].refused == 1


def test_what_began_before_is_left_out(records: SqliteRecords, path: Path) -> None:
    attempt(records, job("job-1"), decision(Verdict.SPOOF))
    hours = read_hours(path, NOON + timedelta(days=1), zone=ZoneInfo("UTC"))
    assert sum(hour.total for hour in hours) == 0


def test_without_a_record_there_is_nothing_to_count(tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        read_hours(tmp_path / "none.sqlite3", NOON)
