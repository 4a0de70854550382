"""The server on its socket: where it listens, how it says so, how it stops."""

import contextlib
import queue
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest
import requests
import trustme
from starlette.applications import Starlette

from liveness_station.service.serving import GRACE_S, _bind, serve
from liveness_station.service.troubles import ServiceSetupError
from liveness_station.service.work import STOP_WAIT_S
from tests.fakes.engine import FakeEngine
from tests.service.running import Client, body_of, running, wait_until

EVERYWHERE = "0.0.0.0"  # noqa: S104 - for moments, with nothing behind it
REPOSITORY = Path(__file__).parents[2]


def start(**options: Any) -> None:
    """Starts a server that must refuse to."""
    stop = threading.Event()
    stop.set()
    serve(Starlette(), on_ready=lambda _: None, stop=stop, **options)


@pytest.mark.parametrize("host", [EVERYWHERE, "::"])
def test_a_host_that_others_reach_needs_tls(host: str) -> None:
    with pytest.raises(ServiceSetupError, match="--tls-cert"):
        start(host=host, port=0)


def test_behind_a_proxy_plain_http_can_be_allowed() -> None:
    with _bind(EVERYWHERE, 0, is_plain_allowed=True) as listener:
        assert listener.getsockname()[0] == EVERYWHERE


@pytest.mark.parametrize("host", ["nowhere.invalid", "192.0.2.7"])
def test_a_host_that_is_not_ours_is_a_setup_error(host: str) -> None:
    with pytest.raises(ServiceSetupError):
        start(host=host, port=0, allow_plain_http_behind_proxy=True)


def test_a_port_that_is_taken_is_a_setup_error() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(ServiceSetupError, match="cannot be used"),
    ):
        start(host="127.0.0.1", port=taken.getsockname()[1])


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_is_none_is_a_setup_error(port: int) -> None:
    with pytest.raises(ServiceSetupError):
        start(host="127.0.0.1", port=port)


def test_replies_do_not_wait_for_each_others_packets() -> None:
    """Asyncio sets TCP_NODELAY only on sockets whose protocol is named."""
    with _bind("127.0.0.1", 0, is_plain_allowed=False) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_localhost_listens_on_ipv4() -> None:
    with _bind("localhost", 0, is_plain_allowed=False) as listener:
        assert listener.family == socket.AF_INET


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def write_tls(authority: trustme.CA, folder: Path) -> tuple[Path, Path, Path]:
    leaf = authority.issue_cert("127.0.0.1")
    cert, key, ca = folder / "cert.pem", folder / "key.pem", folder / "ca.pem"
    leaf.private_key_pem.write_to_path(str(key))
    cert.write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
    authority.cert_pem.write_to_path(str(ca))
    return cert, key, ca


def test_tls_is_served(authority: trustme.CA, tmp_path: Path) -> None:
    cert, key, ca = write_tls(authority, tmp_path)
    with running(tls=(cert, key)) as client:
        assert client.base_url.startswith("https://127.0.0.1:")
        assert client.post(json=body_of(), verify=str(ca)).json()["code"] == 200
        with pytest.raises(requests.exceptions.SSLError):
            client.get("/healthz")


def test_certificates_that_do_not_work_are_setup_errors(
    authority: trustme.CA, tmp_path: Path
) -> None:
    cert, key, ca = write_tls(authority, tmp_path)
    with pytest.raises(ServiceSetupError, match="belong together"):
        start(host="127.0.0.1", port=0, tls_cert=cert)
    with pytest.raises(ServiceSetupError, match="no certificate and its key"):
        start(host="127.0.0.1", port=0, tls_cert=ca, tls_key=key)
    with pytest.raises(ServiceSetupError, match="no certificate and its key"):
        start(host="127.0.0.1", port=0, tls_cert=cert, tls_key=tmp_path / "absent.pem")


def test_an_encrypted_key_is_refused_instead_of_asked_about(
    authority: trustme.CA, tmp_path: Path
) -> None:
    from cryptography.hazmat.primitives import serialization

    cert, key, _ = write_tls(authority, tmp_path)
    loaded = serialization.load_pem_private_key(key.read_bytes(), None)
    key.write_bytes(
        loaded.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"word"),
        )
    )
    with pytest.raises(ServiceSetupError, match="key is encrypted"):
        start(host="127.0.0.1", port=0, tls_cert=cert, tls_key=key)


def test_a_request_under_way_is_answered_before_the_stop() -> None:
    engine = FakeEngine()
    with ThreadPoolExecutor(1) as pool:
        with running(engine) as client:
            client.wait_ready()
            engine.hold = threading.Event()
            before = engine.pictures
            asked = pool.submit(client.post, json=body_of())
            wait_until(lambda: engine.pictures > before)
            threading.Timer(0.3, engine.hold.set).start()
        assert asked.result().json()["code"] == 200


@pytest.mark.allows_log("uvicorn.error: Cancel 1 running task", "CancelledError$")
def test_a_request_that_never_ends_does_not_keep_the_server() -> None:
    """Slow on purpose: it waits for the grace to run out, and for the workers."""
    engine = FakeEngine()
    with ThreadPoolExecutor(1) as pool:
        with running(engine, grace_s=1) as client:
            client.wait_ready()
            engine.hold = threading.Event()
            before = engine.pictures
            asked = pool.submit(client.post, json=body_of())
            wait_until(lambda: engine.pictures > before)
            started_at_s = time.monotonic()
        assert time.monotonic() - started_at_s < 1 + STOP_WAIT_S + 2
        engine.hold.set()
        with contextlib.suppress(requests.ConnectionError):
            assert asked.result().status_code == 500


def test_an_open_connection_does_not_keep_the_server() -> None:
    with contextlib.ExitStack() as connections:
        with running() as client:
            address = ("127.0.0.1", int(client.base_url.rpartition(":")[2]))
            idle = connections.enter_context(socket.create_connection(address))
            session = connections.enter_context(requests.Session())
            session.get(client.base_url + "/healthz", timeout=5)
            started_at_s = time.monotonic()
        assert time.monotonic() - started_at_s < GRACE_S
        assert idle.recv(1) == b""


def test_many_requests_use_one_connection_without_delay() -> None:
    with running() as client, requests.Session() as session:
        client.wait_ready()
        times_s = []
        for _ in range(20):
            started_at_s = time.perf_counter()
            session.post(
                client.base_url + "/api/face_liveness/v1",
                json=body_of(),
                headers=dict(client.headers),
                timeout=5,
            )
            times_s.append(time.perf_counter() - started_at_s)
    # Delayed acknowledgements would add 40 ms to nearly every one.
    assert sorted(times_s)[3] < 0.03


PROGRAM = textwrap.dedent(
    """
    import threading
    from liveness_station.service.serving import serve
    from tests.fakes.engine import FakeEngine, fake_decode
    from tests.service.running import CREDENTIALS, FakeFetcher, now_ms
    from liveness_station.service.web import build_app

    app = build_app(FakeEngine(), fake_decode, CREDENTIALS, fetcher=FakeFetcher(),
                    version="0", clock_ms=now_ms)
    serve(app, host="127.0.0.1", port=0, stop=threading.Event(),
          on_ready=lambda url: print(url, flush=True))
    print("stopped", flush=True)
    """
)


def _put_lines(stream: IO[str], lines: queue.Queue[str]) -> None:
    for line in stream:
        lines.put(line)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_stop_the_process_gracefully(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines: queue.Queue[str] = queue.Queue()
        reader = threading.Thread(target=_put_lines, args=(process.stdout, lines))
        reader.start()
        client = Client(lines.get(timeout=20).strip())
        assert client.post(json=body_of()).json()["code"] == 200
        process.send_signal(number)
        assert process.wait(10) == 0
        reader.join(5)
        assert lines.get(timeout=1) == "stopped\n"
