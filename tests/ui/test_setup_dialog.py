"""The dialog for setting up a desk: how it looks, and that every problem has words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.conditions import Condition
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.faces import Face
from liveness_station.domain.gates import Component, Gate, Look, measure
from liveness_station.domain.verdicts import Reason
from liveness_station.session.desk_setup import (
    Problem,
    SetupFacts,
    SetupState,
    SetupStep,
    SetupTrouble,
    go_on,
)
from liveness_station.session.states import CameraLive, EngineReady
from liveness_station.ui.setup_dialog import SetupDialog
from liveness_station.ui.setup_presenter import explain_problem, present_setup
from liveness_station.ui.source_picker import SourceChoice
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.setting_up import SETUP_EN, SetupPhrase, setup_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.screens import STILL
from tests.ui.test_snapshots import both_languages, both_themes, compare

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
OpenSetup = Callable[..., SetupDialog]

_VALUES = {
    Component.LUMINANCE: 148,
    Component.EVENNESS_OF_LIGHT: 2.4,
    Component.BACKLIGHT: 1.3,
    Component.HEAD_SIZE: 236,
    Component.PICTURE_SHARE: 0.11,
}
LOOK = Look(
    1.0,
    Face(560, 170, 236, 310, 0.9),
    1280,
    720,
    tuple(measure(component, value) for component, value in _VALUES.items()),
)
FACTS = SetupFacts(
    CameraLive("Logitech C920, 1280x720 at 30 fps", condition=Condition(rate_fps=29)),
    EngineReady("local", "engine/1"),
    look=LOOK,
)
STATES = {
    "setup_camera": SetupState(),
    "setup_light": SetupState(SetupStep.LIGHT, (None,)),
    "setup_distance": SetupState(SetupStep.DISTANCE, (None, SetupTrouble.UNEVEN)),
    "setup_end": SetupState(
        SetupStep.TEST, (None, SetupTrouble.UNEVEN, None, None), has_ended=True
    ),
}


@pytest.fixture
def open_setup(dressed: QApplication, qtbot: QtBot) -> Iterator[OpenSetup]:
    kept: list[SetupDialog] = []

    def opened(name: str, words: Words = ENGLISH, theme: Theme = LIGHT) -> SetupDialog:
        appearance.apply_theme(dressed, theme)
        dialog = SetupDialog(words, theme)
        kept.append(dialog)
        qtbot.addWidget(dialog)
        dialog.picker.show_devices([SourceChoice("Logitech C920", "cam-0")])
        dialog.resize(900, 480)
        dialog.preview.show_frame(STILL)
        dialog.render_setup(present_setup(STATES[name], FACTS, words, opened_s=1.3), None)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        dressed.processEvents()
        return dialog

    yield opened
    kept.clear()


@both_themes
@both_languages
@pytest.mark.parametrize("name", STATES)
def test_the_dialog_looks_as_it_did(
    open_setup: OpenSetup,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    compare(open_setup(name, words, theme), f"{name}-{words.code}-{theme.name}", request, tmp_path)


def test_the_next_key_is_enter_and_tab_reaches_the_rest(open_setup: OpenSetup) -> None:
    dialog = open_setup("setup_light")
    assert dialog.focusWidget() is dialog.go_on
    seen = set()
    for _ in range(6):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.add(dialog.focusWidget())
    assert {dialog.back, dialog.go_on} <= seen
    assert dialog.preview not in seen


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
def test_every_problem_has_words_and_a_next_step(words: Words) -> None:
    problems: list[Problem] = [*SetupTrouble, *Gate, *CameraTrouble, *Reason]
    for problem in problems:
        said = explain_problem(problem, words)
        assert said.happened
        # A pass needs no step of anybody's.
        assert said.next_step or problem is Reason.ABOVE_THRESHOLD
    own = setup_words(words)
    assert set(own.phrases) == set(SetupPhrase)
    assert set(own.steps) == set(own.tasks) == set(SetupStep)


def test_numbers_stand_beside_what_is_wanted() -> None:
    light = present_setup(STATES["setup_light"], FACTS, ENGLISH)
    assert [(row.value, row.wanted, row.is_well) for row in light.rows] == [
        ("148", "≥ 45", True),
        ("2.40", "≤ 2", False),
        ("1.30", "≤ 2", True),
    ]
    unseen = present_setup(STATES["setup_light"], replace(FACTS, look=None), ENGLISH)
    assert {row.value for row in unseen.rows} == {SETUP_EN.say(SetupPhrase.UNKNOWN)}
    camera = present_setup(SetupState(), FACTS, ENGLISH, opened_s=1.3)
    assert [row.value for row in camera.rows][1:] == [
        "1280x720 at 30 fps",
        "a camera",
        "1.3 s",
        "29, measured",
    ]


def test_a_cloud_is_named_before_a_picture_goes_there() -> None:
    state = SetupState(SetupStep.TEST, (None, None, None))
    cloud = replace(FACTS, engine=EngineReady("api.example.com"))
    assert "api.example.com" in present_setup(state, cloud, ENGLISH).note
    assert "this computer" in present_setup(state, FACTS, ENGLISH).note


def test_the_end_names_the_first_problem_and_nothing_more_is_left() -> None:
    view = present_setup(STATES["setup_end"], FACTS, ENGLISH)
    assert view.headline.endswith(SETUP_EN.troubles[SetupTrouble.UNEVEN].happened)
    assert [mark.is_well for mark in view.marks] == [True, False, True, True]
    assert go_on(STATES["setup_end"], FACTS) == STATES["setup_end"]
