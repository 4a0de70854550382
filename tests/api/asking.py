"""What the tests of the endpoint share: a picture, a credential, an endpoint that is closed."""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme

from liveness_station.api.addresses import parse_base_url
from liveness_station.api.authentication import AppCode
from liveness_station.api.endpoint import HttpEndpoint
from liveness_station.domain.frames import Probe
from liveness_station.domain.secrets import Secret
from tests.api.raw_server import reply

CODE = "canary-7f3a9c"
PROBE = Probe(b"\xff\xd8 a picture \xff\xd9", 640, 480)
BODY = b'{"code":200}'
OK = reply(BODY)


@contextmanager
def asking(port: int, *, deadline_s: float = 30.0) -> Iterator[HttpEndpoint]:
    """Gives an endpoint on loopback for the length of a `with` block."""
    base_url = parse_base_url(f"http://127.0.0.1:{port}")
    endpoint = HttpEndpoint(base_url, AppCode(Secret(CODE)), deadline_s=deadline_s)
    try:
        yield endpoint
    finally:
        endpoint.close()


class Authority:
    """A certificate authority, its file, and a server that it vouches for."""

    def __init__(self, place: Path) -> None:
        self.ca = trustme.CA()
        self.file = place / "ca.pem"
        self.ca.cert_pem.write_to_path(str(self.file))
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.ca.issue_cert("localhost", "127.0.0.1").configure_cert(self.context)


def until(holds: Callable[[], bool], *, within_s: float = 10.0) -> None:
    """Waits for a condition."""
    ends_s = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < ends_s, "it did not come about"
        time.sleep(0.005)
