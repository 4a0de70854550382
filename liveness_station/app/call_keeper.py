"""Keeps the meter of calls over a restart; reads and writes away from the gui thread."""

import logging
import queue
import threading
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.errors import RecordError
from liveness_station.runtime.call_meter import CallMeter
from liveness_station.storage.calls_file import read_calls, write_calls

JOIN_S: Final = 1.0

_log = logging.getLogger(__name__)


class CallKeeper(QObject):
    """Reads the file once, and writes each new count. Lives in the gui thread; works in its own.

    Nothing is written before the file was read: what it held would be lost.

    Args:
        path: the file.
        meter: whose counts are kept.

    Signals:
        was_read(CallCounts): what the file held.
    """

    was_read = Signal(object)

    def __init__(self, path: Path, meter: CallMeter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._waiting: queue.SimpleQueue[CallCounts | None] = queue.SimpleQueue()
        self._has_read = False
        self._meter = meter
        self.was_read.connect(self._on_read)
        meter.changed.connect(self._on_changed)
        # A daemon: a disk that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._work, name="calls", daemon=True)
        self._thread.start()

    def stop(self) -> bool:
        """Writes what is waiting and ends; False where the disk hangs."""
        self._waiting.put(None)
        self._thread.join(JOIN_S)
        return not self._thread.is_alive()

    @Slot(object)
    def _on_read(self, earlier: CallCounts) -> None:
        self._has_read = True
        self._meter.add(earlier)
        if self._meter.counts.day is not None:
            self._waiting.put(self._meter.counts)

    @Slot(object)
    def _on_changed(self, counts: CallCounts) -> None:
        if self._has_read:
            self._waiting.put(counts)

    def _work(self) -> None:
        self.was_read.emit(read_calls(self._path))
        while (counts := self._waiting.get()) is not None:
            try:
                write_calls(self._path, counts)
            except RecordError as error:
                _log.info("today's calls cannot be kept: %s", error.detail)
