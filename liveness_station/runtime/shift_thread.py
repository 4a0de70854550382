"""The shift's thread: figures, scores, reports and slips, which no check must wait for."""

import threading
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from liveness_station.domain.errors import RecordError
from liveness_station.exports.errors import ExportError, ExportTrouble
from liveness_station.runtime.shift_requests import (
    Answer,
    FiguresRead,
    FiguresWanted,
    HandOverRead,
    ReadFailed,
    ReportWanted,
    ScoresRead,
    ScoresWanted,
    SlipWanted,
    Written,
)

CLOSE_DEADLINE_MS: Final = 3000


class ShiftBench(Protocol):
    """What the thread works with; used and closed by it alone.

    Every method may raise RecordError, and those that write ExportError.
    """

    def figures(self, wanted: FiguresWanted) -> FiguresRead:
        """Returns what a time came to."""

    def scores(self, wanted: ScoresWanted) -> ScoresRead:
        """Returns what other thresholds would have made of the station's scores."""

    def hand_over(self) -> HandOverRead:
        """Returns what was handed over last."""

    def report(self, wanted: ReportWanted) -> Path:
        """Writes a report, records that, and returns where it is."""

    def slip(self, wanted: SlipWanted) -> Path:
        """Writes a slip, records that, and returns where it is."""

    def close(self) -> None:
        """Closes the record."""


class ShiftWorker(QObject):
    """Answers in the order of the wishes. Thread: shift.

    Signals:
        answered(Answer): what a wish came to.
        closed(): the record is closed; the thread may end.
    """

    answered = Signal(object)
    closed = Signal()

    def __init__(self, bench: ShiftBench) -> None:
        super().__init__()
        self._bench = bench
        self._newest = 0
        self._lock = threading.Lock()

    def supersede(self, search: int) -> None:
        """Lets wishes for figures before this one go unanswered. Called by any thread."""
        with self._lock:
            self._newest = search

    @Slot(object)
    def on_figures_wanted(self, wanted: FiguresWanted) -> None:
        """Reads what a time came to."""
        with self._lock:
            is_old = wanted.search < self._newest
        if is_old:
            return
        try:
            self._answer(self._bench.figures(wanted))
        except RecordError as error:
            self._answer(ReadFailed(error.detail))

    @Slot(object)
    def on_scores_wanted(self, wanted: ScoresWanted) -> None:
        """Reads the station's scores."""
        try:
            self._answer(self._bench.scores(wanted))
        except RecordError as error:
            self._answer(ReadFailed(error.detail))

    @Slot()
    def on_hand_over_wanted(self) -> None:
        """Reads what was handed over last."""
        try:
            self._answer(self._bench.hand_over())
        except RecordError as error:
            self._answer(ReadFailed(error.detail))

    @Slot(object)
    def on_file_wanted(self, wanted: ReportWanted | SlipWanted) -> None:
        """Writes a report or a slip."""
        is_slip = isinstance(wanted, SlipWanted)
        done = Written(trouble=ExportTrouble.WRITING, is_slip=is_slip)
        try:
            if isinstance(wanted, SlipWanted):
                done = Written(self._bench.slip(wanted), is_slip=True)
            else:
                done = Written(self._bench.report(wanted))
        except ExportError as error:
            done = Written(trouble=error.trouble, is_slip=is_slip)
        except RecordError as error:
            self._answer(ReadFailed(error.detail))
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

    def _answer(self, answer: Answer) -> None:
        self.answered.emit(answer)


class ShiftThread(QObject):
    """Owns the thread and its worker. Lives in the gui thread.

    Signals:
        closing(): to the worker, last of all.
    """

    closing = Signal()

    def __init__(self, bench: ShiftBench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName("shift")
        self.worker = ShiftWorker(bench)
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
        self.worker.supersede(1 << 62)
        self.closing.emit()
        return self._thread.wait(CLOSE_DEADLINE_MS)
