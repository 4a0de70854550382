"""The controller: events in, state and wishes out."""

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Asked, Method, Script
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.signals import Signal as Evidence
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict, decide_failure
from liveness_station.runtime.controller import TICK_MS, StationController
from liveness_station.session.events import NO_SCRIPT, RecordRefusal, StartVerification
from liveness_station.session.states import (
    DEADLINE_S,
    SLEEP_GAP_S,
    CameraLive,
    EngineReady,
    GuideProgress,
    Guiding,
    Idle,
    Notice,
    Showing,
    Verifying,
)
from liveness_station.verification.checking import CHECK_LIMIT_S

FRAME = Frame(np.zeros((2, 2, 3), np.uint8), 100.0, 0, "scripted camera")


class Desk:
    """A controller with a clock and ids of its own, and what it says."""

    def __init__(self) -> None:
        self.now_s = 100.0
        numbers = itertools.count(1)
        self.controller = StationController(
            Policy(0.9), clock=lambda: self.now_s, new_job_id=lambda: f"job-{next(numbers)}"
        )
        self.changed = QSignalSpy(self.controller.state_changed)
        self.wanted = QSignalSpy(self.controller.verify_requested)
        self.cancelled = QSignalSpy(self.controller.cancel_requested)
        self.late = QSignalSpy(self.controller.outcome_came_late)

    def make_ready(self) -> None:
        self.controller.on_engine_changed(EngineReady("local"))
        self.controller.on_camera_changed(CameraLive("cam"))
        self.controller.on_subject_typed("A-1042")

    def capture(self) -> Job:
        self.controller.on_capture_requested(FRAME)
        job = self.wanted.at(self.wanted.count() - 1)[0].job
        assert isinstance(job, Job)
        return job


def live(job: Job) -> Outcome:
    decision = Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD, score=0.93)
    return Outcome(job, decision, "local", recorded=True, record_sequence=2)


@pytest.fixture
def desk(qapp: QCoreApplication) -> Desk:  # noqa: ARG001 - timers need it
    return Desk()


def test_a_capture_asks_for_the_very_frame(desk: Desk) -> None:
    desk.make_ready()
    job = desk.capture()
    assert job == Job("job-1", Subject("A-1042"), 1, Policy(0.9))
    assert desk.wanted.at(0)[0].frames == (FRAME,)
    assert isinstance(desk.controller.state.phase, Verifying)


def test_the_outcome_is_shown(desk: Desk) -> None:
    desk.make_ready()
    outcome = live(desk.capture())
    desk.controller.on_finished(outcome)
    phase = desk.controller.state.phase
    assert isinstance(phase, Showing)
    assert phase.outcome is outcome
    assert phase.still is FRAME
    desk.controller.on_done_requested()
    assert desk.controller.state.phase == Idle()


def test_an_outcome_nobody_waits_for_is_passed_on_as_late(desk: Desk) -> None:
    desk.make_ready()
    outcome = live(desk.capture())
    desk.controller.on_subject_typed("B-7")
    desk.controller.on_finished(outcome)
    assert [desk.late.at(i)[0] for i in range(desk.late.count())] == [outcome]
    assert desk.controller.state.phase == Idle()


@pytest.mark.parametrize("give_up", ["cancel", "another subject"])
def test_a_check_that_is_given_up_is_cancelled(desk: Desk, give_up: str) -> None:
    desk.make_ready()
    job = desk.capture()
    if give_up == "cancel":
        desk.controller.on_cancel_requested()
    else:
        desk.controller.on_subject_typed("B-7")
    assert [desk.cancelled.at(i)[0] for i in range(desk.cancelled.count())] == [job]


def test_what_takes_too_long_is_said_so_within_the_time_that_is_promised() -> None:
    assert CHECK_LIMIT_S < DEADLINE_S
    assert DEADLINE_S + TICK_MS / 1000 <= 15.5


def test_time_passes_by_itself(desk: Desk, qtbot: QtBot) -> None:
    desk.make_ready()
    desk.capture()
    desk.now_s += DEADLINE_S
    qtbot.waitUntil(lambda: isinstance(desk.controller.state.phase, Showing))
    assert desk.cancelled.count() == 1


@pytest.mark.parametrize("sleep_s", [SLEEP_GAP_S + 0.1, 8 * 3600.0])
def test_a_verdict_from_before_a_sleep_is_gone(desk: Desk, qtbot: QtBot, sleep_s: float) -> None:
    desk.make_ready()
    desk.controller.on_finished(live(desk.capture()))
    desk.now_s += sleep_s
    qtbot.waitUntil(lambda: desk.controller.state.phase == Idle())
    assert desk.controller.state.notice is Notice.VERDICT_EXPIRED


def test_K5_a_verdict_that_waited_through_a_sleep_is_late(desk: Desk) -> None:
    desk.make_ready()
    outcome = live(desk.capture())
    desk.now_s += SLEEP_GAP_S + 0.1
    desk.controller.on_finished(outcome)
    phase = desk.controller.state.phase
    assert isinstance(phase, Showing)
    assert phase.outcome.decision.reason is Reason.LATE
    assert [desk.late.at(i)[0] for i in range(desk.late.count())] == [outcome]


def test_without_a_sleep_a_verdict_stays(desk: Desk) -> None:
    desk.make_ready()
    desk.controller.on_finished(live(desk.capture()))
    for _ in range(3):
        desk.now_s += SLEEP_GAP_S
        desk.controller.on_camera_changed(CameraLive("cam"))
        assert isinstance(desk.controller.state.phase, Showing)


def test_the_desk_goes_by_a_clock_that_counts_sleep(
    qapp: QCoreApplication,  # noqa: ARG001 - as above
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopped_s = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: stopped_s)
    monkeypatch.setattr(time, "clock_gettime", lambda _: 5000.0)
    controller = StationController(Policy())
    spy = QSignalSpy(controller.verify_requested)
    controller.on_engine_changed(EngineReady("local"))
    controller.on_subject_typed("A-1042")
    monkeypatch.setattr(time, "clock_gettime", lambda _: 5000.0 + 3600.0)
    stale = Frame(np.zeros((2, 2, 3), np.uint8), 5000.0, 0, "scripted camera")
    controller.on_capture_requested(stale)
    assert controller.state.notice is Notice.PICTURE_TOO_OLD
    assert spy.count() == 0


def test_only_a_change_is_told(desk: Desk) -> None:
    desk.make_ready()
    told = desk.changed.count()
    desk.controller.on_cancel_requested()
    desk.controller.on_camera_changed(CameraLive("cam"))
    assert desk.changed.count() == told
    desk.controller.on_camera_changed(CameraLive("another"))
    assert desk.changed.count() == told + 1


def test_every_refusal_is_told(desk: Desk) -> None:
    desk.controller.on_capture_requested(None)
    assert desk.controller.state.notice is Notice.SUBJECT_MISSING
    assert desk.wanted.count() == 0


def guided(desk: Desk, method: Method = Method.GUIDED) -> tuple[Job, Script]:
    guides = QSignalSpy(desk.controller.guide_requested)
    desk.make_ready()
    desk.controller.on_method_changed(method)
    desk.controller.on_capture_requested(FRAME)
    job, script = guides.at(0)
    return job, script


FRAMES = tuple(replace(FRAME, sequence=number) for number in range(3))


def test_a_guided_check_is_drawn_anew_each_time(desk: Desk) -> None:
    job, script = guided(desk)
    assert job.method is Method.GUIDED
    desk.controller.on_cancel_requested()
    desk.now_s += 1
    guides = QSignalSpy(desk.controller.guide_requested)
    desk.controller.on_capture_requested(replace(FRAME, captured_at_s=desk.now_s))
    assert guides.at(0)[1] != script
    assert desk.wanted.count() == 0


def test_a_burst_asks_for_nothing(desk: Desk) -> None:
    job, script = guided(desk, Method.BURST)
    assert (job.method, script) == (Method.BURST, NO_SCRIPT)


@pytest.mark.parametrize(
    ("method", "taken"),
    [
        (Method.GUIDED, Method.BURST),
        (Method.BURST, Method.BURST),
        (Method.STILL, Method.STILL),
    ],
)
def test_the_way_without_movement_asks_for_none(desk: Desk, method: Method, taken: Method) -> None:
    desk.make_ready()
    guides = QSignalSpy(desk.controller.guide_requested)
    desk.controller.on_method_changed(method)
    desk.controller.on_motionless_capture_requested(FRAME)
    phase = desk.controller.state.phase
    assert isinstance(phase, Guiding | Verifying)
    assert phase.job.method is taken
    assert desk.controller.method is method, "the next one is asked again"
    if taken is Method.BURST:
        assert guides.at(0)[1] == NO_SCRIPT


def test_what_the_guide_brings_is_judged(desk: Desk) -> None:
    job, script = guided(desk)
    asked = tuple(Asked(prompt.movement, 1.0, 1.5) for prompt in script.prompts)
    desk.controller.on_guide_progressed(job, GuideProgress(done=1, total=2))
    phase = desk.controller.state.phase
    assert isinstance(phase, Guiding)
    assert phase.progress.done == 1
    calm = Evidence("frame_rate", 15.0, 8.0, is_against=False)
    desk.controller.on_guide_finished(job, FRAMES, (calm,), asked)
    assert desk.wanted.count() == 1
    assert desk.wanted.at(0)[0] == StartVerification(job, FRAMES, (calm,))


def test_a_guide_that_failed_is_refused(desk: Desk) -> None:
    job, _ = guided(desk)
    refused = QSignalSpy(desk.controller.refusal_requested)
    desk.controller.on_guide_failed(job, Reason.MOVEMENT_MISSED, "late", ())
    assert refused.count() == 1
    wanted = decide_failure(Reason.MOVEMENT_MISSED, detail="late")
    assert refused.at(0)[0] == RecordRefusal(job, wanted, "scripted camera")


@pytest.mark.parametrize("end", ["cancel", "another subject", "another camera", "closing"])
def test_a_guide_that_is_given_up_is_stopped_and_recorded(desk: Desk, end: str) -> None:
    job, _ = guided(desk)
    refused = QSignalSpy(desk.controller.refusal_requested)
    stopped = QSignalSpy(desk.controller.guide_stop_requested)
    controller = desk.controller
    {
        "cancel": controller.on_cancel_requested,
        "another subject": lambda: controller.on_subject_typed("B-7"),
        "another camera": lambda: controller.on_camera_changed(CameraLive("another")),
        "closing": controller.on_closing,
    }[end]()
    # Counted first: a spy that has heard nothing takes the whole process along when it is asked.
    assert (stopped.count(), refused.count(), desk.wanted.count()) == (1, 1, 0)
    assert stopped.at(0)[0] == job
    assert refused.at(0)[0].decision.reason is Reason.CANCELLED


def test_new_rules_count_from_the_next_capture(desk: Desk) -> None:
    desk.make_ready()
    desk.controller.on_policy_changed(Policy(0.7))
    assert desk.capture().policy == Policy(0.7)


def test_job_ids_are_never_the_same(qapp: QCoreApplication) -> None:  # noqa: ARG001 - as above
    ids = set()
    for _ in range(50):
        controller = StationController(Policy())
        spy = QSignalSpy(controller.verify_requested)
        controller.on_engine_changed(EngineReady("local"))
        controller.on_subject_typed("A-1042")
        fresh = Frame(np.zeros((2, 2, 3), np.uint8), float("inf"), 0, "scripted camera")
        controller.on_capture_requested(fresh)
        ids.add(spy.at(0)[0].job.job_id)
    assert len(ids) == 50
