"""Runs the service on a real socket in a thread of the test's own process."""

import base64
import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import requests

from liveness_station.contract.limits import ENDPOINT_PATH
from liveness_station.contract.signing import appcode_headers
from liveness_station.domain.ports import Engine
from liveness_station.domain.secrets import Secret
from liveness_station.service.access import ServiceCredentials
from liveness_station.service.fetch import Fetcher
from liveness_station.service.judging import Decode
from liveness_station.service.serving import GRACE_S, serve
from liveness_station.service.stamps import StampFile
from liveness_station.service.troubles import PictureRefusedError
from liveness_station.service.web import build_app
from liveness_station.service.work import THREADS
from tests.fakes.engine import PICTURE, FakeEngine, fake_decode

APPCODE = "canary-appcode-5f1e0c"
APP_KEY = "canary-key-77aa"
APP_SECRET = "canary-secret-91d2b3"
CREDENTIALS = ServiceCredentials(
    (Secret("another-appcode"), Secret(APPCODE)),
    MappingProxyType({"another-key": Secret("another-secret"), APP_KEY: Secret(APP_SECRET)}),
)


class FakeFetcher:
    """Gives a picture for one address and refuses the rest."""

    async def fetch(self, untrusted_url: str) -> bytes:
        if untrusted_url == "https://pictures.example/a.jpg":
            return PICTURE
        raise PictureRefusedError("fake rule")


def wait_until(condition: Callable[[], bool]) -> None:
    """Waits for what the server does after it has answered, such as its log."""
    deadline_s = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.001)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def body_of(image: bytes = PICTURE, **fields: object) -> dict[str, object]:
    return {"image_base64": base64.b64encode(image).decode()} | fields


@dataclass(slots=True)
class Client:
    """Asks the running service; a new connection each time."""

    base_url: str
    headers: Mapping[str, str] = field(default_factory=lambda: appcode_headers(APPCODE))

    def post(self, **kwargs: Any) -> requests.Response:
        headers = dict(kwargs.pop("headers", self.headers))
        return requests.post(self.base_url + ENDPOINT_PATH, headers=headers, timeout=20, **kwargs)

    def get(self, path: str) -> requests.Response:
        return requests.get(self.base_url + path, timeout=20)

    def wait_ready(self) -> None:
        wait_until(lambda: self.get("/readyz").status_code == 200)


@contextlib.contextmanager
def running(
    engine: Engine | None = None,
    *,
    decode: Decode = fake_decode,
    fetcher: Fetcher | None = None,
    credentials: ServiceCredentials = CREDENTIALS,
    tls: tuple[Path, Path] | tuple[None, None] = (None, None),
    grace_s: int = GRACE_S,
    reply_key: Secret | None = None,
    stamps: StampFile | None = None,
    on_built: Callable[[], None] = lambda: None,
) -> Iterator[Client]:
    """Yields a client of a service that accepts connections, and stops it at the end."""
    app = build_app(
        engine or FakeEngine(),
        decode,
        credentials,
        fetcher=fetcher or FakeFetcher(),
        version="0.0.0",
        clock_ms=now_ms,
        reply_key=reply_key,
        stamps=stamps,
    )
    on_built()
    ready: queue.Queue[str] = queue.Queue()
    stop = threading.Event()
    thread = threading.Thread(
        target=serve,
        args=(app,),
        kwargs={
            "host": "127.0.0.1",
            "port": 0,
            "tls_cert": tls[0],
            "tls_key": tls[1],
            "on_ready": ready.put,
            "stop": stop,
            "grace_s": grace_s,
        },
        name="service-under-test",
    )
    thread.start()
    try:
        client = Client(ready.get(timeout=10))
        ready_ms = now_ms()
        # A signature made in the millisecond of the start would be taken for one from before it.
        wait_until(lambda: now_ms() > ready_ms)
        yield client
    finally:
        stop.set()
        thread.join(15)
        assert not thread.is_alive()


def start_all_workers(client: Client, engine: FakeEngine) -> None:
    """Has every worker thread of a service started, so that later tests start none."""
    client.wait_ready()
    engine.hold = threading.Event()
    before = engine.pictures
    with ThreadPoolExecutor(THREADS) as pool:
        asked = [pool.submit(client.post, json=body_of()) for _ in range(THREADS)]
        wait_until(lambda: engine.pictures >= before + THREADS)
        engine.hold.set()
        assert {future.result().status_code for future in asked} == {200}
    engine.hold = None
