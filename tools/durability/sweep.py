"""Lets each call fail by which the record reaches the disk, one after the other (S1, S2, S7, S14).

    python -m tools.durability.sweep [--most 0] [--operation append] ...

A workload is traced once, to find its writes, syncs, truncations, renames and unlinks. Then it is
run anew for each of them, and there the process is killed, or the call fails with EIO or ENOSPC,
once or from there on. What had been acknowledged must be in the record when it is opened again,
the chain must verify, and the program itself must not have ended by anything but the kill.
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from liveness_station.ledger.verifying import Trust, verify
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.quarantine import find_set_aside
from tools.durability.proof import Acknowledged, trouble_in
from tools.durability.workload import OPERATIONS

ROOT: Final = Path(__file__).resolve().parents[2]
CALLS: Final = (
    *("write", "pwrite64", "fsync", "fdatasync", "ftruncate"),
    *("unlink", "unlinkat", "rename", "renameat"),
)
FAULTS: Final = {
    "KILL": "signal=KILL:when={n}",
    "EIO": "error=EIO:when={n}",
    "ENOSPC": "error=ENOSPC:when={n}",
    "ENOSPC from there on": "error=ENOSPC:when={n}+",
}
_LASTING: Final = frozenset({"ENOSPC from there on"})
_KILLED: Final = frozenset({-9, 137})
# "locked": a database whose journal could be neither written nor removed stays so until closed.
_EXPECTED: Final = frozenset({"disk full", "input or output failed", "cannot open", "locked"})
_ATTEMPTS: Final = 4
_LIMIT_S: Final = 60
_MOST_TOLD: Final = 5
_LINE: Final = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)")


@dataclass(frozen=True, slots=True)
class Point:
    """One call of a workload: the how-manieth of its kind in the life of the process."""

    call: str
    number: int


@dataclass(slots=True)
class Tally:
    """What a sweep has seen.

    Attributes:
        runs: how often the workload was run with a fault.
        refusals: by their details, how often the record refused.
        acknowledged: how many entries were acknowledged in all.
        troubles: what was wrong, with where.
    """

    runs: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    troubles: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        wrong = "; ".join(self.troubles[:_MOST_TOLD]) or "0 lost, every chain whole"
        return (
            f"{self.runs} runs, {self.acknowledged} acknowledged entries, "
            f"refused: {dict(self.refusals)}: {wrong}"
        )


def can_trace() -> bool:
    """Tells whether strace is there and may trace."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    tried = subprocess.run(
        [strace, "-qq", "-e", "inject=fsync:error=EIO", "-e", "trace=none", "true"],
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


def sweep(folder: Path, operation: str, fault: str, *, most: int = 0) -> Tally:
    """Runs an operation with a fault at each of its calls, or at so many that chance picks."""
    ready = folder / "ready"
    if not ready.exists():
        OPERATIONS[operation].prepare(ready / "records.sqlite3")
    points = _picked(list(_points(folder, ready, operation)), most, random.Random())
    tally = Tally()
    for number, point in enumerate(points):
        place = folder / f"run-{number}"
        shutil.copytree(ready, place)
        trouble = _torment(place / "records.sqlite3", operation, fault, point, tally)
        if trouble:
            tally.troubles.append(f"{operation}, {fault} at {point.call} {point.number}: {trouble}")
        shutil.rmtree(place)
    return tally


def _points(folder: Path, ready: Path, operation: str) -> Iterator[Point]:
    """Traces the operation once and yields its calls on the record's files."""
    place, trace = folder / "traced", folder / "trace"
    shutil.copytree(ready, place)
    done = _run(place / "records.sqlite3", operation, ["-e", f"trace={','.join(CALLS)}"], trace)
    if done.returncode != 0:
        raise RuntimeError(f"the workload fails untouched: {done.stderr}")
    seen: Counter[str] = Counter()
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        call, arguments = found.groups()
        seen[call] += 1
        # The keys' file stands for a keyring, whose trouble is another matter.
        if str(place) in arguments and "keys." not in arguments:
            yield Point(call, seen[call])
    shutil.rmtree(place)


def _picked(points: list[Point], most: int, chance: random.Random) -> list[Point]:
    """Picks so many points by chance, each kind of call as often as another."""
    if most == 0 or len(points) <= most:
        return points
    shuffled = chance.sample(points, len(points))
    seen: Counter[str] = Counter()
    ranks: dict[Point, int] = {}
    for point in shuffled:
        ranks[point] = seen[point.call]
        seen[point.call] += 1
    return sorted(shuffled, key=lambda point: ranks[point])[:most]


def _torment(database: Path, operation: str, fault: str, point: Point, tally: Tally) -> str:
    rule = f"inject={point.call}:{FAULTS[fault].format(n=point.number)}"
    done = _run(database, operation, ["-e", f"trace={point.call}", "-e", rule], None)
    jobs = OPERATIONS[operation].jobs
    acknowledged = Acknowledged(set(jobs), set(jobs))
    acknowledged.take(done.stdout.splitlines(keepends=True))
    if fault in _LASTING:
        # A run whose disk never works again cannot say it, and the next one cannot know.
        acknowledged.denied.clear()
    tally.runs += 1
    tally.refusals.update(acknowledged.refusals)
    tally.acknowledged += len(acknowledged.submitted) + len(acknowledged.finished) - 2 * len(jobs)
    if done.returncode not in (_KILLED if fault == "KILL" else {0}):
        return f"ended with {done.returncode}: {done.stderr[-300:]}"
    odd = set(acknowledged.refusals) - _EXPECTED
    if odd:
        return f"refused for {sorted(odd)}"
    before = database.parent.parent / "ready" / database.name
    trouble = trouble_in(database, acknowledged)
    return trouble or (_renewed(database, before) if OPERATIONS[operation].has_damage else "")


def _renewed(database: Path, before: Path) -> str:
    """Looks whether the damaged file lies aside as it was, and is what the new record follows."""
    found = find_set_aside(database)
    if len(found) != 1:
        return f"set aside: {found}"
    kept = database.with_name(found[0]).read_bytes()
    with closing(open_ledger(database)) as ledger:
        old = verify(ledger.entries(), station=ledger.station(), trust=Trust()).predecessor
    if kept != before.read_bytes() or old is None:
        return "the damaged file was changed, or nobody names it"
    is_named = (old.file, old.sha256) == (found[0], hashlib.sha256(kept).hexdigest())
    return "" if is_named else "another file is named"


def _run(
    database: Path, operation: str, rules: list[str], trace: Path | None
) -> "subprocess.CompletedProcess[str]":
    program = [sys.executable, "-m", "tools.durability.workload", operation]
    command = ["strace", "-f", "-qq", "-y", *rules, "-o", str(trace or os.devnull)]
    return subprocess.run(
        [*command, *program, str(database), "run-1", str(_ATTEMPTS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=_LIMIT_S,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the sweeps; exit status 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operation", action="append", choices=list(OPERATIONS))
    parser.add_argument("--most", type=int, default=0, help="points of each sweep; 0 for all")
    parser.add_argument("--folder", type=Path, help="where the records are made; else a new one")
    options = parser.parse_args(arguments)
    if not can_trace():
        print("needs strace, and the right to trace")
        return 2
    has_trouble = False
    for operation in options.operation or OPERATIONS:
        for fault in FAULTS:
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                tally = sweep(Path(folder), operation, fault, most=options.most)
            print(f"{operation}, {fault}: {tally}", flush=True)
            has_trouble |= bool(tally.troubles)
    return 1 if has_trouble else 0


if __name__ == "__main__":
    sys.exit(main())
