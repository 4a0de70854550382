"""The few threads that read and score pictures, and the queue before them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, Final, ParamSpec, TypeVar

from liveness_station.service.troubles import Refusal, RefusedError

THREADS: Final = 2
WAITING: Final = 32
STOP_WAIT_S: Final = 2.0

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """Runs blocking work off the event loop.

    Used from the event loop's thread. Pictures are scored in threads named `service-worker`; one
    thread named `service-reader` has the next picture decoded meanwhile, so that no core waits for
    the decoding child. A request takes a place before its body is read, so the places bound the
    memory for bodies, too; decoded pictures, which are larger, have a room of their own.
    """

    def __init__(self, *, threads: int = THREADS, waiting: int = WAITING) -> None:
        self._scoring = ThreadPoolExecutor(threads, thread_name_prefix="service-worker")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="service-reader")
        self._room = asyncio.Semaphore(threads + 1)
        self._free_places = threads + waiting
        self._running: set[Future[Any]] = set()

    @contextlib.contextmanager
    def place(self) -> Iterator[None]:
        """Holds a place in the queue.

        Raises:
            RefusedError: BUSY, where all places are taken.
        """
        if self._free_places == 0:
            raise RefusedError(Refusal.BUSY)
        self._free_places -= 1
        try:
            yield
        finally:
            self._free_places += 1

    @contextlib.asynccontextmanager
    async def room(self) -> AsyncIterator[None]:
        """Waits for room for one decoded picture and holds it: one more than are being scored."""
        async with self._room:
            yield

    async def read(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work` in the one thread that reads, and returns or raises what it does."""
        return await self._result(self._reading.submit(work, *args, **kwargs))

    async def score(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work` in one of the threads that score, and returns or raises what it does."""
        return await self._result(self._scoring.submit(work, *args, **kwargs))

    async def _result(self, future: Future[T]) -> T:
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Drops what waits, and gives what runs two seconds to end."""
        for executor in (self._reading, self._scoring):
            executor.shutdown(wait=False, cancel_futures=True)
        wait(self._running.copy(), timeout=STOP_WAIT_S)
