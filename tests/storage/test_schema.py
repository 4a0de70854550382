"""What the schema itself refuses, whoever writes to the file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.storage.records import SqliteRecords
from tests.storage.attempts import attempt, job, opened

ROW = "INSERT INTO entry (seq, kind, job, utc, body) VALUES "


@pytest.fixture
def connection(records: SqliteRecords, path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection, to entries 1 BOOT, 2 SUBMITTED and 3 VERDICT of job-1."""
    attempt(records, job())
    with closing(sqlite3.connect(path)) as connection:
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET body = '{}' WHERE seq = 1",
        "UPDATE entry SET seq = 9 WHERE seq = 1",
        "UPDATE OR REPLACE entry SET kind = 'X'",
        "DELETE FROM entry WHERE seq = 3",
        "DELETE FROM entry",
        ROW + "(5, 'BOOT', NULL, 'u', '{}')",
        ROW + "(3, 'BOOT', NULL, 'u', '{}')",
        ROW + "(0, 'BOOT', NULL, 'u', '{}')",
        "INSERT INTO entry (kind, job, utc, body) VALUES ('BOOT', NULL, 'u', '{}')",
        ROW.replace("INSERT", "REPLACE") + "(1, 'BOOT', NULL, 'u', '{}')",
        ROW.replace("INSERT", "REPLACE") + "(4, 'VERDICT', 'job-1', 'u', '{}')",
        ROW.replace("INSERT", "REPLACE") + "(4, 'SUBMITTED', 'job-1', 'u', '{}')",
        ROW + "(4, 'SUBMITTED', 'job-1', 'u', '{}')",
        ROW + "(4, 'VERDICT', 'job-1', 'u', '{}')",
        ROW + "(4, 'ABANDONED', 'job-1', 'u', '{}')",
        ROW + "(4, 'VERDICT', 'job-2', 'u', '{}')",
        ROW + "(4, 'ABANDONED', 'job-2', 'u', '{}')",
        ROW + "(4, 'LATE', 'job-2', 'u', '{}')",
        ROW + "(4, 'VERDICT', NULL, 'u', '{}')",
        ROW + "(4, 'SUBMITTED', NULL, 'u', '{}')",
        ROW + "(4, 'verdict', 'job-1', 'u', '{}')",
        ROW + "(4, 'BOOT', NULL, NULL, '{}')",
        ROW + "(4, 'BOOT', NULL, 'u', x'00')",
    ],
)
def test_the_entries_only_grow_by_what_comes_next(
    connection: sqlite3.Connection, statement: str
) -> None:
    before = connection.execute("SELECT * FROM entry").fetchall()
    with pytest.raises(sqlite3.IntegrityError), connection:
        connection.execute(statement)
    assert connection.execute("SELECT * FROM entry").fetchall() == before


def test_kinds_of_later_versions_fit_in(connection: sqlite3.Connection) -> None:
    with connection:
        connection.execute(ROW + "(4, 'CHECKPOINT', NULL, 'u', '{}')")
        connection.execute(ROW + "(5, 'LATE', 'job-1', 'u', '{}')")
        connection.execute("ALTER TABLE entry ADD COLUMN digest BLOB")
    assert connection.execute("SELECT max(seq), digest FROM entry").fetchone() == (5, None)


def test_every_safety_setting_is_on(path: Path) -> None:
    records = opened(path)
    settings = {
        name: records.appender.database.query(f"PRAGMA {name}")[0][0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "trusted_schema",
            "secure_delete",
            "busy_timeout",
            "cell_size_check",
            "recursive_triggers",
            "fullfsync",
        )
    }
    records.close()
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "cell_size_check": 1,
        "recursive_triggers": 1,
        "fullfsync": 1,
    }


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("SELECT 1 FROM reply WHERE request_id = 'a'", "PRIMARY KEY"),
        ("SELECT job FROM attempt WHERE ended_seq IS NULL", "ended_seq"),
        (
            "SELECT outcome, count(*) FROM attempt WHERE ended_seq IS NOT NULL"
            " AND mode = 'NORMAL' AND ended_utc >= 'a' GROUP BY outcome",
            "attempt_counted",
        ),
    ],
)
def test_frequent_questions_are_answered_from_an_index(
    connection: sqlite3.Connection, sql: str, index: str
) -> None:
    plan = str(connection.execute("EXPLAIN QUERY PLAN " + sql).fetchall())
    assert "SEARCH" in plan
    assert index in plan
