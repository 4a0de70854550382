"""One reply is one attempt's: also where two programs look it up at the same moment."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.storage.records import SqliteRecords, open_records
from tests.session.desk import LIVE


def _open(path: Path) -> SqliteRecords:
    return open_records(path, run_id=uuid.uuid4().hex, utc_now=lambda: datetime.now(UTC))


def test_a_reply_passes_one_attempt_only(tmp_path: Path) -> None:
    first, second = (_open(tmp_path / "records.sqlite3") for _ in range(2))
    jobs = [Job(f"job-{number}", Subject("A-1"), 1, Policy()) for number in range(3)]
    decision = replace(LIVE, request_id="same")
    for records, job in zip((first, second, second), jobs, strict=True):
        records.submitted(job, endpoint="local", source="camera")
        assert not first.has_request_id("same")
    first.finished(Outcome(jobs[0], decision, "local"), source="camera")
    with pytest.raises(RecordError):
        second.finished(Outcome(jobs[1], decision, "local"), source="camera")
    replayed = replace(decide_failure(Reason.REPLAY), request_id="same")
    second.finished(Outcome(jobs[2], replayed, "local"), source="camera")
    first.close()
    second.close()
