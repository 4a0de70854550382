"""How often a subject was checked of late: after a restart, whatever the clock was set to, fast."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from liveness_station.domain.desk_events import AllowanceEvent
from liveness_station.domain.outcomes import Job
from liveness_station.domain.recent_attempts import RecentAttempts
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.bodies import Kind
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.erasing import Cause, DataClass, Eraser
from liveness_station.storage.migrations import STEPS, migrate
from liveness_station.storage.recent_attempts import ALLOWANCES_SQL, ATTEMPTS_SQL
from liveness_station.storage.records import SqliteRecords, open_records
from tests.storage.attempts import NOON, attempt, decision, job, outcome

WHO = "P-1"
TEN_MIN_S = 600.0


class Desk:
    """A record whose wall clock and whose other clock are set apart."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.utc = NOON
        self.monotonic_ns = 0
        self.runs = 0
        self.records: SqliteRecords
        self.start()

    def start(self) -> None:
        self.runs += 1
        self.records = open_records(
            self.path,
            run_id=f"run-{self.runs}",
            utc_now=self.now,
            monotonic_ns=lambda: self.monotonic_ns,
        )
        self.log = DeskLog(self.records.appender)

    def restart(self) -> None:
        self.records.close()
        self.monotonic_ns = 7
        self.start()

    def now(self) -> datetime:
        return self.utc

    def pass_by(self, seconds: float) -> None:
        self.utc += timedelta(seconds=seconds)
        self.monotonic_ns += int(seconds * 1e9)

    def check(self, job_id: str, verdict: Verdict = Verdict.SPOOF, *, subject: str = WHO) -> None:
        attempt(
            self.records,
            job(job_id, subject=subject),
            decision(verdict, request_id=f"req-{job_id}"),
        )

    def recent(self, subject: str = WHO) -> RecentAttempts:
        return self.log.recent_attempts(subject, within_s=TEN_MIN_S)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "records.sqlite3")


@pytest.fixture(autouse=True)
def _closed(desk: Desk) -> object:
    yield
    desk.records.close()


def test_nobody_was_here(desk: Desk) -> None:
    assert desk.recent() == RecentAttempts()


@pytest.mark.parametrize("is_restarted", [False, True])
def test_judged_attempts_count_until_they_are_too_old(desk: Desk, *, is_restarted: bool) -> None:
    desk.check("a", Verdict.LIVE)
    desk.pass_by(200)
    desk.check("b", Verdict.RETRY)
    desk.pass_by(100)
    desk.check("c", Verdict.SPOOF)
    desk.pass_by(50)
    if is_restarted:
        desk.restart()
    assert desk.recent() == RecentAttempts((50.0, 150.0, 350.0), "c")
    desk.pass_by(250.5)
    assert desk.recent().ages_s == (300.5, 400.5)
    desk.pass_by(600)
    assert desk.recent() == RecentAttempts()


def test_an_attempt_that_nobody_judged_is_the_last_one_and_does_not_count(desk: Desk) -> None:
    desk.check("a")
    desk.check("b", Verdict.ERROR)
    desk.records.submitted(job("c", subject=WHO), endpoint="local", source="camera")
    assert desk.recent() == RecentAttempts((0.0,), "c")


def test_a_pass_that_nobody_was_shown_does_not_count(desk: Desk) -> None:
    shown = outcome(job("a", subject=WHO), decision(Verdict.LIVE))
    desk.records.submitted(shown.job, endpoint="local", source="camera")
    desk.records.late(desk.records.finished(shown, source="camera"))
    assert desk.recent() == RecentAttempts((), "a")


@pytest.mark.parametrize(
    "own",
    [
        job("a", subject=WHO, is_demo=True),
        replace(job("a", subject=WHO), is_setup=True),
        replace(job("a", subject=WHO), is_training=True),
    ],
    ids=["demo", "setup", "training"],
)
def test_what_counts_nowhere_does_not_count_here(desk: Desk, own: Job) -> None:
    attempt(desk.records, own)
    assert desk.recent() == RecentAttempts()


def test_who_is_written_otherwise_counts_as_the_same_and_is_not_followed(desk: Desk) -> None:
    desk.check("a", subject="p-1")
    desk.check("b", subject="P-1 ")
    assert len(desk.recent().ages_s) == 1, "the limit is not dodged by a letter's case"
    assert desk.recent().last_job == "", "what follows what is told letter for letter"
    assert desk.recent("p-1").last_job == "a"


@pytest.mark.parametrize("jump_s", [-86_400, 86_400])
def test_setting_the_clock_frees_nobody_within_a_run(desk: Desk, jump_s: int) -> None:
    desk.check("a")
    desk.utc += timedelta(seconds=jump_s)
    desk.pass_by(30)
    assert desk.recent() == RecentAttempts((30.0,), "a")


def test_a_clock_that_was_set_back_between_runs_makes_no_attempt_older(desk: Desk) -> None:
    desk.check("a")
    desk.restart()
    desk.utc -= timedelta(days=1)
    assert desk.recent() == RecentAttempts((0.0,), "a")


def test_allowances_of_that_time_are_told(desk: Desk) -> None:
    desk.log.record_event(AllowanceEvent(Subject(WHO), 5, "Søren"))
    desk.pass_by(500)
    desk.log.record_event(AllowanceEvent(Subject(WHO), 2, "Søren"))
    desk.log.record_event(AllowanceEvent(Subject("another"), 7, "Søren"))
    desk.pass_by(99)
    assert desk.recent().allowed_more == 7
    desk.pass_by(2)
    desk.restart()
    assert desk.recent() == RecentAttempts((), "", 2)


def test_who_is_erased_was_never_here(desk: Desk) -> None:
    desk.check("a")
    desk.log.record_event(AllowanceEvent(Subject(WHO), 2, "Søren"))
    eraser = Eraser(desk.records.appender)
    eraser.erase(eraser.keys_of(WHO)[0], DataClass.PERSON, Cause.REQUEST)
    assert desk.recent() == RecentAttempts()


@pytest.mark.parametrize(
    ("sql", "values", "indexes"),
    [
        (ATTEMPTS_SQL, ("a", 9, "a"), ("history_subject",)),
        (ALLOWANCES_SQL, (9, "a"), ("entry_desk",)),
    ],
)
def test_both_questions_go_by_an_index(
    desk: Desk, sql: str, values: tuple[object, ...], indexes: tuple[str, ...]
) -> None:
    plan = [
        str(row[-1]) for row in desk.records.appender.query(f"EXPLAIN QUERY PLAN {sql}", values)
    ]
    for index in indexes:
        assert any(index in line for line in plan), plan
    scans = [line for line in plan if line.startswith("SCAN")]
    # What an index has found by then, and nothing else, is gone through.
    assert [line for line in scans if line not in {"SCAN h", "SCAN e"}] == []


def test_a_record_of_the_version_before_gets_the_index(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, STEPS[:6])
        body = '{"v":2,"run":"old","monotonic_ns":1}'
        entry = (Kind.BOOT.value, NOON.isoformat(), body)
        connection.execute("INSERT INTO entry VALUES (1, ?, NULL, ?, ?)", entry)
        migrate(connection, path)
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'").fetchall()
        assert ("entry_desk",) in names
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    assert path.with_name("old.sqlite3.v6.bak").exists()


def test_a_step_that_is_broken_off_leaves_the_version_before_it(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, STEPS[:6])
        entry = (Kind.BOOT.value, NOON.isoformat(), '{"v":2,"run":"old","monotonic_ns":1}')
        connection.execute("INSERT INTO entry VALUES (1, ?, NULL, ?, ?)", entry)
        connection.set_progress_handler(lambda: 1, 1)
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, path)
        connection.set_progress_handler(None, 0)
        assert not connection.in_transaction
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (6,)
        connection.execute("CREATE INDEX entry_desk ON entry (utc)")
        with pytest.raises(sqlite3.OperationalError, match="entry_desk"):
            migrate(connection, path)
        assert connection.execute("PRAGMA user_version").fetchone() == (6,)
        connection.execute("DROP INDEX entry_desk")
        migrate(connection, path)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (1,)
