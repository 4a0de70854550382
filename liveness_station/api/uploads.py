"""A body on its way out, and whether all of it went."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol

from liveness_station.domain.exchanges import Exchange

LEAST_REFUSAL: Final = 400
"""From this status on a reply is a refusal, which may be made before the body was heard."""


class Body(Protocol):
    """What can be sent piece by piece."""

    @property
    def size_bytes(self) -> int:
        """How much will be yielded in all."""

    def __iter__(self) -> Iterator[memoryview]:
        """Yields what is to be sent."""


@dataclass(frozen=True, slots=True)
class Times:
    """When a sending was prepared, begun and ended; None for what has not happened.

    What is asked for first is taken by whoever has a connection.
    """

    prepared_s: float
    begun_s: float | None = None
    ended_s: float | None = None

    def put_into(self, exchange: Exchange) -> Exchange:
        """Returns an answer that has just been read with how long each part of it took."""
        if self.begun_s is None or self.ended_s is None:
            return exchange
        return replace(
            exchange,
            connect_ms=(self.begun_s - self.prepared_s) * 1000,
            send_ms=(self.ended_s - self.begun_s) * 1000,
            wait_ms=(time.perf_counter() - self.ended_s) * 1000,
        )


class Upload:
    """One sending of a body.

    Its reader takes a piece when the one before is on its way, so that the end is reached only by
    whoever has sent it all.
    """

    def __init__(self, body: Body) -> None:
        self._body = body
        self._is_whole = False
        self._times = Times(time.perf_counter())

    @property
    def times(self) -> "Times":
        """When its sending began and ended, as far as it did."""
        return self._times

    @property
    def is_whole(self) -> bool:
        """Tells whether all of the body was sent: nobody can have answered it before."""
        return self._is_whole

    @property
    def size_bytes(self) -> int:
        """How much will be yielded in all."""
        return self._body.size_bytes

    def __iter__(self) -> Iterator[memoryview]:
        """Yields what is to be sent."""
        self._times = replace(self._times, begun_s=time.perf_counter())
        yield from self._body
        self._times = replace(self._times, ended_s=time.perf_counter())
        self._is_whole = True
