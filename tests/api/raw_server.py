"""A server on loopback that says exactly what a script tells it to, over real sockets."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Script = Callable[["Visit"], None]


class Visit:
    """One accepted connection, in the hands of a script."""

    def __init__(self, connection: socket.socket, closing: threading.Event) -> None:
        self.connection = connection
        self.closing = closing
        self.requests: list[bytes] = []

    def read_request(self) -> bytes:
        """Reads one request, head and body; b"" where the other end has gone."""
        received = b""
        while b"\r\n\r\n" not in received:
            part = self.connection.recv(65536)
            if not part:
                return b""
            received += part
        head, _, body = received.partition(b"\r\n\r\n")
        lengths = [
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        ]
        length = lengths[0] if lengths else 0
        while len(body) < length:
            part = self.connection.recv(65536)
            if not part:
                break
            body += part
        request = head + b"\r\n\r\n" + body
        self.requests.append(request)
        return request

    def say(self, *parts: bytes) -> None:
        for part in parts:
            self.connection.sendall(part)

    def drip(self, text: bytes, *, every_s: float) -> None:
        """Says one byte at a time, for ever, until the other end or the test goes away."""
        while not self.closing.wait(every_s):
            self.connection.sendall(text)

    def reset(self) -> None:
        """Closes with a TCP reset."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()


class RawServer:
    """Listens; every connection gets a thread that runs the script."""

    def __init__(
        self, script: Script, context: ssl.SSLContext | None = None, *, host: str = "127.0.0.1"
    ) -> None:
        self._script = script
        self._context = context
        self._closing = threading.Event()
        self._listener = socket.create_server((host, 0))
        self._threads = [threading.Thread(target=self._accept, name="raw-accept")]
        self.visits: list[Visit] = []
        self.connections = 0
        self._threads[0].start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def requests(self) -> list[bytes]:
        """All requests of all connections, in the order of the connections."""
        return [request for visit in self.visits for request in visit.requests]

    def close(self) -> None:
        self._closing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for visit in self.visits:
            with suppress(OSError):
                visit.connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,), name="raw-serve")
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            if self._context is None:
                self._play(connection)
            else:
                with self._context.wrap_socket(connection, server_side=True) as secure:
                    self._play(secure)

    def _play(self, connection: socket.socket) -> None:
        visit = Visit(connection, self._closing)
        self.visits.append(visit)
        self._script(visit)


@contextmanager
def serving(script: Script, context: ssl.SSLContext | None = None) -> Iterator[RawServer]:
    """Runs a server for the length of a `with` block."""
    server = RawServer(script, context)
    try:
        yield server
    finally:
        server.close()


def reply(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Returns a reply with its length announced."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def always(answer: bytes) -> Script:
    """Returns a script that answers every request of a connection alike."""

    def script(visit: Visit) -> None:
        while visit.read_request():
            visit.say(answer)

    return script
