"""The desk under random hands: what must hold after every event, whatever came before.

The rules play operator, camera, worker and clock; the worker ends jobs whenever it likes, says
things twice, and says things about jobs that nobody asked for.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
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
    SubjectTyped,
    Ticked,
    Woken,
)
from liveness_station.session.machine import step
from liveness_station.session.states import (
    DEADLINE_S,
    MAX_FRAME_AGE_S,
    VERDICT_LIFE_S,
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    DeskState,
    EngineFailed,
    EngineReady,
    EngineStarting,
    Idle,
    Showing,
    Verifying,
)
from liveness_station.ui.presenter import present
from liveness_station.ui.words.en import ENGLISH
from tests.session.desk import LIVE, SPOOF, frame

Stepper = Callable[[DeskState, Event], tuple[DeskState, tuple[Effect, ...]]]

DECISIONS = (
    LIVE,
    LIVE,
    SPOOF,
    *(decide_failure(r) for r in (Reason.NO_FACE, Reason.CANCELLED, Reason.LATE)),
)
CAMERAS = (
    CameraClosed(),
    CameraOpening("cam", 0.0),
    CameraLive("cam"),
    CameraFailed("cam", CameraTrouble.LOST),
)
ENGINES = (EngineStarting(), EngineReady("local"), EngineReady("host.example"))
PAUSES_S = (0.05, 0.4, 8.0, DEADLINE_S + 0.1, VERDICT_LIFE_S + 0.1)
SLEEPS_S = (6.0, 3600.0)
PASSES = frozenset({Verdict.LIVE, Verdict.SPOOF})
GIVEN_UP = frozenset({Reason.CANCELLED, Reason.LATE})


def _is_unwritten(outcome: Outcome) -> bool:
    return outcome.decision.reason is Reason.NOT_RECORDED


class DeskModel(RuleBasedStateMachine):
    """Random hands at one desk; `stepper` is replaced by the mutants."""

    stepper: ClassVar[Stepper] = staticmethod(step)

    def __init__(self) -> None:
        super().__init__()
        self.state = DeskState()
        self.now_s = 0.0
        self.sequence = 0
        self.started: dict[str, StartVerification] = {}
        self.unfinished: list[Job] = []
        self.uncancelled: set[str] = set()
        self.given_up: set[str] = set()
        self.said: list[Outcome] = []
        self.awaited: str | None = None

    # What the hands do.

    @initialize()
    def open_the_desk(self) -> None:
        self._take(EngineChanged(EngineReady("local")))
        self._take(CameraChanged(CameraLive("cam")))
        self._take(SubjectTyped("A-1042"))

    @rule(text=st.sampled_from(["A-1042", "B-7", "", "x" * 65, "A\n1"]))
    def type_a_subject(self, text: str) -> None:
        before = self.state.generation
        self._take(SubjectTyped(text))
        is_taken = text in {"A-1042", "B-7"}
        assert self.state.generation == before + is_taken
        if is_taken:
            self._is_cleared()

    @rule()
    def press_done(self) -> None:
        was_checking = isinstance(self.state.phase, Verifying)
        self._take(DonePressed())
        assert isinstance(self.state.phase, Verifying) == was_checking
        if not was_checking:
            self._is_cleared()
            assert self.state.subject is None

    @precondition(lambda self: not isinstance(self.state.phase, Verifying))
    @rule()
    def start_a_check(self) -> None:
        """A plain press in good order, so that the deeper states are reached often."""
        self.now_s += 1.0
        self.press_capture(0.0, 1)

    @rule(age_s=st.sampled_from([0.0, 0.25, 0.35, 5.0]), presses=st.integers(1, 3))
    def press_capture(self, age_s: float, presses: int) -> None:
        """Once, twice by a double click, thrice by a key that repeats."""
        for _ in range(presses):
            self.sequence += 1
            taken = frame(self.now_s - age_s, sequence=self.sequence)
            self._take(CapturePressed(taken, f"job-{self.sequence}", self.now_s))
            self.now_s += 0.03

    @rule()
    def press_capture_without_a_picture(self) -> None:
        self.sequence += 1
        self._take(CapturePressed(None, f"job-{self.sequence}", self.now_s))

    @precondition(lambda self: not isinstance(self.state.phase, Idle))
    @rule()
    def press_cancel(self) -> None:
        self._take(CancelPressed(self.now_s))

    @precondition(lambda self: self.unfinished)
    @rule(decision=st.sampled_from(DECISIONS), recorded=st.integers(0, 3))
    def end_a_job(self, decision: object, recorded: int) -> None:
        """The worker ends the oldest job: jobs run one at a time."""
        job = self.unfinished.pop(0)
        self.uncancelled.discard(job.job_id)
        made = Outcome(job, decision, "local", recorded=recorded > 0)  # type: ignore[arg-type]  # sampled
        self.said.append(made)
        self._hear(made)

    @precondition(lambda self: isinstance(self.state.phase, Verifying))
    @rule(decision=st.sampled_from(DECISIONS))
    def cancel_a_check_that_is_just_done(self, decision: object) -> None:
        """The cancel and the worker's outcome cross."""
        self.press_cancel()
        while self.unfinished:
            self.end_a_job(decision, 1)

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def say_it_twice(self, data: st.DataObject) -> None:
        self._hear(data.draw(st.sampled_from(self.said)))

    @precondition(lambda self: self.started)
    @rule(data=st.data(), change=st.sampled_from(["id", "generation", "policy"]))
    def say_something_foreign(self, data: st.DataObject, change: str) -> None:
        job = data.draw(st.sampled_from([s.job for s in self.started.values()]))
        foreign = {
            "id": replace(job, job_id=f"foreign-{job.job_id}"),
            "generation": replace(job, generation=job.generation + 1),
            "policy": replace(job, policy=Policy(0.51)),
        }[change]
        self._hear(Outcome(foreign, LIVE, "local", recorded=True))

    @precondition(lambda self: not isinstance(self.state.phase, Idle))
    @rule(pause_s=st.sampled_from(PAUSES_S))
    def wait(self, pause_s: float) -> None:
        self.now_s += pause_s
        self._take(Ticked(self.now_s))
        phase = self.state.phase
        if isinstance(phase, Verifying):
            assert self.now_s - phase.since_s < DEADLINE_S
        if isinstance(phase, Showing):
            assert self.now_s - phase.since_s < VERDICT_LIFE_S

    @precondition(lambda self: not isinstance(self.state.phase, Idle))
    @rule(sleep_s=st.sampled_from(SLEEPS_S))
    def close_the_lid(self, sleep_s: float) -> None:
        """Who sat there before is not known to sit there after."""
        self.now_s += sleep_s
        self._take(Woken(self.now_s))
        phase = self.state.phase
        assert not isinstance(phase, Verifying)
        assert not isinstance(phase, Showing) or phase.since_s == self.now_s

    @rule(camera=st.sampled_from(CAMERAS))
    def change_the_camera(self, camera: object) -> None:
        self._take(CameraChanged(camera))  # type: ignore[arg-type]  # sampled

    @rule(engine=st.sampled_from((*ENGINES, EngineFailed(Reason.ENGINE_DOWN))))
    def change_the_engine(self, engine: object) -> None:
        self._take(EngineChanged(engine))  # type: ignore[arg-type]  # sampled

    @rule(threshold=st.sampled_from([0.6, 0.8]))
    def change_the_rules(self, threshold: float) -> None:
        self._take(PolicyChanged(Policy(threshold)))

    # What must hold.

    def _hear(self, outcome: Outcome) -> None:
        before = self.state
        effects = self._take(OutcomeArrived(outcome, self.now_s))
        phase = self.state.phase
        is_shown = isinstance(phase, Showing) and phase.outcome is outcome and before != self.state
        assert effects == (() if is_shown else (RecordLate(outcome),))
        if isinstance(phase, Showing) and _is_unwritten(phase.outcome) and before != self.state:
            assert outcome.job == phase.outcome.job
            assert not outcome.recorded
        elif not is_shown:
            assert self.state == before

    def _take(self, event: Event) -> tuple[Effect, ...]:
        before = self.state
        self.state, effects = type(self).stepper(before, event)
        for effect in effects:
            self._carry_out(effect, event)
        if self.state.generation != before.generation:
            self.awaited = None
        self._check_the_screen()
        return effects

    def _carry_out(self, effect: Effect, event: Event) -> None:
        if isinstance(effect, StartVerification):
            assert isinstance(event, CapturePressed)
            assert effect.frame is event.frame
            assert event.now_s - effect.frame.captured_at_s <= MAX_FRAME_AGE_S
            assert effect.job.job_id == event.job_id
            assert not self.uncancelled, "two checks at once"
            self.started[effect.job.job_id] = effect
            self.unfinished.append(effect.job)
            self.uncancelled.add(effect.job.job_id)
            self.awaited = effect.job.job_id
        elif isinstance(effect, CancelVerification):
            assert effect.job.job_id in self.uncancelled
            self.uncancelled.remove(effect.job.job_id)
            self.given_up.add(effect.job.job_id)

    def _check_the_screen(self) -> None:
        phase = self.state.phase
        if isinstance(phase, Idle):
            assert not self.uncancelled, "a check that nobody waits for goes on"
        else:
            job = phase.job if isinstance(phase, Verifying) else phase.outcome.job
            assert job.job_id == self.awaited
            assert job == self.started[job.job_id].job
            assert (job.generation, job.subject) == (self.state.generation, self.state.subject)
            assert phase.still is self._captured(job)
        if isinstance(phase, Showing) and phase.outcome.job.job_id in self.given_up:
            assert phase.outcome.decision.reason in GIVEN_UP
        if isinstance(phase, Showing) and phase.outcome not in self.said:
            assert phase.outcome.decision.reason in {*GIVEN_UP, Reason.NOT_RECORDED}
            assert not phase.outcome.recorded
        if isinstance(phase, Showing) and phase.outcome.decision.verdict in PASSES:
            assert phase.outcome.recorded, "the state holds a verdict that is not on disk"
        self._check_the_card()

    def _check_the_card(self) -> None:
        card, phase = present(self.state, ENGLISH, {}).card, self.state.phase
        if card.verdict in PASSES:
            assert isinstance(phase, Showing)
            assert phase.outcome.recorded
            assert phase.outcome.decision.verdict is card.verdict
            assert card.still is phase.still
            assert self.state.subject is not None
            assert card.subject == self.state.subject.reference

    def _captured(self, job: Job) -> Frame:
        return self.started[job.job_id].frame

    def _is_cleared(self) -> None:
        assert isinstance(self.state.phase, Idle)
        assert not self.uncancelled
