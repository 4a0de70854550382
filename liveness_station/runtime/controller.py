"""The desk's state in the gui thread, and the wishes and facts that change it."""

import uuid
from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.clocks import waking_clock_s
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.policies import Policy
from liveness_station.session.events import (
    CameraChanged,
    CancelPressed,
    CancelVerification,
    CapturePressed,
    DonePressed,
    Effect,
    EngineChanged,
    Event,
    OutcomeArrived,
    PolicyChanged,
    RecordLate,
    StartVerification,
    SubjectEdited,
    SubjectTyped,
    Ticked,
    Woken,
)
from liveness_station.session.machine import step
from liveness_station.session.states import SLEEP_GAP_S, CameraState, DeskState, EngineState

TICK_MS = 250


def _new_job_id() -> str:
    return uuid.uuid4().hex


class StationController(QObject):
    """Feeds events to the session and carries out its effects. Thread: gui.

    Signals:
        state_changed(DeskState): there is something else to show.
        verify_requested(Job, Frame): have this frame judged (the io thread's).
        outcome_came_late(Outcome): record that it was not shown (the io thread's).
        cancel_requested(Job): stop working on this job.
    """

    state_changed = Signal(object)
    verify_requested = Signal(object, object)
    outcome_came_late = Signal(object)
    cancel_requested = Signal(object)

    def __init__(
        self,
        policy: Policy,
        *,
        clock: Callable[[], float] = waking_clock_s,
        new_job_id: Callable[[], str] = _new_job_id,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._new_job_id = new_job_id
        self._state = DeskState(policy=policy)
        self._looked_s = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    @property
    def state(self) -> DeskState:
        """The desk as it is now."""
        return self._state

    @Slot(object)
    def on_capture_requested(self, frame: Frame | None) -> None:
        """Captures the frame that is on screen."""
        self._take(CapturePressed(frame, self._new_job_id(), self._clock()))

    @Slot(str)
    def on_subject_typed(self, untrusted_text: str) -> None:
        """Makes this the subject."""
        self._take(SubjectTyped(untrusted_text))

    @Slot(bool)
    def on_subject_edited(self, is_pending: bool) -> None:
        """Notes whether a reference is being typed."""
        self._take(SubjectEdited(is_pending))

    @Slot()
    def on_done_requested(self) -> None:
        """Clears verdict and subject."""
        self._take(DonePressed())

    @Slot()
    def on_cancel_requested(self) -> None:
        """Gives up the running verification."""
        self._take(CancelPressed(self._clock()))

    @Slot(object)
    def on_finished(self, outcome: Outcome) -> None:
        """Shows an outcome if it is the awaited one."""
        self._take(OutcomeArrived(outcome, self._clock()))

    @Slot(object)
    def on_camera_changed(self, camera: CameraState) -> None:
        """Notes what the camera is doing."""
        self._take(CameraChanged(camera))

    @Slot(object)
    def on_engine_changed(self, engine: EngineState) -> None:
        """Notes whether the endpoint can be asked."""
        self._take(EngineChanged(engine))

    @Slot(object)
    def on_policy_changed(self, policy: Policy) -> None:
        """Takes new rules for the next capture."""
        self._take(PolicyChanged(policy))

    @Slot()
    def _on_timeout(self) -> None:
        self._take(Ticked(self._clock()))

    def _take(self, event: Event) -> None:
        """Takes an event, and before it the sleep that it may have ended.

        The first to come after a sleep need not be a tick: a verdict may have waited in the queue.
        """
        before_s, self._looked_s = self._looked_s, self._clock()
        if self._looked_s - before_s > SLEEP_GAP_S:
            self._step(Woken(self._looked_s))
        self._step(event)

    def _step(self, event: Event) -> None:
        before = self._state
        self._state, effects = step(before, event)
        if self._state != before:
            self.state_changed.emit(self._state)
        for effect in effects:
            self._carry_out(effect)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case StartVerification(job, frame):
                self.verify_requested.emit(job, frame)
            case CancelVerification(job):
                self.cancel_requested.emit(job)
            case RecordLate(outcome):
                self.outcome_came_late.emit(outcome)
            case _:
                assert_never(effect)
