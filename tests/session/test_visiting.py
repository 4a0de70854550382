"""A subject's visit: called, asked, limited, sent another way, decided about, locked away."""

from dataclasses import replace

import pytest

from liveness_station.domain.consents import Consent, ConsentAnswer, ConsentRoute, ConsentRule
from liveness_station.domain.desk_events import (
    AllowanceEvent,
    ConsentEvent,
    NoteEvent,
    OtherMethodEvent,
    OtherReason,
    OverrideEvent,
    Recorded,
)
from liveness_station.domain.overrides import (
    Override,
    OverrideDecision,
    OverrideReason,
    SecondPerson,
)
from liveness_station.domain.people import OWNER, Person, Role
from liveness_station.domain.policies import Policy
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.references import parse_rule
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, decide_failure
from liveness_station.session.capturing import capture_obstacle
from liveness_station.session.events import (
    CancelVerification,
    CapturePressed,
    DonePressed,
    Effect,
    Event,
    OutcomeArrived,
    RecordLate,
    StartVerification,
    SubjectTyped,
    Ticked,
)
from liveness_station.session.machine import step
from liveness_station.session.states import (
    VERDICT_LIFE_S,
    DeskState,
    Idle,
    Notice,
    Showing,
    Verifying,
)
from liveness_station.session.visit_events import (
    AttemptsAllowed,
    ConsentAnswered,
    DeskLocked,
    EventRecorded,
    LookUpSubject,
    NextPressed,
    NoteWritten,
    OperatorChanged,
    OtherMethodChosen,
    OverrideChosen,
    PrepareHere,
    QueueEdited,
    RecheckPressed,
    RecordEvent,
    RulesChanged,
    SubjectCalled,
    SubjectLookedUp,
    TrainingChanged,
)
from liveness_station.session.visits import ConsentStep, DeskRules, OtherWay, Visit
from tests.session.desk import ANNA, LIVE, NOW_S, SPOOF, desk, frame, job, outcome

STILL = frame()
BERT = Subject("B-7")
ASKING = DeskRules(consent=ConsentRule.ASK)
THREE = DeskRules(attempts_most=3, attempts_s=600.0)
WANG = Person("Wang Li", Role.OPERATOR)
LIN = Person("Lin Mei", Role.SUPERVISOR)
VERIFYING = Verifying(job(), STILL, NOW_S)
PASS = Override(OverrideDecision.ACCEPT, OverrideReason.IDENTITY_DOCUMENT, note="seen")
REFUSE = Override(OverrideDecision.REFUSE, OverrideReason.WRONG_PERSON)


def run(state: DeskState, *events: Event) -> tuple[DeskState, list[Effect]]:
    done: list[Effect] = []
    for event in events:
        state, effects = step(state, event)
        done.extend(effects)
    return state, done


def press(job_id: str = "job-2", at_s: float = NOW_S) -> CapturePressed:
    return CapturePressed(frame(at_s), job_id, at_s)


def said(
    answer: ConsentAnswer = ConsentAnswer.GIVEN, route: ConsentRoute = ConsentRoute.CLOUD
) -> ConsentAnswered:
    return ConsentAnswered(answer, route, "c-1", "2026-11", "en", NOW_S)


def recorded(effects: list[Effect], sequence: int | None = 7) -> EventRecorded:
    (wanted,) = [effect for effect in effects if isinstance(effect, RecordEvent)]
    return EventRecorded(Recorded(wanted.event, sequence))


def showing(decision: Decision = SPOOF, **changes: object) -> DeskState:
    shown = Showing(outcome(job(), decision), STILL, NOW_S)
    return desk(shown, visit=Visit(last_job="job-1"), **changes)


# Who is next.


def test_next_calls_the_first_in_line_with_what_is_known_of_them() -> None:
    line = Queue((Waiting(BERT, "zh_CN", "Bert"), Waiting(Subject("C-1"))))
    after, _ = run(desk(queue=line), NextPressed())
    assert after.subject == BERT
    assert (after.visit.language, after.visit.label) == ("zh_CN", "Bert")
    assert [one.subject.reference for one in after.queue.line] == ["C-1"]
    assert after.generation == 2


def test_next_of_nobody_ends_the_visit_and_says_so() -> None:
    after, _ = run(showing(), NextPressed())
    assert (after.subject, after.phase, after.notice) == (None, Idle(), Notice.QUEUE_EMPTY)


def test_next_while_checking_takes_nobody_out_of_the_line() -> None:
    line = Queue((Waiting(BERT),))
    after, effects = run(desk(VERIFYING, queue=line), NextPressed())
    assert (after.subject, after.queue, effects) == (ANNA, line, [])
    assert after.notice is Notice.ALREADY_CHECKING


def test_a_typed_reference_leaves_the_line_and_keeps_its_language() -> None:
    line = Queue((Waiting(Subject("C-1")), Waiting(BERT, "zh_CN")))
    after, _ = run(desk(queue=line), SubjectTyped("B-7"))
    assert after.visit.language == "zh_CN"
    assert [one.subject.reference for one in after.queue.line] == ["C-1"]


def test_a_reference_against_the_house_rule_is_nobody() -> None:
    rules = DeskRules(references=parse_rule("A-[0-9]+"))
    after, _ = run(desk(rules=rules), SubjectTyped("B-7"), SubjectTyped("A-1042x"))
    assert (after.subject, after.notice) == (ANNA, Notice.SUBJECT_AGAINST_RULE)
    assert run(after, SubjectTyped("A-2"))[0].subject == Subject("A-2")


def test_an_edited_line_is_the_line() -> None:
    line = Queue((Waiting(BERT),))
    assert run(desk(), QueueEdited(line))[0].queue == line


# Consent.


def test_nothing_is_captured_before_the_subject_was_asked() -> None:
    asked, _ = run(desk(rules=ASKING), SubjectTyped("B-7"))
    assert asked.visit.step is ConsentStep.ASKING
    after, effects = run(asked, press())
    assert (after.phase, after.notice, effects) == (Idle(), Notice.CONSENT_MISSING, [])


def test_nothing_is_captured_before_the_answer_is_on_disk() -> None:
    asked, _ = run(desk(rules=ASKING), SubjectTyped("B-7"))
    answered, effects = run(asked, said())
    assert effects == [
        RecordEvent(
            ConsentEvent(
                Consent(ConsentAnswer.GIVEN, "c-1", "2026-11", ConsentRoute.CLOUD, "en"), BERT, 2
            )
        )
    ]
    assert run(answered, press())[0].notice is Notice.CONSENT_BEING_RECORDED
    settled, _ = run(answered, recorded(effects))
    (check,) = run(settled, press())[1]
    assert isinstance(check, StartVerification)
    assert check.job.consent.consent_id == "c-1"


def test_an_answer_that_could_not_be_recorded_is_asked_again() -> None:
    asked, _ = run(desk(rules=ASKING), SubjectTyped("B-7"))
    answered, effects = run(asked, said())
    after, _ = run(answered, recorded(effects, None))
    assert after.visit.step is ConsentStep.ASKING
    assert after.notice is Notice.CONSENT_NOT_RECORDED
    assert capture_obstacle(after) is Notice.CONSENT_MISSING


@pytest.mark.parametrize("sequence", [7, None])
def test_a_refusal_holds_recorded_or_not(sequence: int | None) -> None:
    asked, _ = run(desk(rules=ASKING), SubjectTyped("B-7"))
    answered, effects = run(asked, said(ConsentAnswer.REFUSED))
    after, _ = run(answered, recorded(effects, sequence))
    assert capture_obstacle(after) is Notice.CONSENT_REFUSED
    assert not after.visit.consent.allows_cloud
    assert run(after, press())[1] == []


def test_one_subjects_answer_is_not_anothers() -> None:
    asked, _ = run(desk(rules=ASKING), SubjectTyped("B-7"))
    answered, effects = run(asked, said())
    other, _ = run(answered, SubjectTyped("C-1"), recorded(effects))
    assert other.visit.step is ConsentStep.ASKING
    assert capture_obstacle(other) is Notice.CONSENT_MISSING


def test_consent_that_is_withdrawn_stops_what_runs() -> None:
    given = Consent(ConsentAnswer.GIVEN, "c-0")
    visit = Visit(consent=given, step=ConsentStep.SETTLED)
    after, effects = run(desk(VERIFYING, visit=visit), said(ConsentAnswer.WITHDRAWN))
    assert CancelVerification(job()) in effects
    assert after.phase == Idle()
    late, found = run(after, OutcomeArrived(outcome(job(), LIVE), NOW_S))
    assert late.phase == Idle()
    assert found == [RecordLate(outcome(job(), LIVE))]


def test_only_here_has_the_local_service_made_ready() -> None:
    rules = replace(ASKING, is_cloud=True)
    asked, _ = run(desk(rules=rules), SubjectTyped("B-7"))
    after, effects = run(asked, said(route=ConsentRoute.HERE))
    assert PrepareHere() in effects
    assert not after.visit.consent.allows_cloud
    assert PrepareHere() not in run(asked, said())[1]


def test_nobody_asks_a_subject_twice_at_once() -> None:
    asked, _ = run(desk(rules=ASKING), SubjectTyped("B-7"))
    _, effects = run(asked, said(), said(ConsentAnswer.REFUSED))
    assert len(effects) == 1


def test_who_is_judged_here_is_judged_by_the_rules_of_here() -> None:
    here, there = Policy(0.8, review_limit=0.5), Policy(0.9)
    rules = replace(ASKING, is_cloud=True, here_policy=here)
    for route, policy in ((ConsentRoute.HERE, here), (ConsentRoute.CLOUD, there)):
        asked, _ = run(desk(rules=rules, policy=there), SubjectTyped("B-7"))
        answered, effects = run(asked, said(route=route))
        (check,) = run(run(answered, recorded(effects))[0], press())[1]
        assert isinstance(check, StartVerification)
        assert check.job.policy == policy


@pytest.mark.parametrize("host", ["https://b.example", ""])
def test_who_agreed_to_one_host_is_asked_anew_for_another(host: str) -> None:
    rules = replace(ASKING, is_cloud=True, host="https://a.example")
    asked, _ = run(desk(rules=rules), SubjectTyped("B-7"))
    answered, effects = run(asked, said())
    settled, _ = run(answered, recorded(effects))
    same, _ = run(settled, RulesChanged(replace(rules, attempts_s=300.0)))
    assert capture_obstacle(same) is None
    other, _ = run(settled, RulesChanged(replace(rules, is_cloud=bool(host), host=host)))
    assert capture_obstacle(other) is Notice.CONSENT_MISSING
    assert not run(other, press())[1]
    # The old answer, once it is on disk, answers the new question no more.
    late, _ = run(answered, RulesChanged(replace(rules, host="https://b.example")))
    assert capture_obstacle(run(late, recorded(effects))[0]) is Notice.CONSENT_MISSING


# Attempts.


def test_the_fourth_attempt_needs_a_supervisor() -> None:
    visit = Visit(judged_at_s=(NOW_S - 500, NOW_S - 300, NOW_S - 2))
    state = desk(rules=THREE, visit=visit)
    after, effects = run(state, press())
    assert (after.notice, effects) == (Notice.ATTEMPTS_SPENT, [])
    same, none = run(state, AttemptsAllowed(1, WANG))
    assert (same.notice, none) == (Notice.NOT_ALLOWED, [])
    _, leave = run(state, AttemptsAllowed(1, LIN))
    assert leave == [RecordEvent(AllowanceEvent(ANNA, 1, "Lin Mei", 1))]
    assert run(state, press())[1] == []
    allowed, _ = run(state, recorded(leave))
    assert isinstance(run(allowed, press())[1][0], StartVerification)
    unwritten, _ = run(state, recorded(leave, None))
    assert capture_obstacle(unwritten) is Notice.ATTEMPTS_SPENT


def test_an_attempt_is_forgiven_after_its_time() -> None:
    visit = Visit(judged_at_s=(NOW_S - 599, NOW_S - 300, NOW_S - 2))
    state = desk(rules=THREE, visit=visit)
    assert capture_obstacle(run(state, Ticked(NOW_S + 0.5))[0]) is Notice.ATTEMPTS_SPENT
    assert capture_obstacle(run(state, Ticked(NOW_S + 1.0))[0]) is None


@pytest.mark.parametrize(
    ("decision", "count"),
    [
        (LIVE, 1),
        (SPOOF, 1),
        (decide_failure(Reason.NO_FACE), 1),
        (decide_failure(Reason.NETWORK), 0),
        (decide_failure(Reason.TLS), 0),
    ],
    ids=["live", "spoof", "retry", "retry for the network's sake", "error"],
)
def test_what_was_judged_counts(decision: Decision, count: int) -> None:
    state = desk(VERIFYING, rules=THREE)
    after, _ = run(state, OutcomeArrived(outcome(job(), decision), NOW_S))
    assert len(after.visit.judged_at_s) == count


def test_nothing_is_captured_before_it_is_known_who_was_here_before() -> None:
    called, effects = run(desk(rules=THREE), SubjectTyped("B-7"))
    assert effects == [LookUpSubject(BERT, 2, 600.0)]
    assert capture_obstacle(called) is Notice.SUBJECT_LOOKED_FOR
    known, _ = run(called, SubjectLookedUp(BERT, 2, (10.0, 20.0, 30.0), 0, "old", NOW_S))
    assert known.visit.judged_at_s == (NOW_S - 10, NOW_S - 20, NOW_S - 30)
    assert capture_obstacle(known) is Notice.ATTEMPTS_SPENT
    assert known.visit.last_job == "old"


@pytest.mark.parametrize(("who", "generation"), [(ANNA, 2), (BERT, 1)])
def test_what_is_known_of_another_one_is_of_no_use(who: Subject, generation: int) -> None:
    called, _ = run(desk(rules=THREE), SubjectTyped("B-7"))
    after, _ = run(called, SubjectLookedUp(who, generation, (), 9, "", NOW_S))
    assert capture_obstacle(after) is Notice.SUBJECT_LOOKED_FOR
    assert after.visit.allowed_more == 0


def test_another_attempt_follows_the_last_and_overwrites_nothing() -> None:
    after, effects = run(showing(), RecheckPressed())
    assert (after.phase, effects) == (Idle(), [])
    (check,) = run(after, press("job-2", NOW_S + 1))[1]
    assert isinstance(check, StartVerification)
    assert (check.job.follows, check.job.job_id) == ("job-1", "job-2")
    assert run(desk(), press())[1][0].job.follows == ""  # type: ignore[union-attr]  # as above


# Another way.


def test_another_way_is_an_outcome_of_its_own() -> None:
    chosen = OtherMethodChosen(OtherReason.SUBJECT_WISHES, NOW_S, "by passport")
    after, effects = run(showing(), chosen)
    wanted = OtherMethodEvent(ANNA, OtherReason.SUBJECT_WISHES, "job-1", "by passport", 1)
    assert effects == [RecordEvent(wanted)]
    assert after.phase == OtherWay(wanted, NOW_S)
    assert capture_obstacle(after) is Notice.OTHER_METHOD_TAKEN
    settled, _ = run(after, recorded(effects))
    assert settled.phase == OtherWay(wanted, NOW_S, 7)
    assert run(settled, Ticked(NOW_S + VERDICT_LIFE_S))[0].phase == Idle()
    assert run(settled, DonePressed())[0].subject is None


def test_another_way_that_is_not_recorded_is_none() -> None:
    after, effects = run(desk(), OtherMethodChosen(OtherReason.OTHER, NOW_S))
    failed, _ = run(after, recorded(effects, None))
    assert (failed.phase, failed.notice) == (Idle(), Notice.NOT_WRITTEN_DOWN)


def test_another_way_stops_what_runs() -> None:
    after, effects = run(desk(VERIFYING), OtherMethodChosen(OtherReason.OTHER, NOW_S))
    assert effects[0] == CancelVerification(job())
    late, found = run(after, OutcomeArrived(outcome(job(), LIVE), NOW_S))
    assert isinstance(late.phase, OtherWay)
    assert found == [RecordLate(outcome(job(), LIVE))]


# Decisions.


def test_a_decision_stands_beside_the_verdict_once_it_is_recorded() -> None:
    state = showing(decide_failure(Reason.NO_FACE), operator=WANG)
    after, effects = run(state, OverrideChosen(PASS))
    signed = replace(PASS, operator="Wang Li")
    assert effects == [RecordEvent(OverrideEvent("job-1", signed, ""))]
    assert isinstance(after.phase, Showing)
    assert after.phase.override is None
    settled, _ = run(after, recorded(effects))
    assert isinstance(settled.phase, Showing)
    assert settled.phase.override == signed
    assert settled.phase.outcome == state.phase.outcome  # type: ignore[union-attr]  # as made above
    failed, _ = run(after, recorded(effects, None))
    assert isinstance(failed.phase, Showing)
    assert (failed.phase.override, failed.notice) == (None, Notice.NOT_WRITTEN_DOWN)


PAIRED = DeskRules(second_person=frozenset(SecondPerson), has_people=True)


@pytest.mark.parametrize(
    ("decision", "override"),
    [(SPOOF, PASS), (decide_failure(Reason.NO_FACE), PASS), (LIVE, REFUSE)],
    ids=["attack", "other", "live"],
)
def test_what_nobody_may_decide_alone(decision: Decision, override: Override) -> None:
    state = showing(decision, operator=WANG, rules=PAIRED)
    for second in (None, WANG, Person("Zhou", Role.OPERATOR), Person("Wang Li", Role.SUPERVISOR)):
        after, effects = run(state, OverrideChosen(override, second))
        assert (after.notice, effects) == (Notice.SECOND_PERSON_NEEDED, [])
    _, confirmed = run(state, OverrideChosen(override, LIN))
    assert confirmed[0].event.second == "Lin Mei"  # type: ignore[union-attr]  # as in the branch above
    free = replace(state, rules=replace(PAIRED, second_person=frozenset()))
    assert len(run(free, OverrideChosen(override))[1]) == 1
    alone = replace(state, rules=replace(PAIRED, has_people=False), operator=OWNER)
    assert len(run(alone, OverrideChosen(override))[1]) == 1


@pytest.mark.parametrize(
    "state",
    [
        desk(),
        desk(VERIFYING),
        desk(Showing(outcome(job(), SPOOF, recorded=False), STILL, NOW_S)),
    ],
    ids=["idle", "verifying", "not recorded"],
)
def test_there_is_nothing_to_decide_about(state: DeskState) -> None:
    after, effects = run(state, OverrideChosen(PASS))
    assert (after.notice, effects) == (Notice.NOTHING_TO_DECIDE, [])


def test_a_note_is_about_the_attempt_on_screen_or_the_last_one() -> None:
    assert run(showing(), NoteWritten(" dim light "))[1] == [
        RecordEvent(NoteEvent("job-1", "dim light"))
    ]
    later = desk(visit=Visit(last_job="job-9"))
    assert run(later, NoteWritten("x"))[1] == [RecordEvent(NoteEvent("job-9", "x"))]
    assert run(desk(), NoteWritten("x"))[0].notice is Notice.NOTHING_TO_DECIDE
    assert run(later, NoteWritten("  "))[1] == []


# Who is at the desk.


def test_a_locked_desk_shows_and_does_nothing() -> None:
    locked, effects = run(desk(VERIFYING), DeskLocked(NOW_S))
    assert effects == [CancelVerification(job())]
    assert (locked.phase, locked.is_locked) == (Idle(), True)
    shown, _ = run(showing(), DeskLocked(NOW_S))
    assert shown.phase == Idle()
    for event in (
        press(),
        SubjectTyped("B-7"),
        SubjectCalled(Waiting(BERT)),
        NextPressed(),
        OtherMethodChosen(OtherReason.OTHER, NOW_S),
        OverrideChosen(PASS),
        NoteWritten("x"),
    ):
        after, none = run(replace(locked, queue=Queue((Waiting(BERT),))), event)
        assert (after.notice, none, after.subject) == (Notice.DESK_LOCKED, [], ANNA), event
    late, found = run(locked, OutcomeArrived(outcome(job(), LIVE), NOW_S))
    assert late.phase == Idle()
    assert found == [RecordLate(outcome(job(), LIVE))]


def test_the_same_person_comes_back_to_the_same_subject_another_one_to_none() -> None:
    locked, _ = run(desk(operator=WANG), DeskLocked(NOW_S))
    back, _ = run(locked, OperatorChanged(WANG))
    assert (back.is_locked, back.subject) == (False, ANNA)
    other, _ = run(locked, OperatorChanged(LIN))
    assert (other.is_locked, other.subject, other.operator) == (False, None, LIN)


def test_an_auditor_checks_nobody() -> None:
    auditor = desk(operator=Person("Qian", Role.AUDITOR))
    after, effects = run(auditor, press())
    assert (after.notice, effects) == (Notice.NOT_ALLOWED, [])
    assert run(auditor, OverrideChosen(PASS))[0].notice is Notice.NOT_ALLOWED


def test_a_job_says_who_checked_and_whether_it_was_a_drill() -> None:
    drill, _ = run(desk(operator=WANG), TrainingChanged(is_training=True))
    assert drill.subject is None
    (check,) = run(replace(drill, subject=ANNA), press())[1]
    assert isinstance(check, StartVerification)
    assert (check.job.operator, check.job.is_training) == ("Wang Li", True)


def test_an_old_verdict_is_not_seen_after_a_drill_began() -> None:
    after, _ = run(showing(LIVE), TrainingChanged(is_training=True))
    assert (after.phase, after.subject) == (Idle(), None)
