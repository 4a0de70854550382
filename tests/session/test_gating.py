"""What the gates do to captures and verdicts, in the pure desk."""

from dataclasses import replace

import pytest

from liveness_station.domain.gate_readings import UNGATED, GateReading
from liveness_station.domain.gates import Gate
from liveness_station.session.events import (
    CapturePressed,
    GatesChanged,
    OutcomeArrived,
    StartVerification,
    SubjectTyped,
    Ticked,
)
from liveness_station.session.gating import INSIST_S, LEFT_S, auto_capture_since_s
from liveness_station.session.machine import step
from liveness_station.session.states import DeskState, Idle, Notice, Showing, Verifying
from tests.session.desk import LIVE, NOW_S, SPOOF, desk, frame, job, outcome

GREEN = GateReading(is_running=True, is_green=True, green_since_s=NOW_S - 1, stretch=3)
DARK = GateReading(is_running=True, hint=Gate.TOO_DARK, blocking=(Gate.TOO_DARK, Gate.BLURRED))
TWO = GateReading(is_running=True, hint=Gate.SEVERAL_FACES, blocking=(Gate.SEVERAL_FACES,))


def press(state: DeskState, now_s: float = NOW_S) -> tuple[DeskState, tuple[object, ...]]:
    return step(state, CapturePressed(frame(now_s), "job-1", now_s))


def test_green_gates_let_a_capture_go() -> None:
    after, effects = press(desk(gates=GREEN))
    assert isinstance(after.phase, Verifying)
    assert isinstance(effects[0], StartVerification)
    assert after.phase.job.insisted == ()
    assert after.captured_stretch == 3
    assert after.refused_count == 0


@pytest.mark.parametrize(
    "gate", [Gate.NO_FACE, Gate.BLURRED, Gate.TOO_DARK, Gate.BACKLIT, Gate.TOO_FAR]
)
def test_V1_V5_V6_nothing_is_sent_while_a_gate_is_red(gate: Gate) -> None:
    red = GateReading(is_running=True, hint=gate, blocking=(gate,))
    after, effects = press(desk(gates=red))
    assert effects == ()
    assert isinstance(after.phase, Idle)
    assert after.refusal is not None
    assert after.refusal.gates == (gate,)
    assert after.refused_count == 1
    assert after.captured_at_s is None


def test_pressing_again_sends_it_and_says_what_was_wrong() -> None:
    refused, _ = press(desk(gates=DARK))
    after, effects = press(refused, NOW_S + 1.0)
    (effect,) = effects
    assert isinstance(effect, StartVerification)
    assert effect.job.insisted == ("too_dark", "blurred")
    assert after.refused_count == 0, "it saved no call"
    assert after.refusal is None


def test_a_double_click_does_not_insist_nor_gain_time() -> None:
    refused, _ = press(desk(gates=DARK))
    again, effects = press(refused, NOW_S + 0.2)
    assert effects == ()
    assert again == refused


def test_insisting_has_its_time() -> None:
    refused, _ = press(desk(gates=DARK))
    late_s = NOW_S + INSIST_S + 0.1
    after, effects = press(refused, late_s)
    assert effects == ()
    assert after.refused_count == 2
    ticked, _ = step(refused, Ticked(late_s))
    assert ticked.refusal is None


def test_insisting_is_about_one_subject() -> None:
    refused, _ = press(desk(gates=DARK))
    other, _ = step(refused, SubjectTyped("B-1"))
    _, effects = press(other, NOW_S + 1.0)
    assert effects == ()


def test_a_press_that_comes_when_all_is_well_again_insists_on_nothing() -> None:
    refused, _ = press(desk(gates=DARK))
    well, _ = step(refused, GatesChanged(GREEN, NOW_S + 0.8))
    after, effects = press(well, NOW_S + 1.0)
    (effect,) = effects
    assert isinstance(effect, StartVerification)
    assert effect.job.insisted == ()
    assert after.refused_count == 1


def test_V2_nobody_can_insist_on_two_people() -> None:
    refused, _ = press(desk(gates=TWO))
    for late_s in (1.0, 2.0, 3.0):
        refused, effects = press(refused, NOW_S + late_s)
        assert effects == ()
        assert isinstance(refused.phase, Idle)


def test_where_nobody_looks_captures_are_taken_as_they_come() -> None:
    for reading in (UNGATED, GateReading(is_broken=True)):
        after, effects = press(desk(gates=reading))
        assert len(effects) == 1
        assert after.captured_stretch is None


def shown(decision: object = LIVE, reading: GateReading = GREEN) -> DeskState:
    captured, _ = press(desk(gates=GREEN))
    assert isinstance(captured.phase, Verifying)
    told, _ = step(captured, GatesChanged(reading, NOW_S + 0.5))
    result = outcome(captured.phase.job, decision)  # type: ignore[arg-type]  # a decision
    after, _ = step(told, OutcomeArrived(result, NOW_S + 1.0))
    return after


def test_V3_a_live_verdict_is_marked_once_its_subject_has_left() -> None:
    state = shown()
    gone = replace(GREEN, absent_since_s=NOW_S + 2.0, blocking=(Gate.NO_FACE,))
    state, _ = step(state, GatesChanged(gone, NOW_S + 2.1))
    early, _ = step(state, Ticked(NOW_S + 2.0 + LEFT_S - 0.1))
    assert isinstance(early.phase, Showing)
    assert not early.phase.has_left
    late, _ = step(early, Ticked(NOW_S + 2.0 + LEFT_S))
    assert isinstance(late.phase, Showing)
    assert late.phase.has_left
    back, _ = step(late, GatesChanged(GREEN, NOW_S + 9.0))
    assert isinstance(back.phase, Showing)
    assert back.phase.has_left, "who came back need not be the same"


def test_V3_a_subject_who_left_before_the_result_is_marked_at_once() -> None:
    gone = replace(GREEN, absent_since_s=NOW_S - LEFT_S, blocking=(Gate.NO_FACE,))
    state = shown(reading=gone)
    assert isinstance(state.phase, Showing)
    assert state.phase.has_left


def test_V4_a_live_verdict_goes_when_another_face_sits_there() -> None:
    state, effects = step(shown(), GatesChanged(replace(GREEN, stretch=4), NOW_S + 2.0))
    assert isinstance(state.phase, Idle)
    assert state.notice is Notice.SUBJECT_SWAPPED
    assert effects == ()


def test_V4_a_face_exchanged_before_the_result_shows_no_live_at_all() -> None:
    state = shown(reading=replace(GREEN, stretch=4))
    assert isinstance(state.phase, Idle)
    assert state.notice is Notice.SUBJECT_SWAPPED


def test_other_verdicts_stay_whoever_sits_there() -> None:
    state = shown(SPOOF, replace(GREEN, stretch=9, absent_since_s=1.0))
    assert isinstance(state.phase, Showing)
    assert not state.phase.has_left


def test_while_nobody_looks_nobody_is_said_to_have_left() -> None:
    state, _ = step(shown(), GatesChanged(UNGATED, NOW_S + 2.0))
    state, _ = step(state, Ticked(NOW_S + 60.0))
    assert isinstance(state.phase, Showing)
    assert not state.phase.has_left


def test_when_a_capture_may_come_by_itself() -> None:
    assert auto_capture_since_s(desk(gates=GREEN)) == NOW_S - 1
    for other in (
        desk(gates=DARK),
        desk(gates=UNGATED),
        desk(gates=GREEN, subject=None),
        desk(gates=GREEN, captured_at_s=NOW_S),
        desk(gates=GREEN, is_subject_being_typed=True),
        desk(Verifying(job(), frame(), NOW_S), gates=GREEN),
        desk(Showing(outcome(job()), frame(), NOW_S), gates=GREEN),
    ):
        assert auto_capture_since_s(other) is None
