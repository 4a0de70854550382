"""One request's turn on a connection: what a scenario knows, and what it can do."""

import json
import os
import socket
import struct
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Final

from liveness_station.simulator.marks import engine_name

_LONGEST_S: Final = 120.0
"""Even what never ends ends after this: nobody waits for it any more."""


class StageClosedError(OSError):
    """The simulator is being stopped in the middle of a scenario."""


@dataclass(frozen=True, slots=True)
class HttpReply:
    """A whole reply: status, body and headers beside those that every reply has."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a scenario knows of its request.

    Attributes:
        scenario: the scenario's name.
        threshold: the one that was sent, 0.8 where none was or where the body is not read yet.
        request_id: fresh, for this reply.
        last_request_id: the id of the newest earlier result, None before the first.
        now: the time, UTC.
    """

    scenario: str
    threshold: float
    request_id: str
    last_request_id: str | None
    now: datetime


class Stage:
    """A connection in the hands of a scenario. Used by the connection's own thread.

    The connection is closed after the scenario, unless the last thing said on it was
    meant to keep it.
    """

    def __init__(
        self, connection: socket.socket, turn: Turn, *, closing: threading.Event, tempo: float
    ) -> None:
        """Sets the stage.

        Args:
            connection: connected, plain or TLS.
            turn: what is known of the request.
            closing: set when the simulator stops.
            tempo: what the scenarios' seconds are multiplied with; below 1 for tests.
        """
        self.turn = turn
        self.is_kept = False
        self._connection = connection
        self._closing = closing
        self._tempo = tempo
        self._end_s = time.monotonic() + _LONGEST_S

    def answer(self, reply: HttpReply) -> None:
        """Sends a whole reply and keeps the connection for the next request."""
        self.say_and_stay(self.render(reply))

    def render(self, reply: HttpReply) -> bytes:
        """Returns the bytes of a whole reply; headers given replace those every reply has."""
        length = ("Content-Length", str(len(reply.body)))
        return self.head(reply.status, length, *reply.headers) + reply.body

    def head(self, status: int, *headers: tuple[str, str]) -> bytes:
        """Returns a status line and headers, with the mark of the simulator and the empty line."""
        named = {name.lower() for name, _ in headers}
        own = (
            ("Date", http_date(self.turn.now)),
            ("X-Liveness-Engine", engine_name(self.turn.scenario)),
        )
        rows = [*(row for row in own if row[0].lower() not in named), *headers]
        text = "".join(f"{name}: {value}\r\n" for name, value in rows)
        return f"HTTP/1.1 {status} {_phrase(status)}\r\n{text}\r\n".encode("latin-1")

    def say(self, *parts: bytes) -> None:
        """Sends bytes as they are.

        Raises:
            OSError: the other end has gone, or the simulator stops.
        """
        self.is_kept = False
        for part in parts:
            self._connection.sendall(part)

    def say_and_stay(self, text: bytes) -> None:
        """Sends bytes as they are and keeps the connection for the next request.

        Raises:
            OSError: as `say`.
        """
        self.say(text)
        self.is_kept = True

    def wait(self, seconds: float) -> None:
        """Waits, in the simulator's tempo.

        Raises:
            StageClosedError: the simulator stops.
        """
        if self._closing.wait(seconds * self._tempo) or time.monotonic() > self._end_s:
            raise StageClosedError

    def hold(self, seconds: float) -> None:
        """Does nothing at all, not even read."""
        end_s = time.monotonic() + seconds * self._tempo
        while time.monotonic() < end_s:
            self.wait(0.1)

    def drip(self, text: bytes, *, every_s: float) -> None:
        """Says the same again and again until the other end is gone."""
        while True:
            self.say(text)
            self.wait(every_s)

    def reset(self) -> None:
        """Closes the connection with a TCP reset."""
        # Two C ints, but for Windows two shorts.
        linger = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._connection.close()

    def shrink_window(self) -> None:
        """Makes the room for what is not read yet as small as the system lets it be."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)


def json_reply(
    fields: Mapping[str, object], *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()
) -> HttpReply:
    """Returns a reply whose body is JSON in UTF-8."""
    body = json.dumps(fields, ensure_ascii=False).encode()
    return HttpReply(status, body, (("Content-Type", "application/json"), *headers))


def http_date(moment: datetime) -> str:
    """Returns a moment as a `Date` header has it."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Simulated"
