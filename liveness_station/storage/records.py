"""The record of every attempt: a SUBMITTED entry before each request, one terminal entry after."""

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import Final

from liveness_station.clocks import waking_clock_s
from liveness_station.domain.errors import RecordError
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.ports import LastLook
from liveness_station.domain.provenance import HERE, UNKNOWN_ORIGIN, Origin, Route
from liveness_station.ledger.keys import KeyShelf, StationKeys
from liveness_station.ledger.vouching import Ranges
from liveness_station.storage.appending import Appender
from liveness_station.storage.attempts import AttemptSummary, VerdictCounts
from liveness_station.storage.database import Database
from liveness_station.storage.door import record_door
from liveness_station.storage.enrolling import adopt, enrol, is_enrolled
from liveness_station.storage.entries import EntryWriter
from liveness_station.storage.links import Links
from liveness_station.storage.reading import RecordReader
from liveness_station.storage.renewing import begin_run
from liveness_station.storage.replays import unless_replayed
from liveness_station.storage.runs import Runs, opening_lock

_CLOSING_TIMEOUT_MS: Final = 500


class SqliteRecords:
    """The record on disk, as `domain.ports.Records` means it, and what lists and counts need.

    Used by one thread, the one that opened it. Several programs may write to one record at once.

    Attributes:
        appender: what the other stores of this record write through.
    """

    def __init__(self, appender: Appender, runs: Runs, *, utc_now: Callable[[], datetime]) -> None:
        self.appender = appender
        self._reader = RecordReader(appender)
        self._writer = appender.writer
        self._links = appender.links
        self._runs = runs
        self._utc_now = utc_now

    def submitted(
        self,
        job: Job,
        *,
        endpoint: str,
        source: str,
        origin: Origin = UNKNOWN_ORIGIN,
        route: Route = HERE,
    ) -> None:
        """Commits the entry that says a picture is about to be judged.

        Raises:
            RecordError: it is not on disk; nothing may be sent.
        """
        with self.appender.transaction() as connection:
            self._writer.submitted(
                connection, job, endpoint=endpoint, source=source, origin=origin, route=route
            )

    def tried(self, outcome: Outcome) -> None:
        """Commits the entry of a try that is about to be repeated; its job goes on.

        Raises:
            RecordError: it is not on disk; nothing more may be sent.
        """
        with self.appender.transaction() as connection:
            self._writer.tried(connection, outcome)

    def finished(
        self, outcome: Outcome, *, source: str, last_look: LastLook | None = None
    ) -> Outcome:
        """Commits the one terminal entry of a job and returns the outcome that it holds.

        Args:
            outcome: what became of the job.
            source: where its picture came from.
            last_look: called within the transaction, after any wait for another program's write
                and right before the entry is made. What happens during the commit itself, some
                milliseconds, it cannot see.

        Returns:
            The outcome as it is on disk; REPLAY for a pass or fail by another attempt's reply.

        Raises:
            RecordError: it is not on disk, or the job was never submitted, or has already ended;
                the verdict must not be shown.
        """
        with self.appender.transaction() as connection:
            written = outcome if last_look is None else last_look(outcome)
            written = unless_replayed(connection, written)
            self.appender.unshown.expect(written, source=source)
            sequence = self._writer.verdict(connection, written, source=source)
        return replace(
            written,
            recorded=True,
            record_sequence=sequence,
            # Nobody needs the pictures any more, and who has none cannot lose any.
            inquiries=tuple(replace(inquiry, probe=None) for inquiry in written.inquiries),
        )

    def late(self, outcome: Outcome) -> int:
        """Commits an answer that nobody was shown, and returns its sequence number.

        A recorded pass of that job is none from here on, for every list and count. Where this
        fails, the next transaction of this run says it; a run that dies before has not said it.

        Raises:
            RecordError: it is not on disk, or the job has not ended.
        """
        self.appender.unshown.expect(outcome, source=None)
        with self.appender.transaction() as connection:
            return self._writer.late(connection, outcome)

    def has_request_id(self, request_id: str) -> bool:
        """Tells whether an earlier reply bore this id.

        Raises:
            RecordError: the database cannot be read.
        """
        return self._reader.has_request_id(request_id)

    def find(self, job_id: str) -> AttemptSummary | None:
        """Returns one attempt, None where no such job was submitted.

        Raises:
            RecordError: the database cannot be read.
        """
        return self._reader.find(job_id)

    def recent(self, limit: int) -> tuple[AttemptSummary, ...]:
        """Returns the newest attempts, the newest first, demonstrations included.

        Raises:
            RecordError: the database cannot be read.
        """
        return self._reader.recent(limit)

    def counts_today(self) -> VerdictCounts:
        """Counts what ended since midnight, local time, demonstrations and simulations left out.

        Raises:
            RecordError: the database cannot be read.
        """
        today = self._utc_now().astimezone().date()
        return self._reader.counts_since(datetime.combine(today, time_of_day.min).astimezone())

    def counts_since(self, moment: datetime) -> VerdictCounts:
        """Counts what ended at a moment or later, without demonstrations and simulations.

        Raises:
            RecordError: the database cannot be read.
        """
        return self._reader.counts_since(moment)

    def abandon_orphans(self) -> int:
        """Ends every pending attempt whose run is dead as ABANDONED, and returns how many.

        Raises:
            RecordError: the entries are not on disk.
        """
        with record_door(self.appender.path), opening_lock(self.appender.path):
            with self.appender.transaction() as connection:
                orphans = self._orphans(connection)
                for job_id, run in orphans:
                    self._writer.abandoned(connection, job_id, run=run)
            self._runs.clear()
        return len(orphans)

    def tend(self) -> None:
        """Writes a checkpoint where one is due; for the time between two attempts.

        Raises:
            RecordError: it is not on disk.
        """
        with self.appender.transaction():
            pass

    def checkpoint(self) -> None:
        """Writes a checkpoint unless the newest entry is one.

        Raises:
            RecordError: it is not on disk.
        """
        self.appender.checkpoint()

    def adopt(self, entries: Ranges) -> bool:
        """Has a person vouch for entries that bear no code; False where there are no keys.

        Raises:
            RecordError: it is not on disk.
        """
        return adopt(self.appender, entries)

    def is_enrolled(self) -> bool:
        """Tells whether the record names a key that signs its checkpoints.

        Raises:
            RecordError: the database cannot be read.
        """
        return is_enrolled(self.appender)

    def enrol(self, keys: StationKeys, *, keep: Callable[[bytes, StationKeys], None]) -> str:
        """Has new keys sign and code from here on, and returns the public one as text.

        Args:
            keys: the keys.
            keep: keeps them for good under the station's id; raises where it cannot, and then
                nothing is changed.

        Raises:
            RecordError: it is not on disk; the keys may have been kept.
        """
        return enrol(self.appender, keys, keep=keep)

    def close(self) -> None:
        """Sums up the chain, closes the database and ends this run; may be called twice."""
        try:
            # What is acknowledged is on disk: where this fails, the next checkpoint sums it up.
            with suppress(RecordError):
                self.appender.query(f"PRAGMA busy_timeout = {_CLOSING_TIMEOUT_MS}")
                self._links.wait_for_keys(is_enrolled=self.is_enrolled())
                self.checkpoint()
            self.appender.close()
        finally:
            with record_door():
                self._runs.release()

    def _orphans(self, connection: sqlite3.Connection) -> list[tuple[str, str]]:
        """Returns job and run of each pending attempt that nobody is working at any more."""
        pending = connection.execute(
            "SELECT job, run FROM attempt WHERE ended_seq IS NULL ORDER BY submitted_seq"
        ).fetchall()
        dead = {run for run in {run for _, run in pending} if not self._runs.is_alive(run)}
        return [(str(job_id), str(run)) for job_id, run in pending if run in dead]


def _waking_clock_ns() -> int:
    return int(waking_clock_s() * 1_000_000_000)


def open_records(
    path: Path,
    *,
    run_id: str,
    utc_now: Callable[[], datetime],
    monotonic_ns: Callable[[], int] = _waking_clock_ns,
    busy_timeout_ms: int = 5000,
    shelf: KeyShelf | None = None,
    operator: str = "",
) -> SqliteRecords:
    """Opens the record, making or migrating it, and ends what a killed run left pending.

    Args:
        path: the database's file; its folder is made if it is missing.
        run_id: unique to this run of the program; 1 to 64 letters, digits, - and _.
        utc_now: the wall clock, with a time zone.
        monotonic_ns: the clock that never jumps, and goes on while the machine sleeps.
        busy_timeout_ms: how long to wait for another program's write.
        shelf: where the ledger's keys are; None chains by hashes alone.
        operator: whom the program runs for, where a job names nobody.

    Raises:
        RecordError: the record cannot be opened and written; its `detail` is a `Trouble`.
    """

    def appended(database: Database) -> Appender:
        links = Links(shelf, monotonic_ns)
        writer = EntryWriter(
            run_id, links, utc_now=utc_now, monotonic_ns=monotonic_ns, operator=operator
        )
        return Appender(database, writer, links)

    runs = Runs(path, run_id)
    with ExitStack() as undo:
        undo.callback(runs.release)
        appender = begin_run(path, runs, appended, busy_timeout_ms=busy_timeout_ms)
        undo.callback(appender.database.close)
        records = SqliteRecords(appender, runs, utc_now=utc_now)
        records.abandon_orphans()
        undo.pop_all()
    return records
