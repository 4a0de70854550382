"""What the window shows of the gates: pill, frame about the face, window of measures, meter."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.faces import Face
from liveness_station.domain.gate_readings import GateReading
from liveness_station.domain.gates import Component, Gate, Look, measure
from liveness_station.domain.steadying import Steady
from liveness_station.domain.verdicts import Verdict
from liveness_station.session.states import DeskState, Refusal, Showing
from liveness_station.ui.gate_presenter import (
    present_calls,
    present_hint,
    present_mark,
    present_measures,
    present_wait,
)
from liveness_station.ui.measures_panel import MeasuresPanel
from liveness_station.ui.presenter import present
from liveness_station.ui.theme import DARK, LIGHT, Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.gates import gate_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import Open
from tests.ui.screens import LIVE, SPOOF, Screen, ready, showing
from tests.ui.test_snapshots import both_languages, both_themes, compare, pytestmark

__all__ = ["pytestmark"]

GREEN = GateReading(is_running=True, is_green=True, green_since_s=1.0)
RED = GateReading(is_running=True, hint=Gate.TOO_FAR, blocking=(Gate.TOO_FAR,))
# The head of the drawn subject, which looks to the left of the picture.
LOOK = Look(
    1.0,
    Face(490.0, 160.0, 250.0, 340.0, 0.9),
    1280,
    720,
    (
        measure(Component.FACE_FOUND, 1),
        measure(Component.SINGLE_FACE, 0.0),
        measure(Component.HEAD_SIZE, 250),
        measure(Component.PICTURE_SHARE, 0.092),
        measure(Component.LEFTWARD_CROP, 1.96),
        measure(Component.RIGHTWARD_CROP, 2.16),
        measure(Component.MARGIN_ABOVE, 0.47),
        measure(Component.MARGIN_BELOW, 0.65),
        measure(Component.ROLL, -2.4),
        measure(Component.YAW, 23.4),
        measure(Component.PITCH, -8.1),
        measure(Component.LUMINANCE, 31.0),
        measure(Component.UNDER_EXPOSURE, 0.52),
        measure(Component.OVER_EXPOSURE, 0.0),
        measure(Component.BACKLIGHT, 1.4),
        measure(Component.GLARE, 0.01),
        measure(Component.EVENNESS_OF_LIGHT, 1.32),
        measure(Component.SHARPNESS, 0.47),
        measure(Component.SMEAR, 0.8),
        measure(Component.EYES_OPEN, 0.93),
        measure(Component.SPEED, 0.12),
    ),
)


def refused(gate: Gate = Gate.TOO_FAR) -> DeskState:
    reading = GateReading(is_running=True, hint=gate, blocking=(gate,))
    return ready(gates=reading, refusal=Refusal((gate,), 100.0))


def left() -> DeskState:
    made = showing(LIVE, gates=GREEN)
    phase = made.phase
    assert isinstance(phase, Showing)
    return replace(made, phase=replace(phase, has_left=True))


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
def test_every_code_has_its_words(words: Words) -> None:
    said = gate_words(words)
    assert set(said.hints) == set(Gate)
    assert set(said.components) == set(Component)
    assert all(said.hints.values())
    assert len(set(said.hints.values())) == len(Gate), "two hints alike"
    assert len(set(said.components.values())) == len(Component)
    assert all(len(hint) <= 60 for hint in said.hints.values()), "a hint is read at a glance"


def test_a_hint_is_for_whoever_is_to_be_checked() -> None:
    assert present_hint(ready(gates=RED), ENGLISH) == "Come a little nearer"
    assert present_hint(ready(gates=RED, subject=None), ENGLISH) == ""
    assert present_hint(ready(gates=GREEN), ENGLISH) == ""
    assert present_hint(showing(LIVE, gates=RED), ENGLISH) == ""
    assert present_hint(showing(SPOOF, gates=RED), ENGLISH) == ""


def test_a_refusal_says_how_to_insist_but_not_for_two_people() -> None:
    assert present_hint(refused(), ENGLISH).endswith("Press again to send it as it is")
    said = present_hint(refused(Gate.SEVERAL_FACES), ENGLISH)
    assert said == "One person only, please\nNot sent: a check is about one person alone"


def test_where_nothing_can_be_measured_it_is_said() -> None:
    broken = ready(gates=GateReading(is_broken=True))
    assert present_hint(broken, ENGLISH).startswith("The picture cannot be looked at")
    assert present(broken, ENGLISH, {}).can_capture


def test_V3_the_card_of_a_subject_who_left_does_not_read_as_a_pass() -> None:
    card = present(left(), ENGLISH, {}).card
    assert card.word_below == "SUBJECT LEFT"
    assert card.verdict is Verdict.RETRY
    assert card.score is None
    assert "LIVE" not in card.word
    assert "passed" in card.happened


def test_the_mark_is_green_only_once_all_is_well() -> None:
    assert present_mark(ready(gates=RED), LOOK, Steady(hint=Gate.TOO_FAR)) is not None
    mark = present_mark(ready(gates=GREEN), LOOK, Steady(is_green=True))
    assert mark is not None
    assert mark.is_green
    assert present_mark(ready(subject=None), LOOK, Steady()) is None
    assert present_mark(ready(), replace(LOOK, face=None), Steady()) is None


def test_each_measure_stands_beside_its_limits() -> None:
    rows = {row.code: row for row in present_measures(LOOK, Steady(), ENGLISH)}
    yaw = rows["HeadPoseYaw"]
    assert (yaw.value, yaw.limits, yaw.is_well) == ("23", "-20 … 20", False)
    assert yaw.meaning == "Look straight at the camera"
    assert rows["HeadSize"].limits == "≥ 120"
    assert rows["SingleFacePresent"].limits == "≤ 0.15"
    assert rows["EyesOpen"].meaning == "well"
    (side,) = present_measures(
        replace(LOOK, measures=(measure(Component.SIDE_OF_LIGHT, 0.2),)), Steady(), ENGLISH
    )
    assert side.limits == "–"


def test_the_wait_for_a_capture_by_itself_is_shown_unless_it_would_only_flash() -> None:
    wait = present_wait(0.4, 1.0, ENGLISH)
    assert wait is not None
    assert (wait.share, wait.text) == (0.4, "auto 0.6 s")
    assert present_wait(None, 1.0, ENGLISH) is None
    assert present_wait(0.1, 0.2, ENGLISH) is None
    still = present_wait(1.5, 1.5, ENGLISH, is_movement_awaited=True)
    assert still is not None
    assert still.text == "waiting for a movement of the head"
    late = present_wait(1.7, 1.5, ENGLISH)
    assert late is not None
    assert (late.share, late.text) == (1.0, "auto 0.0 s")


def test_the_meter_is_silent_until_there_is_something_to_tell() -> None:
    assert present_calls(CallCounts(), ENGLISH)[0] == ""
    text, _ = present_calls(CallCounts(None, 3, 1, 40, 5), ENGLISH)
    assert text == "Cloud calls: 3, saved 1 · Local checks: 40, saved 5"


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_F4_opens_and_closes_the_window_of_measures(open_console: Open, qtbot: QtBot) -> None:
    console = open_console(Screen(ready(gates=GREEN), {}))
    console.preview.setFocus()
    QTest.keyClick(console.preview, Qt.Key.Key_F4)
    qtbot.waitUntil(console.measures.isVisible)
    QTest.keyClick(console.measures, Qt.Key.Key_F4)
    assert not console.measures.isVisible()


@pytest.mark.parametrize(
    "name", ["gates_green", "gates_red", "gates_refused", "gates_waiting", "subject_left"]
)
@both_languages
@both_themes
def test_the_gates_look_as_they_did(
    name: str,
    words: Words,
    theme: Theme,
    open_console: Open,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    states = {
        "gates_green": ready(gates=GREEN),
        "gates_red": ready(gates=RED),
        "gates_refused": refused(),
        "gates_waiting": ready(gates=GREEN),
        "subject_left": left(),
    }
    state = states[name]
    console = open_console(Screen(state, {"LIVE": 31}), words, theme)
    steady = Steady(hint=state.gates.hint, is_green=state.gates.is_green)
    console.preview.show_mark(present_mark(state, LOOK, steady))
    if name == "gates_waiting":
        console.preview.show_wait(present_wait(0.4, 1.0, words))
    console.status.render_calls(*present_calls(CallCounts(None, 12, 3, 40, 5), words))
    compare(console, f"{name}-{words.code}-{theme.name}", request, tmp_path)


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
@both_languages
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_measures_look_as_they_did(
    words: Words,
    theme: Theme,
    dressed: QApplication,
    qtbot: QtBot,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    appearance.apply_theme(dressed, theme)
    panel = MeasuresPanel()
    qtbot.addWidget(panel)
    panel.set_words(words)
    panel.render_rows(present_measures(LOOK, Steady(), words))
    panel.resize(panel.sizeHint())
    with qtbot.waitExposed(panel):
        panel.show()
    compare(panel, f"measures-{words.code}-{theme.name}", request, tmp_path)
