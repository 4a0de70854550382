"""What scanners and cameras read off codes: told from typing, and made a reference."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Final

MOST_GAP_MS: Final = 60
"""A scanner's next key follows within that, however busy its cable is."""

MEDIAN_GAP_MS: Final = 35
"""Half of a scanner's keys follow within that. Who types fast takes 80 to 120."""

LEAST_KEYS: Final = 2
"""Of a scan that ends in Enter or Tab; nobody strikes two keys and Enter within 70 ms."""

LEAST_KEYS_UNENDED: Final = 4
"""Of a scan whose end key does not come."""

MOST_KEYS: Final = 512

_FRAMES: Final = "\x02\x03\x04\r\n\t "
_SEPARATORS: Final = frozenset("\x1c\x1d\x1e\x1f")
_SYMBOLOGY: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_GS1_SYMBOLOGIES: Final = frozenset({"]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1"})


class ScanTrouble(StrEnum):
    """Why a scan is no reference. The values are stable codes."""

    EMPTY = "empty"
    MANY_FIELDS = "many_fields"
    NOT_TEXT = "not_text"
    SEVERAL_CODES = "several_codes"


class ScanRefusedError(ValueError):
    """What was scanned is no reference."""

    def __init__(self, trouble: ScanTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Burst:
    """Keys that followed each other closely.

    Attributes:
        text: what they spell.
        times_ms: when each was pressed.
    """

    text: str = ""
    times_ms: tuple[float, ...] = ()

    def then(self, letters: str, *, at_ms: float) -> "Burst":
        """Returns the burst with one more key."""
        return Burst(self.text + letters, (*self.times_ms, at_ms))

    def is_over(self, *, at_ms: float) -> bool:
        """Tells whether a key at that time belongs to something else."""
        return bool(self.times_ms) and not 0 <= at_ms - self.times_ms[-1] <= MOST_GAP_MS

    def is_scan(self, *, ended_ms: float | None) -> bool:
        """Tells whether no hand was that fast; `ended_ms` is when Enter or Tab came, or None."""
        times = self.times_ms if ended_ms is None else (*self.times_ms, ended_ms)
        least = LEAST_KEYS_UNENDED if ended_ms is None else LEAST_KEYS
        if not least <= len(self.times_ms) <= MOST_KEYS:
            return False
        gaps = [later - earlier for earlier, later in pairwise(times)]
        return median(gaps) <= MEDIAN_GAP_MS and max(gaps) <= MOST_GAP_MS


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code that was found in a picture.

    Attributes:
        text: what it says.
        is_text: False where it holds bytes that are meant for a machine.
        has_fields: True for a GS1 code, which names what each of its parts is.
    """

    text: str
    is_text: bool = True
    has_fields: bool = False


def reference_of_scan(untrusted_text: str) -> str:
    """Returns the reference that a scanner sent, without what scanners put before and after it.

    Raises:
        ScanRefusedError: nothing is left, or the code has several fields (GS1).
    """
    text = untrusted_text.strip(_FRAMES)
    symbology = _SYMBOLOGY.match(text)
    if symbology is not None:
        if symbology[0] in _GS1_SYMBOLOGIES:
            raise ScanRefusedError(ScanTrouble.MANY_FIELDS)
        text = text[symbology.end() :].strip(_FRAMES)
    if _SEPARATORS & set(text):
        raise ScanRefusedError(ScanTrouble.MANY_FIELDS)
    if not text:
        raise ScanRefusedError(ScanTrouble.EMPTY)
    return text


def reference_of_codes(codes: tuple[ReadCode, ...]) -> str | None:
    """Returns the reference that the codes of one picture name; None where there is no code.

    Raises:
        ScanRefusedError: there are several codes, or this one is no reference.
    """
    if not codes:
        return None
    if len({code.text for code in codes}) > 1:
        raise ScanRefusedError(ScanTrouble.SEVERAL_CODES)
    code = codes[0]
    if code.has_fields:
        raise ScanRefusedError(ScanTrouble.MANY_FIELDS)
    if not code.is_text:
        raise ScanRefusedError(ScanTrouble.NOT_TEXT)
    return reference_of_scan(code.text)
