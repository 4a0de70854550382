"""Finds out whether a loopback address is a simulator's, so that its checks are marked."""

import ipaddress
import socket
import time
from typing import Final

from liveness_station.api.addresses import BaseUrl
from liveness_station.domain.simulation import ENGINE_PREFIX

_LIMIT_S: Final = 1.0
_MAX_HEAD_BYTES: Final = 4096
_MARK: Final = f"\r\nx-liveness-engine: {ENGINE_PREFIX}".encode()


def is_simulator(base_url: BaseUrl) -> bool:
    """Asks a server on this machine who it is; no other is asked, and nothing secret is sent.

    Faults that a simulator plays can come without a header to mark them, TLS ones even without a
    reply, so the question is asked beforehand and always in the clear. Trouble means no: the
    request will meet it and name it. Takes a second at most.
    """
    if not base_url.is_loopback:
        return False
    question = f"GET /simulator HTTP/1.1\r\nHost: {base_url.authority}\r\nConnection: close\r\n\r\n"
    try:
        head = _asked(base_url, question.encode())
    except OSError:
        return False
    return head.startswith(b"HTTP/1.1 200 ") and _MARK in head.lower()


def _asked(base_url: BaseUrl, question: bytes) -> bytes:
    """Returns the beginning of what is answered.

    Raises:
        OSError: nobody there, or the time is up.
    """
    end_s = time.monotonic() + _LIMIT_S
    answer = b""
    with socket.create_connection((base_url.host, base_url.port), timeout=_LIMIT_S) as connection:
        if not ipaddress.ip_address(connection.getpeername()[0]).is_loopback:
            return b""  # a hosts file can send "localhost" elsewhere
        connection.sendall(question)
        while b"\r\n\r\n" not in answer and len(answer) < _MAX_HEAD_BYTES:
            connection.settimeout(max(0.001, end_s - time.monotonic()))
            piece = connection.recv(_MAX_HEAD_BYTES)
            if not piece:
                break
            answer += piece
    return answer.partition(b"\r\n\r\n")[0]
