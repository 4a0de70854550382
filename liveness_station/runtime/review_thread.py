"""The review lane's thread: it reads the lane and the agreement, which no check must wait for."""

import threading
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from liveness_station.domain.errors import RecordError
from liveness_station.reporting.agreement import Agreement
from liveness_station.reporting.review import Lane
from liveness_station.storage.history_query import AttemptDetail

CLOSE_DEADLINE_MS: Final = 3000


@dataclass(frozen=True, slots=True)
class ReviewRead:
    """The lane and the agreement as they were at one moment."""

    lane: Lane
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class CaseRead:
    """All there is of one attempt; None where it is not there."""

    job_id: str
    detail: AttemptDetail | None


@dataclass(frozen=True, slots=True)
class ReviewFailed:
    """The record cannot be read; `detail` is a `Trouble` in words."""

    detail: str


Answer = ReviewRead | CaseRead | ReviewFailed


class ReviewBench(Protocol):
    """What the thread works with; used and closed by it alone. May raise RecordError."""

    def look(self) -> ReviewRead:
        """Returns lane and agreement as they are now."""

    def case(self, job_id: str) -> CaseRead:
        """Returns all there is of one attempt."""

    def close(self) -> None:
        """Closes the record."""


class ReviewWorker(QObject):
    """Answers in the order of the wishes. Thread: review.

    Signals:
        answered(Answer): what a wish came to.
        closed(): the record is closed; the thread may end.
    """

    answered = Signal(object)
    closed = Signal()

    def __init__(self, bench: ReviewBench) -> None:
        super().__init__()
        self._bench = bench
        self._newest = 0
        self._lock = threading.Lock()

    def supersede(self, search: int) -> None:
        """Lets looks before this one go unanswered. Called by any thread."""
        with self._lock:
            self._newest = search

    @Slot(int)
    def on_look_wanted(self, search: int) -> None:
        """Reads lane and agreement."""
        with self._lock:
            is_old = search < self._newest
        if is_old:
            return
        try:
            self.answered.emit(self._bench.look())
        except RecordError as error:
            self.answered.emit(ReviewFailed(error.detail))

    @Slot(str)
    def on_case_wanted(self, job_id: str) -> None:
        """Reads all there is of one attempt."""
        try:
            self.answered.emit(self._bench.case(job_id))
        except RecordError as error:
            self.answered.emit(ReviewFailed(error.detail))

    @Slot()
    def on_closing(self) -> None:
        """Closes the record; the last thing the thread does."""
        try:
            self._bench.close()
        finally:
            self.closed.emit()


class ReviewThread(QObject):
    """Owns the thread and its worker. Lives in the gui thread.

    Signals:
        closing(): to the worker, last of all.
    """

    closing = Signal()

    def __init__(self, bench: ReviewBench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName("review")
        self.worker = ReviewWorker(bench)
        self.worker.moveToThread(self._thread)
        self.closing.connect(self.worker.on_closing)
        # Directly: the gui thread, where a queued call would run, is the one that waits in stop().
        self.worker.closed.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)

    def start(self) -> None:
        """Starts the thread; nothing is opened before the first wish."""
        self._thread.start()

    def stop(self) -> bool:
        """Ends the thread after what is running; True if that was within the deadline."""
        if not self._thread.isRunning():
            return True
        # What still waits for its turn is asked for by nobody any more.
        self.worker.supersede(1 << 30)
        self.closing.emit()
        return self._thread.wait(CLOSE_DEADLINE_MS)
