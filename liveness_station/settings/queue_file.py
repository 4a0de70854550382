"""The queue on disk, so that a crash sends nobody to the end of the line.

One file of the user's own, put in place whole or not at all. Everybody in it bears the time when
they were put in line, and is forgotten a day later: it is a day's list, not a record. Two programs
write it: the window, and `liveness-station erase`; both hold its lock, and whoever was erased does
not come back with the window's next writing.
"""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from liveness_station.domain.queue import MOST_WAITING, Queue, Waiting
from liveness_station.domain.subjects import Subject, SubjectError

FILE_NAME: Final = "queue.json"
"""In the folder of the data."""

VERSION: Final = 1
KEPT: Final = timedelta(days=1)
MOST_BYTES: Final = 4 * 1024 * 1024
_LOCK_S: Final = 2.0
_MOST_TEXT: Final = 256


class QueueFileError(Exception):
    """The queue could not be read or written; the text is for the log and names nobody."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody in line, and since when (with a time zone)."""

    waiting: Waiting
    since: datetime


def read_queue(path: Path, *, now: datetime) -> tuple[Kept, ...]:
    """Returns who is in line, less those who have been for more than a day; nobody without a file.

    Raises:
        QueueFileError: the file cannot be read, or is no queue.
    """
    try:
        with path.open("rb") as file:
            untrusted_body = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise QueueFileError(f"errno {error.errno}") from error
    kept = _parse(untrusted_body)
    # Of a clock that was set back, what lies far ahead is as old as what lies far behind.
    return tuple(one for one in kept if abs(now - one.since) < KEPT)


def keep_queue(
    path: Path, queue: Queue, written: tuple[Kept, ...], *, now: datetime
) -> tuple[Kept, ...]:
    """Writes a queue, and returns what is in the file now.

    Args:
        path: the file.
        queue: who is in line as the window has it.
        written: what the window found in the file, or wrote to it, last.
        now: with a time zone.

    Whoever was written and is not in the file any more has been erased meanwhile, and whoever has
    been in line for a day is forgotten; neither is written, and the window lets them go as well.

    Raises:
        QueueFileError: the disk refused, or another program holds the file; it is as it was.
    """
    with _door(path):
        there = {one.waiting.subject for one in _there(path, written, now=now)}
        since = {one.waiting.subject: one.since for one in written}
        kept = tuple(
            Kept(waiting, since.get(waiting.subject, now))
            for waiting in queue.line
            if waiting.subject not in since or waiting.subject in there
        )
        kept = tuple(one for one in kept if abs(now - one.since) < KEPT)
        _write(path, kept)
    return kept


def erase_from_queue(path: Path, subject: Subject, *, now: datetime | None = None) -> bool:
    """Takes a subject out of the file, for good; True where they were in it.

    A file that cannot be read is emptied: nobody could say that they are not in it.

    Raises:
        QueueFileError: the disk refused, or another program holds the file.
    """
    if not path.exists():
        return False
    moment = now or datetime.now(UTC)
    with _door(path):
        try:
            kept = read_queue(path, now=moment)
        except QueueFileError:
            _write(path, ())
            return False
        rest = tuple(one for one in kept if one.waiting.subject != subject)
        # Also where nobody goes: those who are forgotten by now go from the disk with this.
        _write(path, rest)
    return len(rest) < len(kept)


def _there(path: Path, written: tuple[Kept, ...], *, now: datetime) -> tuple[Kept, ...]:
    """Returns who is in the file; of one that is gone or damaged nothing follows."""
    if not path.exists():
        return written
    try:
        return read_queue(path, now=now)
    except QueueFileError:
        return written


def _parse(untrusted_body: bytes) -> tuple[Kept, ...]:
    try:
        untrusted = json.loads(untrusted_body)
        if len(untrusted_body) > MOST_BYTES or untrusted["version"] != VERSION:
            raise QueueFileError("too long, or of another version")
        kept = tuple(_kept(one) for one in untrusted["line"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise QueueFileError("it is no queue") from error
    if len(kept) > MOST_WAITING or len({one.waiting.subject for one in kept}) < len(kept):
        raise QueueFileError("it is no queue")
    return kept


def _kept(untrusted: Mapping[str, Any]) -> Kept:
    since = datetime.fromisoformat(_text(untrusted["since"]))
    if since.tzinfo is None:
        raise ValueError("no time zone")
    try:
        subject = Subject.parse(_text(untrusted["reference"]))
    except SubjectError as error:
        raise ValueError("no reference") from error
    waiting = Waiting(subject, _text(untrusted["language"]), _text(untrusted["label"]))
    return Kept(waiting, since)


def _text(untrusted: object) -> str:
    if not isinstance(untrusted, str) or len(untrusted) > _MOST_TEXT:
        raise ValueError("no text")
    return untrusted


def _write(path: Path, kept: tuple[Kept, ...]) -> None:
    body = {
        "version": VERSION,
        "line": [
            {
                "reference": one.waiting.subject.reference,
                "language": one.waiting.language,
                "label": one.waiting.label,
                "since": one.since.astimezone(UTC).isoformat(timespec="seconds"),
            }
            for one in kept
        ],
    }
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


@contextmanager
def _door(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{path.name}.lock"), timeout=_LOCK_S, mode=0o600):
            yield
    except Timeout as error:
        raise QueueFileError("another program holds it") from error
    except OSError as error:
        raise QueueFileError(f"errno {error.errno}") from error


def queue_of(kept: tuple[Kept, ...]) -> Queue:
    """Returns the queue that was kept."""
    return Queue(tuple(one.waiting for one in kept))
