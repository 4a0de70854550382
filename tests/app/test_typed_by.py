"""Commands that not everybody may give, at a station whose people have accounts."""

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.accounts.book import AccountBook
from liveness_station.app import erase, pictures, retention
from liveness_station.app.arguments import parse
from liveness_station.app.paths import find_places
from liveness_station.domain.people import OWNER, Role
from liveness_station.domain.secrets import Secret
from tests.fakes.vault import FakeVault
from tests.storage.attempts import attempt, job, opened

RUNS = {
    "erase": erase.run,
    "hold": retention.run,
    "retention": retention.run,
    "pictures": pictures.run,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    records = opened(tmp_path / "records.sqlite3")
    attempt(records, job("job-1", subject="A-1"))
    records.close()
    book = AccountBook(find_places(tmp_path).people)
    book.add("Anna", Role.ADMINISTRATOR, Secret("7153"), by=OWNER)
    book.add("Carla", Role.OPERATOR, Secret("9375"), by=book.people()[0])
    return tmp_path


def typed(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str, pin: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{pin}\n" if pin else ""))
    arguments = parse(["--data-dir", str(folder), *words])
    return RUNS[words[0]](arguments, make_vault=FakeVault)


def kinds(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "records.sqlite3")) as connection:
        rows = connection.execute("SELECT kind, body FROM entry ORDER BY seq").fetchall()
    return [
        kind for kind, body in rows if kind in {"PURGE", "HOLD"} or "refused" in json.dumps(body)
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("erase", "--subject", "A-1", "--out", "."),
        ("hold", "place", "--all", "--note", "case 7"),
        ("hold", "lift", "x"),
        ("retention", "run"),
        ("retention", "confirm-clock"),
        ("pictures", "show", "job-1", "--out", "x.jpg"),
    ],
)
def test_nobody_unnamed_and_no_operator_gives_them(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(folder)
    before = kinds(folder)
    assert typed(folder, monkeypatch, *words) == 1
    nameless = capsys.readouterr().err
    assert typed(folder, monkeypatch, *words, "--as", "Carla", pin="9375") == 1
    assert capsys.readouterr().err == nameless
    assert kinds(folder) == before


def test_an_administrator_gives_them_by_their_pin(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = ("erase", "--subject", "A-1", "--out", str(tmp_path), "--as", "Anna")
    assert typed(folder, monkeypatch, *words, pin="7154") == 1
    assert typed(folder, monkeypatch, *words, pin="7153") == 0
    assert typed(folder, monkeypatch, "hold", "list") == 0
