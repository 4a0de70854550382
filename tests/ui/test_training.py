"""Drills on screen: chosen and done by keys, plain, laid out, and as they were looked at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.drills import DRILLS, DrillId, Reaction, Run, StepId
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.policies import Policy
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from liveness_station.ui.card_presenter import present_outcome
from liveness_station.ui.console import Console
from liveness_station.ui.theme import Theme
from liveness_station.ui.training_presenter import present_coach, present_summary
from liveness_station.ui.training_strip import TrainingStrip
from liveness_station.ui.training_window import TrainingWindow
from liveness_station.ui.words.base import Phrase, Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.training import training_words
from liveness_station.ui.words.visits import visit_words
from tests.ui import screens
from tests.ui.test_layout import assert_laid_out
from tests.ui.test_plain_text import assert_plain
from tests.ui.test_snapshots import both_languages, both_themes, compare

FOLDER = Path(__file__).with_name("snapshots_training")
KEY = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
_WITH_A_VERDICT = "live"
MIXED = Run(DrillId.ATTACKS, 4, (Reaction.END, Reaction.CHECK_AGAIN, Reaction.REFUSED))
LONGEST = Run(DrillId.CONSENT, 2, (Reaction.LET_ON, Reaction.OTHER_WAY, Reaction.TOOK_CONSENT))


def _shown(qtbot: QtBot, words: Words) -> TrainingWindow:
    window = TrainingWindow(words)
    qtbot.addWidget(window)
    window.resize(760, 620)
    window.show()
    return window


@both_themes
@both_languages
@pytest.mark.parametrize("name", ["chooser", "summary"])
def test_window_looks_as_it_was_looked_at(
    dressed: QApplication,
    qtbot: QtBot,
    theme: Theme,
    words: Words,
    name: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    appearance.apply_theme(dressed, theme)
    window = _shown(qtbot, words)
    if name == "summary":
        window.show_summary(MIXED)
    QTest.qWait(0)
    assert_laid_out(window)
    assert_plain(window)
    compare(window, f"{name}-{words.code}-{theme.name}", request, tmp_path, FOLDER)


@both_themes
@both_languages
def test_strip_leaves_the_desk_its_room(
    open_console: Callable[..., Console],
    theme: Theme,
    words: Words,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    console = open_console(screens.SCREENS[_WITH_A_VERDICT], words, theme)
    strip = TrainingStrip(console)
    strip.set_theme(theme)
    strip.render_view(present_coach(LONGEST, LONGEST.steps[2], words, is_called=True))
    console.resize(1024, 700)
    QTest.qWait(0)
    assert (console.width(), console.height()) == (1024, 700)
    assert_plain(strip)
    compare(strip, f"strip-{words.code}-{theme.name}", request, tmp_path, FOLDER)
    strip.leave()


@pytest.mark.usefixtures("dressed")
def test_drill_is_chosen_and_begun_by_keys(qtbot: QtBot) -> None:
    window = _shown(qtbot, ENGLISH)
    spy = QSignalSpy(window.drill_wanted)
    QTest.keyClick(window, KEY.Key_3)
    QTest.keyClick(window, KEY.Key_Return)
    assert spy.at(0) == [DrillId.FAULTS]
    window.say_busy()
    assert "check is running" in window.notice.text()
    QTest.keyClick(window, KEY.Key_Escape)
    assert not window.isVisible()


@pytest.mark.usefixtures("dressed")
def test_strip_goes_on_and_ends_by_keys_but_not_before_something_was_done(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    strip = TrainingStrip(window)
    run = Run(DrillId.MORNING)
    strip.render_view(present_coach(run, run.steps[0], ENGLISH, is_called=False))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    onward, ends = QSignalSpy(strip.next_wanted), QSignalSpy(strip.end_wanted)
    QTest.keyClick(window, KEY.Key_F11)
    assert onward.count() == 0
    run = run.reacted(Reaction.LET_ON)
    strip.render_view(present_coach(run, run.steps[0], ENGLISH, is_called=True))
    QTest.keyClick(window, KEY.Key_F11)
    QTest.keyClick(window, KEY.Key_F12)
    assert (onward.count(), ends.count()) == (1, 1)


@both_languages
def test_card_of_a_drill_says_so_before_all_else(words: Words) -> None:
    job = Job("j", Subject("DRILL-01"), 1, Policy(), is_training=True)
    live = Decision(Verdict.LIVE, Reason.ABOVE_THRESHOLD, score=0.93)
    outcome = Outcome(job, live, "simulator drill", recorded=True, record_sequence=7)
    marked = present_outcome(outcome, screens.STILL, words).watermark
    assert marked.startswith(visit_words(words).training)
    assert words.say(Phrase.SIMULATOR) in marked


@both_languages
def test_every_drill_step_and_reaction_has_its_words(words: Words) -> None:
    said = training_words(words)
    assert set(said.drills) == set(DrillId)
    assert set(said.steps) == set(StepId)
    assert set(said.reactions) == set(Reaction)
    for step in said.steps.values():
        assert all((step.title, step.scene, step.says, step.why))


@both_languages
@pytest.mark.parametrize("drill_id", DrillId)
def test_every_step_is_told_right_and_wrong(words: Words, drill_id: DrillId) -> None:
    run = Run(drill_id)
    for step in DRILLS[drill_id]:
        well = run.reacted(min(step.right))
        badly = run.reacted(Reaction.ACCEPTED)
        told = [present_coach(one, step, words, is_called=True).remark for one in (well, badly)]
        assert told[0] != told[1]
        assert all(training_words(words).steps[step.step_id].why in text for text in told)
        run = well.advanced()
    summary = present_summary(run, words)
    assert len(summary.rows) == len(DRILLS[drill_id])
