"""Which entries' names and pictures the record says were erased: what PURGE entries name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from liveness_station.storage.database import Database

_PAGE: Final = 2_000
_PURGES_SQL: Final = (
    "SELECT seq, body FROM entry WHERE kind = 'PURGE' AND seq > ? ORDER BY seq LIMIT ?"
)
_PERSON: Final = "person"
_DECODE: Final = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class _Range:
    """What a PURGE entry of the first form says: between which attempts' first entries."""

    sequence: int
    first: int
    last: int
    is_person: bool


class Erased:
    """Numbers of entries of which something was erased, one bit each."""

    def __init__(self, newest: int) -> None:
        self._bits = bytearray(max(0, newest) // 8 + 1)
        self._newest = newest
        self._ranges: list[_Range] = []

    def take(self, sequence: int, body: Mapping[str, object]) -> None:
        """Takes what one PURGE entry names; what it cannot mean is left out."""
        listed = body.get("erased")
        if isinstance(listed, list):
            for number in listed:
                if isinstance(number, int) and 0 < number < sequence <= self._newest:
                    self._bits[number >> 3] |= 1 << (number & 7)
            return
        first, last = body.get("first_sequence"), body.get("last_sequence")
        if isinstance(first, int) and isinstance(last, int):
            self._ranges.append(_Range(sequence, first, last, body.get("class") == _PERSON))

    def has(self, number: int) -> bool:
        """Tells whether an entry is named, so that nothing beside it may be there any more."""
        return 0 < number <= self._newest and bool(self._bits[number >> 3] >> (number & 7) & 1)

    def may_have(self, number: int, *, anchor: int, is_picture: bool) -> bool:
        """Tells whether what is not there may have been erased.

        Args:
            number: of the entry.
            anchor: of the first entry of its attempt; its own where it has none.
            is_picture: True for a picture, False for names.
        """
        return self.has(number) or any(
            one.first <= anchor <= one.last
            and one.sequence > number
            and (is_picture or one.is_person)
            for one in self._ranges
        )


def read_erased(database: Database) -> Erased:
    """Reads all PURGE entries.

    Raises:
        RecordError: the database cannot be read.
    """
    newest = database.query("SELECT coalesce(max(seq), 0) FROM entry")[0][0]
    erased = Erased(int(str(newest)))
    last = 0
    while rows := database.query(_PURGES_SQL, (last, _PAGE)):
        for seq, text in rows:
            last = int(str(seq))
            body = parsed(text)
            if body is not None:
                erased.take(last, body)
    return erased


def parsed(untrusted_body: object) -> dict[str, object] | None:
    """Returns a body's fields, None where it is none."""
    text = str(untrusted_body)
    try:
        # Bodies are canonical, without a space around them; this saves looking for one.
        found, end = _DECODE(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and end == len(text) else None
