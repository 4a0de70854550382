"""What is done to a record while it is tormented, by name; each says what was acknowledged.

`python -m tools.durability.workload OPERATION DATABASE RUN COUNT` does one in a process of its own.
A line is written only after the record has said that it is on disk: `S job` a submission, `V job` a
verdict, `E job` an erasure, `C` a checkpoint, `R detail` a refusal, `N job` a pass that was told as
not recorded, `D` for all done.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from liveness_station.domain.errors import RecordError
from liveness_station.domain.outcomes import Job
from liveness_station.domain.verdicts import Verdict
from liveness_station.ledger.keys import new_keys
from liveness_station.storage.erasing import Cause, DataClass, Eraser
from liveness_station.storage.keeping import empty_log
from liveness_station.storage.migrations import STEPS, migrate
from liveness_station.storage.records import SqliteRecords, open_records
from tests.fakes.shelf import FileShelf
from tests.storage.attempts import decision, job, outcome

Say = Callable[[str], None]
Work = Callable[[Path, str, int, Say], None]

_OLD_ENTRIES: Final = 20
_CHECKPOINT_EVERY: Final = 3


def shelf_of(database: Path) -> FileShelf:
    """Returns the shelf whose file lies beside a database."""
    return FileShelf(database.with_name("keys.json"))


def prepare_enrolled(database: Path) -> None:
    """Makes a record whose checkpoints are signed and whose entries are coded."""
    database.parent.mkdir(parents=True, exist_ok=True)
    shelf = shelf_of(database)
    records = open_records(database, run_id="enrolling", utc_now=_utc_now)
    records.enrol(new_keys(), keep=shelf.keep)
    records.close()


def prepare_old(database: Path) -> None:
    """Makes a record of the first version, with attempts that ended and one that did not."""
    database.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, database, STEPS[:1])
        connection.executemany(
            "INSERT INTO entry (seq, kind, job, utc, body) VALUES (?, ?, ?, ?, '{}')",
            _old_entries(),
        )


def _old_entries() -> Iterator[tuple[int, str, str | None, str]]:
    utc = "2026-01-01T00:00:00.000000Z"
    for number in range(_OLD_ENTRIES // 2):
        yield 2 * number + 1, "SUBMITTED", f"old-{number}", utc
        yield 2 * number + 2, "VERDICT", f"old-{number}", utc


def old_jobs() -> frozenset[str]:
    """Returns the jobs that `prepare_old` has recorded."""
    return frozenset(f"old-{number}" for number in range(_OLD_ENTRIES // 2))


def prepare_damaged(database: Path) -> None:
    """Makes a record that no program can read any more."""
    prepare_old(database)
    content = database.read_bytes()
    database.write_bytes(bytes(100) + content[100:])


def append(database: Path, run_id: str, count: int, say: Say) -> None:
    """Submits and finishes attempts, with whatever the record does by itself on the way."""
    _attempts(_opened(database, run_id), run_id, count, say)


def checkpoint(database: Path, run_id: str, count: int, say: Say) -> None:
    """The same with a checkpoint after every third attempt."""
    records = _opened(database, run_id)

    def sum_up(number: int) -> None:
        if number % _CHECKPOINT_EVERY == 0:
            records.checkpoint()
            say("C")

    _attempts(records, run_id, count, say, between=sum_up)


def migration(database: Path, run_id: str, count: int, say: Say) -> None:
    """Opens a record of the first version, which brings it to the newest."""
    records = _opened(database, run_id)
    say("M")
    _attempts(records, run_id, count, say)


def purge(database: Path, run_id: str, count: int, say: Say) -> None:
    """Erases whom each attempt was about, right after it has ended."""
    records = _opened(database, run_id)
    eraser = Eraser(records.appender)

    def erase(number: int) -> None:
        erased = f"{run_id}-{number}"
        eraser.erase([erased], DataClass.PERSON, Cause.REQUEST)
        say(f"E {erased}")
        empty_log(records.appender.database)

    _attempts(records, run_id, count, say, between=erase)


def renewal(database: Path, run_id: str, count: int, say: Say) -> None:
    """Opens a damaged record, which sets it aside and begins a new one."""
    _attempts(_opened(database, run_id), run_id, count, say)


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that is done to a record.

    Attributes:
        prepare: makes the record ready for it.
        work: does it.
        jobs: what is recorded before, and must be so afterwards.
        has_damage: True where the record is set aside on the way, whole as it was found.
    """

    prepare: Callable[[Path], None]
    work: Work
    jobs: frozenset[str] = frozenset()
    has_damage: bool = False


OPERATIONS: Final = {
    "append": Operation(prepare_enrolled, append),
    "checkpoint": Operation(prepare_enrolled, checkpoint),
    "purge": Operation(prepare_enrolled, purge),
    "migration": Operation(prepare_old, migration, old_jobs()),
    "renewal": Operation(prepare_damaged, renewal, has_damage=True),
}
"""By name, as commands take them."""


def _opened(database: Path, run_id: str) -> SqliteRecords:
    keys = shelf_of(database) if database.with_name("keys.json").exists() else None
    return open_records(database, run_id=run_id, utc_now=_utc_now, shelf=keys)


def _attempts(
    records: SqliteRecords,
    run_id: str,
    count: int,
    say: Say,
    *,
    between: Callable[[int], None] = lambda _: None,
) -> None:
    """Goes on after a refusal, as the desk does: the next attempt finds out how things stand."""
    for number in range(count):
        attempted = job(f"{run_id}-{number}")
        try:
            records.submitted(attempted, endpoint="local", source="camera")
            say(f"S {attempted.job_id}")
            _finish(records, attempted, say)
            between(number)
        except RecordError as error:
            say(f"R {error.detail}")
    records.close()
    say("D")


def _finish(records: SqliteRecords, attempted: Job, say: Say) -> None:
    decided = decision(Verdict.LIVE, request_id=attempted.job_id)
    try:
        records.finished(outcome(attempted, decided), source="camera")
    except RecordError:
        say(f"N {attempted.job_id}")
        raise
    say(f"V {attempted.job_id}")


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(operation: str, database: str, run_id: str, count: str) -> int:
    """Does one operation; a record that cannot be opened is a refusal, not a failure."""
    try:
        OPERATIONS[operation].work(Path(database), run_id, int(count), _write)
    except RecordError as error:
        _write(f"R {error.detail}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
