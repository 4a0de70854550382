"""What is wrong with the record as a file: it cannot be written, was damaged, or lies badly."""

import sys
from pathlib import Path, PurePath
from typing import Final

from liveness_station.app.unopened import UnopenedRecords
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.storage.door import Trouble, read_detail
from liveness_station.storage.quarantine import find_set_aside
from liveness_station.storage.records import SqliteRecords

_NEXT_STEPS: Final = {
    Trouble.DISK_FULL: "free space on this disk; nothing is shown as LIVE until then",
    Trouble.READ_ONLY: "make the folder writable for this user",
    Trouble.LOCKED: "end the other program that has the record open",
    Trouble.CORRUPT: "end every other window and command of this station, then start again",
    Trouble.INPUT_OUTPUT: "look after the disk, and take a copy of the folder first",
    Trouble.CANNOT_OPEN: "see that the folder is there and is a folder of this computer",
    Trouble.NEWER_VERSION: "start the newer program, or give this one another --data-dir",
    Trouble.FOREIGN: "move that file elsewhere; it is not the station's",
    Trouble.BROKEN: "change nothing, run `liveness-station ledger verify`, see docs/ledger.md",
}
_OTHER_STEP: Final = "look into the log; nothing is shown as LIVE until then"

_SYNCED: Final = ("onedrive", "dropbox", "google drive", "icloud", "mobile documents", "nextcloud")
_NETWORKED: Final = frozenset({"cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "afs", "9p"})


def record_alerts(path: Path, records: SqliteRecords | UnopenedRecords) -> tuple[Alert, ...]:
    """Returns what the operator must know of the record's file as long as it is so.

    A damaged record is told of until somebody has taken it from beside the new one.
    """
    alerts = []
    if isinstance(records, UnopenedRecords):
        alerts.append(Alert(AlertCode.RECORD_DOWN, records.detail))
    place = _find_bad_place(path.parent, _mounts())
    if place is not None:
        alerts.append(place)
    names = set_aside_names(path)
    if names:
        alerts.append(Alert(AlertCode.RECORD_QUARANTINED, ", ".join(names)))
    return tuple(alerts)


def set_aside_names(path: Path) -> tuple[str, ...]:
    """Returns the names of the damaged records that are seen beside a record."""
    try:
        return find_set_aside(path)
    except OSError:
        return ()


def next_step(detail: str) -> str:
    """Returns what to do about a record that cannot be used."""
    trouble, _ = read_detail(detail)
    return _OTHER_STEP if trouble is None else _NEXT_STEPS.get(trouble, _OTHER_STEP)


def bad_place(path: PurePath, mounts: str | None = None) -> str:
    """Says why a folder is no place for a record; "" where nothing speaks against it.

    SQLite's locks and its shared memory do not hold across a network, and a program that copies
    files to a cloud copies the parts of a database at different moments.

    Args:
        path: where the record lies.
        mounts: the system's table of mounts, None to read it.
    """
    found = _find_bad_place(path, _mounts() if mounts is None else mounts)
    match found:
        case None:
            return ""
        case Alert(AlertCode.PLACE_SYNCED, name):
            return f"in a folder that {name} copies"
        case _:
            return f"on a network share ({found.detail})"


def _find_bad_place(path: PurePath, mounts: str) -> Alert | None:
    parts = [part.lower() for part in path.parts]
    synced = next((name for name in _SYNCED if any(name in part for part in parts)), None)
    if synced is not None:
        return Alert(AlertCode.PLACE_SYNCED, synced)
    if path.drive.startswith("\\\\") or (path.anchor.startswith("\\\\")):
        return Alert(AlertCode.PLACE_NETWORKED, "SMB")
    system = _file_system(path, mounts)
    return Alert(AlertCode.PLACE_NETWORKED, system) if system in _NETWORKED else None


def _file_system(path: PurePath, mounts: str) -> str:
    found: tuple[int, str] = (-1, "")
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:
            continue
        point = PurePath(words[1].replace("\\040", " "))
        if path.is_relative_to(point) and len(point.parts) > found[0]:
            found = (len(point.parts), words[2])
    return found[1]


def _mounts() -> str:
    if sys.platform != "linux":
        return ""
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
