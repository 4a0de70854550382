"""The history's threads: long reads and exports, which no check must wait for."""

import threading
import time
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from liveness_station.domain.errors import RecordError
from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.runtime.history_requests import (
    Answer,
    Counted,
    DetailRead,
    Exported,
    ExportWanted,
    HistoryFailed,
    PageRead,
    PageWanted,
    RowsRead,
    RowsWanted,
)
from liveness_station.storage.history_query import (
    AttemptDetail,
    HistoryCount,
    HistoryPage,
    HistoryQuery,
    HistoryRow,
)

CLOSE_DEADLINE_S: Final = 3.0
_LOOK_AGAIN_MS: Final = 50


class HistoryBench(Protocol):
    """What the thread works with. Used and closed by that thread; `cancel` by any.

    Every method may raise RecordError, and `export` ExportError.
    """

    def page(self, query: HistoryQuery, *, before: int | None, limit: int) -> HistoryPage:
        """Returns attempts that fit, the newest first."""

    def these(self, numbers: tuple[int, ...]) -> tuple[HistoryRow, ...]:
        """Returns attempts by their numbers."""

    def count(self, query: HistoryQuery) -> HistoryCount:
        """Counts the attempts that fit."""

    def detail(self, job_id: str) -> AttemptDetail | None:
        """Returns all there is of one attempt."""

    def export(self, wanted: ExportWanted) -> int:
        """Writes a file, records that, and returns how many attempts it holds."""

    def cancel(self) -> None:
        """Gives a running export up. Callable from any thread."""

    def close(self) -> None:
        """Closes the record."""


class HistoryWorker(QObject):
    """Answers in the order of the wishes. Thread: history, or export.

    Signals:
        answered(Answer): what a wish came to.
        closed(): the record is closed; the thread may end.
    """

    answered = Signal(object)
    closed = Signal()

    def __init__(self, bench: HistoryBench) -> None:
        super().__init__()
        self._bench = bench
        self._newest = 0
        self._lock = threading.Lock()

    def supersede(self, search: int) -> None:
        """Lets wishes of older searches that still wait go unanswered. Called by any thread."""
        with self._lock:
            self._newest = search

    @Slot(object)
    def on_page_wanted(self, wanted: PageWanted) -> None:
        """Reads a page; the count follows the first one, which is what is waited for."""
        if self._is_old(wanted.search):
            return
        try:
            page = self._bench.page(wanted.query, before=wanted.before, limit=wanted.limit)
            self._answer(PageRead(wanted.search, page))
            if wanted.before is None:
                self._answer(Counted(wanted.search, self._bench.count(wanted.query)))
        except RecordError as error:
            self._answer(HistoryFailed(error.detail))

    @Slot(object)
    def on_rows_wanted(self, wanted: RowsWanted) -> None:
        """Reads rows that were shown before."""
        if self._is_old(wanted.search):
            return
        try:
            self._answer(RowsRead(wanted.search, self._bench.these(wanted.numbers)))
        except RecordError as error:
            self._answer(HistoryFailed(error.detail))

    @Slot(str)
    def on_detail_wanted(self, job_id: str) -> None:
        """Reads all there is of one attempt."""
        try:
            self._answer(DetailRead(self._bench.detail(job_id)))
        except RecordError as error:
            self._answer(HistoryFailed(error.detail))

    @Slot(object)
    def on_export_wanted(self, wanted: ExportWanted) -> None:
        """Writes a file."""
        done = Exported(wanted.target, trouble=ExportTrouble.WRITING)
        try:
            done = Exported(wanted.target, attempts=self._bench.export(wanted))
        except ExportError as error:
            done = Exported(wanted.target, trouble=error.trouble)
        except RecordError as error:
            self._answer(HistoryFailed(error.detail))
        finally:
            # Also with an unforeseen error on its way to the hook: somebody waits for a word.
            self._answer(done)

    @Slot()
    def on_closing(self) -> None:
        """Closes the record; the last thing the thread does."""
        try:
            self._bench.close()
        finally:
            self.closed.emit()

    def _is_old(self, search: int) -> bool:
        with self._lock:
            return search < self._newest

    def _answer(self, answer: Answer) -> None:
        self.answered.emit(answer)


class HistoryThread(QObject):
    """Owns one such thread and its worker. Lives in the gui thread.

    Signals:
        closing(): to the worker, last of all.
    """

    closing = Signal()

    def __init__(self, bench: HistoryBench, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._thread = QThread()
        self._thread.setObjectName(name)
        self.worker = HistoryWorker(bench)
        self.worker.moveToThread(self._thread)
        self.closing.connect(self.worker.on_closing)
        # Directly: the gui thread, where a queued call would run, is the one that waits in stop().
        self.worker.closed.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)

    def start(self) -> None:
        """Starts the thread; nothing is opened before the first wish."""
        self._thread.start()

    def stop(self) -> bool:
        """Gives up what is running and ends the thread; True if it ended within the deadline."""
        if not self._thread.isRunning():
            return True
        self.closing.emit()
        deadline_s = time.monotonic() + CLOSE_DEADLINE_S
        has_ended = False
        while not has_ended and time.monotonic() < deadline_s:
            # Again and again: an export that waited behind the running one begins only now.
            self._bench.cancel()
            has_ended = self._thread.wait(_LOOK_AGAIN_MS)
        return has_ended
