"""What the outcome tells of each picture's way: what was sent, where to, and how long it took."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from liveness_station.domain.errors import EndpointError, ImageError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.provenance import Inquiry, Origin, Route
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.verification.checking import Verifier
from tests.fakes.endpoint import FakeEndpoint, result_exchange
from tests.fakes.records import FakeRecords

FRAME = Frame(np.zeros((48, 64, 3), np.uint8), 1.0, 0, "camera", source_kind=SourceKind.DEVICE)
PROBE = Probe(b"the very bytes", 64, 48)
JOB = Job("job-1", Subject("A-1"), 1, Policy(0.8))


class Stopwatch:
    """Goes on a millisecond each time it is read."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        self.s += 0.001
        return self.s


def probe_of(frame: Frame) -> Probe:
    del frame
    return PROBE


def verifier(endpoint: FakeEndpoint, records: FakeRecords | None = None) -> Verifier:
    return Verifier(
        endpoint,
        probe_of,
        records or FakeRecords(),
        lambda: 0.0,
        lambda: datetime(2026, 11, 22, 12, tzinfo=UTC),
        stopwatch=Stopwatch(),
    )


def answered(**fields: object) -> Exchange:
    exchange = result_exchange()
    return replace(
        exchange,
        server_date="Sun, 22 Nov 2026 12:00:00 GMT",
        connect_ms=1.0,
        send_ms=2.0,
        wait_ms=3.0,
        **fields,  # type: ignore[arg-type] # whichever field a test is about
    )


def test_an_answered_picture_tells_its_whole_way() -> None:
    exchange = answered()
    outcome = verifier(FakeEndpoint(exchange, name="api.example")).verify(JOB, FRAME)
    assert outcome.route == Route("api.example")
    assert outcome.origin == Origin(SourceKind.DEVICE, 64, 48)
    assert outcome.submit_ms == pytest.approx(1.0)
    (inquiry,) = outcome.inquiries
    assert inquiry.probe is PROBE
    assert inquiry == Inquiry(
        PROBE,
        is_answered=True,
        encode_ms=pytest.approx(1.0),  # type: ignore[arg-type] # compared, not reckoned with
        ask_ms=pytest.approx(1.0),  # type: ignore[arg-type] # as above
        decide_ms=pytest.approx(1.0),  # type: ignore[arg-type] # as above
        connect_ms=1.0,
        send_ms=2.0,
        wait_ms=3.0,
        http_status=200,
        score_text="0.93",
        request_id="request-1",
        server_date="Sun, 22 Nov 2026 12:00:00 GMT",
        reply_sha256=hashlib.sha256(exchange.untrusted_body).hexdigest(),
    )


@pytest.mark.parametrize("reason", [Reason.NETWORK, Reason.LATE, Reason.TLS, Reason.AUTH])
def test_a_picture_that_may_have_left_is_told_of(reason: Reason) -> None:
    outcome = verifier(FakeEndpoint(EndpointError(reason, "under way"))).verify(JOB, FRAME)
    (inquiry,) = outcome.inquiries
    assert (inquiry.probe, inquiry.is_answered, inquiry.decide_ms) == (PROBE, False, None)


@pytest.mark.parametrize(
    "error",
    [
        EndpointError(Reason.OFFLINE, "refused"),
        EndpointError(Reason.BREAKER),
        EndpointError(Reason.CANCELLED, "before it was asked"),
    ],
)
def test_a_picture_that_never_left_is_none(error: EndpointError) -> None:
    assert verifier(FakeEndpoint(error)).verify(JOB, FRAME).inquiries == ()


def test_what_could_not_be_encoded_never_left() -> None:
    def broken(frame: Frame) -> Probe:
        del frame
        raise ImageError(Reason.IMAGE_TOO_SMALL)

    outcome = replace(verifier(FakeEndpoint()), encode=broken).verify(JOB, FRAME)
    assert outcome.inquiries == ()


def test_an_address_leaves_without_a_picture() -> None:
    outcome = verifier(FakeEndpoint()).verify_url(JOB, "https://example/x.jpg", source="address")
    (inquiry,) = outcome.inquiries
    assert (inquiry.probe, inquiry.is_answered) == (None, True)
    assert outcome.origin == Origin(SourceKind.ADDRESS)


def test_each_frame_of_a_burst_has_its_own_way() -> None:
    names = [f"request-{number}" for number in range(5)]
    endpoint = FakeEndpoint(*[result_exchange(request_id=name) for name in names])
    job = replace(JOB, method=Method.BURST)
    outcome = verifier(endpoint).verify_burst(job, (FRAME,) * 5)
    assert [inquiry.request_id for inquiry in outcome.inquiries] == names
    assert outcome.decision.verdict is Verdict.LIVE


def test_a_try_and_its_repetition_each_tell_of_the_picture() -> None:
    records = FakeRecords()
    endpoint = FakeEndpoint(result_exchange())
    endpoint.try_first(Exchange(200, b'{"code":5000}', Channel.OWN_LOOPBACK))
    verifier(endpoint, records).verify(JOB, FRAME)
    _, tried, verdict = records.entries
    assert [ways(entry.outcome) for entry in (tried, verdict)] == [[""], ["0.93"]]


def ways(outcome: Outcome | None) -> list[str]:
    assert outcome is not None
    return [inquiry.score_text for inquiry in outcome.inquiries]


def test_an_answer_that_cannot_be_compared_has_left_all_the_same() -> None:
    records = FakeRecords(troubles={"has_request_id": "locked"})
    outcome = verifier(FakeEndpoint(), records).verify(JOB, FRAME)
    assert outcome.decision.reason is Reason.NOT_RECORDED
    assert [inquiry.is_answered for inquiry in outcome.inquiries] == [True]
