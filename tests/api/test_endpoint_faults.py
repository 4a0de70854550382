"""Faults of network and server: each ends in one named error, in time, and nothing is left."""

import gc
import logging
import socket
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress

import pytest

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.frames import Probe
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.api.asking import BODY, CODE, OK, PROBE, asking
from tests.api.raw_server import Script, Visit, always, reply, serving

HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
        assert not thread.is_alive(), thread.name


def said(answer: bytes, *, is_reset: bool = False) -> Script:
    """Returns a script that says something and hangs up."""

    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(answer)
        if is_reset:
            visit.reset()

    return script


def failure(script: Script, *, deadline_s: float = 30.0, probe: Probe = PROBE) -> EndpointError:
    with serving(script) as server, asking(server.port, deadline_s=deadline_s) as endpoint:
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(probe, threshold=0.8)
        return caught.value


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", Reason.NETWORK),
        (b"HTTP/1.1 20", Reason.MALFORMED),
        (HEAD, Reason.NETWORK),
        (HEAD + b"Content-Length: 100\r\n\r\n" + BODY, Reason.NETWORK),
        (HEAD + b"Content-Length: 100\r\n\r\n", Reason.NETWORK),
        (HEAD + b"\r\n" + BODY, Reason.NETWORK),
        (HEAD + b"Connection: close\r\n\r\n" + BODY, Reason.NETWORK),
        (HEAD + b"Content-Length: x\r\n\r\n" + BODY, Reason.MALFORMED),
        (HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + BODY, Reason.MALFORMED),
        (b"HTTP/1.0 200 OK\r\n\r\n" + BODY, Reason.NETWORK),
        (CHUNKED, Reason.NETWORK),
        (CHUNKED + b"c\r\n" + BODY, Reason.NETWORK),
        (CHUNKED + b"c\r\n" + BODY + b"\r\n", Reason.NETWORK),
        (CHUNKED + b"c\r\n" + BODY[:5], Reason.NETWORK),
        (CHUNKED + b"zz\r\n" + BODY, Reason.MALFORMED),
        (CHUNKED + b"-1\r\n" + BODY, Reason.MALFORMED),
        (b"not http at all\r\n\r\n", Reason.MALFORMED),
        (b"HTTP/1.1 abc OK\r\n\r\n", Reason.MALFORMED),
        (b"HTTP/1.1 99999 OK\r\n\r\n", Reason.MALFORMED),
        (b"x" * 70_000 + b"\r\n\r\n", Reason.MALFORMED),
        (HEAD + b"X: " + b"x" * 70_000 + b"\r\n\r\n", Reason.MALFORMED),
        (HEAD + b"X: x\r\n" * 200 + b"\r\n", Reason.MALFORMED),
    ],
)
def test_broken_replies(answer: bytes, reason: Reason) -> None:
    assert failure(said(answer)).reason is reason


def test_two_lengths_are_malformed() -> None:
    answer = HEAD + b"Content-Length: 1, 2\r\n\r\nxx"
    assert failure(said(answer)).reason is Reason.MALFORMED
    gc.collect()


@pytest.mark.parametrize("answer", [b"", HEAD, HEAD + b"Content-Length: 100\r\n\r\n{", CHUNKED])
def test_a_reset_is_the_networks(answer: bytes) -> None:
    assert failure(said(answer, is_reset=True)).reason is Reason.NETWORK


def test_a_reset_before_the_request_is_the_networks() -> None:
    assert failure(Visit.reset, probe=Probe(b"x" * 3_000_000, 1, 1)).reason is Reason.NETWORK


def test_a_refused_port_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
    with asking(port) as endpoint, pytest.raises(EndpointError) as caught:
        endpoint.ask(PROBE, threshold=0.8)
    assert caught.value.reason is Reason.OFFLINE
    assert caught.value.detail == "refused"


def test_an_unknown_host_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    endpoint = HttpEndpoint(parse_base_url("https://nowhere.example"), AppCode(Secret(CODE)))
    with pytest.raises(EndpointError) as caught:
        endpoint.ask(PROBE, threshold=0.8)
    assert (caught.value.reason, caught.value.detail) == (Reason.OFFLINE, "dns")


def _drip(before: bytes, text: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(before)
        visit.drip(text, every_s=0.02)

    return script


def _never_read(visit: Visit) -> None:
    visit.closing.wait(10)


DRIPS: dict[str, Script] = {
    "headers": _drip(HEAD, b"X: y\r\n"[:1]),
    "body": _drip(HEAD + b"Content-Length: 60000\r\n\r\n", b" "),
    "closing body": _drip(HEAD + b"Connection: close\r\nContent-Length: 60000\r\n\r\n", b" "),
    "chunks": _drip(CHUNKED, b"1\r\n \r\n"),
    "chunk length": _drip(CHUNKED, b"0"),
    "trailers": _drip(CHUNKED + b"0\r\n", b"X: y\r\n"),
    "continue": _drip(b"HTTP/1.1 100 Continue\r\n", b"X"),
    "silence": _never_read,
}


@pytest.mark.parametrize("name", DRIPS)
def test_the_deadline_ends_every_drip(name: str) -> None:
    started_s = time.monotonic()
    error = failure(DRIPS[name], deadline_s=0.4)
    assert error.reason is Reason.LATE
    assert 0.4 <= time.monotonic() - started_s < 5.0


def test_the_deadline_ends_an_upload_that_nobody_reads() -> None:
    started_s = time.monotonic()
    error = failure(_never_read, deadline_s=0.4, probe=Probe(b"x" * 12_000_000, 1, 1))
    assert error.reason is Reason.LATE
    assert time.monotonic() - started_s < 5.0


def test_the_deadline_ends_a_name_resolution_and_nothing_is_sent_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only the first resolution hangs; the next request need not wait for it."""
    resolve = socket.getaddrinfo
    is_answered = threading.Event()
    calls = []

    def slow(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        if len(calls) == 1:
            assert is_answered.wait(10)
        return resolve(*arguments, **options)  # type: ignore[arg-type] # passed on as it came

    with serving(always(OK)) as server, asking(server.port, deadline_s=1.0) as endpoint:
        monkeypatch.setattr(socket, "getaddrinfo", slow)
        started_s = time.monotonic()
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8)
        assert caught.value.reason is Reason.LATE
        assert time.monotonic() - started_s < 5.0
        late = [thread for thread in threading.enumerate() if thread.name == "request"]
        assert len(late) == 1
        assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
        is_answered.set()
        late[0].join(5)
        assert len(server.requests) == 1


def test_a_late_answer_does_not_reach_the_next_request() -> None:
    """The first connection answers after its deadline; the second must be another one."""

    def script(visit: Visit) -> None:
        visit.read_request()
        if len(server.visits) == 1:
            visit.closing.wait(1.5)
            visit.say(reply(b'{"code":"late"}'))
        else:
            visit.say(OK)

    with serving(script) as server, asking(server.port, deadline_s=1.0) as endpoint:
        with pytest.raises(EndpointError):
            endpoint.ask(PROBE, threshold=0.8)
        assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
        assert server.connections == 2


def test_cancelling_from_another_thread() -> None:
    has_come = threading.Event()

    def script(visit: Visit) -> None:
        visit.read_request()
        has_come.set()
        # Cut off rather than ended.
        with suppress(ConnectionResetError):
            assert visit.connection.recv(1) == b""
        hung_up.set()

    hung_up = threading.Event()
    with serving(script) as server, asking(server.port) as endpoint:

        def cancel() -> None:
            assert has_come.wait(5)
            endpoint.cancel()

        other = threading.Thread(target=cancel)
        other.start()
        started_s = time.monotonic()
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8)
        other.join()
        assert caught.value.reason is Reason.CANCELLED
        assert time.monotonic() - started_s < 5.0
        assert hung_up.wait(5)


def test_cancelling_nothing_does_not_touch_the_next_request() -> None:
    with serving(always(OK)) as server, asking(server.port) as endpoint:
        endpoint.cancel()
        assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
        endpoint.cancel()
        assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
        assert server.connections == 2


def test_credentials_show_in_no_error_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def echo(visit: Visit) -> None:
        """Sends what it got as broken headers, which the library would like to log."""
        request = visit.read_request()
        visit.say(HEAD + b"X: y\r\n", request.replace(b"\r\n", b"\r\n bad line\r\n"))

    shown = ""
    for script in (echo, said(b""), said(HEAD + b"Content-Length: 100\r\n\r\nx"), DRIPS["silence"]):
        error = failure(script, deadline_s=0.3)
        shown += "".join(traceback.format_exception(error)) + repr(error)
        cause = error.__cause__
        assert getattr(cause, "request", None) is None
    assert CODE not in shown
    assert CODE not in caplog.text
