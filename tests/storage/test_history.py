"""Searching the record: pages, counts, everything about one attempt, and what erasing leaves."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.domain.verdicts import Verdict
from liveness_station.ledger.reports import Fault
from liveness_station.storage import history_plan
from liveness_station.storage.contradictions import Contradiction
from liveness_station.storage.erasing import Cause, DataClass, Eraser
from liveness_station.storage.history import HistoryReader, open_history
from liveness_station.storage.history_plan import Way, make_plan
from liveness_station.storage.history_query import HistoryQuery
from liveness_station.storage.history_rows import fold
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.migrations.step_0004_history import add_history
from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import NOON, Clock, attempt, decision, job, opened, outcome

ALL = HistoryQuery()


@pytest.fixture
def history(records: SqliteRecords, path: Path) -> Iterator[HistoryReader]:
    fill(records)
    reader = open_history(path)
    yield reader
    reader.close()


def fill(records: SqliteRecords) -> None:
    for number in range(30):
        verdict = Verdict.SPOOF if number % 3 else Verdict.RETRY
        attempt(records, job(f"job-{number}", subject=f"A-{number:02}"), decision(verdict))
    attempt(records, job("job-zh", subject="张三"))
    attempt(records, job("job-wide", subject="Ｂ－７ Émile"))
    records.submitted(job("job-open", subject="open"), endpoint="local", source="camera 2")


def jobs(reader: HistoryReader, query: HistoryQuery, *, limit: int = 7) -> list[str]:
    """Returns the jobs of all pages; each page must be followed by older ones."""
    found: list[str] = []
    before: int | None = None
    for _ in count():
        page = reader.page(query, before=before, limit=limit)
        assert len(page.rows) <= limit
        found += [row.summary.job_id for row in page.rows]
        if page.before is None:
            return found
        assert before is None or page.before < before
        before = page.before
    raise AssertionError


def test_pages_hold_every_attempt_once_and_the_newest_first(history: HistoryReader) -> None:
    found = jobs(history, ALL)
    assert found[:3] == ["job-open", "job-wide", "job-zh"]
    assert found[3:] == [f"job-{number}" for number in reversed(range(30))]
    assert history.count(ALL).count == 33


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (HistoryQuery(subject="a-1"), [f"job-{number}" for number in range(19, 9, -1)]),
        (HistoryQuery(subject=" A-07 "), ["job-7"]),
        (HistoryQuery(subject="张"), ["job-zh"]),
        (HistoryQuery(subject="b-7 é"), ["job-wide"]),
        (HistoryQuery(subject="a_"), []),
        (HistoryQuery(subject="%"), []),
        (HistoryQuery(outcomes=frozenset({""})), ["job-open"]),
        (HistoryQuery(source="camera 2"), ["job-open"]),
        (HistoryQuery(source="CAMERA", subject="a-2", reason="below_threshold"),
         [f"job-{number}" for number in range(29, 19, -1)]),
        (HistoryQuery(reason="replay"), []),
        (HistoryQuery(subject="a-0", outcomes=frozenset({"RETRY"})),
         ["job-9", "job-6", "job-3", "job-0"]),
        (HistoryQuery(subject="a-0", outcomes=frozenset({"RETRY", "SPOOF"})),
         [f"job-{number}" for number in range(9, -1, -1)]),
        (HistoryQuery(operator="nobody"), []),
    ],
)  # fmt: skip
def test_each_filter_finds_what_fits(
    history: HistoryReader, query: HistoryQuery, expected: list[str]
) -> None:
    assert jobs(history, query, limit=3) == expected
    assert history.count(query).count == len(expected)
    assert history.count(query).is_exact


def test_a_range_of_time_takes_its_beginning_and_not_its_end(history: HistoryReader) -> None:
    rows = [row.summary for row in history.rows(ALL)]
    first, last = rows[20].submitted_at, rows[10].submitted_at
    query = HistoryQuery(begun_from=first, begun_before=last)
    assert jobs(history, query) == [row.job_id for row in rows[11:21]]
    assert jobs(history, HistoryQuery(begun_from=NOON + timedelta(days=1))) == []
    assert jobs(history, HistoryQuery(begun_before=NOON)) == []


def test_a_clock_that_was_set_back_hides_nothing(path: Path) -> None:
    for run, days in enumerate((0, -40, 1)):
        records = opened(path, run_id=f"r{run}", utc_now=Clock(NOON + timedelta(days=days)))
        attempt(records, job(f"job-{run}"))
        records.close()
    with closing(open_history(path)) as history:
        early = HistoryQuery(begun_before=NOON - timedelta(days=9))
        assert jobs(history, early) == ["job-1"]
        late = HistoryQuery(
            begun_from=NOON - timedelta(hours=1), begun_before=NOON.replace(hour=13)
        )
        assert jobs(history, late) == ["job-0"]


@pytest.mark.parametrize("few", [0, 5, 10_000])
def test_every_way_through_the_table_finds_the_same(
    history: HistoryReader, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(history_plan, "FEW", few)
    query = HistoryQuery(subject="a-", outcomes=frozenset({"RETRY"}))
    assert jobs(history, query, limit=4) == [f"job-{n}" for n in range(27, -1, -3)]
    assert history.count(query).count == 10


def test_what_is_rare_is_found_by_it_and_what_is_common_is_read_off_in_order(
    records: SqliteRecords, history: HistoryReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert jobs(history, ALL)
    monkeypatch.setattr(history_plan, "FEW", 5)
    database = records.appender.database
    for query, way, index in (
        (HistoryQuery(subject="A-07"), Way.BY_FEW, "history_subject"),
        (HistoryQuery(source="camera"), Way.BY_ROW, ""),
        (HistoryQuery(source="camera", reason="below_threshold"), Way.BY_VALUE, "history_reason"),
        (HistoryQuery(subject="a-"), Way.BY_ROW, ""),
    ):
        plan = make_plan(database, query)
        assert plan.way is way
        assert index in plan.source
        sql = f"SELECT seq FROM {plan.source} WHERE {plan.condition} AND seq < 99 ORDER BY seq DESC"  # noqa: S608 - the plan's own words
        steps = str(database.query(f"EXPLAIN QUERY PLAN {sql}", plan.values))
        assert index in steps
        assert ("TEMP B-TREE" in steps) is (way is Way.BY_FEW and "=" not in plan.condition)


def test_a_search_that_takes_its_time_says_where_to_go_on(
    history: HistoryReader, records: SqliteRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    del history
    monkeypatch.setattr(history_plan, "FEW", 0)
    monkeypatch.setattr("liveness_station.storage.history.STEP", 10)
    monkeypatch.setattr("liveness_station.storage.history._SAMPLE", 2)
    ticks = count()
    reader = HistoryReader(records.appender.database, clock=lambda: next(ticks) * 1.0)
    page = reader.page(HistoryQuery(subject="a-0"))
    assert page.rows == ()
    assert page.before is not None
    assert jobs(reader, HistoryQuery(subject="a-0")) == [f"job-{n}" for n in range(9, -1, -1)]
    found = reader.count(HistoryQuery(subject="a-"))
    assert not found.is_exact
    assert 20 <= found.count <= 40


def test_the_detail_holds_every_entry_of_an_attempt(records: SqliteRecords, path: Path) -> None:
    checked = job("job-1")
    records.submitted(checked, endpoint="local", source="camera")
    records.tried(outcome(checked, decision(Verdict.RETRY, request_id="req-0")))
    records.finished(outcome(checked, decision(Verdict.SPOOF)), source="camera")
    records.late(outcome(checked, decision(request_id=None)))
    with closing(open_history(path)) as history:
        detail = history.detail("job-1")
        assert detail is not None
        assert [entry.kind for entry in detail.entries] == [
            "SUBMITTED", "TRIED", "VERDICT", "LATE",
        ]  # fmt: skip
        assert ("reason", "below_threshold") in detail.entries[2].fields
        assert detail.row.summary.subject == "张三 42"
        assert history.detail("job-2") is None


def test_a_pass_that_came_late_is_found_as_late(records: SqliteRecords, path: Path) -> None:
    checked = job("job-1")
    records.submitted(checked, endpoint="local", source="camera")
    records.finished(outcome(checked, decision(Verdict.LIVE)), source="camera")
    records.late(outcome(checked, decision(Verdict.LIVE, request_id=None)))
    with closing(open_history(path)) as history:
        assert jobs(history, HistoryQuery(outcomes=frozenset({"LATE"}))) == ["job-1"]
        assert jobs(history, HistoryQuery(outcomes=frozenset({"LIVE"}))) == []


def test_an_erased_name_is_found_no_more_and_nowhere_kept(
    records: SqliteRecords, history: HistoryReader, path: Path
) -> None:
    Eraser(records.appender).erase(["job-zh"], DataClass.PERSON, Cause.REQUEST)
    assert jobs(history, HistoryQuery(subject="张")) == []
    found = history.detail("job-zh")
    assert found is not None
    assert found.row.summary.subject is None
    records.close()
    assert "张三".encode() not in path.read_bytes()
    with closing(open_ledger(path)) as ledger:
        assert ledger.contradiction() is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE history SET outcome = 'LIVE' WHERE seq = {seq}",
        "UPDATE history SET reason = 'above_threshold' WHERE seq = {seq}",
        "UPDATE history SET utc = '2020-01-01T00:00:00.000000Z' WHERE seq = {seq}",
        "UPDATE history SET mode = 'DEMO' WHERE seq = {seq}",
        "UPDATE history SET subject = 'somebody else' WHERE seq = {seq}",
        "UPDATE history SET subject = NULL WHERE seq = {seq}",
        "UPDATE history SET source = 'another' WHERE seq = {seq}",
        "UPDATE history SET operator = 'another' WHERE seq = {seq}",
        "DELETE FROM history WHERE seq = {seq}",
        "INSERT INTO history (seq, utc, mode) SELECT 1, utc, mode FROM history LIMIT 1",
    ],
)
def test_the_verifier_sees_that_a_row_to_search_by_was_changed(
    records: SqliteRecords, path: Path, change: str
) -> None:
    fill(records)
    (seq,) = records.appender.query("SELECT submitted_seq FROM attempt WHERE job = 'job-7'")[0]
    with closing(open_ledger(path)) as ledger:
        assert ledger.contradiction() is None
    with records.appender.database.transaction() as connection:
        connection.execute(change.format(seq=seq))
    with closing(open_ledger(path)) as ledger:
        found = Contradiction(Fault.DERIVED, 1 if change.startswith("INSERT") else int(str(seq)))
        assert ledger.contradiction() == found


def test_a_record_of_the_version_before_is_indexed_and_the_same_is_found(path: Path) -> None:
    records = opened(path)
    fill(records)
    before = records.appender.query("SELECT * FROM history ORDER BY seq")
    records.close()
    with closing(sqlite3.connect(path)) as connection:
        for name in ("history_follows", "history_forgets"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DROP INDEX entry_beside")
        connection.execute("DROP TABLE history")
        connection.execute("DROP TABLE picture")
        connection.execute("PRAGMA user_version = 3")
        connection.commit()
    with pytest.raises(RecordError, match="older version"):
        open_history(path)
    with closing(open_ledger(path)) as ledger:
        assert ledger.contradiction() is None
    with closing(sqlite3.connect(path)) as connection:
        add_history(connection)
        assert connection.execute("SELECT * FROM history ORDER BY seq").fetchall() == before
        connection.rollback()


def test_folding_is_for_searching_only(history: HistoryReader) -> None:
    assert fold("Ｂ－７ ÉMILE") == "b-7 émile"
    found = history.detail("job-wide")
    assert found is not None
    assert found.row.summary.subject == "Ｂ－７ Émile"
