"""What stands in the way of a capture: the desk itself, and then the picture."""

from liveness_station.domain.conditions import BLOCKING_TROUBLES
from liveness_station.domain.frames import Frame
from liveness_station.session.states import (
    MAX_FRAME_AGE_S,
    CameraLive,
    DeskState,
    EngineStarting,
    Guiding,
    Notice,
    Verifying,
)


def capture_obstacle(state: DeskState) -> Notice | None:
    """Returns what stands in the way of a capture before a picture is looked at, or None."""
    if isinstance(state.phase, Guiding | Verifying):
        return Notice.ALREADY_CHECKING
    if state.is_subject_being_typed:
        return Notice.SUBJECT_NOT_SET
    if state.subject is None:
        return Notice.SUBJECT_MISSING
    if isinstance(state.engine, EngineStarting):
        return Notice.ENGINE_STARTING
    return None


def picture_obstacle(state: DeskState, frame: Frame, now_s: float) -> Notice | None:
    """Returns why this picture is not captured now, or None.

    What its source knew of it counts as well as the camera's state: the state comes by a queue and
    may be a moment behind.
    """
    camera = state.camera
    if frame.trouble in BLOCKING_TROUBLES or (isinstance(camera, CameraLive) and camera.is_blocked):
        return Notice.PICTURE_UNUSABLE
    if is_too_old(frame, now_s):
        return Notice.PICTURE_TOO_OLD
    return None


def is_too_old(frame: Frame, now_s: float) -> bool:
    """Tells whether a picture is older than one that may be captured."""
    return now_s - frame.captured_at_s > MAX_FRAME_AGE_S
