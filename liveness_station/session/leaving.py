"""How what is under way at a desk ends, and how the next subject's visit begins. Pure."""

from dataclasses import replace
from typing import Final

from liveness_station.domain.consents import NOT_ASKED, ConsentRule
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.session.events import CancelVerification, Effect, Step
from liveness_station.session.guiding import abandon_guide
from liveness_station.session.states import (
    DeskState,
    EngineReady,
    Guiding,
    Idle,
    Notice,
    Showing,
    Verifying,
)
from liveness_station.session.visit_events import LookUpSubject
from liveness_station.session.visits import NOBODY, ConsentStep, Visit

IN_HAND: Final = Guiding | Verifying
"""A check is under way."""


def ending(state: DeskState, reason: Reason) -> tuple[Effect, ...]:
    """Returns what ends a running check, and gives it its terminal row."""
    match state.phase:
        case Guiding():
            return abandon_guide(state.phase, reason)
        case Verifying(job):
            return (CancelVerification(job),)
        case _:
            return ()


def given_up(state: DeskState, reason: Reason, now_s: float) -> Step:
    """Ends a running check on the screen; what its worker still says will count as late."""
    phase = state.phase
    if not isinstance(phase, IN_HAND):
        return state, ()
    endpoint = state.engine.endpoint if isinstance(state.engine, EngineReady) else ""
    outcome = Outcome(phase.job, decide_failure(reason), endpoint)
    showing = Showing(outcome, phase.still, now_s)
    return replace(state, phase=showing, notice=None), ending(state, reason)


def asked_anew(state: DeskState) -> DeskState:
    """Has the subject asked again: what one allowed is not for who may stand there by now."""
    if state.visit.step is ConsentStep.NOT_NEEDED:
        return state
    return replace(state, visit=replace(state.visit, consent=NOT_ASKED, step=ConsentStep.ASKING))


def nobody_next(state: DeskState, notice: Notice | None = None) -> DeskState:
    """Returns the desk without a subject."""
    return replace(_cleared(state), subject=None, visit=NOBODY, notice=notice)


def line_with_present(state: DeskState) -> Queue:
    """Returns the line with whoever is at the desk at its head: as it is to be come back to."""
    if state.subject is None:
        return state.queue
    present = Waiting(state.subject, state.visit.language, state.visit.label)
    return Queue((present, *state.queue.without(state.subject).line))


def called(state: DeskState, waiting: Waiting) -> Step:
    """Begins the visit of a subject; whatever was under way about another one ends.

    A new generation even for the same reference: the person may be another one. The old check is
    stopped, so that it neither sends its picture any more nor holds up the next one.
    """
    rules, subject = state.rules, waiting.subject
    is_asked = rules.consent is ConsentRule.ASK
    visit = Visit(
        language=waiting.language,
        label=waiting.label,
        step=ConsentStep.ASKING if is_asked else ConsentStep.NOT_NEEDED,
        is_looked_up=not rules.attempts_most,
    )
    effects = ending(state, Reason.CANCELLED)
    begun = replace(
        _cleared(state),
        subject=subject,
        visit=visit,
        queue=state.queue.without(subject),
        is_subject_being_typed=False,
    )
    if rules.attempts_most:
        effects += (LookUpSubject(subject, begun.generation, rules.attempts_s),)
    return begun, effects


def _cleared(state: DeskState) -> DeskState:
    return replace(
        state,
        generation=state.generation + 1,
        captured_at_s=None,
        captured_stretch=None,
        refusal=None,
        phase=Idle(),
        notice=None,
    )
