"""The one connection to an endpoint, which another thread can cut at any moment."""

import ipaddress
import socket
import ssl
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import Any, Final

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.wait import wait_for_read

from liveness_station.api.strict_http import StrictResponse

# On, and for no time. Windows has two numbers of half the size and reads the same of it.
_NO_LINGER: Final = struct.pack("<ii", 1, 0)


class Line:
    """Holds a second handle of the connection's socket.

    The handle is a duplicate, because wrapping a socket in TLS empties the first object, and
    because `SSLSocket.shutdown` forgets its encryption before it shuts: a thread that is writing
    at that moment would go on in the clear. A duplicate of the plain socket has neither fault, and
    it reaches the connection from its first packet on, in the TLS handshake too.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._handle: socket.socket | None = None
        self._is_cut = False

    @property
    def is_cut(self) -> bool:
        """Tells whether the line was cut."""
        with self._lock:
            return self._is_cut

    def attach(self, connected: socket.socket) -> None:
        """Takes note of a new connection.

        Raises:
            ConnectionAbortedError: the line was cut before; nothing must be sent any more.
        """
        with self._lock:
            if self._is_cut:
                raise ConnectionAbortedError("the line was cut")
            self._drop()
            self._handle = connected.dup()

    def release(self) -> None:
        """Lets go of a connection that came to nothing; another one may follow."""
        with self._lock:
            self._drop()

    def cut(self) -> None:
        """Ends the connection, and every later one. Safe to call from any thread, twice too.

        What the system has taken off our hands and not yet sent is thrown away: it may be the whole
        picture, and a shutdown alone would still deliver it.
        """
        self._end(is_abrupt=True)

    def end(self) -> None:
        """As `cut`, where nothing is on its way any more: without alarming the other end."""
        self._end(is_abrupt=False)

    def _end(self, *, is_abrupt: bool) -> None:
        with self._lock:
            self._is_cut = True
            if self._handle is None:
                return
            # The other end may have gone already.
            with suppress(OSError):
                if is_abrupt:
                    # Takes effect with the last handle, which `shutdown` makes its owner close.
                    self._handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
                self._handle.shutdown(socket.SHUT_RDWR)
            self._drop()

    def _drop(self) -> None:
        if self._handle is not None:
            self._handle.close()
            self._handle = None


class LinedConnection(HTTPConnection):
    """A connection on a line, whose replies are read strictly, a proxy's included."""

    response_class = StrictResponse

    def __init__(self, *args: Any, line: Line, send_timeout_s: float, **options: Any) -> None:
        super().__init__(*args, **options)
        self._line = line
        self._send_timeout_s = send_timeout_s

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        try:
            self._check(connected)
            self._line.attach(connected)
        except OSError:
            connected.close()
            raise
        return connected

    def _check(self, connected: socket.socket) -> None:
        """Raises OSError for a peer that must not be spoken to; every peer may, here."""

    def request(self, *args: Any, **options: Any) -> None:
        """Sends under a time limit of its own, until all is sent or a reply begins.

        Python counts it for the whole of an upload; urllib3 would leave it at the limit for
        connecting, too little for a large picture on a slow line.
        """
        self.response_class = StrictResponse
        if self.sock is None:
            self.connect()
        self.timeout = self._send_timeout_s
        options["body"] = self._until_answered(options["body"])
        super().request(*args, **options)
        _acknowledge_at_once(self.sock)

    def _until_answered(self, body: Iterable[memoryview]) -> Iterator[memoryview]:
        """Yields a body as long as the other end is silent.

        Raises:
            BrokenPipeError: it is not; urllib3 reads the reply then.
        """
        for piece in body:
            if wait_for_read(self.sock, timeout=0.0):
                self._refuse_answer(_heard(self.sock))
            yield piece

    def _refuse_answer(self, early: bytes | None) -> None:
        if early is None:
            return
        reader = partial(StrictResponse, early=early)
        self.response_class = reader  # type: ignore[assignment] # Python calls it, whatever it is
        raise BrokenPipeError("answered before the request was whole")


class LoopbackConnection(LinedConnection):
    """A plain connection, to this machine only: a hosts file can send "localhost" elsewhere."""

    def _check(self, connected: socket.socket) -> None:
        if not ipaddress.ip_address(connected.getpeername()[0]).is_loopback:
            raise ConnectionAbortedError("plain http would leave this machine")


class TlsConnection(LinedConnection, HTTPSConnection):
    """A connection that speaks only after the other end's certificate was verified."""

    def connect(self) -> None:
        """Connects and shakes hands.

        Raises:
            ssl.SSLError: the handshake went well and yet nothing was verified.
        """
        super().connect()
        if not self.is_verified:
            self.close()
            raise ssl.SSLError("the certificate was not verified")

    @property
    def is_connected(self) -> bool:
        """Tells whether the idle connection is as it was left: open, and nothing said on it.

        Readable bytes alone prove nothing: a TLS 1.3 server sends session tickets after the
        handshake. So the records are read; only what is meant for us is something said.
        """
        try:
            return self.sock is not None and _heard(self.sock) is None
        except OSError:
            return False


class LoopbackPool(HTTPConnectionPool):
    """urllib3's pool, of plain connections."""

    ConnectionCls = LoopbackConnection


class TlsPool(HTTPSConnectionPool):
    """urllib3's pool, of TLS connections."""

    ConnectionCls = TlsConnection


def open_ahead(pool: HTTPConnectionPool, timeout_s: float) -> None:
    """Connects, and shakes hands where TLS is spoken, so that the next request need not.

    Does nothing where an open connection is kept already.

    Raises:
        OSError, urllib3.exceptions.HTTPError: no connection.
    """
    connection = pool._get_conn()
    is_open = False
    try:
        connection.timeout = timeout_s
        if connection.is_closed and pool.proxy is not None:
            pool._prepare_proxy(connection)
        elif connection.is_closed:
            connection.connect()
        is_open = True
    finally:
        if not is_open:
            connection.close()
        pool._put_conn(connection)


def has_open_connection(pool: HTTPConnectionPool) -> bool:
    """Tells whether an idle connection is kept that the other end has not closed."""
    connection = pool._get_conn()
    is_open = not connection.is_closed
    pool._put_conn(connection)
    return is_open


def _acknowledge_at_once(connection: socket.socket) -> None:
    """Keeps the acknowledgement of the reply's first packet from being put off, where possible.

    A server that sends head and body apart and does not set TCP_NODELAY waits for it, 40 ms.
    """
    option: int | None = getattr(socket, "TCP_QUICKACK", None)
    if option is not None:
        with suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, option, 1)


def _heard(connection: socket.socket) -> bytes | None:
    """Returns what had to be read to know that something is said, or over; None for neither.

    Args:
        connection: one that is readable, or speaks TLS.
    """
    if not isinstance(connection, ssl.SSLSocket):
        return b""
    timeout_s = connection.gettimeout()
    connection.settimeout(0)
    try:
        return connection.recv(1)
    except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
        return None
    finally:
        connection.settimeout(timeout_s)
