"""Folders in which exports are drafted, noted before they are made: what is killed is swept.

A draft lies beside its target, so that it can be put there at once. What a killed program leaves of
it would be names in plain text under a name that nobody looks for.
"""

import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

_NOTE: Final = ".draft"
_LOCK: Final = ".lock"
_FOLDER: Final = ".export-"


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """A folder for one draft; nobody sweeps it while it is held.

    Attributes:
        folder: where everything of the draft goes, beside its target.
    """

    folder: Path
    _note: Path
    _lock: FileLock

    def clear(self) -> None:
        """Takes the folder away with what is in it, and forgets it; may be called twice."""
        _remove(self.folder, self._note)
        self._lock.release()
        self._note.with_suffix(_LOCK).unlink(missing_ok=True)


def make_place(beside: Path, notes: Path) -> DraftPlace:
    """Makes a folder for a draft.

    Args:
        beside: the folder that the export is to go to.
        notes: the folder of this program's own in which is noted what is under way.

    Raises:
        OSError: it cannot be made, or not be noted.
    """
    name = uuid.uuid4().hex
    notes.mkdir(mode=0o700, parents=True, exist_ok=True)
    note = notes / f"{name}{_NOTE}"
    lock = FileLock(note.with_suffix(_LOCK), thread_local=False)
    lock.acquire(timeout=0)
    place = DraftPlace(beside.absolute() / f"{_FOLDER}{name}", note, lock)
    try:
        with note.open("x", encoding="utf-8", errors="surrogateescape") as file:
            file.write(str(place.folder))
            file.flush()
            os.fsync(file.fileno())
        place.folder.mkdir(mode=0o700)
    except OSError:
        place.clear()
        raise
    return place


def sweep(notes: Path) -> int:
    """Removes the drafts of programs that are no more; returns how many are gone.

    One on a volume that is not there just now stays noted.
    """
    return sum(_sweep_one(note) for note in sorted(notes.glob(f"*{_NOTE}")))


def _sweep_one(note: Path) -> bool:
    lock = FileLock(note.with_suffix(_LOCK), thread_local=False)
    try:
        with lock.acquire(timeout=0):
            text = note.read_text(encoding="utf-8", errors="surrogateescape")
            # Nothing but what this program made goes, whatever a note says.
            is_own = Path(text).name == f"{_FOLDER}{note.stem}" and Path(text).is_absolute()
            is_gone = is_own and _remove(Path(text), note)
    except (Timeout, OSError):
        return False
    if is_gone:
        note.with_suffix(_LOCK).unlink(missing_ok=True)
    return is_gone


def _remove(folder: Path, note: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    is_gone = folder.parent.is_dir() and not folder.exists()
    if is_gone:
        note.unlink(missing_ok=True)
    return is_gone
