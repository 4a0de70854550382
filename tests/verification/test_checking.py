"""One capture, from frame to recorded outcome: what is promised, in which order."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import pytest

from liveness_station.domain.errors import (
    CredentialError,
    EndpointError,
    ImageError,
    RecordError,
    StationError,
)
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.ports import BeforeRetry, IsCancelled, LastLook
from liveness_station.domain.provenance import HERE, UNKNOWN_ORIGIN, Origin, Route
from liveness_station.domain.streaks import Streak
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure, failure_verdict
from liveness_station.verification.checking import Verifier
from tests.fakes.endpoint import FakeEndpoint, result_exchange
from tests.fakes.records import FakeRecords

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PROBE = Probe(b"jpeg", 64, 48)
FRAME = Frame(np.zeros((48, 64, 3), np.uint8), 1.0, 0, "scripted camera")
PASSES = frozenset({Verdict.LIVE, Verdict.SPOOF})


class BugError(Exception):
    """Something that nobody foresaw."""


class TellingRecords(FakeRecords):
    """Notes its commits in a journal that it shares."""

    journal: list[str]

    def submitted(
        self,
        job: Job,
        *,
        endpoint: str,
        source: str,
        origin: Origin = UNKNOWN_ORIGIN,
        route: Route = HERE,
    ) -> None:
        super().submitted(job, endpoint=endpoint, source=source, origin=origin, route=route)
        self.journal.append("SUBMITTED")

    def finished(
        self, outcome: Outcome, *, source: str, last_look: LastLook | None = None
    ) -> Outcome:
        written = super().finished(outcome, source=source, last_look=last_look)
        self.journal.append(written.decision.verdict.value)
        return written


class TellingEndpoint(FakeEndpoint):
    """Notes in the journal that it was asked; with `bug`, raises it."""

    journal: list[str]
    bug: Exception | None = None

    def ask(
        self,
        probe: Probe,
        *,
        threshold: float,
        before_retry: BeforeRetry | None = None,
        within_s: float | None = None,
        is_cancelled: IsCancelled | None = None,
    ) -> Exchange:
        self.journal.append("ask")
        if self.bug is not None:
            raise self.bug
        return super().ask(
            probe,
            threshold=threshold,
            before_retry=before_retry,
            within_s=within_s,
            is_cancelled=is_cancelled,
        )

    def ask_url(
        self,
        image_url: str,
        *,
        threshold: float,
        before_retry: BeforeRetry | None = None,
        is_cancelled: IsCancelled | None = None,
    ) -> Exchange:
        self.journal.append("ask_url")
        return super().ask_url(
            image_url, threshold=threshold, before_retry=before_retry, is_cancelled=is_cancelled
        )


@dataclass(slots=True)
class Desk:
    """A verifier on fakes that write one journal."""

    endpoint: TellingEndpoint
    records: TellingRecords = field(default_factory=TellingRecords)
    journal: list[str] = field(default_factory=list)
    trouble: Exception | None = None
    streak: Streak = field(default_factory=Streak)

    def __post_init__(self) -> None:
        self.records.journal = self.endpoint.journal = self.journal

    def encode(self, frame: Frame) -> Probe:
        assert frame is FRAME
        self.journal.append("encode")
        if self.trouble is not None:
            raise self.trouble
        return PROBE

    @property
    def verifier(self) -> Verifier:
        ticks_s = itertools.count(10.0, 0.25)
        return Verifier(
            self.endpoint,
            self.encode,
            self.records,
            lambda: next(ticks_s),
            lambda: NOON,
            self.streak,
        )

    def verify(self, job: Job | None = None) -> Outcome:
        return self.verifier.verify(job or job_of(), FRAME)

    def rows(self) -> list[Outcome]:
        return [entry.outcome for entry in self.records.entries if entry.outcome is not None]


def desk(*answers: Exchange | EndpointError, name: str = "local") -> Desk:
    return Desk(TellingEndpoint(*answers, name=name))


def job_of(job_id: str = "job-1", *, threshold: float = 0.8, is_demo: bool = False) -> Job:
    return Job(job_id, Subject("A-1042"), 1, Policy(threshold), is_demo=is_demo)


def test_a_check_goes_in_its_order() -> None:
    here = desk()
    outcome = here.verify()
    assert here.journal == ["SUBMITTED", "encode", "ask", "LIVE"]
    assert outcome.decision.verdict is Verdict.LIVE
    assert (outcome.recorded, outcome.record_sequence) == (True, 2)


def test_the_row_says_what_the_outcome_says() -> None:
    here = desk(name="host.example")
    outcome = here.verify()
    submitted, verdict = here.records.entries
    assert (submitted.endpoint, submitted.source) == ("host.example", "scripted camera")
    assert (verdict.kind, verdict.source) == ("VERDICT", "scripted camera")
    row = verdict.outcome
    assert row is not None
    assert (row.job, row.decision, row.endpoint, row.engine, row.elapsed_ms, row.finished_utc) == (
        outcome.job,
        outcome.decision,
        "host.example",
        "fake/1",
        500.0,
        NOON,
    )
    assert (outcome.engine, outcome.elapsed_ms, outcome.finished_utc) == ("fake/1", 500.0, NOON)


def test_a_second_try_is_recorded_before_it_is_made() -> None:
    here = desk()
    here.endpoint.try_first(Exchange(200, b'{"code":5000}', Channel.OWN_LOOPBACK))
    outcome = here.verify()
    assert here.records.kinds == ["SUBMITTED", "TRIED", "VERDICT"]
    tried, verdict = here.rows()
    assert (tried.decision.verdict, tried.decision.reason) == (Verdict.RETRY, Reason.SERVER)
    assert (tried.finished_utc, tried.elapsed_ms, verdict.elapsed_ms) == (NOON, 500.0, 750.0)
    assert verdict.decision.verdict is Verdict.LIVE
    assert outcome.job is tried.job is verdict.job


def test_a_first_try_that_brought_no_answer_is_recorded_too() -> None:
    here = desk()
    here.endpoint.try_first(EndpointError(Reason.OFFLINE, "refused"))
    here.verify()
    tried, _ = here.rows()
    assert (tried.decision.reason, tried.decision.detail) == (Reason.OFFLINE, "refused")


def test_an_id_of_the_first_try_is_a_replay_in_the_second() -> None:
    here = desk()
    first = b'{"code":5000,"request_id":"request-1"}'
    here.endpoint.try_first(Exchange(200, first, Channel.OWN_LOOPBACK))
    assert here.verify().decision.reason is Reason.REPLAY


def test_a_second_try_that_cannot_be_recorded_is_not_made() -> None:
    here = desk()
    here.endpoint.try_first(Exchange(200, b'{"code":5000}', Channel.OWN_LOOPBACK))
    here.records.troubles["tried"] = "disk full"
    outcome = here.verify()
    assert (outcome.decision.verdict, outcome.decision.reason) == (
        Verdict.ERROR,
        Reason.NOT_RECORDED,
    )
    assert len(here.endpoint.asked) == 1
    assert here.records.kinds == ["SUBMITTED", "VERDICT"]


def test_what_cannot_be_announced_is_not_sent() -> None:
    here = desk()
    here.records.troubles["submitted"] = "disk full"
    outcome = here.verify()
    assert here.journal == []
    assert outcome.decision == decide_failure(Reason.NOT_RECORDED, detail="disk full")
    assert not outcome.recorded


@pytest.mark.parametrize("score", [0.93, 0.1])
def test_what_cannot_be_recorded_is_no_verdict(score: float) -> None:
    here = desk(result_exchange(score=score, is_live=score > 0.8))
    here.records.troubles["finished"] = "disk full"
    outcome = here.verify()
    assert here.journal == ["SUBMITTED", "encode", "ask"]
    assert outcome.decision == decide_failure(Reason.NOT_RECORDED, detail="disk full")
    assert outcome.decision.verdict is Verdict.ERROR
    assert (outcome.recorded, outcome.record_sequence) == (False, None)


def test_a_job_is_not_checked_twice() -> None:
    here = desk()
    here.verify()
    again = here.verify()
    assert again.decision.reason is Reason.NOT_RECORDED
    assert here.journal == ["SUBMITTED", "encode", "ask", "LIVE"]


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("kind", [EndpointError, CredentialError, RecordError])
def test_every_trouble_of_the_endpoint_is_a_recorded_outcome(
    reason: Reason, kind: Callable[[Reason, str], StationError]
) -> None:
    here = desk()
    here.endpoint.bug = kind(reason, "why")
    outcome = here.verify()
    assert outcome.decision == decide_failure(reason, detail="why")
    assert outcome.decision.verdict is failure_verdict(reason)
    assert outcome.decision.verdict not in PASSES
    assert [row.decision for row in here.rows()] == [outcome.decision]
    assert outcome.recorded


@pytest.mark.parametrize("reason", [Reason.IMAGE_TOO_SMALL, Reason.IMAGE_TOO_LARGE])
def test_a_picture_that_cannot_be_sent_is_not(reason: Reason) -> None:
    here = desk()
    here.trouble = ImageError(reason, "side")
    outcome = here.verify()
    assert here.journal == ["SUBMITTED", "encode", "RETRY"]
    assert outcome.decision == decide_failure(reason, detail="side")
    assert here.endpoint.asked == []


def test_an_answer_that_came_once_is_a_replay_the_second_time() -> None:
    here = desk()
    first, second = here.verify(job_of("job-1")), here.verify(job_of("job-2"))
    assert first.decision.verdict is Verdict.LIVE
    assert (second.decision.verdict, second.decision.reason) == (Verdict.ERROR, Reason.REPLAY)
    third = desk(result_exchange(request_id="request-1"), result_exchange(request_id="request-2"))
    assert {third.verify(job_of(i)).decision.verdict for i in ("a", "b")} == {Verdict.LIVE}


def test_an_answer_that_cannot_be_compared_with_earlier_ones_is_no_verdict() -> None:
    here = desk()
    here.records.troubles["has_request_id"] = "locked"
    outcome = here.verify()
    assert outcome.decision == decide_failure(Reason.NOT_RECORDED, detail="locked")
    assert here.journal[-1] == "ERROR"


def test_an_answer_without_an_id_asks_the_record_nothing() -> None:
    here = desk(Exchange(200, b"<html>", Channel.OWN_LOOPBACK))
    here.records.troubles["has_request_id"] = "locked"
    assert here.verify().decision.reason is Reason.MALFORMED


@pytest.mark.parametrize("place", ["encode", "ask"])
def test_something_unforeseen_has_one_row_and_goes_up(place: str) -> None:
    here = desk()
    if place == "encode":
        here.trouble = BugError("what")
    else:
        here.endpoint.bug = BugError("what")
    with pytest.raises(BugError):
        here.verify()
    assert [row.decision for row in here.rows()] == [decide_failure(Reason.INTERNAL)]
    assert here.journal[-1] == "ERROR"


def test_something_unforeseen_goes_up_even_where_the_record_fails_too() -> None:
    here = desk()
    here.endpoint.bug = BugError("what")
    here.records.troubles["finished"] = "disk full"
    with pytest.raises(BugError):
        here.verify()
    assert here.rows() == []


@pytest.mark.parametrize("threshold", [0.5, 0.8, 0.925])
@pytest.mark.parametrize("step", [-0.01, 0.01])
def test_the_threshold_sent_is_the_one_judged_by_and_recorded(
    threshold: float, step: float
) -> None:
    here = desk(result_exchange(score=threshold + step, is_live=step > 0))
    outcome = here.verify(job_of(threshold=threshold))
    assert [asked.threshold for asked in here.endpoint.asked] == [threshold]
    assert outcome.decision.verdict is (Verdict.LIVE if step > 0 else Verdict.SPOOF)
    assert [row.job.policy.threshold for row in here.rows()] == [threshold]


def test_a_server_that_judges_by_another_threshold_is_not_believed() -> None:
    here = desk(result_exchange(score=0.85, is_live=True))
    outcome = here.verify(job_of(threshold=0.9))
    assert (outcome.decision.verdict, outcome.decision.reason) == (
        Verdict.ERROR,
        Reason.CONTRADICTION,
    )


def test_an_address_is_asked_without_a_picture() -> None:
    here = desk()
    outcome = here.verifier.verify_url(
        job_of(threshold=0.7), "https://host.example/a.jpg", source="https://host.example"
    )
    assert here.journal == ["SUBMITTED", "ask_url", "LIVE"]
    (asked,) = here.endpoint.asked
    assert (asked.image_url, asked.threshold) == ("https://host.example/a.jpg", 0.7)
    assert outcome.recorded
    assert {entry.source for entry in here.records.entries} == {"https://host.example"}


def test_a_refusal_is_recorded_and_nothing_is_asked() -> None:
    here = desk()
    decision = decide_failure(Reason.FILE_UNREADABLE, detail="a.txt")
    outcome = here.verifier.refuse(job_of(), decision, source="a.txt")
    assert here.journal == ["SUBMITTED", "ERROR"]
    assert (outcome.decision, outcome.recorded) == (decision, True)


def test_a_demonstration_stays_one_all_the_way() -> None:
    here = desk()
    outcome = here.verify(job_of(is_demo=True))
    assert outcome.job.is_demo
    assert all(entry.job.is_demo for entry in here.records.entries)


@pytest.mark.parametrize(
    ("body", "streak", "reason"),
    [
        (b'{"code":4001}', Streak(), Reason.BAD_IMAGE),
        (b'{"code":4001}', Streak(bad_images=1), Reason.BAD_IMAGE_AGAIN),
        (b'{"code":4002}', Streak(bad_images=1), Reason.NO_FACE),
        (b'{"kode":200}', Streak(incomplete=1), Reason.SCHEMA),
        (b'{"kode":200}', Streak(incomplete=2), Reason.API_CHANGED),
    ],
)
def test_P14_what_came_before_is_minded_and_recorded(
    body: bytes, streak: Streak, reason: Reason
) -> None:
    here = desk(Exchange(200, body, Channel.OWN_LOOPBACK))
    here.streak = streak
    outcome = here.verify()
    assert outcome.decision.reason is reason
    assert outcome.decision.verdict is failure_verdict(reason)
    assert [row.decision for row in here.rows()] == [outcome.decision]
