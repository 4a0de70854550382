"""From English tables to those of another language. Pure.

A table is a frozen dataclass, a mapping or a tuple, nested at will. English stands in the code.
What a text is in another language is asked by the table's name, the text, and the way to it: names
of fields and codes, which stay the same when the English is reworded.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, Protocol, TypeVar

from liveness_station.ui.words.counted import Counted

Table = TypeVar("Table")
_Visit = Callable[[str, Any], Any]


class Translate(Protocol):
    """Who knows another language."""

    def __call__(self, context: str, key: str, source: str, count: int = -1) -> str:
        """Returns the text in that language; English where it has none.

        Args:
            context: name of the table.
            key: way to the text in it, such as "reasons.NO_FACE.happened".
            source: the text in English; for `count` the one for many.
            count: how many there are, where the text depends on it.
        """


@dataclass(frozen=True, slots=True)
class Message:
    """One text to be translated.

    Attributes:
        context: name of its table.
        key: way to it in the table.
        source: English; the form for many where it `is_counted`.
        is_counted: True where another language may need several forms by number.
    """

    context: str
    key: str
    source: str
    is_counted: bool


def translated(table: Table, context: str, translate: Translate) -> Table:
    """Returns a table with every text in another language and everything else as it is."""

    def visit(key: str, text: str | Counted) -> str | Counted:
        if isinstance(text, Counted):
            source = text.many
            return replace(text, form=lambda count: translate(context, key, source, count))
        return translate(context, key, text)

    result: Table = _walk(table, "", visit)
    return result


def messages(table: object, context: str) -> Iterator[Message]:
    """Yields what there is to translate in a table, in its order."""
    found: list[Message] = []

    def visit(key: str, text: str | Counted) -> str | Counted:
        if isinstance(text, Counted):
            found.append(Message(context, key, text.many, is_counted=True))
        else:
            found.append(Message(context, key, text, is_counted=False))
        return text

    _walk(table, "", visit)
    yield from found


def _walk(value: Any, key: str, visit: _Visit) -> Any:
    match value:
        case Enum() | "":
            return value
        case str() | Counted():
            return visit(key, value)
        case Mapping():
            return {code: _walk(v, _way(key, _name(code)), visit) for code, v in value.items()}
        case tuple():
            return tuple(_walk(v, _way(key, str(at)), visit) for at, v in enumerate(value))
        case _ if is_dataclass(value) and not isinstance(value, type):
            own = {one.name: getattr(value, one.name) for one in fields(value)}
            return replace(
                value, **{name: _walk(v, _way(key, name), visit) for name, v in own.items()}
            )
        case _:
            return value


def _way(key: str, step: str) -> str:
    return f"{key}.{step}" if key else step


def _name(code: object) -> str:
    if isinstance(code, tuple):
        return "+".join(map(_name, code))
    return code.name if isinstance(code, Enum) else str(code)
