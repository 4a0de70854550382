"""From a visit to what the window shows of it. Pure."""

from dataclasses import replace

from liveness_station.domain.consents import ConsentAnswer
from liveness_station.domain.desk_events import OtherReason
from liveness_station.domain.people import RIGHTS, Right
from liveness_station.domain.verdicts import Verdict
from liveness_station.session.states import (
    CameraLive,
    DeskState,
    Guiding,
    Idle,
    Notice,
    Showing,
    Verifying,
)
from liveness_station.session.visits import ConsentStep, OtherWay, attempts_allowed, is_spent
from liveness_station.ui.views import CardMode, CardView, VisitView
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.menu import menu_words
from liveness_station.ui.words.visits import visit_words


def present_visit(state: DeskState, words: Words) -> VisitView:
    """Returns what stands about the present subject's visit."""
    is_manned = not state.is_locked and state.operator.may(Right.CHECK)
    phase, visit = state.phase, state.visit
    has_subject = state.subject is not None and is_manned
    on_record = isinstance(phase, Showing) and phase.outcome.recorded
    is_asking = visit.step in {ConsentStep.ASKING, ConsentStep.RECORDING}
    return VisitView(
        attempt=_attempt(state, words),
        label=visit.label if has_subject else "",
        operator=_operator(state, words),
        is_asking=has_subject and is_asking and isinstance(phase, Idle),
        is_recording=visit.step is ConsentStep.RECORDING,
        can_recheck=has_subject and (isinstance(phase, Showing | OtherWay) or _has_refused(state)),
        can_decide=has_subject and on_record and state.operator.may(Right.DECIDE),
        can_note=has_subject and (on_record or bool(visit.last_job)),
        can_take_other=has_subject and not isinstance(phase, OtherWay),
        can_allow=has_subject and is_spent(visit, state.rules),
        is_locked=state.is_locked,
        is_curtained=state.is_curtained,
        training=visit_words(words).training if state.is_training else "",
        waiting=len(state.queue.line),
        rights=RIGHTS[state.operator.role],
    )


def present_empty(state: DeskState, words: Words) -> str:
    """Returns what an empty card says about the visit; "" where only the picture matters."""
    said = visit_words(words)
    if state.is_locked:
        return words.notices[Notice.DESK_LOCKED]
    if state.subject is not None and _has_refused(state):
        return said.refused_next
    if state.subject is not None:
        is_over = is_spent(state.visit, state.rules) and not _is_play(state)
        return said.spent_next if is_over else ""
    if not isinstance(state.camera, CameraLive) or state.camera.is_blocked:
        return ""
    waiting = len(state.queue.line)
    return said.next_waiting.format(count=waiting) if waiting else ""


def _has_refused(state: DeskState) -> bool:
    visit = state.visit
    return visit.step is ConsentStep.SETTLED and not visit.consent.allows_capture


def present_other_way(phase: OtherWay, words: Words) -> CardView:
    """Returns the card of a subject who goes another way. It has no verdict and no score."""
    said = visit_words(words)
    return CardView(
        CardMode.OTHER,
        word=said.other_word,
        subject=phase.event.subject.reference,
        happened=said.other_happened[phase.event.reason],
        next_step=said.other_next if phase.is_recorded else said.other_recording,
    )


def with_visit(card: CardView, state: DeskState, showing: Showing, words: Words) -> CardView:
    """Returns a verdict's card with what the operator decided and wrote beside it.

    Where no attempt is left the card does not ask for another one.
    """
    said, chosen = visit_words(words), showing.override
    lines = []
    if chosen is not None:
        decision, reason = said.decisions[chosen.decision], said.reasons[chosen.reason]
        lines.append(said.decided.format(decision=decision, reason=reason))
    if showing.has_note:
        lines.append(said.noted)
    if showing.outcome.job.follows:
        lines.append(said.follows)
    is_over = card.verdict is Verdict.RETRY and is_spent(state.visit, state.rules)
    next_step = said.spent_next if is_over and not _is_play(state) else card.next_step
    return replace(card, decided=" · ".join(lines), next_step=next_step)


def _operator(state: DeskState, words: Words) -> str:
    """Returns who works here, "" where nobody is known by name."""
    person = state.operator
    if not person.name:
        return ""
    role = menu_words(words).roles[person.role]
    return visit_words(words).operator.format(name=person.name, role=role)


def _attempt(state: DeskState, words: Words) -> str:
    """Returns which attempt is running, or comes next."""
    most = attempts_allowed(state.visit, state.rules)
    if state.subject is None or most is None or state.is_locked or _is_play(state):
        return ""
    made = len(state.visit.judged_at_s)
    # What is on screen has been counted; what runs has not.
    is_counted = isinstance(state.phase, Showing) and _was_judged(state.phase)
    number = made if is_counted else made + 1
    said = visit_words(words)
    is_running = isinstance(state.phase, Guiding | Verifying | Showing)
    if number > most and not is_running:
        return said.attempts_spent
    return said.attempt.format(number=number, most=most)


def _is_play(state: DeskState) -> bool:
    """Tells whether a check counts nowhere, and is limited by nothing."""
    return state.is_training or (isinstance(state.camera, CameraLive) and state.camera.is_demo)


def _was_judged(showing: Showing) -> bool:
    return showing.outcome.decision.verdict is not Verdict.ERROR


def likely_reason(state: DeskState) -> OtherReason | None:
    """Returns why a subject goes another way, as far as the visit tells; None where it does not."""
    if state.visit.consent.answer in {ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN}:
        return OtherReason.CONSENT_REFUSED
    return OtherReason.ATTEMPTS_SPENT if is_spent(state.visit, state.rules) else None
