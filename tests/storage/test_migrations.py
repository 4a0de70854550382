import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.storage.database import Database
from liveness_station.storage.migrations import STEPS, Step, check_version, migrate
from tests.storage.attempts import attempt, job, opened

OLD: tuple[Step, ...] = ("CREATE TABLE entry (seq INTEGER PRIMARY KEY);\n",)


def double(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO entry SELECT seq + 10 FROM entry")


def broken(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE entry")
    connection.execute("SELECT 1 FROM missing")


NEW: tuple[Step, ...] = (
    *OLD,
    """
-- A trigger has a semicolon within.
CREATE TABLE log (what TEXT);
CREATE TRIGGER noted AFTER INSERT ON entry
BEGIN
    INSERT INTO log VALUES (NEW.seq);
    INSERT INTO log VALUES ('twice');
END;
""",
    double,
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of version 1 of the invented schema, with one row."""
    path = tmp_path / "records.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, OLD)
        connection.execute("INSERT INTO entry VALUES (1)")
    return path


def test_an_empty_file_becomes_the_newest_version(path: Path) -> None:
    opened(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert check_version(connection) == len(STEPS)
        assert connection.execute("PRAGMA application_id").fetchone() == (0x4C565354,)
    assert not list(path.parent.glob("*.bak"))


def test_opening_again_changes_nothing(path: Path) -> None:
    records = opened(path)
    attempt(records, job())
    records.close()
    records = opened(path, run_id="run-2")
    assert [found.outcome for found in records.recent(9)] == ["SPOOF"]
    records.close()
    assert not list(path.parent.glob("*.bak"))


def test_an_older_version_is_copied_and_brought_forward(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrate(connection, old, NEW)
        assert check_version(connection, NEW) == 3
        assert connection.execute("SELECT seq FROM entry").fetchall() == [(1,), (11,)]
        assert connection.execute("SELECT what FROM log").fetchall() == [("11",), ("twice",)]
    backup = old.with_name("records.db.v1.bak")
    with closing(sqlite3.connect(backup)) as connection:
        assert check_version(connection, OLD) == 1
        assert connection.execute("SELECT seq FROM entry").fetchall() == [(1,)]
    if sys.platform != "win32":
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert not list(old.parent.glob("*.part"))


def test_a_step_that_fails_leaves_the_version_before_it(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, old, (*NEW[:2], broken))
        assert not connection.in_transaction
        assert check_version(connection, NEW) == 2
        assert connection.execute("SELECT seq FROM entry").fetchall() == [(1,)]
        migrate(connection, old, NEW)
        assert check_version(connection, NEW) == 3


def test_a_script_that_fails_leaves_nothing_of_itself(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, old, (*OLD, "CREATE TABLE a (b);\nnonsense;\n"))
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("entry",)]


def test_a_newer_database_is_refused_and_left_as_it_is(path: Path) -> None:
    opened(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="newer version"):
        opened(path)
    with pytest.raises(RecordError, match="newer version"):
        Database(path, is_read_only=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "made",
    ["CREATE TABLE recipes (cake TEXT); PRAGMA user_version = 1", "PRAGMA application_id = 7"],
)
def test_somebody_elses_database_is_refused_and_left_as_it_is(path: Path, made: str) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(made)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="not a record"):
        opened(path)
    assert path.read_bytes() == before


def test_an_empty_database_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(RecordError, match="not a record"):
        Database(tmp_path / "empty.db", is_read_only=True)
