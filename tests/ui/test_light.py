"""The page about light: what it says, in both languages, and how it looks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.hour_counts import HourCounts
from liveness_station.domain.light_changes import LightKind
from liveness_station.domain.light_memory import CameraLight
from liveness_station.domain.lighting import LightPoint
from liveness_station.ui.light_presenter import present_light, present_rejects
from liveness_station.ui.light_window import LightWindow
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.views import Level
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.lighting import LIGHT_EN, LightPhrase, light_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.domain.light_days import FIRST_DAY, a_day, afternoon_sun, lamp_off_from, learnt
from tests.ui.test_snapshots import both_languages, both_themes, compare

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
OpenLight = Callable[..., LightWindow]
SUNNY = CameraLight(learnt(8), tuple(p for p in a_day(8, afternoon_sun) if p.at.hour < 16))
NOW = SUNNY.points[-1].at
HOURS = tuple(
    HourCounts(hour, 9 + hour % 4, hour % 2, 1 + (4 if hour > 13 else 0), 0, (("no_face", 3),))
    if 9 <= hour < 18
    else HourCounts(hour)
    for hour in range(24)
)


@pytest.fixture
def open_light(dressed: QApplication, qtbot: QtBot) -> Iterator[OpenLight]:
    kept: list[LightWindow] = []

    def opened(words: Words = ENGLISH, theme: Theme = LIGHT) -> LightWindow:
        appearance.apply_theme(dressed, theme)
        window = LightWindow(words, theme)
        kept.append(window)
        qtbot.addWidget(window)
        window.render_light(present_light(SUNNY, is_camera=True, now=NOW, words=words))
        window.render_rejects(present_rejects(HOURS, words))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        dressed.processEvents()
        return window

    yield opened
    kept.clear()


@both_themes
@both_languages
def test_the_page_looks_as_it_did(
    open_light: OpenLight,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    compare(open_light(words, theme), f"light-{words.code}-{theme.name}", request, tmp_path)


def test_the_sun_is_told_with_time_ratio_and_one_step() -> None:
    view = present_light(SUNNY, is_camera=True, now=NOW, words=ENGLISH)
    assert view.level is Level.WAITING
    assert view.headline.startswith("Light from the left since 14:")
    assert "usually 1.0" in view.headline
    assert view.next_step == LIGHT_EN.changes[LightKind.FROM_LEFT].next_step
    assert "光从左边来" in present_light(SUNNY, is_camera=True, now=NOW, words=CHINESE).headline


def test_darker_faces_are_told_in_grey_levels() -> None:
    points = tuple(a_day(8, lamp_off_from(9)))
    view = present_light(
        CameraLight(learnt(8), points), is_camera=True, now=points[-1].at, words=ENGLISH
    )
    assert "darker than usual since 09:" in view.headline
    assert " instead of 1" in view.headline


def test_what_is_no_trouble_says_so() -> None:
    points = tuple(a_day(8))
    now = points[-1].at

    def headline(known: CameraLight, *, is_camera: bool = True, minutes: int = 0) -> str:
        later = now + timedelta(minutes=minutes)
        return present_light(known, is_camera=is_camera, now=later, words=ENGLISH).headline

    known = CameraLight(learnt(8), points)
    assert headline(known) == LIGHT_EN.say(LightPhrase.AS_USUAL)
    assert headline(CameraLight((), points)) == LIGHT_EN.say(LightPhrase.LEARNING)
    assert headline(known, minutes=90) == LIGHT_EN.say(LightPhrase.NOBODY)
    assert headline(CameraLight()) == LIGHT_EN.say(LightPhrase.NOBODY)
    assert headline(known, is_camera=False) == LIGHT_EN.say(LightPhrase.NO_CAMERA)


def test_light_that_is_bad_every_day_is_called_bad_all_the_same() -> None:
    dark = [[replace(p, face_luma=p.face_luma / 4) for p in a_day(day)] for day in range(9)]
    known = CameraLight()
    for day in dark:
        for point in day:
            known = known.add(point)
    view = present_light(known, is_camera=True, now=dark[-1][-1].at, words=ENGLISH)
    assert view.headline == LIGHT_EN.say(LightPhrase.SHORT)
    assert view.next_step == LIGHT_EN.changes[LightKind.DARKER].next_step


def test_a_new_camera_says_what_no_desk_should_have() -> None:
    points = tuple(LightPoint(FIRST_DAY + timedelta(minutes=m), 1, 30, 1.0, 1.0) for m in range(4))
    view = present_light(CameraLight((), points), is_camera=True, now=points[-1].at, words=ENGLISH)
    assert view.headline == "Faces are too dark since 00:00: 30."
    assert not view.can_learn_anew


def test_the_worst_hour_is_named_with_its_reason() -> None:
    view = present_rejects(HOURS, ENGLISH)
    assert view.sentence.startswith("Most turned away: 17:00, 6 of 16 (")
    assert view.tips[17].startswith("17:00")
    assert present_rejects(None, ENGLISH).sentence == LIGHT_EN.say(LightPhrase.COUNTING)
    assert present_rejects((), ENGLISH).sentence == LIGHT_EN.say(LightPhrase.NO_CHECKS)
    spotless = (HourCounts(9, passed=3),)
    assert present_rejects(spotless, ENGLISH).sentence == ""
    unknown = (HourCounts(9, refused=1, reasons=(("new_code", 1),)),)
    assert "(new_code)" in present_rejects(unknown, ENGLISH).sentence


def test_wishes_are_told_and_escape_closes(open_light: OpenLight, qtbot: QtBot) -> None:
    window = open_light()
    with qtbot.waitSignal(window.span_chosen) as span:
        window.span.setCurrentIndex(2)
    assert span.args == [timedelta(days=29)]
    with qtbot.waitSignal(window.learn_anew_requested):
        QTest.keyClick(window.learn_anew, Qt.Key.Key_Space)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_both_languages_have_words_for_everything() -> None:
    for own in (LIGHT_EN, light_words(CHINESE)):
        assert set(own.phrases) == set(LightPhrase)
        assert set(own.changes) == set(own.absolutes) == set(LightKind)
    assert light_words(ENGLISH) is LIGHT_EN
