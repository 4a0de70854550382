"""A cancellation: before the first byte nothing is sent, and after it as little as can be."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from liveness_station.api import endpoint as endpoints
from liveness_station.api import line as lines
from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode, AppKey
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.frames import Probe
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.api.asking import BODY, CODE, OK, PROBE, Authority, asking
from tests.api.raw_server import Visit, always, serving

LIMIT_S: Final = 10.0


class Moment:
    """A moment of a request that lasts until the test has seen it."""

    def __init__(self) -> None:
        self.has_come = threading.Event()
        self.may_pass = threading.Event()

    def hold(self) -> None:
        self.has_come.set()
        assert self.may_pass.wait(LIMIT_S)


def cancelled_at(moment: Moment, ask: Callable[[], object], cancel: Callable[[], None]) -> Reason:
    """Asks on a thread of its own, cancels at that moment, and returns how the asking ended."""
    reasons: list[Reason] = []

    def run() -> None:
        try:
            ask()
        except EndpointError as error:
            reasons.append(error.reason)

    thread = threading.Thread(target=run)
    thread.start()
    assert moment.has_come.wait(LIMIT_S)
    cancel()
    moment.may_pass.set()
    thread.join(LIMIT_S)
    assert not thread.is_alive()
    return reasons[0]


def signing(port: int, now_ms: Callable[[], int]) -> HttpEndpoint:
    base_url = parse_base_url(f"http://127.0.0.1:{port}")
    return HttpEndpoint(base_url, AppKey("key1", Secret("secret1")), now_ms=now_ms)


@pytest.mark.parametrize("builder", ["image_body", "url_body"])
def test_cancelled_while_the_body_is_built(builder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    moment, build = Moment(), getattr(endpoints, builder)

    def slow(content: bytes, *, threshold: float) -> object:
        moment.hold()
        return build(content, threshold=threshold)

    monkeypatch.setattr(endpoints, builder, slow)
    with serving(always(OK)) as server:
        endpoint = signing(server.port, lambda: 1)
        asks = {
            "image_body": lambda: endpoint.ask(PROBE, threshold=0.8),
            "url_body": lambda: endpoint.ask_url("https://a.example/b.jpg", threshold=0.8),
        }
        assert cancelled_at(moment, asks[builder], endpoint.cancel) is Reason.CANCELLED
        assert server.connections == 0


def test_cancelled_while_the_request_is_signed() -> None:
    moment = Moment()

    def now_ms() -> int:
        moment.hold()
        return 1

    with serving(always(OK)) as server:
        endpoint = signing(server.port, now_ms)
        reason = cancelled_at(moment, lambda: endpoint.ask(PROBE, threshold=0.8), endpoint.cancel)
        assert reason is Reason.CANCELLED
        assert server.connections == 0


def test_cancelled_at_the_last_look_before_something_could_be_cancelled() -> None:
    """From the first look on, a cancellation finds the request."""
    with serving(always(OK)) as server, asking(server.port) as endpoint:

        def is_cancelled() -> bool:
            endpoint.cancel()
            return False

        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8, is_cancelled=is_cancelled)
        assert caught.value.reason is Reason.CANCELLED
        assert server.connections == 0
        assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("reason", [Reason.CANCELLED, Reason.LATE])
def test_what_the_system_has_taken_and_not_sent_is_thrown_away(
    scheme: str, reason: Reason, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shutdown alone would deliver the whole picture after its cancellation."""
    moment, has_ended, read = Moment(), threading.Event(), bytearray()
    picture = Probe(bytes(300_000), 640, 480)

    def script(visit: Visit) -> None:
        assert has_ended.wait(LIMIT_S)
        with suppress(ConnectionResetError):
            while part := visit.connection.recv(65536):
                read.extend(part)
        done.set()

    def sent(_: socket.socket) -> None:
        moment.has_come.set()

    done = threading.Event()
    monkeypatch.setattr(lines, "_acknowledge_at_once", sent)
    authority = Authority(tmp_path)
    with serving(script, authority.context if scheme == "https" else None) as server:
        endpoint = HttpEndpoint(
            parse_base_url(f"{scheme}://localhost:{server.port}"),
            AppCode(Secret(CODE)),
            ca_file=authority.file,
            deadline_s=LIMIT_S if reason is Reason.CANCELLED else 0.5,
        )
        cancel = endpoint.cancel if reason is Reason.CANCELLED else lambda: None
        ended = cancelled_at(moment, lambda: endpoint.ask(picture, threshold=0.8), cancel)
        has_ended.set()
        assert ended is reason
        assert done.wait(LIMIT_S)
        assert len(read) < len(picture.jpeg)


def test_a_connection_that_was_cut_is_not_asked_again() -> None:
    """The cancellation may come when the answer is there already."""
    with serving(always(OK)) as server, asking(server.port) as endpoint:
        kept = endpoint._open()
        kept.cut()
        assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
        assert kept.is_closed
        assert len(server.requests) == 1
