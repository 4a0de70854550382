"""Which pictures may be captured, and what becomes of a check when the camera goes."""

from dataclasses import replace

import numpy as np
import pytest

from liveness_station.domain.conditions import BLOCKING_TROUBLES, Condition
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Method
from liveness_station.domain.injection import CameraPolicy, DeviceEvidence, judge_source
from liveness_station.domain.signals import Signal
from liveness_station.domain.subjects import Subject
from liveness_station.session.capturing import needs_guide
from liveness_station.session.events import CameraChanged, CapturePressed, StartVerification
from liveness_station.session.machine import step
from liveness_station.session.states import (
    MAX_FRAME_AGE_S,
    CameraFailed,
    CameraLive,
    DeskState,
    EngineReady,
    Notice,
    Verifying,
)

BLOCKING = [trouble for trouble in CameraTrouble if trouble in BLOCKING_TROUBLES]
NOW_S = 100.0
FRAME = Frame(np.zeros((480, 640, 3), np.uint8), NOW_S, 3, "C920")
DESK = DeskState(
    subject=Subject.parse("A-1"), camera=CameraLive("C920"), engine=EngineReady("local")
)


def capture(state: DeskState, frame: Frame, now_s: float = NOW_S) -> DeskState:
    return step(state, CapturePressed(frame, "job-1", now_s))[0]


@pytest.mark.parametrize("trouble", list(CameraTrouble))
def test_C2_C4_C5_C8_a_frame_with_a_trouble_of_its_own_is_not_captured(
    trouble: CameraTrouble,
) -> None:
    after = capture(DESK, replace(FRAME, trouble=trouble))
    if trouble in BLOCKING_TROUBLES:
        assert after == replace(DESK, notice=Notice.PICTURE_UNUSABLE)
    else:
        assert isinstance(after.phase, Verifying)


@pytest.mark.parametrize("trouble", BLOCKING)
def test_C2_C4_C5_C8_nothing_is_captured_while_the_camera_is_in_trouble(
    trouble: CameraTrouble,
) -> None:
    troubled = replace(DESK, camera=CameraLive("C920", condition=Condition(trouble)))
    assert capture(troubled, FRAME).notice is Notice.PICTURE_UNUSABLE
    healed, _ = step(
        replace(troubled, notice=Notice.PICTURE_UNUSABLE), CameraChanged(CameraLive("C920"))
    )
    assert healed.notice is None, "what is over is not shown any more"
    assert isinstance(capture(healed, FRAME).phase, Verifying)


def test_C14_a_slow_camera_may_be_captured_from_but_not_late() -> None:
    slow = CameraLive("C920", condition=Condition(CameraTrouble.TOO_SLOW, rate_fps=2))
    state = replace(DESK, camera=slow)
    assert isinstance(capture(state, FRAME, NOW_S + MAX_FRAME_AGE_S - 0.01).phase, Verifying)
    late = capture(state, FRAME, NOW_S + MAX_FRAME_AGE_S + 0.01)
    assert late.notice is Notice.PICTURE_TOO_OLD


def test_C15_no_older_picture_than_of_300_ms_is_captured() -> None:
    assert MAX_FRAME_AGE_S == 0.3
    assert capture(DESK, FRAME, NOW_S + 0.301).notice is Notice.PICTURE_TOO_OLD


def test_C18_a_check_goes_on_with_its_frame_when_the_camera_is_pulled_out() -> None:
    running, effects = step(DESK, CapturePressed(FRAME, "job-1", NOW_S))
    (started,) = effects
    assert isinstance(started, StartVerification)
    after, effects = step(running, CameraChanged(CameraFailed("C920", CameraTrouble.LOST)))
    assert after.phase == running.phase
    assert effects == ()
    assert started.frames == (FRAME,)
    assert not started.frames[0].pixels.flags.writeable


@pytest.mark.parametrize("method", [Method.BURST, Method.GUIDED])
def test_C17_nobody_is_asked_to_move_before_a_source_that_is_refused(method: Method) -> None:
    virtual = DeviceEvidence("virtual", is_virtual=True).signals
    refused = replace(FRAME, provenance=judge_source(virtual, CameraPolicy.BLOCK))
    warned = replace(FRAME, provenance=judge_source(virtual, CameraPolicy.WARN))
    assert not needs_guide(method, refused)
    assert needs_guide(method, warned)
    assert needs_guide(method, FRAME)


def test_a_stream_whose_head_has_not_moved_is_guided_all_the_same() -> None:
    unseen = Signal("movement_unseen", 1.0, 1.0, is_against=True)
    frame = replace(FRAME, provenance=judge_source((unseen,), CameraPolicy.BLOCK))
    assert needs_guide(Method.GUIDED, frame)
    assert not needs_guide(Method.STILL, frame)
