"""The history's window: what it shows, what it asks for, and what it keeps of a million rows."""

import string
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.exports.errors import ExportTrouble
from liveness_station.runtime.history_requests import Exported, HistoryFailed
from liveness_station.storage.history_query import HistoryCount, HistoryQuery
from liveness_station.ui.history_model import MOST_KEPT, PAGE_ROWS
from liveness_station.ui.history_presenter import Typed, count_text, query_of
from liveness_station.ui.history_window import HistoryWindow
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.history import (
    HISTORY_EN,
    HistoryPhrase,
    HistoryWords,
    history_words,
)
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import RESOURCES
from tests.ui.history import FakeHistory
from tests.ui.test_snapshots import both_languages, both_themes, compare

OpenHistory = Callable[..., HistoryWindow]
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def open_history(dressed: QApplication, qtbot: QtBot) -> Iterator[OpenHistory]:
    # A test that keeps a part only must not lose the window under it.
    kept: list[HistoryWindow] = []

    def opened(
        fake: FakeHistory, words: Words = ENGLISH, theme: Theme = LIGHT, *, is_answered: bool = True
    ) -> HistoryWindow:
        appearance.apply_theme(dressed, theme)
        window = HistoryWindow(words, theme)
        kept.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 330)
        _listen(window, fake)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        if is_answered:
            fake.answer(window)
            fake.tell_count(window)
        dressed.processEvents()
        return window

    yield opened
    kept.clear()


def _listen(window: HistoryWindow, fake: FakeHistory) -> None:
    window.model.page_wanted.connect(fake.ask)
    window.model.rows_wanted.connect(fake.ask)


def cells(window: HistoryWindow, row: int) -> list[str]:
    model = window.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


@both_themes
@both_languages
@pytest.mark.parametrize("name", ["history", "history_empty"])
def test_the_history_looks_as_it_did(
    open_history: OpenHistory,
    dressed: QApplication,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    fake = FakeHistory(1_000 if name == "history" else 0)
    window = open_history(fake, words, theme)
    if fake.count:
        window.table.selectRow(1)
        fake.tell_detail(window, 999)
        window.table.setFocus()
    dressed.processEvents()
    compare(window, f"{name}-{words.code}-{theme.name}", request, tmp_path)


def test_rows_are_told_in_words_and_an_erased_name_as_such(open_history: OpenHistory) -> None:
    window = open_history(FakeHistory(30))
    assert window.model.rowCount() == 30
    assert cells(window, 0)[-1] == "31"
    shown = {cells(window, row)[1] for row in range(30)}
    assert "(erased)" in shown
    assert "<b>bold</b>" in shown, "plain text, whatever it looks like"
    outcomes = {cells(window, row)[2] for row in range(30)}
    assert {"LIVE", "NOT LIVE", "Broken off", "Too late, no pass"} <= outcomes
    assert any("DEMONSTRATION" in outcome for outcome in outcomes)


def test_more_is_asked_for_only_when_the_end_comes_into_sight(
    open_history: OpenHistory, dressed: QApplication
) -> None:
    fake = FakeHistory(1_000_000)
    window = open_history(fake)
    assert window.model.rowCount() == PAGE_ROWS
    for _ in range(3):
        window.table.scrollToBottom()
        dressed.processEvents()
        fake.answer(window)
    assert PAGE_ROWS < window.model.rowCount() <= 5 * PAGE_ROWS


def test_what_is_kept_of_many_rows_is_bounded_and_comes_back_when_seen(
    open_history: OpenHistory, dressed: QApplication
) -> None:
    fake = FakeHistory(1_000_000)
    window = open_history(fake)
    model = window.model
    while model.rowCount() < 3 * MOST_KEPT:
        model.fetchMore(model.index(-1, -1))
        fake.answer(window)
    assert len(model._kept) <= MOST_KEPT
    window.table.scrollToTop()
    dressed.processEvents()
    assert cells(window, 0)[1] == "…"
    fake.answer(window)
    assert cells(window, 0)[-1] == "1000001"
    assert len(model._kept) <= MOST_KEPT


def test_a_slow_search_goes_on_until_a_page_is_full(open_history: OpenHistory) -> None:
    fake = FakeHistory(1_000, most_a_page=7)
    window = open_history(fake)
    assert window.model.rowCount() == PAGE_ROWS
    assert fake.answered == 15


def test_what_an_older_search_brings_is_not_taken(open_history: OpenHistory) -> None:
    fake = FakeHistory(10)
    window = open_history(fake, is_answered=False)
    old, other = list(fake.waiting), FakeHistory(3)
    fake.waiting.clear()
    window.filters.subject.setText("a")
    window.filters.search.click()
    fake.waiting = old
    fake.answer(window)
    assert window.model.rowCount() == 0
    _listen(window, other)
    window.filters.search.click()
    other.answer(window)
    assert window.model.rowCount() == 3


def test_what_is_going_on_is_said_where_no_row_says_it(open_history: OpenHistory) -> None:
    fake = FakeHistory(0)
    window = open_history(fake, is_answered=False)
    assert window.empty.text() == HISTORY_EN.say(HistoryPhrase.LOADING)
    fake.answer(window)
    assert window.empty.text() == HISTORY_EN.say(HistoryPhrase.EMPTY_RECORD)
    assert not window.filters.export.isEnabled()
    window.filters.subject.setText("nobody")
    window.filters.search.click()
    fake.answer(window)
    assert window.empty.text() == HISTORY_EN.say(HistoryPhrase.EMPTY_SEARCH)
    window.on_answered(HistoryFailed("input or output failed"))
    assert "input or output failed" in window.empty.text()
    assert window.empty.isVisible()


def test_the_work_goes_by_keys_alone(open_history: OpenHistory, qtbot: QtBot) -> None:
    fake = FakeHistory(50)
    window = open_history(fake)
    assert window.filters.subject.hasFocus()
    QTest.keyClicks(window.filters.subject, "a-10")
    with qtbot.waitSignal(window.filters.search_requested) as searched:
        QTest.keyClick(window.filters.subject, Qt.Key.Key_Return)
    assert searched.args == [Typed(subject="a-10")]
    fake.answer(window)
    window.table.setFocus()
    with qtbot.waitSignal(window.detail_wanted) as wanted:
        QTest.keyClick(window.table, Qt.Key.Key_Down)
        QTest.keyClick(window.table, Qt.Key.Key_Down)
    assert wanted.args is not None
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert window.filters.subject.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_an_export_is_asked_for_with_what_was_searched_and_told_of(
    open_history: OpenHistory, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_history(FakeHistory(50))
    target = tmp_path / "history.csv"
    with qtbot.waitSignal(window.export_wanted) as wanted:
        window.export_to(target)
    assert wanted.args is not None
    assert (wanted.args[0].query, wanted.args[0].target) == (HistoryQuery(), target)
    window.on_answered(Exported(target, attempts=50))
    assert "50 checks written to history.csv" in window.message.text()
    for trouble in ExportTrouble:
        window.on_answered(Exported(target, trouble=trouble))
        assert window.message.accessibleName() == HISTORY_EN.troubles[trouble]


def test_a_day_that_is_none_is_told_and_not_searched(open_history: OpenHistory) -> None:
    fake = FakeHistory(5)
    window = open_history(fake)
    window.filters.first_day.setText("31.12.")
    window.filters.search.click()
    assert window.message.text() == HISTORY_EN.say(HistoryPhrase.BAD_DAY)
    assert fake.waiting == []
    window.filters.clear.click()
    assert window.filters.first_day.text() == ""
    assert len(fake.waiting) == 1


def test_a_range_of_days_ends_with_its_last_one() -> None:
    query = query_of(Typed(first_day="2026-11-01", last_day="2026-11-01"))
    assert query.begun_from is not None
    assert query.begun_before is not None
    assert (query.begun_before - query.begun_from).days == 1
    assert query_of(Typed(outcome="")).outcomes == {""}
    with pytest.raises(ValueError, match="9999"):
        query_of(Typed(last_day="9999-12-31"))


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (HistoryCount(1, is_exact=True), "1 check"),
        (HistoryCount(12_345, is_exact=True), "12,345 checks"),
        (HistoryCount(12_345, is_exact=False), "about 12,000 checks"),
        (HistoryCount(7, is_exact=False), "about 7 checks"),
    ],
)
def test_a_count_says_whether_it_is_one(count: HistoryCount, text: str) -> None:
    assert count_text(count, HISTORY_EN) == text


def test_both_languages_have_every_word() -> None:
    for own in (HISTORY_EN, history_words(CHINESE)):
        assert set(own.phrases) == set(HistoryPhrase)
        assert set(own.troubles) == set(ExportTrouble)
        assert all(own.phrases.values())
    assert history_words(ENGLISH) is HISTORY_EN


def every_text(own: HistoryWords) -> dict[str, str]:
    """Returns every text of one language by a name."""
    return (
        {phrase.name: text for phrase, text in own.phrases.items()}
        | {f"outcome {code}": text for code, text in own.outcomes.items()}
        | {f"entry {code}": text for code, text in own.entries.items()}
        | {trouble.name: text for trouble, text in own.troubles.items()}
        | {"run_ended": own.run_ended}
    )


def test_the_languages_fill_in_the_same_values() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    english, chinese = every_text(HISTORY_EN), every_text(history_words(CHINESE))
    assert english.keys() == chinese.keys()
    assert [name for name in english if fields(english[name]) != fields(chinese[name])] == []


@pytest.mark.parametrize("own", [HISTORY_EN, history_words(CHINESE)], ids=["en", "zh_CN"])
@pytest.mark.parametrize("name", ["NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf"])
@pytest.mark.usefixtures("qapp")
def test_the_shipped_font_has_every_character(own: HistoryWords, name: str) -> None:
    font = QRawFont(str(RESOURCES / "fonts" / name), 14)
    needed = {character for text in every_text(own).values() for character in text} - {" "}
    assert {c for c in needed if not font.supportsCharacter(ord(c))} == set()
