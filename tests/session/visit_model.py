"""Visits under random hands: nobody is captured who has not agreed, or too often, or locked away.

The model keeps books of its own, from what the desk asked to be recorded and was told is recorded.
"""

from collections.abc import Callable
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from liveness_station.domain.consents import ConsentAnswer, ConsentRoute, ConsentRule
from liveness_station.domain.desk_events import (
    AllowanceEvent,
    ConsentEvent,
    DeskEvent,
    OtherMethodEvent,
    OtherReason,
    OverrideEvent,
    Recorded,
)
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.overrides import (
    Override,
    OverrideDecision,
    OverrideReason,
    SecondPerson,
)
from liveness_station.domain.people import Person, Right, Role
from liveness_station.domain.queue import Queue, QueueError, Waiting
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.session.events import (
    CancelPressed,
    CancelVerification,
    CapturePressed,
    DonePressed,
    Effect,
    EngineChanged,
    Event,
    OutcomeArrived,
    StartVerification,
    SubjectTyped,
    Ticked,
)
from liveness_station.session.machine import step
from liveness_station.session.states import DeskState, EngineReady, Idle, Showing, Verifying
from liveness_station.session.visit_events import (
    AttemptsAllowed,
    ConsentAnswered,
    DeskLocked,
    EventRecorded,
    LookUpSubject,
    NextPressed,
    OperatorChanged,
    OtherMethodChosen,
    OverrideChosen,
    QueueEdited,
    RecheckPressed,
    RecordEvent,
    SubjectLookedUp,
    TrainingChanged,
)
from liveness_station.session.visits import DeskRules, OtherWay
from tests.session.desk import LIVE, SPOOF, frame

Stepper = Callable[[DeskState, Event], tuple[DeskState, tuple[Effect, ...]]]

MOST, WITHIN_S = 2, 600.0
RULES = DeskRules(
    consent=ConsentRule.ASK,
    attempts_most=MOST,
    attempts_s=WITHIN_S,
    second_person=frozenset(SecondPerson),
    has_people=True,
    is_cloud=True,
)
WANG = Person("Wang Li", Role.OPERATOR)
LIN = Person("Lin Mei", Role.SUPERVISOR)
QIAN = Person("Qian", Role.AUDITOR)
NAMES = ("A-1042", "B-7", "C-1")
DECISIONS = (LIVE, SPOOF, decide_failure(Reason.NO_FACE), decide_failure(Reason.TLS))
ANSWERS = (
    (ConsentAnswer.GIVEN, ConsentRoute.CLOUD),
    (ConsentAnswer.GIVEN, ConsentRoute.CLOUD),
    (ConsentAnswer.GIVEN, ConsentRoute.HERE),
    (ConsentAnswer.REFUSED, ConsentRoute.CLOUD),
    (ConsentAnswer.WITHDRAWN, ConsentRoute.CLOUD),
)


class VisitModel(RuleBasedStateMachine):
    """Random hands at one desk; `stepper` is replaced by the mutants."""

    stepper: ClassVar[Stepper] = staticmethod(step)

    def __init__(self) -> None:
        super().__init__()
        self.state = DeskState(rules=RULES, operator=WANG)
        self.now_s = 1000.0
        self.number = 0
        self.unwritten: list[DeskEvent] = []
        self.running: list[Job] = []
        self.asked: list[LookUpSubject] = []
        # The books: by generation what was recorded as agreed, and by subject what was judged.
        self.agreed: dict[int, ConsentEvent] = {}
        self.judged: dict[str, list[float]] = {}
        self.leaves: dict[tuple[str, int], int] = {}
        self.last: dict[int, str] = {}
        self.known: dict[int, list[float]] = {}
        self.decided: dict[str, Override] = {}

    @initialize()
    def open_the_desk(self) -> None:
        self._take(EngineChanged(EngineReady("local")))

    @rule(name=st.sampled_from(NAMES))
    def type_a_subject(self, name: str) -> None:
        self._take(SubjectTyped(name))

    @rule(name=st.sampled_from(NAMES))
    def put_in_line(self, name: str) -> None:
        try:
            self._take(QueueEdited(self.state.queue.add(Waiting(Subject(name)))))
        except QueueError:
            return

    @rule()
    def call_the_next(self) -> None:
        self._take(NextPressed())

    @rule()
    def press_done(self) -> None:
        self._take(DonePressed())

    @rule(answer=st.sampled_from(ANSWERS))
    def answer_the_question(self, answer: tuple[ConsentAnswer, ConsentRoute]) -> None:
        self.number += 1
        said, route = answer
        self._take(ConsentAnswered(said, route, f"c-{self.number}", "v", "en", self.now_s))
        if said is not ConsentAnswer.GIVEN:
            assert not isinstance(self.state.phase, Verifying) or self.state.is_locked

    @precondition(lambda self: self.unwritten)
    @rule(is_written=st.sampled_from([True, True, True, False]))
    def write_something_down(self, is_written: bool) -> None:
        event = self.unwritten.pop(0)
        self.number += 1
        if is_written:
            self._book(event)
        self._take(EventRecorded(Recorded(event, self.number if is_written else None)))

    @precondition(lambda self: self.asked)
    @rule()
    def look_somebody_up(self) -> None:
        """The record knows what was judged; the desk hears of it in the order it asked."""
        wanted = self.asked.pop(0)
        name = wanted.subject.reference
        ages = tuple(self.now_s - at_s for at_s in self._recent(name))
        self.known[wanted.generation] = self._recent(name) + self.known.get(wanted.generation, [])
        answer = SubjectLookedUp(wanted.subject, wanted.generation, ages, 0, "", self.now_s)
        self._take(answer)

    @rule()
    def bring_a_visit_to_a_capture(self) -> None:
        """The usual way, so that the deeper states are reached often."""
        self._sit_down()
        self.answer_the_question(ANSWERS[0])
        while self.unwritten:
            self.write_something_down(True)
        self.press_capture()

    @rule(answer=st.sampled_from(ANSWERS), decision=st.sampled_from(DECISIONS[:3]))
    def bring_a_visit_to_a_verdict(
        self, answer: tuple[ConsentAnswer, ConsentRoute], decision: Decision
    ) -> None:
        """Likewise, by whatever answer, and once more."""
        self._sit_down()
        self.answer_the_question(answer)
        while self.unwritten:
            self.write_something_down(True)
        for _ in range(MOST + 1):
            self.press_capture()
            while self.running:
                self.end_a_job(decision)

    @rule(is_written=st.booleans())
    def capture_in_haste(self, is_written: bool) -> None:
        """The key is pressed before the answer is on disk, or where it could not be."""
        self._sit_down()
        self.answer_the_question(ANSWERS[0])
        if not is_written and self.unwritten:
            self.write_something_down(False)
        self.press_capture()

    @rule(name=st.sampled_from(NAMES))
    def capture_without_asking(self, name: str) -> None:
        """The operator calls somebody and presses the key."""
        self._sit_down()
        self.type_a_subject(name)
        while self.asked:
            self.look_somebody_up()
        self.press_capture()

    @rule(name=st.sampled_from(NAMES))
    def capture_on_what_is_known_of_another(self, name: str) -> None:
        """The record's answer about the one before comes when the next one sits there."""
        self._sit_down()
        self.type_a_subject("D-9")
        self.type_a_subject(name)
        if self.asked:
            self.look_somebody_up()
        self.answer_the_question(ANSWERS[0])
        while self.unwritten:
            self.write_something_down(True)
        self.press_capture()

    def _sit_down(self) -> None:
        if self.state.is_locked or self.state.operator == QIAN:
            self.sign_in(WANG)
        if self.state.subject is None:
            self.type_a_subject("B-7")
        while self.asked:
            self.look_somebody_up()

    @rule()
    def press_capture(self) -> None:
        self.number += 1
        self.now_s += 1.0
        self._take(CapturePressed(frame(self.now_s), f"job-{self.number}", self.now_s))

    @precondition(lambda self: self.running)
    @rule(decision=st.sampled_from(DECISIONS))
    def end_a_job(self, decision: Decision) -> None:
        job = self.running.pop(0)
        is_shown = isinstance(self.state.phase, Verifying) and self.state.phase.job == job
        if decision.verdict is not Verdict.ERROR:
            if job.generation == self.state.generation:
                self.known.setdefault(job.generation, []).append(self.now_s)
            # On record whether it is shown or not: the next visit hears of it.
            self.judged.setdefault(job.subject.reference, []).append(self.now_s)
        self._take(OutcomeArrived(Outcome(job, decision, "local", recorded=True), self.now_s))
        assert isinstance(self.state.phase, Showing) or not is_shown

    @rule()
    def press_cancel(self) -> None:
        self._take(CancelPressed(self.now_s))

    @rule()
    def press_recheck(self) -> None:
        self._take(RecheckPressed())

    @rule(reason=st.sampled_from(OtherReason))
    def go_another_way(self, reason: OtherReason) -> None:
        self._take(OtherMethodChosen(reason, self.now_s))

    @rule(by=st.sampled_from([WANG, LIN, QIAN]))
    def allow_one_more(self, by: Person) -> None:
        self._take(AttemptsAllowed(1, by))

    @rule(
        decision=st.sampled_from(OverrideDecision),
        second=st.sampled_from([None, WANG, LIN, QIAN]),
    )
    def decide(self, decision: OverrideDecision, second: Person | None) -> None:
        chosen = Override(decision, OverrideReason.OTHER)
        before = self.state.phase
        effects = self._take(OverrideChosen(chosen, second))
        if effects:
            assert isinstance(before, Showing)
            is_pass = before.outcome.decision.verdict is Verdict.LIVE
            is_against = (decision is OverrideDecision.REFUSE) == is_pass
            assert not is_against or second == LIN, "decided alone"

    @rule(decision=st.sampled_from(OverrideDecision))
    def decide_properly(self, decision: OverrideDecision) -> None:
        """About a verdict that is shown, and confirmed."""
        self.bring_a_visit_to_a_verdict(ANSWERS[0], SPOOF)
        self.decide(decision, LIN)

    @rule(pause_s=st.sampled_from([0.5, 130.0, WITHIN_S / 2, WITHIN_S]))
    def wait(self, pause_s: float) -> None:
        self.now_s += pause_s
        self._take(Ticked(self.now_s))

    @rule()
    def lock_the_desk(self) -> None:
        # What was agreed is agreed no more: who stands there afterwards is unknown.
        self.agreed.pop(self.state.generation, None)
        self._take(DeskLocked(self.now_s))
        assert self.state.is_locked
        assert isinstance(self.state.phase, Idle)

    @rule()
    def press_the_keys_of_a_locked_desk(self) -> None:
        """Somebody else's hands, while the operator is away."""
        self.bring_a_visit_to_a_capture()
        self.lock_the_desk()
        self.press_capture()

    @rule()
    def come_back_from_a_break(self) -> None:
        """The same operator unlocks the desk and presses the key."""
        self.bring_a_visit_to_a_capture()
        self.lock_the_desk()
        self.sign_in(self.state.operator)
        self.press_capture()

    @rule(who=st.sampled_from([WANG, WANG, LIN, QIAN]))
    def sign_in(self, who: Person) -> None:
        before = self.state.operator
        self._take(OperatorChanged(who))
        assert who == before or self.state.subject is None, "another one's subject"

    @rule(is_training=st.booleans())
    def drill(self, is_training: bool) -> None:
        before = self.state.is_training
        self._take(TrainingChanged(is_training))
        assert is_training == before or self.state.subject is None

    def _book(self, event: DeskEvent) -> None:
        if isinstance(event, ConsentEvent):
            self.agreed[event.generation] = event
        if isinstance(event, AllowanceEvent):
            key = (event.subject.reference, event.generation)
            self.leaves[key] = self.leaves.get(key, 0) + event.attempts
        if isinstance(event, OverrideEvent):
            self.decided[event.job_id] = event.override

    def _recent(self, name: str) -> list[float]:
        return [at_s for at_s in self.judged.get(name, []) if self.now_s - at_s < WITHIN_S]

    def _take(self, event: Event) -> tuple[Effect, ...]:
        before = self.state
        self.state, effects = type(self).stepper(before, event)
        for effect in effects:
            match effect:
                case StartVerification(job):
                    self._check_the_capture(before, job)
                    self.running.append(job)
                case CancelVerification(job):
                    assert job in self.running
                case RecordEvent(wanted):
                    self.unwritten.append(wanted)
                case LookUpSubject():
                    self.asked.append(effect)
        self._check_the_screen()
        return effects

    def _check_the_capture(self, before: DeskState, job: Job) -> None:
        consent = self.agreed.get(job.generation)
        assert consent is not None, "captured without an answer on record"
        assert consent.consent.answer is ConsentAnswer.GIVEN
        assert (consent.subject, consent.consent) == (job.subject, job.consent)
        assert job.consent.allows_cloud == (consent.consent.route is ConsentRoute.CLOUD)
        assert not before.is_locked
        assert before.operator.may(Right.CHECK)
        assert job.operator == before.operator.name
        assert job.is_training == before.is_training
        assert job.follows == self.last.get(job.generation, "")
        self.last[job.generation] = job.job_id
        name = job.subject.reference
        allowed = MOST + self.leaves.get((name, job.generation), 0)
        assert job.generation in self.known, "captured before it was known who was here"
        made = [at_s for at_s in self.known[job.generation] if self.now_s - at_s < WITHIN_S]
        # A drill's verdicts are no attempts; these books have them all the same.
        assert before.is_training or len(made) < allowed, "once too often"

    def _check_the_screen(self) -> None:
        state, phase = self.state, self.state.phase
        if state.is_locked:
            assert isinstance(phase, Idle)
        match phase:
            case Showing(outcome):
                assert outcome.job.generation == state.generation
                assert outcome.job.subject == state.subject
                if phase.override is not None:
                    said = self.decided[outcome.job.job_id]
                    assert said == phase.override, "a decision that is not on record"
            case Verifying(job):
                assert (job.generation, job.subject) == (state.generation, state.subject)
                consent = self.agreed[job.generation].consent
                assert consent.allows_capture, "checked against the subject's word"
            case OtherWay(event):
                assert isinstance(event, OtherMethodEvent)
                assert (event.generation, event.subject) == (state.generation, state.subject)
        waiting = [one.subject for one in state.queue.line]
        assert isinstance(state.queue, Queue)
        assert len(set(waiting)) == len(waiting)
