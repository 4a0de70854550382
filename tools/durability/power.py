"""Cuts the power at a thousand moments and looks for what is lost (S9).

    python -m tools.durability.power [--cuts 1000]

The program's own code appends, over a file layer that notes every write and every sync. For each
cut a disk is made as it may be found afterwards, opened by the program as at its next start, and
verified: with nothing of what was written since the last sync (`gone`), or with any sectors of it
that chance picks, in any order (`torn`). The control leg runs the same with `synchronous = NORMAL`
and must lose, or this would not be able to tell.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

import apsw

from tools.durability.apsw_as_sqlite import running_over_apsw
from tools.durability.proof import LOST, Acknowledged, trouble_in
from tools.durability.workload import OPERATIONS

_VFS: Final = "forgetful"
_SECTOR_BYTES: Final = 512
OPERATIONS_CUT: Final = ("append", "checkpoint", "purge", "migration")
_ATTEMPTS: Final = 150
"""Enough for SQLite to bring the write-ahead log back into the database twice on the way."""


class Leg(StrEnum):
    """What is found of what was not synced, or which setting is broken on purpose."""

    GONE = "gone"
    TORN = "torn"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a file.

    Attributes:
        path: which.
        kind: "write", "truncate", "sync", "delete", or "whole" for a file replaced as a whole.
        offset: where a write begins, or the new size.
        data: what is written.
    """

    path: str
    kind: str
    offset: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Tape:
    """All that happened to the files, with what had been acknowledged by then.

    Attributes:
        keys: the file of the ledger's keys, which stands for a keyring.
        changes: in order.
        lines: the workload's, each with how many changes precede it.
    """

    keys: Path
    changes: list[Change] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    _known_keys: bytes = b""

    def note_whole(self, path: Path) -> None:
        """Notes a file that is safe on disk as it is, all of it at once."""
        self.changes.append(Change(str(path), "whole", 0, path.read_bytes()))

    def say(self, line: str) -> None:
        """Notes an acknowledgement, and the keys that were kept since the last one."""
        if self.keys.exists() and (content := self.keys.read_bytes()) != self._known_keys:
            self._known_keys = content
            self.note_whole(self.keys)
        self.lines.append((len(self.changes), line + "\n"))

    def acknowledged(self, cut: int) -> Acknowledged:
        """Returns what was acknowledged before so many changes had happened."""
        found = Acknowledged()
        found.take(line for after, line in self.lines if after <= cut)
        return found


class _File(apsw.VFSFile):
    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int], tape: Tape) -> None:
        super().__init__("", name, flags)
        self._path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._tape = tape

    def xWrite(self, data: bytes, offset: int) -> None:
        self._tape.changes.append(Change(self._path, "write", offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self._tape.changes.append(Change(self._path, "truncate", size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self._tape.changes.append(Change(self._path, "sync"))
        super().xSync(flags)


class _Vfs(apsw.VFS):
    def __init__(self, tape: Tape) -> None:
        super().__init__(_VFS, "")
        self._tape = tape

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _File:
        return _File(name, flags, self._tape)

    def xDelete(self, name: str, sync_dir: bool) -> None:
        self._tape.changes.append(Change(name, "delete"))
        super().xDelete(name, sync_dir)


class Disk:
    """What is safe of each file, and what only the system's cache knows; advances along a tape."""

    def __init__(self) -> None:
        self.safe: dict[str, bytes] = {}
        self._pending: dict[str, list[Change]] = {}
        self._deleted: dict[str, bytes] = {}

    def advance(self, change: Change) -> None:
        """Takes the next change."""
        path = change.path
        if change.kind == "whole":
            self.safe[path] = change.data
        elif change.kind == "sync":
            self.safe[path] = _content(self.safe.get(path, b""), self._pending.pop(path, []))
        elif change.kind == "delete":
            self._deleted[path] = self.safe.pop(path, b"")
            self._pending.pop(path, None)
        else:
            self._deleted.pop(path, None)
            self._pending.setdefault(path, []).append(change)

    def torn(self, chance: random.Random) -> dict[str, bytes]:
        """Returns the files with any of the unsynced sectors, deleted ones maybe there again."""
        files = dict(self.safe)
        for path, pending in self._pending.items():
            likelihood = chance.choice((0.1, 0.5, 0.9))
            parts = [part for change in pending for part in _sectors(change)]
            kept = [part for part in parts if chance.random() < likelihood]
            chance.shuffle(kept)
            files[path] = _content(files.get(path, b""), kept)
        files.update({path: old for path, old in self._deleted.items() if chance.random() < 0.5})
        return files


def _content(content: bytes, changes: Sequence[Change]) -> bytes:
    made = bytearray(content)
    for change in changes:
        if change.kind == "truncate":
            del made[change.offset :]
        made.extend(bytes(max(0, change.offset - len(made))))
        made[change.offset : change.offset + len(change.data)] = change.data
    return bytes(made)


def _sectors(change: Change) -> Iterator[Change]:
    if change.kind != "write":
        yield change
        return
    start = 0
    while start < len(change.data):
        end = start + _SECTOR_BYTES - (change.offset + start) % _SECTOR_BYTES
        yield Change(change.path, "write", change.offset + start, change.data[start:end])
        start = end


def recorded(database: Path, operation: str, count: int, *, is_control: bool) -> tuple[Tape, int]:
    """Runs a workload over the noting file layer.

    Returns:
        What happened, and how much of it lies before the workload.
    """
    OPERATIONS[operation].prepare(database)
    tape = Tape(database.with_name("keys.json"))
    # What is there already was synced when its program ended.
    for path in (database, tape.keys):
        if path.exists():
            tape.note_whole(path)
    start = len(tape.changes)
    with _noting(tape), running_over_apsw(_VFS, _broken if is_control else str):
        OPERATIONS[operation].work(database, "run-1", count, tape.say)
    return tape, start


@contextmanager
def _noting(tape: Tape) -> Iterator[None]:
    vfs = _Vfs(tape)
    try:
        yield
    finally:
        vfs.unregister()


def _broken(sql: str) -> str:
    """Syncs less than the program asks for, and hides it from the program."""
    if sql == "PRAGMA synchronous":
        return "SELECT 2"
    return sql.replace("synchronous = FULL", "synchronous = NORMAL")


@dataclass(slots=True)
class Found:
    """What the cuts of one leg have led to.

    Attributes:
        cuts: how many were made.
        losses: after how many an acknowledged entry was missing.
        troubles: what else was wrong, each once.
    """

    cuts: int = 0
    losses: int = 0
    troubles: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        rest = f", {sorted(self.troubles)}" if self.troubles else ", every chain whole"
        return f"{self.cuts} cuts, {self.losses} with acknowledged entries lost{rest}"


def campaign(
    folder: Path, leg: Leg, cuts: int, chance: random.Random, *, operation: str = "append"
) -> Found:
    """Records one workload and cuts the power so many times, at moments that chance picks."""
    database = folder / f"{leg}-{operation}" / "records.sqlite3"
    tape, start = recorded(database, operation, _ATTEMPTS, is_control=leg is Leg.CONTROL)
    moments = sorted(chance.choices(range(start, len(tape.changes) + 1), k=cuts))
    disk, found, done = Disk(), Found(), 0
    for number, moment in enumerate(moments):
        for change in tape.changes[done:moment]:
            disk.advance(change)
        done = moment
        files = disk.torn(chance) if leg is Leg.TORN else disk.safe
        after = folder / f"{leg}-{operation}-{number}"
        _write(after, files)
        _judge(after / database.name, tape.acknowledged(moment), found)
        shutil.rmtree(after)
    return found


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for path, content in files.items():
        (folder / Path(path).name).write_bytes(content)


def _judge(database: Path, acknowledged: Acknowledged, found: Found) -> None:
    found.cuts += 1
    trouble = trouble_in(database, acknowledged)
    if LOST in trouble:
        found.losses += 1
    elif trouble:
        found.troubles.add(trouble)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs all legs; exit status 1 where something was lost, or nothing by the control."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=1000, help="of each leg and operation")
    parser.add_argument("--leg", action="append", choices=[leg.value for leg in Leg])
    parser.add_argument("--folder", type=Path, help="where the disks are made; else a new one")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    is_good = True
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for leg in [Leg(name) for name in options.leg or list(Leg)]:
            for operation in ("append",) if leg is Leg.CONTROL else OPERATIONS_CUT:
                found = campaign(Path(folder), leg, options.cuts, chance, operation=operation)
                print(f"{leg} {operation}: {found}", flush=True)
                has_lost = found.losses > 0
                is_good &= has_lost if leg is Leg.CONTROL else not (has_lost or found.troubles)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
