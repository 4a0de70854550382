r"""Reads regular expressions as administrators write them.

There are: characters; `.`; `\d \w \s` and their opposites, which mean ASCII only; classes such as
`[A-Z0-9_-]`; groups, named or not; `|`; `* + ? {n} {n,} {,m} {n,m}`; `^` and `$`; `\xhh` and
`\uhhhh`; and `(?i)` at the very beginning. Everything is meant as Python's `re` means it.
"""

import re
from typing import Final

from liveness_station.domain.patterns import (
    Choice,
    Edge,
    Letters,
    Node,
    Pattern,
    PatternError,
    Repeat,
    Row,
)

_DEEPEST: Final = 20
_ANY_CASE: Final = "(?i)"
_COUNTS: Final = re.compile(r"\{(\d{0,4})(?:(,)(\d{0,4}))?\}")
_GROUP: Final = re.compile(r"\((?:\?:|\?P<[A-Za-z_]\w*>)?")
_CODE: Final = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
_CLASSES: Final = {
    "d": (("0", "9"),),
    "w": (("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z")),
    "s": ((" ", " "), ("\t", "\r")),
}
_LINE_END: Final = (("\n", "\n"),)


def parse_pattern(text: str) -> Pattern:
    """Returns an expression as it can be matched.

    Raises:
        PatternError: it is wrong, holds what there is not, or would take too long.
    """
    parser = _Parser(text.removeprefix(_ANY_CASE), is_any_case=text.startswith(_ANY_CASE))
    node = parser.choice(0)
    if not parser.is_done:
        raise PatternError("unbalanced parenthesis")
    return Pattern(node)


class _Parser:
    """Reads one expression from left to right."""

    def __init__(self, text: str, *, is_any_case: bool) -> None:
        self._text = text
        self._at = 0
        self._is_any_case = is_any_case

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self._at == len(self._text)

    def choice(self, depth: int) -> Node:
        """Reads ways until the group ends, or the text."""
        if depth > _DEEPEST:
            raise PatternError("groups too deep")
        ways = [self._row(depth)]
        while self._take("|"):
            ways.append(self._row(depth))
        return ways[0] if len(ways) == 1 else Choice(tuple(ways))

    def _row(self, depth: int) -> Node:
        parts: list[Node] = []
        while not self.is_done and self._peek() not in "|)":
            parts.append(self._repeated(self._atom(depth)))
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _repeated(self, part: Node) -> Node:
        counts = self._counts()
        if counts is None:
            return part
        least, most = counts
        if most is not None and least > most:
            raise PatternError("from more to less")
        # A match of the whole is the same whichever way is tried first.
        self._take("?")
        if self._peek() == "+" or self._counts() is not None:
            raise PatternError("repeated twice")
        return Repeat(part, least, most)

    def _counts(self) -> tuple[int, int | None] | None:
        for sign, counts in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(sign):
                return counts
        found = _COUNTS.match(self._text, self._at)
        if found is None or found[0] == "{}":
            return None
        self._at = found.end()
        least = int(found[1] or 0)
        if found[2] is None:
            return least, least
        return least, int(found[3]) if found[3] else None

    def _atom(self, depth: int) -> Node:
        if self._peek() == "(":
            return self._group(depth)
        character = self._next()
        match character:
            case "[":
                return self._class()
            case ".":
                return Letters(_LINE_END, is_negated=True)
            case "^" | "$":
                return Edge(is_start=character == "^")
            case "*" | "+" | "?":
                raise PatternError("nothing to repeat")
            case "\\":
                ranges, is_negated = self._escape()
                return self._letters(ranges, is_negated=is_negated)
            case _:
                return self._letters(((character, character),))

    def _group(self, depth: int) -> Node:
        opening = _GROUP.match(self._text, self._at)
        if opening is None or self._text.startswith("?", opening.end()):
            raise PatternError("no such group")
        self._at = opening.end()
        inner = self.choice(depth + 1)
        if not self._take(")"):
            raise PatternError("group without end")
        return inner

    def _class(self) -> Node:
        is_negated = self._take("^")
        ranges: list[tuple[str, str]] = []
        is_first = True
        while is_first or self._peek() != "]":
            ranges += self._range()
            is_first = False
        self._at += 1
        return self._letters(tuple(ranges), is_negated=is_negated)

    def _range(self) -> tuple[tuple[str, str], ...]:
        low = self._member()
        if self._peek() != "-" or self._text[self._at + 1 : self._at + 2] in ("]", ""):
            return low
        self._at += 1
        high = self._member()
        (first, first_end), (last, last_end) = low[0], high[0]
        is_single = len(low) == len(high) == 1 and first == first_end and last == last_end
        if not is_single or first > last:
            raise PatternError("no such range")
        return ((first, last),)

    def _member(self) -> tuple[tuple[str, str], ...]:
        character = self._next()
        if character != "\\":
            return ((character, character),)
        ranges, is_negated = self._escape()
        if is_negated:
            raise PatternError("an opposite within a class")
        return ranges

    def _escape(self) -> tuple[tuple[tuple[str, str], ...], bool]:
        code = _CODE.match(self._text, self._at)
        if code is not None:
            self._at = code.end()
            character = chr(int(code[1] or code[2], 16))
            return ((character, character),), False
        character = self._next()
        if character.lower() in _CLASSES:
            return _CLASSES[character.lower()], character.isupper()
        if character.isascii() and character.isalnum():
            raise PatternError("no such escape")
        return ((character, character),), False

    def _letters(self, ranges: tuple[tuple[str, str], ...], *, is_negated: bool = False) -> Letters:
        return Letters(ranges, is_negated=is_negated, is_any_case=self._is_any_case)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _next(self) -> str:
        if self.is_done:
            raise PatternError("ends too early")
        self._at += 1
        return self._text[self._at - 1]

    def _take(self, sign: str) -> bool:
        if self._peek() != sign:
            return False
        self._at += 1
        return True
