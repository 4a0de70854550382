"""Regular expressions that an administrator writes, matched in a time that is known beforehand.

Python's own engine tries ways one after the other: `(a+)+b` against forty letters takes it hours,
and no other thread runs meanwhile. Here all ways are followed at once, as one set of places in the
text, so that the work is bounded by the expression alone; one whose bound is too high is refused
when it is read. In exchange there are no back references and no looking around; `pattern_parser`
says what there is.
"""

from dataclasses import dataclass
from typing import Final

MOST_STEPS: Final = 100_000
"""So many comparisons of a whole text with one class of characters; some 50 ms."""

MOST_LETTERS: Final = 64
"""Of a text that is matched, as of a subject's reference."""


class PatternError(ValueError):
    """The text is no expression that can be used, or one that would take too long."""


@dataclass(frozen=True, slots=True)
class Letters:
    """One character out of ranges (both ends belong to them), or out of everything else."""

    ranges: tuple[tuple[str, str], ...]
    is_negated: bool = False
    is_any_case: bool = False

    def holds(self, character: str) -> bool:
        """Tells whether the character belongs to these."""
        forms = {character}
        if self.is_any_case and character.isascii():
            forms |= {character.lower(), character.upper()}
        is_in = any(low <= form <= high for low, high in self.ranges for form in forms)
        return is_in != self.is_negated


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning of the text, or its end."""

    is_start: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Parts one after the other; none of them is the empty text."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways."""

    ways: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part several times; `most` is None for any number."""

    part: "Node"
    least: int
    most: int | None


Node = Letters | Edge | Row | Choice | Repeat


@dataclass(frozen=True, slots=True)
class Pattern:
    """An expression that has been read, and is known to take no more than `MOST_STEPS`."""

    node: Node

    def __post_init__(self) -> None:
        if steps_of(self.node) > MOST_STEPS:
            raise PatternError("too involved")

    def matches(self, text: str) -> bool:
        """Tells whether the whole of a text is what the expression describes.

        Raises:
            ValueError: the text is longer than `MOST_LETTERS`.
        """
        if len(text) > MOST_LETTERS:
            raise ValueError("the text is too long to be matched")
        return bool(_Walk(text).reach(self.node, 1) >> len(text) & 1)


def steps_of(node: Node) -> int:
    """Returns how many steps a walk over the longest text takes at most."""
    match node:
        case Letters() | Edge():
            return 1
        case Row(parts) | Choice(parts):
            return 1 + sum(steps_of(part) for part in parts)
        case Repeat(part, _, most):
            rounds = MOST_LETTERS + 2
            return 1 + steps_of(part) * (rounds if most is None else min(most, rounds))


class _Walk:
    """One text, and where in it parts of an expression lead.

    Places are bits of a number: bit 0 stands before the first character, and so on.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 1 << len(text)
        self._known: dict[Letters, int] = {}

    def reach(self, node: Node, places: int) -> int:
        """Returns where the text can be after a part that begins at any of these places."""
        match node:
            case Letters():
                return (places & self._places_of(node)) << 1
            case Edge(is_start):
                return places & (1 if is_start else self._end)
            case Row(parts):
                for part in parts:
                    places = self.reach(part, places)
                return places
            case Choice(ways):
                reached = 0
                for way in ways:
                    reached |= self.reach(way, places)
                return reached
            case Repeat():
                return self._repeat(node, places)

    def _repeat(self, node: Repeat, places: int) -> int:
        for _ in range(node.least):
            before, places = places, self.reach(node.part, places)
            if places in (0, before):
                break
        reached, left = places, None if node.most is None else node.most - node.least
        while left is None or left > 0:
            places = self.reach(node.part, places) & ~reached
            if not places:
                break
            reached |= places
            left = None if left is None else left - 1
        return reached

    def _places_of(self, letters: Letters) -> int:
        if letters not in self._known:
            bits = (1 << at for at, one in enumerate(self._text) if letters.holds(one))
            self._known[letters] = sum(bits)
        return self._known[letters]
