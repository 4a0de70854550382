"""The windows of the shift: what they show, what they ask for, and how they look."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.desk_events import OtherReason
from liveness_station.domain.overrides import OverrideReason
from liveness_station.domain.people import OWNER, Person, Role
from liveness_station.exports.errors import ExportTrouble
from liveness_station.reporting.figures import ShiftFigures
from liveness_station.reporting.slips import SlipClass
from liveness_station.runtime.shift_requests import (
    FiguresWanted,
    ReadFailed,
    ScoresRead,
    Span,
    Written,
)
from liveness_station.storage.shift_facts import HandOver
from liveness_station.ui.handover_dialog import MOST_LETTERS, HandOverDialog
from liveness_station.ui.handover_note import HandOverNote
from liveness_station.ui.labels import PlainLabel
from liveness_station.ui.shift_presenter import allowed_to
from liveness_station.ui.shift_window import ShiftWindow
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.what_if_presenter import present_what_if, step_of
from liveness_station.ui.what_if_window import WhatIfWindow
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.history import HISTORY_EN
from liveness_station.ui.words.shift import SHIFT_EN, ShiftPhrase, shift_words
from liveness_station.ui.words.slip import SLIP_EN, SlipPhrase, slip_words
from liveness_station.ui.words.what_if import WHAT_IF_EN, WhatIfPhrase, what_if_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import RESOURCES
from tests.ui.shift import BEGUN, CROWDED, days_read, figures_read, scores_read
from tests.ui.test_snapshots import both_languages, both_themes, compare

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
OpenShift = Callable[..., ShiftWindow]
OpenWhatIf = Callable[..., WhatIfWindow]
STATES = ("shift", "shift_empty", "shift_loading", "shift_failed", "shift_crowded")


@pytest.fixture
def shown(dressed: QApplication, qtbot: QtBot) -> Iterator[Callable[[QWidget], None]]:
    kept: list[QWidget] = []

    def show(window: QWidget) -> None:
        kept.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        dressed.processEvents()

    yield show
    kept.clear()


@pytest.fixture
def open_shift(dressed: QApplication, shown: Callable[[QWidget], None]) -> OpenShift:
    def opened(
        words: Words = ENGLISH, theme: Theme = LIGHT, *, person: Person = OWNER
    ) -> ShiftWindow:
        appearance.apply_theme(dressed, theme)
        window = ShiftWindow(words, theme, allowed_to(person), currency="CNY")
        shown(window)
        window.begin()
        return window

    return opened


@pytest.fixture
def open_what_if(dressed: QApplication, shown: Callable[[QWidget], None]) -> OpenWhatIf:
    def opened(words: Words = ENGLISH, theme: Theme = LIGHT) -> WhatIfWindow:
        appearance.apply_theme(dressed, theme)
        window = WhatIfWindow(words, theme)
        shown(window)
        return window

    return opened


@both_themes
@both_languages
@pytest.mark.parametrize("name", STATES)
def test_the_shift_looks_as_it_did(
    open_shift: OpenShift,
    dressed: QApplication,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    window = open_shift(words, theme)
    answers = {
        "shift": figures_read(),
        "shift_empty": figures_read(ShiftFigures(), is_shift=False),
        "shift_failed": ReadFailed("disk full"),
        "shift_crowded": figures_read(CROWDED),
    }
    if name in answers:
        window.on_answered(answers[name])
    dressed.processEvents()
    compare(window, f"{name}-{words.code}-{theme.name}", request, tmp_path)


@both_themes
@both_languages
def test_other_thresholds_look_as_they_did(
    open_what_if: OpenWhatIf,
    dressed: QApplication,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    window = open_what_if(words, theme)
    window.on_answered(scores_read())
    window.slider.setValue(72)
    dressed.processEvents()
    compare(window, f"what_if-{words.code}-{theme.name}", request, tmp_path)


@both_themes
@both_languages
def test_handing_over_looks_as_it_did(
    dressed: QApplication,
    shown: Callable[[QWidget], None],
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    appearance.apply_theme(dressed, theme)
    dialog = HandOverDialog(words, theme)
    shown(dialog)
    dialog.note.setPlainText("左侧的灯在闪 / the lamp on the left flickers")
    dressed.processEvents()
    compare(dialog, f"handover-{words.code}-{theme.name}", request, tmp_path)


def test_keys_alone_choose_a_time_and_ask_for_it(open_shift: OpenShift, qtbot: QtBot) -> None:
    window = open_shift()
    assert window.span.hasFocus()
    assert window.search == 1
    with qtbot.waitSignal(window.figures_wanted) as wanted:
        QTest.keyClick(window.span, Qt.Key.Key_Down)
    assert wanted.args == [FiguresWanted(2, Span.TODAY)]
    QTest.keyClick(window.span, Qt.Key.Key_Down)
    assert window.search == 2, "days are asked for once they are typed"
    QTest.keyClicks(window.first, "2026-11-20")
    with qtbot.waitSignal(window.figures_wanted) as wanted:
        QTest.keyClick(window.first, Qt.Key.Key_Return)
    day = date(2026, 11, 20)
    assert wanted.args == [FiguresWanted(3, Span.DAYS, day, day)]
    QTest.keyClicks(window.last, "2026-11-22")
    QTest.keyClick(window.last, Qt.Key.Key_Return)
    window.on_answered(days_read(4))
    assert window.headline.text() == "20 Nov 2026, 00:00 to 22 Nov 2026, 23:59"
    with qtbot.waitSignal(window.figures_wanted):
        QTest.keyClick(window, Qt.Key.Key_F7)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("first", "last", "phrase"),
    [
        ("yesterday", "", ShiftPhrase.BAD_DAY),
        ("", "", ShiftPhrase.BAD_DAY),
        ("2026-11-20", "2026-11-19", ShiftPhrase.BAD_RANGE),
        ("2026-01-01", "2026-06-01", ShiftPhrase.BAD_RANGE),
    ],
)
def test_days_that_are_none_are_told_in_words(
    open_shift: OpenShift, first: str, last: str, phrase: ShiftPhrase
) -> None:
    window = open_shift()
    window.span.setCurrentIndex(2)
    window.first.setText(first)
    window.last.setText(last)
    window.show_button.click()
    assert window.message.accessibleName() == SHIFT_EN.say(phrase)
    assert window.search == 1


def test_what_an_older_wish_brings_is_not_taken(open_shift: OpenShift) -> None:
    window = open_shift()
    window.span.setCurrentIndex(1)
    window.on_answered(figures_read(search=1))
    assert window.headline.text() == SHIFT_EN.say(ShiftPhrase.LOADING)
    assert not window.report.isEnabled()


def test_figures_are_read_out_and_said_to_be_no_error_rates(open_shift: OpenShift) -> None:
    window = open_shift()
    window.on_answered(figures_read())
    assert window.tiles[2].accessibleName() == "Reject rate: 29.6 %"
    assert window.tiles[3].accessibleName() == "Attack-suspected rate: 1.9 %"
    assert window.tiles[4].accessibleName() == "Override rate: 5.3 %"
    assert window.charts[0].accessibleName() == "Outcomes"
    assert "NOT LIVE: 4" in window.charts[0].accessibleDescription()
    assert "no error rates" in window.footnote.text()
    assert window.footnote.text().startswith("2 checks were not answered")
    every = " ".join(label.text() for label in window.findChildren(PlainLabel))
    assert "BPCER" not in every
    assert "APCER" not in every


def test_no_shift_is_told_as_none(open_shift: OpenShift) -> None:
    window = open_shift()
    window.on_answered(figures_read(ShiftFigures(), is_shift=False))
    assert window.headline.text().startswith("No shift is on; this is today")
    assert window.headline.text().endswith(SHIFT_EN.say(ShiftPhrase.EMPTY))
    assert all(tile.value.text() in {"0", "–"} for tile in window.tiles)


def test_forty_reasons_end_in_one_line(open_shift: OpenShift) -> None:
    window = open_shift()
    window.on_answered(figures_read(CROWDED))
    spoken = window.charts[1].accessibleDescription().splitlines()
    assert len(spoken) == 7
    assert spoken[-1].startswith("34 others: ")
    total = sum(int(line.rpartition(": ")[2].replace(",", "")) for line in spoken)
    assert total == sum(count for _, count in CROWDED.reasons)


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=lambda words: words.code)
def test_nothing_is_cut_at_the_smallest_size(
    open_shift: OpenShift, dressed: QApplication, words: Words
) -> None:
    window = open_shift(words)
    window.on_answered(figures_read())
    dressed.processEvents()
    assert window.width() <= 1024
    assert window.height() <= 700
    for tile in window.tiles:
        for label in (tile.title, tile.value, tile.note):
            assert label.text() == label.accessibleName(), "no figure is shortened"
    for button in window.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()


@pytest.mark.parametrize(
    ("role", "names", "what_if"),
    [
        (Role.OPERATOR, False, False),
        (Role.SUPERVISOR, True, True),
        (Role.ADMINISTRATOR, True, True),
        (Role.AUDITOR, True, True),
    ],
)
def test_references_and_scores_are_not_everybodys(
    open_shift: OpenShift, role: Role, *, names: bool, what_if: bool
) -> None:
    window = open_shift(person=Person("Li Wei", role))
    window.on_answered(figures_read())
    assert window.names.isVisible() is names
    assert window.what_if.isVisible() is what_if
    assert window.report.isEnabled()


def test_a_report_is_asked_for_with_references_only_if_chosen(
    open_shift: OpenShift, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_shift()
    window.on_answered(figures_read())
    with qtbot.waitSignal(window.report_wanted) as wanted:
        window.report_to(tmp_path)
    assert wanted.args == [FiguresWanted(1), tmp_path, False]
    QTest.keyClick(window.names, Qt.Key.Key_Space)
    with qtbot.waitSignal(window.report_wanted) as wanted:
        window.report_to(tmp_path)
    assert wanted.args == [FiguresWanted(1), tmp_path, True]
    window.on_answered(Written(tmp_path / "slip-1.pdf", is_slip=True))
    assert window.message.accessibleName() == SHIFT_EN.say(ShiftPhrase.WRITING)
    window.on_answered(Written(tmp_path / "shift.pdf"))
    assert "shift.pdf" in window.message.accessibleName()
    window.on_answered(Written(trouble=ExportTrouble.DISK_FULL))
    assert window.message.accessibleName() == HISTORY_EN.troubles[ExportTrouble.DISK_FULL]


def test_the_slider_goes_by_keys_and_changes_nothing(
    open_what_if: OpenWhatIf, qtbot: QtBot
) -> None:
    window = open_what_if()
    assert not window.slider.isEnabled()
    window.on_answered(scores_read())
    assert window.slider.hasFocus()
    assert window.headline.text().startswith("0.80 is the threshold in force")
    for _ in range(8):
        QTest.keyClick(window.slider, Qt.Key.Key_Left)
    assert window.headline.text() == (
        "0.80 → 0.72 would have passed 27 more, 8 of which an operator refused."
    )
    assert window.slider.accessibleDescription() == window.headline.text()
    assert window.cells[1][2].text() == "311"
    QTest.keyClick(window.slider, Qt.Key.Key_End)
    assert "0.80 → 0.99 would have passed" in window.headline.text()
    assert "fewer" in window.headline.text()
    QTest.keyClick(window.slider, Qt.Key.Key_Home)
    assert WHAT_IF_EN.say(WhatIfPhrase.BELOW_BAND) not in window.remarks.text()
    assert "no error rate" in window.limits.text()
    with qtbot.waitSignal(window.family_wanted) as wanted:
        QTest.keyClick(window.family, Qt.Key.Key_Down)
        window.family.activated.emit(1)
    assert wanted.args is not None
    assert wanted.args[0].endpoint == "face-api.shiliuai.com"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_no_scores_and_no_record_are_told_in_words(open_what_if: OpenWhatIf) -> None:
    window = open_what_if()
    assert window.headline.text() == WHAT_IF_EN.say(WhatIfPhrase.LOADING)
    window.on_answered(ReadFailed("disk full"))
    assert "The disk is full." in window.headline.text()
    window.on_answered(ScoresRead((), None))
    assert window.headline.text() == WHAT_IF_EN.say(WhatIfPhrase.EMPTY)
    assert not window.slider.isEnabled()


def test_a_note_is_given_with_keys_and_too_long_ones_are_not(
    dressed: QApplication, shown: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    dialog = HandOverDialog(ENGLISH, LIGHT)
    shown(dialog)
    assert dialog.note.hasFocus()
    QTest.keyClicks(dialog.note, "lamp <b>left</b>")
    QTest.keyClick(dialog.note, Qt.Key.Key_Return)
    dialog.note.insertPlainText("x" * MOST_LETTERS)
    assert not dialog.give.isEnabled()
    QTest.keyClick(dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    dialog.note.setPlainText("  lamp <b>left</b>\n")
    with qtbot.waitSignal(dialog.given) as given:
        QTest.keyClick(dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert given.args == ["lamp <b>left</b>"]
    assert not dialog.isVisible()
    dressed.processEvents()


def test_the_next_one_reads_the_note_as_it_was_written(shown: Callable[[QWidget], None]) -> None:
    given = HandOver(BEGUN, "", "<img src=x> 灯")
    note = HandOverNote(given, CHINESE)
    note.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    shown(note)
    assert note.note.toPlainText() == "<img src=x> 灯"
    assert note.head.text() == "操作员 于 2026年11月23日 08:02 交班"
    assert note.read.hasFocus()
    QTest.keyClick(note.read, Qt.Key.Key_Return)
    assert not note.isVisible()


def test_both_languages_have_words_for_everything_in_the_shipped_letters(
    dressed: QApplication,
) -> None:
    del dressed
    font = QRawFont(str(RESOURCES / "fonts" / "NotoSansSC-Regular.ttf"), 14)
    texts: list[str] = []
    for own in (SHIFT_EN, shift_words(CHINESE)):
        assert set(own.phrases) == set(ShiftPhrase)
        assert set(own.overrides) == set(OverrideReason)
        assert set(own.other_ways) == set(OtherReason)
        texts += [*own.phrases.values(), *own.overrides.values(), *own.other_ways.values()]
    for other in (WHAT_IF_EN, what_if_words(CHINESE)):
        assert set(other.phrases) == set(WhatIfPhrase)
        texts += other.phrases.values()
    for slip in (SLIP_EN, slip_words(CHINESE)):
        assert set(slip.phrases) == set(SlipPhrase)
        assert set(slip.classes) == set(SlipClass)
        texts += [*slip.phrases.values(), *slip.classes.values()]
    letters = set("".join(texts))
    assert {one for one in letters if not font.supportsCharacter(ord(one))} == set()
    told = (shift_words(CHINESE), what_if_words(CHINESE))
    for chinese in (text for own in told for text in own.phrases.values()):
        plain = re.sub(r"\{\w+\}", "", chinese)
        assert not re.search(r"[A-Za-z]{2,}", plain), chinese


def test_the_present_threshold_is_told_digit_by_digit() -> None:
    found = scores_read(0.805).what_if
    assert found is not None
    view = present_what_if(found, step_of(0.805), ENGLISH)
    assert view.headline.startswith("0.805 is the threshold in force")
    assert present_what_if(found, 50, CHINESE).headline.startswith("0.805 → 0.50：会多通过")
