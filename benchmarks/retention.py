"""What keeping a picture costs an attempt, and how long retention holds up the desk.

    python -m benchmarks.retention [--attempts N] [--bytes N]

`keep`: a picture is sealed, put on disk and named by an entry, N times, alternating with a bare
write and sync of a file of its size and of its folder: below two of those and one commit no such
thing can be. `erase`: all those attempts are then erased by retention as the window does it, tick
by tick; the longest tick is what a desk may wait.
"""

import argparse
import json
import os
import secrets
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from liveness_station.app.picture_keys import PictureKeyShelf
from liveness_station.app.retaining import Retaining
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.ports import Vault
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.settings.values import Settings
from liveness_station.storage.picture_files import sync_folder
from liveness_station.storage.picture_keys import new_picture_keys
from liveness_station.storage.pictures import PictureStore
from liveness_station.storage.records import SqliteRecords, open_records

_KEYS = new_picture_keys()


class Clock:
    """A wall clock and the other one, which go on together."""

    def __init__(self) -> None:
        self.utc = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.utc

    def monotonic_ns(self) -> int:
        return int(self.utc.timestamp()) * 10**9


def _no_vault() -> Vault:
    raise AssertionError("nothing is to be kept by then")


def _bare_ms(folder: Path, body: bytes) -> float:
    started_s = time.perf_counter()
    path = folder / "bare"
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)
    return (time.perf_counter() - started_s) * 1000


def _attempt(records: SqliteRecords, number: int) -> Job:
    job = Job(f"{number:032x}", Subject(f"subject {number}"), 1, Policy(0.8))
    records.submitted(job, endpoint="local", source="camera")
    return job


def _keep(records: SqliteRecords, folder: Path, count: int, size: int) -> dict[str, float]:
    store = PictureStore(records.appender, lambda _: _KEYS)
    kept_ms, bare_ms, cpu_ms = [], [], []
    for number in range(count):
        jpeg = secrets.token_bytes(size)
        job = _attempt(records, number)
        started_s, cpu_s = time.perf_counter(), time.process_time()
        store.keep(job.job_id, (jpeg,), form="full")
        kept_ms.append((time.perf_counter() - started_s) * 1000)
        cpu_ms.append((time.process_time() - cpu_s) * 1000)
        bare_ms.append(_bare_ms(folder, jpeg))
        decision = Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=0.2)
        records.finished(Outcome(job, decision, "local"), source="camera")
    return {
        "keep_p50_ms": statistics.median(kept_ms),
        "keep_p95_ms": statistics.quantiles(kept_ms, n=20)[-1],
        "keep_cpu_p50_ms": statistics.median(cpu_ms),
        "bare_file_p50_ms": statistics.median(bare_ms),
    }


def _erase(records: SqliteRecords, folder: Path, clock: Clock) -> dict[str, float]:
    clock.utc += timedelta(days=200)
    shelf = PictureKeyShelf(_no_vault, folder / "keys.lock")
    retaining = Retaining(
        records.appender, Settings(), shelf, clock=time.perf_counter, utc_now=clock.now
    )
    ticks_ms, cpu_ms, left = [], [], 1
    while left:
        started_s, cpu_s = time.perf_counter(), time.process_time()
        retaining.tick()
        ticks_ms.append((time.perf_counter() - started_s) * 1000)
        cpu_ms.append((time.process_time() - cpu_s) * 1000)
        left = int(str(records.appender.query("SELECT count(*) FROM private")[0][0]))
    return {
        "ticks": len(ticks_ms),
        "tick_p50_ms": statistics.median(ticks_ms),
        "tick_max_ms": max(ticks_ms),
        "tick_cpu_max_ms": max(cpu_ms),
    }


def main() -> None:
    """Measures and prints one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--attempts", type=int, default=500)
    parser.add_argument("--bytes", type=int, default=40_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        records = open_records(
            folder / "records.sqlite3",
            run_id="benchmark",
            utc_now=clock.now,
            monotonic_ns=clock.monotonic_ns,
        )
        found = _keep(records, folder, arguments.attempts, arguments.bytes)
        found |= _erase(records, folder, clock)
        records.close()
    print(json.dumps({name: round(value, 2) for name, value in found.items()}))


if __name__ == "__main__":
    main()
