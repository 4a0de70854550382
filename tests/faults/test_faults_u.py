"""The rows U of the fault matrix that are about hands: haste, repetition, a change of mind."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.session.states import EngineReady, Notice, Showing
from liveness_station.session.visits import ConsentStep
from tests.faults.station_desk import SETTINGS, Hands, at_station

CLICKS = 50


@pytest.fixture
def hands(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    with at_station(qapp, qtbot, tmp_path) as hands:
        hands.wait_for_picture()
        yield hands


def hold_down(hands: Hands, key: Qt.Key, text: str) -> None:
    """Sends what a keyboard sends while a key is held down: repeats, then the release."""
    preview = hands.station.console.preview
    none = Qt.KeyboardModifier.NoModifier
    for number in range(CLICKS):
        pressed = QKeyEvent(QEvent.Type.KeyPress, key, none, text, number > 0)
        QApplication.sendEvent(preview, pressed)
    QApplication.sendEvent(preview, QKeyEvent(QEvent.Type.KeyRelease, key, none, text))


def all_has_come(hands: Hands) -> bool:
    """Tells whether the io thread has done whatever it was asked for until now."""
    before = hands.bench.count("list_sources")
    hands.station.cameras.list_wanted.emit()
    hands.wait_for(lambda: hands.bench.count("list_sources") > before)
    return True


@pytest.mark.parametrize("is_slow", [False, True])
def test_U1_U2_fifty_clicks_are_one_job(hands: Hands, *, is_slow: bool) -> None:
    hands.bench.is_keeping = is_slow
    hands.name("A-1042")
    capture = hands.station.console.capture
    hands.wait_for(capture.isEnabled)
    for _ in range(CLICKS):
        QTest.mouseClick(capture, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(capture, Qt.MouseButton.LeftButton)
    if is_slow:
        hands.wait_for(hands.bench.asked.is_set)
        # The button is closed meanwhile; a key is answered with the reason.
        assert not capture.isEnabled()
        hands.press(Qt.Key.Key_Space)
        hands.wait_for(lambda: hands.state.notice is Notice.ALREADY_CHECKING)
        hands.bench.answers.set()
    hands.wait_for(lambda: isinstance(hands.state.phase, Showing))
    assert all_has_come(hands)
    assert hands.bench.count("verify") == 1


@pytest.mark.parametrize("is_held_down", [False, True])
def test_U1_a_key_that_repeats_is_one_job(hands: Hands, *, is_held_down: bool) -> None:
    hands.bench.is_keeping = True
    hands.name("A-1042")
    hands.wait_for(hands.station.console.capture.isEnabled)
    if is_held_down:
        hold_down(hands, Qt.Key.Key_Space, " ")
    else:
        # Faster than any hand, as a scanner is: what they are is settled a moment later.
        for _ in range(CLICKS):
            hands.press(Qt.Key.Key_Space)
        hands.press(Qt.Key.Key_Escape)
        QTest.qWait(200)
        hands.press(Qt.Key.Key_Space)
    hands.wait_for(hands.bench.asked.is_set)
    hands.bench.answers.set()
    hands.wait_for(lambda: isinstance(hands.state.phase, Showing))
    assert all_has_come(hands)
    assert hands.bench.count("verify") == 1


def test_U3_who_comes_next_gets_nothing_of_the_one_before(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = replace(SETTINGS, consent=ConsentRule.ASK)
    with at_station(qapp, qtbot, tmp_path, settings) as hands:
        hands.wait_for_picture()
        hands.bench.is_keeping = True
        hands.name("FIRST-1")
        hands.wait_for(lambda: hands.state.visit.step is ConsentStep.ASKING)
        hands.wait_for(hands.station.console.consent.isVisible)
        assert not hands.station.console.capture.isEnabled()
        hands.press(Qt.Key.Key_Y)
        hands.press_capture()
        hands.wait_for(hands.bench.asked.is_set)
        hands.name("SECOND-2")
        hands.bench.answers.set()
        hands.wait_for(lambda: bool(hands.bench.late))
        (late,) = hands.bench.late
        assert late.decision.verdict is Verdict.LIVE
        assert late.job.subject.reference == "FIRST-1"
        assert hands.is_idle()
        # Nor does the second one's picture go anywhere on the first one's word.
        assert hands.state.visit.step is ConsentStep.ASKING
        hands.press(Qt.Key.Key_Space)
        QTest.qWait(150)
        assert hands.bench.count("verify") == 1


def test_U11_with_too_little_memory_nothing_is_captured_and_the_window_says_why(
    hands: Hands,
) -> None:
    hands.name("A-1042")
    hands.wait_for(hands.station.console.capture.isEnabled)
    hands.station.desks.day.memory.changed.emit(True)
    hands.wait_for(lambda: not hands.station.console.capture.isEnabled())
    hands.press(Qt.Key.Key_Space)
    hands.wait_for(lambda: hands.state.notice is Notice.MEMORY_LOW)
    hands.station.desks.day.memory.changed.emit(False)
    assert hands.state.notice is None
    hands.press_capture()
    hands.wait_for(lambda: isinstance(hands.state.phase, Showing))
    assert hands.bench.count("verify") == 1


@pytest.mark.parametrize("name", ["ar_EG", "de_DE", "zh_CN"])
def test_U15_a_check_is_the_same_in_every_locale(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        with at_station(qapp, qtbot, tmp_path) as hands:
            hands.wait_for_picture()
            outcome = hands.check("Ärzte-张三-" + "٣" * 40)
            assert outcome.decision.score == 0.93
            assert "0.93" in shown_text(hands.station.console.card)
    finally:
        QLocale.setDefault(before)


def shown_text(window: QWidget) -> str:
    """Returns what the visible parts of a window say to a screen reader."""
    parts = [one for one in window.findChildren(QWidget) if one.isVisible()]
    said = (f"{one.accessibleName()} {one.accessibleDescription()}" for one in parts)
    return "\n".join([*said, *(label.text() for label in window.findChildren(QLabel))])


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
@pytest.mark.allows_log("")
def test_U13_without_a_free_handle_the_desk_says_error_and_goes_on(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    import resource

    with at_station(qapp, qtbot, tmp_path, has_real_bench=True) as hands:
        hands.wait_for_picture()
        hands.wait_for(lambda: isinstance(hands.state.engine, EngineReady))
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest_handle() + 1, before[1]))
        try:
            first = hands.check("A-1042")
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
        assert first.decision.verdict is not Verdict.LIVE or first.recorded
        second = hands.check("B-2")
        assert second.recorded
        assert second.decision.reason is not Reason.INTERNAL


def highest_handle() -> int:
    """Returns a limit under which not one more can be opened."""
    return max(int(path.name) for path in Path("/proc/self/fd").iterdir())
