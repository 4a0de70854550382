"""A picture on its way out: one copy in memory, and none after it."""

import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from typing import ClassVar

import pytest

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.contract import request as contract_request
from liveness_station.contract.request import OutgoingBody
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.frames import Probe
from liveness_station.domain.secrets import Secret
from tests.api.asking import BODY, CODE, OK, PROBE, asking
from tests.api.raw_server import Visit, always, serving

# Answers whoever asks, and keeps nothing; in a process of its own, whose memory is not ours.
SINK = """
import re, socket
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    rest = b""
    while True:
        while b"\\r\\n\\r\\n" not in rest:
            part = connection.recv(65536)
            if not part:
                break
            rest += part
        else:
            head, _, body = rest.partition(b"\\r\\n\\r\\n")
            left = int(re.search(rb"(?i)content-length: (\\d+)", head)[1]) - len(body)
            while left > 0:
                left -= len(connection.recv(65536))
            connection.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 12\\r\\n\\r\\n")
            connection.sendall(b'{"code":200}')
            rest = b""
            continue
        break
"""


@pytest.fixture
def sink() -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-I", "-c", SINK], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        yield int(child.stdout.readline())
        child.kill()


@pytest.mark.parametrize("is_bound", [False, True])
def test_sending_takes_one_copy_of_the_picture(sink: int, *, is_bound: bool) -> None:
    base_url = parse_base_url(f"http://127.0.0.1:{sink}")
    key = bytes(32) if is_bound else None
    endpoint = HttpEndpoint(base_url, AppCode(Secret(CODE)), reply_key=key)
    try:
        endpoint.ask(PROBE, threshold=0.8)
        probe = Probe(random.Random(1).randbytes(2_000_000), 1600, 1200)
        tracemalloc.start()
        try:
            assert endpoint.ask(probe, threshold=0.8).untrusted_body == BODY
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    finally:
        endpoint.close()
    assert peak <= len(probe.jpeg) * 4 / 3 + 300_000


class KeptBody(OutgoingBody):
    """A body whose pieces can be looked at after they were sent."""

    kept: ClassVar[list[memoryview]] = []

    def __iter__(self) -> Iterator[memoryview]:
        for piece in super().__iter__():
            assert bytes(piece).strip(b"\0")
            self.kept.append(piece)
            yield piece


@pytest.mark.parametrize("key", [None, bytes(32)])
@pytest.mark.parametrize("answer", [OK, b""])
def test_the_picture_is_wiped_however_it_ended(
    answer: bytes, key: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def script(visit: Visit) -> None:
        visit.read_request()
        visit.say(answer)

    monkeypatch.setattr(contract_request, "OutgoingBody", KeptBody)
    with serving(script) as server:
        base_url = parse_base_url(f"http://127.0.0.1:{server.port}")
        endpoint = HttpEndpoint(base_url, AppCode(Secret(CODE)), reply_key=key)
        for size in (10, 70_000, 200_000):
            KeptBody.kept.clear()
            probe = Probe(b"\x01" * size, 1, 1)
            with suppress(EndpointError):
                endpoint.ask(probe, threshold=0.8)
            kept = b"".join(KeptBody.kept)
            assert len(kept) > size * 4 // 3
            assert kept == bytes(len(kept))
        endpoint.close()


def test_a_large_picture_arrives_as_it_was() -> None:
    probe = Probe(random.Random(2).randbytes(3_000_000), 1, 1)
    with serving(always(OK)) as server, asking(server.port) as endpoint:
        endpoint.ask(probe, threshold=0.8)
        head, _, body = server.requests[0].partition(b"\r\n\r\n")
        assert f"Content-Length: {len(body)}".encode() in head
        assert b"chunked" not in head
        assert len(body) == len(probe.jpeg) * 4 // 3 + len(b'{"image_base64":"","thresh":0.8}')
