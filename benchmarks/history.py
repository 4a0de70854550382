"""What searching the history costs with a thousand records, and with a million.

    python -m benchmarks.history [--sizes 1000 10000 ...] [--folder DIR] [--quick]

Records are made by the program's own writer, chained and summed up, many to a transaction. Then,
for each size: opening, the first page, one in the middle and the last one; searches for what is
rare, common, absent and as badly placed as can be (common, and all of it old); counting; how long
a record of the version before takes to be indexed; and what memory the process has before and
after every page was read. A search that says where to go on counts by its slowest step, and how
many there were is told.
"""

import argparse
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.storage.history import HistoryReader, open_history
from liveness_station.storage.history_query import HistoryQuery
from liveness_station.storage.migrations.step_0004_history import add_history
from liveness_station.storage.records import open_records

SIZES = (1_000, 10_000, 100_000, 1_000_000)
CHUNK = 2_000
REPEATS = 15
START = datetime(2024, 1, 1, 8, tzinfo=UTC)
POLICY = Policy(0.8)
ENDS = (
    (70, Verdict.LIVE, Reason.ABOVE_THRESHOLD),
    (15, Verdict.SPOOF, Reason.BELOW_THRESHOLD),
    (10, Verdict.RETRY, Reason.NO_FACE),
    (4, Verdict.RETRY, Reason.THROTTLED),
    (1, Verdict.ERROR, Reason.BOUNDARY),
)


class Time:
    """A wall clock and a monotonic one that agree; the benchmark moves them."""

    def __init__(self) -> None:
        self.passed_s = 0.0

    def utc(self) -> datetime:
        return START + timedelta(seconds=self.passed_s)

    def monotonic_ns(self) -> int:
        return int(self.passed_s * 1e9)


def make(path: Path, count: int) -> float:
    """Writes a record of so many attempts over two years; returns the seconds that took."""
    clock, chance = Time(), random.Random(count)
    started_s = time.perf_counter()
    records = open_records(
        path, run_id=uuid.uuid4().hex, utc_now=clock.utc, monotonic_ns=clock.monotonic_ns
    )
    writer = records.appender.writer
    for first in range(0, count, CHUNK):
        with records.appender.transaction() as connection:
            # Half the time of a bulk write is the cache being too small for the indexes.
            connection.execute("PRAGMA cache_size = -200000")
            for number in range(first, min(first + CHUNK, count)):
                clock.passed_s += 63_000_000 / count
                job, source = _job(number, count, chance)
                writer.submitted(connection, job, endpoint="local", source=source)
                clock.passed_s += 0.3
                writer.verdict(connection, _outcome(job, chance), source=source)
    records.close()
    return time.perf_counter() - started_s


def _job(number: int, count: int, chance: random.Random) -> tuple[Job, str]:
    # The first third bears names of another kind: common, and all of it old.
    is_old = number < count // 3
    subject = f"OLD-{number:07}" if is_old else f"A-{chance.randrange(count):07}"
    if number == count // 7:
        subject = "王小明 77"
    source = "Logitech C920" if number % 50 else "Visitor desk"
    return Job(f"{chance.getrandbits(128):032x}", Subject(subject), number, POLICY), source


def _outcome(job: Job, chance: random.Random) -> Outcome:
    _, verdict, reason = chance.choices(ENDS, [end[0] for end in ENDS])[0]
    decision = Decision(
        verdict, reason, score=round(chance.random(), 4), request_id=job.job_id[:16], code=200
    )
    return Outcome(job, decision, "local", engine="minifasnet_v2/1 yunet/2023mar", elapsed_ms=231.5)


def measure(path: Path, count: int) -> Iterator[tuple[str, str]]:
    """Yields what was measured of one record, and how long it took."""
    newest = START + timedelta(seconds=63_000_000)
    yield "open and first page", _timed(lambda: _opened_page(path))
    with closing(open_history(path)) as history:
        high = history.page(HistoryQuery(), limit=1).rows[0].summary.submitted_sequence
        everything = HistoryQuery()
        yield "first page", _timed(lambda: history.page(everything))
        yield "page in the middle", _timed(lambda: history.page(everything, before=high // 2))
        yield "last page", _timed(lambda: history.page(everything, before=150))
        for name, query in {
            "rare subject": HistoryQuery(subject="王小明"),
            "one subject": HistoryQuery(subject=f"A-{count // 2:07}"),
            "subject nobody has": HistoryQuery(subject="ZZ"),
            "common beginning of subjects": HistoryQuery(subject="a-"),
            "common beginning, all old": HistoryQuery(subject="old-"),
            "common camera": HistoryQuery(source="logitech"),
            "rarer camera": HistoryQuery(source="visitor"),
            "reason in one month": HistoryQuery(
                reason="no_face",
                begun_from=START + timedelta(days=300),
                begun_before=START + timedelta(days=330),
            ),
            "one old day": HistoryQuery(
                begun_from=START + timedelta(days=100), begun_before=START + timedelta(days=101)
            ),
            "the future": HistoryQuery(begun_from=newest + timedelta(days=9)),
            "two outcomes, rarer camera": HistoryQuery(
                outcomes=frozenset({"ERROR", "RETRY"}), source="visitor"
            ),
            "contradictory: passed and too late": HistoryQuery(
                outcomes=frozenset({"LIVE"}), reason="throttled"
            ),
            "everything at once": HistoryQuery(
                subject="a-0",
                source="logitech",
                outcomes=frozenset({"SPOOF", "ERROR"}),
                begun_from=START + timedelta(days=500),
            ),
        }.items():
            yield name, _searched(history, query)
            yield f"{name}: count", _counted(history, query)


def _opened_page(path: Path) -> None:
    with closing(open_history(path)) as history:
        history.page(HistoryQuery())


class Watch:
    """Takes the time by the wall, and what of it the processor was at work for this process."""

    def __init__(self) -> None:
        self._wall_s, self._own_s = time.perf_counter(), time.process_time()

    def passed_ms(self) -> tuple[float, float]:
        wall_s, own_s = time.perf_counter() - self._wall_s, time.process_time() - self._own_s
        return wall_s * 1000, own_s * 1000


def _timed(act: Callable[[], object]) -> str:
    took_ms = []
    for _ in range(REPEATS):
        watch = Watch()
        act()
        took_ms.append(watch.passed_ms())
    return _told(took_ms)


def _told(took_ms: list[tuple[float, float]]) -> str:
    wall_ms, own_ms = zip(*took_ms, strict=True)
    return (
        f"{statistics.median(wall_ms):.1f} ms (processor {statistics.median(own_ms):.1f}),"
        f" worst {max(wall_ms):.1f} ({max(own_ms):.1f})"
    )


def _searched(history: HistoryReader, query: HistoryQuery) -> str:
    """Reads until a page is full or the end is reached; tells of the slowest step."""
    slowest: list[tuple[float, float]] = []
    steps = found = 0
    for _ in range(REPEATS):
        before, steps, found, worst_ms = None, 0, 0, (0.0, 0.0)
        while True:
            watch = Watch()
            page = history.page(query, before=before)
            worst_ms = max(worst_ms, watch.passed_ms())
            before, steps, found = page.before, steps + 1, found + len(page.rows)
            if before is None or found >= 100:
                break
        slowest.append(worst_ms)
    how = f", the slowest of {steps} steps" if steps > 1 else ""
    return f"{_told(slowest)}{how}; {found} rows"


def _counted(history: HistoryReader, query: HistoryQuery) -> str:
    found = history.count(query)
    about = "" if found.is_exact else "about "
    return f"{_timed(lambda: history.count(query))}; {about}{found.count:,}"


def migrate(path: Path) -> float:
    """Takes the index away and makes it anew; returns the seconds of the making."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for name in ("history_follows", "history_forgets"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DROP INDEX entry_beside")
        connection.execute("DROP TABLE history")
        started_s = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        add_history(connection)
        connection.execute("COMMIT")
        return time.perf_counter() - started_s


def page_through_alone(path: Path) -> str:
    """Does it in a process of its own, whose memory nothing else has grown."""
    command = [sys.executable, "-m", "benchmarks.history", "--page-through", str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def page_through(path: Path) -> str:
    """Reads every page once and tells what memory that took."""
    with closing(open_history(path)) as history:
        history.page(HistoryQuery())
        before_kb, started_s = _resident_kb(), time.perf_counter()
        count = sum(1 for _ in history.rows(HistoryQuery()))
        took_s = time.perf_counter() - started_s
        return (
            f"{count:,} rows in {took_s:.1f} s; resident {before_kb / 1024:.1f} MB before, "
            f"{_resident_kb() / 1024:.1f} MB after"
        )


def _resident_kb() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return pages * resource.getpagesize() // 1024


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--folder", type=Path, help="keeps the records, and uses those it has")
    parser.add_argument("--quick", action="store_true", help="neither indexes nor reads it all")
    parser.add_argument("--page-through", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.page_through is not None:
        print(page_through(arguments.page_through))
        return
    with _folder(arguments.folder) as folder:
        for count in arguments.sizes:
            path = folder / f"{count}.sqlite3"
            print(f"\n## {count:,} records\n\n| what | how long |\n|---|---|")
            if not path.exists():
                print(f"| made | {make(path, count):.1f} s |", flush=True)
            print(f"| file | {path.stat().st_size / 1e6:.0f} MB |")
            if not arguments.quick:
                took_s = migrate(path)
                print(f"| indexing a record of the version before | {took_s:.1f} s |", flush=True)
            for name, took in measure(path, count):
                print(f"| {name} | {took} |", flush=True)
            if not arguments.quick:
                print(f"| every page | {page_through_alone(path)} |", flush=True)


if __name__ == "__main__":
    main()
