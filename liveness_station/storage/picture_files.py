"""The folder of kept pictures: ciphertext only, whole or not at all, readable by its owner only."""

import os
import re
import sys
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock

FOLDER_NAME: Final = "pictures"

_SUFFIX: Final = ".sealed"
_PART_SUFFIX: Final = ".part"
_OWN_NAME: Final = re.compile(r"\A[0-9a-f]{32}\.(sealed|part)\Z", re.ASCII)
_LOCK_TIMEOUT_S: Final = 5.0


class PictureFiles:
    """Files of ciphertext under random names, in a folder of the record's station beside it.

    A damaged record that was set aside was another station's: its pictures are left alone.
    """

    def __init__(self, database_path: Path, station: bytes) -> None:
        self._folder = database_path.with_name(FOLDER_NAME) / station.hex()
        self._lock_path = database_path.with_name(f"{FOLDER_NAME}.lock")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other programs from sweeping between a file's making and its row's.

        Raises:
            TimeoutError: another program has held the folder for five seconds.
        """
        lock = FileLock(self._lock_path, mode=0o600, fallback_to_soft=False)
        with lock.acquire(timeout=_LOCK_TIMEOUT_S):
            yield

    def write(self, sealed: Iterable[bytes]) -> tuple[str, ...]:
        """Returns the names of new files, which are on disk for good once this returns.

        Args:
            sealed: the ciphertexts.

        Raises:
            OSError: the disk refuses; what is left of it is for `sweep`.
        """
        self._make_folder()
        names = []
        for body in sealed:
            name = uuid.uuid4().hex
            part = self._folder / f"{name}{_PART_SUFFIX}"
            descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path(name))
            names.append(name)
        sync_folder(self._folder)
        return tuple(names)

    def read(self, name: str) -> bytes:
        """Returns a ciphertext.

        Raises:
            OSError: it is not there, or cannot be read.
        """
        return self._path(name).read_bytes()

    def remove(self, names: Iterable[str]) -> None:
        """Removes files; one that is gone already is no trouble.

        Raises:
            OSError: the disk refuses.
        """
        removed = [self._remove(self._path(name)) for name in names]
        if any(removed):
            sync_folder(self._folder)

    def sweep(self, known: Iterable[str]) -> int:
        """Removes this program's files that no row names, and returns how many there were.

        Only while `held`: a file whose row is on its way is not known yet.

        Raises:
            OSError: the disk refuses.
        """
        if not self._folder.is_dir():
            return 0
        keep = {f"{name}{_SUFFIX}" for name in known}
        orphans = [
            path
            for path in self._folder.iterdir()
            if _OWN_NAME.match(path.name) and path.name not in keep
        ]
        removed = [self._remove(path) for path in orphans]
        if any(removed):
            sync_folder(self._folder)
        return sum(removed)

    def _make_folder(self) -> None:
        for folder in (self._folder.parent, self._folder):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
                sync_folder(folder.parent)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"

    def _remove(self, path: Path) -> bool:
        is_there = path.exists()
        path.unlink(missing_ok=True)
        return is_there


_BINARY: Final[int] = getattr(os, "O_BINARY", 0)


def sync_folder(folder: Path) -> None:
    """Has a folder's names on disk for good; Windows needs no such thing, and has none.

    Raises:
        OSError: the disk refuses.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
