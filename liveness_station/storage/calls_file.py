"""The file of today's calls: what was asked for and what was saved, so that a restart keeps it.

A file of its own and no table of the record: it is a meter and no evidence, names nobody, and may
be deleted at any time. It is put in place whole or not at all. What cannot be read is nothing.
"""

import json
import os
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.errors import RecordError
from liveness_station.domain.verdicts import Reason

VERSION: Final = 1
_MOST_BYTES: Final = 4096
_MOST: Final = 1_000_000
_NUMBERS: Final = ("spent_cloud", "saved_cloud", "spent_local", "saved_local")


def read_calls(path: Path) -> CallCounts:
    """Returns what the file holds; what is missing, damaged or of a newer version is nothing."""
    try:
        with path.open("rb") as file:
            untrusted_body = file.read(_MOST_BYTES + 1)
        untrusted = json.loads(untrusted_body)
        if len(untrusted_body) > _MOST_BYTES or untrusted["version"] != VERSION:
            return CallCounts()
        day = date.fromisoformat(untrusted["day"])
        return CallCounts(day, *(_number(untrusted[name]) for name in _NUMBERS))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return CallCounts()


def write_calls(path: Path, counts: CallCounts) -> None:
    """Puts the file in place, readable by its owner only; counts of no day are not written.

    Raises:
        RecordError: the disk refused; the file that was there is as it was.
    """
    if counts.day is None:
        return
    body = {"version": VERSION, "day": counts.day.isoformat()} | {
        name: getattr(counts, name) for name in _NUMBERS
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, made = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                json.dump(body, file)
            Path(made).replace(path)
        finally:
            with suppress(FileNotFoundError):
                Path(made).unlink()
    except OSError as error:
        raise RecordError(Reason.NOT_RECORDED, f"calls: errno {error.errno}") from error


def _number(untrusted: Any) -> int:
    if type(untrusted) is not int or not 0 <= untrusted <= _MOST:
        raise ValueError("no count")
    return untrusted
