"""Killed at random moments: a picture is whole or not there, an erasure is whole or not begun."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from liveness_station.ledger.verifying import Trust, verify
from liveness_station.storage.ledger_reading import open_ledger
from tests.storage.attempts import opened
from tests.storage.pictures import (
    CANARY,
    MAGIC,
    encodings,
    found_in,
    reader,
    scrubbed,
    store,
)

ROUNDS = 6
LIMIT_S = 30.0


def run_until_killed(path: Path, run_id: str, temp: Path, *, after_s: float) -> list[str]:
    """Returns what the program said before it was killed, some time after it had opened."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.erasing_child", str(path), run_id],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(temp), "TEMP": str(temp)},
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "opened\n"
        killer = threading.Timer(after_s, process.send_signal, [signal.SIGKILL])
        killer.start()
        said = process.stdout.read().splitlines()
        killer.join(LIMIT_S)
    finally:
        process.kill()
        process.communicate(timeout=LIMIT_S)
    return said


def check(path: Path, kept: set[str], erased: set[str], temp: Path, *, rounds: int) -> None:
    records = opened(path, run_id=f"check-{rounds}")
    store(records).sweep()
    rows = records.appender.query("SELECT job, file FROM picture")
    files = (path.parent / "pictures").glob("*/*")
    # The same names on both sides: no row lacks its file, and none stays without a row.
    assert {f"{row[1]}.sealed" for row in rows} == {file.name for file in files}
    with_pictures = {str(row[0]) for row in rows}
    # One erasure, of two attempts, may be done and not said; every other picture is there.
    lost = kept - erased - with_pictures
    assert len(lost) <= 2 * rounds
    for job_id in with_pictures:
        assert len(reader(records).read(job_id)) == 2
    private = records.appender.query("SELECT job, count(*) FROM private GROUP BY job")
    counts = {str(job_id): count for job_id, count in private if not str(job_id).startswith("@")}
    assert erased & (set(counts) | with_pictures) == set()
    # All names of an attempt, or none.
    assert len(set(counts.values())) <= 1
    scrubbed(records)
    gone = [word for job_id in erased for word in encodings(f"Subject-of-{job_id}.")[:1]]
    assert found_in(path.parent, *gone, CANARY[:24], MAGIC) == []
    assert found_in(temp, CANARY[:24], MAGIC) == []
    records.close()
    ledger = open_ledger(path)
    assert verify(ledger.entries(), station=ledger.station(), trust=Trust()).fault is None
    assert ledger.contradiction() is None
    ledger.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_S7_S8_killed_while_keeping_and_erasing(path: Path, tmp_path: Path) -> None:
    chance = random.Random(20261123)
    temp = tmp_path / "temp"
    temp.mkdir()
    kept: set[str] = set()
    erased: set[str] = set()
    for number in range(ROUNDS):
        said = run_until_killed(path, f"run-{number}", temp, after_s=chance.uniform(0.0, 0.4))
        # A line that was cut off by the kill was not acknowledged.
        kept |= {line[2:] for line in said if line.startswith("K ")}
        erased |= {line[2:] for line in said if line.startswith("E ")}
        check(path, kept, erased, temp, rounds=number + 1)
    assert kept
    assert erased
