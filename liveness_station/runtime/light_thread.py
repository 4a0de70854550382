"""The thread that reads and writes what is known of the light, and counts rejects by the hour."""

import logging
from datetime import datetime
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from liveness_station.domain.errors import RecordError
from liveness_station.domain.hour_counts import HourCounts
from liveness_station.domain.light_memory import LightMemory

CLOSE_DEADLINE_MS: Final = 3000

_log = logging.getLogger(__name__)


class LightBench(Protocol):
    """What the thread works with; used by it alone. `write`, `hours` may raise RecordError."""

    def read(self) -> LightMemory:
        """Returns what is known of the light."""

    def write(self, memory: LightMemory) -> None:
        """Keeps what is known of the light."""

    def hours(self, since: datetime) -> tuple[HourCounts, ...]:
        """Counts how the checks since a moment ended, by the hour of the day."""


class LightWorker(QObject):
    """Answers in the order of the wishes. Thread: light.

    Signals:
        read(LightMemory): what is known of the light.
        counted(tuple[HourCounts, ...]): checks by the hour; empty where the record cannot be read.
        closed(): all is written; the thread may end.
    """

    read = Signal(object)
    counted = Signal(object)
    closed = Signal()

    def __init__(self, bench: LightBench) -> None:
        super().__init__()
        self._bench = bench
        self._has_complained = False

    @Slot()
    def on_read_wanted(self) -> None:
        """Reads what is known of the light."""
        self.read.emit(self._bench.read())

    @Slot(object)
    def on_write_wanted(self, memory: LightMemory) -> None:
        """Keeps what is known; a full disk costs what was learnt since, and no check."""
        try:
            self._bench.write(memory)
        except RecordError as error:
            if not self._has_complained:
                _log.info("what is known of the light cannot be kept: %s", error.detail)
            self._has_complained = True

    @Slot(object)
    def on_hours_wanted(self, since: datetime) -> None:
        """Counts checks by the hour."""
        hours: tuple[HourCounts, ...] = ()
        try:
            hours = self._bench.hours(since)
        except RecordError as error:
            _log.info("checks cannot be counted by the hour: %s", error.detail)
        finally:
            self.counted.emit(hours)

    @Slot()
    def on_closing(self) -> None:
        """Ends; the last thing the thread does."""
        self.closed.emit()


class LightThread(QObject):
    """Owns the thread and its worker. Lives in the gui thread.

    Signals:
        closing(): to the worker, last of all.
    """

    closing = Signal()

    def __init__(self, bench: LightBench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName("light")
        self.worker = LightWorker(bench)
        self.worker.moveToThread(self._thread)
        self.closing.connect(self.worker.on_closing)
        # Directly: the gui thread, where a queued call would run, is the one that waits in stop().
        self.worker.closed.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def stop(self) -> bool:
        """Ends the thread after what it was asked for; True if that was within the deadline."""
        if not self._thread.isRunning():
            return True
        self.closing.emit()
        return self._thread.wait(CLOSE_DEADLINE_MS)
