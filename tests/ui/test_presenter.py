"""From the desk's state to what the window shows."""

from dataclasses import replace

import pytest

from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.session.states import (
    CameraClosed,
    CameraFailed,
    CameraLive,
    CameraOpening,
    CameraState,
    DeskState,
    EngineFailed,
    EngineReady,
    EngineStarting,
    EngineState,
    Notice,
)
from liveness_station.ui.presenter import present
from liveness_station.ui.views import CardMode, ConsoleView, Level, StageView, StatusItem, TodayLine
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.screens import COUNTS, LIVE, SCREENS, STILL, ready, showing

BOTH = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
CHECKING = SCREENS["checking"].state


def english(state: DeskState, counts: dict[str, int] | None = None) -> ConsoleView:
    return present(state, ENGLISH, counts or {})


@BOTH
@pytest.mark.parametrize("name", SCREENS)
def test_every_state_has_a_view(name: str, words: Words) -> None:
    screen = SCREENS[name]
    view = present(screen.state, words, screen.counts)
    if view.card.mode is CardMode.VERDICT:
        assert view.card.still is not None
        assert view.card.subject
        assert view.card.verdict is not None
    else:
        assert view.card.verdict is None
        assert view.card.message


def test_a_new_desk_asks_for_a_camera() -> None:
    view = english(DeskState())
    assert (view.subject, view.has_subject) == ("No subject yet", False)
    assert view.stage == StageView("No camera", ENGLISH.say(Phrase.CAMERA_CLOSED_NEXT))
    assert (view.can_capture, view.can_cancel, view.can_finish) == (False, False, False)
    assert view.card.message == ENGLISH.say(Phrase.CARD_EMPTY_CAMERA)


def test_the_card_says_what_to_do_next() -> None:
    assert english(ready(subject=None)).card.message == ENGLISH.say(Phrase.CARD_EMPTY_SUBJECT)
    assert english(ready()).card.message == ENGLISH.say(Phrase.CARD_EMPTY)
    lost = CameraFailed("cam", CameraTrouble.LOST)
    assert english(ready(camera=lost)).card.message == ENGLISH.say(Phrase.CARD_EMPTY_CAMERA)


@pytest.mark.parametrize(
    ("state", "can"),
    [
        (ready(), (True, False, False)),
        (ready(subject=None), (False, False, False)),
        (ready(camera=CameraClosed()), (False, False, False)),
        (ready(engine=EngineStarting()), (False, False, False)),
        (ready(engine=EngineFailed(Reason.ENGINE_DOWN)), (True, False, False)),
        (CHECKING, (False, True, False)),
        (showing(LIVE), (True, False, True)),
    ],
)
def test_what_can_be_done_now(state: DeskState, can: tuple[bool, bool, bool]) -> None:
    view = english(state)
    assert (view.can_capture, view.can_cancel, view.can_finish) == can


@BOTH
@pytest.mark.parametrize("notice", Notice)
def test_a_notice_is_the_hint(notice: Notice, words: Words) -> None:
    assert present(ready(notice=notice), words, {}).hint == words.notices[notice]
    assert present(ready(), words, {}).hint == ""


def test_the_turn_follows_the_generation() -> None:
    again = replace(ready(), generation=2)
    assert english(ready()).turn != english(again).turn


@pytest.mark.parametrize(
    ("camera", "item"),
    [
        (CameraClosed(), StatusItem("No camera", Level.IDLE)),
        (CameraOpening("C920", 0.0), StatusItem("Opening C920 …", Level.WAITING)),
        (CameraLive("C920, 640x480"), StatusItem("C920, 640x480", Level.GOOD)),
        (CameraFailed("C920", CameraTrouble.BUSY), StatusItem("Camera in use: C920", Level.BAD)),
        (CameraFailed("", CameraTrouble.BUSY), StatusItem("Camera in use", Level.BAD)),
    ],
)
def test_the_camera_is_named_in_the_status_line(camera: CameraState, item: StatusItem) -> None:
    assert english(ready(camera=camera)).camera == item


@pytest.mark.parametrize(
    ("engine", "item"),
    [
        (EngineStarting(), StatusItem("Local engine is starting …", Level.WAITING)),
        (EngineReady("local", "x/1"), StatusItem("Local engine", Level.GOOD)),
        (EngineReady("a.example"), StatusItem("Cloud: a.example", Level.GOOD)),
        (
            EngineFailed(Reason.ENGINE_DOWN),
            StatusItem("No engine: The local engine is not running.", Level.BAD),
        ),
    ],
)
def test_the_engine_is_named_in_the_status_line(engine: EngineState, item: StatusItem) -> None:
    assert english(ready(engine=engine)).engine == item


@BOTH
@pytest.mark.parametrize("trouble", CameraTrouble)
def test_trouble_with_the_camera_takes_the_stage(trouble: CameraTrouble, words: Words) -> None:
    view = present(ready(camera=CameraFailed("C920", trouble)), words, {})
    explanation = words.troubles[trouble]
    assert view.stage == StageView(explanation.happened, explanation.next_step)
    opening = present(ready(camera=CameraOpening("C920", 0.0)), words, {})
    assert opening.stage is not None
    assert "C920" in opening.stage.title
    assert present(ready(), words, {}).stage is None


def test_a_demonstration_is_marked_on_picture_and_card() -> None:
    demo = CameraLive("Demonstration", is_demo=True)
    assert english(ready(camera=demo)).watermark == "DEMONSTRATION"
    assert english(ready()).watermark == ""
    # The card keeps its mark when a real camera is chosen meanwhile.
    card = english(showing(LIVE, is_demo=True)).card
    assert card.watermark == "DEMONSTRATION"
    assert ENGLISH.say(Phrase.DEMO_CARD) in card.record


def test_the_day_is_counted_by_verdict() -> None:
    view = english(ready(), COUNTS)
    assert view.today_empty == ""
    assert view.today == (
        TodayLine(Verdict.LIVE, "LIVE", 31),
        TodayLine(Verdict.SPOOF, "NOT LIVE", 2),
        TodayLine(Verdict.RETRY, "TRY AGAIN", 6),
        TodayLine(Verdict.ERROR, "ERROR", 2),
    )
    assert english(ready(), {"LIVE": 0}).today_empty == "No checks yet"


def test_the_card_is_about_the_job_and_not_about_who_stands_there_now() -> None:
    card = english(replace(showing(LIVE), subject=Subject("B-7"))).card
    assert card.subject == "A-1042"
    checking = english(CHECKING).card
    assert (checking.mode, checking.subject, checking.still) == (
        CardMode.CHECKING,
        "A-1042",
        STILL,
    )
