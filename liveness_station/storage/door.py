"""The room's door: whatever SQLite or the file system says leaves as a RecordError."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final

from liveness_station.domain.errors import RecordError
from liveness_station.domain.verdicts import Reason
from liveness_station.storage.lockers import locker_of


class Trouble(StrEnum):
    """What can be wrong with the record; the `detail` of a RecordError begins with one of these."""

    DISK_FULL = "disk full"
    READ_ONLY = "read-only"
    LOCKED = "locked"
    CORRUPT = "corrupt"
    INPUT_OUTPUT = "input or output failed"
    CANNOT_OPEN = "cannot open"
    LEFT_OPEN = "its newest changes cannot be read where nothing can be written"
    CONTRADICTION = "contradicts the record"
    NEWER_VERSION = "made by a newer version"
    FOREIGN = "not a record of the station"
    UNSAFE = "the database refuses a safety setting"
    OLD_SQLITE = "the SQLite library is too old"
    RUN_IN_USE = "run id in use"
    CLOSED = "closed"
    BROKEN = "the chain is broken"
    NO_PICTURE_KEY = "the keyring gives no key for pictures"
    PICTURE_ALTERED = "a kept picture is missing or was altered"
    HELD = "under legal hold"
    NOT_CHAINED = "made by an older version, not chained yet"
    OLDER_VERSION = "made by an older version; open it once with this one"
    OTHER = "database"


_SQLITE_TROUBLES = {
    sqlite3.SQLITE_FULL: Trouble.DISK_FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_CORRUPT: Trouble.CORRUPT,
    sqlite3.SQLITE_NOTADB: Trouble.CORRUPT,
    sqlite3.SQLITE_IOERR: Trouble.INPUT_OUTPUT,
    sqlite3.SQLITE_CANTOPEN: Trouble.CANNOT_OPEN,
    sqlite3.SQLITE_CONSTRAINT: Trouble.CONTRADICTION,
}
_SYSTEM_TROUBLES = {
    errno.ENOSPC: Trouble.DISK_FULL,
    errno.EDQUOT: Trouble.DISK_FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.READ_ONLY,
    errno.EPERM: Trouble.READ_ONLY,
    errno.EIO: Trouble.INPUT_OUTPUT,
}


_BY: Final = re.compile(r"(.+) by process (\d{1,10})", re.ASCII)


@contextmanager
def record_door(path: Path | None = None) -> Iterator[None]:
    """Turns errors of SQLite and of the file system into RecordError, the cause kept.

    Args:
        path: the database whose locker is named where it is locked; None to name none.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise failure(trouble_of(error), path=path) from error
    except TimeoutError as error:  # a lock file that another process holds
        raise failure(Trouble.LOCKED, path=path) from error
    except OSError as error:
        raise failure(_SYSTEM_TROUBLES.get(error.errno or 0, Trouble.CANNOT_OPEN)) from error


def failure(trouble: Trouble, *, path: Path | None = None) -> RecordError:
    """Returns the error to raise for a trouble; for a locked database, with the locker's id."""
    locker = locker_of(path) if trouble is Trouble.LOCKED and path is not None else None
    by = "" if locker is None else f" by process {locker}"
    return RecordError(Reason.NOT_RECORDED, trouble.value + by)


def read_detail(detail: str) -> tuple[Trouble | None, int | None]:
    """Returns the trouble that a RecordError's detail names, and the process where it names one."""
    found = _BY.fullmatch(detail)
    word, process = (detail, None) if found is None else (found[1], int(found[2]))
    try:
        return Trouble(word), process
    except ValueError:
        return None, None


def trouble_of(error: sqlite3.Error) -> Trouble:
    """Returns the trouble behind an error of SQLite; misuse of the library counts as OTHER."""
    primary_code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _SQLITE_TROUBLES.get(primary_code, Trouble.OTHER)
