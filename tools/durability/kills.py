"""Kills programs that write to a record, thousands of them, and looks for what is lost (S8).

    python -m tools.durability.kills [--cycles 10000] [--folder FOLDER]

Each cycle is a process that opens the record, with its keys, and appends until it is killed at a
random moment: while it opens, appends, sums up, keeps a key or closes. The processes are forked
from one that has imported everything, so that ten thousand of them take minutes. After each, what
it had acknowledged must be in the record; after every hundred the record is verified as a whole
and a new one begun.
"""

import argparse
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.durability.proof import Acknowledged, lost, trouble_in
from tools.durability.workload import append, prepare_enrolled

ROOT: Final = Path(__file__).resolve().parents[2]
_CYCLES_PER_RECORD: Final = 100
_MOST_ATTEMPTS: Final = 60
_LONGEST_S: Final = 0.12
"""A killed process has lived up to this long: openings, appends and closings all fall within."""


@dataclass(slots=True)
class Tally:
    """What a campaign has seen."""

    cycles: int = 0
    acknowledged: int = 0
    killed_before_all: int = 0
    trouble: str = ""

    def __str__(self) -> str:
        trouble = self.trouble or "0 acknowledged records lost, 0 chain breaks"
        return (
            f"{self.cycles} processes killed ({self.killed_before_all} amid their work), "
            f"{self.acknowledged} acknowledged entries: {trouble}"
        )


def campaign(folder: Path, cycles: int, chance: random.Random) -> Tally:
    """Kills so many processes, on a new record every hundred; stops at the first trouble."""
    tally = Tally()
    number = 0
    while tally.cycles < cycles and not tally.trouble:
        database = folder / f"record-{number}" / "records.sqlite3"
        prepare_enrolled(database)
        count = min(_CYCLES_PER_RECORD, cycles - tally.cycles)
        _torment(database, count, chance, tally)
        number += 1
    return tally


def _torment(database: Path, cycles: int, chance: random.Random, tally: Tally) -> None:
    acknowledged = Acknowledged()
    for cycle in range(cycles):
        lines = _killed(database, f"run-{cycle}", chance)
        acknowledged.take(lines)
        tally.cycles += 1
        tally.killed_before_all += "D\n" not in lines
        tally.acknowledged += sum(line[0] in "SV" for line in lines if line.endswith("\n"))
        missing = lost(database, acknowledged)
        if missing or acknowledged.refusals:
            tally.trouble = f"{missing} lost, refused: {acknowledged.refusals}"
            return
    tally.trouble = trouble_in(database, acknowledged)


def _killed(database: Path, run_id: str, chance: random.Random) -> list[str]:
    """Runs a process until it is killed, and returns what it has said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_child(database, run_id, writing, count=chance.randrange(1, _MOST_ATTEMPTS))
    os.close(writing)
    said = b""
    end_s = time.monotonic() + chance.uniform(0.0, _LONGEST_S)
    while (left_s := end_s - time.monotonic()) > 0:
        if not select.select([reading], [], [], left_s)[0]:
            break
        part = os.read(reading, 65536)
        if not part:
            break
        said += part
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        said += rest.read()
    return said.decode().splitlines(keepends=True)


def _be_child(database: Path, run_id: str, writing: int, *, count: int) -> None:
    """Works, and ends without coming back."""
    try:
        append(database, run_id, count, lambda line: _write_all(writing, line))
    except BaseException as error:  # noqa: BLE001 - a child must never run on as its parent
        _write_all(writing, f"R {type(error).__name__}: {error}")
    finally:
        os._exit(0)


def _write_all(writing: int, line: str) -> None:
    # One write of less than a page is whole or not there.
    os.write(writing, f"{line}\n".encode())


def in_own_process(folder: Path, cycles: int) -> "subprocess.CompletedProcess[str]":
    """Runs a campaign from a process that has no threads, which is what may fork."""
    command = [sys.executable, "-m", "tools.durability.kills", "--cycles", str(cycles)]
    return subprocess.run(
        [*command, "--folder", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the campaign; exit status 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where the records are made; else a new one")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args(arguments)
    if not hasattr(os, "fork"):
        print("needs a system that forks")
        return 2
    with tempfile.TemporaryDirectory(dir=options.folder, ignore_cleanup_errors=True) as folder:
        tally = campaign(Path(folder), options.cycles, random.Random(options.seed))
    print(tally)
    return 1 if tally.trouble else 0


if __name__ == "__main__":
    sys.exit(main())
