"""The simulator's server: on a loopback address only, with a thread for each connection."""

import ipaddress
import socket
import threading
from contextlib import suppress
from typing import Final

from liveness_station.simulator.direction import Director
from liveness_station.simulator.playlists import Playlist
from liveness_station.simulator.requests import BadHttpError
from liveness_station.simulator.troubles import SimulatorSetupError
from liveness_station.simulator.visits import Manner, Visit

_MAX_CONNECTIONS: Final = 64
_JOIN_S: Final = 6.0
"""A little more than a client may take to shake hands."""


class Simulator:
    """Answers from its making to its closing.

    Threads: "simulator-accept", and one "simulator-visit" for each connection.
    """

    def __init__(self, playlist: Playlist, manner: Manner, *, host: str, port: int) -> None:
        """Starts to listen.

        Args:
            playlist: what to play; a request's `X-Simulate` header goes before it.
            manner: how.
            host: a loopback address, or localhost.
            port: 0 for any free one.

        Raises:
            SimulatorSetupError: the host is not loopback, or the port cannot be had.
        """
        self._director = Director(playlist)
        self._manner = manner
        self._listener = _listen(host, port)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._visits: dict[threading.Thread, socket.socket] = {}
        self._acceptor = threading.Thread(target=self._accept, name="simulator-accept")
        self._acceptor.start()

    @property
    def address(self) -> str:
        """The base address that clients are given."""
        host, port = self._listener.getsockname()[:2]
        scheme = "https" if self._manner.is_encrypted else "http"
        return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"

    def close(self) -> None:
        """Stops listening, ends what is being played, and waits for the threads."""
        self._closing.set()
        _wake(self._listener)
        self._listener.close()
        self._acceptor.join()
        with self._lock:
            visits = dict(self._visits)
        for thread, connection in visits.items():
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(_JOIN_S)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if self._closing.is_set():
                connection.close()
                return
            self._receive(connection)

    def _receive(self, connection: socket.socket) -> None:
        thread = threading.Thread(
            target=self._visit, args=(connection,), name="simulator-visit", daemon=True
        )
        with self._lock:
            is_full = len(self._visits) >= _MAX_CONNECTIONS
            if not is_full:
                self._visits[thread] = connection
        if is_full:
            connection.close()
        else:
            thread.start()

    def _visit(self, connection: socket.socket) -> None:
        visit = Visit(
            connection,
            self._director,
            self._manner,
            closing=self._closing,
            on_secured=self._on_secured,
        )
        try:
            with connection, suppress(OSError, BadHttpError):
                visit.run()
        finally:
            with self._lock:
                self._visits.pop(threading.current_thread(), None)

    def _on_secured(self, secure: socket.socket) -> None:
        with self._lock:
            self._visits[threading.current_thread()] = secure


def _listen(host: str, port: int) -> socket.socket:
    address = _loopback(host)
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    try:
        return socket.create_server((str(address), port), family=family)
    except (OSError, OverflowError) as error:
        raise SimulatorSetupError(f"cannot listen on {address}, port {port}: {error}") from error


def _loopback(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError as error:
        raise SimulatorSetupError("the host is not an address; use 127.0.0.1 or ::1") from error
    if not address.is_loopback:
        raise SimulatorSetupError(
            "a simulator answers on this computer only; use 127.0.0.1, ::1 or localhost"
        )
    return address


def _wake(listener: socket.socket) -> None:
    """Ends an `accept` in another thread: a shut-down does on Linux, a connection elsewhere."""
    with suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        socket.create_connection(listener.getsockname()[:2], timeout=1).close()
