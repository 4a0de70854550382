"""The desk under random hands: what must hold after every event, whatever came before.

The rules play operator, camera, worker and clock; the worker ends jobs whenever it likes, says
things twice, and says things about jobs that nobody asked for.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.fusion import MIN_SCORED
from liveness_station.domain.guiding import Asked, Method, Script
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
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
    GuideFailed,
    GuideFinished,
    GuideProgressed,
    OutcomeArrived,
    PolicyChanged,
    RecordLate,
    RecordRefusal,
    StartGuiding,
    StartVerification,
    StopGuiding,
    SubjectTyped,
    Ticked,
    Woken,
)
from liveness_station.session.machine import step
from liveness_station.session.scripts import draw_script
from liveness_station.session.states import (
    DEADLINE_S,
    GUIDE_LIMIT_S,
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
    GuideProgress,
    Guiding,
    Idle,
    Phase,
    Showing,
    Verifying,
)
from liveness_station.session.visits import OtherWay
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
METHODS = (Method.GUIDED, Method.GUIDED, Method.STILL, Method.BURST)
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
        self.captured: dict[str, tuple[Job, Frame]] = {}
        self.judged: dict[str, tuple[Frame, ...]] = {}
        self.guides: dict[str, StartGuiding] = {}
        self.watched: list[Job] = []
        self.settled: set[str] = set()
        self.refused: set[str] = set()
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
        was_checking = isinstance(self.state.phase, Guiding | Verifying)
        self._take(DonePressed())
        assert isinstance(self.state.phase, Guiding | Verifying) == was_checking
        if not was_checking:
            self._is_cleared()
            assert self.state.subject is None

    @precondition(lambda self: not isinstance(self.state.phase, Guiding | Verifying))
    @rule(method=st.sampled_from(METHODS))
    def start_a_check(self, method: Method) -> None:
        """A plain press in good order, so that the deeper states are reached often."""
        self.now_s += 1.0
        self.press_capture(0.0, 1, method)

    @rule(
        age_s=st.sampled_from([0.0, 0.25, 0.35, 5.0]),
        presses=st.integers(1, 3),
        method=st.sampled_from(Method),
    )
    def press_capture(self, age_s: float, presses: int, method: Method) -> None:
        """Once, twice by a double click, thrice by a key that repeats."""
        for _ in range(presses):
            self.sequence += 1
            taken = frame(self.now_s - age_s, sequence=self.sequence)
            script = draw_script(Random(self.sequence)) if method is Method.GUIDED else NO_SCRIPT
            job_id = f"job-{self.sequence}"
            self._take(CapturePressed(taken, job_id, self.now_s, method, script))
            self.now_s += 0.03

    @rule()
    def press_capture_without_a_picture(self) -> None:
        self.sequence += 1
        self._take(CapturePressed(None, f"job-{self.sequence}", self.now_s))

    @precondition(lambda self: not isinstance(self.state.phase, Idle))
    @rule()
    def press_cancel(self) -> None:
        self._take(CancelPressed(self.now_s))

    @precondition(lambda self: self.watched)
    @rule(frames=st.integers(3, 5))
    def end_the_guide(self, frames: int) -> None:
        """The guide has its frames, and has seen what was asked for."""
        self.now_s += 3.0
        taken = tuple(self._frame() for _ in range(frames))
        self._hear_of_the_guide(self._ending(self.watched[0], taken))

    @precondition(lambda self: any(job.method is Method.GUIDED for job in self.watched))
    @rule(disobeys=st.integers(1, 2))
    def disobey(self, disobeys: int) -> None:
        """The guide has its frames, but not of what was asked for."""
        taken = (self._frame(), self._frame(), self._frame())
        self._hear_of_the_guide(self._ending(self.watched[0], taken, disobeys))

    @precondition(lambda self: self.watched)
    @rule(frames=st.integers(0, MIN_SCORED - 1))
    def end_the_guide_too_soon(self, frames: int) -> None:
        taken = tuple(self._frame() for _ in range(frames))
        effects = self._hear_of_the_guide(self._ending(self.watched[0], taken))
        assert isinstance(effects[0], RecordRefusal)

    @precondition(lambda self: self.watched)
    @rule(which=st.integers(0, 1))
    def bring_a_foreign_frame(self, which: int) -> None:
        """The frames are of another source, or from before the key was pressed."""
        job = self.watched[0]
        still = self.captured[job.job_id][1]
        foreign = (
            replace(still, source_label="another camera"),
            replace(still, captured_at_s=still.captured_at_s - 1.0),
        )[which]
        taken = (self._frame(), foreign, self._frame())
        effects = self._hear_of_the_guide(self._ending(job, taken))
        assert isinstance(effects[0], RecordRefusal)

    @precondition(lambda self: self.watched)
    @rule(turn=st.sampled_from([None, 0.0, 0.4]))
    def ask_for_a_movement(self, turn: float | None) -> None:
        before = self.state.phase
        assert isinstance(before, Guiding)
        progress = GuideProgress(done=1, total=2, turn=turn)
        assert self._take(GuideProgressed(before.job, progress)) == ()
        assert self.state.phase == replace(before, progress=progress)

    @precondition(lambda self: self.guides)
    @rule(data=st.data(), change=st.sampled_from(["none", "none", "id", "generation", "policy"]))
    def hear_of_some_guide(self, data: st.DataObject, change: str) -> None:
        """A guide says things: the awaited one, one that was stopped, one that nobody knows."""
        guides = [guide.job for guide in self.guides.values()]
        job = self._foreign(data.draw(st.sampled_from(guides[-2:])), change)
        before = self.state
        self._take(GuideProgressed(job, GuideProgress(total=2)))
        if not self.watched or job != self.watched[0]:
            assert self.state == before
        if data.draw(st.booleans()):
            taken = (self._frame(), self._frame(), self._frame())
            self._hear_of_the_guide(self._ending(job, taken))
        else:
            self._hear_of_the_guide(GuideFailed(job, Reason.MOVEMENT_MISSED, self.now_s))

    @precondition(lambda self: self.watched)
    @rule()
    def cancel_a_guide_that_is_just_done(self) -> None:
        """The cancel and the guide's end cross."""
        job = self.watched[0]
        self.press_cancel()
        taken = (self._frame(), self._frame(), self._frame())
        self._hear_of_the_guide(self._ending(job, taken))

    @precondition(lambda self: isinstance(self.state.phase, Guiding))
    @rule()
    def close_the_window(self) -> None:
        self._take(DeskClosed())
        assert isinstance(self.state.phase, Idle)

    @precondition(lambda self: self.unfinished)
    @rule(decision=st.sampled_from(DECISIONS), recorded=st.integers(0, 3))
    def end_a_job(self, decision: object, recorded: int) -> None:
        """The worker ends the oldest job: jobs run one at a time."""
        job = self.unfinished.pop(0)
        self.uncancelled.discard(job.job_id)
        made = Outcome(job, decision, "local", recorded=recorded > 0)  # type: ignore[arg-type]  # sampled
        self.said.append(made)
        self._hear(made)

    @precondition(lambda self: self.unfinished and self.unfinished[-1].job_id in self.refused)
    @rule(decision=st.sampled_from((LIVE, SPOOF)))
    def judge_what_was_refused(self, decision: Decision) -> None:
        """The worker says that it has judged what it was only to write down."""
        made = Outcome(self.unfinished[-1], decision, "local", recorded=True)
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

    @precondition(lambda self: self.captured)
    @rule(data=st.data(), change=st.sampled_from(["id", "generation", "policy"]))
    def say_something_foreign(self, data: st.DataObject, change: str) -> None:
        job = data.draw(st.sampled_from([job for job, _ in self.captured.values()]))
        self._hear(Outcome(self._foreign(job, change), LIVE, "local", recorded=True))

    @precondition(lambda self: not isinstance(self.state.phase, Idle))
    @rule(pause_s=st.sampled_from(PAUSES_S))
    def wait(self, pause_s: float) -> None:
        self.now_s += pause_s
        self._take(Ticked(self.now_s))
        phase = self.state.phase
        if isinstance(phase, Guiding):
            assert self.now_s - phase.since_s < GUIDE_LIMIT_S
        if isinstance(phase, Verifying):
            assert self.now_s - phase.since_s < DEADLINE_S
        if isinstance(phase, Showing):
            assert self.now_s - phase.since_s < VERDICT_LIFE_S

    @precondition(lambda self: not isinstance(self.state.phase, Idle))
    @rule()
    def wait_too_long(self) -> None:
        """Nothing lasts longer than its own limit; such a pause is rare among all the hands."""
        before = self.state.phase
        limits_s = {Guiding: GUIDE_LIMIT_S, Verifying: DEADLINE_S, Showing: VERDICT_LIFE_S}
        self.now_s += limits_s[type(before)] + 0.1
        self._take(Ticked(self.now_s))
        assert type(self.state.phase) is not type(before)

    @precondition(lambda self: not isinstance(self.state.phase, Idle))
    @rule(sleep_s=st.sampled_from(SLEEPS_S))
    def close_the_lid(self, sleep_s: float) -> None:
        """Who sat there before is not known to sit there after."""
        self.now_s += sleep_s
        self._take(Woken(self.now_s))
        phase = self.state.phase
        assert not isinstance(phase, Guiding | Verifying)
        assert not isinstance(phase, Showing) or phase.since_s == self.now_s

    @rule(camera=st.sampled_from(CAMERAS))
    def change_the_camera(self, camera: object) -> None:
        is_other = camera != self.state.camera
        self._take(CameraChanged(camera))  # type: ignore[arg-type]  # sampled
        assert not (is_other and isinstance(self.state.phase, Guiding)), "watched by two cameras"

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

    def _hear_of_the_guide(self, event: GuideFinished | GuideFailed) -> tuple[Effect, ...]:
        """The awaited guide's end is followed by its frames' check or by its refusal."""
        before = self.state
        is_awaited = event.job in self.watched
        if is_awaited:
            self.watched.remove(event.job)
        effects = self._take(event)
        if not is_awaited:
            assert (self.state, effects) == (before, ())
            return effects
        (effect,) = effects
        assert isinstance(effect, StartVerification | RecordRefusal)
        if isinstance(effect, StartVerification):
            assert isinstance(event, GuideFinished)
            assert effect.frames == event.frames
            is_obedient = self._asked(self.guides[event.job.job_id].script, 0) == event.asked
            assert is_obedient or any(signal.is_against for signal in effect.signals)
        return effects

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
        match effect:
            case StartGuiding(job):
                self._note_the_capture(job, event)
                assert job.method is not Method.STILL
                assert not self.watched, "two guides at once"
                self.guides[job.job_id] = effect
                self.watched.append(job)
            case StopGuiding(job):
                self.watched.remove(job)
                self.given_up.add(job.job_id)
            case StartVerification(job, frames):
                if job.method is Method.STILL:
                    self._note_the_capture(job, event)
                    assert frames == (self.captured[job.job_id][1],)
                else:
                    assert len(frames) >= MIN_SCORED
                assert not self.uncancelled, "two checks at once"
                self._settle(job)
                self.judged[job.job_id] = frames
                self.uncancelled.add(job.job_id)
            case RecordRefusal(job, decision):
                assert decision.verdict not in PASSES
                self._settle(job)
                self.refused.add(job.job_id)
            case CancelVerification(job):
                # A refusal is waited for like a verdict, and given up like one.
                assert job.job_id in self.uncancelled | self.refused
                self.uncancelled.discard(job.job_id)
                self.given_up.add(job.job_id)

    def _note_the_capture(self, job: Job, event: Event) -> None:
        assert isinstance(event, CapturePressed)
        assert event.frame is not None
        assert event.now_s - event.frame.captured_at_s <= MAX_FRAME_AGE_S
        assert job.job_id == event.job_id
        assert job.method is event.method
        self.captured[job.job_id] = (job, event.frame)
        self.awaited = job.job_id

    def _settle(self, job: Job) -> None:
        """A job goes to the worker once, to be judged or to be refused."""
        assert job.job_id not in self.settled, "two terminal rows"
        assert job not in self.watched, "judged while it is watched"
        self.settled.add(job.job_id)
        self.unfinished.append(job)

    def _check_the_screen(self) -> None:
        phase = self.state.phase
        if isinstance(phase, Idle | OtherWay):
            assert not self.uncancelled, "a check that nobody waits for goes on"
        else:
            job = phase.outcome.job if isinstance(phase, Showing) else phase.job
            assert job.job_id == self.awaited
            assert job == self.captured[job.job_id][0]
            assert (job.generation, job.subject) == (self.state.generation, self.state.subject)
            assert phase.still in self.judged.get(job.job_id, (self.captured[job.job_id][1],))
        watched = [phase.job] if isinstance(phase, Guiding) else []
        assert self.watched == watched, "a subject is watched that nobody waits for"
        unsettled = set(self.captured) - self.settled - {job.job_id for job in watched}
        assert not unsettled, "a capture without a row"
        self._check_the_verdict(phase)
        self._check_the_card()

    def _check_the_verdict(self, phase: Phase) -> None:
        if not isinstance(phase, Showing):
            return
        outcome = phase.outcome
        if outcome.job.job_id in self.given_up:
            assert outcome.decision.reason in GIVEN_UP
        if outcome not in self.said:
            assert outcome.decision.reason in {*GIVEN_UP, Reason.NOT_RECORDED}
            assert not outcome.recorded
        if outcome.job.job_id in self.refused:
            assert outcome.decision.verdict not in PASSES, "a verdict on what was refused"
        if outcome.decision.verdict in PASSES:
            assert outcome.recorded, "the state holds a verdict that is not on disk"

    def _check_the_card(self) -> None:
        card, phase = present(self.state, ENGLISH, {}).card, self.state.phase
        if card.verdict in PASSES:
            assert isinstance(phase, Showing)
            assert phase.outcome.recorded
            assert phase.outcome.decision.verdict is card.verdict
            assert card.still is phase.still
            assert self.state.subject is not None
            assert card.subject == self.state.subject.reference

    def _ending(self, job: Job, taken: tuple[Frame, ...], disobeys: int = 0) -> GuideFinished:
        script = self.guides[job.job_id].script if job.job_id in self.guides else NO_SCRIPT
        return GuideFinished(job, taken, (), self._asked(script, disobeys), self.now_s)

    def _foreign(self, job: Job, change: str) -> Job:
        return {
            "none": job,
            "id": replace(job, job_id=f"foreign-{job.job_id}"),
            "generation": replace(job, generation=job.generation + 1),
            "policy": replace(job, policy=Policy(0.51)),
        }[change]

    def _asked(self, script: Script, disobeys: int) -> tuple[Asked, ...]:
        """Returns what was seen: all as asked, the last one missed, or the first one only."""
        seen = tuple(Asked(prompt.movement, 1.0, 2.0) for prompt in script.prompts)
        if disobeys == 0 or not seen:
            return seen
        return (*seen[:-1], replace(seen[-1], done_at_s=None)) if disobeys == 1 else seen[:1]

    def _frame(self) -> Frame:
        self.sequence += 1
        return frame(self.now_s, sequence=self.sequence)

    def _is_cleared(self) -> None:
        assert isinstance(self.state.phase, Idle)
        assert not self.uncancelled
        assert not self.watched
