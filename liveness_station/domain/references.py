"""The house's rule for references: what they look like, and whether their check digit fits.

A rule is one line of the settings: a regular expression for the whole of a reference, "" for any.
Before it may stand which check digit the reference ends in: `luhn:`, `mod97:` (ISO/IEC 7064
MOD 97-10) or `gb11643:` (the number of a Chinese identity card, whose date is looked at as well).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from liveness_station.domain.pattern_parser import parse_pattern
from liveness_station.domain.patterns import Pattern
from liveness_station.domain.subjects import Subject, SubjectError


class CheckDigit(StrEnum):
    """What the end of a reference is computed by. The values are stable: settings hold them."""

    NONE = ""
    LUHN = "luhn"
    MOD97 = "mod97"
    GB11643 = "gb11643"


class ReferenceTrouble(StrEnum):
    """What is wrong with a reference. The values are stable codes."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    SPREADSHEET_NUMBER = "spreadsheet_number"
    FULL_WIDTH = "full_width"
    AGAINST_PATTERN = "against_pattern"
    CHECK_DIGIT = "check_digit"


class ReferenceRefusedError(ValueError):
    """The text is no reference of this house."""

    def __init__(self, trouble: ReferenceTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class ReferenceRule:
    """What every reference must be like.

    Attributes:
        pattern: what the whole of it must match; None for anything.
        check_digit: what its end is computed by.
    """

    pattern: Pattern | None = None
    check_digit: CheckDigit = CheckDigit.NONE

    def subject(self, untrusted_text: str) -> Subject:
        """Returns the subject of a typed, scanned or listed reference.

        Raises:
            ReferenceRefusedError: it cannot be a reference, or not one of this house.
        """
        subject = _parse(untrusted_text)
        trouble = self._trouble_of(subject.reference)
        if trouble is None:
            return subject
        narrow = unicodedata.normalize("NFKC", subject.reference)
        if narrow != subject.reference and self._trouble_of(narrow) is None:
            trouble = ReferenceTrouble.FULL_WIDTH
        raise ReferenceRefusedError(trouble)

    def _trouble_of(self, reference: str) -> ReferenceTrouble | None:
        if self.pattern is not None and not self.pattern.matches(reference):
            return _looks_cut(reference) or ReferenceTrouble.AGAINST_PATTERN
        if not _CHECKS[self.check_digit](reference):
            return _looks_cut(reference) or ReferenceTrouble.CHECK_DIGIT
        return None


ANY_REFERENCE: Final = ReferenceRule()


def parse_rule(text: str) -> ReferenceRule:
    """Returns the rule that a line of the settings describes.

    Raises:
        PatternError: its expression cannot be used.
    """
    name, colon, rest = text.partition(":")
    is_named = bool(colon) and name in {kind.value for kind in CheckDigit if kind.value}
    check_digit = CheckDigit(name) if is_named else CheckDigit.NONE
    expression = rest if is_named else text
    return ReferenceRule(parse_pattern(expression) if expression else None, check_digit)


def has_luhn(reference: str) -> bool:
    """Tells whether digits (blanks and hyphens aside) end in their Luhn digit."""
    digits = _bare(reference)
    if len(digits) < 2 or not _is_digits(digits):
        return False
    doubled = [int(digit) * (2 if at % 2 else 1) for at, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def has_mod97(reference: str) -> bool:
    """Tells whether digits and capitals (blanks and hyphens aside) leave 1 by MOD 97-10."""
    letters = _bare(reference)
    if len(letters) < 3 or re.fullmatch(r"[0-9A-Z]+", letters) is None:
        return False
    return int("".join(str(int(letter, 36)) for letter in letters)) % 97 == 1


def has_gb11643(reference: str) -> bool:
    """Tells whether it is the number of an identity card: a date that exists, digit by MOD 11-2."""
    if re.fullmatch(r"[0-9]{17}[0-9X]", reference) is None:
        return False
    try:
        date(int(reference[6:10]), int(reference[10:12]), int(reference[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * (1 << (17 - at)) for at, digit in enumerate(reference[:17]))
    return "0123456789X"[(12 - total % 11) % 11] == reference[17]


def _always(_reference: str) -> bool:
    return True


_CHECKS: Final = {
    CheckDigit.NONE: _always,
    CheckDigit.LUHN: has_luhn,
    CheckDigit.MOD97: has_mod97,
    CheckDigit.GB11643: has_gb11643,
}
_PARSING: Final = {
    "empty": ReferenceTrouble.EMPTY,
    "too long": ReferenceTrouble.TOO_LONG,
    "control character": ReferenceTrouble.CONTROL_CHARACTER,
}
_SCIENTIFIC: Final = re.compile(r"[0-9](?:[.,][0-9]+)?[Ee]\+[0-9]{1,3}")


def _parse(untrusted_text: str) -> Subject:
    try:
        return Subject.parse(untrusted_text)
    except SubjectError as error:
        raise ReferenceRefusedError(_PARSING[str(error)]) from error


def looks_shortened(reference: str) -> bool:
    """Tells whether a spreadsheet has made a long number a short one, such as 1.1E+17."""
    return _SCIENTIFIC.fullmatch(reference) is not None


def _looks_cut(reference: str) -> ReferenceTrouble | None:
    return ReferenceTrouble.SPREADSHEET_NUMBER if looks_shortened(reference) else None


def _bare(reference: str) -> str:
    return reference.replace(" ", "").replace("-", "")


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
