"""The io thread's life: started once, ended with a deadline."""

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from liveness_station.domain.outcomes import Job
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.io_worker import IoWorker, Workbench

CLOSE_DEADLINE_S = 8.0


class IoThread(QObject):
    """Owns the io thread and its worker. Lives in the gui thread.

    Signals:
        opening(): to the worker, first of all.
        closing(): to the worker, last of all.
    """

    opening = Signal()
    closing = Signal()

    def __init__(self, workbench: Workbench, controller: StationController) -> None:
        super().__init__(controller)
        self._workbench = workbench
        self._thread = QThread()
        self._thread.setObjectName("io")
        self.worker = IoWorker(workbench)
        self.worker.moveToThread(self._thread)
        self.opening.connect(self.worker.on_opening)
        self.closing.connect(self.worker.on_closing)
        # Directly: the gui thread, where a queued call would run, is the one that waits in stop().
        self.worker.closed.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)
        controller.verify_requested.connect(self.worker.on_verify_requested)
        controller.outcome_came_late.connect(self.worker.on_late_outcome)
        controller.cancel_requested.connect(self._on_cancel_requested)
        self.worker.finished.connect(controller.on_finished)
        self.worker.engine_changed.connect(controller.on_engine_changed)

    def start(self) -> None:
        """Starts the thread; the workbench is opened there."""
        self._thread.start()
        self.opening.emit()

    def stop(self) -> bool:
        """Ends running work and the thread; True if it ended within the deadline."""
        if not self._thread.isRunning():
            return True
        self._workbench.cancel()
        self.closing.emit()
        return self._thread.wait(int(CLOSE_DEADLINE_S * 1000))

    @Slot(object)
    def _on_cancel_requested(self, _: Job) -> None:
        # Straight from the gui thread: the io thread is inside the very call that is to end.
        self._workbench.cancel()
