"""A record that is damaged is set aside, never deleted, and a new one begins that names it.

Whatever is cut off half-way is finished, or begun anew, at the next opening: the new database is
made beside the old one under a name of its own, first entry included, before anything is moved.
All of this happens under the opening lock, and only while no other run of the program is alive.
"""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from liveness_station.storage.bodies import Body

_MARK: Final = ".damaged-"
_NEXT: Final = ".next"
_SUSPECT: Final = ".suspect"
_SIDES: Final = ("-wal", "-shm", "-journal")
_BLOCK_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class OldRecord:
    """What a new record's first entry says of the damaged one that was set aside.

    Attributes:
        file: the name that it bears now.
        sha256: of that file, in hex, so that it can be recognised.
        wal_sha256: of what had not yet been brought back into it, None where there was nothing.
        reason: what was wrong.
        old_station: its station's id, in hex; None where it could not be read, like what follows.
        old_seq: the number of its newest entry.
        old_head: the hash of that.
    """

    file: str
    sha256: str
    wal_sha256: str | None
    reason: str
    old_station: str | None = None
    old_seq: int | None = None
    old_head: str | None = None

    @property
    def body(self) -> Body:
        """The body of the EPOCH entry."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "wal_sha256": self.wal_sha256,
            "reason": self.reason,
            "old_station": self.old_station,
            "old_seq": self.old_seq,
            "old_head": self.old_head,
        }


def mark_suspect(path: Path) -> None:
    """Notes that SQLite has called a database damaged, for the next opening to look into."""
    # Where not even that can be written, the damage will be met again.
    with suppress(OSError):
        _suspect(path).touch(mode=0o600)


def is_suspect(path: Path) -> bool:
    """Tells whether a database was called damaged since it was last found whole."""
    return _suspect(path).exists()


def is_damaged(path: Path) -> bool:
    """Reads the whole of a suspect database; one that is whole is suspect no longer.

    Raises:
        OSError: the file system fails.
        sqlite3.Error: it cannot be read for a reason other than damage.
    """
    try:
        with closing(_for_reading(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        # As the room's door judges it; locked or unreadable is not damaged.
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise
        return True
    if found != ("ok",):
        return True
    _suspect(path).unlink(missing_ok=True)
    return False


def set_aside(path: Path, *, reason: str, begin: Callable[[Path, OldRecord], None]) -> None:
    """Gives a damaged database another name, and has a new one begin in its place.

    Args:
        path: the database.
        reason: what is wrong with it.
        begin: makes the new database at a path, with an entry that names the old one.

    Raises:
        OSError: the file system fails; at the next opening it is done again, or finished.
        RecordError: the new database cannot be made; likewise.
    """
    aside = path.with_name(f"{path.name}{_MARK}{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")
    following = aside.with_name(aside.name + _NEXT)
    begin(following, _described(path, aside.name, reason))
    _sync_folder(path.parent)
    _move(path, aside)


def finish_setting_aside(path: Path) -> None:
    """Finishes what a killed program had begun, or takes it back where nothing was moved yet.

    Raises:
        OSError: the file system fails.
    """
    for following in tuple(path.parent.glob(f"{path.name}{_MARK}*{_NEXT}")):
        aside = following.with_name(following.name.removesuffix(_NEXT))
        if aside.exists() and not path.exists():
            _move(path, aside)
        else:
            for side in ("", *_SIDES):
                following.with_name(following.name + side).unlink(missing_ok=True)


def find_set_aside(path: Path) -> tuple[str, ...]:
    """Returns the names of the damaged databases that still lie beside a database, oldest first.

    Raises:
        OSError: the folder cannot be read.
    """
    found = (file.name for file in path.parent.glob(f"{path.name}{_MARK}*"))
    return tuple(sorted(name for name in found if not name.endswith(_SIDES) and _NEXT not in name))


def _move(path: Path, aside: Path) -> None:
    """Moves the old database, then its companions, then the new one into its place.

    The companions go before the new one comes: SQLite would take them for the new one's.
    """
    for side in ("", *_SIDES):
        old = path.with_name(path.name + side)
        if old.exists():
            kept = old.replace(aside.with_name(aside.name + side))
            kept.chmod(0o400)
    _sync_folder(path.parent)
    aside.with_name(aside.name + _NEXT).replace(path)
    _suspect(path).unlink(missing_ok=True)
    _sync_folder(path.parent)


def _described(path: Path, name: str, reason: str) -> OldRecord:
    wal = path.with_name(path.name + _SIDES[0])
    wal_sha256 = _digest(wal) if wal.exists() and wal.stat().st_size else None
    old = OldRecord(name, _digest(path), wal_sha256, reason)
    with suppress(sqlite3.Error), closing(_for_reading(path)) as connection:
        (station,) = connection.execute("SELECT hex(id) FROM station").fetchone() or (None,)
        sql = "SELECT seq, lower(hex(hash)) FROM link ORDER BY seq DESC LIMIT 1"
        seq, head = connection.execute(sql).fetchone() or (None, None)
        return OldRecord(
            *(old.file, old.sha256, old.wal_sha256, reason),
            old_station=None if station is None else str(station).lower(),
            old_seq=seq,
            old_head=head,
        )
    return old


def _for_reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _suspect(path: Path) -> Path:
    return path.with_name(path.name + _SUSPECT)


def _sync_folder(folder: Path) -> None:
    """Has the new names survive a loss of power; Windows knows no such call."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
