"""What the ledger costs: an append with everything on, and a verification.

    python -m benchmarks.ledger [--attempts N] [--verify N]

`append`: attempts are submitted and finished against a record on disk with `synchronous=FULL`,
chained, coded, and summed up in a signed checkpoint every hundred entries. p50, p99 and the worst
of the appends are printed, the processor's time of each, and what one bare write with its sync
takes here, alternating with them: below that no durable append can be.
`verify`: a record of N entries is verified as the command does it, lists included: with the public
key alone, with the keyring's keys, and with the very first keys, which check every code.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.ledger.checkpoints import public_key_of
from liveness_station.ledger.keys import LOOK_S, StationKeys, new_keys
from liveness_station.ledger.reports import Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.records import SqliteRecords, open_records

POLICY = Policy(0.8)


class Shelf:
    """Keeps the keys in memory."""

    def __init__(self) -> None:
        self.keys: StationKeys | None = None

    def look(
        self, station: bytes, *, can_wait: bool = False, within_s: float = LOOK_S
    ) -> StationKeys | None:
        del station, can_wait, within_s
        return self.keys

    def keep(self, station: bytes, keys: StationKeys) -> None:
        del station
        self.keys = keys


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _opened(path: Path, shelf: Shelf) -> SqliteRecords:
    return open_records(path, run_id=uuid.uuid4().hex, utc_now=_utc_now, shelf=shelf)


def _attempts(records: SqliteRecords, count: int, between: Callable[[], None]) -> list[float]:
    """Returns how long each append took, in ms; `between` is called after each."""
    took_ms = []
    for _ in range(count):
        job = Job(uuid.uuid4().hex, Subject("B-1"), 0, POLICY)
        decision = Decision(
            Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=0.25, request_id=uuid.uuid4().hex
        )
        outcome = Outcome(job, decision, "local", engine="e/1", elapsed_ms=40.0)
        steps: tuple[Callable[[], object], ...] = (
            partial(records.submitted, job, endpoint="local", source="camera"),
            partial(records.finished, outcome, source="camera"),
        )
        for step in steps:
            started_s = time.perf_counter()
            step()
            took_ms.append((time.perf_counter() - started_s) * 1000)
            between()
    return took_ms


class BareSync:
    """Writes one page to a file of its own and syncs it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb", buffering=0)

    def took_ms(self) -> float:
        """Does it once."""
        started_s = time.perf_counter()
        self._file.write(bytes(4096))
        os.fdatasync(self._file.fileno())
        return (time.perf_counter() - started_s) * 1000

    def close(self) -> None:
        self._file.close()


def _told(took_ms: list[float]) -> dict[str, float]:
    parts = statistics.quantiles(took_ms, n=100)
    return {
        "p50_ms": round(parts[49], 3),
        "p99_ms": round(parts[98], 3),
        "worst_ms": round(max(took_ms), 3),
    }


def _append(folder: Path, count: int) -> dict[str, object]:
    shelf = Shelf()
    records = _opened(folder / "records.sqlite3", shelf)
    records.enrol(new_keys(), keep=shelf.keep)
    bare = BareSync(folder / "sync")
    bare_ms: list[float] = []
    _attempts(records, 20, _nothing)
    took_ms = _attempts(records, count, lambda: bare_ms.append(bare.took_ms()))
    bare.close()
    cpu_s = time.process_time()
    appends = len(_attempts(records, count // 4, _nothing))
    cpu_ms = (time.process_time() - cpu_s) * 1000 / appends
    records.close()
    beyond_ms = [append - sync for append, sync in zip(took_ms, bare_ms, strict=True)]
    return {
        "appends": len(took_ms),
        **_told(took_ms),
        "bare_sync": _told(bare_ms),
        "beyond_bare_sync_p50_ms": round(statistics.median(beyond_ms), 3),
        "cpu_ms_each": round(cpu_ms, 3),
    }


def _nothing() -> None:
    pass


def _verification(folder: Path, count: int) -> dict[str, object]:
    path = folder / "large.sqlite3"
    shelf = Shelf()
    records = _opened(path, shelf)
    records.enrol(new_keys(), keep=shelf.keep)
    first = shelf.keys
    assert first is not None
    # What is written need not survive a power cut here.
    records.appender.database.query("PRAGMA synchronous = OFF")
    _attempts(records, count // 2, _nothing)
    records.close()
    assert shelf.keys is not None
    trusts = {
        "public_key": Trust((public_key_of(first.seed),)),
        "keyring": Trust((public_key_of(first.seed),), keys=shelf.keys),
        "first_key": Trust((public_key_of(first.seed),), keys=first),
    }
    told: dict[str, object] = {}
    for name, trust in trusts.items():
        ledger = open_ledger(path)
        started_s, cpu_s = time.perf_counter(), time.process_time()
        report = verify(ledger.entries(), station=ledger.station(), trust=trust)
        assert (ledger.orphan(), ledger.contradiction()) == (None, None)
        told[f"{name}_s"] = round(time.perf_counter() - started_s, 3)
        told[f"{name}_cpu_s"] = round(time.process_time() - cpu_s, 3)
        ledger.close()
        assert report.result is Result.INTACT, report
        told["entries"] = report.entries
    return told


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, default=2_000)
    parser.add_argument("--verify", type=int, default=100_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = {"append": _append(Path(folder), arguments.attempts)}
        print(json.dumps(told), flush=True)
        print(json.dumps({"verify": _verification(Path(folder), arguments.verify)}))


if __name__ == "__main__":
    main()
