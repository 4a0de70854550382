"""What a record says of the one before it, whose file was damaged and set aside."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The record that this one follows.

    Attributes:
        file: the name its file was given.
        sha256: of that file, in hex.
        reason: why it was set aside.
        station: its station's id, in hex; None where it could not be read, like what follows.
        seq: the number of its newest entry.
        head: the hash of that, in hex.
    """

    file: str
    sha256: str
    reason: str
    station: str | None = None
    seq: int | None = None
    head: str | None = None


def parse_epoch(body: bytes) -> Predecessor | None:
    """Returns what the body of an EPOCH entry says, None where it does not say it."""
    try:
        found = json.loads(body)
        return Predecessor(
            file=str(found["file"]),
            sha256=str(found["sha256"]),
            reason=str(found["reason"]),
            station=_text(found["old_station"]),
            seq=None if found["old_seq"] is None else int(found["old_seq"]),
            head=_text(found["old_head"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
