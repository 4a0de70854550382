"""The warm connection: made ahead, kept while it is good, never trusted in doubt."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.api.sessions import Timeouts
from liveness_station.api.transport import Transport
from liveness_station.api.warmth import DOUBTFUL_IDLE_S, MAX_IDLE_S
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from tests.api.asking import BODY, CODE, OK, PROBE, Authority, asking, until
from tests.api.raw_server import RawServer, Script, Visit, always, serving


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


@contextmanager
def asking_tls(
    authority: Authority, port: int, *, proxy: str | None = None
) -> Iterator[HttpEndpoint]:
    endpoint = HttpEndpoint(
        parse_base_url(f"https://localhost:{port}"),
        AppCode(Secret(CODE)),
        ca_file=authority.file,
        proxy=proxy,
        deadline_s=30.0,
    )
    try:
        yield endpoint
    finally:
        endpoint.close()


def warmed(endpoint: HttpEndpoint, server: RawServer, *, visits: int = 1) -> None:
    """Warms, and waits until the server has shaken hands for the n-th time."""
    endpoint.warm()
    until(lambda: len(server.visits) == visits and not endpoint._warmer.is_busy)


class Relay:
    """Passes bytes on and notes in which direction they went: one turn is one round trip."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.turns: list[str] = []
        self.lock = threading.Lock()

    def __call__(self, visit: Visit) -> None:
        with socket.create_connection(("127.0.0.1", self._port)) as far:
            back = threading.Thread(target=self._pump, args=(far, visit.connection, "down"))
            back.start()
            self._pump(visit.connection, far, "up")
            back.join(10)

    def _pump(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        try:
            while part := source.recv(65536):
                with self.lock:
                    if self.turns[-1:] != [way]:
                        self.turns.append(way)
                sink.sendall(part)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return


def test_a_check_on_a_warm_connection_is_one_round_trip(authority: Authority) -> None:
    # One, because two could still be on their way when the count begins.
    authority.context.num_tickets = 1
    with serving(always(OK), authority.context) as server:
        relay = Relay(server.port)
        with serving(relay) as line, asking_tls(authority, line.port) as endpoint:
            warmed(endpoint, server)
            # Greetings, the client's last word, and the session ticket.
            until(lambda: relay.turns == ["up", "down", "up", "down"])
            relay.turns.clear()
            assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
            assert relay.turns == ["up", "down"]
            assert line.connections == 1
        assert len(server.visits) == 1


def test_a_cold_check_pays_for_the_handshake(authority: Authority) -> None:
    """The test above can fail: without warming, the same count shows the handshake."""
    with serving(always(OK), authority.context) as server:
        relay = Relay(server.port)
        with serving(relay) as line, asking_tls(authority, line.port) as endpoint:
            endpoint.ask(PROBE, threshold=0.8)
            assert relay.turns.count("up") >= 2


def test_warming_says_nothing_and_does_not_wait(authority: Authority) -> None:
    gate = threading.Event()

    def script(visit: Visit) -> None:
        assert gate.wait(10)
        always(OK)(visit)

    with serving(script) as server, asking_tls(authority, server.port) as endpoint:
        started_s = time.monotonic()
        endpoint.warm()
        endpoint.warm()
        assert time.monotonic() - started_s < 1.0
        until(lambda: server.connections == 1)
        assert server.requests == []
        endpoint.close()
        gate.set()


def test_a_warm_connection_is_left_as_it_is(authority: Authority) -> None:
    with (
        serving(always(OK), authority.context) as server,
        asking_tls(authority, server.port) as endpoint,
    ):
        warmed(endpoint, server)
        endpoint.warm()
        assert server.connections == 1
        endpoint.ask(PROBE, threshold=0.8)
        assert (server.connections, len(server.requests)) == (1, 1)
        warmed(endpoint, server, visits=2)
        endpoint.ask(PROBE, threshold=0.8)
        assert (server.connections, len(server.requests)) == (2, 2)


def test_a_connection_that_the_server_closed_is_replaced_ahead(authority: Authority) -> None:
    hang_up = threading.Event()

    def script(visit: Visit) -> None:
        if len(server.visits) == 1:
            assert hang_up.wait(10)
        else:
            always(OK)(visit)

    with (
        serving(script, authority.context) as server,
        asking_tls(authority, server.port) as endpoint,
    ):
        warmed(endpoint, server)
        hang_up.set()
        until(lambda: endpoint._transport is not None and not endpoint._transport.is_open)
        endpoint._warmer.note_use()
        warmed(endpoint, server, visits=2)
        endpoint.ask(PROBE, threshold=0.8)
        assert server.connections == 2


@pytest.mark.parametrize("idle_s", [MAX_IDLE_S + 1, DOUBTFUL_IDLE_S + 1])
def test_a_connection_idle_for_long_is_replaced(authority: Authority, idle_s: float) -> None:
    with (
        serving(always(OK), authority.context) as server,
        asking_tls(authority, server.port) as endpoint,
    ):
        warmed(endpoint, server)
        transport = endpoint._transport
        assert transport is not None
        transport._used_s -= idle_s
        if idle_s < DOUBTFUL_IDLE_S:
            endpoint._warmer.note_use()
            warmed(endpoint, server, visits=2)
        endpoint.ask(PROBE, threshold=0.8)
        assert server.connections == 2


def test_a_connection_from_before_a_sleep_is_replaced(authority: Authority) -> None:
    slept_s = [0.0]
    with serving(always(OK), authority.context) as server:
        endpoint = HttpEndpoint(
            parse_base_url(f"https://localhost:{server.port}"),
            AppCode(Secret(CODE)),
            ca_file=authority.file,
            clock=lambda: time.monotonic() + slept_s[0],
        )
        try:
            warmed(endpoint, server)
            slept_s[0] = 3600.0
            warmed(endpoint, server, visits=2)
            endpoint.ask(PROBE, threshold=0.8)
            assert (server.connections, len(server.requests)) == (2, 1)
        finally:
            endpoint.close()


def test_the_warm_connections_age_is_told_by_the_clock_that_counts_sleep() -> None:
    base_url = parse_base_url("http://127.0.0.1:1")
    timeouts = Timeouts(send_s=1)
    transport = Transport(base_url, tls_context=None, proxy=None, timeouts=timeouts)
    assert transport._clock is waking_clock_s
    transport.close()


def test_something_said_on_the_warm_connection_makes_it_doubtful(authority: Authority) -> None:
    def script(visit: Visit) -> None:
        if len(server.visits) == 1:
            visit.say(OK)
            said.set()
            visit.closing.wait(10)
        else:
            always(OK)(visit)

    said = threading.Event()
    with (
        serving(script, authority.context) as server,
        asking_tls(authority, server.port) as endpoint,
    ):
        warmed(endpoint, server)
        assert said.wait(5)
        until(lambda: endpoint._transport is not None and not endpoint._transport.is_open)
        assert endpoint.ask(PROBE, threshold=0.8).untrusted_body == BODY
        assert [len(visit.requests) for visit in server.visits] == [0, 1]


def test_a_server_that_keeps_nothing_is_left_in_peace(authority: Authority) -> None:
    with (
        serving(lambda _: None, authority.context) as server,
        asking_tls(authority, server.port) as endpoint,
    ):
        now_s = [1000.0]
        endpoint._warmer._clock = lambda: now_s[0]
        begun = []
        for _ in range(200):
            before = endpoint._warmer._began_s
            endpoint.warm()
            until(lambda: not endpoint._warmer.is_busy)
            until(lambda: endpoint._transport is None or not endpoint._transport.is_open)
            if endpoint._warmer._began_s != before:
                begun.append(now_s[0])
            now_s[0] += 5.0
        assert 4 <= len(begun) <= 9
        assert begun[1] - begun[0] >= 10.0


def test_a_dead_network_is_met_by_the_request_alone(authority: Authority) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
    with asking_tls(authority, port) as endpoint:
        endpoint.warm()
        with pytest.raises(EndpointError) as caught:
            endpoint.ask(PROBE, threshold=0.8)
        assert caught.value.reason is Reason.OFFLINE


def test_plain_loopback_is_not_warmed() -> None:
    with serving(always(OK)) as server, asking(server.port) as endpoint:
        endpoint.warm()
        assert endpoint._transport is None


def test_a_request_takes_over_a_connection_that_is_being_made(authority: Authority) -> None:
    with (
        serving(always(OK), authority.context) as server,
        asking_tls(authority, server.port) as endpoint,
    ):
        endpoint.warm()
        endpoint.ask(PROBE, threshold=0.8)
        assert (server.connections, len(server.requests)) == (1, 1)


def apart(visit: Visit) -> None:
    """Says head and body apart, with Nagle's delay on, as this server leaves it."""
    head, _, body = OK.partition(b"\r\n\r\n")
    while visit.read_request():
        visit.say(head + b"\r\n\r\n")
        visit.say(body)


@pytest.mark.skipif(not hasattr(socket, "TCP_QUICKACK"), reason="only Linux has the option")
@pytest.mark.parametrize("script", [always(OK), apart])
def test_forty_milliseconds_are_not_lost(authority: Authority, script: Script) -> None:
    """Nagle's delay at one end, with delayed acknowledgements at the other, costs 40 ms."""
    with (
        serving(script, authority.context) as server,
        asking_tls(authority, server.port) as endpoint,
    ):
        times_s = []
        for _ in range(21):
            started_s = time.perf_counter()
            endpoint.ask(PROBE, threshold=0.8)
            times_s.append(time.perf_counter() - started_s)
        assert sorted(times_s)[10] < 0.03
