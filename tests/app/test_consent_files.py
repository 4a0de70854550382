"""Consent texts as files: a house's own come first, and a shipped one counts unaltered only."""

from pathlib import Path

import pytest

from liveness_station.app.consent_files import HOUSE_FOLDER, read_consent_texts
from liveness_station.domain.consent_texts import ConsentTrouble, ConsentValues, consent_text
from tools import stamp_consent

HERE = ConsentValues(picture_days=0, person_days=180)
OWN = (
    "Our question\n\n[pictures] Kept {picture_days} days.\nKnown {person_days} days.\n"
    "[cloud] Goes to {host}.\n[appeal] Ask {appeal}.\n"
)


def test_a_house_puts_its_own_text_first(tmp_path: Path) -> None:
    house = tmp_path / HOUSE_FOLDER
    house.mkdir()
    (house / "2026-01.en.txt").write_text(OWN, encoding="utf-8")
    (house / "2026-02.fr.txt").write_text(OWN, encoding="utf-8")
    (house / "broken.en.txt").write_text("Title\nHello {name}", encoding="utf-8")
    shelf = read_consent_texts(stamp_consent.FOLDER, house)
    assert [(one.file_name, one.trouble) for one in shelf.problems] == [
        ("broken.en.txt", ConsentTrouble.BAD_VALUE)
    ]
    assert shelf.texts.languages == ("en", "fr", "zh_CN")
    assert consent_text(shelf.texts, "en", HERE).version.startswith("house-2026-01-")
    assert consent_text(shelf.texts, "zh_CN", HERE).version.startswith("2026-11-")


def test_a_shipped_text_that_was_changed_is_not_shown(tmp_path: Path) -> None:
    for path in stamp_consent.FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    changed = tmp_path / "2026-11.en.txt"
    changed.write_bytes(changed.read_bytes().replace(b"You may say no.", b"You must say yes."))
    shelf = read_consent_texts(tmp_path, tmp_path / "none")
    assert [problem.trouble for problem in shelf.problems] == [ConsentTrouble.ALTERED]
    assert shelf.texts.languages == ("zh_CN",)


@pytest.mark.parametrize("manifest", [None, "[]", "{"])
def test_without_a_manifest_nothing_shipped_counts(tmp_path: Path, manifest: str | None) -> None:
    source = stamp_consent.FOLDER / "2026-11.en.txt"
    (tmp_path / source.name).write_bytes(source.read_bytes())
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    assert read_consent_texts(tmp_path, tmp_path / "none").texts.languages == ()


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "2026-11.en.txt").mkdir()
    shelf = read_consent_texts(tmp_path / "none", tmp_path)
    assert [problem.trouble for problem in shelf.problems] == [ConsentTrouble.UNREADABLE]
