"""Connections that say nothing are not waited for: they would take the places of those that do."""

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

HEAD_DEADLINE_S: Final = 5.0
"""From the connection, or the first byte of a later request, to the end of the request's head."""


class PromptHeads(H11Protocol):
    """uvicorn's protocol, which by itself would wait for a request's head for ever."""

    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn
        """Begins to wait for the first head."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Goes on waiting until the head is complete; a later one has its own time."""
        super().data_received(data)
        if not self._is_between_requests():
            self._stop_waiting()
        elif self._head_timer is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Has nothing left to wait for."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_DEADLINE_S, self._give_up)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _give_up(self) -> None:
        self._head_timer = None
        if self._is_between_requests():
            self.transport.close()

    def _is_between_requests(self) -> bool:
        # uvicorn starts with None here, whatever its annotation says.
        cycle: RequestResponseCycle | None = vars(self)["cycle"]
        return cycle is None or cycle.response_complete
