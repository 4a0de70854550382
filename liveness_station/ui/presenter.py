"""From the desk's state to what the window shows. A pure function; no Qt, no clock."""

from typing import assert_never

from liveness_station.domain.guiding import Method
from liveness_station.domain.simulation import DRILL_ENDPOINT
from liveness_station.domain.verdicts import Verdict
from liveness_station.session.capturing import capture_obstacle
from liveness_station.session.states import (
    CameraLive,
    DeskState,
    EngineFailed,
    EngineReady,
    EngineStarting,
    EngineState,
    Guiding,
    Idle,
    Notice,
    Phase,
    Showing,
    Verifying,
)
from liveness_station.session.visits import OtherWay
from liveness_station.ui.camera_presenter import present_camera, present_stage
from liveness_station.ui.card_presenter import present_checking, present_outcome
from liveness_station.ui.gate_presenter import as_left, present_hint
from liveness_station.ui.guide_presenter import present_guide
from liveness_station.ui.views import (
    CardMode,
    CardView,
    ConsoleView,
    GuideView,
    Level,
    StageView,
    StatusItem,
    TodayLine,
)
from liveness_station.ui.visit_presenter import (
    present_empty,
    present_other_way,
    present_visit,
    with_visit,
)
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.visits import visit_words

Counts = dict[str, int]
"""Today's checks by the verdict's code."""


def present(
    state: DeskState, words: Words, counts: Counts, method: Method = Method.STILL
) -> ConsoleView:
    """Returns the console for a state, in one language; `method` is the next capture's."""
    is_live = isinstance(state.camera, CameraLive) and not state.camera.is_blocked
    is_guiding = isinstance(state.phase, Guiding)
    return ConsoleView(
        turn=state.generation,
        subject=_subject(state, words),
        has_subject=state.subject is not None,
        # While the subject is asked for something, nothing else is said over the picture.
        hint="" if is_guiding else _hint(state, words),
        stage=_stage(state, words),
        guide=_guide(state.phase, words),
        watermark=_watermark(state, words),
        can_capture=is_live and capture_obstacle(state) is None,
        has_choice=method is Method.GUIDED,
        can_cancel=isinstance(state.phase, Guiding | Verifying),
        can_finish=isinstance(state.phase, Showing | OtherWay),
        card=_card(state, words, method),
        today=_today(words, counts),
        today_empty="" if sum(counts.values()) else words.say(Phrase.TODAY_EMPTY),
        camera=present_camera(state.camera, words),
        engine=_engine(state.engine, words),
        has_measures=state.gates.is_running,
        is_typing=state.is_subject_being_typed,
        visit=present_visit(state, words),
    )


def _subject(state: DeskState, words: Words) -> str:
    is_shown = state.subject is not None and not state.is_locked
    return state.subject.reference if state.subject and is_shown else words.say(Phrase.NOBODY)


def _stage(state: DeskState, words: Words) -> StageView | None:
    """Returns what stands in the picture's place; a locked desk shows nobody's face."""
    if state.is_locked and isinstance(state.camera, CameraLive):
        return StageView(words.notices[Notice.DESK_LOCKED], "")
    return present_stage(state.camera, words)


def _watermark(state: DeskState, words: Words) -> str:
    """Returns what stands across the picture where no check counts."""
    is_demo = isinstance(state.camera, CameraLive) and state.camera.is_demo
    marks = (
        visit_words(words).training if state.is_training else "",
        words.say(Phrase.DEMO) if is_demo else "",
    )
    return " · ".join(mark for mark in marks if mark)


def _hint(state: DeskState, words: Words) -> str:
    return words.notices[state.notice] if state.notice else present_hint(state, words)


def _guide(phase: Phase, words: Words) -> GuideView | None:
    return present_guide(phase.progress, words) if isinstance(phase, Guiding) else None


def _card(state: DeskState, words: Words, method: Method) -> CardView:
    match state.phase:
        case Idle():
            message = present_empty(state, words) or words.say(_next_phrase(state, method))
            return CardView(CardMode.EMPTY, message=message)
        case Guiding(job, script, still):
            doing = Phrase.GUIDING if script.prompts else Phrase.COLLECTING
            return present_checking(job, still, words, doing)
        case Verifying(job, still):
            return present_checking(job, still, words)
        case Showing(outcome, still, _, has_left):
            card = present_outcome(outcome, still, words)
            card = as_left(card, words) if has_left else card
            return with_visit(card, state, state.phase, words)
        case OtherWay():
            return present_other_way(state.phase, words)
        case _:
            assert_never(state.phase)


def _next_step(state: DeskState, words: Words, method: Method) -> str:
    waiting = len(state.queue.line)
    if state.subject is None and waiting:
        return visit_words(words).next_waiting.format(count=waiting)
    return words.say(_next_phrase(state, method))


def _next_phrase(state: DeskState, method: Method) -> Phrase:
    if not isinstance(state.camera, CameraLive) or state.camera.is_blocked:
        return Phrase.CARD_EMPTY_CAMERA
    if state.subject is None:
        return Phrase.CARD_EMPTY_SUBJECT
    return Phrase.CARD_EMPTY_GUIDED if method is Method.GUIDED else Phrase.CARD_EMPTY


def _today(words: Words, counts: Counts) -> tuple[TodayLine, ...]:
    return tuple(
        TodayLine(verdict, words.verdicts[verdict], counts.get(verdict.value, 0))
        for verdict in Verdict
    )


def _engine(engine: EngineState, words: Words) -> StatusItem:
    match engine:
        case EngineStarting():
            return StatusItem(words.say(Phrase.ENGINE_STARTING), Level.WAITING)
        case EngineReady(endpoint, _):
            if endpoint == "local":
                return StatusItem(words.say(Phrase.ENGINE_LOCAL), Level.GOOD)
            if endpoint == DRILL_ENDPOINT:
                return StatusItem(words.say(Phrase.SIMULATOR), Level.GOOD)
            return StatusItem(words.say(Phrase.ENGINE_CLOUD, host=endpoint), Level.GOOD)
        case EngineFailed(reason):
            happened = words.reasons[reason].happened
            failed = words.say(Phrase.ENGINE_FAILED)
            return StatusItem(words.say(Phrase.NAMED, what=failed, which=happened), Level.BAD)
        case _:
            assert_never(engine)
