"""Asking again, and not asking: at most one repetition, no face sent in vain, clocks corrected."""

import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate

import pytest

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode, AppKey, Authentication
from liveness_station.api.clock import ServerClock
from liveness_station.api.conduct import pause_before_retry
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.contract.signing import signature
from liveness_station.domain.errors import EndpointError, RecordError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.api.asking import BODY, CODE, OK, PROBE, Authority, asking
from tests.api.raw_server import RawServer, Script, Visit, always, reply, serving

FAILED = b'{"code":5000}'
NOON_MS = 1_700_000_000_000
Became = list[Exchange | EndpointError]


def one_after_another(*answers: bytes) -> Script:
    """Returns a script that gives the answers in order, over however many connections."""
    waiting = list(answers)

    def script(visit: Visit) -> None:
        while visit.read_request():
            visit.say(waiting.pop(0))

    return script


@pytest.mark.parametrize(
    "answer",
    [
        reply(FAILED),
        reply(FAILED, status="500 Oops"),
        reply(b"<html>", status="503 Busy"),
        reply(b"", status="429 Slow"),
        reply(b"", "Retry-After: 1", status="429 Slow"),
        reply(b"", "X-Ca-Error-Message: Throttled by APP Flow Control", status="403 No"),
    ],
)
def test_what_was_turned_away_is_asked_once_more(answer: bytes) -> None:
    tried: Became = []
    with serving(one_after_another(answer, OK)) as server, asking(server.port) as endpoint:
        exchange = endpoint.ask(PROBE, threshold=0.8, before_retry=tried.append)
        assert exchange.untrusted_body == BODY
        assert len(server.requests) == 2
        assert len(tried) == 1


@pytest.mark.parametrize("answer", [reply(FAILED), reply(b"", status="503 Busy")])
def test_there_is_never_a_third_try(answer: bytes) -> None:
    with serving(always(answer)) as server, asking(server.port) as endpoint:
        endpoint.ask(PROBE, threshold=0.8, before_retry=lambda _: None)
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    "answer",
    [
        OK,
        *(reply(b'{"code":%d}' % code) for code in (4001, 4002, 4004, 2001)),
        *(reply(b"", status=f"{n} X") for n in (400, 401, 403, 404, 413, 500, 502, 504, 302, 511)),
        reply(b'{"code":4004}', status="503 Busy"),
        reply(b"", "X-Ca-Error-Code: D503CB", status="503 Rest"),
        reply(b"", "X-Ca-Error-Code: D504TO", status="504 Late"),
        reply(b"", "X-Ca-Error-Code: B403MQ", status="403 No"),
        reply(b"", "Retry-After: 3600", status="429 Slow"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\n",
        b"",
        b"nonsense\r\n\r\n",
    ],
)
def test_what_may_have_been_judged_or_billed_is_asked_once(answer: bytes) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(answer)

    tried: Became = []
    with serving(script) as server, asking(server.port) as endpoint:
        with suppress(EndpointError):
            endpoint.ask(PROBE, threshold=0.8, before_retry=tried.append)
        assert (len(server.requests), tried) == (1, [])


def test_nobody_who_does_not_record_tries_asks_twice() -> None:
    with serving(always(reply(FAILED))) as server, asking(server.port) as endpoint:
        endpoint.ask(PROBE, threshold=0.8)
        assert len(server.requests) == 1


def test_a_try_that_cannot_be_recorded_is_the_last() -> None:
    def refuse(_: Exchange | EndpointError) -> None:
        raise RecordError(Reason.NOT_RECORDED)

    with serving(always(reply(FAILED))) as server, asking(server.port) as endpoint:
        with pytest.raises(RecordError):
            endpoint.ask(PROBE, threshold=0.8, before_retry=refuse)
        assert len(server.requests) == 1


def test_a_refused_port_is_knocked_at_twice() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
    tried: Became = []
    with asking(port) as endpoint, pytest.raises(EndpointError) as caught:
        endpoint.ask(PROBE, threshold=0.8, before_retry=tried.append)
    assert caught.value.reason is Reason.OFFLINE
    assert [error.reason for error in tried if isinstance(error, EndpointError)] == [Reason.OFFLINE]


def test_both_tries_share_one_deadline() -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        if len(server.visits) == 1:
            visit.say(reply(FAILED))
        else:
            visit.closing.wait(10)

    with serving(script) as server, asking(server.port, deadline_s=2.0) as endpoint:
        started_s = time.monotonic()
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8, before_retry=lambda _: None)
        assert caught.value.reason is Reason.LATE
        assert 1.9 <= time.monotonic() - started_s < 3.0


def test_a_cancellation_between_the_tries_is_heard() -> None:
    with serving(always(reply(FAILED))) as server, asking(server.port) as endpoint:
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8, before_retry=lambda _: endpoint.cancel())
        assert caught.value.reason is Reason.CANCELLED
        assert len(server.requests) == 1


def test_the_pauses_differ() -> None:
    exchange = Exchange(503, b"", Channel.VERIFIED_TLS)
    pauses = {pause_before_retry(exchange, took_s=0.1, remaining_s=10) for _ in range(50)}
    assert len(pauses) > 5
    assert all(pause is not None and 0.2 <= pause < 0.6 for pause in pauses)


def test_what_took_long_to_fail_is_not_tried_again() -> None:
    error = EndpointError(Reason.OFFLINE, "refused")
    assert pause_before_retry(error, took_s=0.9, remaining_s=10) is not None
    assert pause_before_retry(error, took_s=1.1, remaining_s=10) is None
    assert pause_before_retry(error, took_s=0.9, remaining_s=1.1) is None


@pytest.mark.parametrize(
    "error",
    [
        EndpointError(Reason.OFFLINE, "connect_timeout"),
        EndpointError(Reason.NETWORK, "timeout"),
        EndpointError(Reason.NETWORK, "reset"),
        EndpointError(Reason.TLS, "expired"),
        EndpointError(Reason.PROXY),
        EndpointError(Reason.LATE),
        EndpointError(Reason.CANCELLED),
    ],
)
def test_what_may_have_been_sent_is_not_sent_again(error: EndpointError) -> None:
    assert pause_before_retry(error, took_s=0.1, remaining_s=10) is None


REFUSALS = {
    "bad appcode": (reply(b"", status="401 No"), Reason.AUTH),
    "gateway": (reply(b"", "X-Ca-Error-Code: A400AC", status="400 No"), Reason.AUTH),
    "body": (reply(b'{"code":101}'), Reason.AUTH),
    "quota": (
        reply(b"", "X-Ca-Error-Message: Quota Exhausted", status="403 No"),
        Reason.QUOTA,
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_after_three_refusals_no_face_leaves(name: str) -> None:
    answer, reason = REFUSALS[name]
    with serving(always(answer)) as server, asking(server.port) as endpoint:
        for _ in range(3):
            endpoint.ask(PROBE, threshold=0.8)
        sent = sum(map(len, server.requests))
        for _ in range(5):
            with pytest.raises(EndpointError) as caught:
                endpoint.ask(PROBE, threshold=0.8)
            assert (caught.value.reason, caught.value.detail) == (reason, "stopped")
        assert (len(server.requests), sum(map(len, server.requests))) == (3, sent)
        assert server.connections <= 3


def test_one_good_answer_and_the_count_begins_again() -> None:
    no = reply(b"", status="401 No")
    answers = [no, no, OK, no, no, OK]
    with serving(one_after_another(*answers)) as server, asking(server.port) as endpoint:
        for _ in answers:
            endpoint.ask(PROBE, threshold=0.8)
        assert len(server.requests) == len(answers)


def test_throttling_by_a_classic_gateway_is_no_refusal() -> None:
    slow = reply(b"", "X-Ca-Error-Message: Throttled by USER Flow Control", status="403 No")
    with serving(always(slow)) as server, asking(server.port) as endpoint:
        for _ in range(5):
            endpoint.ask(PROBE, threshold=0.8)
        assert len(server.requests) == 5


def test_while_the_gateways_breaker_is_open_nothing_is_sent() -> None:
    now_s = [5000.0]
    rest = reply(b"", "X-Ca-Error-Code: D503CB", status="503 Rest")
    with serving(one_after_another(rest, OK)) as server:
        base_url = parse_base_url(f"http://127.0.0.1:{server.port}")
        endpoint = HttpEndpoint(base_url, AppCode(Secret(CODE)), clock=lambda: now_s[0])
        endpoint.ask(PROBE, threshold=0.8)
        now_s[0] += 89
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8)
        assert (caught.value.reason, len(server.requests)) == (Reason.BREAKER, 1)
        now_s[0] += 2
        assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
        endpoint.close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


@dataclass(slots=True)
class Gatekeeper:
    """A server that checks signatures by a clock of its own, 15 minutes either way."""

    ahead_ms: int
    now_ms: Callable[[], int]
    refusal: tuple[str, ...] = ("X-Ca-Error-Message: Timestamp Expired",)
    status: str = "400 Bad Request"
    stamps: list[int] = field(default_factory=list)

    def __call__(self, visit: Visit) -> None:
        while request := visit.read_request():
            fields = dict(
                line.lower().split(b": ", 1)
                for line in request.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
            )
            stamp = fields[b"x-ca-timestamp"].decode()
            assert fields[b"x-ca-signature"].decode() == signature("key1", stamp, "secret1")
            self.stamps.append(int(stamp))
            time_ms = self.now_ms() + self.ahead_ms
            date = f"Date: {formatdate(time_ms / 1000, usegmt=True)}"
            if abs(int(stamp) - time_ms) > 900_000:
                visit.say(reply(b"", date, *self.refusal, status=self.status))
            else:
                visit.say(reply(BODY, date))


@contextmanager
def signing(
    authority: Authority, server: RawServer, *, now_ms: Callable[[], int], who: Authentication
) -> Iterator[HttpEndpoint]:
    endpoint = HttpEndpoint(
        parse_base_url(f"https://localhost:{server.port}"),
        who,
        ca_file=authority.file,
        now_ms=now_ms,
    )
    try:
        yield endpoint
    finally:
        endpoint.close()


SIGNED = AppKey("key1", Secret("secret1"))


@pytest.mark.parametrize("ahead_ms", [1_200_000, -86_400_000])
def test_a_wrong_clock_is_corrected_and_the_request_sent_once_more(
    authority: Authority, ahead_ms: int
) -> None:
    refusal = ("X-Ca-Error-Message: Timestamp Expired",)
    keeper = Gatekeeper(ahead_ms, lambda: NOON_MS, refusal, "400 Bad Request")
    tried: Became = []
    with (
        serving(keeper, authority.context) as server,
        signing(authority, server, now_ms=lambda: NOON_MS, who=SIGNED) as endpoint,
    ):
        for _ in range(3):
            exchange = endpoint.ask(PROBE, threshold=0.8, before_retry=tried.append)
            assert exchange.untrusted_body == BODY
        assert len(tried) == 1
        assert len(keeper.stamps) == 4
        offset_s = endpoint.clock_offset_s
        assert offset_s is not None
        assert abs(offset_s - ahead_ms / 1000) <= 1


@pytest.mark.parametrize("is_recorded", [True, False])
def test_a_bare_refusal_is_never_sent_again_but_its_date_is_learnt_from(
    authority: Authority, *, is_recorded: bool
) -> None:
    keeper = Gatekeeper(1_200_000, lambda: NOON_MS, (), "401 Unauthorized")
    tried: Became = []
    record = tried.append if is_recorded else None
    with (
        serving(keeper, authority.context) as server,
        signing(authority, server, now_ms=lambda: NOON_MS, who=SIGNED) as endpoint,
    ):
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8, before_retry=record)
        assert (caught.value.reason, caught.value.detail) == (Reason.CLOCK, "http_401")
        assert len(keeper.stamps) == 1
        assert endpoint.ask(PROBE, threshold=0.8, before_retry=record).untrusted_body == BODY
        assert tried == []


@pytest.mark.parametrize(
    ("ahead_ms", "refusal", "who"),
    [
        (30_000, (), SIGNED),
        (1_200_000, ("X-Ca-Error-Code: A403IS",), SIGNED),
        (1_200_000, ("X-Ca-Error-Message: Invalid Signature",), SIGNED),
        (1_200_000, (), AppCode(Secret(CODE))),
    ],
)
def test_a_refusal_that_is_not_about_the_clock_is_not_blamed_on_it(
    ahead_ms: int, refusal: tuple[str, ...], who: Authentication, authority: Authority
) -> None:
    date = f"Date: {formatdate((NOON_MS + ahead_ms) / 1000, usegmt=True)}"
    answer = reply(b"", date, *refusal, status="401 No")
    with (
        serving(always(answer), authority.context) as server,
        signing(authority, server, now_ms=lambda: NOON_MS, who=who) as endpoint,
    ):
        assert endpoint.ask(PROBE, threshold=0.8).http_status == 401


def test_a_clock_that_is_right_is_left_alone(authority: Authority) -> None:
    keeper = Gatekeeper(1_400, lambda: NOON_MS)
    with (
        serving(keeper, authority.context) as server,
        signing(authority, server, now_ms=lambda: NOON_MS, who=SIGNED) as endpoint,
    ):
        assert endpoint.clock_offset_s is None
        for _ in range(3):
            endpoint.ask(PROBE, threshold=0.8)
    # A signature is good for one request; the same millisecond must not be signed twice.
    assert keeper.stamps == [NOON_MS, NOON_MS + 1, NOON_MS]


def test_a_wrong_secret_is_no_matter_of_the_clock(authority: Authority) -> None:
    answer = reply(b"", f"Date: {formatdate(NOON_MS / 1000, usegmt=True)}", status="401 No")
    with (
        serving(always(answer), authority.context) as server,
        signing(authority, server, now_ms=lambda: NOON_MS, who=SIGNED) as endpoint,
    ):
        endpoint.ask(PROBE, threshold=0.8, before_retry=lambda _: None)
        assert len(server.requests) == 1


def test_whoever_does_not_sign_does_not_ask_again_for_the_clock(authority: Authority) -> None:
    answer = reply(b"", "Date: Sun, 22 Nov 2026 12:00:00 GMT", status="401 No")
    with (
        serving(always(answer), authority.context) as server,
        signing(authority, server, now_ms=lambda: 0, who=AppCode(Secret(CODE))) as endpoint,
    ):
        endpoint.ask(PROBE, threshold=0.8, before_retry=lambda _: None)
        assert len(server.requests) == 1


def test_the_clock_of_an_unencrypted_line_is_not_learnt() -> None:
    answer = reply(BODY, "Date: Sun, 22 Nov 2026 12:00:00 GMT")
    with serving(always(answer)) as server, asking(server.port) as endpoint:
        endpoint.ask(PROBE, threshold=0.8)
        assert endpoint.clock_offset_s is None


def test_the_median_of_the_last_replies_counts() -> None:
    clock = ServerClock()
    assert (clock.offset_ms, clock.measured_s) == (0, None)
    for ahead_s in (100, 100, 9_000_000, 100, 100):
        date = formatdate((NOON_MS / 1000) + ahead_s, usegmt=True)
        clock.observe(date, received_ms=NOON_MS + 500)
    assert clock.offset_ms == 100_000
    for _ in range(3):
        clock.observe(formatdate(NOON_MS / 1000, usegmt=True), received_ms=NOON_MS)
    assert clock.offset_ms == 0


@pytest.mark.parametrize(
    "date",
    ["", "yesterday", "Sun, 99 Nov 2026 12:00:00 GMT", "0",
     "Sun, 22 Nov 2026 12:00:00 +99999999", "\x00", ",", "Mon, 1 Jan 99999 00:00:00 GMT"],
)  # fmt: skip
def test_a_date_that_is_none_is_ignored(date: str) -> None:
    clock = ServerClock()
    clock.observe(date, received_ms=0)
    assert clock.measured_s is None


def test_no_date_of_a_server_brings_the_clock_down() -> None:
    dice = random.Random(7)
    seed = "Sun, 22 Nov 2026 12:00:00 GMT"
    for _ in range(3000):
        letters = list(seed)
        for _ in range(dice.randint(1, 6)):
            letters[dice.randrange(len(letters))] = chr(dice.randrange(32, 127))
        ServerClock().observe("".join(letters), received_ms=NOON_MS)
