"""The guided check as the gui thread sees it: begun, come so far, ended."""

import logging
import threading
from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import QObject, Signal, Slot

from liveness_station.domain.errors import EngineError
from liveness_station.domain.guiding import Script
from liveness_station.domain.outcomes import Job
from liveness_station.domain.ports import Watcher
from liveness_station.runtime.frame_tap import FrameTap
from liveness_station.runtime.guide_run import GuideBroken, GuideEnded, GuideReport, GuideRun
from liveness_station.session.states import GuideProgress

_log = logging.getLogger(__name__)


class GuideHub(QObject):
    """Runs one guide at a time. Thread: gui; the run's reports arrive through queued signals.

    Attributes:
        tap: where the camera's frames are to be handed in, by any thread.

    Signals:
        progressed(Job, GuideProgress): the subject is to be shown something else.
        finished(Job, tuple[Frame, ...], tuple[Evidence, ...], tuple[Asked, ...]): to be judged.
        failed(Job, Reason, str, tuple[Evidence, ...]): nothing to be judged, why, and by which
            rule.
    """

    progressed = Signal(object, object)
    finished = Signal(object, object, object, object)
    failed = Signal(object, object, str, object)
    _reported = Signal(int, object)

    def __init__(self, make_watcher: Callable[[], Watcher], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tap = FrameTap()
        self._make_watcher = make_watcher
        self._run: GuideRun | None = None
        self._warming: threading.Thread | None = None
        self._job: Job | None = None
        self._turn = 0
        self._reported.connect(self._on_reported)

    def warm_up(self) -> None:
        """Has the models loaded ahead, so that the first subject need not wait; returns at once."""
        if self._warming is None:
            self._warming = threading.Thread(target=self._load, name="guide", daemon=True)
            self._warming.start()

    def close(self) -> None:
        """Ends what is running; nothing is reported from now on. Returns at once."""
        self._turn += 1
        self._job = None
        self.tap.silence()
        if self._run is not None:
            self._run.stop()

    def join(self, timeout_s: float) -> bool:
        """Waits for the guide thread to end, at most about `timeout_s`; True if it has."""
        threads = [thread for thread in (self._run, self._warming) if thread is not None]
        for thread in threads:
            thread.join(timeout_s)
        return not any(thread.is_alive() for thread in threads)

    @Slot(object, object)
    def on_guide_requested(self, job: Job, script: Script) -> None:
        """Begins to watch; one that still runs is left."""
        self.close()
        self._job = job
        turn = self._turn

        def report(said: GuideReport) -> None:
            self._reported.emit(turn, said)

        self._run = GuideRun(
            script, make_watcher=self._make_watcher, box=self.tap.listen(), on_report=report
        )
        self._run.start()

    @Slot(object)
    def on_guide_stop_requested(self, job: Job) -> None:
        """Ends the guide of this job."""
        if job == self._job:
            self.close()

    def _load(self) -> None:
        try:
            self._make_watcher()
        except EngineError as error:
            # Said to the operator by the first check that needs it.
            _log.warning("the guide's models cannot be loaded: %s", error)

    @Slot(int, object)
    def _on_reported(self, turn: int, said: GuideReport) -> None:
        job = self._job
        if turn != self._turn or job is None:
            return
        match said:
            case GuideProgress():
                self.progressed.emit(job, said)
                return
            case GuideEnded(frames, signals, asked):
                self.close()
                self.finished.emit(job, frames, signals, asked)
            case GuideBroken(reason, detail, signals):
                self.close()
                self.failed.emit(job, reason, detail, signals)
            case _:
                assert_never(said)
