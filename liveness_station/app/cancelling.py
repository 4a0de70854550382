"""Which jobs were given up, and how the one under way is told. Callable from any thread."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from liveness_station.domain.outcomes import Job

MOST_CANCELLED: Final = 256
"""So many jobs that were given up are remembered: far more than can wait in line, and not all that
ever were."""


class Cancelling:
    """Remembers what was given up, and reaches whatever is under way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancel: Callable[[], None] | None = None
        self._cancelled: deque[str] = deque(maxlen=MOST_CANCELLED)
        self._is_closing = False

    @property
    def is_closing(self) -> bool:
        """Tells whether everything was given up."""
        with self._lock:
            return self._is_closing

    @contextmanager
    def running(self, cancel: Callable[[], None]) -> Iterator[None]:
        """While this lasts, `cancel` ends what is under way."""
        with self._lock:
            self._cancel = cancel
        try:
            yield
        finally:
            with self._lock:
                self._cancel = None

    def give_up(self, job: Job | None) -> None:
        """Gives up a job, running or still waiting; None: every one, for good."""
        with self._lock:
            if job is None:
                self._is_closing = True
            else:
                self._cancelled.append(job.job_id)
            cancel = self._cancel
        if cancel is not None:
            cancel()

    def interrupt(self) -> None:
        """Ends what is under way, and remembers nothing."""
        with self._lock:
            cancel = self._cancel
        if cancel is not None:
            cancel()

    def is_given_up(self, job: Job) -> bool:
        """Tells whether a job was given up."""
        with self._lock:
            return self._is_closing or job.job_id in self._cancelled
