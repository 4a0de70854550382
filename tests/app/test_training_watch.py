"""What an operator did about a scripted subject, read off two states; and a drill's rules."""

from dataclasses import replace

import pytest

from liveness_station.app.training_pictures import DrillPictures
from liveness_station.app.training_rules import drill_queue, queue_after, rules_of
from liveness_station.app.training_watch import reaction_of
from liveness_station.domain.consents import Consent, ConsentAnswer, ConsentRoute, ConsentRule
from liveness_station.domain.desk_events import OtherMethodEvent, OtherReason
from liveness_station.domain.drills import DRILLS, DrillId, Reaction, Run, Scene
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.overrides import Override, OverrideDecision, OverrideReason
from liveness_station.domain.policies import Policy
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import (
    Decision,
    Reason,
    Verdict,
    decide_attack,
    decide_failure,
)
from liveness_station.session.states import DeskState, Idle, Notice, Showing
from liveness_station.session.visits import ConsentStep, DeskRules, OtherWay, Visit

SUBJECT = Subject("DRILL-01")
LIVE = Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD, score=0.93)
STEP = DRILLS[DrillId.MORNING][0]
REFUSED_STEP = DRILLS[DrillId.CONSENT][1]
STILL: Frame = DrillPictures(Scene.PERSON).frame(0.0)


def _showing(decision: Decision) -> DeskState:
    job = Job("j", SUBJECT, 3, Policy(), is_training=True)
    outcome = Outcome(job, decision, "simulator drill", recorded=True)
    return DeskState(
        subject=SUBJECT, generation=3, phase=Showing(outcome, STILL, 1.0), is_training=True
    )


def _left(state: DeskState) -> DeskState:
    return replace(state, subject=None, generation=4, phase=Idle())


@pytest.mark.parametrize(
    ("decision", "expected"),
    [(LIVE, Reaction.LET_ON), (decide_failure(Reason.NETWORK), Reaction.END)],
)
def test_enter_lets_on_after_live_only(decision: Decision, expected: Reaction) -> None:
    before = _showing(decision)
    assert reaction_of(before, _left(before), subject=SUBJECT, step=STEP) is expected


def test_lock_end_and_what_the_desk_does_by_itself_are_nothing_done() -> None:
    before = _showing(LIVE)
    for after in (
        replace(_left(before), is_locked=True),
        replace(_left(before), is_training=False),
        replace(before, phase=Idle(), notice=Notice.VERDICT_EXPIRED),
        replace(before, phase=Idle(), is_subject_being_typed=True),
    ):
        assert reaction_of(before, after, subject=SUBJECT, step=STEP) is None
    assert reaction_of(before, _left(before), subject=Subject("A-1"), step=STEP) is None


def test_recheck_counts_but_not_after_a_check_that_was_given_up() -> None:
    before = _showing(decide_failure(Reason.NO_FACE))
    after = replace(before, phase=Idle())
    assert reaction_of(before, after, subject=SUBJECT, step=STEP) is Reaction.CHECK_AGAIN
    before = _showing(decide_failure(Reason.CANCELLED))
    assert reaction_of(before, after, subject=SUBJECT, step=STEP) is None


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (OverrideDecision.ACCEPT, Reaction.ACCEPTED),
        (OverrideDecision.REFUSE, Reaction.REFUSED),
    ],
)
def test_decisions_beside_a_verdict(decision: OverrideDecision, expected: Reaction) -> None:
    before = _showing(decide_attack(Reason.ATTACK))
    assert isinstance(before.phase, Showing)
    chosen = Override(decision, OverrideReason.SUSPECTED_ATTACK)
    after = replace(before, phase=replace(before.phase, override=chosen))
    assert reaction_of(before, after, subject=SUBJECT, step=STEP) is expected


def test_other_way_is_one_reaction_and_leaving_afterwards_none() -> None:
    before = replace(_showing(LIVE), phase=Idle())
    way = OtherWay(OtherMethodEvent(SUBJECT, OtherReason.OTHER), 2.0)
    gone = replace(before, phase=way)
    assert reaction_of(before, gone, subject=SUBJECT, step=STEP) is Reaction.OTHER_WAY
    assert reaction_of(gone, _left(gone), subject=SUBJECT, step=STEP) is None


def test_consent_that_was_not_given_is_noticed_where_the_step_is_about_it() -> None:
    asking = replace(_showing(LIVE), phase=Idle(), visit=Visit(step=ConsentStep.ASKING))
    given = Consent(ConsentAnswer.GIVEN, "c", "v", ConsentRoute.CLOUD, "en")
    after = replace(asking, visit=Visit(step=ConsentStep.RECORDING, consent=given))
    taken = reaction_of(asking, after, subject=SUBJECT, step=REFUSED_STEP)
    assert taken is Reaction.TOOK_CONSENT
    assert reaction_of(asking, after, subject=SUBJECT, step=STEP) is None


def test_house_rules_hold_in_a_drill_but_for_what_it_is_about() -> None:
    house = DeskRules(ConsentRule.ASK, attempts_most=5, has_people=True, is_cloud=True)
    morning = rules_of(STEP, house)
    assert (morning.consent, morning.attempts_most) == (ConsentRule.ASK, 0)
    assert (morning.has_people, morning.is_cloud) == (True, True)
    assert rules_of(DRILLS[DrillId.ATTEMPTS][1], house).attempts_most == 3
    assert rules_of(REFUSED_STEP, DeskRules()).consent is ConsentRule.ASK


def test_nobody_real_is_called_in_a_drill_and_nobody_is_lost_by_one() -> None:
    real = Queue((Waiting(Subject("A-1")), Waiting(Subject("A-2"))))
    first = drill_queue(Run(DrillId.MORNING), STEP, real)
    assert [one.subject.reference for one in first.line] == ["DRILL-01"]
    came = first.add(Waiting(Subject("A-3")))
    second = drill_queue(Run(DrillId.MORNING, place=1), STEP, came)
    assert [one.subject.reference for one in second.line] == ["DRILL-02", "A-3"]
    after = queue_after(real, second)
    assert [one.subject.reference for one in after.line] == ["A-1", "A-2", "A-3"]
