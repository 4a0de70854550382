"""The desk as one pure function: (state, event) to (state, effects).

A verdict is shown only if its job is the one that is running now: same id, same generation. Every
other outcome is recorded as late and shown nowhere. A pass or a fail that is not recorded never
enters the state: a check that could not be written down takes its place.
"""

from dataclasses import replace
from typing import assert_never

from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.recent_attempts import is_judged
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.session.capturing import (
    capture_obstacle,
    needs_guide,
    picture_obstacle,
    policy_for,
)
from liveness_station.session.events import (
    CameraChanged,
    CancelPressed,
    CapturePressed,
    DeskClosed,
    DonePressed,
    EngineChanged,
    Event,
    GatesChanged,
    GuideFailed,
    GuideFinished,
    GuideProgressed,
    MemoryChanged,
    OutcomeArrived,
    PolicyChanged,
    RecordLate,
    StartVerification,
    Step,
    SubjectEdited,
    SubjectTyped,
    Ticked,
    Woken,
)
from liveness_station.session.gating import (
    attended,
    gate_refusal,
    gates_changed,
    insisted_codes,
    with_capture,
)
from liveness_station.session.guiding import (
    begin_guide,
    guide_failed,
    guide_finished,
    guide_progressed,
)
from liveness_station.session.leaving import asked_anew, ending, given_up
from liveness_station.session.states import (
    DEADLINE_S,
    DOUBLE_PRESS_S,
    GUIDE_LIMIT_S,
    VERDICT_LIFE_S,
    CameraLive,
    CameraState,
    DeskState,
    Guiding,
    Idle,
    Notice,
    Showing,
    Verifying,
)
from liveness_station.session.visit_events import VisitEvent
from liveness_station.session.visit_steps import visit_step
from liveness_station.session.visiting import done_pressed, subject_edited, subject_typed
from liveness_station.session.visits import OtherWay, suspects_attack, without_old

# What is no longer true once the camera, or the engine, has changed.
_CAMERA_NOTICES = frozenset({Notice.NO_PICTURE, Notice.PICTURE_TOO_OLD, Notice.PICTURE_UNUSABLE})
_MEMORY_NOTICES = frozenset({Notice.MEMORY_LOW})
_ENGINE_NOTICES = frozenset({Notice.ENGINE_STARTING})


def step(state: DeskState, event: Event) -> Step:
    """Returns the next state, and what is to be done besides."""
    if isinstance(event, VisitEvent):
        return visit_step(state, event)
    match event:
        case SubjectTyped(text):
            return subject_typed(state, text)
        case SubjectEdited(is_pending):
            return subject_edited(state, is_pending=is_pending), ()
        case CapturePressed():
            return _capture_pressed(state, event)
        case GuideProgressed(job, progress):
            return guide_progressed(state, job, progress), ()
        case GuideFinished():
            return guide_finished(state, event)
        case GuideFailed():
            return guide_failed(state, event)
        case CancelPressed(now_s):
            return given_up(state, Reason.CANCELLED, now_s)
        case DonePressed():
            return done_pressed(state)
        case OutcomeArrived(outcome, now_s):
            return _outcome_arrived(state, outcome, now_s)
        case Ticked(now_s):
            return _ticked(state, now_s)
        case Woken(now_s):
            return _woken(state, now_s)
        case GatesChanged(reading, now_s):
            return gates_changed(state, reading, now_s), ()
        case CameraChanged(camera):
            return _camera_changed(state, camera)
        case EngineChanged(engine):
            return _without(replace(state, engine=engine), _ENGINE_NOTICES), ()
        case PolicyChanged(policy):
            return replace(state, policy=policy), ()
        case MemoryChanged(is_low):
            return _without(replace(state, is_memory_low=is_low), _MEMORY_NOTICES), ()
        case DeskClosed():
            return _closed(state)
        case _:
            assert_never(event)


def _capture_pressed(state: DeskState, event: CapturePressed) -> Step:
    obstacle = capture_obstacle(state)
    if obstacle is not None or state.subject is None:
        return replace(state, notice=obstacle), ()
    if state.captured_at_s is not None and event.now_s - state.captured_at_s < DOUBLE_PRESS_S:
        return state, ()
    frame = event.frame
    if frame is None:
        return replace(state, notice=Notice.NO_PICTURE), ()
    if (fault := picture_obstacle(state, frame, event.now_s)) is not None:
        return replace(state, notice=fault), ()
    if (refused := gate_refusal(state, event.now_s, event.method)) is not None:
        return refused, ()
    job = Job(
        event.job_id,
        state.subject,
        state.generation,
        policy_for(state),
        is_demo=frame.is_demo,
        method=event.method,
        operator=state.operator.name,
        consent=state.visit.consent,
        insisted=insisted_codes(state),
        is_ungated=state.gates.is_broken,
        follows=state.visit.last_job,
        is_training=state.is_training,
    )
    captured = replace(
        with_capture(state, event.now_s), visit=replace(state.visit, last_job=event.job_id)
    )
    if needs_guide(event.method, frame):
        return begin_guide(captured, Guiding(job, event.script, frame, event.now_s))
    phase = Verifying(job, frame, event.now_s)
    return replace(captured, phase=phase), (StartVerification(job, (frame,)),)


def _outcome_arrived(state: DeskState, outcome: Outcome, now_s: float) -> Step:
    phase = state.phase
    if isinstance(phase, Showing) and _confirms(outcome, phase.outcome):
        return replace(state, phase=replace(phase, outcome=outcome)), ()
    if (
        not isinstance(phase, Verifying)
        or outcome.job != phase.job
        or outcome.job.generation != state.generation
        or (phase.is_refused and _is_judgement(outcome))
    ):
        # Judged is judged, whether anybody still waited for it or not.
        is_own = outcome.job.generation == state.generation
        return _counted(state, outcome, now_s) if is_own else state, (RecordLate(outcome),)
    if state.is_subject_being_typed:
        # The operator is with the next one already; what comes now is about the one before.
        return replace(_counted(state, outcome, now_s), phase=Idle()), (RecordLate(outcome),)
    state = _counted(state, outcome, now_s)
    shown = _as_recorded(outcome)
    showing = Showing(shown, phase.still, now_s)
    effects = () if shown is outcome else (RecordLate(outcome),)
    return attended(replace(state, phase=showing, notice=None), now_s), effects


def _counted(state: DeskState, outcome: Outcome, now_s: float) -> DeskState:
    """Counts an attempt against the subject's limit, if there is one and it was judged."""
    found = outcome.decision
    if state.rules.has_people and suspects_attack(found.verdict, found.reason):
        state = replace(state, visit=replace(state.visit, was_suspected=True))
    is_real = not (outcome.job.is_demo or outcome.job.is_training)
    counts = is_real and is_judged(found.verdict.value, found.reason.value)
    if not counts or not state.rules.attempts_most:
        return state
    judged = (*state.visit.judged_at_s, now_s)
    return replace(state, visit=replace(state.visit, judged_at_s=judged))


def _as_recorded(outcome: Outcome) -> Outcome:
    """Returns an outcome that can be shown: what is not on disk is no verdict on a person."""
    if outcome.recorded or not _is_judgement(outcome):
        return outcome
    return Outcome(outcome.job, decide_failure(Reason.NOT_RECORDED), outcome.endpoint)


def _is_judgement(outcome: Outcome) -> bool:
    return outcome.decision.verdict in {Verdict.LIVE, Verdict.SPOOF}


def _confirms(outcome: Outcome, shown: Outcome) -> bool:
    """Tells whether this is the record of a job that was given up on the screen before."""
    return (
        outcome.job == shown.job
        and outcome.recorded
        and not shown.recorded
        and outcome.decision.verdict is shown.decision.verdict
        and outcome.decision.reason is shown.decision.reason
    )


def _ticked(state: DeskState, now_s: float) -> Step:
    phase = state.phase
    if isinstance(phase, Guiding) and now_s - phase.since_s >= GUIDE_LIMIT_S:
        return given_up(state, Reason.LATE, now_s)
    if isinstance(phase, Verifying) and now_s - phase.since_s >= DEADLINE_S:
        return given_up(state, Reason.LATE, now_s)
    if isinstance(phase, Showing | OtherWay) and now_s - phase.since_s >= VERDICT_LIFE_S:
        return replace(state, phase=Idle(), notice=Notice.VERDICT_EXPIRED), ()
    visit = without_old(state.visit, state.rules, now_s)
    if visit is not state.visit:
        state = replace(state, visit=visit)
    return attended(state, now_s), ()


def _woken(state: DeskState, now_s: float) -> Step:
    """Ends what was under way or on screen: it is about whoever was there before the sleep."""
    state = asked_anew(state)
    if isinstance(state.phase, Showing | OtherWay):
        return replace(state, phase=Idle(), notice=Notice.VERDICT_EXPIRED), ()
    return given_up(state, Reason.LATE, now_s)


def _camera_changed(state: DeskState, camera: CameraState) -> Step:
    """Notes the camera's state; what was watched through another one is of no use any more."""
    after = _without(replace(state, camera=camera), _CAMERA_NOTICES)
    if isinstance(state.phase, Guiding) and not _goes_on(state.camera, camera):
        # A fact about the camera says no time; the guide's own start is recent enough.
        return given_up(after, Reason.CANCELLED, state.phase.since_s)
    return after, ()


def _goes_on(before: CameraState, after: CameraState) -> bool:
    """Tells whether the same source still gives pictures of use, only measured anew perhaps."""
    if not isinstance(before, CameraLive) or not isinstance(after, CameraLive):
        return after == before
    return not after.is_blocked and replace(before, condition=after.condition) == after


def _closed(state: DeskState) -> Step:
    """Ends a guide, which would leave no trace; a verification is ended by its worker's closing."""
    if not isinstance(state.phase, Guiding):
        return state, ()
    return replace(state, phase=Idle()), ending(state, Reason.CANCELLED)


def _without(state: DeskState, notices: frozenset[Notice]) -> DeskState:
    return replace(state, notice=None) if state.notice in notices else state
