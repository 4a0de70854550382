"""A deadline that holds whatever the network does, name resolution included."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Final

from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.verdicts import Reason

_GRACE_S: Final = 0.25


class Attempt:
    """One request, made on a thread of its own while the thread that asks watches the clock.

    Time limits of sockets bound a silence, not a slow drip, and nothing can interrupt the system's
    name resolution. So the asking thread waits for whatever comes first: the reply, the deadline
    or a cancellation. In the latter two cases the connection is cut, which ends the other thread
    (named "request") at once, or, if it is still resolving a name, as soon as that returns: a line
    once cut sends nothing more.
    """

    def __init__(self, work: Callable[[], Exchange], *, cut: Callable[[], None]) -> None:
        """Prepares an attempt.

        Args:
            work: makes the request; raises EndpointError and nothing else.
            cut: makes `work` end, from any thread.
        """
        self._work = work
        self._cut = cut
        # Whatever is put first is what became of the attempt.
        self._outcomes: SimpleQueue[Exchange | EndpointError] = SimpleQueue()

    def run(self, timeout_s: float) -> Exchange:
        """Makes the request and waits for its end.

        Raises:
            EndpointError: what `work` raised; LATE or CANCELLED.
        """
        thread = threading.Thread(target=self._make, name="request", daemon=True)
        outcome: Exchange | EndpointError | None = None
        try:
            _start(thread)
            outcome = self._wait(timeout_s)
        finally:
            # An interrupted wait (Ctrl-C) ends the request like a missed deadline.
            if not isinstance(outcome, Exchange):
                self._cut()
            if thread.is_alive():
                thread.join(_GRACE_S)
        if isinstance(outcome, EndpointError):
            raise outcome
        return outcome

    def cancel(self) -> None:
        """Ends the attempt with CANCELLED, unless it has ended already."""
        self._outcomes.put(EndpointError(Reason.CANCELLED))

    def _wait(self, timeout_s: float) -> Exchange | EndpointError:
        try:
            return self._outcomes.get(timeout=timeout_s)
        except Empty:
            return EndpointError(Reason.LATE)

    def _make(self) -> None:
        # Stands if anything unforeseen ends the thread, which the thread's own hook then reports.
        outcome: Exchange | EndpointError = EndpointError(Reason.INTERNAL, "request")
        try:
            outcome = self._work()
        except EndpointError as error:
            outcome = error
        finally:
            self._outcomes.put(outcome)


def _start(thread: threading.Thread) -> None:
    try:
        thread.start()
    except RuntimeError as error:
        # The system has no more threads to give.
        raise EndpointError(Reason.INTERNAL, "thread") from error
