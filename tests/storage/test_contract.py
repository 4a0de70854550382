"""What every implementation of the port does, the fake's included."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from liveness_station.domain.errors import RecordError
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.ports import Records
from liveness_station.domain.verdicts import Reason, Verdict
from tests.fakes.records import FakeRecords
from tests.storage.attempts import decision, job, number_of, opened, outcome


class ClosableRecords(Records, Protocol):
    def late(self, outcome: Outcome) -> int: ...
    def close(self) -> None: ...


@pytest.fixture(params=["sqlite", "fake"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ClosableRecords]:
    records: ClosableRecords = (
        opened(tmp_path / "records.db") if request.param == "sqlite" else FakeRecords()
    )
    yield records
    records.close()


def test_an_attempt_is_submitted_and_finished_in_that_order(records: ClosableRecords) -> None:
    records.submitted(job("a"), endpoint="local", source="camera")
    records.submitted(job("b"), endpoint="local", source="camera")
    first = number_of(records.finished(outcome(job("b")), source="camera"))
    assert number_of(records.finished(outcome(job("a")), source="camera")) > first


def test_a_try_is_a_row_of_its_own_and_the_job_goes_on(records: ClosableRecords) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    records.tried(outcome(job()))
    records.finished(outcome(job(), decision(request_id="req-2")), source="camera")


def test_a_try_belongs_to_a_pending_job(records: ClosableRecords) -> None:
    with pytest.raises(RecordError):
        records.tried(outcome(job()))
    records.submitted(job(), endpoint="local", source="camera")
    records.finished(outcome(job()), source="camera")
    with pytest.raises(RecordError):
        records.tried(outcome(job()))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_can_be_recorded(records: ClosableRecords, verdict: Verdict) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    asked = outcome(job(), decision(verdict))
    written = records.finished(asked, source="camera")
    assert written == replace(asked, recorded=True, record_sequence=number_of(written))


def test_what_the_last_look_returns_is_what_is_recorded(records: ClosableRecords) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    seen: list[Outcome] = []

    def last_look(about: Outcome) -> Outcome:
        seen.append(about)
        return replace(about, decision=decision(Verdict.RETRY, request_id="req-2"))

    asked = outcome(job(), decision(Verdict.LIVE))
    written = records.finished(asked, source="camera", last_look=last_look)
    assert seen == [asked]
    assert written.decision.verdict is Verdict.RETRY
    assert written.recorded
    assert records.has_request_id("req-2")
    assert not records.has_request_id("req-1")


def test_a_job_is_submitted_once(records: ClosableRecords) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    with pytest.raises(RecordError, match="contradicts"):
        records.submitted(job(), endpoint="local", source="camera")
    records.finished(outcome(job()), source="camera")
    with pytest.raises(RecordError, match="contradicts"):
        records.submitted(job(), endpoint="local", source="camera")


def test_a_job_that_was_not_submitted_cannot_be_finished(records: ClosableRecords) -> None:
    with pytest.raises(RecordError) as caught:
        records.finished(outcome(job()), source="camera")
    assert caught.value.reason is Reason.NOT_RECORDED


def test_a_job_is_finished_once(records: ClosableRecords) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    records.finished(outcome(job()), source="camera")
    with pytest.raises(RecordError, match="contradicts"):
        records.finished(outcome(job(), decision(Verdict.LIVE)), source="camera")


def test_a_late_answer_follows_an_end_any_number_of_times(records: ClosableRecords) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    with pytest.raises(RecordError, match="contradicts"):
        records.late(outcome(job()))
    end = number_of(records.finished(outcome(job()), source="camera"))
    assert end < records.late(outcome(job())) < records.late(outcome(job()))


def test_a_request_id_is_known_once_its_reply_is_recorded(records: ClosableRecords) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    assert not records.has_request_id("req-1")
    records.finished(outcome(job()), source="camera")
    assert records.has_request_id("req-1")
    assert not records.has_request_id("req-")
    assert not records.has_request_id("REQ-1")


def test_the_request_id_of_a_late_answer_is_known_too(records: ClosableRecords) -> None:
    records.submitted(job(), endpoint="local", source="camera")
    records.finished(outcome(job(), decision(request_id=None)), source="camera")
    records.late(outcome(job(), decision(request_id="req-late")))
    assert records.has_request_id("req-late")


def test_a_replayed_reply_is_recorded_beside_the_first(records: ClosableRecords) -> None:
    for job_id, verdict in (("a", Verdict.SPOOF), ("b", Verdict.ERROR)):
        records.submitted(job(job_id), endpoint="local", source="camera")
        decided = decision(verdict, request_id="req-same")
        records.finished(outcome(job(job_id), decided), source="camera")
    assert records.has_request_id("req-same")


def test_a_closed_record_refuses_and_may_be_closed_again(records: ClosableRecords) -> None:
    records.close()
    records.close()
    with pytest.raises(RecordError, match="closed"):
        records.submitted(job(), endpoint="local", source="camera")
    with pytest.raises(RecordError, match="closed"):
        records.has_request_id("req-1")


def test_the_fake_fails_when_told_to() -> None:
    fake = FakeRecords(troubles={"finished": "disk full"})
    fake.submitted(job(), endpoint="local", source="camera")
    with pytest.raises(RecordError, match="disk full"):
        fake.finished(outcome(job()), source="camera")
    assert fake.kinds == ["SUBMITTED"]
