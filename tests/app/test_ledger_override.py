"""`ledger override`, as an operator types it."""

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.accounts.book import AccountBook
from liveness_station.app import ledger
from liveness_station.app.arguments import parse
from liveness_station.app.paths import find_places
from liveness_station.domain.people import OWNER, Role
from liveness_station.domain.secrets import Secret
from tests.fakes.vault import FakeVault
from tests.storage.attempts import attempt, job, opened


def typed(folder: Path, *words: str) -> int:
    arguments = parse(["--data-dir", str(folder), "ledger", "override", *words])
    return ledger.run(arguments, make_vault=FakeVault)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    records = opened(tmp_path / "records.sqlite3")
    attempt(records, job())
    records.submitted(job("open"), endpoint="local", source="camera")
    records.close()
    return tmp_path


def overrides(folder: Path) -> list[dict[str, object]]:
    with closing(sqlite3.connect(folder / "records.sqlite3")) as connection:
        rows = connection.execute("SELECT body FROM entry WHERE kind = 'OVERRIDE'").fetchall()
    return [json.loads(body) for (body,) in rows]


def test_a_decision_stands_beside_the_finding(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--decision", "accept", "--reason", "identity_document", "--note", "Frau Müller")
    assert typed(folder, "job-1", *words, "--operator", "anna") == 0
    assert "SPOOF" in capsys.readouterr().out
    (body,) = overrides(folder)
    assert (body["decision"], body["reason"]) == ("accept", "identity_document")
    with closing(sqlite3.connect(folder / "records.sqlite3")) as connection:
        rows = connection.execute("SELECT value FROM private WHERE name LIKE '%@%'").fetchall()
    assert {value for (value,) in rows} == {"anna", "Frau Müller"}


# An attempt without an end was left behind by a run that is dead: opening the record ends it.
@pytest.mark.parametrize(("name", "code"), [("nobody", 1), ("open", 0)])
def test_only_what_has_ended_is_overridden(folder: Path, name: str, code: int) -> None:
    assert typed(folder, name, "--decision", "refuse", "--reason", "other") == code
    assert len(overrides(folder)) == 1 - code


@pytest.mark.parametrize(
    "words",
    [
        ("job-1", "--decision", "accept"),
        ("job-1", "--decision", "live", "--reason", "other"),
        ("job-1", "--decision", "accept", "--reason", "because"),
    ],
)
def test_a_decision_without_a_known_reason_is_refused(folder: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        typed(folder, *words)
    assert overrides(folder) == []


@pytest.fixture
def named(folder: Path) -> Path:
    book = AccountBook(find_places(folder).people)
    admin = book.add("Anna", Role.ADMINISTRATOR, Secret("7153"), by=OWNER)
    assert admin.name == "Anna"
    by = book.people()[0]
    book.add("Carla", Role.OPERATOR, Secret("9375"), by=by)
    return folder


ACCEPT = ("job-1", "--decision", "accept", "--reason", "identity_document")
CARLA = ("--operator", "Carla")
ANNA = ("--second", "Anna")


@pytest.mark.parametrize(
    ("words", "pins", "is_kept"),
    [
        ((), (), False),
        (CARLA, ("9374",), False),
        (CARLA, ("9375",), False),
        ((*CARLA, *ANNA), ("9375", "7154"), False),
        ((*CARLA, "--second", "Carla"), ("9375", "9375"), False),
        (("--operator", "Anna", *ANNA), ("7153", "7153"), False),
        ((*CARLA, *ANNA), ("9375", "7153"), True),
    ],
)
def test_where_people_have_accounts_they_sign_in_and_an_attack_takes_two(
    named: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    pins: tuple[str, ...],
    *,
    is_kept: bool,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{pin}\n" for pin in pins)))
    assert typed(named, *ACCEPT, *words) == 1 - is_kept
    assert len(overrides(named)) == is_kept
    assert not is_kept or "second" in overrides(named)[0]
