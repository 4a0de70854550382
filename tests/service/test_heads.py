"""Whoever connects and says nothing, or half of it, does not keep the place."""

import socket
from urllib.parse import urlsplit

import pytest

from liveness_station.service import heads
from tests.service.running import Client, body_of, running


def _address(service: Client) -> tuple[str, int]:
    parts = urlsplit(service.base_url)
    return str(parts.hostname), parts.port or 0


@pytest.mark.parametrize(
    "said",
    [b"", b"POST /api/face_liveness/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\n"],
    ids=["nothing", "half a head"],
)
def test_a_head_that_does_not_come_ends_the_connection(
    monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(heads, "HEAD_DEADLINE_S", 0.2)
    with running() as service:
        with socket.create_connection(_address(service), timeout=10) as connection:
            connection.sendall(said)
            assert connection.recv(100) == b""
        assert service.post(json=body_of()).status_code == 200


def test_half_a_second_head_ends_the_connection_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "HEAD_DEADLINE_S", 0.3)
    with (
        running() as service,
        socket.create_connection(_address(service), timeout=10) as connection,
    ):
        host = f"Host: 127.0.0.1:{_address(service)[1]}\r\n".encode()
        connection.sendall(b"GET /healthz HTTP/1.1\r\n" + host + b"\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET /healthz HT")
        while rest := connection.recv(4096):
            assert b"HTTP/1.1 5" not in rest
