"""The server: loopback only, a header goes before the playlist, nothing is checked or kept."""

import http.client
import json
import socket
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from liveness_station.contract.limits import ENDPOINT_PATH
from liveness_station.contract.request import image_body
from liveness_station.contract.signing import appcode_headers, signature_headers
from liveness_station.simulator import playlists
from liveness_station.simulator.server import Simulator
from liveness_station.simulator.troubles import SimulatorSetupError
from liveness_station.simulator.visits import Manner
from tests.simulator.playing import simulating

BODY = bytes(image_body(b"a picture", threshold=0.8))
APPCODE = appcode_headers("canary-7f3a9c")


def asked(
    simulator: Simulator,
    headers: Mapping[str, str],
    *,
    method: str = "POST",
    path: str = ENDPOINT_PATH,
    body: bytes = BODY,
) -> tuple[int, dict[str, object]]:
    parts = urlsplit(simulator.address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    try:
        connection.request(method, path, body, dict(headers))
        reply = connection.getresponse()
        assert str(reply.getheader("X-Liveness-Engine")).startswith("simulator/")
        fields: dict[str, object] = json.loads(reply.read() or b"{}")
        return reply.status, fields
    finally:
        connection.close()


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "192.0.2.1", "10.0.0.7", "example.com", "", "127.1", "::ffff:192.0.2.1"],  # noqa: S104 - they are refused
)
def test_it_answers_on_this_computer_only(host: str) -> None:
    with pytest.raises(SimulatorSetupError):
        Simulator(playlists.always("live"), Manner(), host=host, port=0)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "localhost", "::1"])
def test_every_loopback_address_will_do(host: str) -> None:
    if host == "::1" and not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    simulator = Simulator(playlists.always("live"), Manner(), host=host, port=0)
    try:
        with socket.create_connection(
            (str(urlsplit(simulator.address).hostname), urlsplit(simulator.address).port or 0)
        ):
            pass
    finally:
        simulator.close()


def test_a_port_that_is_taken_is_named() -> None:
    with simulating() as simulator:
        port = urlsplit(simulator.address).port or 0
        with pytest.raises(SimulatorSetupError, match=str(port)):
            Simulator(playlists.always("live"), Manner(), host="127.0.0.1", port=port)


def test_a_header_goes_before_the_playlist_and_takes_nothing_from_it() -> None:
    script = playlists.scripted("no_face,bad_image", is_cycled=False)
    with simulating(script) as simulator:
        assert asked(simulator, APPCODE | {"X-Simulate": "attack_4004"})[1]["code"] == 4004
        assert asked(simulator, APPCODE)[1]["code"] == 4002
        assert asked(simulator, APPCODE)[1]["code"] == 4001


def test_an_unknown_wish_is_refused() -> None:
    with simulating() as simulator:
        status, fields = asked(simulator, APPCODE | {"X-Simulate": "nobody"})
    assert (status, fields["code"]) == (400, 4001)


@pytest.mark.parametrize(
    "headers",
    [APPCODE, signature_headers("any-key", "any-secret", timestamp_ms=1), appcode_headers("else")],
)
def test_any_well_formed_credential_will_do(headers: dict[str, str]) -> None:
    with simulating() as simulator:
        assert asked(simulator, headers)[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer abcdefgh"},
        {"Authorization": "APPCODE "},
        {"Authorization": "APPCODE a b"},
        {"x-ca-key": "any-key", "x-ca-timestamp": "1"},
        {"x-ca-key": "any-key", "x-ca-timestamp": "now", "x-ca-signature": "0" * 32},
    ],
)
def test_none_or_half_of_one_will_not(headers: dict[str, str]) -> None:
    with simulating() as simulator:
        status, fields = asked(simulator, headers)
    assert (status, fields["success"]) == (401, False)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", ENDPOINT_PATH, b"", 405),
        ("POST", "/elsewhere", BODY, 404),
        ("POST", ENDPOINT_PATH, b"no json", 400),
        ("POST", ENDPOINT_PATH, b"{}", 400),
        ("GET", "/simulator", b"", 200),
    ],
)
def test_what_is_no_request_of_the_contract(
    method: str, path: str, body: bytes, status: int
) -> None:
    with simulating() as simulator:
        assert asked(simulator, APPCODE, method=method, path=path, body=body)[0] == status


def test_ids_are_fresh() -> None:
    with simulating() as simulator:
        ids = {asked(simulator, APPCODE)[1]["request_id"] for _ in range(20)}
    assert len(ids) == 20


def test_many_clients_are_answered_at_once() -> None:
    with simulating(delay_s=0.2) as simulator, ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: asked(simulator, APPCODE), range(8)))
    assert {status for status, _ in replies} == {200}


def test_a_connection_is_kept_between_results() -> None:
    with simulating() as simulator:
        address = urlsplit(simulator.address)
        connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=10)
        for _ in range(3):
            connection.request(
                "POST", ENDPOINT_PATH, bytes(image_body(b"x", threshold=0.8)), APPCODE
            )
            assert connection.getresponse().read()
        assert [thread.name for thread in threading.enumerate()].count("simulator-visit") == 1
        connection.close()


def test_what_is_no_http_ends_the_connection_alone() -> None:
    with simulating() as simulator:
        parts = urlsplit(simulator.address)
        with socket.create_connection((str(parts.hostname), parts.port or 0)) as connection:
            connection.sendall(b"\x00\x01\x02 nothing\r\n\r\n")
            assert connection.recv(100) == b""
        assert asked(simulator, APPCODE)[0] == 200


def test_closing_ends_what_is_being_played() -> None:
    always = playlists.always("stall")
    with simulating(always, tempo=1.0) as simulator:
        parts = urlsplit(simulator.address)
        connection = socket.create_connection((str(parts.hostname), parts.port or 0))
        connection.sendall(b"POST /api/face_liveness/v1 HTTP/1.1\r\nHost: a\r\n")
        connection.sendall(b"Authorization: APPCODE abcdefgh\r\nContent-Length: 9\r\n\r\n")
    with connection, suppress(ConnectionResetError):
        assert connection.recv(100) == b""
