"""The io thread's life: started once, ended with a deadline."""

import time

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from liveness_station.domain.outcomes import Job
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.io_worker import IoWorker
from liveness_station.runtime.visit_controller import VisitController
from liveness_station.runtime.workbench_port import Workbench

CLOSE_DEADLINE_S = 8.0
_CANCEL_AGAIN_MS = 100


class IoThread(QObject):
    """Owns the io thread and its worker. Lives in the gui thread.

    Signals:
        opening(): to the worker, first of all.
        closing(): to the worker, last of all.
    """

    opening = Signal()
    closing = Signal()

    def __init__(
        self,
        workbench: Workbench,
        controller: StationController,
        *,
        close_deadline_s: float = CLOSE_DEADLINE_S,
    ) -> None:
        super().__init__(controller)
        self._workbench = workbench
        self._close_deadline_s = close_deadline_s
        self._thread = QThread()
        self._thread.setObjectName("io")
        self.worker = IoWorker(workbench)
        self.worker.moveToThread(self._thread)
        # One slot each, so that a bug in one does not take the others along.
        self.opening.connect(self.worker.on_opening)
        self.opening.connect(self.worker.on_sources_requested)
        self.opening.connect(self.worker.on_prepare_requested)
        self.closing.connect(self.worker.on_closing)
        # Directly: the gui thread, where a queued call would run, is the one that waits in stop().
        self.worker.closed.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)
        # In this order: whoever is about to wait is known before the wish itself is in the queue.
        controller.verify_requested.connect(self._on_wished)
        controller.verify_requested.connect(self.worker.on_wish_taken)
        controller.verify_requested.connect(self.worker.on_verify_requested)
        controller.refusal_requested.connect(self.worker.on_refusal_requested)
        controller.outcome_came_late.connect(self.worker.on_late_outcome)
        controller.cancel_requested.connect(self._on_cancel_requested)
        self.worker.finished.connect(controller.on_finished)
        self.worker.engine_changed.connect(controller.on_engine_changed)

    def serve(self, visits: VisitController) -> None:
        """Has the worker do what visits want, and tells them how it went."""
        worker = self.worker
        for wish in (
            visits.desk_event_requested,
            visits.lookup_requested,
            visits.prepare_here_requested,
        ):
            wish.connect(self._on_wished)
            wish.connect(worker.on_wish_taken)
        visits.desk_event_requested.connect(worker.on_desk_event_requested)
        visits.lookup_requested.connect(worker.on_subject_lookup_requested)
        visits.prepare_here_requested.connect(worker.on_local_prepare_requested)
        worker.desk_event_recorded.connect(visits.on_event_recorded)
        worker.subject_looked_up.connect(visits.on_subject_looked_up)

    def start(self) -> None:
        """Starts the thread; the workbench is opened there."""
        self._thread.start()
        self.opening.emit()

    def stop(self) -> bool:
        """Ends running work and the thread; True if it ended within the deadline."""
        if not self._thread.isRunning():
            return True
        self.closing.emit()
        deadline_s = time.monotonic() + self._close_deadline_s
        has_ended = False
        while not has_ended and time.monotonic() < deadline_s:
            # Again and again: a job that waited behind the running one begins only now.
            self._workbench.cancel(None)
            has_ended = self._thread.wait(_CANCEL_AGAIN_MS)
        return has_ended

    @Slot()
    def _on_wished(self) -> None:
        # Straight from the gui thread, as with cancelling.
        self.worker.give_way()

    @Slot(object)
    def _on_cancel_requested(self, job: Job) -> None:
        # Straight from the gui thread: the io thread is inside the very call that is to end.
        self._workbench.cancel(job)
