"""The evidence that our own service sends beside a result: for people, never for the verdict."""

from typing import Final

from liveness_station.domain.faces import Face
from liveness_station.domain.signals import Signal

_MOST_SIGNALS: Final = 16
_LONGEST_CODE: Final = 64
_LARGEST: Final = 1e6


def read_signals(untrusted_data: object) -> tuple[Signal, ...]:
    """Returns the well-formed evidence of a reply's `data`; what is not well-formed is left out."""
    entries = untrusted_data.get("evidence") if isinstance(untrusted_data, dict) else None
    if not isinstance(entries, list):
        return ()
    signals = (_signal(entry) for entry in entries[:_MOST_SIGNALS])
    return tuple(signal for signal in signals if signal is not None)


def _signal(entry: object) -> Signal | None:
    if not isinstance(entry, dict):
        return None
    code, is_against = entry.get("code"), entry.get("is_against")
    value, limit = _number(entry.get("value")), _number(entry.get("limit"))
    if not isinstance(code, str) or not _is_code(code) or not isinstance(is_against, bool):
        return None
    if value is None or limit is None:
        return None
    return Signal(code, value, limit, is_against, _region(entry.get("box")))


def _is_code(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_CODE and text.isascii() and text.replace("_", "a").isalnum()


def _number(value: object) -> float | None:
    """Returns a number of a size that can be shown; the comparison alone refuses NaN."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if -_LARGEST <= value <= _LARGEST else None


def _region(box: object) -> Face | None:
    if not isinstance(box, list) or len(box) != 4:
        return None
    left, top, width, height = (_number(side) for side in box)
    if left is None or top is None or width is None or height is None:
        return None
    return Face(left, top, width, height, confidence=1.0) if width > 0 and height > 0 else None
