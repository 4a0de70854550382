"""The rules in force are in the record before the first attempt, and again when they change."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liveness_station.app.paths import find_places
from liveness_station.app.rules import account_name, record_rules, rules_of
from liveness_station.app.unopened import UnopenedRecords
from liveness_station.app.workbench import StationWorkbench
from liveness_station.settings.values import Settings
from tests.fakes.vault import FakeVault


def policies(folder: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(folder / "records.sqlite3")) as connection:
        rows = connection.execute("SELECT body FROM entry WHERE kind = 'POLICY' ORDER BY seq")
        return [json.loads(body) for (body,) in rows]


def bench(folder: Path, settings: Settings) -> StationWorkbench:
    return StationWorkbench(find_places(folder), settings, data_dir=folder, make_vault=FakeVault)


def test_rules_are_recorded_at_the_start_and_when_they_change(tmp_path: Path) -> None:
    settings = Settings(threshold=0.8)
    first = bench(tmp_path, settings)
    first.open()
    first.change(replace(settings, source="/films/anna/x.mp4"))
    first.change(replace(settings, threshold=0.9))
    first.close()
    again = bench(tmp_path, replace(settings, threshold=0.9))
    again.open()
    again.close()
    found = policies(tmp_path)
    assert [body["values"]["threshold"] for body in found] == ["0.8", "0.9"]
    assert [body["before"] for body in found] == [None, found[0]["digest"]]


def test_rules_name_nobody_and_hold_no_floats(tmp_path: Path) -> None:
    authorities = tmp_path / "ca.pem"
    authorities.write_text("x")
    settings = Settings(
        source="rtsp://anna/1",
        ca_file=str(authorities),
        benign_risk_reasons=frozenset({"b", "a"}),
        review_limit=0.25,
    )
    rules = rules_of(settings)
    assert "anna" not in json.dumps(rules)
    assert str(tmp_path) not in json.dumps(rules)
    assert rules["benign_risk_reasons"] == ["a", "b"]
    assert rules["review_limit"] == "0.25"
    assert rules["ca_sha256"] == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert rules_of(replace(settings, ca_file="none"))["ca_sha256"] == "unreadable"
    assert not any(isinstance(value, float) for value in rules.values())


def test_a_record_that_is_not_open_is_told_nothing() -> None:
    record_rules(UnopenedRecords("locked"), Settings())


def test_the_operator_is_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "anna")
    assert account_name() == "anna"
