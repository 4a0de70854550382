"""From the desk's state to what the subject's display is told. Pure."""

from typing import assert_never

from liveness_station.domain.consent_texts import ConsentText
from liveness_station.session.states import CameraLive, DeskState, Guiding, Idle, Showing, Verifying
from liveness_station.session.visits import ConsentStep, OtherWay
from liveness_station.ui.subject_presenter import step_after
from liveness_station.ui.subject_views import SubjectMark, SubjectScene, SubjectStep


def scene_of(
    state: DeskState, language: str, text: ConsentText | None = None, held: float = 0.0
) -> SubjectScene:
    """Returns what the subject may know of the visit.

    Args:
        state: the desk's.
        language: what this subject is addressed in.
        text: the question, for as long as it is asked.
        held: how long all has been well, in 0..1 of what a capture by itself needs.
    """
    step = _step(state)
    return SubjectScene(
        step,
        language,
        consent=text if step is SubjectStep.CONSENT else None,
        hint=state.gates.hint if step is SubjectStep.PICTURE else None,
        progress=state.phase.progress if isinstance(state.phase, Guiding) else None,
        held=held if step is SubjectStep.PICTURE else 0.0,
        mark=_mark(state),
    )


def _step(state: DeskState) -> SubjectStep:
    if state.is_locked or state.subject is None:
        return SubjectStep.WELCOME
    match state.phase:
        case Guiding():
            return SubjectStep.GUIDED
        case Verifying():
            return SubjectStep.CHECKING
        case Showing(outcome, _, _, has_left):
            verdict = outcome.decision.verdict
            return step_after(verdict, is_recorded=outcome.recorded, has_left=has_left)
        case OtherWay():
            return SubjectStep.OTHER
        case Idle():
            return _before_a_capture(state)
        case _:
            assert_never(state.phase)


def _before_a_capture(state: DeskState) -> SubjectStep:
    if state.visit.step in {ConsentStep.ASKING, ConsentStep.RECORDING}:
        return SubjectStep.CONSENT
    if not state.visit.consent.allows_capture:
        return SubjectStep.DESK
    return SubjectStep.PICTURE


def _mark(state: DeskState) -> SubjectMark:
    if state.is_training:
        return SubjectMark.DRILL
    is_demo = isinstance(state.camera, CameraLive) and state.camera.is_demo
    return SubjectMark.DEMO if is_demo else SubjectMark.NONE
