"""Random hands at the desk: the machine holds, and each seeded fault is found."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.verdicts import Reason, decide_failure
from liveness_station.session.events import (
    CameraChanged,
    CancelVerification,
    CapturePressed,
    DeskClosed,
    DonePressed,
    Effect,
    Event,
    GuideFailed,
    GuideFinished,
    GuideProgressed,
    OutcomeArrived,
    RecordLate,
    RecordRefusal,
    StartVerification,
    StopGuiding,
    SubjectTyped,
    Ticked,
    Woken,
)
from liveness_station.session.machine import step
from liveness_station.session.states import DeskState, Guiding, Idle, Showing, Verifying
from tests.session.model import DeskModel, Stepper

Stepped = tuple[DeskState, tuple[Effect, ...]]

DeskModel.TestCase.settings = settings(max_examples=250, stateful_step_count=40)
TestDesk = DeskModel.TestCase


def ignores_the_generation(state: DeskState, event: Event) -> Stepped:
    """A change of subject leaves the running check on the desk, and its verdict is shown."""
    after, effects = step(state, event)
    if isinstance(event, SubjectTyped) and isinstance(state.phase, Verifying):
        return replace(after, phase=state.phase, generation=state.generation), ()
    return after, effects


def shows_any_outcome(state: DeskState, event: Event) -> Stepped:
    """Whatever arrives while a check runs is taken for its outcome."""
    if isinstance(event, OutcomeArrived) and isinstance(state.phase, Verifying):
        showing = Showing(event.outcome, state.phase.still, event.now_s)
        return replace(state, phase=showing), ()
    return step(state, event)


def captures_while_checking(state: DeskState, event: Event) -> Stepped:
    """The capture key is not locked."""
    if isinstance(event, CapturePressed):
        return step(replace(state, phase=Idle(), captured_at_s=None), event)
    return step(state, event)


def keeps_the_verdict(state: DeskState, event: Event) -> Stepped:
    """A change of subject leaves the verdict on the card."""
    after, effects = step(state, event)
    if isinstance(event, SubjectTyped) and isinstance(state.phase, Showing):
        return replace(after, phase=state.phase), effects
    return after, effects


def takes_an_old_picture(state: DeskState, event: Event) -> Stepped:
    """A picture's age is not looked at."""
    if isinstance(event, CapturePressed) and event.frame is not None:
        return step(state, replace(event, now_s=event.frame.captured_at_s))
    return step(state, event)


def ignores_the_deadline(state: DeskState, event: Event) -> Stepped:
    """A check that hangs is waited for."""
    if isinstance(event, Ticked) and isinstance(state.phase, Verifying):
        return state, ()
    return step(state, event)


def keeps_a_verdict_for_ever(state: DeskState, event: Event) -> Stepped:
    """An old verdict stays."""
    if isinstance(event, Ticked) and isinstance(state.phase, Showing):
        return state, ()
    return step(state, event)


def sleeps_over_the_verdict(state: DeskState, event: Event) -> Stepped:
    """A verdict from before a sleep is there after it."""
    if isinstance(event, Woken) and isinstance(state.phase, Showing):
        return step(state, Ticked(event.now_s))
    return step(state, event)


def forgets_late_outcomes(state: DeskState, event: Event) -> Stepped:
    """What is not shown leaves no trace."""
    after, effects = step(state, event)
    return after, tuple(effect for effect in effects if not isinstance(effect, RecordLate))


def confirms_anything(state: DeskState, event: Event) -> Stepped:
    """A cancelled check turns live after all."""
    phase = state.phase
    if (
        isinstance(event, OutcomeArrived)
        and isinstance(phase, Showing)
        and event.outcome.job == phase.outcome.job
        and not phase.outcome.recorded
    ):
        return replace(state, phase=replace(phase, outcome=event.outcome)), ()
    return step(state, event)


def shows_the_newest_frame(state: DeskState, event: Event) -> Stepped:
    """The verdict stands over another picture than the one that was judged."""
    after, effects = step(state, event)
    if isinstance(after.phase, Showing) and isinstance(event, OutcomeArrived):
        newer = replace(after.phase.still)
        return replace(after, phase=replace(after.phase, still=newer)), effects
    return after, effects


def lets_the_old_check_run(state: DeskState, event: Event) -> Stepped:
    """A change of subject does not stop the check of the one before."""
    after, effects = step(state, event)
    if isinstance(event, SubjectTyped):
        kept = [effect for effect in effects if not isinstance(effect, CancelVerification)]
        return after, tuple(kept)
    return after, effects


def keeps_the_subject_when_done(state: DeskState, event: Event) -> Stepped:
    """The next person is checked under the last one's reference."""
    after, effects = step(state, event)
    if isinstance(event, DonePressed) and after.subject is None:
        return replace(after, subject=state.subject), effects
    return after, effects


def shows_what_is_not_recorded(state: DeskState, event: Event) -> Stepped:
    """Everything counts as recorded."""
    if isinstance(event, OutcomeArrived):
        claimed: Outcome = replace(event.outcome, recorded=True)
        return step(state, replace(event, outcome=claimed))
    return step(state, event)


def keeps_what_is_not_recorded(state: DeskState, event: Event) -> Stepped:
    """A verdict that is not on disk enters the state; only the presenter would hide it."""
    after, effects = step(state, event)
    if isinstance(event, OutcomeArrived) and isinstance(after.phase, Showing) and effects:
        kept = replace(after.phase, outcome=event.outcome)
        return replace(after, phase=kept), ()
    return after, effects


def hears_any_guide(state: DeskState, event: Event) -> Stepped:
    """Whatever arrives while a subject is watched is taken for its guide's."""
    if isinstance(event, GuideFinished | GuideFailed) and isinstance(state.phase, Guiding):
        return step(state, replace(event, job=state.phase.job))
    return step(state, event)


def shows_any_progress(state: DeskState, event: Event) -> Stepped:
    """Another guide's progress is shown as this one's."""
    if isinstance(event, GuideProgressed) and isinstance(state.phase, Guiding):
        return step(state, replace(event, job=state.phase.job))
    return step(state, event)


def hears_a_stopped_guide(state: DeskState, event: Event) -> Stepped:
    """A guide that was given up has its frames judged all the same."""
    phase = state.phase
    if (
        isinstance(event, GuideFinished)
        and isinstance(phase, Showing)
        and event.job == phase.outcome.job
        and not phase.outcome.recorded
    ):
        verifying = Verifying(event.job, event.frames[0], event.now_s)
        return replace(state, phase=verifying), (StartVerification(event.job, event.frames),)
    return step(state, event)


def watches_on(state: DeskState, event: Event) -> Stepped:
    """A guide that nobody waits for is not stopped."""
    after, effects = step(state, event)
    return after, tuple(effect for effect in effects if not isinstance(effect, StopGuiding))


def forgets_a_refusal(state: DeskState, event: Event) -> Stepped:
    """A guide that came to nothing leaves no trace."""
    after, effects = step(state, event)
    return after, tuple(effect for effect in effects if not isinstance(effect, RecordRefusal))


def judges_and_refuses(state: DeskState, event: Event) -> Stepped:
    """A job goes to the worker twice."""
    after, effects = step(state, event)
    if isinstance(event, GuideFinished) and isinstance(after.phase, Verifying) and effects:
        refusal = RecordRefusal(event.job, decide_failure(Reason.CANCELLED), "camera")
        return after, (*effects, refusal)
    return after, effects


def watches_the_next_subject(state: DeskState, event: Event) -> Stepped:
    """A change of subject leaves the one before under the guide."""
    after, effects = step(state, event)
    if isinstance(event, SubjectTyped) and isinstance(state.phase, Guiding):
        return replace(after, phase=state.phase), ()
    return after, effects


def guides_for_ever(state: DeskState, event: Event) -> Stepped:
    """A guide that hangs is waited for."""
    if isinstance(event, Ticked) and isinstance(state.phase, Guiding):
        return state, ()
    return step(state, event)


def sleeps_through_the_guide(state: DeskState, event: Event) -> Stepped:
    """Whoever sits there after a sleep ends the movement of whoever sat there before."""
    if isinstance(event, Woken) and isinstance(state.phase, Guiding):
        return state, ()
    return step(state, event)


def watches_through_two_cameras(state: DeskState, event: Event) -> Stepped:
    """A guide goes on when the camera is another one."""
    if isinstance(event, CameraChanged) and isinstance(state.phase, Guiding):
        return replace(state, camera=event.camera), ()
    return step(state, event)


def leaves_the_guide_behind(state: DeskState, event: Event) -> Stepped:
    """A window that closes leaves its capture without a row."""
    if isinstance(event, DeskClosed):
        return state, ()
    return step(state, event)


def believes_the_guide(state: DeskState, event: Event) -> Stepped:
    """Whether the movements were the ones asked for is not looked at."""
    after, effects = step(state, event)
    if isinstance(event, GuideFinished):
        return after, tuple(
            replace(effect, signals=event.signals)
            if isinstance(effect, StartVerification)
            else effect
            for effect in effects
        )
    return after, effects


def judges_whatever_frames(state: DeskState, event: Event) -> Stepped:
    """Neither how many frames there are nor whose is looked at."""
    after, effects = step(state, event)
    is_refused = bool(effects) and isinstance(effects[0], RecordRefusal)
    if isinstance(event, GuideFinished) and event.frames and is_refused:
        verifying = Verifying(event.job, event.frames[0], event.now_s)
        return replace(after, phase=verifying), (StartVerification(event.job, event.frames),)
    return after, effects


def shows_a_verdict_on_what_was_refused(state: DeskState, event: Event) -> Stepped:
    """What waits for the record of a refusal takes a verdict, too."""
    phase = state.phase
    is_waiting = isinstance(event, OutcomeArrived) and isinstance(phase, Verifying)
    if isinstance(phase, Verifying) and is_waiting:
        return step(replace(state, phase=replace(phase, is_refused=False)), event)
    return step(state, event)


def shows_a_picture_that_nobody_judged(state: DeskState, event: Event) -> Stepped:
    """The verdict of a guided check stands over the picture from before it."""
    after, effects = step(state, event)
    if (
        isinstance(event, GuideFinished)
        and isinstance(state.phase, Guiding)
        and isinstance(after.phase, Verifying)
    ):
        return replace(after, phase=replace(after.phase, still=state.phase.still)), effects
    return after, effects


MUTANTS: list[Stepper] = [
    hears_any_guide,
    shows_any_progress,
    hears_a_stopped_guide,
    watches_on,
    forgets_a_refusal,
    judges_and_refuses,
    watches_the_next_subject,
    guides_for_ever,
    sleeps_through_the_guide,
    watches_through_two_cameras,
    leaves_the_guide_behind,
    believes_the_guide,
    judges_whatever_frames,
    shows_a_verdict_on_what_was_refused,
    shows_a_picture_that_nobody_judged,
    ignores_the_generation,
    shows_any_outcome,
    captures_while_checking,
    keeps_the_verdict,
    takes_an_old_picture,
    ignores_the_deadline,
    keeps_a_verdict_for_ever,
    sleeps_over_the_verdict,
    forgets_late_outcomes,
    confirms_anything,
    shows_the_newest_frame,
    lets_the_old_check_run,
    keeps_the_subject_when_done,
    shows_what_is_not_recorded,
    keeps_what_is_not_recorded,
]

# Drawn the same way every time, and not made smaller: the fault must be found, not explained.
SEARCH = settings(
    max_examples=300,
    stateful_step_count=40,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def name_of(mutant: Callable[..., object]) -> str:
    return mutant.__name__


@pytest.mark.parametrize("mutant", MUTANTS, ids=name_of)
def test_a_seeded_fault_is_found(mutant: Stepper) -> None:
    sick = type("SickDesk", (DeskModel,), {"stepper": staticmethod(mutant)})
    with pytest.raises(AssertionError):
        run_state_machine_as_test(sick, settings=SEARCH)
