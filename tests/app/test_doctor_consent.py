"""What the doctor says of the consent texts."""

from dataclasses import replace
from pathlib import Path

import pytest

from liveness_station.app.consent_files import HOUSE_FOLDER
from liveness_station.app.doctor_consent import look_at_consent
from liveness_station.app.paths import Places, find_places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places(tmp_path)


def test_the_shipped_texts_are_well(places: Places) -> None:
    finding = look_at_consent(places)
    assert finding.result == "pass"
    assert finding.detail == "2026-11 (en), 2026-11 (zh_CN)"


def test_a_text_of_the_house_that_cannot_be_used_is_named(places: Places) -> None:
    house = places.config / HOUSE_FOLDER
    house.mkdir(parents=True)
    (house / "2027-01.fr.txt").write_text("Bonjour\n{nom}", encoding="utf-8")
    finding = look_at_consent(places)
    assert finding.result == "warn"
    assert "2027-01.fr.txt (bad_value)" in finding.detail
    assert "docs/consent.md" in finding.next_step


def test_a_desk_without_any_text_cannot_ask(places: Places, tmp_path: Path) -> None:
    finding = look_at_consent(replace(places, resources=tmp_path / "none"))
    assert finding.result == "fail"
    assert finding.next_step
