"""The desk's state in the gui thread, and the wishes and facts that change it."""

import random
import secrets
import uuid
from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.clocks import waking_clock_s
from liveness_station.domain.frames import Frame
from liveness_station.domain.gate_readings import GateReading
from liveness_station.domain.guiding import Asked, Method
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.signals import Signal as Evidence
from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.runtime.visit_controller import VisitController
from liveness_station.session.events import (
    NO_SCRIPT,
    CameraChanged,
    CancelPressed,
    CancelVerification,
    CapturePressed,
    DeskClosed,
    DonePressed,
    Effect,
    EngineChanged,
    Event,
    GatesChanged,
    GuideFailed,
    GuideFinished,
    GuideProgressed,
    MemoryChanged,
    OutcomeArrived,
    PolicyChanged,
    RecordLate,
    RecordRefusal,
    StartGuiding,
    StartVerification,
    StopGuiding,
    SubjectEdited,
    SubjectTyped,
    Ticked,
    Woken,
)
from liveness_station.session.machine import step
from liveness_station.session.scripts import draw_script
from liveness_station.session.states import (
    SLEEP_GAP_S,
    CameraState,
    DeskState,
    EngineState,
    GuideProgress,
    Guiding,
    Verifying,
)
from liveness_station.session.visit_events import VisitEffect
from liveness_station.session.visits import FREE_RULES, DeskRules

TICK_MS = 250


def _new_job_id() -> str:
    return uuid.uuid4().hex


class StationController(QObject):
    """Feeds events to the session and carries out its effects. Thread: gui.

    Signals:
        state_changed(DeskState): there is something else to show.
        guide_requested(Job, Script): watch the subject and ask for what the script says.
        guide_stop_requested(Job): end that guide, whose frames are of no use.
        verify_requested(StartVerification): have these frames judged (the io thread's).
        refusal_requested(RecordRefusal): record a job that sent nothing (the io thread's).
        outcome_came_late(Outcome): record that it was not shown (the io thread's).
        cancel_requested(Job): stop working on this job.
    """

    state_changed = Signal(object)
    guide_requested = Signal(object, object)
    guide_stop_requested = Signal(object)
    verify_requested = Signal(object)
    refusal_requested = Signal(object)
    outcome_came_late = Signal(object)
    cancel_requested = Signal(object)

    def __init__(
        self,
        policy: Policy,
        *,
        clock: Callable[[], float] = waking_clock_s,
        new_job_id: Callable[[], str] = _new_job_id,
        chance: random.Random | None = None,
        rules: DeskRules = FREE_RULES,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._new_job_id = new_job_id
        self._chance = chance or secrets.SystemRandom()
        self._method = Method.STILL
        self._state = DeskState(policy=policy, rules=rules)
        self._looked_s = clock()
        self.visits = VisitController(self._take, clock, self)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    @property
    def state(self) -> DeskState:
        """The desk as it is now."""
        return self._state

    @property
    def method(self) -> Method:
        """How the next capture is taken."""
        return self._method

    @Slot(object)
    def on_capture_requested(self, frame: Frame | None) -> None:
        """Captures the frame that is on screen, and goes on as the method says."""
        self._capture(frame, self._method)

    @Slot(object)
    def on_motionless_capture_requested(self, frame: Frame | None) -> None:
        """Captures likewise, but asks the subject for no movement."""
        is_guided = self._method is Method.GUIDED
        self._capture(frame, Method.BURST if is_guided else self._method)

    @Slot(object)
    def on_method_changed(self, method: Method) -> None:
        """Takes the next capture so: a still, until something else is said."""
        self._method = method

    @Slot(object, object)
    def on_guide_progressed(self, job: Job, progress: GuideProgress) -> None:
        """Shows how far a guide has come, if it is the awaited one."""
        self._take(GuideProgressed(job, progress))

    @Slot(object, object, object, object)
    def on_guide_finished(
        self,
        job: Job,
        frames: tuple[Frame, ...],
        signals: tuple[Evidence, ...],
        asked: tuple[Asked, ...],
    ) -> None:
        """Has the frames of a guide judged, if it is the awaited one."""
        self._take(GuideFinished(job, frames, signals, asked, self._clock()))

    @Slot(object, object, str, object)
    def on_guide_failed(
        self, job: Job, reason: Reason, detail: str, signals: tuple[Evidence, ...]
    ) -> None:
        """Has it recorded that a guide came to nothing, if it is the awaited one."""
        self._take(GuideFailed(job, reason, self._clock(), detail, signals))

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
        """Gives up the running check."""
        self._take(CancelPressed(self._clock()))

    @Slot()
    def on_unforeseen(self) -> None:
        """Ends a running check as an error of our own: something broke, and nobody knows what."""
        phase = self._state.phase
        if isinstance(phase, Guiding):
            self.on_guide_failed(phase.job, Reason.INTERNAL, "", ())
        elif isinstance(phase, Verifying):
            self.on_finished(Outcome(phase.job, decide_failure(Reason.INTERNAL), ""))
            # What its worker still says counts as late.
            self.cancel_requested.emit(phase.job)

    @Slot(object)
    def on_finished(self, outcome: Outcome) -> None:
        """Shows an outcome if it is the awaited one."""
        self._take(OutcomeArrived(outcome, self._clock()))

    @Slot(object)
    def on_camera_changed(self, camera: CameraState) -> None:
        """Notes what the camera is doing."""
        self._take(CameraChanged(camera))

    @Slot(object)
    def on_gates_changed(self, reading: GateReading) -> None:
        """Notes what the gates say."""
        self._take(GatesChanged(reading, self._clock()))

    @Slot(object)
    def on_engine_changed(self, engine: EngineState) -> None:
        """Notes whether the endpoint can be asked."""
        self._take(EngineChanged(engine))

    @Slot(bool)
    def on_memory_changed(self, is_low: bool) -> None:
        """Notes whether there is too little memory for a check."""
        self._take(MemoryChanged(is_low))

    @Slot(object)
    def on_policy_changed(self, policy: Policy) -> None:
        """Takes new rules for the next capture."""
        self._take(PolicyChanged(policy))

    @Slot()
    def on_closing(self) -> None:
        """Ends a running guide; to be called before the io thread is stopped."""
        self._take(DeskClosed())

    @Slot()
    def _on_timeout(self) -> None:
        self._take(Ticked(self._clock()))

    def _capture(self, frame: Frame | None, method: Method) -> None:
        script = draw_script(self._chance) if method is Method.GUIDED else NO_SCRIPT
        self._take(CapturePressed(frame, self._new_job_id(), self._clock(), method, script))

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
        if isinstance(effect, VisitEffect):
            self.visits.carry_out(effect)
            return
        match effect:
            case StartGuiding(job, script):
                self.guide_requested.emit(job, script)
            case StopGuiding(job):
                self.guide_stop_requested.emit(job)
            case StartVerification():
                self.verify_requested.emit(effect)
            case RecordRefusal():
                self.refusal_requested.emit(effect)
            case CancelVerification(job):
                self.cancel_requested.emit(job)
            case RecordLate(outcome):
                self.outcome_came_late.emit(outcome)
            case _:
                assert_never(effect)
