"""Reads the consent texts: those that are shipped, and a house's own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liveness_station.domain.consent_texts import (
    MOST_BYTES,
    ConsentTemplate,
    ConsentTextError,
    ConsentTexts,
    ConsentTrouble,
    digest_of,
    name_and_language,
    parse_consent,
)

MANIFEST: Final = "manifest.json"
HOUSE_FOLDER: Final = "consent"
"""Where a house puts its own texts, in the folder of its settings."""


@dataclass(frozen=True, slots=True)
class ConsentProblem:
    """One file that cannot be used, and why."""

    file_name: str
    trouble: ConsentTrouble


@dataclass(frozen=True, slots=True)
class ConsentShelf:
    """The texts that can be used, and what is wrong with the others."""

    texts: ConsentTexts
    problems: tuple[ConsentProblem, ...] = ()


def read_consent_texts(shipped: Path, house: Path) -> ConsentShelf:
    """Reads both folders; one that is not there holds nothing.

    A shipped text counts only as it was shipped: its digest stands in the manifest. Nothing is
    raised; a text that cannot be used is left out and reported.
    """
    digests = _manifest(shipped / MANIFEST)
    templates: list[ConsentTemplate] = []
    problems: list[ConsentProblem] = []
    for folder, is_house in ((shipped, False), (house, True)):
        for path in sorted(folder.glob("*.txt")):
            try:
                expected = None if is_house else str(digests.get(path.name))
                templates.append(_template(path, expected))
            except ConsentTextError as error:
                problems.append(ConsentProblem(path.name, error.trouble))
    return ConsentShelf(ConsentTexts(tuple(templates)), tuple(problems))


def _template(path: Path, expected: str | None) -> ConsentTemplate:
    """Returns one file's text; `expected` is its digest, None for a house's own."""
    name, language = name_and_language(path.name)
    try:
        with path.open("rb") as file:
            untrusted_text = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ConsentTextError(ConsentTrouble.UNREADABLE) from error
    if expected is not None and digest_of(untrusted_text) != expected:
        raise ConsentTextError(ConsentTrouble.ALTERED)
    return parse_consent(untrusted_text, name=name, language=language, is_house=expected is None)


def _manifest(path: Path) -> Mapping[str, object]:
    """Returns the shipped texts' digests by file name; none where the manifest is damaged."""
    try:
        untrusted = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return untrusted if isinstance(untrusted, dict) else {}
