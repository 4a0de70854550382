"""Both languages: complete, alike, and of one tongue."""

import re
import string
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from liveness_station.domain.alerts import AlertCode
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.fusion import VETOES
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.pad import movement
from liveness_station.session.states import Notice
from liveness_station.ui.words.base import Explanation, Phrase, Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import RESOURCES

LANGUAGES = [ENGLISH, CHINESE]
PACKAGE = Path(__file__).resolve().parents[2] / "liveness_station"
# Names of things, of keys and of protocols: the same in every language.
FIELD = r"{\w+}|ms-settings:[a-z-]+"
"""What is filled in, and what is written the same in every language."""

PROPER = {
    "AppCode",
    "AppKey",
    "AppSecret",
    "English",
    "Esc",
    "Windows",
    "http",
    "https",
    "rtsp",
    "rtsps",
    "Shift",
}
HAN = re.compile(r"[\u4e00-\u9fff]")


def language(words: Words) -> str:
    return words.code


def texts(words: Words) -> Iterator[tuple[str, str]]:
    """Yields every text with a name by which it can be found."""
    for phrase, text in words.phrases.items():
        yield phrase.name, text
    for verdict, text in words.verdicts.items():
        yield verdict.name, text
    for notice, text in words.notices.items():
        yield notice.name, text
    for name, text in words.evidence.items():
        yield name, text
    for code, explanation in explanations(words):
        yield f"{code.name} happened", explanation.happened
        yield f"{code.name} next", explanation.next_step


def explanations(words: Words) -> Iterator[tuple[Enum, Explanation]]:
    yield from words.reasons.items()
    yield from words.troubles.items()
    yield from words.alerts.items()


def _is_text(value: object) -> bool:
    return isinstance(value, str)


@pytest.mark.parametrize("words", LANGUAGES, ids=language)
def test_every_code_has_words(words: Words) -> None:
    assert set(words.phrases) == set(Phrase)
    assert set(words.verdicts) == set(Verdict)
    assert set(words.reasons) == set(Reason)
    assert set(words.notices) == set(Notice)
    assert set(words.troubles) == set(CameraTrouble)
    assert set(words.alerts) == set(AlertCode)
    assert set(words.evidence) == set(ENGLISH.evidence)
    codes = {code for name, code in vars(movement).items() if name.isupper() and _is_text(code)}
    assert set(words.evidence) >= set(VETOES) | codes > set(VETOES)
    assert [name for name, text in texts(words) if not text.strip()] == []


@pytest.mark.parametrize("words", LANGUAGES, ids=language)
def test_no_two_verdicts_and_no_two_reasons_read_alike(words: Words) -> None:
    assert len(set(words.verdicts.values())) == len(Verdict)
    assert len({e.happened for e in words.reasons.values()}) == len(Reason)
    assert len(set(words.notices.values())) == len(Notice)


@pytest.mark.parametrize("words", LANGUAGES, ids=language)
def test_every_explanation_is_two_short_sentences(words: Words) -> None:
    end = "。" if words is CHINESE else "."
    for reason, explanation in words.reasons.items():
        for text in (explanation.happened, explanation.next_step):
            assert text.endswith(end), reason
            assert len(text) <= 96, reason


def test_the_languages_fill_in_the_same_values() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    english, chinese = dict(texts(ENGLISH)), dict(texts(CHINESE))
    differing = [name for name in english if fields(english[name]) != fields(chinese[name])]
    assert differing == []


def test_chinese_is_chinese() -> None:
    strange = {
        name: found
        for name, text in texts(CHINESE)
        if (found := set(re.findall(r"[A-Za-z]{2,}", re.sub(FIELD, "", text))) - PROPER)
    }
    assert strange == {}
    ascii_marks = [
        name for name, text in texts(CHINESE) if re.search(r"[\u4e00-\u9fff][,.;:!?]", text)
    ]
    assert ascii_marks == [], "Chinese has marks of its own"


def test_english_is_english() -> None:
    assert [name for name, text in texts(ENGLISH) if HAN.search(text)] == ["LANGUAGE"]


@pytest.mark.parametrize("words", LANGUAGES, ids=language)
def test_a_sentence_after_a_comma_is_not_begun_anew(words: Words) -> None:
    assert [text for _, text in texts(words) if re.search(r"[,;] (?:Capture|Call)\b", text)] == []


@pytest.mark.parametrize("words", LANGUAGES, ids=language)
@pytest.mark.parametrize("name", ["NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf"])
@pytest.mark.usefixtures("qapp")
def test_the_shipped_font_has_every_character(words: Words, name: str) -> None:
    font = QRawFont(str(RESOURCES / "fonts" / name), 14)
    needed = {character for _, text in texts(words) for character in text} - {" "}
    assert {c for c in needed if not font.supportsCharacter(ord(c))} == set()


def test_every_phrase_is_said_somewhere() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("ui", "app")
        for path in (PACKAGE / room).glob("*.py")
    )
    said = set(re.findall(r"\bPhrase\.([A-Z_]+)\b", source))
    assert {phrase.name for phrase in Phrase} - said == set()


@pytest.mark.parametrize("words", LANGUAGES, ids=language)
def test_a_phrase_without_values_is_said_as_it_is(words: Words, qapp: QApplication) -> None:  # noqa: ARG001 - as the window does
    assert words.say(Phrase.SCORE, score="{threshold}").endswith("{threshold}")
    assert words.say(Phrase.CAPTURE) == words.phrases[Phrase.CAPTURE]
