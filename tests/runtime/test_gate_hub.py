"""The gates in their thread, and what the desk makes of them through the real controller."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.frames import Frame
from liveness_station.domain.gate_readings import (
    BROKEN_GATES,
    LOADING_GATES,
    UNGATED,
    GateReading,
)
from liveness_station.domain.gates import Gate
from liveness_station.domain.guiding import Method
from liveness_station.domain.injection import CameraPolicy, judge_source
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.provenance import Inquiry
from liveness_station.domain.signals import Signal
from liveness_station.domain.subjects import Subject
from liveness_station.runtime.auto_capture import AutoCapture
from liveness_station.runtime.call_meter import CallMeter
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.frame_tap import FrameTap, SharedTap
from liveness_station.runtime.gate_hub import GateHub
from liveness_station.session.events import NO_SCRIPT, StartVerification
from liveness_station.session.states import (
    CameraClosed,
    CameraLive,
    DeskState,
    EngineReady,
    Guiding,
    Idle,
    Notice,
    Refusal,
    Showing,
    Verifying,
)
from tests.fakes.keeper import FakeKeeper
from tests.session.desk import LIVE, desk

STEP_S = 1 / 15
LIVE_CAMERA = CameraLive("scripted camera")


def frame(at_s: float) -> Frame:
    return Frame(np.zeros((48, 64, 3), np.uint8), at_s, round(at_s * 15), "scripted camera")


class Sent(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[StartVerification] = []

    @Slot(object)
    def on_wanted(self, wanted: StartVerification) -> None:
        self.wanted.append(wanted)


class Waits(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[float | None] = []

    @Slot(object)
    def on_waited(self, waited_s: float | None) -> None:
        self.told.append(waited_s)


class Room:
    """A hub, a controller, and a camera whose time goes as it is told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now_s = 100.0
        self.keeper = FakeKeeper()
        self.qtbot = qtbot
        self.hub = GateHub(self._make, clock=self.clock, again_s=(0.02, 0.02))
        self.controller = StationController(Policy(), clock=self.clock)
        self.controller._timer.stop()
        self.sent = Sent()
        self.controller.verify_requested.connect(self.sent.on_wanted)
        self.hub.reading_changed.connect(self.controller.on_gates_changed)
        self.controller.state_changed.connect(self.hub.on_state_changed)
        self.controller.on_camera_changed(LIVE_CAMERA)
        self.controller.on_engine_changed(EngineReady("local"))
        self.hub.set_wanted(is_wanted=True)
        self.hub.on_camera_changed(LIVE_CAMERA)
        self.looked = QSignalSpy(self.hub.looked)

    def _make(self) -> FakeKeeper:
        return self.keeper

    def clock(self) -> float:
        return self.now_s

    @property
    def state(self) -> DeskState:
        return self.controller.state

    def play(self, seconds: float) -> None:
        """Shows frames, each waited for until it was looked at; time goes with them."""
        for _ in range(round(seconds / STEP_S)):
            self.now_s += STEP_S
            before = self.looked.count()
            self.hub.tap.put(frame(self.now_s))
            self.qtbot.waitUntil(lambda count=before: self.looked.count() > count)  # type: ignore[misc]  # bound now
            self.controller._on_timeout()

    def press(self) -> None:
        self.controller.on_capture_requested(frame(self.now_s))

    def answer(self) -> None:
        wanted = self.sent.wanted[-1]
        result = Outcome(wanted.job, LIVE, "local", recorded=True, record_sequence=7)
        self.controller.on_finished(result)


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room(qtbot)
    yield made
    made.hub.close()
    assert made.hub.join(5)


def test_it_looks_on_its_own_thread_and_says_what_is_wrong(room: Room) -> None:
    room.play(0.5)
    assert room.state.gates.is_green
    assert room.keeper.threads == {"gates"}
    room.keeper.gate = Gate.TOO_DARK
    room.play(0.5)
    assert room.state.gates.hint is Gate.TOO_DARK
    assert not room.state.gates.is_green


def test_V1_V2_red_gates_send_nothing_and_insisting_is_recorded(room: Room) -> None:
    room.controller.on_subject_typed("A-1")
    room.keeper.gate = Gate.NO_FACE
    room.play(0.5)
    room.press()
    assert room.sent.wanted == []
    assert isinstance(room.state.phase, Idle)
    room.keeper.gate = Gate.SEVERAL_FACES
    room.play(1.2)
    room.press()
    assert room.sent.wanted == []
    room.keeper.gate = Gate.TOO_FAR
    room.play(1.2)
    room.press()
    (wanted,) = room.sent.wanted
    assert wanted.job.insisted == ("too_far",)


def checked(room: Room) -> None:
    room.controller.on_subject_typed("A-1")
    room.play(0.5)
    room.press()
    assert isinstance(room.state.phase, Verifying)


def test_V3_a_live_card_is_marked_after_five_seconds_without_its_subject(room: Room) -> None:
    checked(room)
    room.answer()
    room.keeper.gate = Gate.NO_FACE
    room.play(4.5)
    assert isinstance(room.state.phase, Showing)
    assert not room.state.phase.has_left
    room.play(1.0)
    assert isinstance(room.state.phase, Showing)
    assert room.state.phase.has_left


def test_V4_another_face_takes_the_verdict_off_the_screen(room: Room) -> None:
    checked(room)
    room.answer()
    room.play(0.5)
    assert isinstance(room.state.phase, Showing)
    room.keeper.stretch = 1
    room.play(0.2)
    assert isinstance(room.state.phase, Idle)
    assert room.state.notice is Notice.SUBJECT_SWAPPED


def test_V4_another_face_before_the_result_is_never_called_live(room: Room) -> None:
    checked(room)
    room.keeper.stretch = 1
    room.now_s += 0.3
    room.play(STEP_S)
    room.answer()
    assert isinstance(room.state.phase, Idle)
    assert room.state.notice is Notice.SUBJECT_SWAPPED


def test_another_source_is_another_stretch(room: Room) -> None:
    room.play(0.3)
    before = room.state.gates.stretch
    room.hub.set_wanted(is_wanted=True)
    assert room.state.gates == LOADING_GATES
    room.play(0.3)
    assert room.state.gates.stretch > before


def test_it_rests_while_a_guide_looks_and_while_the_camera_is_not_live(room: Room) -> None:
    room.play(0.3)
    looks = len(room.keeper.looks)
    # The desk itself guides nobody here, and would say so.
    room.controller.state_changed.disconnect(room.hub.on_state_changed)
    job = Job("job-1", Subject("A-1"), 1, Policy(), method=Method.BURST)
    guiding = Guiding(job, NO_SCRIPT, frame(room.now_s), room.now_s)
    room.hub.on_state_changed(desk(guiding))
    assert room.state.gates == UNGATED
    for number in range(40):
        room.hub.tap.put(frame(room.now_s + 1 + number / 10))
        QTest.qWait(2)
    room.hub.on_camera_changed(CameraClosed())
    room.hub.on_state_changed(desk())
    assert room.state.gates == UNGATED
    room.hub.on_camera_changed(LIVE_CAMERA)
    room.now_s += 10
    room.play(0.3)
    assert room.state.gates.is_running
    # One may have been under way when it was told to rest, and one waits when that is over.
    assert len([at_s for at_s in room.keeper.looks[looks:] if at_s < room.now_s - 5]) <= 2


def test_a_source_that_cannot_follow_a_hint_is_not_looked_at(room: Room) -> None:
    room.hub.set_wanted(is_wanted=False)
    room.hub.tap.put(frame(200.0))
    assert room.state.gates == UNGATED


@pytest.mark.allows_log("the gates cannot look")
def test_without_models_captures_are_taken_as_they_come_and_it_is_said(room: Room) -> None:
    room.keeper.is_broken = True
    room.now_s += 1
    room.hub.tap.put(frame(room.now_s))
    room.qtbot.waitUntil(lambda: room.state.gates == BROKEN_GATES)
    room.controller.on_subject_typed("A-1")
    room.press()
    assert len(room.sent.wanted) == 1
    assert room.sent.wanted[0].job.insisted == ()


@pytest.mark.allows_log("the gates cannot look")
def test_silence_is_trouble_as_well(room: Room) -> None:
    room.play(0.3)
    room.now_s += 10
    room.hub._on_timeout()
    assert room.state.gates == BROKEN_GATES


@pytest.mark.allows_log("the gates cannot look")
def test_broken_gates_are_begun_anew_by_themselves(room: Room) -> None:
    room.play(0.3)
    room.keeper.is_broken = True
    room.hub.tap.put(frame(room.now_s + STEP_S))
    room.qtbot.waitUntil(lambda: room.state.gates == BROKEN_GATES)
    room.keeper.is_broken = False

    def shown() -> bool:
        room.now_s += STEP_S
        room.hub.tap.put(frame(room.now_s))
        return room.state.gates.is_running

    room.qtbot.waitUntil(shown)
    assert not room.state.gates.is_broken


@pytest.mark.allows_log("the gates cannot look")
def test_gates_that_stay_broken_are_left_alone_after_a_few_tries(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.keeper.is_broken = True

    def broken_for_good() -> bool:
        room.now_s += STEP_S
        room.hub.tap.put(frame(room.now_s))
        return "the gates cannot look (3)" in caplog.text

    room.qtbot.waitUntil(broken_for_good)
    assert room.state.gates == BROKEN_GATES
    assert not room.hub._again.isActive()
    room.keeper.is_broken = False
    room.hub.set_wanted(is_wanted=True)
    room.play(0.3)
    assert room.state.gates.is_running, "another source begins anew"


def test_one_camera_feeds_guide_and_gates() -> None:
    guide, gates = FrameTap(), FrameTap()
    boxes = guide.listen(), gates.listen()
    SharedTap(guide, gates).put(frame(1.0))
    assert all(box.take(0) is not None for box in boxes)


class Wishes(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.frames: list[Frame] = []

    @Slot(object)
    def on_wish(self, wished: Frame) -> None:
        self.frames.append(wished)


def test_it_captures_by_itself_once_for_each_subject_what_is_on_screen(room: Room) -> None:
    painted = frame(0.0)
    auto = AutoCapture(0.6, lambda: replace(painted, captured_at_s=room.now_s), clock=room.clock)
    wishes = Wishes()
    auto.capture_requested.connect(wishes.on_wish)
    room.controller.state_changed.connect(auto.on_state_changed)
    room.hub.looked.connect(auto.on_looked)
    room.play(2.0)
    assert not auto._timer.isActive(), "nobody was announced"
    room.controller.on_subject_typed("A-1")
    auto._on_timeout()
    assert wishes.frames == [], "what was green before may have been somebody else"
    room.play(0.8)
    auto._on_timeout()
    (wished,) = wishes.frames
    assert wished.pixels is painted.pixels
    room.play(1.0)
    assert not auto._timer.isActive(), "one of each subject"
    room.controller.on_subject_typed("B-1")
    room.keeper.gate = Gate.TOO_DARK
    room.play(2.0)
    auto._on_timeout()
    assert len(wishes.frames) == 1, "never while a gate is red"
    auto.stop()


def test_a_head_that_has_not_moved_is_not_captured_by_itself(room: Room) -> None:
    still = Signal("head_movement", 0.001, 0.02, is_against=False)
    report = [judge_source((still,), CameraPolicy.BLOCK, device="physical")]
    auto = AutoCapture(
        0.8, lambda: replace(frame(room.now_s), provenance=report[0]), clock=room.clock
    )
    room.controller.state_changed.connect(auto.on_state_changed)
    room.hub.looked.connect(auto.on_looked)
    wishes = Wishes()
    auto.capture_requested.connect(wishes.on_wish)
    room.controller.on_subject_typed("A-1")
    told = QSignalSpy(auto.movement_awaited)
    room.play(3.0)
    auto._on_timeout()
    assert wishes.frames == []
    assert [told.at(number)[0] for number in range(told.count())] == [True]
    moved = replace(still, value=0.05)
    report[0] = judge_source((moved,), CameraPolicy.BLOCK, device="physical")
    auto._on_timeout()
    assert len(wishes.frames) == 1
    auto.stop()


def test_what_was_green_before_the_gates_hung_is_not_captured_by_itself(room: Room) -> None:
    auto = AutoCapture(0.6, lambda: frame(room.now_s), clock=room.clock)
    wishes = Wishes()
    auto.capture_requested.connect(wishes.on_wish)
    room.controller.state_changed.connect(auto.on_state_changed)
    room.hub.looked.connect(auto.on_looked)
    room.controller.on_subject_typed("A-1")
    room.play(0.3)
    room.now_s += 1.5
    auto._on_timeout()
    assert wishes.frames == [], "nobody has looked for 1.5 s"
    auto.stop()


def test_the_time_to_a_capture_by_itself_is_told_and_can_be_changed(room: Room) -> None:
    auto = AutoCapture(0.0, lambda: frame(room.now_s), clock=room.clock)
    fired, waits = QSignalSpy(auto.capture_requested), Waits()
    auto.waited.connect(waits.on_waited)
    room.controller.state_changed.connect(auto.on_state_changed)
    room.hub.looked.connect(auto.on_looked)
    room.controller.on_subject_typed("A-1")
    room.play(1.0)
    auto.change(0.5)
    auto._on_timeout()
    assert waits.told[-1] == pytest.approx(0.0, abs=1e-6), "it is waited anew"
    room.play(0.3)
    auto._on_timeout()
    assert waits.told[-1] == pytest.approx(0.3, abs=2 * STEP_S)
    assert fired.count() == 0
    room.play(0.4)
    auto._on_timeout()
    assert fired.count() == 1
    assert waits.told[-1] is None
    auto.change(0.0)
    room.controller.on_subject_typed("A-2")
    room.play(1.0)
    assert not auto._timer.isActive()


def test_by_default_nothing_is_captured_by_itself(room: Room) -> None:
    auto = AutoCapture(0.0, lambda: frame(room.now_s), clock=room.clock)
    room.controller.state_changed.connect(auto.on_state_changed)
    room.hub.looked.connect(auto.on_looked)
    room.controller.on_subject_typed("A-1")
    room.play(1.0)
    assert not auto._timer.isActive()


def test_what_nobody_has_looked_at_yet_is_held_back_until_somebody_looks_or_cannot(
    room: Room,
) -> None:
    room.controller.on_subject_typed("A-1")
    room.press()
    assert (room.sent.wanted, room.state.notice) == ([], Notice.GATES_LOADING)
    room.play(0.2)
    assert (room.state.gates.is_running, room.state.notice) == (True, None)
    room.press()
    assert [wanted.job.is_ungated for wanted in room.sent.wanted] == [False]


def test_what_nobody_can_look_at_is_captured_and_its_job_says_so(room: Room) -> None:
    room.controller.on_subject_typed("A-1")
    room.controller.on_gates_changed(BROKEN_GATES)
    room.press()
    assert room.sent.wanted[0].job.is_ungated


def test_the_meter_counts_calls_apart_and_takes_back_what_was_insisted_on() -> None:
    day = [date(2026, 11, 23)]
    meter = CallMeter(today=lambda: day[0])
    job = Job("job-1", Subject("A-1"), 1, Policy())
    meter.on_finished(Outcome(job, LIVE, "local", inquiries=(Inquiry(),) * 5))
    meter.on_finished(Outcome(job, LIVE, "api.example", inquiries=(Inquiry(),)))
    cloud = desk(engine=EngineReady("api.example"))
    meter.on_state_changed(replace(cloud, refused_count=1))
    meter.on_state_changed(replace(cloud, refused_count=2, generation=cloud.generation + 1))
    meter.on_state_changed(replace(cloud, refused_count=1, generation=cloud.generation + 1))
    counts = meter.counts
    assert (counts.spent_local, counts.spent_cloud) == (5, 1)
    assert (counts.saved_local, counts.saved_cloud) == (0, 1)
    day[0] = date(2026, 11, 24)
    meter.on_finished(Outcome(job, LIVE, "local", inquiries=(Inquiry(),)))
    assert (meter.counts.spent_local, meter.counts.spent_cloud) == (1, 0)


def test_pressing_on_for_the_same_reason_saves_one_call_and_not_many() -> None:
    meter = CallMeter(today=lambda: date(2026, 11, 23))
    two = replace(DeskState(), gates=GateReading(is_running=True, blocking=(Gate.SEVERAL_FACES,)))
    for count in range(1, 6):
        meter.on_state_changed(replace(two, refused_count=count))
    assert meter.counts.saved_local == 1
    meter.on_state_changed(replace(two, refused_count=5, gates=GateReading(is_running=True)))
    meter.on_state_changed(replace(two, refused_count=6))
    assert meter.counts.saved_local == 2, "it was well in between"
    meter.on_state_changed(replace(two, refused_count=5))
    assert meter.counts.saved_local == 1, "insisted on in the end"


@pytest.mark.parametrize(
    ("method", "calls"), [(Method.STILL, 1), (Method.BURST, 5), (Method.GUIDED, 5)]
)
def test_a_capture_that_is_held_back_saves_as_many_calls_as_it_would_have_made(
    method: Method, calls: int
) -> None:
    meter = CallMeter(today=lambda: date(2026, 11, 23))
    red = replace(DeskState(), gates=GateReading(is_running=True, blocking=(Gate.TOO_DARK,)))
    refused = replace(red, refused_count=1, refusal=Refusal((Gate.TOO_DARK,), 1.0, method))
    meter.on_state_changed(refused)
    meter.on_state_changed(replace(refused, refused_count=2))
    assert meter.counts.saved_local == calls
    meter.on_state_changed(replace(red, refused_count=1))
    assert meter.counts.saved_local == 0, "insisted on"


def test_what_was_counted_before_a_restart_of_today_is_added_and_no_other_day() -> None:
    meter = CallMeter(today=lambda: date(2026, 11, 23))
    meter.add(CallCounts(date(2026, 11, 22), 9, 9, 9, 9))
    assert meter.counts == CallCounts()
    meter.add(CallCounts(date(2026, 11, 23), 1, 2, 3, 4))
    assert meter.counts == CallCounts(date(2026, 11, 23), 1, 2, 3, 4)
