"""A second opinion: asked where consent lets it go, told whatever came of it."""

from dataclasses import dataclass, field, replace
from typing import Final

import pytest

from liveness_station.domain.consents import NOT_ASKED, Consent, ConsentAnswer, ConsentRoute
from liveness_station.domain.desk_events import ShadowTrouble
from liveness_station.domain.errors import EndpointError, ImageError, RecordError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.frames import Frame, Probe
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.provenance import Inquiry
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.verification.second_opinion import SecondOpinion, deserves_another
from tests.fakes.endpoint import FakeEndpoint, result_exchange
from tests.verification.test_checking import FRAME, PROBE, job_of

CLOUD: Final = "api.example"
LIVE: Final = Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD, score=0.93, request_id="mine")
SPOOF: Final = Decision(Verdict.SPOOF, Reason.BELOW_THRESHOLD, score=0.1, request_id="mine")
JUDGED: Final = Outcome(
    job_of(), LIVE, "local", recorded=True, inquiries=(Inquiry(is_answered=True),)
)
HERE_ONLY: Final = Consent(ConsentAnswer.GIVEN, "c-1", "2026-11", ConsentRoute.HERE, "en")


@dataclass(slots=True)
class Room:
    """One who is asked, and a record that knows some ids."""

    endpoint: FakeEndpoint
    known: set[str] = field(default_factory=set)
    trouble: Exception | None = None
    encoded: int = 0
    is_waited_for: bool = False

    def encode(self, frame: Frame) -> Probe:
        assert frame is FRAME
        self.encoded += 1
        if isinstance(self.trouble, ImageError):
            raise self.trouble
        return PROBE

    def has_request_id(self, request_id: str) -> bool:
        if isinstance(self.trouble, RecordError):
            raise self.trouble
        return request_id in self.known

    @property
    def opinion(self) -> SecondOpinion:
        return SecondOpinion(
            self.endpoint, self.encode, Policy(0.8), self.has_request_id, lambda: self.is_waited_for
        )


def room(*answers: Exchange | EndpointError, name: str = CLOUD) -> Room:
    return Room(FakeEndpoint(*answers, name=name))


@pytest.mark.parametrize(
    ("own", "score", "verdict", "agrees"),
    [
        (LIVE, 0.93, "LIVE", True),
        (LIVE, 0.2, "SPOOF", False),
        (SPOOF, 0.2, "SPOOF", True),
        (SPOOF, 0.93, "LIVE", False),
    ],
)
def test_it_says_what_the_other_found_and_whether_they_agree(
    own: Decision, score: float, verdict: str, *, agrees: bool
) -> None:
    here = room(result_exchange(score=score, is_live=score > 0.8))
    event = here.opinion.of(replace(JUDGED, decision=own), FRAME)
    assert event is not None
    assert (event.verdict, event.score, event.agrees) == (verdict, repr(score), agrees)
    assert (event.job_id, event.endpoint, event.engine) == ("job-1", CLOUD, "fake/1")
    assert (event.left_to, event.trouble) == (CLOUD, ShadowTrouble.NONE)
    assert [asked.threshold for asked in here.endpoint.asked] == [0.8]


def test_an_opinion_of_this_computer_has_left_to_nobody() -> None:
    event = room(name="local").opinion.of(replace(JUDGED, endpoint=CLOUD), FRAME)
    assert event is not None
    assert (event.endpoint, event.left_to) == ("local", "")


@pytest.mark.parametrize(
    ("consent", "name", "is_asked"),
    [
        (NOT_ASKED, CLOUD, True),
        (HERE_ONLY, "local", True),
        (HERE_ONLY, CLOUD, False),
        (replace(HERE_ONLY, route=ConsentRoute.CLOUD), CLOUD, True),
        (replace(HERE_ONLY, answer=ConsentAnswer.WITHDRAWN), "local", False),
        (replace(HERE_ONLY, answer=ConsentAnswer.REFUSED), CLOUD, False),
    ],
)
def test_nothing_goes_where_the_subject_did_not_let_it(
    consent: Consent, name: str, *, is_asked: bool
) -> None:
    here = room(name=name)
    event = here.opinion.of(replace(JUDGED, job=replace(job_of(), consent=consent)), FRAME)
    assert (event is not None) is is_asked
    assert (bool(here.encoded), bool(here.endpoint.asked)) == (is_asked, is_asked)


def test_who_waits_goes_first() -> None:
    here = room()
    here.is_waited_for = True
    assert here.opinion.of(JUDGED, FRAME) is None
    assert (here.encoded, here.endpoint.asked) == (0, [])


@pytest.mark.parametrize(
    "became",
    [
        EndpointError(Reason.OFFLINE),
        EndpointError(Reason.ENGINE_DOWN),
        EndpointError(Reason.CREDENTIALS_MISSING),
        EndpointError(Reason.CANCELLED, "before it was asked"),
    ],
)
def test_what_was_not_handed_over_is_nothing_to_tell(became: EndpointError) -> None:
    assert room(became).opinion.of(JUDGED, FRAME) is None


def test_a_picture_that_cannot_be_encoded_is_nothing_to_tell() -> None:
    here = room()
    here.trouble = ImageError(Reason.IMAGE_TOO_SMALL)
    assert here.opinion.of(JUDGED, FRAME) is None
    assert here.endpoint.asked == []


@pytest.mark.parametrize("reason", [Reason.CANCELLED, Reason.NETWORK, Reason.LATE])
def test_what_may_have_left_is_told_though_nobody_waited_for_the_answer(reason: Reason) -> None:
    event = room(EndpointError(reason)).opinion.of(JUDGED, FRAME)
    assert event is not None
    assert (event.trouble, event.reason, event.left_to) == (
        ShadowTrouble.FAILED,
        reason.value,
        CLOUD,
    )
    assert (event.verdict, event.score, event.agrees) == ("", "", False)


@pytest.mark.parametrize("own", [LIVE, SPOOF])
@pytest.mark.parametrize(
    "exchange",
    [
        Exchange(500, b"", Channel.OWN_LOOPBACK),
        Exchange(200, b'{"code":5000}', Channel.OWN_LOOPBACK),
        Exchange(200, b"nonsense", Channel.OWN_LOOPBACK),
        result_exchange(channel=Channel.UNVERIFIED),
    ],
    ids=["http 500", "code 5000", "nonsense", "unverified"],
)
def test_an_answer_that_says_nothing_of_the_picture_agrees_with_nobody(
    own: Decision, exchange: Exchange
) -> None:
    event = room(exchange).opinion.of(replace(JUDGED, decision=own), FRAME)
    assert event is not None
    assert (event.agrees, event.trouble) == (False, ShadowTrouble.FAILED)
    assert event.verdict in {"ERROR", "RETRY"}


@pytest.mark.parametrize("request_id", ["mine", "of-a-frame", "of-another"])
def test_an_answer_that_was_given_before_is_no_opinion(request_id: str) -> None:
    here = room(result_exchange(request_id=request_id))
    here.known = {"of-another"}
    event = here.opinion.of(replace(JUDGED, request_ids=("of-a-frame",)), FRAME)
    assert event is not None
    assert (event.reason, event.trouble) == (Reason.REPLAY.value, ShadowTrouble.FAILED)


def test_a_record_that_cannot_be_read_leaves_no_opinion() -> None:
    here = room()
    here.trouble = RecordError(Reason.NOT_RECORDED, "disk")
    event = here.opinion.of(JUDGED, FRAME)
    assert event is not None
    assert (event.trouble, event.left_to) == (ShadowTrouble.FAILED, CLOUD)


@pytest.mark.parametrize(
    ("outcome", "is_worth_it"),
    [
        (JUDGED, True),
        (replace(JUDGED, recorded=False), False),
        (replace(JUDGED, inquiries=()), False),
        (replace(JUDGED, inquiries=(Inquiry(),)), False),
        (replace(JUDGED, job=job_of(is_demo=True)), False),
        (replace(JUDGED, job=replace(job_of(), is_setup=True)), False),
        (replace(JUDGED, job=replace(job_of(), is_training=True)), False),
        (replace(JUDGED, endpoint="simulator 127.0.0.1"), False),
        (replace(JUDGED, engine="simulator/1"), False),
    ],
)
def test_only_checks_that_count_deserve_another(outcome: Outcome, *, is_worth_it: bool) -> None:
    assert deserves_another(outcome) is is_worth_it
