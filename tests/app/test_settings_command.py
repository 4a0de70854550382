"""`settings`, as an administrator types it: bounded, recorded, and not beside an open window."""

import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from liveness_station.accounts.book import AccountBook
from liveness_station.app import settings_command
from liveness_station.app.arguments import parse
from liveness_station.app.one_window import OneWindow, Standing
from liveness_station.app.paths import Places, find_places
from liveness_station.app.policy_floor import VARIABLE
from liveness_station.domain.people import OWNER, Role
from liveness_station.domain.secrets import Secret
from liveness_station.settings.files import load_settings
from liveness_station.settings.values import Settings
from tests.fakes.accounts import CountingHasher
from tests.fakes.vault import FakeVault

Type = Callable[..., int]


@pytest.fixture
def hasher() -> CountingHasher:
    return CountingHasher()


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hasher: CountingHasher) -> Type:
    def made(places: Places) -> AccountBook:
        return AccountBook(places.people, hasher)

    def type_(*words: str, pins: tuple[str, ...] = ()) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{pin}\n" for pin in pins)))
        arguments = parse(["--data-dir", str(tmp_path), "settings", *words])
        return settings_command.run(arguments, make_vault=FakeVault, make_book=made)

    return type_


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "policy.json"
    path.write_text(json.dumps({"threshold": {"min": 0.85}, "consent": {"fixed": "ask"}}))
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def in_file(folder: Path) -> Settings:
    return load_settings(find_places(folder).settings).settings


def recorded(folder: Path) -> list[dict[str, Any]]:
    path = folder / "records.sqlite3"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT body FROM entry WHERE kind = 'SETTING' ORDER BY seq")
        return [json.loads(body) for (body,) in rows]


def test_a_setting_is_changed_shown_and_recorded(
    typed: Type, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("set", "threshold", "0.85") == 0
    assert "threshold\t0.8 -> 0.85" in capsys.readouterr().out
    assert in_file(tmp_path).threshold == 0.85
    (said,) = recorded(tmp_path)
    assert said["through"] == "command"
    assert said["changes"] == [{"name": "threshold", "before": "0.8", "after": "0.85"}]

    assert typed("show") == 0
    assert "threshold\t0.85\n" in capsys.readouterr().out
    assert typed("show", "--json") == 0
    assert json.loads(capsys.readouterr().out)["threshold"] == 0.85
    assert typed("set", "threshold", "0.85") == 0
    assert len(recorded(tmp_path)) == 1


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("sounds", "off", False),
        ("consent", "elsewhere", "elsewhere"),
        ("second_person", "accept_after_other; refuse_after_live", 2),
        ("review_limit", "", None),
    ],
)
def test_every_kind_can_be_typed(
    typed: Type, tmp_path: Path, name: str, value: str, expected: object
) -> None:
    assert typed("set", name, value) == 0
    found = getattr(in_file(tmp_path), name)
    assert (len(found) if isinstance(found, frozenset) else found) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("threshold", "0.2"),
        ("threshold", "high"),
        ("review_limit", "0.9"),
        ("sounds", "maybe"),
        ("theme", "pink"),
        ("proxy", "http://user:canary-secret@proxy.example.org"),
        ("endpoint", "cloud"),
        ("unheard_of", "1"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    typed: Type, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    assert typed("set", name, value) == 1
    captured = capsys.readouterr()
    assert name in captured.err
    assert "canary-secret" not in captured.out + captured.err
    assert in_file(tmp_path) == Settings()
    assert recorded(tmp_path) == []


@pytest.mark.usefixtures("policy")
def test_door_command_line(typed: Type, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("set", "threshold", "0.6") == 1
    assert "policy" in capsys.readouterr().err
    assert typed("set", "consent", "elsewhere") == 1
    assert recorded(tmp_path) == []
    assert typed("policy") == 0
    out = capsys.readouterr().out
    assert 'threshold\t{"min": 0.85}' in out
    assert 'consent\t{"fixed": "ask"}' in out
    assert "YOU CAN WRITE IT" in out


@pytest.mark.usefixtures("policy")
def test_door_profile(typed: Type, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = tmp_path / "profile.json"
    profile.write_text(
        json.dumps(
            {
                "format": "liveness-station-profile",
                "version": 1,
                "settings": {"threshold": 0.5, "consent": "elsewhere", "attempts_most": 2},
            }
        )
    )
    assert typed("import", str(profile), "--preview") == 0
    assert "attempts_most\t3 -> 2" in capsys.readouterr().out
    assert in_file(tmp_path) == Settings()

    assert typed("import", str(profile)) == 0
    found = in_file(tmp_path)
    assert (found.threshold, found.consent, found.attempts_most) == (0.85, "ask", 2)
    assert "raised" in capsys.readouterr().out
    assert [said["through"] for said in recorded(tmp_path)] == ["profile"]


def test_a_profile_goes_out_and_comes_in(typed: Type, tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    assert typed("set", "desk_name", "canary desk") == 0
    assert typed("set", "threshold", "0.9") == 0
    assert typed("export", str(profile)) == 0
    assert "canary" not in profile.read_text()
    assert typed("set", "threshold", "0.7") == 0
    assert typed("import", str(profile)) == 0
    assert in_file(tmp_path).threshold == 0.9
    assert in_file(tmp_path).desk_name == "canary desk"
    assert typed("import", str(tmp_path / "none.json")) == 1


def test_who_may_not_change_settings_changes_none(
    typed: Type, tmp_path: Path, hasher: CountingHasher, capsys: pytest.CaptureFixture[str]
) -> None:
    book = AccountBook(find_places(tmp_path).people, hasher)
    book.add("Anna", Role.ADMINISTRATOR, Secret("48213957"), by=OWNER)
    anna = book.sign_in("Anna", Secret("48213957"))
    book.add("Bert", Role.OPERATOR, Secret("96402718"), by=anna)

    assert typed("set", "threshold", "0.6") == 1
    assert typed("set", "threshold", "0.6", "--as", "Bert", pins=("96402718",)) == 1
    assert typed("set", "threshold", "0.6", "--as", "Anna", pins=("00000000",)) == 1
    assert in_file(tmp_path) == Settings()
    assert recorded(tmp_path) == []
    assert typed("set", "threshold", "0.9", "--as", "Anna", pins=("48213957",)) == 0
    assert in_file(tmp_path).threshold == 0.9
    captured = capsys.readouterr()
    assert "48213957" not in captured.out + captured.err


def test_an_open_window_keeps_its_settings(
    typed: Type, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = OneWindow(find_places(tmp_path).data)
    assert window.settle() is Standing.FIRST
    try:
        assert typed("set", "threshold", "0.9") == 1
        assert "window" in capsys.readouterr().err
    finally:
        window.release()
    assert in_file(tmp_path) == Settings()
