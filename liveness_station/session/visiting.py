"""A subject's visit: called, asked, checked again, or shown another way. Pure."""

from dataclasses import replace
from typing import Final

from liveness_station.domain.consents import (
    NOT_ASKED,
    Consent,
    ConsentAnswer,
    ConsentRoute,
    ConsentRule,
)
from liveness_station.domain.desk_events import (
    AllowanceEvent,
    ConsentEvent,
    OtherMethodEvent,
    Recorded,
)
from liveness_station.domain.people import Right
from liveness_station.domain.queue import Waiting
from liveness_station.domain.references import ReferenceRefusedError, ReferenceTrouble
from liveness_station.domain.verdicts import Reason
from liveness_station.session.events import Effect, Step
from liveness_station.session.leaving import IN_HAND, asked_anew, called, ending, nobody_next
from liveness_station.session.states import DeskState, Idle, Notice, Showing
from liveness_station.session.visit_events import (
    AttemptsAllowed,
    ConsentAnswered,
    LookUpSubject,
    OtherMethodChosen,
    PrepareHere,
    RecordEvent,
    SubjectLookedUp,
)
from liveness_station.session.visits import ConsentStep, DeskRules, OtherWay

_SUBJECT_NOTICES: Final = {
    ReferenceTrouble.EMPTY: Notice.SUBJECT_MISSING,
    ReferenceTrouble.TOO_LONG: Notice.SUBJECT_TOO_LONG,
    ReferenceTrouble.CONTROL_CHARACTER: Notice.SUBJECT_CONTROL_CHARACTER,
    ReferenceTrouble.SPREADSHEET_NUMBER: Notice.SUBJECT_SHORTENED,
    ReferenceTrouble.FULL_WIDTH: Notice.SUBJECT_FULL_WIDTH,
    ReferenceTrouble.AGAINST_PATTERN: Notice.SUBJECT_AGAINST_RULE,
    ReferenceTrouble.CHECK_DIGIT: Notice.SUBJECT_CHECK_DIGIT,
}
_TYPING_NOTICES = frozenset({Notice.SUBJECT_NOT_SET, Notice.SUBJECT_MISSING})
_STEPS_TO_ANSWER = frozenset({ConsentStep.ASKING, ConsentStep.SETTLED})


def manned(state: DeskState, right: Right = Right.CHECK) -> Notice | None:
    """Returns why whoever is at the desk may not do that, or None."""
    if state.is_locked:
        return Notice.DESK_LOCKED
    return None if state.operator.may(right) else Notice.NOT_ALLOWED


def subject_typed(state: DeskState, untrusted_text: str) -> Step:
    """Calls the subject of a typed reference, with what the line knows of them."""
    try:
        subject = state.rules.references.subject(untrusted_text)
    except ReferenceRefusedError as error:
        return replace(state, notice=_SUBJECT_NOTICES[error.trouble]), ()
    known = next((one for one in state.queue.line if one.subject == subject), Waiting(subject))
    return _called_by_hand(state, known)


def subject_called(state: DeskState, waiting: Waiting) -> Step:
    """Calls a subject, unless the house's rule for references is against it."""
    try:
        state.rules.references.subject(waiting.subject.reference)
    except ReferenceRefusedError as error:
        return replace(state, notice=_SUBJECT_NOTICES[error.trouble]), ()
    return _called_by_hand(state, waiting)


def _called_by_hand(state: DeskState, waiting: Waiting) -> Step:
    if (notice := manned(state)) is not None:
        return replace(state, notice=notice), ()
    return called(state, waiting)


def subject_edited(state: DeskState, *, is_pending: bool) -> DeskState:
    """Notes that somebody else is being announced: until that is done nobody may be captured.

    A verdict goes with the first letter, because it is about the one before.
    """
    edited = replace(state, is_subject_being_typed=is_pending)
    if edited.notice in _TYPING_NOTICES:
        edited = replace(edited, notice=None)
    if is_pending and isinstance(state.phase, Showing):
        return replace(edited, phase=Idle())
    return edited


def next_pressed(state: DeskState) -> Step:
    """Calls the next one in line; the one before is done."""
    if isinstance(state.phase, IN_HAND):
        return replace(state, notice=Notice.ALREADY_CHECKING), ()
    if (notice := manned(state)) is not None:
        return replace(state, notice=notice), ()
    waiting, queue = state.queue.take()
    if waiting is None:
        return nobody_next(state, Notice.QUEUE_EMPTY), ()
    return subject_called(replace(state, queue=queue), waiting)


def done_pressed(state: DeskState) -> Step:
    """Ends the visit."""
    if isinstance(state.phase, IN_HAND):
        return replace(state, notice=Notice.ALREADY_CHECKING), ()
    return nobody_next(state), ()


def looked_up(state: DeskState, event: SubjectLookedUp) -> DeskState:
    """Takes what the record knows of the present subject; what it says of another is no use."""
    if event.generation != state.generation or event.subject != state.subject:
        return state
    visit = state.visit
    before = tuple(event.now_s - age_s for age_s in event.ages_s)
    known = replace(
        visit,
        judged_at_s=(*before, *visit.judged_at_s),
        allowed_more=visit.allowed_more + event.allowed_more,
        last_job=visit.last_job or event.last_job,
        is_looked_up=True,
    )
    after = replace(state, visit=known)
    if after.notice is Notice.SUBJECT_LOOKED_FOR:
        after = replace(after, notice=None)
    return after


def consent_answered(state: DeskState, event: ConsentAnswered) -> Step:
    """Has an answer recorded; before that is done nothing is captured on it.

    An answer other than "yes" ends a running check at once, recorded or not.
    """
    if state.subject is None or state.visit.step not in _STEPS_TO_ANSWER:
        return state, ()
    if (notice := manned(state)) is not None:
        return replace(state, notice=notice), ()
    is_given = event.answer is ConsentAnswer.GIVEN
    if is_given and isinstance(state.phase, IN_HAND):
        return state, ()
    consent = Consent(
        event.answer,
        event.consent_id,
        event.text_version,
        event.route if is_given else ConsentRoute.NOWHERE,
        event.language,
        event.host,
    )
    visit = replace(state.visit, consent=consent, step=ConsentStep.RECORDING)
    effects: tuple[Effect, ...] = () if is_given else ending(state, Reason.CANCELLED)
    phase = state.phase if is_given else Idle()
    record = RecordEvent(ConsentEvent(consent, state.subject, state.generation))
    warm = (PrepareHere(),) if is_given and event.route is ConsentRoute.HERE else ()
    after = replace(state, visit=visit, phase=phase, notice=None)
    return after, (*effects, record, *(warm if state.rules.is_cloud else ()))


def consent_recorded(state: DeskState, event: ConsentEvent, recorded: Recorded) -> DeskState:
    """Settles the question once its answer is on disk; otherwise it is asked again."""
    visit = state.visit
    if (
        event.generation != state.generation
        or event.consent != visit.consent
        or visit.step is not ConsentStep.RECORDING
    ):
        return state
    if recorded.sequence is None and visit.consent.allows_capture:
        again = replace(visit, step=ConsentStep.ASKING)
        return replace(state, visit=again, notice=Notice.CONSENT_NOT_RECORDED)
    # A refusal holds even where it could not be written down.
    return replace(state, visit=replace(visit, step=ConsentStep.SETTLED))


def rules_changed(state: DeskState, rules: DeskRules) -> Step:
    """Takes other rules; who has agreed to a picture's going elsewhere is asked anew.

    What runs keeps the answer that it began with, and goes where that was about.
    """
    visit = state.visit
    is_elsewhere = (rules.is_cloud, rules.host) != (state.rules.is_cloud, state.rules.host)
    was_asked = visit.step in {ConsentStep.RECORDING, ConsentStep.SETTLED}
    if is_elsewhere and was_asked and visit.consent.allows_capture:
        visit = replace(visit, consent=NOT_ASKED, step=ConsentStep.ASKING)
    elif rules.consent is ConsentRule.ASK and visit.step is ConsentStep.NOT_NEEDED:
        # Also of whoever was called before the house began to ask; nobody is asked nothing.
        visit = visit if state.subject is None else replace(visit, step=ConsentStep.ASKING)
    effects: tuple[Effect, ...] = ()
    if rules.attempts_most and not state.rules.attempts_most and state.subject is not None:
        # There was no limit when they were called, so nobody has looked.
        visit = replace(visit, is_looked_up=False)
        effects = (LookUpSubject(state.subject, state.generation, rules.attempts_s),)
    return replace(state, rules=rules, visit=visit), effects


def other_method_chosen(state: DeskState, event: OtherMethodChosen) -> Step:
    """Sends the present subject another way: an outcome of its own, recorded as one."""
    if state.subject is None:
        return replace(state, notice=Notice.SUBJECT_MISSING), ()
    if (notice := manned(state)) is not None:
        return replace(state, notice=notice), ()
    if isinstance(state.phase, OtherWay):
        return state, ()
    effects = ending(state, Reason.CANCELLED)
    last = state.phase.job.job_id if isinstance(state.phase, IN_HAND) else state.visit.last_job
    chosen = OtherMethodEvent(
        state.subject, event.reason, last, event.note, state.generation, state.operator.name
    )
    after = replace(state, phase=OtherWay(chosen, event.now_s), refusal=None, notice=None)
    return after, (*effects, RecordEvent(chosen))


def recheck_pressed(state: DeskState) -> DeskState:
    """Clears the card for another attempt of the same subject, which will follow the last one.

    Whoever has refused is asked once more: a slip of a finger must not cost the visit.
    """
    visit = state.visit
    if visit.step is ConsentStep.SETTLED and not visit.consent.allows_capture:
        return asked_anew(replace(state, phase=Idle(), notice=None))
    if not isinstance(state.phase, Showing | OtherWay):
        return state
    return replace(
        state, phase=Idle(), captured_at_s=None, captured_stretch=None, refusal=None, notice=None
    )


def attempts_allowed_more(state: DeskState, event: AttemptsAllowed) -> Step:
    """Has a supervisor's leave recorded; it counts from then on."""
    if state.subject is None:
        return state, ()
    if not event.by.may(Right.ALLOW_ATTEMPTS):
        return replace(state, notice=Notice.NOT_ALLOWED), ()
    leave = AllowanceEvent(state.subject, event.attempts, event.by.name, state.generation)
    return state, (RecordEvent(leave),)


def allowance_recorded(state: DeskState, event: AllowanceEvent, recorded: Recorded) -> DeskState:
    """Counts a leave that is on disk."""
    if event.generation != state.generation or event.subject != state.subject:
        return state
    if recorded.sequence is None:
        return replace(state, notice=Notice.NOT_WRITTEN_DOWN)
    more = state.visit.allowed_more + event.attempts
    return replace(state, visit=replace(state.visit, allowed_more=more), notice=None)
