"""The record as retention works on it: judged, erased from in stretches, scrubbed."""

import time
from pathlib import Path
from typing import Final

from liveness_station.domain.errors import RecordError
from liveness_station.storage.appending import Appender
from liveness_station.storage.database import Database
from liveness_station.storage.door import record_door
from liveness_station.storage.erasing import DataClass, Eraser, Page
from liveness_station.storage.holds import holds_in_force
from liveness_station.storage.picture_files import FOLDER_NAME
from liveness_station.storage.times import TimeEvidence, time_evidence

BACKUP_DAYS: Final = 7
"""A copy that was made before a migration holds names, and is only good until that has proven."""

_DAY_S: Final = 24 * 3600.0


class RecordKeeping:
    """Implements `retention.running.Keeping` on one record. Used by the thread that opened it."""

    def __init__(self, appender: Appender) -> None:
        self._appender = appender
        self._eraser = Eraser(appender)

    def time_evidence(self) -> TimeEvidence:
        """Returns what is known of the wall clock.

        Raises:
            RecordError: the database cannot be read.
        """
        return time_evidence(self._appender)

    def is_whole(self) -> bool:
        """Tells whether the end of the chain holds, and whether this run's own entries are in it.

        Raises:
            RecordError: the database cannot be read.
        """
        self._appender.query("SELECT 1")
        try:
            with self._appender.database.transaction() as connection:
                self._appender.links.check(connection)
        except RecordError:
            return False
        return True

    def is_all_held(self) -> bool:
        """Tells whether a hold is on everybody.

        Raises:
            RecordError: the database cannot be read.
        """
        with self._appender.database.transaction() as connection:
            return any(hold.subject is None for hold in holds_in_force(connection))

    def erase_expired(self, data_class: DataClass, *, before: str, after: int) -> Page:
        """Erases what is older than a moment in the next stretch of the record.

        Raises:
            RecordError: HELD where a hold is on everybody; or the erasure is not on disk.
        """
        return self._eraser.erase_expired(data_class, before=before, after=after)

    def scrub(self) -> bool:
        """Takes what was erased out of the write-ahead log and of old copies.

        Returns:
            False where another program is reading just now: then it is to be tried again.

        Raises:
            RecordError: the disk refuses.
        """
        remove_backups(self._appender.path, older_than_days=BACKUP_DAYS)
        return empty_log(self._appender.database)


def empty_log(database: Database) -> bool:
    """Empties the write-ahead log without waiting; False where another program is in the way.

    Deleted content is overwritten in the database itself (secure_delete), but the log still has
    the pages as they were.

    Raises:
        RecordError: the disk refuses.
    """
    (before,) = database.query("PRAGMA busy_timeout")[0]
    database.query("PRAGMA busy_timeout = 0")
    try:
        (is_busy, _, _) = database.query("PRAGMA wal_checkpoint(TRUNCATE)")[0]
    finally:
        database.query(f"PRAGMA busy_timeout = {int(str(before))}")
    return not is_busy


def backups_of(path: Path) -> tuple[Path, ...]:
    """Returns the copies that migrations have left beside a record."""
    return tuple(sorted(path.parent.glob(f"{path.name}.v*.bak")))


def remove_backups(path: Path, *, older_than_days: int) -> int:
    """Removes copies that migrations have left, and returns how many.

    Raises:
        RecordError: the disk refuses.
    """
    newest_s = time.time() - older_than_days * _DAY_S
    with record_door():
        old = [copy for copy in backups_of(path) if copy.stat().st_mtime <= newest_s]
        for copy in old:
            copy.unlink(missing_ok=True)
    return len(old)


def other_copies(path: Path, *, station: str) -> tuple[str, ...]:
    """Returns what beside a record may hold what it held: set aside, restored, another station's.

    It is nobody's to remove unseen.

    Args:
        path: the record.
        station: its station's id, in hex.
    """
    own = {path.name, *(f"{path.name}{end}" for end in ("-wal", "-shm", ".lock", ".runs"))}
    found = [copy.name for copy in path.parent.glob(f"{path.name}*") if copy.name not in own]
    folder = path.with_name(FOLDER_NAME)
    foreign = [f"{FOLDER_NAME}/{other.name}" for other in folder.glob("*") if other.name != station]
    return tuple(sorted(found + foreign))
