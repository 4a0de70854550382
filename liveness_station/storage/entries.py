"""Appends entries, and keeps what is derived from them in the same transaction."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Final

from liveness_station import __version__
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.provenance import HERE, UNKNOWN_ORIGIN, Origin, Route
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.verdicts import Verdict
from liveness_station.storage.bodies import (
    BODY_VERSION,
    Body,
    BodyValue,
    Kind,
    Mode,
    abandoned_body,
    boot_body,
    canonical,
    checkpoint_body,
    clock_body,
    key_body,
    new_picture_key,
    outcome_body,
    private_value,
    submitted_body,
    vouch_body,
)
from liveness_station.storage.event_bodies import camera_body
from liveness_station.storage.evidence import (
    frame_of,
    left_of,
    ms_text,
    origin_of,
    request_ids_of,
)
from liveness_station.storage.history_rows import begin_row, end_row
from liveness_station.storage.links import Links
from liveness_station.storage.moments import NOTED_JUMP_MS, Moment, last_entry
from liveness_station.storage.private_rows import (
    PrivateKey,
    event_key,
    keep_private,
    picture_key_of,
    source_digest,
)
from liveness_station.storage.stamps import boot_id, utc_offset_min

_CAMERAS: Final = frozenset({SourceKind.DEVICE, SourceKind.STREAM, SourceKind.DEMO})
"""What stays where it is from one attempt to the next, so that a change of it is worth an entry."""


class EntryWriter:
    """Writes the entries of one run into a transaction that the caller has begun.

    Attributes:
        operator: whom the program runs for, where a job or an event names nobody.
        policy_digest: of the rules last recorded by this run, which its attempts name.
    """

    def __init__(
        self,
        run_id: str,
        links: Links,
        *,
        utc_now: Callable[[], datetime],
        monotonic_ns: Callable[[], int],
        operator: str = "",
    ) -> None:
        self.operator = operator
        self.policy_digest: str | None = None
        self._boot_id = boot_id()
        self._camera: tuple[str, SourceKind] | None = None
        self._run_id = run_id
        self._links = links
        self._utc_now = utc_now
        self._monotonic_ns = monotonic_ns

    def boot(self, connection: sqlite3.Connection) -> None:
        """Appends the entry that says a run has begun."""
        self._append(connection, Kind.BOOT, None, boot_body())

    def note(
        self, connection: sqlite3.Connection, kind: Kind, body: Body, *, job_id: str | None = None
    ) -> int:
        """Appends an entry of a kind that nothing is derived from, and returns its number."""
        return self._append(connection, kind, job_id, {"v": BODY_VERSION, **body})[0]

    def camera(self, connection: sqlite3.Connection, source: str, origin: Origin) -> int:
        """Appends the entry that says where pictures come from now, and returns its number."""
        place = private_value("source", source)
        sequence = self.note(connection, Kind.CAMERA, camera_body(place, origin))
        keep_private(connection, event_key(sequence, job_id=None), (place,))
        self._camera = (source, origin.kind)
        return sequence

    def submitted(
        self,
        connection: sqlite3.Connection,
        job: Job,
        *,
        endpoint: str,
        source: str,
        origin: Origin = UNKNOWN_ORIGIN,
        route: Route = HERE,
    ) -> None:
        """Appends the entry that precedes a request, and its attempt."""
        if origin.kind in _CAMERAS and self._camera != (source, origin.kind):
            self.camera(connection, source, origin)
        private = (
            private_value("subject", job.subject.reference),
            private_value("source", source),
            private_value("operator", job.operator or self.operator),
            new_picture_key(),
        )
        body = submitted_body(
            job,
            endpoint=endpoint,
            private=private,
            origin=origin,
            route=route,
            policy_digest=self.policy_digest,
        )
        sequence, _ = self._append(connection, Kind.SUBMITTED, job.job_id, body)
        keep_private(connection, PrivateKey(job.job_id), private)
        connection.execute(
            "INSERT INTO attempt (job, run, mode, submitted_seq) VALUES (?, ?, ?, ?)",
            (job.job_id, self._run_id, body["mode"], sequence),
        )
        begin_row(connection, job.job_id)

    def tried(self, connection: sqlite3.Connection, outcome: Outcome) -> None:
        """Appends what became of a try that is repeated within its attempt."""
        job_id = outcome.job.job_id
        if not _is_pending(connection, job_id):
            raise sqlite3.IntegrityError("the attempt is not pending")
        body = outcome_body(outcome) | _way_of(connection, outcome)
        sequence, _ = self._append(connection, Kind.TRIED, job_id, body)
        _mark(connection, job_id, body)
        _keep_request_ids(connection, outcome, sequence)

    def verdict(self, connection: sqlite3.Connection, outcome: Outcome, *, source: str) -> int:
        """Appends the terminal entry of an attempt that was judged."""
        job_id = outcome.job.job_id
        body = (
            outcome_body(outcome)
            | _way_of(connection, outcome)
            | {
                "source": source_digest(connection, job_id, source),
                "submit_ms": ms_text(outcome.submit_ms),
            }
        )
        sequence, utc = self._append(connection, Kind.VERDICT, job_id, body)
        _end(connection, job_id, sequence, utc=utc, outcome=outcome.decision.verdict.value)
        end_row(connection, job_id, outcome.decision.reason.value)
        _mark(connection, job_id, body)
        _keep_request_ids(connection, outcome, sequence)
        return sequence

    def late(self, connection: sqlite3.Connection, outcome: Outcome) -> int:
        """Appends an answer that nobody was shown, after the end of its attempt.

        A SPOOF, RETRY or ERROR stays what it is: not to have been shown makes none of them better.
        """
        body = outcome_body(outcome)
        sequence, _ = self._append(connection, Kind.LATE, outcome.job.job_id, body)
        connection.execute(
            "UPDATE attempt SET outcome = ? WHERE job = ? AND outcome = ?",
            (Kind.LATE.value, outcome.job.job_id, Verdict.LIVE.value),
        )
        _keep_request_ids(connection, outcome, sequence)
        return sequence

    def abandoned(self, connection: sqlite3.Connection, job_id: str, *, run: str) -> None:
        """Appends the terminal entry of an attempt whose run is dead."""
        mode = connection.execute("SELECT mode FROM attempt WHERE job = ?", (job_id,)).fetchone()[0]
        body = abandoned_body(job_id, mode=mode, abandoned_run=run)
        sequence, utc = self._append(connection, Kind.ABANDONED, job_id, body)
        _end(connection, job_id, sequence, utc=utc, outcome=Kind.ABANDONED.value)
        end_row(connection, job_id, str(body["reason"]))

    def key(
        self, connection: sqlite3.Connection, public_key: str, *, endorsement: bytes | None
    ) -> None:
        """Appends the entry that says which key signs from here on."""
        self._append(connection, Kind.KEY, None, key_body(public_key, endorsement))

    def vouch(self, connection: sqlite3.Connection) -> None:
        """Appends the entry that vouches for this run's own entries without a code, if need be."""
        own = self._links.own_uncoded(connection)
        if own:
            self.note(connection, Kind.VOUCH, vouch_body(own.to_texts(), why="own"))

    def checkpoint(self, connection: sqlite3.Connection) -> None:
        """Appends the entry that sums up all before it."""
        self.vouch(connection)
        moment, last = self._now(connection)
        note, frontier = self._links.note(connection)
        body = checkpoint_body(note.text)
        self._insert(connection, last + 1, moment, kind=Kind.CHECKPOINT, job_id=None, body=body)
        self._links.sum_up(connection, last + 1, frontier)

    def moment(self) -> Moment:
        """Returns this moment, as an entry would have it."""
        return Moment(self._utc_now(), self._monotonic_ns(), self._run_id)

    def unnoted_jump_ms(self, connection: sqlite3.Connection) -> int:
        """Returns by how much the wall clock went ahead since the newest entry; negative: back."""
        moment, (_, before) = self.moment(), last_entry(connection)
        return 0 if before is None else moment.jump_ms(before)

    def _append(
        self, connection: sqlite3.Connection, kind: Kind, job_id: str | None, body: Body
    ) -> tuple[int, str]:
        """Returns the number and the time of the new entry."""
        moment, last = self._now(connection)
        self._insert(connection, last + 1, moment, kind=kind, job_id=job_id, body=body)
        return last + 1, moment.utc_text

    def _now(self, connection: sqlite3.Connection) -> tuple[Moment, int]:
        """Returns the moment and the newest entry's number; a clock that was set is noted first."""
        moment = self.moment()
        last, before = last_entry(connection)
        jump_ms = 0 if before is None else moment.jump_ms(before)
        if before is not None and abs(jump_ms) >= NOTED_JUMP_MS:
            jump = clock_body(last_utc=before.utc_text, jump_ms=jump_ms)
            last += 1
            self._insert(connection, last, moment, kind=Kind.CLOCK, job_id=None, body=jump)
        return moment, last

    def _insert(
        self,
        connection: sqlite3.Connection,
        sequence: int,
        moment: Moment,
        *,
        kind: Kind,
        job_id: str | None,
        body: Body,
    ) -> None:
        stamp: dict[str, BodyValue] = {
            "app": __version__,
            "run": moment.run_id,
            "boot": self._boot_id,
            "utc_offset_min": utc_offset_min(moment.utc),
            "monotonic_ns": moment.monotonic_ns,
        }
        text, utc = canonical({**body, **stamp}), moment.utc_text
        connection.execute(
            "INSERT INTO entry (seq, kind, job, utc, body) VALUES (?, ?, ?, ?, ?)",
            (sequence, kind.value, job_id, utc, text),
        )
        self._links.add(connection, sequence, kind=kind.value, job_id=job_id, utc=utc, body=text)


def _is_pending(connection: sqlite3.Connection, job_id: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM attempt WHERE job = ? AND ended_seq IS NULL", (job_id,)
    ).fetchone()
    return found is not None


def _end(
    connection: sqlite3.Connection, job_id: str, sequence: int, *, utc: str, outcome: str
) -> None:
    connection.execute(
        "UPDATE attempt SET ended_seq = ?, ended_utc = ?, outcome = ? WHERE job = ?",
        (sequence, utc, outcome, job_id),
    )


def _mark(connection: sqlite3.Connection, job_id: str, body: Body) -> None:
    """Takes an attempt out of the counts for good where an answer turns out to be simulated."""
    if body["mode"] == Mode.SIMULATOR:
        connection.execute("UPDATE attempt SET mode = ? WHERE job = ?", (body["mode"], job_id))


def _keep_request_ids(connection: sqlite3.Connection, outcome: Outcome, sequence: int) -> None:
    connection.executemany(
        "INSERT INTO reply (request_id, seq) VALUES (?, ?)",
        [(request_id, sequence) for request_id in request_ids_of(outcome)],
    )


def _way_of(connection: sqlite3.Connection, outcome: Outcome) -> dict[str, BodyValue]:
    """Returns what became of the pictures on their way, with commitments to them."""
    key = picture_key_of(connection, outcome.job.job_id)
    frames = [frame_of(inquiry, key) for inquiry in outcome.inquiries]
    return {**left_of(outcome), **origin_of(outcome.origin), "frames": frames}
