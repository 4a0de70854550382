"""One reply is one attempt's: also where two programs look it up at the same moment."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.storage.records import SqliteRecords, open_records
from tests.session.desk import LIVE

FIRST = Job("job-1", Subject("A-1"), 1, Policy())
SECOND = replace(FIRST, job_id="job-2")
BELOW = Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=0.1, code=200, http_status=200)
ATTACK = Decision(Verdict.SPOOF, Reason.ATTACK, code=4004, http_status=200)


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[tuple[SqliteRecords, SqliteRecords]]:
    """Two programs on one record; the first has recorded a pass by the reply "same"."""
    first, second = (_open(tmp_path / "records.sqlite3") for _ in range(2))
    for records, job in ((first, FIRST), (second, SECOND)):
        records.submitted(job, endpoint="local", source="camera")
        assert not records.has_request_id("same")
    first.finished(Outcome(FIRST, replace(LIVE, request_id="same"), "local"), source="camera")
    yield first, second
    first.close()
    second.close()


def _open(path: Path) -> SqliteRecords:
    return open_records(path, run_id=uuid.uuid4().hex, utc_now=lambda: datetime.now(UTC))


@pytest.mark.parametrize("decision", [LIVE, BELOW])
def test_a_reply_settles_one_attempt_only_and_the_other_ends_as_a_replay(
    programs: tuple[SqliteRecords, SqliteRecords], decision: Decision
) -> None:
    _, second = programs
    asked = Outcome(SECOND, replace(decision, request_id="same"), "local")
    written = second.finished(asked, source="camera")
    assert written.recorded
    assert written.decision.verdict is Verdict.ERROR
    assert written.decision.reason is Reason.REPLAY
    assert written.decision.score is None
    assert (written.decision.request_id, written.decision.code) == ("same", decision.code)
    row = second.find(SECOND.job_id)
    assert row is not None
    assert (row.outcome, row.reason) == ("ERROR", "replay")
    assert second.counts_today().live == 1


def test_any_reply_of_a_burst_settles_one_attempt_only(
    programs: tuple[SqliteRecords, SqliteRecords],
) -> None:
    burst = replace(SECOND, method=Method.BURST)
    decision = replace(LIVE, request_id="r-3")
    asked = Outcome(burst, decision, "local", request_ids=("r-1", "same", "r-3"))
    assert programs[1].finished(asked, source="camera").decision.reason is Reason.REPLAY


@pytest.mark.parametrize(
    "decision", [ATTACK, replace(ATTACK, reason=Reason.FLAT_MOVEMENT), decide_failure(Reason.AUTH)]
)
def test_what_is_no_pass_by_that_reply_is_recorded_as_it_is(
    programs: tuple[SqliteRecords, SqliteRecords], decision: Decision
) -> None:
    asked = Outcome(SECOND, replace(decision, request_id="same"), "local")
    written = programs[1].finished(asked, source="camera")
    assert (written.decision, written.recorded) == (asked.decision, True)
