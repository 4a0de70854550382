"""Several programs on one record, and programs that are killed (fault S8)."""

import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.domain.verdicts import Verdict
from liveness_station.ledger.checkpoints import parse_public_key
from liveness_station.ledger.keys import new_keys
from liveness_station.ledger.reports import Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.runs import Runs, opening_lock
from tests.fakes.shelf import FileShelf
from tests.storage.attempts import attempt, decision, job, opened, outcome

CYCLES = int(os.environ.get("LIVENESS_KILL_CYCLES", "20"))
ROOT = Path(__file__).parents[2]


class Child:
    """A writing child, and what it has acknowledged so far."""

    def __init__(self, path: Path, run_id: str, count: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.writing_child", str(path), run_id, str(count)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.lines: list[str] = []

    def read(self, count: int) -> None:
        """Waits for some more lines."""
        self.lines += [self._output.readline().strip() for _ in range(count)]

    def kill(self) -> None:
        """Kills it in whatever it is doing, then reads what it had still acknowledged."""
        self.process.kill()
        rest = self._output.read()
        # A line that was cut off acknowledges nothing.
        self.lines += [line.strip() for line in rest.splitlines(keepends=True) if "\n" in line]

    def end(self) -> None:
        """Lets it run to its end."""
        output, _ = self.process.communicate()
        self.lines += output.splitlines()
        assert self.process.returncode == 0

    def acknowledged(self, letter: str) -> set[str]:
        return {line[2:] for line in self.lines if line.startswith(letter + " ")}

    @property
    def _output(self) -> IO[str]:
        assert self.process.stdout is not None
        return self.process.stdout


@contextmanager
def child(path: Path, run_id: str, *, count: int = 100_000) -> Iterator[Child]:
    started = Child(path, run_id, count)
    with started.process:
        try:
            yield started
        finally:
            started.process.kill()


def entries(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute("SELECT seq, kind, job FROM entry ORDER BY seq").fetchall()


def assert_chained(path: Path) -> None:
    """No link is missing or wrong; without keys that is all there is to tell."""
    ledger = open_ledger(path)
    report = verify(ledger.entries(), station=ledger.station(), trust=Trust())
    found = (report.fault, report.bad_seq, ledger.orphan(), ledger.contradiction())
    ledger.close()
    assert found == (None, None, None, None)
    assert report.result is Result.CANNOT_TELL
    assert report.unsigned > 0


def test_s8_nothing_acknowledged_is_lost_when_the_program_is_killed(path: Path) -> None:
    chance = random.Random()
    submitted: set[str] = set()
    finished: set[str] = set()
    for cycle in range(CYCLES):
        with child(path, f"run-{cycle}") as killed:
            killed.read(chance.randrange(80))
            killed.kill()
        submitted |= killed.acknowledged("S")
        finished |= killed.acknowledged("V")
    opened(path, run_id="last").close()

    assert_chained(path)
    found = entries(path)
    kinds = {kind: {job for _, k, job in found if k == kind} for kind in ("SUBMITTED", "VERDICT")}
    assert len(finished) > CYCLES
    assert submitted <= kinds["SUBMITTED"]
    assert finished <= kinds["VERDICT"]
    assert [seq for seq, _, _ in found] == list(range(1, len(found) + 1))
    ends = Counter(job for _, kind, job in found if kind in {"VERDICT", "ABANDONED"})
    assert ends == Counter(kinds["SUBMITTED"])
    assert not finished & {job for _, kind, job in found if kind == "ABANDONED"}
    leftovers = [entry.name for entry in path.with_name("records.db.runs").iterdir()]
    assert leftovers == []


def test_s8_keys_fit_the_record_whenever_the_program_was_killed(path: Path) -> None:
    """In the middle of a checkpoint, of the keeping of its key, or between the two."""
    chance = random.Random()
    path.parent.mkdir()
    shelf = FileShelf(path.with_name("keys.json"))
    records = opened(path, run_id="enrolling")
    public_key = records.enrol(new_keys(), keep=shelf.keep)
    records.close()
    _, key = parse_public_key(public_key)
    for cycle in range(CYCLES // 4):
        with child(path, f"run-{cycle}") as killed:
            # A checkpoint is written about every fifty attempts.
            killed.read(80 + chance.randrange(80))
            killed.kill()
    ledger = open_ledger(path)
    trust = Trust((key,), keys=shelf.look(b""))
    report = verify(ledger.entries(), station=ledger.station(), trust=trust)
    ledger.close()
    assert report.fault is None
    assert report.result in {Result.INTACT, Result.INCOMPLETE}
    assert report.signed > CYCLES // 8


def test_s10_programs_write_to_one_record_at_once(path: Path) -> None:
    with child(path, "a", count=60) as first, child(path, "b", count=60) as second:
        first.read(1)
        second.read(1)
        records = opened(path, run_id="c")
        for number in range(60):
            attempt(records, job(f"c-{number}"))
        first.end()
        second.end()
        records.close()
    found = entries(path)
    assert [seq for seq, _, _ in found] == list(range(1, len(found) + 1))
    counts = Counter(kind for _, kind, _ in found)
    # This program's clock here is not the others'.
    del counts["CLOCK"], counts["CHECKPOINT"]
    assert_chained(path)
    assert counts == {"BOOT": 3, "SUBMITTED": 180, "VERDICT": 180}


def test_programs_that_open_a_new_record_at_once_all_succeed(path: Path) -> None:
    with child(path, "a", count=1) as a, child(path, "b", count=1) as b:
        a.end()
        b.end()
    counts = Counter(kind for _, kind, _ in entries(path))
    # The one that closes last sums up both, or each has summed up its own.
    assert counts.pop("CHECKPOINT") in {1, 2}
    assert counts == {"BOOT": 2, "SUBMITTED": 2, "VERDICT": 2}


def test_the_attempt_of_a_living_program_is_not_abandoned(path: Path) -> None:
    records = opened(path, run_id="window")
    records.submitted(job(), endpoint="local", source="camera")
    other = opened(path, run_id="check")
    assert other.abandon_orphans() == 0
    other.close()
    assert records.finished(outcome(job()), source="camera").recorded
    records.close()


def test_the_attempt_of_a_dead_program_is_abandoned_once(path: Path) -> None:
    records = opened(path, run_id="dead")
    records.submitted(job(), endpoint="local", source="camera")
    records.submitted(job("demo", is_demo=True), endpoint="local", source="camera")
    records.close()
    first, second = opened(path, run_id="first"), opened(path, run_id="second")
    assert first.abandon_orphans() == second.abandon_orphans() == 0
    (demo, found) = first.recent(9)
    assert (found.outcome, found.reason) == ("ABANDONED", "run_ended")
    assert (demo.outcome, demo.is_demo) == ("ABANDONED", True)
    assert first.counts_today().abandoned == first.counts_today().total == 1
    with pytest.raises(RecordError, match="contradicts"):
        first.finished(outcome(job(), decision(Verdict.LIVE)), source="camera")
    first.late(outcome(job()))
    first.close()
    second.close()


def test_a_run_id_is_held_by_one_program(path: Path) -> None:
    records = opened(path, run_id="same")
    with pytest.raises(RecordError, match="run id in use"):
        opened(path, run_id="same")
    records.submitted(job(), endpoint="local", source="camera")
    records.close()
    opened(path, run_id="same").close()


def test_an_opening_that_fails_ends_its_run(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(RecordError):
        opened(path, run_id="same")
    path.rmdir()
    opened(path, run_id="same").close()


def test_an_opening_that_another_program_holds_up_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liveness_station.storage.runs._OPENING_TIMEOUT_S", 0.05)
    opened(path).close()
    script = (
        "import sys; from pathlib import Path\n"
        "from liveness_station.storage.runs import opening_lock\n"
        "with opening_lock(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RecordError, match="locked"):
            opened(path)
        holder.communicate()
    opened(path).close()


@pytest.mark.parametrize("run_id", ["", "a/b", "..", "a b", "x" * 65, "名"])
def test_a_run_id_is_a_plain_name(path: Path, run_id: str) -> None:
    with pytest.raises(ValueError, match="run id"):
        opened(path, run_id=run_id)
    with opening_lock(path.parent.parent / "other.db"):
        assert not Runs(path, "good").is_alive(run_id)


def test_a_run_is_alive_to_itself(path: Path) -> None:
    assert Runs(path, "own").is_alive("own")
