"""Runs the application on a socket: binds, says when it accepts, stops in bounded time."""

import asyncio
import contextlib
import ipaddress
import logging
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Protocol

import uvicorn
from starlette.types import ASGIApp

from liveness_station.service.heads import PromptHeads
from liveness_station.service.troubles import ServiceSetupError

GRACE_S: Final = 5
"""Requests under way get this long to end when the server stops; hung ones two seconds more."""

MAX_CONNECTIONS: Final = 256
_SERVER_LOGGER: Final = "uvicorn.error"
_STOP_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)
)


class StopFlag(Protocol):
    """What tells the server to stop, such as a `threading.Event`; asked ten times a second."""

    def is_set(self) -> bool:
        """Tells whether the server shall stop."""


def serve(
    app: ASGIApp,
    *,
    host: str,
    port: int,
    on_ready: Callable[[str], None],
    stop: StopFlag,
    tls_cert: Path | None = None,
    tls_key: Path | None = None,
    allow_plain_http_behind_proxy: bool = False,
    grace_s: int = GRACE_S,
) -> None:
    """Serves until `stop` is set or, in the main thread, SIGINT or SIGTERM comes.

    Args:
        app: the application.
        host: a name or literal address of this machine.
        port: 0 for any free one.
        on_ready: called once with the base address ("http://127.0.0.1:8080") when connections are
            accepted; runs in the server's event loop, so it must not wait.
        stop: ends the server; see `grace_s`.
        tls_cert: PEM file with the certificate chain.
        tls_key: PEM file with its key, unencrypted.
        allow_plain_http_behind_proxy: permits another host than loopback without TLS, for a proxy
            that adds it.
        grace_s: how long what is under way gets at the stop.

    Raises:
        ServiceSetupError: host, port or certificate cannot be used.
    """
    tls = _load_tls(tls_cert, tls_key)
    listener = _bind(host, port, is_plain_allowed=bool(tls) or allow_plain_http_behind_proxy)
    with listener:
        scheme = "https" if tls else "http"
        base_url = f"{scheme}://{_host_and_port(listener)}"
        config = _configure(app, tls, grace_s)
        server = _Server(config, on_ready=lambda: on_ready(base_url), stop=stop)
        with _stop_signals(server), _quiet_tracebacks():
            asyncio.run(server.serve(sockets=[listener]))


class _Server(uvicorn.Server):
    """uvicorn's server, with our own readiness, stop flag and signals."""

    def __init__(
        self, config: uvicorn.Config, *, on_ready: Callable[[], None], stop: StopFlag
    ) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._stop = stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()

    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or self._stop.is_set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves signals alone: uvicorn would raise them again after the stop."""
        yield


def _configure(app: ASGIApp, tls: ssl.SSLContext | None, grace_s: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=PromptHeads,
        ws="none",
        lifespan="on",
        interface="asgi3",
        log_config=None,
        access_log=False,
        # Else any local process could write what address it likes into the log.
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_graceful_shutdown=grace_s,
        ssl_context_factory=None if tls is None else lambda _config, _default: tls,
    )


def is_loopback(host: str) -> bool:
    """Tells whether a service on `host` can be reached from this computer only.

    Raises:
        ServiceSetupError: the host is none of this machine's.
    """
    _, address = _resolve(host, 0)
    return ipaddress.ip_address(address[0]).is_loopback


def _resolve(host: str, port: int) -> tuple[socket.AddressFamily, tuple[str, int]]:
    """Returns the family and socket address to listen on."""
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_ADDRCONFIG
        )
    except (OSError, UnicodeError) as error:
        raise ServiceSetupError(f"host {host!r} is no address of this machine") from error
    # IPv4 first: "localhost" in a client's settings mostly means 127.0.0.1.
    family, _, _, _, address = sorted(found, key=lambda entry: entry[0] != socket.AF_INET)[0]
    return family, address  # type: ignore[return-value]  # IPv6 adds flow and scope, bind takes both


def _bind(host: str, port: int, *, is_plain_allowed: bool) -> socket.socket:
    if not 0 <= port <= 65535:  # the resolver would take 65536 for 0
        raise ServiceSetupError(f"port {port} is none: give 0 to 65535")
    family, address = _resolve(host, port)
    if not is_plain_allowed and not ipaddress.ip_address(address[0]).is_loopback:
        raise ServiceSetupError(
            f"{host} can be reached from other machines, and pictures and credentials would "
            "travel unencrypted: give --tls-cert and --tls-key, serve on 127.0.0.1, or say "
            "--behind-proxy where a proxy adds TLS"
        )
    # The protocol is named because asyncio switches TCP_NODELAY on only where it is; without it
    # the reply's head and body wait 40 ms for each other.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where REUSEADDR lets ports be stolen
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise ServiceSetupError(f"port {port} of {host} cannot be used: {error}") from error
    return listener


def _host_and_port(listener: socket.socket) -> str:
    """Returns what a client on this machine connects to."""
    address, port = listener.getsockname()[:2]
    parsed = ipaddress.ip_address(address)
    if parsed.version == 6:
        return f"[{'::1' if parsed.is_unspecified else address}]:{port}"
    return f"{'127.0.0.1' if parsed.is_unspecified else address}:{port}"


def _load_tls(cert: Path | None, key: Path | None) -> ssl.SSLContext | None:
    if cert is None and key is None:
        return None
    if cert is None or key is None:
        raise ServiceSetupError("--tls-cert and --tls-key belong together")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        tls.load_cert_chain(cert, key, password=_refuse_password)
    except OSError as error:
        raise ServiceSetupError(f"{cert} and {key} are no certificate and its key") from error
    return tls


def _refuse_password() -> str:
    raise ServiceSetupError("the TLS key is encrypted: there is nobody to type its password")


@contextlib.contextmanager
def _stop_signals(server: uvicorn.Server) -> Iterator[None]:
    """Lets the signals of the operating system stop the server while it runs."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in _STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _quiet_tracebacks() -> Iterator[None]:
    """Keeps tracebacks, which may quote a picture or a secret, out of the log of the server."""
    logger = logging.getLogger(_SERVER_LOGGER)
    logger.addFilter(_name_only)
    try:
        yield
    finally:
        logger.removeFilter(_name_only)


def _name_only(record: logging.LogRecord) -> bool:
    if record.exc_info and record.exc_info[0] is not None:
        record.msg = "a request failed: %s"
        record.args = (record.exc_info[0].__name__,)
        record.exc_info = None
        record.exc_text = None
    return True
