"""Places outside the station that keep its checkpoints: folders, and the system's log."""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Protocol

from liveness_station.ledger.checkpoints import Checkpoint, parse_note
from liveness_station.storage.system_log import add_line

OS_LOG: Final = "os-log"
"""The name of the system's log among witnesses; every other one is a folder."""

_SUFFIX: Final = ".checkpoint"
_LOG_PREFIX: Final = "checkpoint: "


class Witness(Protocol):
    """A place that keeps checkpoints. What it does may take long, or never end."""

    def put(self, note: str) -> object:
        """Keeps a checkpoint.

        Raises:
            OSError: it does not.
        """


class FolderWitness:
    """A folder: on another volume, on a file share, on a stick."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, note: str) -> Path:
        """Writes a checkpoint under a name of its own; another one is never overwritten.

        Raises:
            OSError: it cannot be written.
        """
        checkpoint = parse_note(note).checkpoint
        name = f"{checkpoint.station.hex()}-{checkpoint.size:012}"
        target = self._folder / f"{name}{_SUFFIX}"
        if target.exists():
            # A pipe would never end, and is no place that keeps anything.
            if target.is_file() and target.read_bytes() == note.encode():
                return target
            # Two of one size tell of two histories: both are kept, and a verification sees that.
            digest = hashlib.sha256(note.encode()).hexdigest()[:16]
            target = self._folder / f"{name}-{digest}{_SUFFIX}"
        part = self._folder / f".{uuid.uuid4().hex}.part"
        try:
            with part.open("x", encoding="utf-8", newline="\n") as file:
                file.write(note)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return target


class LogWitness:
    """The operating system's log: journal or syslog, or the event log of Windows."""

    def __init__(self, add_line: Callable[[str], None] = add_line) -> None:
        self._add_line = add_line

    def put(self, note: str) -> None:
        """Adds a checkpoint as one line.

        Raises:
            OSError: the log does not take it.
        """
        self._add_line(_LOG_PREFIX + note.rstrip("\n").replace("\n", "|"))


def witness_of(name: str) -> Witness:
    """Returns the witness that a setting names."""
    return LogWitness() if name == OS_LOG else FolderWitness(Path(name))


def unlogged(untrusted_text: str) -> str:
    """Returns the note of a line as the system's log has it; what is no such line as it is."""
    _, prefix, line = untrusted_text.strip().rpartition(_LOG_PREFIX)
    return line.replace("|", "\n") + "\n" if prefix else untrusted_text


def read_folder(folder: Path, station: bytes) -> Iterator[tuple[str, Checkpoint]]:
    """Yields the names and checkpoints of a station that a folder keeps in files.

    Raises:
        OSError: it cannot be read.
        ValueError: one that has this station's name is none.
    """
    for file in sorted(folder.iterdir()):
        is_named = file.name.startswith(station.hex()) and file.name.endswith(_SUFFIX)
        if is_named and file.is_file():
            checkpoint = parse_note(file.read_text(encoding="utf-8")).checkpoint
            if checkpoint.station != station:
                raise ValueError(file.name)
            yield file.name, checkpoint
