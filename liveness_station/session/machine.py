"""The desk as one pure function: (state, event) to (state, effects).

A verdict is shown only if its job is the one that is running now: same id, same generation. Every
other outcome is recorded as late and shown nowhere. A pass or a fail that is not recorded never
enters the state: a check that could not be written down takes its place.
"""

from dataclasses import replace
from typing import assert_never

from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.subjects import Subject, SubjectError
from liveness_station.domain.verdicts import Reason, Verdict, decide_failure
from liveness_station.session.capturing import capture_obstacle, picture_obstacle
from liveness_station.session.events import (
    CameraChanged,
    CancelPressed,
    CancelVerification,
    CapturePressed,
    DeskClosed,
    DonePressed,
    Effect,
    EngineChanged,
    Event,
    GatesChanged,
    GuideFailed,
    GuideFinished,
    GuideProgressed,
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
    abandon_guide,
    begin_guide,
    guide_failed,
    guide_finished,
    guide_progressed,
)
from liveness_station.session.states import (
    DEADLINE_S,
    DOUBLE_PRESS_S,
    GUIDE_LIMIT_S,
    VERDICT_LIFE_S,
    CameraLive,
    CameraState,
    DeskState,
    EngineReady,
    Guiding,
    Idle,
    Notice,
    Showing,
    Verifying,
)

_SUBJECT_NOTICES = {
    "empty": Notice.SUBJECT_MISSING,
    "too long": Notice.SUBJECT_TOO_LONG,
    "control character": Notice.SUBJECT_CONTROL_CHARACTER,
}


# What is no longer true once the camera, or the engine, has changed.
_CAMERA_NOTICES = frozenset({Notice.NO_PICTURE, Notice.PICTURE_TOO_OLD, Notice.PICTURE_UNUSABLE})
_ENGINE_NOTICES = frozenset({Notice.ENGINE_STARTING})
_TYPING_NOTICES = frozenset({Notice.SUBJECT_NOT_SET, Notice.SUBJECT_MISSING})


def step(state: DeskState, event: Event) -> Step:
    """Returns the next state, and what is to be done besides."""
    match event:
        case SubjectTyped(text):
            return _subject_typed(state, text)
        case SubjectEdited(is_pending):
            return _subject_edited(state, is_pending=is_pending), ()
        case CapturePressed():
            return _capture_pressed(state, event)
        case GuideProgressed(job, progress):
            return guide_progressed(state, job, progress), ()
        case GuideFinished():
            return guide_finished(state, event)
        case GuideFailed():
            return guide_failed(state, event)
        case CancelPressed(now_s):
            return _given_up(state, Reason.CANCELLED, now_s)
        case DonePressed():
            return _done_pressed(state)
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
        case DeskClosed():
            return _closed(state)
        case _:
            assert_never(event)


def _subject_typed(state: DeskState, untrusted_text: str) -> Step:
    try:
        subject = Subject.parse(untrusted_text)
    except SubjectError as error:
        return replace(state, notice=_SUBJECT_NOTICES[str(error)]), ()
    # A new generation even for the same reference: the person may be another one. The old check
    # is stopped, so that it neither sends its picture any more nor holds up the next one.
    effects = _stop(state, Reason.CANCELLED)
    return replace(_next_subject(state, subject), is_subject_being_typed=False), effects


def _subject_edited(state: DeskState, *, is_pending: bool) -> DeskState:
    """Notes that somebody else is being announced: until that is done nobody may be captured.

    A verdict goes with the first letter, because it is about the one before.
    """
    edited = _without(replace(state, is_subject_being_typed=is_pending), _TYPING_NOTICES)
    if is_pending and isinstance(state.phase, Showing):
        return replace(edited, phase=Idle())
    return edited


def _done_pressed(state: DeskState) -> Step:
    if isinstance(state.phase, Guiding | Verifying):
        return replace(state, notice=Notice.ALREADY_CHECKING), ()
    return _next_subject(state, None), ()


def _next_subject(state: DeskState, subject: Subject | None) -> DeskState:
    return replace(
        state,
        subject=subject,
        generation=state.generation + 1,
        captured_at_s=None,
        captured_stretch=None,
        refusal=None,
        phase=Idle(),
        notice=None,
    )


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
    if (refused := gate_refusal(state, event.now_s)) is not None:
        return refused, ()
    job = Job(
        event.job_id,
        state.subject,
        state.generation,
        state.policy,
        is_demo=frame.is_demo,
        method=event.method,
        insisted=insisted_codes(state),
    )
    captured = with_capture(state, event.now_s)
    if event.method is not Method.STILL:
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
        return state, (RecordLate(outcome),)
    if state.is_subject_being_typed:
        # The operator is with the next one already; what comes now is about the one before.
        return replace(state, phase=Idle()), (RecordLate(outcome),)
    shown = _as_recorded(outcome)
    showing = Showing(shown, phase.still, now_s)
    effects = () if shown is outcome else (RecordLate(outcome),)
    return attended(replace(state, phase=showing, notice=None), now_s), effects


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
        return _given_up(state, Reason.LATE, now_s)
    if isinstance(phase, Verifying) and now_s - phase.since_s >= DEADLINE_S:
        return _given_up(state, Reason.LATE, now_s)
    if isinstance(phase, Showing) and now_s - phase.since_s >= VERDICT_LIFE_S:
        return replace(state, phase=Idle(), notice=Notice.VERDICT_EXPIRED), ()
    return attended(state, now_s), ()


def _woken(state: DeskState, now_s: float) -> Step:
    """Ends what was under way or on screen: it is about whoever was there before the sleep."""
    if isinstance(state.phase, Showing):
        return replace(state, phase=Idle(), notice=Notice.VERDICT_EXPIRED), ()
    return _given_up(state, Reason.LATE, now_s)


def _camera_changed(state: DeskState, camera: CameraState) -> Step:
    """Notes the camera's state; what was watched through another one is of no use any more."""
    after = _without(replace(state, camera=camera), _CAMERA_NOTICES)
    if isinstance(state.phase, Guiding) and not _goes_on(state.camera, camera):
        # A fact about the camera says no time; the guide's own start is recent enough.
        return _given_up(after, Reason.CANCELLED, state.phase.since_s)
    return after, ()


def _goes_on(before: CameraState, after: CameraState) -> bool:
    """Tells whether the same source still gives pictures of use, only measured anew perhaps."""
    if not isinstance(before, CameraLive) or not isinstance(after, CameraLive):
        return after == before
    return not after.is_blocked and replace(before, condition=after.condition) == after


def _given_up(state: DeskState, reason: Reason, now_s: float) -> Step:
    """Ends a running check on the screen; what its worker still says will count as late."""
    phase = state.phase
    if not isinstance(phase, Guiding | Verifying):
        return state, ()
    endpoint = state.engine.endpoint if isinstance(state.engine, EngineReady) else ""
    outcome = Outcome(phase.job, decide_failure(reason), endpoint)
    showing = Showing(outcome, phase.still, now_s)
    return replace(state, phase=showing, notice=None), _stop(state, reason)


def _closed(state: DeskState) -> Step:
    """Ends a guide, which would leave no trace; a verification is ended by its worker's closing."""
    if not isinstance(state.phase, Guiding):
        return state, ()
    return replace(state, phase=Idle()), _stop(state, Reason.CANCELLED)


def _stop(state: DeskState, reason: Reason) -> tuple[Effect, ...]:
    """Returns what ends a running check, and gives it its terminal row."""
    match state.phase:
        case Guiding():
            return abandon_guide(state.phase, reason)
        case Verifying(job):
            return (CancelVerification(job),)
        case _:
            return ()


def _without(state: DeskState, notices: frozenset[Notice]) -> DeskState:
    return replace(state, notice=None) if state.notice in notices else state
