"""Entries that were made without a code, and the entries that vouch for them later. Pure.

A run may begin before the keyring answers. Once it does, the run says in a VOUCH entry, which bears
a code, which of the entries before it are its own. Entries that somebody wrote into the file bear
no code, and no run says that they are its own.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

MAX_STRETCHES: Final = 1_000
_MAX_NUMBER: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Ranges:
    """Numbers of entries, as first and last of each stretch, in their order."""

    stretches: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.stretches)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self.stretches)

    def count(self) -> int:
        """Returns how many numbers there are."""
        return sum(last - first + 1 for first, last in self.stretches)

    def with_number(self, number: int) -> "Ranges":
        """Returns these and one more, which is larger than all of them."""
        if self.stretches and self.stretches[-1][1] == number - 1:
            return Ranges((*self.stretches[:-1], (self.stretches[-1][0], number)))
        return Ranges((*self.stretches, (number, number)))

    def without(self, others: "Ranges") -> "Ranges":
        """Returns these without the numbers of others."""
        kept = list(self.stretches)
        for first, last in others:
            kept = [part for own in kept for part in _cut(own, first, last)]
        return Ranges(tuple(kept))

    def after(self, number: int) -> "Ranges":
        """Returns those that are larger than a number."""
        return self.without(Ranges(((0, number),)))

    def to_texts(self) -> list[str]:
        """Returns each stretch as text, such as `12-14`; at most as many as an entry names."""
        return [f"{first}-{last}" for first, last in self.stretches[:MAX_STRETCHES]]


def ranges_of(numbers: Iterable[int]) -> Ranges:
    """Returns numbers as stretches."""
    found = Ranges()
    for number in sorted(set(numbers)):
        found = found.with_number(number)
    return found


def vouched_in(untrusted_body: bytes) -> Ranges:
    """Returns the numbers that a VOUCH entry names; none where it cannot be read."""
    try:
        texts = json.loads(untrusted_body)["entries"]
        if not isinstance(texts, list) or len(texts) > MAX_STRETCHES:
            return Ranges()
        pairs = [text.split("-") for text in texts]
        return Ranges(tuple(_stretch(*pair) for pair in pairs))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Ranges()


def _stretch(first_text: str, last_text: str) -> tuple[int, int]:
    first, last = int(first_text), int(last_text)
    if not 0 < first <= last <= _MAX_NUMBER:
        raise ValueError("not a stretch of entries")
    return first, last


def _cut(own: tuple[int, int], first: int, last: int) -> Iterator[tuple[int, int]]:
    if own[0] < first:
        yield own[0], min(own[1], first - 1)
    if own[1] > last:
        yield max(own[0], last + 1), own[1]
