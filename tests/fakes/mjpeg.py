"""A camera server on the loopback address: MJPEG over HTTP, well-behaved or not, by path."""

import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

import cv2
import numpy as np

RATE_FPS = 25.0
WIDTH_PX, HEIGHT_PX = 640, 480
SHORT_LENGTH = 10
"""Frames before `/stall` falls silent and `/short` hangs up."""

BURST_LENGTH = 30
"""Frames that `/burst` sends at once before it keeps to its rate."""

_BOUNDARY = "frame"
_SHADES = 200
DARKEST = 20
"""The shade of frame 0; each one after it is lighter by 1."""


def _jpeg(number: int) -> bytes:
    shade = DARKEST + number % _SHADES
    is_encoded, data = cv2.imencode(".jpg", np.full((HEIGHT_PX, WIDTH_PX, 3), shade, np.uint8))
    assert is_encoded
    return data.tobytes()


def _part(number: int) -> bytes:
    jpeg = _jpeg(number)
    head = f"--{_BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
    return head.encode() + jpeg + b"\r\n"


class _Handler(BaseHTTPRequestHandler):
    server: "MjpegServer"

    def do_GET(self) -> None:
        self.server.requests.append(self.path)
        routes = {
            "/stream": lambda: self._frames(None),
            "/burst": lambda: self._frames(None, hurried=BURST_LENGTH),
            "/short": lambda: self._frames(SHORT_LENGTH),
            "/stall": self._stall,
            "/mute": self._wait,
            "/locked": lambda: self.send_error(401),
            "/page": self._page,
        }
        try:
            routes[self.path.partition("?")[0]]()
        # The client hung up: that is how every stream of these tests ends.
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's own name
        """Says nothing: a test's output is the test's."""

    def _page(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<html><body>Not a camera</body></html>")

    def _stall(self) -> None:
        self._frames(SHORT_LENGTH)
        self._wait()

    def _wait(self) -> None:
        self.server.is_stopping.wait()

    def _frames(self, length: int | None, *, hurried: int = 0) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={_BOUNDARY}")
        self.end_headers()
        self.wfile.write(b"".join(_part(number) for number in range(hurried)))
        number = hurried
        while length is None or number < length:
            self.wfile.write(_part(number))
            self.server.sent = number
            number += 1
            if self.server.is_stopping.wait(1 / RATE_FPS):
                return


class MjpegServer(ThreadingHTTPServer):
    """The server, on a free port, from `with` to the end of its block."""

    daemon_threads = False

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._scheme = "http" if tls is None else "https"
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.is_stopping = threading.Event()
        self.requests: list[str] = []
        self.sent = 0
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), name="mjpeg")

    def url(self, path: str, *, user_info: str = "", host: str = "127.0.0.1") -> str:
        return f"{self._scheme}://{user_info}{host}:{self.server_port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of a client that hung up while shaking hands."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as given

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.is_stopping.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
