"""`people`, as an administrator types it: PINs by standard input, and every change recorded."""

import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from liveness_station.accounts.book import AccountBook
from liveness_station.app import people_command
from liveness_station.app.arguments import parse
from liveness_station.app.paths import Places
from liveness_station.domain.people import Role
from tests.fakes.accounts import CountingHasher
from tests.fakes.vault import FakeVault

Type = Callable[..., int]


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Types a command, and PINs a line each."""
    hasher = CountingHasher()

    def made(places: Places) -> AccountBook:
        return AccountBook(places.people, hasher)

    def type_(*words: str, pins: tuple[str, ...] = ()) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{pin}\n" for pin in pins)))
        arguments = parse(["--data-dir", str(tmp_path), "people", *words])
        return people_command.run(arguments, make_vault=FakeVault, make_book=made)

    return type_


def recorded(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "records.sqlite3")) as connection:
        rows = connection.execute(
            "SELECT body FROM entry WHERE kind IN ('PEOPLE', 'SHIFT') ORDER BY seq"
        ).fetchall()
    bodies = [json.loads(body) for (body,) in rows]
    return [(body["step"], body["role"]) for body in bodies]


def test_people_are_named_changed_and_removed(
    typed: Type, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("list") == 0
    assert "Nobody" in capsys.readouterr().out
    assert typed("add", "Anna Huber", "--role", "administrator", pins=("7153",)) == 0
    admin = ("--as", "anna huber")
    assert typed("add", "Carla", "--role", "operator", *admin, pins=("7153", "9375")) == 0
    assert typed("role", "Carla", "supervisor", *admin, pins=("7153",)) == 0
    assert typed("pin", "Carla", "--as", "Carla", pins=("9375", "6248")) == 0
    capsys.readouterr()
    assert typed("list") == 0
    assert capsys.readouterr().out == "Anna Huber\tadministrator\nCarla\tsupervisor\n"
    assert typed("remove", "Carla", *admin, pins=("7153",)) == 0
    assert recorded(tmp_path) == [
        ("added", "administrator"),
        ("added", "operator"),
        ("role_changed", "supervisor"),
        ("pin_changed", "supervisor"),
        ("removed", "supervisor"),
    ]


def test_the_first_is_an_administrator_and_no_pin_is_easy(
    typed: Type, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("add", "Anna", "--role", "operator", pins=("7153",)) == 1
    assert "first person is an administrator" in capsys.readouterr().err
    assert typed("add", "Anna", "--role", "administrator", pins=("1234",)) == 1
    assert "easy to guess" in capsys.readouterr().err
    assert typed("add", "Anna", "--role", "administrator") == 1
    assert recorded(tmp_path) == []
    assert not (tmp_path / "people.json").exists()


def test_nobody_changes_anything_without_their_own_pin(
    typed: Type, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("add", "Anna", "--role", "administrator", pins=("7153",)) == 0
    before = (tmp_path / "people.json").read_bytes()
    assert typed("add", "Mallory", "--role", "administrator", pins=("5193",)) == 1
    assert "Only an administrator" in capsys.readouterr().err
    assert (tmp_path / "people.json").read_bytes() == before
    words = ("add", "Mallory", "--role", "administrator", "--as", "Anna")
    assert typed(*words, pins=("0417", "5193")) == 1
    captured = capsys.readouterr()
    assert "do not go together" in captured.err
    assert "0417" not in captured.out + captured.err
    assert recorded(tmp_path) == [("added", "administrator"), ("refused", "administrator")]
    for _ in range(4):
        assert typed(*words, pins=("0417", "5193")) == 1
    assert typed(*words, pins=("7153", "5193")) == 1
    assert "Try again in 30 s" in capsys.readouterr().err


def test_an_operator_manages_nobody(typed: Type, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("add", "Anna", "--role", "administrator", pins=("7153",)) == 0
    assert typed("add", "Carla", "--role", "operator", "--as", "Anna", pins=("7153", "9375")) == 0
    assert typed("role", "Carla", "administrator", "--as", "Carla", pins=("9375",)) == 1
    assert "Only an administrator" in capsys.readouterr().err
    assert typed("remove", "Anna", "--as", "Anna", pins=("7153",)) == 1
    assert "Nobody could change anything" in capsys.readouterr().err


def test_what_cannot_be_recorded_is_not_done(typed: Type, tmp_path: Path) -> None:
    (tmp_path / "records.sqlite3").mkdir()
    assert typed("add", "Anna", "--role", "administrator", pins=("7153",)) == 1
    assert not (tmp_path / "people.json").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Anna"),
        ("add", "Anna", "--role", "owner"),
        ("add", "Anna", "--role", "operator", "--pin", "7153"),
        ("pin", "Anna", "7153"),
        (),
    ],
)
def test_a_pin_is_never_an_argument(typed: Type, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        typed(*words)


def test_every_role_can_be_named(typed: Type) -> None:
    assert typed("add", "Anna", "--role", "administrator", pins=("7153",)) == 0
    for number, role in enumerate(Role):
        words = ("add", f"Number {number}", "--role", role.value, "--as", "Anna")
        assert typed(*words, pins=("7153", "5193")) == 0
