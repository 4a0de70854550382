"""What the window says of the camera: what really comes, what is wrong with it, what to do."""

from dataclasses import replace

import pytest

from liveness_station.domain.conditions import BLOCKING_TROUBLES, Condition
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.source_kinds import SourceKind
from liveness_station.session.states import CameraFailed, CameraLive, CameraOpening
from liveness_station.ui.camera_presenter import present_camera, present_stage
from liveness_station.ui.presenter import present
from liveness_station.ui.views import Level, StageView, StatusItem
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.cameras import camera_words, trouble_words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.screens import ready

BLOCKING = [trouble for trouble in CameraTrouble if trouble in BLOCKING_TROUBLES]
BOTH = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
SAME_FOR_ALL = {CameraTrouble.NO_FILE, CameraTrouble.COVERED}
"""A stream or file may well show a camera that is covered."""

WATCHED = {
    CameraTrouble.FROZEN,
    CameraTrouble.GARBLED,
    CameraTrouble.TOO_SMALL,
    CameraTrouble.TOO_SLOW,
}
LIVE = CameraLive("C920, 1280x720 at 30 fps")


def test_the_rate_that_is_measured_is_shown_beside_the_claimed_one() -> None:
    measured = replace(LIVE, condition=Condition(rate_fps=24))
    said = "C920, 1280x720 at 30 fps (measured: 24 fps)"
    assert present_camera(measured, ENGLISH) == StatusItem(said, Level.GOOD)
    assert present_stage(measured, ENGLISH) is None


def test_C14_too_few_pictures_are_a_warning_beside_the_picture() -> None:
    slow = replace(LIVE, condition=Condition(CameraTrouble.TOO_SLOW, rate_fps=2))
    item = present_camera(slow, ENGLISH)
    assert item.level is Level.WAITING
    assert item.text.startswith("Too few pictures a second: C920")
    assert item.text.endswith("(measured: 2 fps)")
    assert present_stage(slow, ENGLISH) is None
    assert present(ready(camera=slow), ENGLISH, {}).can_capture


@BOTH
@pytest.mark.parametrize("trouble", BLOCKING)
def test_C2_C4_C5_C8_pictures_of_no_use_give_way_to_words_and_nothing_can_be_captured(
    trouble: CameraTrouble, words: Words
) -> None:
    state = ready(camera=replace(LIVE, condition=Condition(trouble)))
    view = present(state, words, {})
    explanation = words.troubles[trouble]
    assert view.stage == StageView(explanation.happened, explanation.next_step)
    assert view.camera.level is Level.BAD
    assert not view.can_capture


@BOTH
def test_C1_C7_C16_each_trouble_has_words_of_its_own(words: Words) -> None:
    titles = [words.troubles[trouble].happened for trouble in CameraTrouble]
    assert len(set(titles)) == len(titles)
    assert all(words.troubles[trouble].next_step for trouble in CameraTrouble)
    assert "ms-settings:privacy-webcam" in words.troubles[CameraTrouble.DENIED].next_step


def test_C12_a_long_opening_is_counted() -> None:
    opening = CameraOpening("C920", 100.0, waited_s=1)
    assert present_camera(opening, ENGLISH).text == "Opening C920 …"
    slow = replace(opening, waited_s=20)
    assert present_camera(slow, ENGLISH) == StatusItem("Opening C920 … 20 s", Level.WAITING)
    stage = present_stage(slow, CHINESE)
    assert stage is not None
    assert stage.title == "正在打开 C920 … 20 秒"
    assert "停止打开" in stage.next_step
    short = present_stage(opening, ENGLISH)
    assert short is not None
    assert short.next_step == ""


def test_C10_a_camera_in_anothers_place_says_so() -> None:
    stand_in = replace(LIVE, instead_of="BRIO")
    item = present_camera(stand_in, ENGLISH)
    assert item == StatusItem(
        "C920, 1280x720 at 30 fps instead of BRIO, which is not there", Level.WAITING
    )


def test_C13_a_hanging_camera_is_named() -> None:
    hanging = CameraFailed("C920", CameraTrouble.HANGING)
    assert present_camera(hanging, ENGLISH) == StatusItem("Camera hangs: C920", Level.BAD)


@BOTH
@pytest.mark.parametrize("kind", [SourceKind.STREAM, SourceKind.FILE])
@pytest.mark.parametrize("trouble", [one for one in CameraTrouble if one not in SAME_FOR_ALL])
def test_nobody_is_told_to_look_after_the_cable_of_a_stream_or_file(
    trouble: CameraTrouble, kind: SourceKind, words: Words
) -> None:
    if kind is SourceKind.FILE and trouble in WATCHED:
        pytest.skip("nobody watches the pictures of a file")
    stage = present_stage(CameraFailed("x", trouble, kind), words)
    assert stage is not None
    said = (stage.title + stage.next_step).casefold()
    assert not any(word in said for word in ("camera", "cable", "plug", "摄像头", "连接线"))
    if trouble in WATCHED:
        live = replace(LIVE, condition=Condition(trouble), kind=kind)
        assert trouble_words(words, trouble, kind).happened in present_camera(live, words).text


def test_a_cameras_troubles_keep_their_words() -> None:
    for words in (ENGLISH, CHINESE):
        for trouble in CameraTrouble:
            assert trouble_words(words, trouble, SourceKind.DEVICE) == words.troubles[trouble]


def test_every_language_has_the_same_things_to_say_about_cameras() -> None:
    english, chinese = camera_words(ENGLISH), camera_words(CHINESE)
    assert english is not chinese
    assert english.kinds.keys() == chinese.kinds.keys()
    assert english.troubles.keys() == chinese.troubles.keys()


@pytest.mark.parametrize(
    ("camera", "english", "chinese"),
    [
        (LIVE, "C920, 1280x720 at 30 fps", "C920，1280×720，30 帧/秒"),
        (CameraLive("a, b, 64x48"), "a, b, 64x48", "a, b，64×48"),
        (
            CameraLive("demo, 960x720 at 25 fps", is_demo=True),
            "demo, 960x720 at 25 fps",
            "演示，960×720，25 帧/秒",
        ),
        (CameraLive("as it calls itself"), "as it calls itself", "as it calls itself"),
    ],
)
def test_a_source_is_described_in_the_language_of_the_window(
    camera: CameraLive, english: str, chinese: str
) -> None:
    assert present_camera(camera, ENGLISH).text == english
    assert present_camera(camera, CHINESE).text == chinese
