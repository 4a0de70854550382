"""Languages of the window from their Qt Linguist files."""

import logging
from dataclasses import fields
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTranslator

from liveness_station import shipped
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.tables import OWN_TABLES, TOPICS
from liveness_station.ui.words.translated import Translate, translated

STEM: Final = "liveness_station_"
"""What a language's files are called, before its code."""

_log = logging.getLogger(__name__)


def folder() -> Path:
    """Returns where the languages' files are."""
    return shipped.resources() / "translations"


def open_catalogue(compiled: Path) -> Translate:
    """Returns who knows what stands in a compiled file (.qm); English where that is no such file.

    Needs no application. May be asked from any thread.
    """
    translator = QTranslator()
    if not translator.load(str(compiled)):
        _log.error("language not loaded: %s", compiled.name)

    def translate(context: str, key: str, source: str, count: int = -1) -> str:
        # An absent or empty translation comes back as None or "".
        return translator.translate(context, source, key, count) or source

    return translate


def in_language(translate: Translate, *, code: str, name: str) -> Words:
    """Returns all words in a language; how it writes sentences is left as in English."""
    own = {field: translated(getattr(ENGLISH, field), field, translate) for field in OWN_TABLES}
    topics = {name: translated(table, name, translate) for name, table in TOPICS.items()}
    kept = {one.name: getattr(ENGLISH, one.name) for one in fields(ENGLISH)}
    return Words(**(kept | own | {"code": code, "name": name, "topics": topics}))
