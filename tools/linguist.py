"""Qt Linguist files (.ts): read, brought up to date with the English tables, checked, written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from liveness_station.ui.words.translated import Message

FINISHED: Final = ""
UNFINISHED: Final = "unfinished"
VANISHED: Final = "vanished"

_FIELD: Final = re.compile(r"\{[^{}]*\}|%n")
_LATIN: Final = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with what a translator made of it.

    Attributes:
        message: what is translated.
        forms: the translation; several where it goes by number.
        state: FINISHED, UNFINISHED (nobody has looked at it since the English changed), or
            VANISHED (the program says it no longer; kept for a translator to look up).
    """

    message: Message
    forms: tuple[str, ...]
    state: str


def read(path: Path) -> tuple[Entry, ...]:
    """Returns the entries of a file, in its order; none where there is no file yet."""
    if not path.exists():
        return ()
    # A file of our own, from the repository.
    root = ET.parse(path).getroot()  # noqa: S314
    return tuple(_entries(root))


def _entries(root: ET.Element) -> Iterator[Entry]:
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for one in context.iter("message"):
            is_counted = one.get("numerus") == "yes"
            told = one.find("translation")
            if told is None:
                continue
            parts = told.findall("numerusform") if is_counted else [told]
            message = Message(
                name, one.findtext("comment", ""), one.findtext("source", ""), is_counted
            )
            forms = tuple(part.text or "" for part in parts)
            yield Entry(message, forms, told.get("type", FINISHED))


def merged(old: Iterable[Entry], messages: Iterable[Message], forms: int) -> tuple[Entry, ...]:
    """Returns entries for exactly the messages that there are, and the vanished at the end.

    Args:
        old: what has been translated so far.
        messages: of the English tables.
        forms: how many forms the language has for a text that goes by number.
    """
    known = {(entry.message.context, entry.message.key): entry for entry in old}
    fresh = [_renewed(known.pop((one.context, one.key), None), one, forms) for one in messages]
    gone = [replace(entry, state=VANISHED) for entry in known.values() if any(entry.forms)]
    return (*fresh, *gone)


def _renewed(entry: Entry | None, message: Message, forms: int) -> Entry:
    count = forms if message.is_counted else 1
    if entry is None or len(entry.forms) != count:
        return Entry(message, ("",) * count, UNFINISHED)
    state = FINISHED if entry.state == VANISHED else entry.state
    return Entry(message, entry.forms, state if entry.message == message else UNFINISHED)


def written(entries: Iterable[Entry], language: str) -> str:
    """Returns the text of a file, laid out as Qt's own tools do it."""
    contexts: dict[str, list[Entry]] = {}
    for entry in entries:
        contexts.setdefault(entry.message.context, []).append(entry)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
        f'<TS version="2.1" language="{language}" sourcelanguage="en">\n'
    ]
    for name, own in contexts.items():
        parts += [f"<context>\n    <name>{escape(name)}</name>\n", *map(_message, own)]
        parts.append("</context>\n")
    return "".join([*parts, "</TS>\n"])


def _message(entry: Entry) -> str:
    message = entry.message
    numerus = ' numerus="yes"' if message.is_counted else ""
    kind = f' type="{entry.state}"' if entry.state else ""
    if message.is_counted:
        lines = (f"\n            <numerusform>{escape(one)}</numerusform>" for one in entry.forms)
        told = "".join([*lines, "\n        "])
    else:
        told = escape(entry.forms[0])
    return (
        f"    <message{numerus}>\n        <source>{escape(message.source)}</source>\n"
        f"        <comment>{escape(message.key)}</comment>\n"
        f"        <translation{kind}>{told}</translation>\n    </message>\n"
    )


def problems(
    entries: Iterable[Entry], messages: Iterable[Message], proper: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    """Yields what keeps a translation from being shipped, one line each.

    Args:
        entries: of the file.
        messages: of the English tables.
        proper: Latin words that are the same in every language, by context; "" for all of them.
    """
    known = {(entry.message.context, entry.message.key): entry for entry in entries}
    for message in messages:
        entry = known.get((message.context, message.key))
        place = f"{message.context}/{message.key}"
        if entry is None or entry.message != message:
            yield f"{place}: not taken over from the English: {message.source!r}"
        elif entry.state != FINISHED or not all(entry.forms):
            yield f"{place}: unfinished: {message.source!r}"
        else:
            allowed = proper[""] | proper.get(message.context, frozenset())
            yield from (f"{place}: {wrong}" for wrong in _faults(entry, allowed))


def _faults(entry: Entry, allowed: frozenset[str]) -> Iterator[str]:
    wanted = sorted(_FIELD.findall(entry.message.source))
    for form in entry.forms:
        if sorted(_FIELD.findall(form)) != wanted:
            yield f"fills in other values than {entry.message.source!r}: {form!r}"
        foreign = set(_LATIN.findall(_FIELD.sub(" ", form))) - allowed
        if foreign:
            yield f"words of another language: {', '.join(sorted(foreign))} in {form!r}"
