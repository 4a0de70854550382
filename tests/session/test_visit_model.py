"""Random hands at visits: the machine holds, and each seeded fault is found."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from liveness_station.domain.consents import NOT_ASKED, ConsentAnswer
from liveness_station.domain.people import OWNER
from liveness_station.session.events import CapturePressed, Effect, Event, SubjectTyped
from liveness_station.session.machine import step
from liveness_station.session.states import DeskState, Showing
from liveness_station.session.visit_events import (
    ConsentAnswered,
    DeskLocked,
    EventRecorded,
    OperatorChanged,
    OverrideChosen,
    SubjectLookedUp,
)
from liveness_station.session.visits import ConsentStep
from tests.session.visit_model import Stepper, VisitModel

Stepped = tuple[DeskState, tuple[Effect, ...]]

VisitModel.TestCase.settings = settings(max_examples=150, stateful_step_count=40)
TestVisits = VisitModel.TestCase


def captures_before_it_is_written(state: DeskState, event: Event) -> Stepped:
    """An answer counts before it is on disk."""
    after, effects = step(state, event)
    if isinstance(event, ConsentAnswered) and after.visit.step is ConsentStep.RECORDING:
        return replace(after, visit=replace(after.visit, step=ConsentStep.SETTLED)), effects
    return after, effects


def takes_any_answer_for_yes(state: DeskState, event: Event) -> Stepped:
    """No is yes."""
    if isinstance(event, CapturePressed) and not state.visit.consent.allows_capture:
        agreed = replace(state.visit.consent, answer=ConsentAnswer.GIVEN)
        return step(replace(state, visit=replace(state.visit, consent=agreed)), event)
    return step(state, event)


def keeps_the_answer_for_the_next(state: DeskState, event: Event) -> Stepped:
    """One subject's consent is taken for another's."""
    after, effects = step(state, event)
    if isinstance(event, SubjectTyped) and state.visit.step is ConsentStep.SETTLED:
        visit = replace(after.visit, consent=state.visit.consent, step=ConsentStep.SETTLED)
        return replace(after, visit=visit), effects
    return after, effects


def forgets_the_answer(state: DeskState, event: Event) -> Stepped:
    """The job does not say what the subject agreed to."""
    if isinstance(event, CapturePressed) and state.visit.step is ConsentStep.SETTLED:
        return step(replace(state, visit=replace(state.visit, consent=NOT_ASKED)), event)
    return step(state, event)


def never_counts(state: DeskState, event: Event) -> Stepped:
    """The limit of attempts is none."""
    if isinstance(event, CapturePressed):
        kept = state.visit.judged_at_s
        after, effects = step(replace(state, visit=replace(state.visit, judged_at_s=())), event)
        return replace(after, visit=replace(after.visit, judged_at_s=kept)), effects
    return step(state, event)


def works_while_locked(state: DeskState, event: Event) -> Stepped:
    """The lock hides nothing and stops nothing."""
    if isinstance(event, DeskLocked):
        return replace(state, is_locked=True), ()
    return step(state, event)


def keeps_the_answer_over_a_lock(state: DeskState, event: Event) -> Stepped:
    """Whoever stands there after the break is taken for the one before."""
    after, effects = step(state, event)
    if isinstance(event, DeskLocked):
        return replace(after, visit=state.visit), effects
    return after, effects


def lets_the_auditor_check(state: DeskState, event: Event) -> Stepped:
    """Whoever is there may check."""
    if isinstance(event, CapturePressed):
        after, effects = step(replace(state, operator=OWNER), event)
        return replace(after, operator=state.operator), effects
    return step(state, event)


def keeps_the_subject_of_the_shift_before(state: DeskState, event: Event) -> Stepped:
    """The next operator finds the last one's subject."""
    after, effects = step(state, event)
    if isinstance(event, OperatorChanged) and state.subject is not None:
        return replace(after, subject=state.subject), effects
    return after, effects


def decides_alone(state: DeskState, event: Event) -> Stepped:
    """Nobody has to confirm anything."""
    if isinstance(event, OverrideChosen):
        free = replace(state.rules, second_person=frozenset())
        after, effects = step(replace(state, rules=free), event)
        return replace(after, rules=state.rules), effects
    return step(state, event)


def shows_a_decision_that_is_not_on_record(state: DeskState, event: Event) -> Stepped:
    """A decision stands on the card before it is on disk."""
    after, effects = step(state, event)
    if isinstance(event, OverrideChosen) and effects and isinstance(after.phase, Showing):
        return replace(after, phase=replace(after.phase, override=event.override)), effects
    return after, effects


def takes_unwritten_for_written(state: DeskState, event: Event) -> Stepped:
    """What could not be recorded counts."""
    if isinstance(event, EventRecorded) and event.recorded.sequence is None:
        return step(state, EventRecorded(replace(event.recorded, sequence=1)))
    return step(state, event)


def believes_another_ones_past(state: DeskState, event: Event) -> Stepped:
    """What is known of one subject is taken for another's."""
    if isinstance(event, SubjectLookedUp) and state.subject is not None:
        return step(state, replace(event, subject=state.subject, generation=state.generation))
    return step(state, event)


MUTANTS = (
    captures_before_it_is_written,
    takes_any_answer_for_yes,
    keeps_the_answer_for_the_next,
    forgets_the_answer,
    never_counts,
    works_while_locked,
    keeps_the_answer_over_a_lock,
    lets_the_auditor_check,
    keeps_the_subject_of_the_shift_before,
    decides_alone,
    shows_a_decision_that_is_not_on_record,
    takes_unwritten_for_written,
    believes_another_ones_past,
)


SEARCH = settings(
    max_examples=800,
    stateful_step_count=40,
    phases=(Phase.generate,),
    suppress_health_check=tuple(HealthCheck),
    database=None,
    deadline=None,
)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_seeded_fault_is_found(mutant: Stepper) -> None:
    sick = type("SickVisits", (VisitModel,), {"stepper": staticmethod(mutant)})
    with pytest.raises((AssertionError, KeyError)):
        run_state_machine_as_test(sick, settings=SEARCH)
