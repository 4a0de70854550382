"""Which part of the desk takes an event of a visit. Pure."""

from dataclasses import replace
from typing import assert_never

from liveness_station.session.deciding import (
    desk_locked,
    event_recorded,
    note_written,
    operator_changed,
    override_chosen,
    training_changed,
)
from liveness_station.session.events import Step
from liveness_station.session.states import DeskState, Notice
from liveness_station.session.visit_events import (
    AttemptsAllowed,
    ConsentAnswered,
    CurtainPressed,
    DeskLocked,
    EventRecorded,
    LanguageChosen,
    NextPressed,
    NoteWritten,
    OperatorChanged,
    OtherMethodChosen,
    OverrideChosen,
    QueueEdited,
    RecheckPressed,
    RulesChanged,
    SubjectCalled,
    SubjectLookedUp,
    TrainingChanged,
    VisitEvent,
    WishRefused,
)
from liveness_station.session.visiting import (
    attempts_allowed_more,
    consent_answered,
    looked_up,
    next_pressed,
    other_method_chosen,
    recheck_pressed,
    rules_changed,
    subject_called,
)


def visit_step(state: DeskState, event: VisitEvent) -> Step:
    """Returns the next state, and what is to be done besides."""
    match event:
        case QueueEdited(queue):
            return replace(state, queue=queue), ()
        case NextPressed():
            return next_pressed(state)
        case SubjectCalled(waiting):
            return subject_called(state, waiting)
        case SubjectLookedUp():
            return looked_up(state, event), ()
        case LanguageChosen(language):
            return replace(state, visit=replace(state.visit, language=language)), ()
        case ConsentAnswered():
            return consent_answered(state, event)
        case OtherMethodChosen():
            return other_method_chosen(state, event)
        case RecheckPressed():
            return recheck_pressed(state), ()
        case AttemptsAllowed():
            return attempts_allowed_more(state, event)
        case _:
            return _desk_step(state, event)


def _desk_step(
    state: DeskState,
    event: OverrideChosen
    | NoteWritten
    | EventRecorded
    | OperatorChanged
    | DeskLocked
    | RulesChanged
    | TrainingChanged
    | CurtainPressed
    | WishRefused,
) -> Step:
    match event:
        case OverrideChosen():
            return override_chosen(state, event)
        case NoteWritten():
            return note_written(state, event)
        case EventRecorded(recorded):
            return event_recorded(state, recorded), ()
        case OperatorChanged(operator):
            return operator_changed(state, operator)
        case DeskLocked():
            return desk_locked(state)
        case RulesChanged(rules):
            return rules_changed(state, rules)
        case TrainingChanged(is_training):
            return training_changed(state, is_training=is_training)
        case CurtainPressed():
            return replace(state, is_curtained=not state.is_curtained), ()
        case WishRefused():
            return replace(state, notice=Notice.NOT_ALLOWED), ()
        case _:
            assert_never(event)
