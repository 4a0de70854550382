"""A deadline that holds whatever the network does, name resolution included."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Final

from liveness_station.clocks import waking_clock_s
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.verdicts import Reason

SUSPEND_GAP_S: Final = 5.0
"""A clock that jumps this far while we wait for half a second means that the machine slept."""

_SLICE_S: Final = 0.5
_GRACE_S: Final = 0.25


class RequestThread:
    """The thread that makes the requests of one connection; started with the first of them.

    Starting one for each request would cost a tenth of what a request to this machine takes. It
    holds no more than the connection does: where an attempt failed it is told to end, and left
    behind if it hangs.
    """

    def __init__(self) -> None:
        self._works: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_ending = False

    def begin(self, work: Callable[[], None]) -> None:
        """Has some work done.

        Raises:
            EndpointError: INTERNAL, the system has no more threads to give.
        """
        if self._thread is None:
            thread = threading.Thread(
                target=_work_off, args=(self._works,), name="request", daemon=True
            )
            _start(thread)
            self._thread = thread
        self._works.put(work)

    def end(self) -> None:
        """Ends the thread after what it is doing; from any thread, twice too."""
        self._is_ending = True
        self._works.put(None)

    def settle(self) -> None:
        """Gives a thread that was told to end a moment for it; not from itself."""
        if self._is_ending and self._thread is not None:
            self._thread.join(_GRACE_S)


class Attempt:
    """One request, made on a thread of its own while the thread that asks watches the clock.

    Time limits of sockets bound a silence, not a slow drip, and nothing can interrupt the system's
    name resolution. So the asking thread waits for whatever comes first: the reply, the deadline
    or a cancellation. In the latter two cases the connection is cut, which ends the other thread
    (named "request") at once, or, if it is still resolving a name, as soon as that returns: a line
    once cut sends nothing more.
    """

    def __init__(
        self,
        work: Callable[[], Exchange],
        *,
        cut: Callable[[], None],
        thread: RequestThread,
        clock: Callable[[], float] = waking_clock_s,
    ) -> None:
        """Prepares an attempt.

        Args:
            work: makes the request; raises EndpointError and nothing else.
            cut: makes `work` end, from any thread.
            thread: where `work` is done; it ends if that comes to nothing.
            clock: seconds; goes on while the machine sleeps.
        """
        self._work = work
        self._cut = cut
        self._thread = thread
        self._clock = clock
        # Whatever is put first is what became of the attempt.
        self._outcomes: SimpleQueue[Exchange | EndpointError] = SimpleQueue()

    def run(self, timeout_s: float) -> Exchange:
        """Makes the request and waits for its end.

        Raises:
            EndpointError: what `work` raised; LATE or CANCELLED.
        """
        outcome: Exchange | EndpointError | None = None
        try:
            if self._outcomes.empty():
                self._thread.begin(self._make)
            outcome = self._wait(timeout_s)
        finally:
            # An interrupted wait (Ctrl-C) ends the request like a missed deadline.
            if not isinstance(outcome, Exchange):
                self._cut()
                self._thread.end()
            self._thread.settle()
        if isinstance(outcome, EndpointError):
            raise outcome
        return outcome

    def cancel(self) -> None:
        """Ends the attempt with CANCELLED, unless it has ended already.

        Nothing is handed to the network after this, whenever the thread that asks is woken.
        """
        self._outcomes.put(EndpointError(Reason.CANCELLED))
        self._cut()

    def _wait(self, timeout_s: float) -> Exchange | EndpointError:
        now_s = self._clock()
        ends_s = now_s + timeout_s
        while True:
            slice_s = max(0.0, min(_SLICE_S, ends_s - now_s))
            outcome = self._next(slice_s)
            before_s, now_s = now_s, self._clock()
            if now_s - before_s > slice_s + SUSPEND_GAP_S:
                return EndpointError(Reason.LATE, "suspended")
            if isinstance(outcome, EndpointError):
                return outcome
            if now_s >= ends_s:
                return EndpointError(Reason.LATE)
            if outcome is not None:
                return outcome

    def _next(self, timeout_s: float) -> Exchange | EndpointError | None:
        try:
            return self._outcomes.get(timeout=timeout_s)
        except Empty:
            return None

    def _make(self) -> None:
        # Stands if anything unforeseen ends the thread, which the thread's own hook then reports.
        outcome: Exchange | EndpointError = EndpointError(Reason.INTERNAL, "request")
        try:
            outcome = self._work()
        except EndpointError as error:
            outcome = error
        finally:
            self._outcomes.put(outcome)


class Call:
    """Everything that is done for one capture: its tries and the pause between, in one deadline.

    Belongs to the thread that asks; `cancel` may be called by any, at any moment of it.
    """

    def __init__(self, timeout_s: float, *, clock: Callable[[], float] = waking_clock_s) -> None:
        self._clock = clock
        self._ends_s = clock() + timeout_s
        self._lock = threading.Lock()
        self._is_cancelled = threading.Event()
        self._attempt: Attempt | None = None

    @property
    def remaining_s(self) -> float:
        """Seconds until the deadline, 0 once it has passed."""
        return max(0.0, self._ends_s - self._clock())

    def run(
        self, work: Callable[[], Exchange], *, cut: Callable[[], None], thread: RequestThread
    ) -> Exchange:
        """Makes one try within what is left of the deadline.

        Raises:
            EndpointError: what `work` raised; LATE or CANCELLED.
        """
        attempt = Attempt(work, cut=cut, thread=thread, clock=self._clock)
        with self._lock:
            self._attempt = attempt
            if self._is_cancelled.is_set():
                raise EndpointError(Reason.CANCELLED)
        try:
            return attempt.run(self.remaining_s)
        finally:
            with self._lock:
                self._attempt = None

    def pause(self, pause_s: float) -> None:
        """Waits.

        Raises:
            EndpointError: CANCELLED.
        """
        if self._is_cancelled.wait(pause_s):
            raise EndpointError(Reason.CANCELLED)

    def cancel(self) -> None:
        """Ends what is going on with CANCELLED, and lets nothing more begin."""
        with self._lock:
            self._is_cancelled.set()
            if self._attempt is not None:
                self._attempt.cancel()


def _work_off(works: "SimpleQueue[Callable[[], None] | None]") -> None:
    while (work := works.get()) is not None:
        work()
        # Else it would hold on to a picture until the next one comes.
        del work


def _start(thread: threading.Thread) -> None:
    try:
        thread.start()
    except RuntimeError as error:
        # The system has no more threads to give.
        raise EndpointError(Reason.INTERNAL, "thread") from error
