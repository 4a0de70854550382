"""The number in the file's header, which anybody can write, chooses nothing of what is checked."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.ledger.reports import Fault
from liveness_station.storage.contradictions import Contradiction
from liveness_station.storage.ledger_reading import open_ledger
from tests.storage.attempts import attempt, job, opened

EDIT = "UPDATE history SET reason = 'above_threshold'"


@pytest.fixture
def written(path: Path) -> Path:
    """A record of one attempt, closed."""
    records = opened(path)
    attempt(records, job())
    records.close()
    return path


def changed(path: Path, *statements: str) -> Contradiction | None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    with closing(open_ledger(path)) as ledger:
        return ledger.contradiction()


def test_a_record_as_it_was_written_has_the_tables_of_its_version(written: Path) -> None:
    assert changed(written) is None


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_lower_version_number_hides_nothing(written: Path, version: int) -> None:
    found = changed(written, EDIT, f"PRAGMA user_version = {version}")
    assert found == Contradiction(Fault.DERIVED, 0)


@pytest.mark.parametrize("table", ["history", "picture"])
def test_a_table_that_is_gone_is_found(written: Path, table: str) -> None:
    triggers = "DROP TRIGGER history_follows", "DROP TRIGGER history_forgets"
    found = changed(written, *triggers, f"DROP TABLE {table}")
    assert found == Contradiction(Fault.DERIVED, 0)
