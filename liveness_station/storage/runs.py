"""Which runs of the program are alive: each holds a lock file that ends with it, however it ends.

Lock files are made and judged under the opening lock, so that none is taken for dead between its
making and its locking.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from liveness_station.storage.door import Trouble, failure

_RUN_ID = re.compile(r"\A[A-Za-z0-9_-]{1,64}\Z", re.ASCII)
_OPENING_TIMEOUT_S: Final = 5.0


@contextmanager
def opening_lock(database_path: Path) -> Iterator[None]:
    """Holds the lock under which a database is opened, migrated and cleared of orphans.

    Raises:
        TimeoutError: another program has held it for five seconds.
    """
    lock = _lock(database_path.with_name(database_path.name + ".lock"))
    with lock.acquire(timeout=_OPENING_TIMEOUT_S):
        yield


class Runs:
    """The lock files of a database's runs, this one's among them."""

    def __init__(self, database_path: Path, run_id: str) -> None:
        if not _RUN_ID.match(run_id):
            raise ValueError("a run id has 1 to 64 letters, digits, - and _")
        self._folder = database_path.with_name(database_path.name + ".runs")
        self._own_path = self._path(run_id)
        self._own_lock = _lock(self._own_path)

    def hold(self) -> None:
        """Marks this run as alive until `release`, or until the process ends.

        Raises:
            RecordError: another living run has the same id.
        """
        self._folder.mkdir(mode=0o700, exist_ok=True)
        try:
            self._own_lock.acquire(blocking=False)
        except Timeout as error:
            raise failure(Trouble.RUN_IN_USE) from error

    def release(self) -> None:
        """Ends this run; may be called twice."""
        if self._own_lock.is_locked:
            self._own_lock.release()
            # One that stays is cleared at the next opening, like those of killed runs.
            with suppress(OSError):
                self._own_path.unlink(missing_ok=True)

    def is_alive(self, run_id: str) -> bool:
        """Tells whether a run still holds its lock; an id that cannot be one is dead."""
        if not _RUN_ID.match(run_id):
            return False
        path = self._path(run_id)
        if path == self._own_path:
            return True
        return path.exists() and not _can_take(path)

    def is_alone(self) -> bool:
        """Tells whether no other run of the program is alive."""
        others = (path for path in self._folder.glob("*.lock") if path != self._own_path)
        return all(_can_take(path) for path in others)

    def clear(self) -> None:
        """Removes the lock files of runs that were killed."""
        for path in self._folder.glob("*.lock"):
            if path != self._own_path and _can_take(path):
                path.unlink(missing_ok=True)

    def _path(self, run_id: str) -> Path:
        return self._folder / f"{run_id}.lock"


def _can_take(path: Path) -> bool:
    try:
        with _lock(path).acquire(blocking=False):
            return True
    except Timeout:
        return False


def _lock(path: Path) -> FileLock:
    # A "soft" lock would outlive a killed program, which is the one thing it is here to tell.
    return FileLock(path, mode=0o600, thread_local=False, fallback_to_soft=False)
