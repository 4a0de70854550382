"""When a connection is made ahead of the press, and the thread that makes it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from liveness_station.api.transport import Transport
from liveness_station.domain.errors import EndpointError

MAX_IDLE_S: Final = 45.0
"""An idle connection is replaced after this; gateways and routers drop them after a minute."""

DOUBTFUL_IDLE_S: Final = 60.0
"""A connection idle for longer is not trusted with a picture."""

_FIRST_PAUSE_S: Final = 10.0
_LONGEST_PAUSE_S: Final = 300.0
_GRACE_S: Final = 0.25


class Warmer:
    """Opens connections ahead, one at a time, on a short-lived thread named "warm".

    Belongs to the thread that asks, which must not wait for a network that may be gone. A server
    that will not keep a connection is left in peace: the pauses grow until somebody asks again.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._thread: threading.Thread | None = None
        self._began_s = float("-inf")
        self._pause_s = 0.0

    @property
    def is_busy(self) -> bool:
        """Tells whether a connection is being made."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def may_begin(self) -> bool:
        """Tells whether it is time for another connection."""
        return not self.is_busy and self._clock() - self._began_s >= self._pause_s

    def begin(self, transport: Transport) -> None:
        """Connects a transport that is not yet connected; `post` waits for the end of that."""
        now_s = self._clock()
        is_soon = now_s - self._began_s < 2 * self._pause_s
        self._pause_s = min(self._pause_s * 2, _LONGEST_PAUSE_S) if is_soon else _FIRST_PAUSE_S
        self._began_s = now_s
        thread = threading.Thread(target=_open, args=(transport,), name="warm", daemon=True)
        # The system may have no more threads to give; the request will connect by itself.
        with suppress(RuntimeError):
            thread.start()
            self._thread = thread

    def wait(self) -> None:
        """Waits a moment for a connection that is being made, after it was cut."""
        if self._thread is not None:
            self._thread.join(_GRACE_S)

    def note_use(self) -> None:
        """Takes note of a request: the next connection need not wait."""
        self._pause_s = 0.0


def _open(transport: Transport) -> None:
    # The request that needs the connection will meet the same trouble, and name it.
    with suppress(EndpointError):
        transport.open()
