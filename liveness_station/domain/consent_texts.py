"""What a subject is asked before a check: the text, its version, and what proves it. Pure.

A text is plain: its first line is the title, every other line that is not empty is a paragraph. A
paragraph may begin with a condition in brackets and hold values in braces; `docs/consent.md` lists
both.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

MOST_BYTES: Final = 16 * 1024
MOST_LETTERS: Final = 600
"""A longer paragraph does not fit a page of the subject's display in large type."""

_DIGEST_LETTERS: Final = 16
_FILE_NAME: Final = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9-]{0,31})\.(?P<language>[a-z]{2,3}(?:_[A-Z]{2})?)\.txt"
)
_CONDITION: Final = re.compile(r"\[(?P<condition>[^\]]*)\]\s*(?P<rest>.*)")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_FALLBACK: Final = "en"


class ConsentTrouble(StrEnum):
    """Why a text cannot be used. The values are stable codes."""

    BAD_NAME = "bad_name"
    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    BAD_CONDITION = "bad_condition"
    BAD_VALUE = "bad_value"
    INCOMPLETE = "incomplete"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    MISSING = "missing"


class ConsentTextError(Exception):
    """A consent text cannot be used. An administrator can act."""

    def __init__(self, trouble: ConsentTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class ConsentValues:
    """What this desk does, as a text tells it.

    Attributes:
        picture_days: how long pictures may be kept; 0 where none is.
        person_days: how long names and references are kept.
        host: the cloud that a picture may go to; "" where it stays here.
        appeal: where a subject can turn to; "" for nowhere in particular.
    """

    picture_days: int
    person_days: int
    host: str = ""
    appeal: str = ""


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What one subject is shown.

    Attributes:
        version: names the text and holds the beginning of its digest, so that a record which has
            the version proves what was shown.
        language: what it is written in, such as "zh_CN".
        title: its first line.
        paragraphs: the rest, with every value filled in.
        sha256: digest of title and paragraphs, in hex.
    """

    version: str
    language: str
    title: str
    paragraphs: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class ConsentTemplate:
    """A text before its values are filled in.

    Attributes:
        name: of this version, such as "2026-11".
        language: what it is written in.
        title: its first line.
        parts: (condition or "", paragraph).
        is_house: True for a text of the house's own.
    """

    name: str
    language: str
    title: str
    parts: tuple[tuple[str, str], ...]
    is_house: bool = False


_CONDITIONS: Final[Mapping[str, Callable[[ConsentValues], bool]]] = MappingProxyType(
    {
        "": lambda _: True,
        "pictures": lambda values: values.picture_days > 0,
        "no-pictures": lambda values: values.picture_days == 0,
        "cloud": lambda values: bool(values.host),
        "local": lambda values: not values.host,
        "appeal": lambda values: bool(values.appeal),
    }
)
_NEEDED: Final = MappingProxyType(
    {"picture_days": "pictures", "person_days": "", "host": "cloud", "appeal": "appeal"}
)
"""Which value must be told, and under which condition it has one."""


def name_and_language(file_name: str) -> tuple[str, str]:
    """Returns what a file's name tells of its text, such as ("2026-11", "zh_CN").

    Raises:
        ConsentTextError: it is no name of a text.
    """
    found = _FILE_NAME.fullmatch(file_name)
    if found is None:
        raise ConsentTextError(ConsentTrouble.BAD_NAME)
    return found["name"], found["language"]


def digest_of(untrusted_text: bytes) -> str:
    """Returns the SHA-256 of a text's file in hex, whatever its line ends are."""
    return hashlib.sha256(untrusted_text.replace(b"\r\n", b"\n")).hexdigest()


def parse_consent(
    untrusted_text: bytes, *, name: str, language: str, is_house: bool = False
) -> ConsentTemplate:
    """Returns the text of a file.

    Raises:
        ConsentTextError: it is no plain UTF-8 text, too long or short for a display, has a
            condition or a value that there is not, or leaves out what a subject must be told.
    """
    if len(untrusted_text) > MOST_BYTES:
        raise ConsentTextError(ConsentTrouble.TOO_LONG)
    try:
        text = untrusted_text.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ConsentTextError(ConsentTrouble.NOT_TEXT) from error
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if any(unicodedata.category(letter).startswith("C") for line in lines for letter in line):
        raise ConsentTextError(ConsentTrouble.NOT_TEXT)
    if len(lines) < 2:
        raise ConsentTextError(ConsentTrouble.TOO_SHORT)
    if any(len(line) > MOST_LETTERS for line in lines):
        raise ConsentTextError(ConsentTrouble.TOO_LONG)
    parts = tuple(_part(line) for line in lines[1:])
    _check_values(lines[0], parts)
    return ConsentTemplate(name, language, lines[0], parts, is_house)


def _part(line: str) -> tuple[str, str]:
    found = _CONDITION.fullmatch(line)
    if found is None:
        return "", line
    if found["condition"] not in _CONDITIONS or not found["rest"]:
        raise ConsentTextError(ConsentTrouble.BAD_CONDITION)
    return found["condition"], found["rest"]


def _check_values(title: str, parts: tuple[tuple[str, str], ...]) -> None:
    """Sees that every value is one that there is, stands where it has one, and is told."""
    if "{" in title or "}" in title:
        raise ConsentTextError(ConsentTrouble.BAD_VALUE)
    told: set[str] = set()
    for condition, paragraph in parts:
        for value in _PLACEHOLDER.findall(paragraph):
            # "" days or an empty host would make a sentence that says nothing.
            if value not in _NEEDED or _NEEDED[value] not in {"", condition}:
                raise ConsentTextError(ConsentTrouble.BAD_VALUE)
            told.add(value)
        if set(_PLACEHOLDER.sub("", paragraph)) & {"{", "}"}:
            raise ConsentTextError(ConsentTrouble.BAD_VALUE)
    if told != set(_NEEDED):
        raise ConsentTextError(ConsentTrouble.INCOMPLETE)


@dataclass(frozen=True, slots=True)
class ConsentTexts:
    """The texts that a desk can show: the newest of each language, the house's own first."""

    templates: tuple[ConsentTemplate, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """What a subject can be asked in, in a steady order."""
        return tuple(sorted({template.language for template in self.templates}))

    def newest(self, language: str) -> ConsentTemplate:
        """Returns the text for a language; English, then any, where there is none in it.

        Raises:
            ConsentTextError: there is no text at all.
        """
        if not self.templates:
            raise ConsentTextError(ConsentTrouble.MISSING)
        wanted = (language, language.split("_")[0], _FALLBACK, self.languages[0])
        tongue = next(one for one in wanted if one in self.languages)
        found = [template for template in self.templates if template.language == tongue]
        return max(found, key=lambda template: (template.is_house, template.name))


def consent_text(texts: ConsentTexts, language: str, values: ConsentValues) -> ConsentText:
    """Returns what a subject is shown in a language, with this desk's values filled in.

    The text's own language says what it is really written in.

    Raises:
        ConsentTextError: there is no text at all.
    """
    template = texts.newest(language)
    shown = tuple(
        _filled(paragraph, values)
        for condition, paragraph in template.parts
        if _CONDITIONS[condition](values)
    )
    whole = "\n".join((template.language, template.title, *shown))
    digest = hashlib.sha256(whole.encode()).hexdigest()
    # Nobody's file can pass for one that was shipped.
    origin = f"house-{template.name}" if template.is_house else template.name
    version = f"{origin}-{digest[:_DIGEST_LETTERS]}"
    return ConsentText(version, template.language, template.title, shown, digest)


def _filled(paragraph: str, values: ConsentValues) -> str:
    """Fills the values in, in one pass: what a value says is never filled in again."""
    return _PLACEHOLDER.sub(
        lambda found: " ".join(str(getattr(values, found[1])).split()), paragraph
    )
