"""The texts that a subject is asked with: what they must hold, and what their version proves."""

from dataclasses import replace
from pathlib import Path

import pytest

from liveness_station.app.consent_files import read_consent_texts
from liveness_station.domain.consent_texts import (
    MOST_BYTES,
    ConsentTextError,
    ConsentTexts,
    ConsentTrouble,
    ConsentValues,
    consent_text,
    name_and_language,
    parse_consent,
)
from tools import stamp_consent

HERE = ConsentValues(picture_days=0, person_days=180)
CLOUD = ConsentValues(30, 90, "face-api.example.com", "privacy@example.com")
OWN = (
    "Our question\n\n[pictures] Kept {picture_days} days.\nKnown {person_days} days.\n"
    "[cloud] Goes to {host}.\n[appeal] Ask {appeal}.\n"
)
BOTH = pytest.mark.parametrize("language", ["en", "zh_CN"])


@pytest.fixture(scope="module")
def shipped() -> ConsentTexts:
    shelf = read_consent_texts(stamp_consent.FOLDER, Path("nowhere"))
    assert shelf.problems == ()
    return shelf.texts


def parsed(text: str) -> ConsentTexts:
    return ConsentTexts((parse_consent(text.encode(), name="2026-11", language="en"),))


def trouble_of(text: str | bytes) -> ConsentTrouble:
    untrusted = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ConsentTextError) as error:
        parse_consent(untrusted, name="own", language="en")
    return error.value.trouble


def test_the_manifest_is_the_texts() -> None:
    stored = (stamp_consent.FOLDER / "manifest.json").read_text(encoding="utf-8")
    assert stored == stamp_consent.manifest()


@BOTH
def test_where_all_stays_here_no_cloud_is_spoken_of(shipped: ConsentTexts, language: str) -> None:
    text = consent_text(shipped, language, HERE)
    whole = "\n".join(text.paragraphs)
    assert text.language == language
    assert "180" in whole
    assert not {"{", "}", "[", "]"} & set(whole)
    assert not any(word in whole for word in ("cloud", "service at", "在线", "只在本机"))
    assert len(text.paragraphs) == 9


@BOTH
def test_the_cloud_is_named_and_both_ways_are_offered(shipped: ConsentTexts, language: str) -> None:
    text = consent_text(shipped, language, CLOUD)
    whole = "\n".join(text.paragraphs)
    for told in (CLOUD.host, CLOUD.appeal, " 30 ", " 90 ", "14"):
        assert told in whole
    assert ("只在本机" if language == "zh_CN" else "Only on this computer") in text.paragraphs[-1]


@BOTH
@pytest.mark.parametrize(
    "told",
    [
        ("no disadvantage", "not be to your disadvantage", "不会因此受到任何不利影响"),
        ("another way", "another way", "其他方式"),
        ("withdrawing", "change your mind at any time", "随时改变主意"),
        ("for this alone", "for this check only", "单独同意，且仅用于这一次核验"),
        ("guardian", "parent or guardian", "监护人"),
    ],
    ids=lambda told: told[0],
)
def test_what_the_law_wants_told_is_told(
    shipped: ConsentTexts, language: str, told: tuple[str, str, str]
) -> None:
    whole = "\n".join(consent_text(shipped, language, HERE).paragraphs)
    assert told[1 if language == "en" else 2] in whole


def test_the_version_proves_the_text(shipped: ConsentTexts) -> None:
    one = consent_text(shipped, "en", CLOUD)
    assert one == consent_text(shipped, "en", replace(CLOUD))
    assert one.version == f"2026-11-{one.sha256[:16]}"
    others = (
        consent_text(shipped, "zh_CN", CLOUD),
        consent_text(shipped, "en", replace(CLOUD, picture_days=31)),
        consent_text(shipped, "en", replace(CLOUD, host="other.example.com")),
        consent_text(shipped, "en", HERE),
    )
    assert len({one.version, *(other.version for other in others)}) == 5


def test_a_value_is_text_and_nothing_else() -> None:
    text = consent_text(parsed(OWN), "en", replace(CLOUD, appeal="{host}\n<b>x</b>"))
    assert text.paragraphs[-1] == "Ask {host} <b>x</b>."


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (b"\xff\xfe\x00", ConsentTrouble.NOT_TEXT),
        (OWN + "\u202eturned", ConsentTrouble.NOT_TEXT),
        (OWN + "bell\a", ConsentTrouble.NOT_TEXT),
        (b"x" * (MOST_BYTES + 1), ConsentTrouble.TOO_LONG),
        (OWN + "x" * 601, ConsentTrouble.TOO_LONG),
        ("Title alone\n", ConsentTrouble.TOO_SHORT),
        (OWN + "[sometimes] Perhaps.", ConsentTrouble.BAD_CONDITION),
        (OWN + "[cloud]", ConsentTrouble.BAD_CONDITION),
        (OWN + "It scored {score}.", ConsentTrouble.BAD_VALUE),
        (OWN + "To {host} always.", ConsentTrouble.BAD_VALUE),
        (OWN + "Unclosed {host", ConsentTrouble.BAD_VALUE),
        ("Title {host}\n" + OWN, ConsentTrouble.BAD_VALUE),
        (OWN.replace("{host}", "the cloud"), ConsentTrouble.INCOMPLETE),
        (OWN.replace("{person_days}", "many"), ConsentTrouble.INCOMPLETE),
    ],
)
def test_a_text_that_would_tell_too_little_is_refused(
    text: str | bytes, trouble: ConsentTrouble
) -> None:
    assert trouble_of(text) is trouble


@pytest.mark.parametrize(
    "name", ["en.txt", "../a.en.txt", "a.english.txt", "a b.en.txt", "a.en.md"]
)
def test_a_file_says_by_its_name_what_it_is(name: str) -> None:
    assert name_and_language("2026-11.zh_CN.txt") == ("2026-11", "zh_CN")
    with pytest.raises(ConsentTextError):
        name_and_language(name)


def test_line_ends_do_not_matter(shipped: ConsentTexts) -> None:
    plain = (stamp_consent.FOLDER / "2026-11.en.txt").read_bytes()
    other = parse_consent(plain.replace(b"\n", b"\r\n"), name="2026-11", language="en")
    assert ConsentTexts((other,)).newest("en") == shipped.newest("en")


def test_a_language_without_a_text_gets_one_that_says_what_it_is(shipped: ConsentTexts) -> None:
    assert consent_text(shipped, "fr", HERE).language == "en"
    own = replace(shipped.newest("zh_CN"), language="ug")
    assert ConsentTexts((own,)).newest("fr").language == "ug"
    with pytest.raises(ConsentTextError) as error:
        consent_text(ConsentTexts(), "en", HERE)
    assert error.value.trouble is ConsentTrouble.MISSING
