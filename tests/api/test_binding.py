"""Replies of our own service are bound to their requests; all others are not believed."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.binding import BoundRequest
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.contract.reply_mac import MAC_HEADER, NONCE_HEADER, reply_mac
from liveness_station.contract.request import image_body
from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason, Verdict
from tests.api.asking import CODE, PROBE
from tests.api.raw_server import Script, Visit, reply, serving
from tests.fakes.endpoint import result_exchange

KEY = bytes(range(32))
LIVE = result_exchange().untrusted_body
Forge = Callable[[dict[str, object]], dict[str, object]]


@contextmanager
def bound(port: int, key: bytes | None = KEY) -> Iterator[HttpEndpoint]:
    base_url = parse_base_url(f"http://127.0.0.1:{port}")
    endpoint = HttpEndpoint(base_url, AppCode(Secret(CODE)), reply_key=key, deadline_s=30)
    try:
        yield endpoint
    finally:
        endpoint.close()


def service(forge: Forge = lambda parts: parts, *, key: bytes = KEY) -> Script:
    """Plays our service; `forge` changes what goes into the MAC."""

    def script(visit: Visit) -> None:
        while request := visit.read_request():
            head, _, body = request.partition(b"\r\n\r\n")
            parts: dict[str, object] = {
                "nonce": nonce_of(head),
                "request_body": body,
                "http_status": 200,
                "reply_body": LIVE,
            }
            mac = reply_mac(key, **forge(parts))  # type: ignore[arg-type] # spelt as there
            visit.say(reply(LIVE, f"{MAC_HEADER}: {mac}"))

    return script


def nonce_of(head: bytes) -> str:
    name = NONCE_HEADER.lower().encode() + b":"
    return next(
        line[len(name) :].strip().decode()
        for line in head.split(b"\r\n")
        if line.lower().startswith(name)
    )


def asked(script: Script, *, key: bytes | None = KEY) -> Exchange:
    with serving(script) as server, bound(server.port, key) as endpoint:
        return endpoint.ask(PROBE, threshold=0.8)


def test_a_bound_reply_is_our_services() -> None:
    exchange = asked(service())
    assert exchange.channel is Channel.OWN_LOOPBACK
    assert decide(exchange, Policy(), seen_request_ids=frozenset()).verdict is Verdict.LIVE


@pytest.mark.parametrize(
    "forge",
    [
        lambda parts: parts | {"nonce": "0" * 32},
        lambda parts: parts | {"request_body": b"another picture"},
        lambda parts: parts | {"http_status": 500},
        lambda parts: parts | {"reply_body": LIVE + b" "},
    ],
    ids=["nonce", "request", "status", "reply"],
)
def test_a_reply_bound_to_something_else_is_not_believed(forge: Forge) -> None:
    exchange = asked(service(forge))
    assert exchange.channel is Channel.UNVERIFIED
    decision = decide(exchange, Policy(), seen_request_ids=frozenset())
    assert (decision.verdict, decision.reason) == (Verdict.ERROR, Reason.UNTRUSTED_CHANNEL)


@pytest.mark.parametrize("header", ["", f"{MAC_HEADER}: ", f"{MAC_HEADER}: caf\xe9"])
def test_whoever_took_the_port_is_found_out(header: str) -> None:
    def impostor(visit: Visit) -> None:
        visit.read_request()
        visit.say(reply(LIVE, *([header] if header else [])))

    assert asked(impostor).channel is Channel.UNVERIFIED


def test_an_impostor_with_another_key_is_found_out() -> None:
    assert asked(service(key=bytes(32))).channel is Channel.UNVERIFIED


def test_an_unverified_reply_closes_the_connection() -> None:
    with serving(service(key=bytes(32))) as server, bound(server.port) as endpoint:
        for _ in range(2):
            endpoint.ask(PROBE, threshold=0.8)
        assert server.connections == 2


def test_each_request_has_a_nonce_of_its_own_and_the_key_never_travels() -> None:
    with serving(service()) as server, bound(server.port) as endpoint:
        for _ in range(3):
            endpoint.ask(PROBE, threshold=0.8)
        nonces = {nonce_of(request.partition(b"\r\n\r\n")[0]) for request in server.requests}
        assert len(nonces) == 3
        assert all(len(bytes.fromhex(nonce)) == 16 for nonce in nonces)
        assert KEY.hex().encode() not in b"".join(server.requests).lower()


def test_without_a_key_nothing_is_asked_for() -> None:
    """A service that somebody else has started, on this machine and by its address."""

    def plain(visit: Visit) -> None:
        assert NONCE_HEADER.lower().encode() not in visit.read_request().lower()
        visit.say(reply(LIVE))

    assert asked(plain, key=None).channel is Channel.OWN_LOOPBACK


def test_bound_replies_share_a_connection_on_which_nothing_waits() -> None:
    with serving(service()) as server, bound(server.port) as endpoint:
        for _ in range(3):
            assert endpoint.ask(PROBE, threshold=0.8).channel is Channel.OWN_LOOPBACK
        assert server.connections == 1
        transport = endpoint._transport
        assert transport is not None
        handle = transport._line._handle
        assert handle is not None
        assert handle.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_requests_of_a_kept_connection_share_a_thread_that_ends_with_it() -> None:
    def named() -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread.name == "request"]

    with serving(service()) as server, bound(server.port) as endpoint:
        endpoint.ask(PROBE, threshold=0.8)
        first = named()
        endpoint.ask(PROBE, threshold=0.8)
        assert named() == first
        assert len(first) == 1
        endpoint.close()
        assert named() == []
        # And a later request has a new one.
        assert endpoint.ask(PROBE, threshold=0.8).channel is Channel.OWN_LOOPBACK
        assert named() not in ([], first)


def test_what_was_not_sent_whole_is_answered_by_nobody() -> None:
    body = image_body(b"\xff\xd8" * 100_000, threshold=0.8)
    request = BoundRequest(KEY, body)
    pieces = iter(request)
    sent = b"".join(bytes(next(pieces)) for _ in range(2))
    nonce = request.headers[NONCE_HEADER]
    for seen in (sent, b"", b"".join(bytes(piece) for piece in body)):
        mac = reply_mac(KEY, nonce=nonce, request_body=seen, http_status=200, reply_body=LIVE)
        assert not request.is_answered_by(claimed_mac=mac, http_status=200, reply_body=LIVE)


def test_a_repeated_request_is_answered_as_it_was_sent() -> None:
    """Each sending has a nonce of its own, is hashed anew, and leaves no picture behind."""
    body = image_body(b"\xff\xd8" * 100_000, threshold=0.8)
    for _ in range(2):
        request = BoundRequest(KEY, body)
        pieces, sent = [], b""
        for piece in request:
            pieces.append(piece)
            sent += piece
        assert not any(map(any, pieces))
        nonce = request.headers[NONCE_HEADER]
        mac = reply_mac(KEY, nonce=nonce, request_body=sent, http_status=200, reply_body=LIVE)
        assert request.is_answered_by(claimed_mac=mac, http_status=200, reply_body=LIVE)
        assert not request.is_answered_by(claimed_mac=mac, http_status=500, reply_body=LIVE)
        assert not request.is_answered_by(claimed_mac=mac, http_status=200, reply_body=b"{}")
