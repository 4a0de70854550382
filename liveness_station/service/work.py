"""The few threads that decode and score, and the queue before them."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
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

    Used from the event loop's thread; its own threads are named `service-worker`. A request takes
    a place before its body is read, so the places bound the memory for bodies, too.
    """

    def __init__(self, *, threads: int = THREADS, waiting: int = WAITING) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="service-worker")
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

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work` in one of the threads and returns or raises what it does."""
        future = self._executor.submit(work, *args, **kwargs)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Drops what waits, and gives what runs two seconds to end."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        wait(self._running.copy(), timeout=STOP_WAIT_S)
