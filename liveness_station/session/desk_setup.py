"""Setting up a desk: four steps, each well or with one named problem. Pure.

The steps are the camera, the light, the distance, and one check of whoever sits there. A step may
be left with its problem, because a desk cannot always be mended at once; the end then names the
first one. The check is recorded in a mode of its own and counts nowhere.
"""

from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import Final

from liveness_station.domain.conditions import BLOCKING_TROUBLES
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.gates import Component, Gate, Look
from liveness_station.domain.lighting import UNEVEN_RATIO
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    CameraState,
    EngineFailed,
    EngineReady,
    EngineStarting,
    EngineState,
)


class SetupStep(Enum):
    """What is looked at, in this order."""

    CAMERA = "camera"
    LIGHT = "light"
    DISTANCE = "distance"
    TEST = "test"


STEPS: Final = tuple(SetupStep)


class SetupTrouble(StrEnum):
    """What can be wrong besides what camera, gates and checks have codes for."""

    NO_CAMERA = "no_camera"
    CAMERA_OPENING = "camera_opening"
    NOT_A_CAMERA = "not_a_camera"
    VIRTUAL = "virtual_camera"
    NOT_MEASURED = "not_measured"
    UNEVEN = "uneven"
    ENGINE_STARTING = "engine_starting"
    NOT_TESTED = "not_tested"


Problem = SetupTrouble | CameraTrouble | Gate | Reason

_ABSENT: Final = frozenset({Gate.COVERED, Gate.NO_FACE, Gate.SEVERAL_FACES})
_GATES: Final = {
    SetupStep.LIGHT: _ABSENT
    | {Gate.BACKLIT, Gate.TOO_DARK, Gate.TOO_BRIGHT, Gate.GLARE, Gate.SIDE_LIT},
    SetupStep.DISTANCE: _ABSENT
    | {
        Gate.TOO_FAR,
        Gate.TOO_NEAR,
        Gate.OFF_CENTRE_LEFT,
        Gate.OFF_CENTRE_RIGHT,
        Gate.OFF_CENTRE_UP,
        Gate.OFF_CENTRE_DOWN,
        Gate.TILTED,
        Gate.TURNED,
        Gate.FACE_COVERED,
    },
}


@dataclass(frozen=True, slots=True)
class SetupFacts:
    """What is so at the desk at one moment.

    Attributes:
        camera: the camera's state.
        engine: the endpoint's state.
        is_device: whether the source is a camera of this computer or of the network.
        is_virtual: whether the system says that it is a program.
        look: what was measured of the newest frame, None where nothing is.
        reds: what is to be mended of it, steadily, the most useful first.
    """

    camera: CameraState
    engine: EngineState
    is_device: bool = True
    is_virtual: bool = False
    look: Look | None = None
    reds: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True)
class SetupState:
    """How far the setting up has come.

    Attributes:
        step: what is being looked at; the last one once it has ended.
        found: what was wrong with each step that was left; None: nothing.
        has_ended: True once the last step was left.
        is_testing: True while the check is under way.
        outcome: what became of the check.
    """

    step: SetupStep = SetupStep.CAMERA
    found: tuple[Problem | None, ...] = ()
    has_ended: bool = False
    is_testing: bool = False
    outcome: Outcome | None = None

    @property
    def problem(self) -> Problem | None:
        """The first thing that was wrong, None where all was well so far."""
        return next((one for one in self.found if one is not None), None)


def problem_at(state: SetupState, facts: SetupFacts) -> Problem | None:
    """Returns what is wrong at the present step, None where it is well."""
    camera = _camera_problem(facts)
    if state.step is SetupStep.CAMERA or _is_without_picture(facts.camera):
        return camera
    if state.step is SetupStep.TEST:
        return _test_problem(state, facts)
    if facts.look is None:
        return SetupTrouble.NOT_MEASURED
    # In their own order: of light that takes the face it is said so, and not that nobody is there.
    wrong = [gate for gate in facts.reds if gate in _GATES[state.step]]
    if wrong:
        return wrong[0]
    is_uneven = measured(facts.look, Component.EVENNESS_OF_LIGHT) > UNEVEN_RATIO
    if state.step is SetupStep.LIGHT and is_uneven:
        return SetupTrouble.UNEVEN
    return None


def go_on(state: SetupState, facts: SetupFacts) -> SetupState:
    """Leaves the step with what is wrong with it now; while the check runs, nothing happens."""
    if state.has_ended or state.is_testing:
        return state
    found = (*state.found, problem_at(state, facts))
    number = STEPS.index(state.step) + 1
    if number == len(STEPS):
        return replace(state, found=found, has_ended=True)
    return replace(state, step=STEPS[number], found=found)


def go_back(state: SetupState) -> SetupState:
    """Returns to the step before, or to the last one from the end."""
    if state.is_testing or not state.found:
        return state
    found = state.found[:-1]
    return SetupState(STEPS[len(found)], found, outcome=state.outcome)


def begin_test(state: SetupState, facts: SetupFacts) -> SetupState:
    """Begins the check, where there are a picture and somebody to ask."""
    is_ready = isinstance(facts.engine, EngineReady) and not _is_without_picture(facts.camera)
    if state.step is not SetupStep.TEST or state.has_ended or state.is_testing or not is_ready:
        return state
    return replace(state, is_testing=True, outcome=None)


def end_test(state: SetupState, outcome: Outcome) -> SetupState:
    """Takes what became of the check."""
    return replace(state, is_testing=False, outcome=outcome) if state.is_testing else state


def measured(look: Look, component: Component) -> float:
    """Returns what one component came to; 0 where it was not measured."""
    return next((one.value for one in look.measures if one.code == component.value), 0.0)


def _camera_problem(facts: SetupFacts) -> Problem | None:
    match facts.camera:
        case CameraClosed():
            return SetupTrouble.NO_CAMERA
        case CameraOpening():
            return SetupTrouble.CAMERA_OPENING
        case CameraFailed(_, trouble):
            return trouble
        case CameraLive(condition=condition):
            if not facts.is_device:
                return SetupTrouble.NOT_A_CAMERA
            return SetupTrouble.VIRTUAL if facts.is_virtual else condition.trouble


def _is_without_picture(camera: CameraState) -> bool:
    if not isinstance(camera, CameraLive):
        return True
    return camera.condition.trouble in BLOCKING_TROUBLES


def _test_problem(state: SetupState, facts: SetupFacts) -> Problem | None:
    outcome = state.outcome
    if outcome is not None:
        decision = outcome.decision
        is_pass = decision.verdict is Verdict.LIVE and outcome.recorded
        return None if is_pass else _failed(outcome)
    match facts.engine:
        case EngineFailed(reason):
            return reason
        case EngineStarting():
            return SetupTrouble.ENGINE_STARTING
        case EngineReady():
            return SetupTrouble.NOT_TESTED


def _failed(outcome: Outcome) -> Reason:
    """Returns why a check was no pass; a pass that is not recorded is none."""
    is_unrecorded = outcome.decision.verdict is Verdict.LIVE
    return Reason.NOT_RECORDED if is_unrecorded else outcome.decision.reason
