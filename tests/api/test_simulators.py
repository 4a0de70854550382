"""A simulator says who it is; others are not taken for one, and none but loopback is asked."""

import socket

import pytest

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.simulators import is_simulator
from tests.api.raw_server import Script, Visit, reply, serving

MARK = "X-Liveness-Engine: simulator/0.1.0 scenario=none"


def telling(answer: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.connection.recv(65536)
        visit.say(answer)

    return script


def answer_to(script: Script, *, scheme: str = "http") -> bool:
    with serving(script) as server:
        return is_simulator(parse_base_url(f"{scheme}://127.0.0.1:{server.port}"))


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_simulator_is_known(scheme: str) -> None:
    assert answer_to(telling(reply(b"{}", MARK)), scheme=scheme)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x15\x03\x01\x00\x02\x02\x46",
        reply(b"{}"),
        reply(b"{}", "X-Liveness-Engine: minifasnet/1"),
        reply(b"{}", MARK, status="404 Not Found"),
        reply(MARK.encode()),
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 9000,
    ],
)
def test_others_are_not_taken_for_one(answer: bytes) -> None:
    assert not answer_to(telling(answer))


def test_a_drip_is_not_waited_for() -> None:
    assert not answer_to(lambda visit: visit.drip(b"x", every_s=0.05))


def test_nobody_there_is_no_simulator() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
    assert not is_simulator(parse_base_url(f"http://127.0.0.1:{port}"))


def test_no_other_machine_is_asked() -> None:
    # The test's own guard fails it if anything is looked up or connected to.
    assert not is_simulator(parse_base_url("https://liveness.example"))
