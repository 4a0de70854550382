"""The line beside the picture: its states, its keys, its words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.domain.queue import MOST_WAITING, Queue, QueueTrouble, Waiting
from liveness_station.domain.references import ReferenceTrouble, parse_rule
from liveness_station.domain.scans import ScanTrouble
from liveness_station.domain.subject_lists import ListEncoding, ListTrouble, RowTrouble
from liveness_station.domain.subjects import Subject
from liveness_station.session.states import DeskState
from liveness_station.settings.queue_list import parse_list
from liveness_station.ui.queue_dialog import QueueDialog
from liveness_station.ui.queue_panel import QueuePanel
from liveness_station.ui.queue_presenter import (
    QueueNews,
    QueueNotice,
    clear_question,
    notice_text,
    present_list,
    present_queue,
)
from liveness_station.ui.theme import LIGHT, Theme
from liveness_station.ui.words.base import Words
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.queue import QUEUE_EN, QueuePhrase, queue_words
from liveness_station.ui.words.zh_cn import CHINESE
from tests.ui.conftest import Open
from tests.ui.screens import LONG, Screen, ready
from tests.ui.test_plain_text import EVIL, assert_plain
from tests.ui.test_snapshots import both_languages, both_themes, compare

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
NAMES = ("Anna Oberhuber", "王小明", LONG, "Zoé Ångström", "", "Nguyễn Thị Minh Khai")
CROWD = Queue(
    tuple(
        Waiting(
            Subject(f"A-{1043 + at}" if at != 2 else "预约号-2026-11-23-0000000017-上午第三窗口"),
            ("en", "zh_CN", "", "")[at % 4],
            NAMES[at % len(NAMES)],
        )
        for at in range(40)
    )
)
ONE = Queue((Waiting(Subject("A-1043")),))
REFUSED = QueueNotice(ReferenceTrouble.CHECK_DIGIT, "11010519491231002")
STATES: dict[str, tuple[DeskState, QueueNotice | None]] = {
    "queue_empty": (ready(subject=None, generation=0), None),
    "queue_one": (
        ready(subject=None, generation=0, queue=ONE),
        QueueNotice(QueueNews.ADDED, "A-1043"),
    ),
    "queue_crowded": (ready(queue=CROWD), REFUSED),
}
LIST = (
    "编号,姓名,语言\nB-1,王小明,中文\nB-2,Zoé Ångström,en\nB-2,Zoé again,en\n,nobody,\n"
    f"B-3,{'n' * 90},fr\nB-4,李四,\n"
).encode("gb18030")


class Column(QFrame):
    """The left column as the window has it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.queue = QueuePanel(self)
        self.keys = ""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 12, 12, 12)
        rows.addWidget(self.queue)
        self.setFixedSize(208, 440)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys += event.text()


OpenQueue = Callable[..., Column]


@pytest.fixture
def open_queue(dressed: QApplication, qtbot: QtBot) -> Iterator[OpenQueue]:
    kept: list[Column] = []

    def opened(
        state: DeskState,
        notice: QueueNotice | None = None,
        words: Words = ENGLISH,
        theme: Theme = LIGHT,
    ) -> Column:
        appearance.apply_theme(dressed, theme)
        column = Column()
        kept.append(column)
        qtbot.addWidget(column)
        column.queue.set_words(words)
        column.queue.set_theme(theme)
        column.queue.render_view(present_queue(state, notice, words))
        with qtbot.waitActive(column):
            column.show()
            column.activateWindow()
        dressed.processEvents()
        return column

    yield opened
    kept.clear()


@both_themes
@both_languages
@pytest.mark.parametrize("name", STATES)
def test_the_line_looks_as_it_did(
    open_queue: OpenQueue,
    name: str,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    state, notice = STATES[name]
    column = open_queue(state, notice, words, theme)
    if name == "queue_crowded":
        column.queue.line.setFocus()
        column.queue.line.choose(2)
    QApplication.processEvents()
    compare(column, f"{name}-{words.code}-{theme.name}", request, tmp_path)


@both_themes
@both_languages
def test_the_question_about_a_list_looks_as_it_did(
    dressed: QApplication,
    qtbot: QtBot,
    words: Words,
    theme: Theme,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    appearance.apply_theme(dressed, theme)
    dialog = QueueDialog(words)
    qtbot.addWidget(dialog)
    dialog.render_view(present_list(parse_list(LIST, parse_rule("")), "名单 11-23.csv", words))
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dressed.processEvents()
    compare(dialog, f"queue_list-{words.code}-{theme.name}", request, tmp_path)


def keys(column: Column) -> tuple[QueuePanel, list[tuple[object, ...]]]:
    """Puts the focus into the list, and notes every wish."""
    heard: list[tuple[object, ...]] = []
    panel = column.queue
    panel.call_requested.connect(lambda who: heard.append(("call", who.subject.reference)))
    panel.remove_requested.connect(lambda who: heard.append(("remove", who.subject.reference)))
    panel.move_requested.connect(lambda who, to: heard.append(("move", who.subject.reference, to)))
    panel.line.setFocus()
    return panel, heard


def test_the_list_is_worked_with_keys_alone(open_queue: OpenQueue) -> None:
    panel, heard = keys(open_queue(ready(queue=CROWD)))
    line = panel.line
    QTest.keyClick(line, Qt.Key.Key_Home)
    # Who is at the desk stands first, and is not to be sent away from here.
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
        QTest.keyClick(line, key)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert heard == []
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert heard == [
        ("move", "A-1043", 1),
        ("call", "A-1043"),
        ("remove", "A-1043"),
        ("move", "A-1082", 38),
    ]


def test_keys_of_the_work_pass_through_the_list(open_queue: OpenQueue) -> None:
    column = open_queue(ready(queue=CROWD))
    panel, _ = keys(column)
    panel.line.choose(1)
    for key in (Qt.Key.Key_N, Qt.Key.Key_R, Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(panel.line, key)
    assert column.keys == "nr "


def test_the_mark_stays_on_whom_it_was_on(open_queue: OpenQueue) -> None:
    state = ready(queue=CROWD)
    panel = open_queue(state).queue
    panel.line.choose(3)
    third = CROWD.line[2]
    for queue, row in (
        (CROWD.moved(third.subject, to=0), 1),
        (Queue((third, Waiting(Subject("Z")))), 1),
        (Queue((Waiting(Subject("Z")), third)), 2),
        (Queue((Waiting(Subject("Z")),)), 1),
    ):
        panel.render_view(present_queue(replace(state, queue=queue), None, ENGLISH))
        assert panel.line.chosen_row == row


def test_one_field_calls_or_puts_in_line_and_keeps_what_was_not_taken(
    open_console: Open, qtbot: QtBot
) -> None:
    subject = open_console(Screen(ready(), {})).subject
    subject.entry.setFocus()
    QTest.keyClicks(subject.entry, "A-1044")
    with (
        qtbot.assertNotEmitted(subject.subject_typed),
        qtbot.waitSignal(subject.queue.add_typed) as at,
    ):
        QTest.keyClick(subject.entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert at.args == ["A-1044"]
    with (
        qtbot.assertNotEmitted(subject.queue.add_typed),
        qtbot.waitSignal(subject.subject_typed) as at,
    ):
        QTest.keyClick(subject.entry, Qt.Key.Key_Return)
    assert at.args == ["A-1044"]
    with qtbot.waitSignal(subject.queue.add_typed):
        subject.later_button.click()
    assert subject.entry.text() == "A-1044"
    subject.queue.clear_entry()
    assert subject.entry.text() == ""
    with qtbot.assertNotEmitted(subject.queue.add_typed):
        subject.later_button.click()


def test_keys_are_the_works_again_once_somebody_stands_in_line(open_console: Open) -> None:
    console = open_console(Screen(ready(), {}))
    console.subject.entry.setFocus()
    console.subject.queue.clear_entry()
    assert console.preview.hasFocus()
    console = open_console(Screen(ready(subject=None, generation=0), {}))
    console.subject.queue.clear_entry()
    assert console.subject.entry.hasFocus()


@pytest.mark.parametrize("is_cleared", [True, False])
def test_the_line_is_cleared_only_after_a_question(
    open_queue: OpenQueue, qtbot: QtBot, is_cleared: bool
) -> None:
    panel = open_queue(ready(queue=CROWD)).queue
    heard: list[bool] = []
    panel.clear_requested.connect(lambda: heard.append(True))
    QTest.keyClick(panel.clear_button, Qt.Key.Key_Space)
    question = panel.question
    assert question is not None
    assert "40" in question.text()
    assert question.defaultButton().text() == QUEUE_EN.say(QueuePhrase.KEEP)
    assert heard == []
    if is_cleared:
        question.buttons()[0].click()
    else:
        QTest.keyClick(question, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.question is None)
    assert heard == [True] * is_cleared


def test_two_thousand_cost_nothing(open_queue: OpenQueue) -> None:
    many = Queue(tuple(Waiting(Subject(f"A-{at}"), "", "x") for at in range(MOST_WAITING)))
    state = ready(queue=many)
    panel = open_queue(state).queue
    began_s = process_time()
    for at in range(20):
        changed = many.moved(Subject("A-7"), to=at)
        panel.render_view(present_queue(replace(state, queue=changed), None, ENGLISH))
        QApplication.processEvents()
    assert (process_time() - began_s) / 20 < 0.03


def test_nothing_from_outside_is_taken_for_html(open_queue: OpenQueue, qtbot: QtBot) -> None:
    evil = Queue((Waiting(Subject(EVIL[:64]), "", EVIL),))
    notice = QueueNotice(ReferenceTrouble.AGAINST_PATTERN, EVIL)
    column = open_queue(ready(queue=evil), notice)
    assert_plain(column)
    assert column.queue.message.text().startswith("<b style")
    tip = column.queue.line.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b " not in tip
    assert "&lt;b" in tip
    dialog = QueueDialog(ENGLISH)
    qtbot.addWidget(dialog)
    found = parse_list(f'"{EVIL.replace(chr(34), "")}"\n=1+1,x\n'.encode(), parse_rule(r"\d"))
    dialog.render_view(present_list(found, EVIL, ENGLISH))
    assert_plain(dialog)


def test_rows_are_spoken_whole(open_queue: OpenQueue) -> None:
    model = open_queue(ready(queue=CROWD)).queue.line.model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1, 2)]
    assert spoken == ["now, A-1042", "1, A-1043, Anna Oberhuber, EN", "2, A-1044, 王小明, 中文"]


def test_a_list_says_what_is_done_and_what_is_not(qtbot: QtBot) -> None:
    found = parse_list(LIST, parse_rule(""))
    view = present_list(found, "l.csv", ENGLISH)
    assert view.summary.splitlines()[:2] == [
        "4 people can be put in line.",
        "2 rows are left out.",
    ]
    assert "guessed" in view.summary
    assert "Line 4: B-2: The same reference as in line 3. It is taken once." in view.details
    assert view.add == "Put 4 in line"
    none = present_list(parse_list(b"", parse_rule("")), "l.csv", CHINESE)
    assert (none.summary, none.can_add) == ("名单是空的。", False)
    dialog = QueueDialog(ENGLISH)
    qtbot.addWidget(dialog)
    dialog.render_view(view)
    with qtbot.waitSignal(dialog.encoding_chosen) as chosen:
        dialog.encoding.activated.emit(2)
    assert chosen.args == [ListEncoding.UTF_16]
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.add, Qt.Key.Key_Space)


@pytest.mark.parametrize("name", ["de_DE", "ar_EG", "fa_IR", "zh_CN"])
def test_U15_no_locale_changes_what_is_read_or_shown(open_queue: OpenQueue, name: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        rows = "".join(f"{number},5;نام {number};en\n" for number in range(1200))
        found = parse_list(f"编号;姓名;语言\n{rows}".encode(), parse_rule(r"\d+,5"))
        queue = Queue(tuple(row.waiting for row in found.rows))
        column = open_queue(ready(subject=None, generation=0, queue=queue))
        assert column.queue.line.model().index(7, 0).data() == "7,5"
        assert present_queue(ready(queue=queue), None, ENGLISH).count == "1,200"
        assert present_list(found, "l.csv", CHINESE).summary == "可加入排队：1,200 人。"
    finally:
        QLocale.setDefault(before)


def test_a_list_with_many_faults_says_how_many_more_there_are() -> None:
    found = parse_list(("id\n" + "x\n" * 400).encode(), parse_rule(""))
    view = present_list(found, "l.csv", ENGLISH)
    assert "… and 199 more" in view.details
    assert view.add == "Put 1 in line"


@pytest.mark.parametrize("own", [QUEUE_EN, queue_words(CHINESE)])
def test_both_languages_have_words_for_everything(own: object) -> None:
    assert isinstance(own, type(QUEUE_EN))
    for table, codes in (
        (own.phrases, QueuePhrase),
        (own.references, ReferenceTrouble),
        (own.scans, ScanTrouble),
        (own.queue, QueueTrouble),
        (own.rows, RowTrouble),
        (own.lists, ListTrouble),
        (own.encodings, ListEncoding),
    ):
        assert set(table) == set(codes)
    for about in (*QueueNews, *ReferenceTrouble, *ScanTrouble, *QueueTrouble, *ListTrouble):
        assert notice_text(QueueNotice(about, "A-1", 2), own)
    assert clear_question(1, ENGLISH) != clear_question(2, ENGLISH)
