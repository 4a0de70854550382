"""JSON as the contract means it: UTF-8 without BOM, no duplicate keys, no NaN, not deep."""

import json
from typing import Final, NoReturn

from liveness_station.contract.limits import MAX_REPLY_DEPTH

_BOM: Final = b"\xef\xbb\xbf"


class MalformedJsonError(ValueError):
    """The bytes are not one strict JSON object. The message names the rule, never the content."""


def parse_object(untrusted_body: bytes) -> dict[str, object]:
    """Parses one JSON object.

    Raises:
        MalformedJsonError: whatever is wrong with the bytes; no other error leaves this function.
    """
    if untrusted_body.startswith(_BOM):
        raise MalformedJsonError("byte order mark")
    try:
        text = untrusted_body.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        raise MalformedJsonError("not UTF-8") from error
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except MalformedJsonError:
        raise
    # ValueError also covers numbers of more digits than int() takes.
    except (ValueError, RecursionError) as error:
        raise MalformedJsonError("not JSON") from error
    if not isinstance(value, dict):
        raise MalformedJsonError("not an object")
    _check_parts(value)
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise MalformedJsonError("duplicate key")
    return fields


def _refuse_constant(_: str) -> NoReturn:
    raise MalformedJsonError("NaN or Infinity")


def _check_parts(value: dict[str, object]) -> None:
    """Refuses deep nesting and lone surrogates, walking level by level instead of recursing."""
    level: list[object] = [value]
    depth = 0
    while level:
        depth += 1
        below: list[object] = []
        for part in level:
            if isinstance(part, str):
                _check_text(part)
            elif isinstance(part, dict | list) and depth > MAX_REPLY_DEPTH:
                raise MalformedJsonError("nested too deeply")
            elif isinstance(part, dict):
                below.extend(part.keys())
                below.extend(part.values())
            elif isinstance(part, list):
                below.extend(part)
        level = below


def _check_text(text: str) -> None:
    """Refuses half of a surrogate pair, which neither UTF-8 nor SQLite can hold."""
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise MalformedJsonError("lone surrogate") from error
