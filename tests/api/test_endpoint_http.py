"""What goes over the wire, and what comes back, on plain loopback connections."""

import base64
import json
import socket
import threading
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from liveness_station import __version__
from liveness_station.api.addresses import BaseUrl, parse_base_url
from liveness_station.api.authentication import AppCode, AppKey
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.contract.limits import MAX_REPLY_BYTES
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.frames import Probe
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.api.asking import BODY, CODE, OK, PROBE, asking
from tests.api.raw_server import RawServer, Visit, always, reply, serving


def ask_once(answer: bytes) -> Exchange:
    with serving(always(answer)) as server, asking(server.port) as endpoint:
        return endpoint.ask(PROBE, threshold=0.8)


def test_the_bytes_on_the_wire() -> None:
    with serving(always(OK)) as server, asking(server.port) as endpoint:
        exchange = endpoint.ask(PROBE, threshold=0.8)
        head, _, body = server.requests[0].partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        assert lines[0] == "POST /api/face_liveness/v1 HTTP/1.1"
        assert sorted(lines[1:]) == [
            "Accept-Encoding: identity",
            f"Authorization: APPCODE {CODE}",
            f"Content-Length: {len(body)}",
            "Content-Type: application/json",
            f"Host: 127.0.0.1:{server.port}",
            f"User-Agent: liveness-station/{__version__}",
        ]
    picture = base64.b64encode(PROBE.jpeg)
    assert body == b'{"image_base64":"' + picture + b'","thresh":0.8}'
    assert exchange == Exchange(200, BODY, Channel.OWN_LOOPBACK)


def test_an_answer_tells_how_long_each_part_of_it_took() -> None:
    exchange = ask_once(OK)
    for part_ms in (exchange.connect_ms, exchange.send_ms, exchange.wait_ms):
        assert part_ms is not None
        assert 0 <= part_ms < 15_000


def test_the_address_of_a_picture_is_escaped() -> None:
    url = 'https://a.example/"\\\n例.jpg'
    with serving(always(OK)) as server, asking(server.port) as endpoint:
        endpoint.ask_url(url, threshold=0.75)
        body = server.requests[0].partition(b"\r\n\r\n")[2]
    assert json.loads(body) == {"image_url": url, "thresh": 0.75}


def test_a_real_server_and_its_headers(httpserver: HTTPServer) -> None:
    def answer(request: Request) -> Response:
        assert request.get_json()["thresh"] == 0.6
        headers = {"X-Liveness-Engine": "engine/1", "X-Ca-Request-Id": "gate-1", "Date": "today"}
        return Response(BODY, headers=headers)

    path = "/gate/api/face_liveness/v1"
    httpserver.expect_request(path, method="POST").respond_with_handler(answer)
    base_url = parse_base_url(httpserver.url_for("/gate"))
    endpoint = HttpEndpoint(base_url, AppCode(Secret(CODE)), name="local")
    exchange = endpoint.ask(PROBE, threshold=0.6)
    endpoint.close()
    httpserver.check()
    assert (exchange.http_status, exchange.untrusted_body) == (200, BODY)
    assert (exchange.engine, exchange.gateway_request_id) == ("engine/1", "gate-1")
    assert exchange.server_date
    assert endpoint.name == "local"


def test_the_name_is_the_host_where_none_is_given() -> None:
    with asking(5000) as endpoint:
        assert endpoint.name == "127.0.0.1:5000"


def test_a_reply_that_is_not_bound_shares_its_connection_with_no_other() -> None:
    with serving(always(OK)) as server, asking(server.port) as endpoint:
        for _ in range(3):
            endpoint.ask(PROBE, threshold=0.8)
        assert server.connections == 3
        endpoint.close()
        endpoint.close()
        endpoint.ask(PROBE, threshold=0.8)
        assert server.connections == 4


def test_a_kept_connection_on_which_something_was_said_is_dropped() -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(OK)
        if len(server.visits) == 1:
            first.wait(5)
            visit.say(reply(b'{"code":4004}'))
            said.set()
        visit.read_request()

    first, said = threading.Event(), threading.Event()
    with serving(script) as server, asking(server.port) as endpoint:
        endpoint.ask(PROBE, threshold=0.8)
        first.set()
        assert said.wait(5)
        assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
        assert server.connections == 2


def test_a_kept_connection_that_the_server_closed_is_replaced() -> None:
    closed = threading.Semaphore(0)

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(OK)
        visit.connection.shutdown(socket.SHUT_RDWR)
        closed.release()

    with serving(script) as server, asking(server.port) as endpoint:
        for _ in range(2):
            endpoint.ask(PROBE, threshold=0.8)
            assert closed.acquire(timeout=5)
        assert server.connections == 2


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "500 Oops", "429 Slow"])
def test_any_doubt_closes_the_connection(status: str) -> None:
    with serving(always(reply(BODY, status=status))) as server, asking(server.port) as endpoint:
        for _ in range(2):
            exchange = endpoint.ask(PROBE, threshold=0.8)
            assert exchange.http_status == int(status[:3])
            assert exchange.untrusted_body == BODY
        assert server.connections == 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int) -> None:
    with serving(always(OK)) as other:
        location = f"Location: http://127.0.0.1:{other.port}/api/face_liveness/v1"
        answer = reply(b"x" * 1000, location, status=f"{status} Elsewhere")
        exchange = ask_once(answer)
        assert exchange.http_status == status
        assert exchange.untrusted_body == b""
        assert other.connections == 0


def test_a_redirect_with_an_endless_body_is_not_read() -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(b"HTTP/1.1 302 Found\r\nLocation: /x\r\nTransfer-Encoding: chunked\r\n\r\n")
        visit.drip(b"1\r\nx\r\n", every_s=0.001)

    with serving(script) as server, asking(server.port) as endpoint:
        assert endpoint.ask(PROBE, threshold=0.8).http_status == 302


def test_the_environment_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(always(OK)) as evil, serving(always(OK)) as server, asking(server.port) as ours:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{evil.port}")
        monkeypatch.delenv("no_proxy", raising=False)
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1 login thief password stolen\n")
        monkeypatch.setenv("NETRC", str(netrc))
        ours.ask(PROBE, threshold=0.8)
        assert evil.connections == 0
        assert f"Authorization: APPCODE {CODE}".encode() in server.requests[0]


def test_cookies_are_not_kept() -> None:
    answer = reply(BODY, "Set-Cookie: a=b; Path=/")
    with serving(always(answer)) as server, asking(server.port) as endpoint:
        endpoint.ask(PROBE, threshold=0.8)
        endpoint.ask(PROBE, threshold=0.8)
        assert b"ookie" not in b"".join(server.requests)


def test_a_signature_goes_over_plain_http_to_this_machine_only() -> None:
    signed = AppKey("key1", Secret("secret1"))
    with pytest.raises(EndpointError) as caught:
        HttpEndpoint(BaseUrl("http", "a.example", 80), signed)
    assert caught.value.reason is Reason.CREDENTIALS_REFUSED
    with serving(always(OK)) as server:
        base_url = parse_base_url(f"http://127.0.0.1:{server.port}")
        endpoint = HttpEndpoint(base_url, signed, now_ms=lambda: 1_700_000_000_123)
        endpoint.ask(PROBE, threshold=0.8)
        endpoint.close()
        assert b"x-ca-timestamp: 1700000000123\r\n" in server.requests[0]


def test_a_reply_of_the_largest_size_is_whole() -> None:
    exchange = ask_once(reply(b"x" * MAX_REPLY_BYTES))
    assert len(exchange.untrusted_body) == MAX_REPLY_BYTES
    assert not exchange.is_oversize


def test_an_announced_flood_is_not_read() -> None:
    exchange = ask_once(reply(b"x" * (MAX_REPLY_BYTES + 1)))
    assert exchange.is_oversize
    assert exchange.untrusted_body == b""


def test_an_unannounced_flood_is_cut_off() -> None:
    said = []

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(100 * 16):
            visit.say(b"10000\r\n", b"x" * 65536, b"\r\n")
            said.append(65536)

    with serving(script) as server, asking(server.port) as endpoint:
        exchange = endpoint.ask(PROBE, threshold=0.8)
        assert exchange.is_oversize
        assert len(exchange.untrusted_body) == MAX_REPLY_BYTES
    assert sum(said) < 20_000_000


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate, gzip", "GZIP", "x"])
def test_an_encoded_body_is_reported_and_not_read(encoding: str) -> None:
    exchange = ask_once(reply(b"\x1f\x8b" + b"x" * 50_000, f"Content-Encoding: {encoding}"))
    assert exchange.content_encoding == encoding.lower()
    assert exchange.untrusted_body == b""


def test_identity_is_no_encoding() -> None:
    assert ask_once(reply(BODY, "Content-Encoding: identity")).untrusted_body == BODY


def test_chunks_make_one_body() -> None:
    answer = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{'cod\r\n2\r\ne'\r\n0\r\n\r\n"
    )
    assert ask_once(answer).untrusted_body == b"{'code'"


def test_an_empty_body_is_one() -> None:
    assert ask_once(reply(b"")).untrusted_body == b""


def test_headers_from_outside_are_short_and_printable() -> None:
    exchange = ask_once(reply(BODY, "X-Liveness-Engine: a\tb\xe9" + "c" * 900))
    assert exchange.engine.startswith("a?b?")
    assert len(exchange.engine) == 256


def test_what_a_gateway_says_is_passed_on() -> None:
    exchange = ask_once(
        reply(
            b"",
            "X-Ca-Error-Code: A403IS",
            "X-Ca-Error-Message: Invalid Signature, Server StringToSign:`key1&1&secret1`",
            "X-Ca-Request-Id: 7AD052CB",
            "Retry-After: 7",
            status="403 Forbidden",
        )
    )
    assert exchange.gateway_code == "A403IS"
    assert exchange.gateway_message == "Invalid Signature, Server"
    assert exchange.gateway_request_id == "7AD052CB"
    assert exchange.retry_after == "7"


@pytest.mark.parametrize("word", ["StringToSign", "stringtosign", "STRINGTOSIGN"])
def test_what_was_signed_is_never_passed_on(word: str) -> None:
    exchange = ask_once(reply(b"", f"X-Ca-Error-Message: {word}: key1&1&secret1" + "x" * 500))
    assert exchange.gateway_message == "?"
    long = ask_once(reply(b"", "X-Ca-Error-Message: " + "y" * 500 + f"{word}: secret1"))
    assert long.gateway_message == "y" * 256


def test_the_answer_to_an_upload_that_was_refused_early_is_read() -> None:
    def script(visit: Visit) -> None:
        visit.connection.recv(1000)
        visit.say(reply(BODY, "Connection: close", status="413 Too Large"))
        while visit.connection.recv(65536):
            pass

    with serving(script) as server, asking(server.port) as endpoint:
        assert endpoint.ask(Probe(b"x" * 3_000_000, 1, 1), threshold=0.8).http_status == 413


def test_where_plain_http_would_leave_this_machine_nothing_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hosts file that sends localhost elsewhere is played by the resolver."""
    elsewhere = RawServer(always(OK))
    try:
        monkeypatch.setattr(socket.socket, "getpeername", lambda _: ("192.0.2.1", 80))
        with asking(elsewhere.port) as endpoint, pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8)
        assert caught.value.reason is Reason.NETWORK
        assert elsewhere.requests == []
    finally:
        monkeypatch.undo()
        elsewhere.close()
