"""Several frames, one check: asked in turn, ended early, recorded once."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np
import pytest

from liveness_station.domain.errors import EndpointError, ImageError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.fusion import ALWAYS_MEASURED
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.signals import Signal
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.verification.checking import CHECK_LIMIT_S, Verifier
from tests.fakes.endpoint import FakeEndpoint, result_exchange
from tests.fakes.records import FakeRecords

POLICY = Policy(0.8, review_limit=0.5)
JOB = Job("job-1", Subject("A-1"), 1, POLICY, method=Method.GUIDED)
FRAMES = tuple(
    Frame(np.full((48, 64, 3), number, np.uint8), 1.0 + number, number, "scripted camera")
    for number in range(5)
)
FLAT = Signal("movement_depth", 0.1, 0.3, is_against=True)
MISSED = Signal("movement_in_time", 1.0, 2.0, is_against=True)
CALM = tuple(Signal(code, 15.0, 8.0, is_against=False) for code in sorted(ALWAYS_MEASURED))


def answers(*scores: float) -> tuple[Exchange, ...]:
    return tuple(
        result_exchange(score=score, is_live=score > 0.8, request_id=f"r-{number}")
        for number, score in enumerate(scores)
    )


def refused(code: int, request_id: str) -> Exchange:
    body = f'{{"code":{code},"msg":"no","success":false,"request_id":"{request_id}"}}'
    return Exchange(200, body.encode(), Channel.OWN_LOOPBACK, engine="fake/1")


@dataclass(slots=True)
class Desk:
    """A verifier on fakes; `after` is called with the number of frames that were encoded."""

    endpoint: FakeEndpoint
    records: FakeRecords = field(default_factory=FakeRecords)
    encoded: list[Frame] = field(default_factory=list)
    cancelled: set[str] = field(default_factory=set)
    after: Callable[[int], None] = lambda _: None
    step_s: float = 0.01
    measured: tuple[Signal, ...] = CALM

    def encode(self, frame: Frame) -> Probe:
        self.encoded.append(frame)
        self.after(len(self.encoded))
        return Probe(bytes([frame.sequence]), 64, 48)

    def verify(
        self, *against: Signal, job: Job = JOB, frames: tuple[Frame, ...] = FRAMES
    ) -> Outcome:
        signals = (*self.measured, *against)
        ticks_s = itertools.count(10.0, self.step_s)
        verifier = Verifier(
            self.endpoint,
            self.encode,
            self.records,
            lambda: next(ticks_s),
            lambda: datetime(2026, 11, 22, tzinfo=UTC),
            is_cancelled=lambda job: job.job_id in self.cancelled,
        )
        return verifier.verify_burst(job, frames, signals)


def desk(*given: Exchange | EndpointError) -> Desk:
    return Desk(FakeEndpoint(*given))


def kinds(here: Desk) -> list[str]:
    return here.records.kinds


def test_each_frame_is_asked_about_in_turn_and_one_row_tells_of_all() -> None:
    here = desk(*answers(0.9, 0.95, 0.85, 0.99, 0.91))
    outcome = here.verify()
    assert (outcome.decision.verdict, outcome.decision.score) == (Verdict.LIVE, 0.91)
    assert outcome.scores == (0.9, 0.95, 0.85, 0.99, 0.91)
    assert outcome.signals == CALM
    assert outcome.request_ids == ("r-0", "r-1", "r-2", "r-3", "r-4")
    assert outcome.engine == "fake/1"
    assert outcome.recorded
    assert tuple(here.encoded) == FRAMES
    assert [asked.probe.jpeg for asked in here.endpoint.asked if asked.probe] == [
        bytes([number]) for number in range(5)
    ]
    assert {asked.threshold for asked in here.endpoint.asked} == {0.8}
    assert kinds(here) == ["SUBMITTED", "VERDICT"]
    row = here.records.entries[-1]
    assert row.source == "scripted camera"
    assert row.outcome == replace(outcome, recorded=False, record_sequence=None)


def test_a_lone_lucky_frame_does_not_pass() -> None:
    outcome = desk(*answers(0.99, 0.1, 0.2, 0.1, 0.3)).verify()
    assert (outcome.decision.verdict, outcome.decision.reason) == (
        Verdict.SPOOF,
        Reason.BELOW_THRESHOLD,
    )


@pytest.mark.parametrize("method", [Method.GUIDED, Method.BURST])
@pytest.mark.parametrize("count", [1, 2])
def test_too_few_frames_are_not_even_sent(method: Method, count: int) -> None:
    here = desk(*answers(0.99))
    outcome = here.verify(job=replace(JOB, method=method), frames=FRAMES[:count])
    assert outcome.decision.reason is Reason.TOO_FEW_FRAMES
    assert here.endpoint.asked == []
    assert kinds(here) == ["SUBMITTED", "VERDICT"]


def test_frames_without_a_face_are_left_out() -> None:
    live = answers(0.9, 0.9, 0.9)
    given = (live[0], refused(4002, "n-1"), live[1], live[2])
    outcome = desk(*given).verify(frames=FRAMES[:4])
    assert outcome.decision.verdict is Verdict.LIVE
    assert outcome.scores == (0.9, 0.9, 0.9)
    assert outcome.request_ids == ("r-0", "n-1", "r-1", "r-2")
    again = desk(*given, refused(4002, "n-2")).verify()
    assert again.decision.reason is Reason.DISAGREEMENT


@pytest.mark.parametrize("code", [5000, 103])
def test_trouble_with_a_later_frame_takes_no_fail_back(code: int) -> None:
    outcome = desk(*answers(0.1, 0.1, 0.1, 0.1), refused(code, "x")).verify()
    assert outcome.decision.verdict is Verdict.SPOOF
    assert outcome.decision.reason is Reason.BELOW_THRESHOLD


@pytest.mark.parametrize(
    ("method", "verdict"), [(Method.GUIDED, Verdict.RETRY), (Method.BURST, Verdict.LIVE)]
)
def test_a_guide_that_measured_nothing_lets_nobody_pass(method: Method, verdict: Verdict) -> None:
    here = desk(*answers(0.9, 0.9, 0.9, 0.9, 0.9))
    here.measured = ()
    outcome = here.verify(job=replace(JOB, method=method))
    assert outcome.decision.verdict is verdict


@pytest.mark.parametrize(
    ("signal", "verdict", "reason"),
    [
        (FLAT, Verdict.SPOOF, Reason.FLAT_MOVEMENT),
        (MISSED, Verdict.RETRY, Reason.MOVEMENT_MISSED),
    ],
)
def test_a_signal_against_vetoes_the_best_burst(
    signal: Signal, verdict: Verdict, reason: Reason
) -> None:
    outcome = desk(*answers(1.0, 1.0, 1.0, 1.0, 1.0)).verify(signal)
    assert (outcome.decision.verdict, outcome.decision.reason) == (verdict, reason)
    assert outcome.signals == (*CALM, signal)
    assert outcome.scores == (1.0,) * 5


def test_an_attack_ends_the_burst() -> None:
    here = desk(*answers(0.9), refused(4004, "a"), *answers(0.9))
    outcome = here.verify()
    assert outcome.decision.reason is Reason.ATTACK
    assert len(here.endpoint.asked) == 2
    assert outcome.request_ids == ("r-0", "a")


@pytest.mark.parametrize("reason", [Reason.NETWORK, Reason.TLS, Reason.CANCELLED])
def test_trouble_ends_the_burst_whatever_the_first_frames_said(reason: Reason) -> None:
    here = desk(*answers(0.9, 0.9, 0.9), EndpointError(reason))
    outcome = here.verify()
    assert outcome.decision.reason is reason
    assert len(here.endpoint.asked) == 4
    assert kinds(here) == ["SUBMITTED", "VERDICT"]


def test_a_picture_that_cannot_be_encoded_is_left_out() -> None:
    here = desk(*answers(0.9, 0.9, 0.9, 0.9))

    def spoil(count: int) -> None:
        if count == 2:
            raise ImageError(Reason.IMAGE_TOO_SMALL)

    here.after = spoil
    assert here.verify().decision.verdict is Verdict.LIVE
    assert len(here.endpoint.asked) == 4


@pytest.mark.parametrize("place", range(1, 5))
def test_one_reply_for_two_frames_is_a_replay(place: int) -> None:
    given = list(answers(0.9, 0.9, 0.9, 0.9, 0.9))
    given[place] = given[0]
    outcome = desk(*given).verify()
    assert (outcome.decision.verdict, outcome.decision.reason) == (Verdict.ERROR, Reason.REPLAY)


def test_a_reply_of_an_earlier_burst_is_a_replay() -> None:
    here = desk(*answers(0.9, 0.9, 0.9, 0.9, 0.9))
    assert here.verify().decision.verdict is Verdict.LIVE
    again = Desk(FakeEndpoint(*answers(0.9, 0.9, 0.9, 0.9, 0.9)[3:]), here.records)
    outcome = again.verify(job=replace(JOB, job_id="job-2"))
    assert outcome.decision.reason is Reason.REPLAY


@pytest.mark.parametrize("place", range(1, 6))
def test_a_job_given_up_between_two_frames_sends_no_more(place: int) -> None:
    here = desk(*answers(0.9, 0.9, 0.9, 0.9, 0.9))

    def give_up(count: int) -> None:
        if count == place:
            here.cancelled.add(JOB.job_id)

    here.after = give_up
    outcome = here.verify()
    assert (outcome.decision.verdict, outcome.decision.reason) == (
        Verdict.RETRY,
        Reason.CANCELLED,
    )
    assert len(here.endpoint.asked) == place - 1
    assert kinds(here) == ["SUBMITTED", "VERDICT"]


@pytest.mark.parametrize("signals", [(), (FLAT,), (MISSED,)])
@pytest.mark.parametrize("scores", [(0.9,) * 5, (0.7,) * 5, (0.1,) * 5, (0.9, 0.9, 0.9, 0.7, 0.7)])
def test_a_job_given_up_after_the_last_answer_is_no_verdict(
    scores: tuple[float, ...], signals: tuple[Signal, ...]
) -> None:
    here = desk(*answers(*scores))
    asked = here.endpoint.asked

    class Counting(set[str]):
        def __contains__(self, job_id: object) -> bool:
            return len(asked) == len(FRAMES)

    here.cancelled = Counting()
    outcome = here.verify(*signals)
    assert outcome.decision.reason is Reason.CANCELLED
    assert outcome.request_ids == ("r-0", "r-1", "r-2", "r-3", "r-4")


def test_a_job_given_up_after_too_few_results_is_given_up() -> None:
    nobody = [refused(4002, f"n-{number}") for number in range(3)]
    here = desk(*answers(0.9, 0.9), *nobody)
    assert here.verify().decision.reason is Reason.TOO_FEW_FRAMES
    again = Desk(FakeEndpoint(*answers(0.9, 0.9), *nobody))
    asked = again.endpoint.asked

    class Counting(set[str]):
        def __contains__(self, job_id: object) -> bool:
            return len(asked) == len(FRAMES)

    again.cancelled = Counting()
    assert again.verify().decision.reason is Reason.CANCELLED


def test_an_attack_seen_in_the_movement_of_a_job_given_up_is_no_verdict() -> None:
    here = desk(*answers(0.9))
    here.cancelled.add(JOB.job_id)
    assert here.verify(FLAT).decision.reason is Reason.CANCELLED


def test_all_frames_share_one_deadline() -> None:
    here = desk(*answers(0.9, 0.9, 0.9, 0.9, 0.9))
    here.step_s = CHECK_LIMIT_S / 5
    outcome = here.verify()
    assert (outcome.decision.verdict, outcome.decision.reason) == (Verdict.ERROR, Reason.LATE)
    # The clock is looked at before each frame and after it; for the third there is nothing left.
    assert [asked.within_s for asked in here.endpoint.asked] == [12.0, 6.0]


def test_an_answer_after_the_deadline_is_late_and_the_last_one() -> None:
    here = desk(*answers(0.9, 0.9, 0.9, 0.9, 0.9))
    here.step_s = CHECK_LIMIT_S / 2 + 0.1
    outcome = here.verify()
    assert outcome.decision.reason is Reason.LATE
    assert len(here.endpoint.asked) == 1


def test_a_burst_that_ends_on_the_last_moment_counts() -> None:
    here = desk(*answers(0.9, 0.9, 0.9, 0.9, 0.9))
    here.step_s = CHECK_LIMIT_S / 10
    assert here.verify().decision.verdict is Verdict.LIVE


def test_one_repetition_is_for_all_frames_together() -> None:
    here = desk(*answers(0.9, 0.9, 0.9, 0.9, 0.9))
    failed = EndpointError(Reason.NETWORK)
    here.after = lambda _: here.endpoint.try_first(failed)
    outcome = here.verify()
    assert outcome.decision.verdict is Verdict.LIVE
    assert kinds(here) == ["SUBMITTED", "TRIED", "VERDICT"]
    assert len(here.endpoint.asked) == 6


def test_what_comes_before_a_frame_is_sent_is_on_disk() -> None:
    here = desk(*answers(0.9))
    here.records.troubles["submitted"] = "disk full"
    outcome = here.verify()
    assert outcome.decision.reason is Reason.NOT_RECORDED
    assert here.encoded == []
    assert here.endpoint.asked == []


def test_a_burst_that_cannot_be_written_down_is_no_verdict() -> None:
    here = desk(*answers(0.9, 0.9, 0.9, 0.9, 0.9))
    here.records.troubles["finished"] = "disk full"
    outcome = here.verify()
    assert (outcome.decision.reason, outcome.recorded) == (Reason.NOT_RECORDED, False)


def test_a_refusal_keeps_what_was_measured() -> None:
    here = desk()
    verifier = Verifier(
        here.endpoint,
        here.encode,
        here.records,
        lambda: 0.0,
        lambda: datetime(2026, 11, 22, tzinfo=UTC),
    )
    missed = decide_failure(Reason.MOVEMENT_MISSED)
    outcome = verifier.refuse(JOB, missed, source="scripted camera", signals=(FLAT,))
    assert (outcome.decision, outcome.signals, outcome.recorded) == (missed, (FLAT,), True)
    assert here.endpoint.asked == []
    assert kinds(here) == ["SUBMITTED", "VERDICT"]
