"""Every transition of the desk, one row each."""

from dataclasses import replace

import pytest

from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.session.capturing import capture_obstacle
from liveness_station.session.events import (
    CameraChanged,
    CancelPressed,
    CancelVerification,
    CapturePressed,
    DonePressed,
    Effect,
    EngineChanged,
    Event,
    OutcomeArrived,
    PolicyChanged,
    RecordLate,
    StartVerification,
    SubjectTyped,
    Ticked,
    Woken,
)
from liveness_station.session.machine import step
from liveness_station.session.states import (
    DEADLINE_S,
    DOUBLE_PRESS_S,
    MAX_FRAME_AGE_S,
    VERDICT_LIFE_S,
    CameraFailed,
    CameraLive,
    DeskState,
    EngineFailed,
    EngineReady,
    EngineStarting,
    Idle,
    Notice,
    Showing,
    Verifying,
)
from liveness_station.session.visits import Visit
from tests.session.desk import ANNA, CANCELLED, LIVE, NOW_S, SPOOF, desk, frame, job, outcome

STILL = frame()
JOB = job()
VERIFYING = Verifying(JOB, STILL, NOW_S)
SHOWING = Showing(outcome(JOB), STILL, NOW_S)
LATE = decide_failure(Reason.LATE)
UNWRITTEN = decide_failure(Reason.NOT_RECORDED)


def given_up(decision: Decision = CANCELLED, *, endpoint: str = "local") -> Outcome:
    return Outcome(JOB, decision, endpoint)


def shown(what: Outcome, at_s: float = NOW_S) -> Showing:
    return Showing(what, STILL, at_s)


BERT = Subject("B-7")
STARTED = desk(VERIFYING, captured_at_s=NOW_S, visit=Visit(last_job="job-1"))
PRESS = CapturePressed(STILL, "job-1", NOW_S)
SOON = NOW_S + 1

ROWS: dict[str, tuple[DeskState, Event, DeskState, tuple[Effect, ...]]] = {
    "a subject is entered": (
        DeskState(notice=Notice.SUBJECT_MISSING),
        SubjectTyped("  B-7 "),
        DeskState(subject=BERT, generation=1),
        (),
    ),
    "another subject clears the verdict": (
        desk(SHOWING, captured_at_s=NOW_S),
        SubjectTyped("B-7"),
        desk(subject=BERT, generation=2),
        (),
    ),
    "the same reference may be another person": (
        desk(SHOWING),
        SubjectTyped(ANNA.reference),
        desk(generation=2),
        (),
    ),
    "another subject stops the running check": (
        STARTED,
        SubjectTyped("B-7"),
        desk(subject=BERT, generation=2),
        (CancelVerification(JOB),),
    ),
    "an empty reference changes nothing": (
        STARTED,
        SubjectTyped(" "),
        replace(STARTED, notice=Notice.SUBJECT_MISSING),
        (),
    ),
    "a long reference changes nothing": (
        desk(SHOWING),
        SubjectTyped("x" * 65),
        desk(SHOWING, notice=Notice.SUBJECT_TOO_LONG),
        (),
    ),
    "an invisible character changes nothing": (
        desk(),
        SubjectTyped("A\u202e1"),
        desk(notice=Notice.SUBJECT_CONTROL_CHARACTER),
        (),
    ),
    "a capture starts a check": (
        desk(notice=Notice.NO_PICTURE),
        PRESS,
        STARTED,
        (StartVerification(JOB, (STILL,)),),
    ),
    "a capture over a verdict starts the next check": (
        desk(SHOWING, captured_at_s=NOW_S - DOUBLE_PRESS_S),
        PRESS,
        STARTED,
        (StartVerification(JOB, (STILL,)),),
    ),
    "a double click is one capture": (
        desk(SHOWING, captured_at_s=NOW_S - DOUBLE_PRESS_S + 0.01),
        PRESS,
        desk(SHOWING, captured_at_s=NOW_S - DOUBLE_PRESS_S + 0.01),
        (),
    ),
    "a capture while checking is refused": (
        STARTED,
        CapturePressed(STILL, "job-2", SOON),
        replace(STARTED, notice=Notice.ALREADY_CHECKING),
        (),
    ),
    "a capture without a subject is refused": (
        desk(subject=None),
        PRESS,
        desk(subject=None, notice=Notice.SUBJECT_MISSING),
        (),
    ),
    "a capture before the engine is there is refused": (
        desk(engine=EngineStarting()),
        PRESS,
        desk(engine=EngineStarting(), notice=Notice.ENGINE_STARTING),
        (),
    ),
    "a capture without a picture is refused": (
        desk(),
        CapturePressed(None, "job-1", NOW_S),
        desk(notice=Notice.NO_PICTURE),
        (),
    ),
    "a capture of an old picture is refused": (
        desk(),
        CapturePressed(STILL, "job-1", NOW_S + MAX_FRAME_AGE_S + 0.001),
        desk(notice=Notice.PICTURE_TOO_OLD),
        (),
    ),
    "the awaited outcome is shown": (
        replace(STARTED, notice=Notice.ALREADY_CHECKING),
        OutcomeArrived(outcome(JOB), SOON),
        replace(STARTED, phase=shown(outcome(JOB), SOON)),
        (),
    ),
    "an outcome of another id is late": (
        STARTED,
        OutcomeArrived(outcome(job("job-0")), SOON),
        STARTED,
        (RecordLate(outcome(job("job-0"))),),
    ),
    "an outcome of another generation is late": (
        STARTED,
        OutcomeArrived(outcome(job(generation=0)), SOON),
        STARTED,
        (RecordLate(outcome(job(generation=0))),),
    ),
    "an outcome of another subject is late": (
        STARTED,
        OutcomeArrived(outcome(job(subject=BERT)), SOON),
        STARTED,
        (RecordLate(outcome(job(subject=BERT))),),
    ),
    # No event leads here; the check is a second lock on the same door.
    "a job of another generation is never shown": (
        desk(VERIFYING, generation=2),
        OutcomeArrived(outcome(JOB), SOON),
        desk(VERIFYING, generation=2),
        (RecordLate(outcome(JOB)),),
    ),
    "an outcome nobody waits for is late": (
        desk(),
        OutcomeArrived(outcome(JOB), SOON),
        desk(),
        (RecordLate(outcome(JOB)),),
    ),
    "an outcome that comes twice is late": (
        desk(SHOWING),
        OutcomeArrived(outcome(JOB), SOON),
        desk(SHOWING),
        (RecordLate(outcome(JOB)),),
    ),
    "a cancelled check's record is confirmed": (
        desk(shown(given_up())),
        OutcomeArrived(outcome(JOB, CANCELLED), SOON),
        desk(shown(outcome(JOB, CANCELLED))),
        (),
    ),
    "a cancelled check never turns live": (
        desk(shown(given_up())),
        OutcomeArrived(outcome(JOB, LIVE), SOON),
        desk(shown(given_up())),
        (RecordLate(outcome(JOB, LIVE)),),
    ),
    "a cancelled check is confirmed by its record only": (
        desk(shown(given_up())),
        OutcomeArrived(outcome(JOB, CANCELLED, recorded=False), SOON),
        desk(shown(given_up())),
        (RecordLate(outcome(JOB, CANCELLED, recorded=False)),),
    ),
    "a cancelled check with another reason is late": (
        desk(shown(given_up())),
        OutcomeArrived(outcome(JOB, decide_failure(Reason.NETWORK)), SOON),
        desk(shown(given_up())),
        (RecordLate(outcome(JOB, decide_failure(Reason.NETWORK))),),
    ),
    "a LIVE that is not recorded is never held": (
        STARTED,
        OutcomeArrived(outcome(JOB, recorded=False), SOON),
        replace(STARTED, phase=shown(given_up(UNWRITTEN), SOON)),
        (RecordLate(outcome(JOB, recorded=False)),),
    ),
    "nor is a SPOOF": (
        STARTED,
        OutcomeArrived(outcome(JOB, SPOOF, recorded=False), SOON),
        replace(STARTED, phase=shown(given_up(UNWRITTEN), SOON)),
        (RecordLate(outcome(JOB, SPOOF, recorded=False)),),
    ),
    "an error that is not recorded is shown all the same": (
        STARTED,
        OutcomeArrived(outcome(JOB, UNWRITTEN, recorded=False), SOON),
        replace(STARTED, phase=shown(outcome(JOB, UNWRITTEN, recorded=False), SOON)),
        (),
    ),
    "a cancel ends the running check": (
        replace(STARTED, notice=Notice.ALREADY_CHECKING),
        CancelPressed(SOON),
        replace(STARTED, phase=shown(given_up(), SOON)),
        (CancelVerification(JOB),),
    ),
    "a cancel without an engine names no endpoint": (
        replace(STARTED, engine=EngineFailed(Reason.ENGINE_DOWN)),
        CancelPressed(SOON),
        replace(
            STARTED,
            engine=EngineFailed(Reason.ENGINE_DOWN),
            phase=shown(given_up(endpoint=""), SOON),
        ),
        (CancelVerification(JOB),),
    ),
    "a cancel of nothing is nothing": (desk(SHOWING), CancelPressed(SOON), desk(SHOWING), ()),
    "done clears verdict and subject": (
        desk(SHOWING, captured_at_s=NOW_S, notice=Notice.NO_PICTURE),
        DonePressed(),
        desk(subject=None, generation=2),
        (),
    ),
    "done while checking is refused": (
        STARTED,
        DonePressed(),
        replace(STARTED, notice=Notice.ALREADY_CHECKING),
        (),
    ),
    "a check within its time goes on": (
        STARTED,
        Ticked(NOW_S + DEADLINE_S - 0.001),
        STARTED,
        (),
    ),
    "a check past its time is given up": (
        STARTED,
        Ticked(NOW_S + DEADLINE_S),
        replace(STARTED, phase=shown(given_up(LATE), NOW_S + DEADLINE_S)),
        (CancelVerification(JOB),),
    ),
    "a verdict stays for its time": (
        desk(SHOWING),
        Ticked(NOW_S + VERDICT_LIFE_S - 0.001),
        desk(SHOWING),
        (),
    ),
    "an old verdict is cleared, its subject stays": (
        desk(SHOWING),
        Ticked(NOW_S + VERDICT_LIFE_S),
        desk(notice=Notice.VERDICT_EXPIRED),
        (),
    ),
    "a verdict from before a sleep is gone, however short the sleep": (
        desk(SHOWING, captured_at_s=NOW_S),
        Woken(SOON),
        desk(captured_at_s=NOW_S, notice=Notice.VERDICT_EXPIRED),
        (),
    ),
    "a check from before a sleep is given up": (
        STARTED,
        Woken(SOON),
        replace(STARTED, phase=shown(given_up(LATE), SOON)),
        (CancelVerification(JOB),),
    ),
    "a sleep leaves an idle desk as it was": (desk(), Woken(SOON), desk(), ()),
    "time passes over an idle desk": (desk(), Ticked(1e9), desk(), ()),
    "the camera's state is kept": (
        STARTED,
        CameraChanged(CameraFailed("cam", CameraTrouble.LOST)),
        replace(STARTED, camera=CameraFailed("cam", CameraTrouble.LOST)),
        (),
    ),
    "a camera that comes back takes its notice along": (
        desk(notice=Notice.PICTURE_TOO_OLD),
        CameraChanged(CameraLive("cam")),
        desk(camera=CameraLive("cam")),
        (),
    ),
    "a camera that comes back leaves other notices": (
        desk(notice=Notice.VERDICT_EXPIRED),
        CameraChanged(CameraLive("cam")),
        desk(camera=CameraLive("cam"), notice=Notice.VERDICT_EXPIRED),
        (),
    ),
    "an engine that is ready takes its notice along": (
        desk(engine=EngineStarting(), notice=Notice.ENGINE_STARTING),
        EngineChanged(EngineReady("local")),
        desk(),
        (),
    ),
    "new rules are for the next check": (
        STARTED,
        PolicyChanged(Policy(0.9)),
        replace(STARTED, policy=Policy(0.9)),
        (),
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_transition(row: tuple[DeskState, Event, DeskState, tuple[Effect, ...]]) -> None:
    before, event, after, effects = row
    assert step(before, event) == (after, effects)


def test_the_job_keeps_what_was_in_force_when_it_was_captured() -> None:
    strict, taken = Policy(0.9), frame(is_demo=True)
    _, effects = step(desk(policy=strict), CapturePressed(taken, "job-5", NOW_S))
    (effect,) = effects
    assert isinstance(effect, StartVerification)
    assert effect.frames == (taken,)
    assert effect.job == replace(job("job-5"), policy=strict, is_demo=True)


def test_a_failed_engine_may_be_tried_so_that_the_attempt_is_recorded() -> None:
    failed = desk(engine=EngineFailed(Reason.ENGINE_DOWN))
    assert capture_obstacle(failed) is None
    _, effects = step(failed, PRESS)
    assert isinstance(effects[0], StartVerification)


@pytest.mark.parametrize("age_s", [-5.0, 0.0, MAX_FRAME_AGE_S])
def test_a_fresh_picture_is_captured(age_s: float) -> None:
    taken: Frame = frame(NOW_S - age_s)
    after, _ = step(desk(), CapturePressed(taken, "job-1", NOW_S))
    assert isinstance(after.phase, Verifying)
    assert after.phase.still is taken


def test_a_spoof_is_shown_like_any_other_outcome() -> None:
    after, _ = step(STARTED, OutcomeArrived(outcome(JOB, SPOOF), SOON))
    assert isinstance(after.phase, Showing)
    assert after.phase.outcome.decision.verdict is Verdict.SPOOF


def test_a_new_desk_is_idle() -> None:
    assert DeskState().phase == Idle()
    assert capture_obstacle(DeskState()) is Notice.SUBJECT_MISSING


def test_what_is_no_event_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        step(desk(), "capture")  # type: ignore[arg-type]  # what the types forbid
