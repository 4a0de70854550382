"""A check of the desk itself, or of a drill: in the record, and in none of its counts."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from liveness_station.domain.recent_attempts import RecentAttempts
from liveness_station.domain.simulation import ENGINE_PREFIX
from liveness_station.domain.verdicts import Verdict
from liveness_station.exports.tables import cells_of
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.history import open_history
from liveness_station.storage.history_query import HistoryQuery
from liveness_station.storage.hourly import read_hours
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.reading import open_reader
from liveness_station.storage.records import SqliteRecords
from liveness_station.ui.history_presenter import present_row
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.history import history_words
from tests.storage.attempts import NOON, decision, job, outcome


def test_it_is_recorded_marked_and_counted_nowhere(records: SqliteRecords, path: Path) -> None:
    own = replace(job("job-setup", subject="SETUP"), is_setup=True, is_demo=True)
    records.submitted(own, endpoint="local", source="camera")
    records.finished(outcome(own, decision(Verdict.LIVE)), source="camera")
    reader = open_reader(path)
    (attempt,) = reader.recent(5)
    assert (attempt.is_setup, attempt.is_demo, attempt.outcome) == (True, False, "LIVE")
    assert reader.counts_since(NOON - timedelta(days=1)).total == 0
    reader.close()
    hours = read_hours(path, NOON - timedelta(days=1), zone=ZoneInfo("UTC"))
    assert sum(hour.total for hour in hours) == 0
    history = open_history(path)
    (row,) = history.page(HistoryQuery()).rows
    history.close()
    assert "SETUP" in cells_of(row)[11]
    shown = present_row(row, ENGLISH, history_words(ENGLISH))
    assert "Setting up the desk" in shown.cells[2]


def test_a_simulator_outranks_it(records: SqliteRecords, path: Path) -> None:
    own = replace(job("job-setup"), is_setup=True)
    records.submitted(own, endpoint="local", source="camera")
    played = replace(outcome(own, decision(Verdict.LIVE)), engine=f"{ENGINE_PREFIX}1")
    records.finished(played, source="camera")
    reader = open_reader(path)
    (attempt,) = reader.recent(5)
    assert attempt.is_simulated
    reader.close()


@pytest.mark.parametrize("engine", ["minifasnet/1", f"{ENGINE_PREFIX}1"])
def test_a_drill_is_recorded_marked_and_counted_nowhere(
    records: SqliteRecords, path: Path, engine: str
) -> None:
    own = replace(job("job-drill"), is_training=True, is_demo=True)
    records.submitted(own, endpoint="local", source="camera")
    records.finished(replace(outcome(own, decision(Verdict.LIVE)), engine=engine), source="camera")
    reader = open_reader(path)
    (attempt,) = reader.recent(5)
    assert (attempt.is_training, attempt.is_simulated, attempt.is_demo) == (True, False, False)
    assert reader.counts_since(NOON - timedelta(days=1)).total == 0
    reader.close()
    hours = read_hours(path, NOON - timedelta(days=1), zone=ZoneInfo("UTC"))
    assert sum(hour.total for hour in hours) == 0
    log = DeskLog(records.appender)
    assert log.recent_attempts(own.subject.reference, within_s=3600) == RecentAttempts()
    history = open_history(path)
    (row,) = history.page(HistoryQuery()).rows
    history.close()
    assert cells_of(row)[11] == "TRAINING"
    assert "DRILL" in present_row(row, ENGLISH, history_words(ENGLISH)).cells[2]
    with closing(open_ledger(path)) as ledger:
        assert ledger.contradiction() is None
