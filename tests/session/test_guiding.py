"""The guided part of a check, transition by transition."""

import random
from dataclasses import replace

import pytest

from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Asked, Method, Movement, Prompt, Script
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.signals import Signal
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.session.capturing import capture_obstacle
from liveness_station.session.events import (
    NO_SCRIPT,
    CameraChanged,
    CancelPressed,
    CancelVerification,
    CapturePressed,
    DeskClosed,
    DonePressed,
    Event,
    GuideFailed,
    GuideFinished,
    GuideProgressed,
    OutcomeArrived,
    RecordLate,
    RecordRefusal,
    StartGuiding,
    StartVerification,
    StopGuiding,
    SubjectEdited,
    SubjectTyped,
    Ticked,
    Woken,
)
from liveness_station.session.machine import step
from liveness_station.session.scripts import MAX_WAIT_S, MIN_WAIT_S, draw_script
from liveness_station.session.states import (
    DEADLINE_S,
    GUIDE_LIMIT_S,
    CameraFailed,
    CameraLive,
    GuideProgress,
    Guiding,
    Idle,
    Notice,
    Showing,
    Verifying,
)
from liveness_station.session.visits import Visit
from tests.session.desk import LIVE, NOW_S, SPOOF, desk, frame, job, outcome

SCRIPT = Script((Prompt(Movement.TURN_LEFT, 0.7), Prompt(Movement.TURN_RIGHT, 1.1)))
STILL = frame()
JOB = replace(job(), method=Method.GUIDED)
GUIDING = Guiding(JOB, SCRIPT, STILL, NOW_S)
STARTED = desk(GUIDING, captured_at_s=NOW_S, camera=CameraLive("cam"))
LATER = NOW_S + 4
FRAMES = tuple(frame(NOW_S + number, sequence=number) for number in range(3))
OBEYED = (Asked(Movement.TURN_LEFT, 1.0, 1.8), Asked(Movement.TURN_RIGHT, 3.0, 3.6))
CALM = Signal("frame_rate", 15.0, 8.0, is_against=False)
DISOBEYED = Signal("movement_in_time", 1.0, 2.0, is_against=True)


def finished(
    frames: tuple[Frame, ...] = FRAMES,
    asked: tuple[Asked, ...] = OBEYED,
    signals: tuple[Signal, ...] = (CALM,),
) -> GuideFinished:
    return GuideFinished(JOB, frames, signals, asked, LATER)


def refusal(decision: Decision, *signals: Signal) -> RecordRefusal:
    return RecordRefusal(JOB, decision, STILL.source_label, signals)


def abandoned(reason: Reason = Reason.CANCELLED) -> tuple[StopGuiding, RecordRefusal]:
    return StopGuiding(JOB), refusal(decide_failure(reason, detail="while guiding"))


@pytest.mark.parametrize(("method", "script"), [(Method.GUIDED, SCRIPT), (Method.BURST, NO_SCRIPT)])
def test_a_capture_that_is_no_still_is_watched_first(method: Method, script: Script) -> None:
    press = CapturePressed(STILL, "job-1", NOW_S, method, script)
    after, effects = step(desk(notice=Notice.NO_PICTURE), press)
    made = replace(job(), method=method)
    assert after == desk(
        Guiding(made, script, STILL, NOW_S),
        captured_at_s=NOW_S,
        visit=Visit(last_job=made.job_id),
    )
    assert effects == (StartGuiding(made, script),)


@pytest.mark.parametrize(
    ("method", "script"),
    [(Method.GUIDED, NO_SCRIPT), (Method.BURST, SCRIPT), (Method.STILL, SCRIPT)],
)
def test_a_guided_check_and_no_other_has_prompts(method: Method, script: Script) -> None:
    with pytest.raises(ValueError, match="prompts"):
        CapturePressed(STILL, "job-1", NOW_S, method, script)


def test_what_is_seen_is_shown() -> None:
    progress = GuideProgress(Movement.TURN_LEFT, 0, 2, 0.1)
    after, effects = step(STARTED, GuideProgressed(JOB, progress))
    assert after == replace(STARTED, phase=replace(GUIDING, progress=progress))
    assert effects == ()


def test_the_frames_of_an_obedient_guide_are_judged() -> None:
    after, effects = step(replace(STARTED, notice=Notice.ALREADY_CHECKING), finished())
    assert after == replace(STARTED, phase=Verifying(JOB, FRAMES[0], LATER))
    assert effects == (StartVerification(JOB, FRAMES, (CALM,)),)


@pytest.mark.parametrize(
    ("asked", "done"),
    [
        ((), 0.0),
        (OBEYED[:1], 1.0),
        ((*OBEYED, OBEYED[0]), 2.0),
        (OBEYED[::-1], 0.0),
        ((OBEYED[0], replace(OBEYED[1], done_at_s=None)), 1.0),
        ((OBEYED[0], replace(OBEYED[1], done_at_s=2.9)), 1.0),
        ((OBEYED[0], OBEYED[0]), 1.0),
    ],
)
def test_a_guide_that_says_nothing_of_disobedience_is_not_believed(
    asked: tuple[Asked, ...], done: float
) -> None:
    _, effects = step(STARTED, finished(asked=asked))
    told = replace(DISOBEYED, value=done)
    assert effects == (StartVerification(JOB, FRAMES, (CALM, told)),)


def test_disobedience_is_told_once() -> None:
    _, effects = step(STARTED, finished(asked=(), signals=(DISOBEYED,)))
    assert effects == (StartVerification(JOB, FRAMES, (DISOBEYED,)),)


def test_a_guide_that_denies_what_it_saw_is_contradicted() -> None:
    denied = replace(DISOBEYED, is_against=False)
    _, effects = step(STARTED, finished(asked=OBEYED[:1], signals=(denied,)))
    assert effects == (StartVerification(JOB, FRAMES, (denied, DISOBEYED)),)


@pytest.mark.parametrize(
    ("frames", "reason"),
    [
        ((), Reason.TOO_FEW_FRAMES),
        (FRAMES[:1], Reason.TOO_FEW_FRAMES),
        (FRAMES[:2], Reason.TOO_FEW_FRAMES),
        ((*FRAMES, frame(NOW_S - 0.01)), Reason.STALE_FRAME),
        ((*FRAMES, replace(STILL, source_label="another")), Reason.STALE_FRAME),
        ((*FRAMES, replace(STILL, is_demo=True)), Reason.STALE_FRAME),
    ],
)
def test_frames_that_prove_nothing_are_refused(frames: tuple[Frame, ...], reason: Reason) -> None:
    after, effects = step(STARTED, finished(frames))
    assert effects == (refusal(decide_failure(reason), CALM),)
    assert after == replace(STARTED, phase=Verifying(JOB, STILL, LATER, is_refused=True))


def test_a_guide_that_failed_is_recorded_and_then_shown() -> None:
    failed = GuideFailed(JOB, Reason.FACE_CHANGED, LATER, "jump", (CALM,))
    waiting, effects = step(STARTED, failed)
    decision = decide_failure(Reason.FACE_CHANGED, detail="jump")
    assert effects == (refusal(decision, CALM),)
    assert waiting == replace(STARTED, phase=Verifying(JOB, STILL, LATER, is_refused=True))
    recorded = Outcome(JOB, decision, "local", recorded=True, record_sequence=7)
    after, effects = step(waiting, OutcomeArrived(recorded, LATER))
    assert after.phase == Showing(recorded, STILL, LATER)
    assert effects == ()


@pytest.mark.parametrize("decision", [LIVE, SPOOF])
@pytest.mark.parametrize("is_recorded", [True, False])
def test_no_verdict_on_what_was_refused_is_shown(decision: Decision, *, is_recorded: bool) -> None:
    waiting, _ = step(STARTED, GuideFailed(JOB, Reason.FACE_CHANGED, LATER))
    judged = Outcome(JOB, decision, "local", recorded=is_recorded)
    assert step(waiting, OutcomeArrived(judged, LATER)) == (waiting, (RecordLate(judged),))


@pytest.mark.parametrize("reason", [Reason.ABOVE_THRESHOLD, Reason.BELOW_THRESHOLD])
def test_a_guide_cannot_say_that_somebody_is_live(reason: Reason) -> None:
    _, effects = step(STARTED, GuideFailed(JOB, reason, LATER))
    (effect,) = effects
    assert isinstance(effect, RecordRefusal)
    assert effect.decision.verdict is Verdict.ERROR


def test_a_refusal_that_is_not_written_in_time_is_given_up() -> None:
    waiting, _ = step(STARTED, GuideFailed(JOB, Reason.NO_FACE, LATER))
    after, effects = step(waiting, Ticked(LATER + DEADLINE_S))
    assert isinstance(after.phase, Showing)
    assert after.phase.outcome.decision.reason is Reason.LATE
    assert effects == (CancelVerification(JOB),)


@pytest.mark.parametrize(
    ("event", "reason", "at_s"),
    [
        (CancelPressed(LATER), Reason.CANCELLED, LATER),
        (Woken(LATER), Reason.LATE, LATER),
        (Ticked(NOW_S + GUIDE_LIMIT_S), Reason.LATE, NOW_S + GUIDE_LIMIT_S),
    ],
)
def test_a_guide_is_given_up_on_the_screen_and_its_end_recorded(
    event: Event, reason: Reason, at_s: float
) -> None:
    after, effects = step(STARTED, event)
    shown = Showing(Outcome(JOB, decide_failure(reason), "local"), STILL, at_s)
    assert after == replace(STARTED, phase=shown)
    assert effects == abandoned(reason)
    recorded = replace(
        shown.outcome,
        decision=decide_failure(reason, detail="while guiding"),
        recorded=True,
        record_sequence=7,
    )
    confirmed, effects = step(after, OutcomeArrived(recorded, at_s + 1))
    assert confirmed.phase == replace(shown, outcome=recorded)
    assert effects == ()


@pytest.mark.parametrize(
    "camera",
    [
        CameraFailed("cam", CameraTrouble.LOST),
        CameraLive("another"),
        CameraLive("cam", is_demo=True),
    ],
)
def test_another_camera_ends_the_guide(camera: CameraLive | CameraFailed) -> None:
    after, effects = step(STARTED, CameraChanged(camera))
    assert after.camera == camera
    assert isinstance(after.phase, Showing)
    assert after.phase.outcome.decision.reason is Reason.CANCELLED
    assert effects == abandoned()


def test_the_same_camera_said_again_changes_nothing() -> None:
    assert step(STARTED, CameraChanged(CameraLive("cam"))) == (STARTED, ())


def test_another_subject_ends_the_guide() -> None:
    after, effects = step(STARTED, SubjectTyped("B-7"))
    assert after.phase == Idle()
    assert effects == abandoned()
    late = outcome(JOB, decide_failure(Reason.CANCELLED))
    assert step(after, OutcomeArrived(late, LATER)) == (after, (RecordLate(late),))


def test_a_window_that_closes_ends_the_guide() -> None:
    after, effects = step(STARTED, DeskClosed())
    assert after == replace(STARTED, phase=Idle())
    assert effects == abandoned()


@pytest.mark.parametrize(
    "phase", [Idle(), Verifying(JOB, STILL, NOW_S), Showing(outcome(JOB), STILL, NOW_S)]
)
def test_a_window_that_closes_leaves_the_rest_to_the_worker(
    phase: Idle | Verifying | Showing,
) -> None:
    assert step(desk(phase), DeskClosed()) == (desk(phase), ())


def test_within_its_time_a_guide_goes_on() -> None:
    assert step(STARTED, Ticked(NOW_S + GUIDE_LIMIT_S - 0.001)) == (STARTED, ())


def test_nobody_else_is_captured_meanwhile() -> None:
    assert capture_obstacle(STARTED) is Notice.ALREADY_CHECKING
    for event in (CapturePressed(STILL, "job-2", LATER), DonePressed()):
        assert step(STARTED, event) == (replace(STARTED, notice=Notice.ALREADY_CHECKING), ())


def test_a_guide_goes_on_while_the_next_one_is_typed_and_its_verdict_is_late() -> None:
    typing, effects = step(STARTED, SubjectEdited(is_pending=True))
    assert typing == replace(STARTED, is_subject_being_typed=True)
    assert effects == ()
    verifying, _ = step(typing, finished())
    _, effects = step(verifying, OutcomeArrived(outcome(JOB), LATER))
    assert effects == (RecordLate(outcome(JOB)),)


EVENTS = (
    finished(),
    GuideFailed(JOB, Reason.NO_FACE, LATER),
    GuideProgressed(JOB, GuideProgress(total=2)),
)


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize(
    "phase", [Idle(), Verifying(JOB, STILL, NOW_S), Showing(outcome(JOB), STILL, NOW_S)]
)
def test_a_guide_that_nobody_waits_for_is_not_heard(
    phase: Idle | Verifying | Showing, event: Event
) -> None:
    assert step(desk(phase), event) == (desk(phase), ())


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize(
    "change", [{"job_id": "job-2"}, {"generation": 2}, {"method": Method.BURST}]
)
def test_a_foreign_guide_is_not_heard(
    event: GuideFinished | GuideFailed | GuideProgressed, change: dict[str, object]
) -> None:
    foreign = replace(JOB, **change)  # type: ignore[arg-type]  # fields by name
    heard = replace(event, job=foreign)
    assert step(STARTED, heard) == (STARTED, ())


def test_a_guide_of_an_earlier_generation_is_not_heard() -> None:
    newer = replace(STARTED, generation=2)
    assert step(newer, finished()) == (newer, ())


def test_every_script_asks_for_two_movements_after_waits_of_its_own() -> None:
    scripts = [draw_script(random.Random(seed)) for seed in range(200)]
    assert {len(script.prompts) for script in scripts} == {2}
    waits_s = [prompt.after_s for script in scripts for prompt in script.prompts]
    assert all(MIN_WAIT_S <= wait_s <= MAX_WAIT_S for wait_s in waits_s)
    assert min(waits_s) < MIN_WAIT_S + 0.05
    assert max(waits_s) > MAX_WAIT_S - 0.05
    orders = [tuple(prompt.movement for prompt in script.prompts) for script in scripts]
    assert {orders.count(order) > 30 for order in set(orders)} == {True}
    assert len(set(orders)) == 4
