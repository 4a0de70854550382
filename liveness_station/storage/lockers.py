"""Which program holds a record's lock, where the system tells (Linux); nobody can say elsewhere."""

import os
import sys
from pathlib import Path
from typing import Final

_LOCKS: Final = Path("/proc/locks")
_WRITING_BYTE: Final = 120
"""Whoever writes to a database with a log locks this byte of its shared memory."""


def locker_of(path: Path) -> int | None:
    """Returns the id of another process that holds the record's lock, None where none is known.

    Args:
        path: the database's file.
    """
    if sys.platform != "linux":
        return None
    try:
        lines = _LOCKS.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    writing = _name_of(path.with_name(path.name + "-shm"))
    opening = _name_of(path.with_name(path.name + ".lock"))
    holders = (_holder(line.split(), writing=writing, opening=opening) for line in lines)
    return next((holder for holder in holders if holder is not None), None)


def _holder(words: list[str], *, writing: str, opening: str) -> int | None:
    """Returns the process behind a line such as `1: POSIX ADVISORY WRITE 71 fd:01:99 120 120`."""
    if len(words) != 8 or words[3] != "WRITE":
        return None
    _, _, _, _, process, file, first, last = words
    if not file or file not in {writing, opening} or not process.isdecimal():
        return None
    end = sys.maxsize if last == "EOF" else int(last)
    is_it = file == opening or int(first) <= _WRITING_BYTE <= end
    # 0 is a process that cannot be seen from here.
    return int(process) if is_it and int(process) not in {0, os.getpid()} else None


def _name_of(path: Path) -> str:
    """Returns a file's name in the list of locks; "" where there is no such file."""
    try:
        found = path.stat()
    except OSError:
        return ""
    major, minor = os.major(found.st_dev), os.minor(found.st_dev)
    return f"{major:02x}:{minor:02x}:{found.st_ino}"
