"""The review lane and the chart of agreement: what they show, what they ask for, how they look."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.people import OWNER, Person, Role
from liveness_station.reporting.agreement import BASELINE
from liveness_station.reporting.review import Lane
from liveness_station.runtime.review_thread import ReviewFailed, ReviewRead
from liveness_station.ui.agreement_presenter import percent, present_agreement
from liveness_station.ui.review_presenter import present_lane, waiting_text
from liveness_station.ui.review_window import ReviewWindow
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.review import ReviewPhrase, review_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.review import EVIL, case_read, lane, review_read
from tests.ui.test_snapshots import both_languages, both_themes, compare

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")
OpenReview = Callable[..., ReviewWindow]
SNAPSHOTS = Path(__file__).parent / "snapshots_review"
LI_WEI = Person("Li Wei", Role.SUPERVISOR)
AUDITOR = Person("Anna", Role.AUDITOR)
STATES = ("lane", "lane_empty", "lane_loading", "lane_failed")
PAGES = ("usual", "drifted", "one", "empty")


@pytest.fixture
def open_review(dressed: QApplication, qtbot: QtBot) -> Iterator[OpenReview]:
    kept: list[ReviewWindow] = []

    def opened(
        words: Words = ENGLISH, theme: Theme = LIGHT, person: Person = OWNER
    ) -> ReviewWindow:
        appearance.apply_theme(dressed, theme)
        window = ReviewWindow(words, theme, person)
        kept.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        dressed.processEvents()
        return window

    yield opened
    kept.clear()


def answer(window: ReviewWindow, read: ReviewRead) -> None:
    window.on_answered(read)
    item = window._items.get(window.list.job_id)
    if item is not None:
        window.on_answered(case_read(item))


def cell(window: ReviewWindow, row: int, column: int) -> str:
    item = window.list.item(row, column)
    assert item is not None
    return item.text()


@both_themes
@both_languages
@pytest.mark.parametrize("name", STATES)
def test_the_lane_looks_as_it_did(
    open_review: OpenReview,
    dressed: QApplication,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    window = open_review(words, theme)
    if name == "lane":
        answer(window, review_read())
    elif name == "lane_empty":
        window.on_answered(review_read("empty"))
    elif name == "lane_failed":
        window.on_answered(ReviewFailed("disk full"))
    dressed.processEvents()
    compare(window, f"{name}_{words.code}_{theme.name}", request, tmp_path, SNAPSHOTS)


@both_themes
@both_languages
@pytest.mark.parametrize("kind", PAGES)
def test_the_agreement_looks_as_it_did(
    open_review: OpenReview,
    dressed: QApplication,
    kind: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    window = open_review(words, theme)
    answer(window, review_read(kind))
    window.tabs[1].click()
    dressed.processEvents()
    compare(window, f"agreement_{kind}_{words.code}_{theme.name}", request, tmp_path, SNAPSHOTS)


def test_incidents_come_first_and_every_cause_is_told(open_review: OpenReview) -> None:
    window = open_review()
    answer(window, review_read())
    assert window.headline.text() == (
        "5 checks need a second look. In 2 of them somebody may have passed wrongly."
    )
    why = [cell(window, row, 3) for row in range(5)]
    assert why[0] == "Incident · The other engine says NOT LIVE"
    assert why[1] == "Incident · Li Wei let them pass against the verdict"
    assert why[2] == "The score is in the review band"
    assert why[3] == "The other engine says LIVE; The score is in the review band"
    assert [cell(window, row, 1) for row in (0, 2)] == [EVIL, "(erased)"]
    told = window.detail.toPlainText()
    assert "this computer (minifasnet_v2/1): LIVE, score 0.93" in told
    assert "face-api.shiliuai.com (cloud/2026-11): NOT LIVE, score 0.12" in told
    assert EVIL in told


def test_keys_alone_decide_and_leave(open_review: OpenReview, qtbot: QtBot) -> None:
    window = open_review()
    answer(window, review_read())
    assert window.list.hasFocus()
    with qtbot.waitSignal(window.case_wanted) as read:
        QTest.keyClick(window.list, Qt.Key.Key_Down)
    assert read.args == ["job-7"]
    with qtbot.waitSignal(window.decide_wanted) as wanted:
        QTest.keyClick(window.list, Qt.Key.Key_Return)
    assert wanted.args is not None
    assert wanted.args[0].case.job_id == "job-7"
    with qtbot.waitSignal(window.leave_wanted) as left:
        QTest.keyClick(window.leave, Qt.Key.Key_Space)
    assert left.args is not None
    assert left.args[0].case.job_id == "job-7"
    reached = set()
    for _ in range(9):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {window.list, window.detail, window.leave, window.decide, window.done_button} <= reached
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_nobody_answers_for_their_own_decision(open_review: OpenReview) -> None:
    window = open_review(person=LI_WEI)
    answer(window, review_read())
    assert window.decide.isEnabled()
    window.list.selectRow(1)
    assert not window.decide.isEnabled()
    assert not window.leave.isEnabled()
    assert window.message.accessibleName().startswith("You decided this yourself")
    window.list.selectRow(2)
    assert window.leave.isEnabled()
    assert window.message.accessibleName() == ""


def test_an_auditor_writes_and_does_not_decide(open_review: OpenReview) -> None:
    window = open_review(person=AUDITOR)
    answer(window, review_read())
    assert (window.decide.isEnabled(), window.leave.isEnabled()) == (False, True)


def test_what_is_answered_leaves_and_the_marked_one_stays(open_review: OpenReview) -> None:
    window = open_review()
    answer(window, review_read())
    window.list.selectRow(2)
    marked = window.list.job_id
    items = lane().items
    fewer = ReviewRead(Lane(items[1:], 4), review_read().agreement)
    window.on_answered(fewer)
    assert window.list.job_id == marked
    window.on_answered(ReviewRead(Lane(items[3:], 2), fewer.agreement))
    assert window.list.job_id == items[4].case.job_id
    window.on_answered(ReviewRead(Lane(), fewer.agreement))
    assert (window.list.job_id, window.decide.isVisible()) == ("", False)


def test_evidence_of_another_check_is_not_shown(open_review: OpenReview) -> None:
    window = open_review()
    answer(window, review_read())
    before = window.detail.toPlainText()
    window.on_answered(case_read(lane().items[3]))
    assert window.detail.toPlainText() == before


@both_languages
def test_nothing_is_cut_at_the_smallest_size(open_review: OpenReview, words: Words) -> None:
    window = open_review(words)
    answer(window, review_read("drifted"))
    window.resize(window.minimumSize())
    assert window.minimumWidth() <= 1024
    for button in window.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()


def test_a_hundred_days_and_a_drop_are_told(open_review: OpenReview, qtbot: QtBot) -> None:
    window = open_review()
    answer(window, review_read("drifted"))
    page = window.agreement
    window.tabs[1].click()
    assert "agree less often" in page.headline.text()
    assert page.chart.accessibleDescription().count("\n") == 99
    assert "no error rate" in page.meaning.text()
    box = page.chart._box()
    place = QPoint(int(page.chart._x(page.chart._view.dots[-1])), int(box.center().y()))  # type: ignore[union-attr]  # shown
    help_event = QHelpEvent(QHelpEvent.Type.ToolTip, place, page.chart.mapToGlobal(place))
    QApplication.sendEvent(page.chart, help_event)
    qtbot.waitUntil(lambda: QToolTip.text().startswith("21 Nov 2026"))
    QToolTip.hideText()


def test_before_there_is_a_baseline_no_usual_is_claimed() -> None:
    view = present_agreement(review_read("one").agreement, ENGLISH)
    assert (view.usual, view.usual_text, len(view.dots), view.last_day) == (None, "", 1, "")
    assert f"known after {BASELINE}" in view.headline
    none = present_agreement(review_read("empty").agreement, CHINESE)
    assert (none.dots, none.pair) == ((), "")


def test_a_hundred_percent_is_told_where_it_is_meant() -> None:
    shown = [percent(part) for part in (1.0, 0.999, 0.0, 0.004, None)]
    assert shown == ["100 %", "99 %", "0 %", "0 %", "–"]


@both_languages
def test_words_are_there_for_everything(words: Words) -> None:
    own = review_words(words)
    assert set(own.phrases) == set(ReviewPhrase)
    assert waiting_text(0, words) == ""
    assert "1,204" in waiting_text(1204, words)
    assert present_lane(Lane((), 0), words).headline == own.say(ReviewPhrase.EMPTY)
