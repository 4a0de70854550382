"""A job that is given up is never LIVE, whenever that happens."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.ports import LastLook
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.verification.checking import Verifier
from tests.fakes.endpoint import FakeEndpoint, result_exchange
from tests.fakes.records import FakeRecords

FRAME = Frame(np.zeros((48, 64, 3), np.uint8), 1.0, 0, "scripted camera")
JOB = Job("job-1", Subject("A-1"), 1, Policy())


class Desk:
    """Gives a job up after its being asked about it `looks` times."""

    def __init__(self, looks: int) -> None:
        self.endpoint = FakeEndpoint(result_exchange())
        self.records = FakeRecords()
        self._looks = looks
        self.verifier = Verifier(
            self.endpoint,
            lambda _: Probe(b"jpeg", 64, 48),
            self.records,
            lambda: 0.0,
            lambda: datetime(2026, 11, 22, tzinfo=UTC),
            is_cancelled=self._is_cancelled,
        )

    def _is_cancelled(self, job: Job) -> bool:
        assert job == JOB
        self._looks -= 1
        return self._looks < 0


def test_the_answer_counts_where_nobody_gave_the_job_up() -> None:
    desk = Desk(looks=99)
    assert desk.verifier.verify(JOB, FRAME).decision.verdict is Verdict.LIVE


@pytest.mark.parametrize("looks", [0, 1])
def test_a_job_given_up_before_it_was_asked_sends_nothing(looks: int) -> None:
    """The endpoint looks once more, when a cancellation would find its request."""
    desk = Desk(looks)
    outcome = desk.verifier.verify(JOB, FRAME)
    assert desk.endpoint.asked == []
    assert (outcome.decision.verdict, outcome.decision.reason) == (
        Verdict.RETRY,
        Reason.CANCELLED,
    )
    assert desk.records.kinds == ["SUBMITTED", "VERDICT"]


def test_an_answer_to_a_job_given_up_meanwhile_is_no_verdict() -> None:
    desk = Desk(looks=2)
    outcome = desk.verifier.verify(JOB, FRAME)
    assert len(desk.endpoint.asked) == 1
    assert outcome.decision.reason is Reason.CANCELLED
    assert outcome.decision.request_id is not None
    assert desk.records.kinds == ["SUBMITTED", "VERDICT"]
    assert desk.records.entries[-1].outcome is not None
    assert desk.records.entries[-1].outcome.decision.verdict is Verdict.RETRY


class WaitingRecords(FakeRecords):
    """A record whose disk belongs to another program for a while; meanwhile somebody cancels."""

    def __init__(self, cancelled: list[Job]) -> None:
        super().__init__()
        self._cancelled = cancelled

    def finished(
        self, outcome: Outcome, *, source: str, last_look: LastLook | None = None
    ) -> Outcome:
        assert outcome.decision.verdict is Verdict.LIVE
        self._cancelled.append(outcome.job)
        return super().finished(outcome, source=source, last_look=last_look)


def test_a_job_given_up_while_its_row_waits_for_the_disk_is_no_verdict() -> None:
    cancelled: list[Job] = []
    desk = Desk(looks=99)
    records = WaitingRecords(cancelled)
    verifier = replace(desk.verifier, records=records, is_cancelled=cancelled.__contains__)
    outcome = verifier.verify(JOB, FRAME)
    assert (outcome.decision.verdict, outcome.decision.reason) == (
        Verdict.RETRY,
        Reason.CANCELLED,
    )
    assert outcome.recorded
    (row,) = [entry for entry in records.entries if entry.kind == "VERDICT"]
    assert row.outcome is not None
    assert row.outcome.decision == outcome.decision
