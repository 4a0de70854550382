"""What an operator decides and writes beside a verdict, and who is at the desk. Pure."""

from dataclasses import replace

from liveness_station.domain.desk_events import (
    AllowanceEvent,
    ConsentEvent,
    NoteEvent,
    OtherMethodEvent,
    OverrideEvent,
    Recorded,
)
from liveness_station.domain.overrides import OverrideDecision
from liveness_station.domain.people import Person, Right
from liveness_station.domain.verdicts import Decision, Reason
from liveness_station.session.events import Step
from liveness_station.session.leaving import asked_anew, ending, nobody_next
from liveness_station.session.states import DeskState, Idle, Notice, Showing
from liveness_station.session.visit_events import NoteWritten, OverrideChosen, RecordEvent
from liveness_station.session.visiting import allowance_recorded, consent_recorded, manned
from liveness_station.session.visits import OtherWay, needs_second_person, suspects_attack


def override_chosen(state: DeskState, event: OverrideChosen) -> Step:
    """Has a decision recorded beside the verdict that is shown; the verdict stays what it is."""
    if (notice := manned(state, Right.DECIDE)) is not None:
        return replace(state, notice=notice), ()
    shown = _shown_on_record(state)
    if shown is None or event.job_id not in {"", shown.outcome.job.job_id}:
        return replace(state, notice=Notice.NOTHING_TO_DECIDE), ()
    chosen, found = event.override, shown.outcome.decision
    if is_for_two(state, chosen.decision, found) and not (
        _is_another(event.second, state.operator)
    ):
        return replace(state, notice=Notice.SECOND_PERSON_NEEDED), ()
    second = event.second.name if event.second is not None else ""
    signed = replace(chosen, operator=chosen.operator or state.operator.name)
    # Whoever lets a suspected fraud pass is looked at by somebody else, however high they stand.
    is_against = chosen.decision is OverrideDecision.ACCEPT and suspects_attack(
        found.verdict, found.reason
    )
    is_review = state.operator.may(Right.REVIEW) and not is_against
    wanted = OverrideEvent(shown.outcome.job.job_id, signed, second, is_review=is_review)
    return replace(state, notice=None), (RecordEvent(wanted),)


def is_for_two(state: DeskState, decision: OverrideDecision, found: Decision) -> bool:
    """Tells whether nobody may decide so alone about this verdict of the present subject.

    A suspicion stays with the visit: another attempt that ended otherwise does not lift it.
    """
    return needs_second_person(
        state.rules,
        decision,
        found.verdict,
        found.reason,
        was_suspected=state.visit.was_suspected,
    )


def note_written(state: DeskState, event: NoteWritten) -> Step:
    """Has a note recorded about the attempt that is shown, or the subject's last one."""
    if (notice := manned(state)) is not None:
        return replace(state, notice=notice), ()
    shown = _shown_on_record(state)
    job_id = shown.outcome.job.job_id if shown is not None else state.visit.last_job
    if not job_id or not event.text.strip():
        return replace(state, notice=Notice.NOTHING_TO_DECIDE), ()
    return replace(state, notice=None), (
        RecordEvent(NoteEvent(job_id, event.text.strip(), state.operator.name)),
    )


def event_recorded(state: DeskState, recorded: Recorded) -> DeskState:
    """Takes the worker's word that something is on disk, or is not."""
    event = recorded.event
    match event:
        case ConsentEvent():
            return consent_recorded(state, event, recorded)
        case AllowanceEvent():
            return allowance_recorded(state, event, recorded)
        case OtherMethodEvent():
            return _other_method_recorded(state, event, recorded)
        case OverrideEvent(job_id) | NoteEvent(job_id):
            return _remark_recorded(state, event, job_id, recorded)
        case _:
            return state


def operator_changed(state: DeskState, operator: Person) -> Step:
    """Takes another operator; the one before leaves nobody at the desk, and nothing running."""
    if operator == state.operator:
        return replace(state, is_locked=False), ()
    effects = ending(state, Reason.CANCELLED)
    return replace(nobody_next(state), operator=operator, is_locked=False), effects


def desk_locked(state: DeskState) -> Step:
    """Takes everything about a person off the desk until somebody signs in."""
    if state.is_locked:
        return state, ()
    effects = ending(state, Reason.CANCELLED)
    # Whoever stands there once somebody is back may be another one.
    left = asked_anew(state)
    return replace(left, is_locked=True, phase=Idle(), refusal=None, notice=None), effects


def training_changed(state: DeskState, *, is_training: bool) -> Step:
    """Begins or ends a drill; whoever stood there belongs to what was before."""
    if is_training == state.is_training:
        return state, ()
    effects = ending(state, Reason.CANCELLED)
    return replace(nobody_next(state), is_training=is_training), effects


def _shown_on_record(state: DeskState) -> Showing | None:
    phase = state.phase
    return phase if isinstance(phase, Showing) and phase.outcome.recorded else None


def _is_another(second: Person | None, operator: Person) -> bool:
    return second is not None and second.may(Right.CONFIRM) and second.name != operator.name


def _other_method_recorded(
    state: DeskState, event: OtherMethodEvent, recorded: Recorded
) -> DeskState:
    phase = state.phase
    if not isinstance(phase, OtherWay) or phase.event != event:
        return state
    if recorded.sequence is None:
        return replace(state, phase=Idle(), notice=Notice.NOT_WRITTEN_DOWN)
    return replace(state, phase=replace(phase, sequence=recorded.sequence))


def _remark_recorded(
    state: DeskState, event: OverrideEvent | NoteEvent, job_id: str, recorded: Recorded
) -> DeskState:
    phase = state.phase
    if recorded.sequence is None:
        return replace(state, notice=Notice.NOT_WRITTEN_DOWN)
    if not isinstance(phase, Showing) or phase.outcome.job.job_id != job_id:
        return state
    if isinstance(event, OverrideEvent):
        return replace(state, phase=replace(phase, override=event.override))
    return replace(state, phase=replace(phase, has_note=True))
