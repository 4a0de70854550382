"""Jobs, outcomes and clocks that the storage tests share."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.ledger.keys import KeyShelf
from liveness_station.storage.records import SqliteRecords, open_records

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    """A wall clock that goes on a second each time it is read."""

    def __init__(self, start: datetime = NOON) -> None:
        self.next = start

    def __call__(self) -> datetime:
        self.next += timedelta(seconds=1)
        return self.next


def job(job_id: str = "job-1", *, subject: str = "张三 42", is_demo: bool = False) -> Job:
    return Job(job_id, Subject(subject), 3, Policy(0.8, frozenset({"glasses"})), is_demo=is_demo)


def decision(verdict: Verdict = Verdict.SPOOF, *, request_id: str | None = "req-1") -> Decision:
    return Decision(
        verdict,
        Reason.BELOW_THRESHOLD,
        detail="score",
        score=0.1 + 0.2,
        request_id=request_id,
        code=200,
        http_status=200,
        risk_reason="墨镜",
        has_anomaly=True,
        gateway_request_id="gateway-1",
        retry_after_s=30,
    )


def outcome(of: Job, decided: Decision | None = None) -> Outcome:
    """An outcome; each job's reply has its own id unless the decision says otherwise."""
    own_id = "req-1" if of.job_id == "job-1" else f"req-{of.job_id}"
    made = decided or decision()
    return Outcome(
        of,
        replace(made, request_id=own_id) if made.request_id == "req-1" else made,
        "local",
        engine="minifasnet/1",
        elapsed_ms=41.5,
        finished_utc=NOON,
    )


def opened(
    path: Path,
    *,
    run_id: str = "run-1",
    utc_now: Callable[[], datetime] | None = None,
    busy_timeout_ms: int = 5000,
    shelf: KeyShelf | None = None,
    operator: str = "",
) -> SqliteRecords:
    return open_records(
        path,
        run_id=run_id,
        utc_now=utc_now or Clock(),
        monotonic_ns=lambda: 77,
        busy_timeout_ms=busy_timeout_ms,
        shelf=shelf,
        operator=operator,
    )


def attempt(records: SqliteRecords, of: Job, decided: Decision | None = None) -> int:
    """Submits and finishes one attempt and returns the number of its terminal entry."""
    records.submitted(of, endpoint="local", source="camera")
    return number_of(records.finished(outcome(of, decided), source="camera"))


def number_of(written: Outcome) -> int:
    """Returns the number of the entry that an outcome was recorded as."""
    assert written.recorded
    assert written.record_sequence is not None
    return written.record_sequence
