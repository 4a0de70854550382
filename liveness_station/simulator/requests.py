"""Reads requests. Bodies are read for their threshold and forgotten at once."""

import socket
import time
from dataclasses import dataclass, field
from typing import Final

import h11

from liveness_station.contract.limits import DEFAULT_THRESHOLD, MAX_BODY_BYTES
from liveness_station.contract.request import parse_request
from liveness_station.contract.signing import (
    APPCODE_HEADER,
    KEY_HEADER,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    is_credential,
)

_MAX_HEAD_BYTES: Final = 64 * 1024
_PIECE_BYTES: Final = 64 * 1024
_CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
_APPCODE_PREFIX: Final = "APPCODE "


class BadHttpError(Exception):
    """What came is not HTTP, or too large; there is nothing to answer."""


@dataclass(frozen=True, slots=True)
class RequestHead:
    """Method, path and headers (names in lower case) of a request."""

    method: str
    path: str
    headers: dict[str, str] = field(repr=False)

    @property
    def has_credentials(self) -> bool:
        """Tells whether a well-formed credential of either kind came along; none is checked."""
        simple = self.headers.get(APPCODE_HEADER.lower(), "")
        if simple.startswith(_APPCODE_PREFIX):
            return is_credential(simple.removeprefix(_APPCODE_PREFIX).strip())
        signed = [self.headers.get(name, "") for name in (KEY_HEADER, SIGNATURE_HEADER)]
        return all(map(is_credential, signed)) and self.headers.get(TIMESTAMP_HEADER, "").isdigit()


class RequestReader:
    """Reads one request after the other from a connection."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._parser = h11.Connection(h11.SERVER, max_incomplete_event_size=_MAX_HEAD_BYTES)

    def read_head(self) -> RequestHead | None:
        """Reads up to the body; None where the other end has gone instead.

        Raises:
            BadHttpError: what came is not HTTP.
            OSError: the connection broke.
        """
        # A new parser each time: the old one would want to send the replies itself.
        waiting, _ = self._parser.trailing_data
        self._parser = h11.Connection(h11.SERVER, max_incomplete_event_size=_MAX_HEAD_BYTES)
        if waiting:
            self._parser.receive_data(waiting)
        event = self._next()
        if not isinstance(event, h11.Request):
            return None
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in event.headers}
        return RequestHead(event.method.decode(), event.target.decode("latin-1"), headers)

    def read_threshold(self, *, bytes_per_s: int | None = None) -> float:
        """Reads the body and returns the threshold in it, or the contract's default.

        Args:
            bytes_per_s: how fast to read, None for as fast as it comes.

        Raises:
            BadRequestError: the body is no request of the contract.
            BadHttpError: it is framed wrongly, cut off, or far too large.
            OSError: the connection broke.
        """
        if self._parser.they_are_waiting_for_100_continue:
            self._connection.sendall(_CONTINUE)
        untrusted_body = bytearray()
        while True:
            event = self._next(bytes_per_s=bytes_per_s)
            if isinstance(event, h11.Data):
                untrusted_body += event.data
                if len(untrusted_body) > MAX_BODY_BYTES:
                    raise BadHttpError("too large")
            elif isinstance(event, h11.EndOfMessage):
                threshold = parse_request(bytes(untrusted_body)).threshold
                return DEFAULT_THRESHOLD if threshold is None else threshold
            else:
                raise BadHttpError("cut off")

    def _next(self, *, bytes_per_s: int | None = None) -> object:
        try:
            while (event := self._parser.next_event()) is h11.NEED_DATA:
                size = _PIECE_BYTES if bytes_per_s is None else max(1, bytes_per_s // 10)
                self._parser.receive_data(self._connection.recv(size))
                if bytes_per_s is not None:
                    time.sleep(0.1)
        except h11.RemoteProtocolError as error:
            raise BadHttpError("not HTTP") from error
        return event
