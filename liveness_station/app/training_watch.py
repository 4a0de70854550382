"""What an operator did about a scripted subject, read off two states of the desk. Pure."""

from liveness_station.domain.consents import ConsentAnswer
from liveness_station.domain.drills import Reaction, Step, StepId
from liveness_station.domain.overrides import OverrideDecision
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.session.states import DeskState, Idle, Showing, Verifying
from liveness_station.session.visits import ConsentStep, OtherWay

_NO_CONSENT_TO_TAKE = frozenset({StepId.CONSENT_REFUSED, StepId.OTHER_WISH})


def reaction_of(
    before: DeskState, after: DeskState, *, subject: Subject, step: Step
) -> Reaction | None:
    """Returns what was done about that subject between two states; None for nothing yet.

    What the desk does by itself, such as clearing an old verdict, is nothing that was done.
    """
    if before.subject != subject or after.is_locked or not after.is_training:
        return None
    if after.subject is None or after.generation != before.generation:
        return _left(before)
    if isinstance(after.phase, OtherWay) and not isinstance(before.phase, OtherWay):
        return Reaction.OTHER_WAY
    if after.visit.allowed_more > before.visit.allowed_more:
        return Reaction.ALLOWED
    if step.step_id in _NO_CONSENT_TO_TAKE and _has_taken_consent(before, after):
        return Reaction.TOOK_CONSENT
    return _beside_a_verdict(before, after)


def _left(before: DeskState) -> Reaction | None:
    """Returns how somebody was let go."""
    phase = before.phase
    if isinstance(phase, OtherWay):
        return None
    is_passed = isinstance(phase, Showing) and phase.outcome.decision.verdict is Verdict.LIVE
    return Reaction.LET_ON if is_passed else Reaction.END


def _has_taken_consent(before: DeskState, after: DeskState) -> bool:
    is_new = before.visit.step is ConsentStep.ASKING and after.visit.step is not ConsentStep.ASKING
    return is_new and after.visit.consent.answer is ConsentAnswer.GIVEN


def _beside_a_verdict(before: DeskState, after: DeskState) -> Reaction | None:
    shown, now = before.phase, after.phase
    if not isinstance(shown, Showing):
        return None
    if isinstance(now, Showing):
        if now.override is None or now.override == shown.override:
            return None
        is_accepted = now.override.decision is OverrideDecision.ACCEPT
        return Reaction.ACCEPTED if is_accepted else Reaction.REFUSED
    if shown.outcome.decision.reason is Reason.CANCELLED:
        # Whoever gave a check up has not seen what the step is about.
        return None
    is_cleared = isinstance(now, Idle) and after.notice is None
    is_again = isinstance(now, Verifying) or (is_cleared and not after.is_subject_being_typed)
    return Reaction.CHECK_AGAIN if is_again else None
