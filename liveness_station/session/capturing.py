"""What stands in the way of a capture: the desk itself, and then the picture."""

from liveness_station.domain.conditions import BLOCKING_TROUBLES
from liveness_station.domain.frames import Frame
from liveness_station.domain.guiding import Method
from liveness_station.domain.people import Right
from liveness_station.domain.policies import Policy
from liveness_station.session.states import (
    MAX_FRAME_AGE_S,
    CameraLive,
    DeskState,
    EngineStarting,
    Guiding,
    Notice,
    Verifying,
)
from liveness_station.session.visits import ConsentStep, DeskRules, OtherWay, Visit, is_spent


def capture_obstacle(state: DeskState) -> Notice | None:
    """Returns what stands in the way of a capture before a picture is looked at, or None."""
    if state.is_locked:
        return Notice.DESK_LOCKED
    if not state.operator.may(Right.CHECK):
        return Notice.NOT_ALLOWED
    if isinstance(state.phase, Guiding | Verifying):
        return Notice.ALREADY_CHECKING
    if state.is_subject_being_typed:
        return Notice.SUBJECT_NOT_SET
    if state.subject is None:
        return Notice.SUBJECT_MISSING
    if isinstance(state.phase, OtherWay):
        return Notice.OTHER_METHOD_TAKEN
    if (unsettled := visit_obstacle(state.visit, state.rules)) is not None:
        return unsettled
    if isinstance(state.engine, EngineStarting):
        return Notice.ENGINE_STARTING
    return Notice.MEMORY_LOW if state.is_memory_low else None


def visit_obstacle(visit: Visit, rules: DeskRules) -> Notice | None:
    """Returns what about this subject stands in the way of a capture, or None."""
    if visit.step is ConsentStep.ASKING:
        return Notice.CONSENT_MISSING
    if visit.step is ConsentStep.RECORDING:
        return Notice.CONSENT_BEING_RECORDED
    if not visit.consent.allows_capture:
        return Notice.CONSENT_REFUSED
    if not visit.is_looked_up:
        return Notice.SUBJECT_LOOKED_FOR
    return Notice.ATTEMPTS_SPENT if is_spent(visit, rules) else None


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
    return Notice.GATES_LOADING if state.gates.is_loading else None


def needs_guide(method: Method, frame: Frame) -> bool:
    """Tells whether a subject is watched before the picture is judged.

    Nobody is asked to move before a source that is refused anyway: its picture goes straight to
    where the refusal is recorded, with the evidence, and nothing of it is sent. That a head has not
    been seen to move is no such reason: the guide has it move.
    """
    vetoes = {signal.code for signal in frame.provenance.vetoes} - {"movement_unseen"}
    return method is not Method.STILL and not vetoes


def policy_for(state: DeskState) -> Policy:
    """Returns the rules for the next capture: those of whoever is going to judge it."""
    is_kept_here = state.rules.is_cloud and not state.visit.consent.allows_cloud
    here = state.rules.here_policy
    return here if is_kept_here and here is not None else state.policy


def is_too_old(frame: Frame, now_s: float) -> bool:
    """Tells whether a picture is older than one that may be captured."""
    return now_s - frame.captured_at_s > MAX_FRAME_AGE_S
