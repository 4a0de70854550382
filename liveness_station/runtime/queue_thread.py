"""The thread that keeps the queue on disk, and the one-off ones that read lists."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from liveness_station.domain.queue import NOBODY_WAITS, Queue
from liveness_station.domain.references import ReferenceRule
from liveness_station.domain.subject_lists import ListEncoding, ListTrouble, SubjectList
from liveness_station.settings.queue_file import (
    Kept,
    QueueFileError,
    keep_queue,
    queue_of,
    read_queue,
)
from liveness_station.settings.queue_list import MOST_BYTES, parse_list

CLOSE_DEADLINE_MS: Final = 3000
SETTLE_MS: Final = 400
"""So long a change waits for the next one; then it is written, whatever follows."""

LOOK_MS: Final = 600_000
"""So often it is looked who has been in line for a day, or was erased meanwhile."""

_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """Returns the time in Greenwich."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class KeptQueue:
    """What a writing came to.

    Attributes:
        asked: the queue that was to be written.
        kept: what is in the file; who was erased or is forgotten is missing.
    """

    asked: Queue
    kept: Queue


class QueueWorker(QObject):
    """Answers in the order of the wishes. Thread: queue.

    Signals:
        read(Queue): who was in line when the program ended.
        unreadable(): the file could not be used; the queue begins empty.
        kept(KeptQueue): a queue was written.
        not_kept(): it could not be; said once until it can be again.
        closed(): all is written; the thread may end.
    """

    read = Signal(object)
    unreadable = Signal()
    kept = Signal(object)
    not_kept = Signal()
    closed = Signal()

    def __init__(self, path: Path, *, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__()
        self._path = path
        self._now = now
        self._written: tuple[Kept, ...] = ()
        self._has_complained = False

    @Slot()
    def on_read_wanted(self) -> None:
        """Reads who was in line."""
        try:
            self._written = read_queue(self._path, now=self._now())
        except QueueFileError as error:
            _log.info("the queue cannot be read: %s", error)
            self.unreadable.emit()
        self.read.emit(queue_of(self._written))

    @Slot(object)
    def on_write_wanted(self, queue: Queue) -> None:
        """Writes who is in line."""
        try:
            self._written = keep_queue(self._path, queue, self._written, now=self._now())
        except QueueFileError as error:
            if not self._has_complained:
                _log.info("the queue cannot be kept: %s", error)
                self.not_kept.emit()
            self._has_complained = True
            return
        self._has_complained = False
        self.kept.emit(KeptQueue(queue, queue_of(self._written)))

    @Slot()
    def on_closing(self) -> None:
        """Ends; the last thing the thread does."""
        self.closed.emit()


class QueueThread(QObject):
    """Owns the thread and its worker, and gathers changes. Lives in the gui thread.

    Signals:
        read_wanted(), write_wanted(Queue), closing(): to the worker.
    """

    read_wanted = Signal()
    write_wanted = Signal(object)
    closing = Signal()

    def __init__(
        self,
        path: Path,
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName("queue")
        self.worker = QueueWorker(path, now=now)
        self.worker.moveToThread(self._thread)
        self._queue: Queue = NOBODY_WAITS
        self._is_read = False
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self._on_due)
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._on_due)
        self.read_wanted.connect(self.worker.on_read_wanted)
        self.write_wanted.connect(self.worker.on_write_wanted)
        self.closing.connect(self.worker.on_closing)
        # Directly: the gui thread, where a queued call would run, is the one that waits in stop().
        self.worker.closed.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)

    def start(self) -> None:
        """Starts the thread, and has it read."""
        self._thread.start()
        self.read_wanted.emit()

    def begin_with(self, queue: Queue) -> None:
        """Takes what was read; only from now on anything is written."""
        self._is_read = True
        if queue == self._queue or not self._queue.line:
            self._queue = queue
        else:
            self._settling.start()
        self._looking.start()

    def keep(self, queue: Queue) -> None:
        """Has a queue written soon; the same one as before is not written again."""
        if queue == self._queue:
            return
        self._queue = queue
        # Not started anew by every change: then a busy desk would never be written.
        if self._is_read and not self._settling.isActive():
            self._settling.start()

    def stop(self) -> bool:
        """Writes what is not written yet and ends; True if that was within the deadline."""
        self._looking.stop()
        if not self._thread.isRunning():
            return True
        if self._settling.isActive():
            self._on_due()
        self.closing.emit()
        return self._thread.wait(CLOSE_DEADLINE_MS)

    @Slot()
    def _on_due(self) -> None:
        self._settling.stop()
        self.write_wanted.emit(self._queue)


@dataclass(frozen=True, slots=True)
class ListRead:
    """A list that was read.

    Attributes:
        path: of its file.
        found: what it holds.
    """

    path: Path
    found: SubjectList


class ListReading(threading.Thread):
    """Reads one list. Thread: "list"; left behind where its disk hangs, a daemon nobody hears."""

    def __init__(
        self,
        path: Path,
        rule: ReferenceRule,
        encoding: ListEncoding,
        *,
        on_read: Callable[[ListRead], None],
    ) -> None:
        super().__init__(name="list", daemon=True)
        self._path, self._rule, self._encoding = path, rule, encoding
        self._on_read = on_read

    def run(self) -> None:
        """Reads the file and says what it holds."""
        self._on_read(ListRead(self._path, self._found()))

    def _found(self) -> SubjectList:
        try:
            # A pipe or a device would never end.
            if not self._path.is_file():
                return SubjectList(trouble=ListTrouble.UNREADABLE)
            with self._path.open("rb") as file:
                untrusted_bytes = file.read(MOST_BYTES + 1)
        except OSError:
            return SubjectList(trouble=ListTrouble.UNREADABLE)
        return parse_list(untrusted_bytes, self._rule, self._encoding)
