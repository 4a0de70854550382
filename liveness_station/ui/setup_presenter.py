"""What the dialog for setting up a desk shows. Pure functions; no Qt, no clock."""

from dataclasses import dataclass
from typing import Final

from liveness_station.domain.conditions import NEEDED_FPS, RATE_SLACK_FPS
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.gates import LIMITS, Component, Gate, Look
from liveness_station.domain.lighting import UNEVEN_RATIO
from liveness_station.domain.verdicts import Reason
from liveness_station.session.desk_setup import (
    STEPS,
    Problem,
    SetupFacts,
    SetupState,
    SetupStep,
    SetupTrouble,
    problem_at,
)
from liveness_station.session.states import CameraFailed, CameraLive, CameraOpening, EngineReady
from liveness_station.ui.camera_presenter import source_parts
from liveness_station.ui.views import Level
from liveness_station.ui.words.base import Explanation, Words
from liveness_station.ui.words.setting_up import SetupPhrase, SetupWords, setup_words

LOCAL: Final = "local"

_WAITING: Final = frozenset(
    {
        SetupTrouble.CAMERA_OPENING,
        SetupTrouble.NOT_MEASURED,
        SetupTrouble.ENGINE_STARTING,
        SetupTrouble.NOT_TESTED,
    }
)
"""Nothing is wrong with these yet."""


@dataclass(frozen=True, slots=True)
class SetupRow:
    """One number or fact against what is wanted."""

    name: str
    value: str
    wanted: str = ""
    is_well: bool = True


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step in the list of them; `is_well` is None for one that was not left yet."""

    name: str
    is_current: bool
    is_well: bool | None


@dataclass(frozen=True, slots=True)
class SetupView:
    """The dialog.

    Attributes:
        heading: which step.
        task: what to do in it.
        marks: all steps.
        rows: what is measured.
        level: how it is.
        headline: what is so.
        next_step: the one thing to do.
        note: what else is to be known.
        go_on: on the button that leaves the step; "" for none.
        test: on the button that checks; "" for none.
        can_go_back: whether there is a step before.
        has_oval: whether a face is to be put into the oval.
        is_oval_well: whether it is well placed there.
        has_picker: whether another camera can be chosen.
        is_test_next: whether checking, rather than leaving, is the thing to do.
    """

    heading: str
    task: str
    marks: tuple[StepMark, ...]
    rows: tuple[SetupRow, ...]
    level: Level
    headline: str
    next_step: str
    note: str = ""
    go_on: str = ""
    test: str = ""
    can_go_back: bool = False
    has_oval: bool = False
    is_oval_well: bool = False
    has_picker: bool = False
    is_test_next: bool = False


def present_setup(
    state: SetupState, facts: SetupFacts, words: Words, *, opened_s: float | None = None
) -> SetupView:
    """Returns the dialog at one moment; `opened_s` is how long the camera took to open."""
    own = setup_words(words)
    if state.has_ended:
        return _end(state, words, own)
    problem = problem_at(state, facts)
    level, headline, step = _judged(problem, state, words, own)
    number = STEPS.index(state.step) + 1
    is_test = state.step is SetupStep.TEST
    has_outcome = state.outcome is not None
    test = own.say(SetupPhrase.TEST_AGAIN if has_outcome else SetupPhrase.TEST)
    leave = SetupPhrase.GO_ON if problem is None else SetupPhrase.GO_ON_ALL_THE_SAME
    return SetupView(
        own.say(SetupPhrase.STEP, number=number, total=len(STEPS), name=own.steps[state.step]),
        own.tasks[state.step],
        _marks(state, own),
        _rows(state, facts, words, opened_s=opened_s),
        level,
        headline,
        step,
        note=_note(facts, own) if is_test else "",
        go_on="" if state.is_testing else own.say(leave),
        test=test if is_test and not state.is_testing else "",
        can_go_back=bool(state.found) and not state.is_testing,
        has_oval=state.step in {SetupStep.DISTANCE, SetupStep.TEST},
        is_oval_well=state.step is SetupStep.DISTANCE and problem is None,
        has_picker=state.step is SetupStep.CAMERA,
        is_test_next=is_test and problem is not None,
    )


def explain_problem(problem: Problem, words: Words) -> Explanation:
    """Returns what is wrong, and the next step."""
    own = setup_words(words)
    match problem:
        case SetupTrouble():
            return own.troubles[problem]
        case Gate():
            return own.gates[problem]
        case CameraTrouble():
            return words.troubles[problem]
        case Reason():
            return words.reasons[problem]


def _judged(
    problem: Problem | None, state: SetupState, words: Words, own: SetupWords
) -> tuple[Level, str, str]:
    if state.is_testing:
        return Level.WAITING, own.say(SetupPhrase.TESTING), ""
    if problem is not None:
        said = explain_problem(problem, words)
        level = Level.IDLE if problem in _WAITING else Level.WAITING
        return level, said.happened, said.next_step
    if state.outcome is not None and state.step is SetupStep.TEST:
        score = state.outcome.decision.score
        shown = "–" if score is None else f"{score:.2f}"
        return Level.GOOD, own.say(SetupPhrase.TEST_WELL, score=shown), ""
    return Level.GOOD, own.say(SetupPhrase.WELL), ""


def _end(state: SetupState, words: Words, own: SetupWords) -> SetupView:
    problem = state.problem
    if problem is None:
        level, headline = Level.GOOD, own.say(SetupPhrase.GREEN)
        step = own.say(SetupPhrase.GREEN_NEXT)
    else:
        said = explain_problem(problem, words)
        level, step = Level.WAITING, said.next_step
        headline = own.say(SetupPhrase.NOT_GREEN, problem=said.happened)
    return SetupView(
        own.say(SetupPhrase.TITLE),
        "",
        _marks(state, own),
        (),
        level,
        headline,
        step,
        go_on=own.say(SetupPhrase.CLOSE),
        can_go_back=True,
    )


def _marks(state: SetupState, own: SetupWords) -> tuple[StepMark, ...]:
    return tuple(
        StepMark(
            own.steps[step],
            is_current=step is state.step and not state.has_ended,
            is_well=state.found[number] is None if number < len(state.found) else None,
        )
        for number, step in enumerate(STEPS)
    )


def _rows(
    state: SetupState, facts: SetupFacts, words: Words, *, opened_s: float | None
) -> tuple[SetupRow, ...]:
    own = setup_words(words)
    match state.step:
        case SetupStep.CAMERA:
            return _camera_rows(facts, words, opened_s=opened_s)
        case SetupStep.LIGHT:
            return (
                _row(facts.look, Component.LUMINANCE, own.say(SetupPhrase.FACE_LUMA), own),
                _row(
                    facts.look,
                    Component.EVENNESS_OF_LIGHT,
                    own.say(SetupPhrase.RATIO),
                    own,
                    high=UNEVEN_RATIO,
                ),
                _row(facts.look, Component.BACKLIGHT, own.say(SetupPhrase.BACKLIGHT), own),
            )
        case SetupStep.DISTANCE:
            return (
                _row(facts.look, Component.HEAD_SIZE, own.say(SetupPhrase.FACE_WIDTH), own),
                _row(facts.look, Component.PICTURE_SHARE, own.say(SetupPhrase.SHARE), own),
            )
        case SetupStep.TEST:
            return ()


def _camera_rows(
    facts: SetupFacts, words: Words, *, opened_s: float | None
) -> tuple[SetupRow, ...]:
    own = setup_words(words)
    camera, unknown = facts.camera, own.say(SetupPhrase.UNKNOWN)
    name, size, rate = "–", unknown, None
    if isinstance(camera, CameraLive):
        name, told = source_parts(camera, words)
        size = told or unknown
        rate = camera.condition.rate_fps
    elif isinstance(camera, CameraOpening | CameraFailed):
        name = camera.label
    kind = SetupPhrase.CLASS_CAMERA if facts.is_device else SetupPhrase.CLASS_OTHER
    if facts.is_virtual:
        kind = SetupPhrase.CLASS_VIRTUAL
    is_sound = facts.is_device and not facts.is_virtual
    opened = unknown if opened_s is None else own.say(SetupPhrase.SECONDS, seconds=opened_s)
    measured = unknown if rate is None else own.say(SetupPhrase.PER_SECOND, rate=rate)
    is_fast = rate is None or rate >= NEEDED_FPS - RATE_SLACK_FPS
    needed = f"≥ {NEEDED_FPS}−{RATE_SLACK_FPS}"
    return (
        SetupRow(own.say(SetupPhrase.NAMED_CAMERA), name),
        SetupRow(own.say(SetupPhrase.SIZE), size),
        SetupRow(own.say(SetupPhrase.CLASS), own.say(kind), is_well=is_sound),
        SetupRow(own.say(SetupPhrase.FIRST_FRAME), opened),
        SetupRow(own.say(SetupPhrase.RATE), measured, needed, is_well=is_fast),
    )


def _row(
    look: Look | None,
    component: Component,
    name: str,
    own: SetupWords,
    *,
    high: float | None = None,
) -> SetupRow:
    limit = LIMITS[component]
    most = limit.high if high is None else high
    wanted = f"≥ {_number(limit.low)}" if limit.low is not None else ""
    if most is not None:
        wanted = f"≤ {_number(most)}"
    found = [one.value for one in look.measures if one.code == component.value] if look else []
    if not found:
        return SetupRow(name, own.say(SetupPhrase.UNKNOWN), wanted)
    value = found[0]
    is_well = (limit.low is None or value >= limit.low) and (most is None or value <= most)
    return SetupRow(name, _number(value), wanted, is_well=is_well)


def _note(facts: SetupFacts, own: SetupWords) -> str:
    engine = facts.engine
    if not isinstance(engine, EngineReady) or engine.endpoint == LOCAL:
        return own.say(SetupPhrase.TEST_NOTE_LOCAL)
    return own.say(SetupPhrase.TEST_NOTE_CLOUD, host=engine.endpoint)


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.2f}"
