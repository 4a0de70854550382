"""The line at one desk: what is typed, listed and scanned, and what is left after a crash."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from liveness_station.app.queue_desk import QueueDesk
from liveness_station.domain.alerts import AlertCode
from liveness_station.domain.frames import Frame
from liveness_station.domain.policies import Policy
from liveness_station.domain.queue import Queue, QueueTrouble, Waiting
from liveness_station.domain.references import parse_rule
from liveness_station.domain.scans import ReadCode
from liveness_station.domain.subject_lists import ListEncoding
from liveness_station.domain.subjects import Subject
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.runtime.controller import StationController
from liveness_station.session.states import CameraLive
from liveness_station.session.visits import DeskRules
from liveness_station.settings.queue_file import erase_from_queue, queue_of, read_queue
from liveness_station.ui.queue_panel import QueuePanel
from liveness_station.ui.theme import LIGHT
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.queue import QUEUE_EN
from liveness_station.ui.words.zh_cn import CHINESE

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RULE = DeskRules(references=parse_rule(r"[A-Z]-\d{1,4}"))


class Place:
    """A desk of parts that are as real as can be."""

    def __init__(self, application: QApplication, path: Path, rules: DeskRules = RULE) -> None:
        self.window = QWidget()
        self.panel = QueuePanel(self.window)
        QVBoxLayout(self.window).addWidget(self.panel)
        self.controller = StationController(Policy(), rules=rules, parent=self.window)
        self.alerts = AlertBoard(self.window)
        self.codes: tuple[ReadCode, ...] = ()
        self.now = NOW
        self.path = path
        self.desk = QueueDesk(
            application,
            self.window,
            self.panel,
            self.controller,
            self.alerts,
            path,
            self.window,
            make_reader=lambda: lambda _frame: self.codes,
            now=lambda: self.now,
        )
        self.desk.dress(ENGLISH, LIGHT)

    @property
    def line(self) -> list[str]:
        return [one.subject.reference for one in self.controller.state.queue.line]

    @property
    def subject(self) -> str:
        subject = self.controller.state.subject
        return "" if subject is None else subject.reference

    @property
    def message(self) -> str:
        return self.panel.message.text()

    def on_disk(self) -> list[str]:
        kept = queue_of(read_queue(self.path, now=self.now))
        return [one.subject.reference for one in kept.line]

    def put(self, *references: str) -> None:
        self.controller.visits.on_queue_edited(
            Queue(tuple(Waiting(Subject(one), "en", f"name of {one}") for one in references))
        )


Open = Callable[..., Place]


@contextmanager
def until(signal: SignalInstance, qtbot: QtBot) -> Iterator[None]:
    """Waits, a second at most, for a signal of another thread and for what it sets off here.

    The waiting that the plug-in brings would stop its timer in that other thread.
    """
    said = threading.Event()
    signal.connect(said.set, Qt.ConnectionType.DirectConnection)
    yield
    qtbot.waitUntil(said.is_set, timeout=1000)
    signal.disconnect(said.set)
    QApplication.processEvents()


@pytest.fixture
def open_place(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    places: list[Place] = []

    def opened(rules: DeskRules = RULE) -> Place:
        place = Place(qapp, tmp_path / "data" / "queue.json", rules)
        places.append(place)
        qtbot.addWidget(place.window)
        place.window.show()
        with until(place.desk.thread_of_file.worker.read, qtbot):
            place.desk.start()
        return place

    yield opened
    for place in places:
        assert place.desk.stop()
    # Here, and not in a thread of the next test, whose timers they are not.
    del place
    places.clear()
    gc.collect()


def test_a_typed_reference_is_put_in_line_or_refused_in_words(open_place: Open) -> None:
    place = open_place()
    taken = QSignalSpy(place.panel.entry_taken)
    for text, message, count in (
        ("A-1", "A-1 is in line.", 1),
        (" A-1 ", QUEUE_EN.queue[QueueTrouble.ALREADY_THERE].format(reference="A-1"), 1),
        ("a1", "a1: That is no reference of this house. Compare it with the document.", 1),
        ("Ａ－２", "Ａ－２: It is written in full-width characters.", 1),
    ):
        place.panel.add_typed.emit(text)
        assert place.message.startswith(message)
        # What was not taken stays in the field.
        assert taken.count() == count
    assert place.line == ["A-1"]
    assert place.subject == ""


def test_a_scan_calls_at_an_idle_desk_and_puts_in_line_at_a_busy_one(open_place: Open) -> None:
    place = open_place()
    place.put("A-2", "A-3")
    place.desk.watch.scanned.emit("]Q1A-3")
    assert (place.subject, place.line) == ("A-3", ["A-2"])
    # What the line knew of them goes with them.
    assert place.controller.state.visit.label == "name of A-3"
    place.desk.watch.scanned.emit("\x02A-9\x03")
    assert (place.subject, place.line) == ("A-3", ["A-2", "A-9"])
    for again in ("A-3", "A-9"):
        place.desk.watch.scanned.emit(again)
        assert place.message == f"{again} is in line already."
    place.desk.watch.scanned.emit("0101\x1d17")
    assert "several fields" in place.message
    place.desk.watch.scanned.emit("Z" * 300)
    assert "longer than 64" in place.message
    assert (place.subject, place.line) == ("A-3", ["A-2", "A-9"])


def test_a_locked_desk_hears_no_scanner(open_place: Open) -> None:
    place = open_place()
    place.desk.watch.scanned.emit("A-1")
    place.controller.visits.on_locked()
    subject = place.subject
    place.desk.watch.scanned.emit("A-2")
    assert (place.subject, place.line, place.message) == (subject, [], "")
    place.controller.on_camera_changed(CameraLive("camera"))
    place.desk.toggle_scanning()
    assert not place.desk.codes.is_scanning


def test_the_panels_wishes_change_the_line(open_place: Open) -> None:
    place = open_place()
    place.put("A-1", "A-2", "A-3")
    first, second, third = place.controller.state.queue.line
    place.panel.move_requested.emit(third, 0)
    assert place.line == ["A-3", "A-1", "A-2"]
    place.panel.remove_requested.emit(first)
    assert place.line == ["A-3", "A-2"]
    place.panel.call_requested.emit(second)
    assert (place.subject, place.line) == ("A-2", ["A-3"])
    place.panel.clear_requested.emit()
    assert (place.subject, place.line) == ("A-2", [])


def frame(at_s: float) -> Frame:
    return Frame(np.zeros((4, 4, 3), np.uint8), at_s, 0, "camera")


def test_the_camera_reads_a_code_only_when_it_is_asked_to(open_place: Open, qtbot: QtBot) -> None:
    place = open_place()
    place.desk.toggle_scanning()
    assert "shows no picture" in place.message
    place.controller.on_camera_changed(CameraLive("camera"))
    place.codes = (ReadCode("A-7"),)
    place.desk.tap.put(frame(1.0))
    with qtbot.waitSignal(place.desk.scanning_changed):
        QTest.keyClick(place.panel.scan_button, Qt.Key.Key_Space)
    assert place.panel.scan_button.isChecked()
    moments = iter(range(2, 10_000))

    def is_called() -> bool:
        place.desk.tap.put(frame(float(next(moments))))
        return place.subject == "A-7"

    qtbot.waitUntil(is_called)
    # The camera is the subject's now.
    assert not place.desk.codes.is_scanning
    assert not place.panel.scan_button.isChecked()


def test_a_list_is_put_in_line_after_a_question_only(
    open_place: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    place = open_place()
    place.put("A-2")
    path = tmp_path / "list.csv"
    path.write_bytes("编号,姓名\nA-1,王小明\nA-2,李四\nbad\nA-4,赵六\n".encode("gb18030"))
    place.desk.lists.open(path)
    qtbot.waitUntil(lambda: place.desk.lists.dialog is not None)
    dialog = place.desk.lists.dialog
    assert dialog is not None
    assert "2 people" in dialog.summary.text()
    assert place.line == ["A-2"]
    dialog.encoding_chosen.emit(ListEncoding.UTF_8)
    qtbot.waitUntil(lambda: "no text in this encoding" in dialog.summary.text())
    dialog.encoding_chosen.emit(ListEncoding.GB18030)
    qtbot.waitUntil(lambda: "2 people" in dialog.summary.text())
    # Somebody types one of them meanwhile.
    place.put("A-2", "A-4")
    dialog.accept()
    assert place.line == ["A-2", "A-4", "A-1"]
    assert place.controller.state.queue.line[2].label == "王小明"
    assert place.message == "1 is in line."
    qtbot.waitUntil(lambda: place.desk.lists.dialog is None)


def test_a_list_that_is_refused_or_cannot_be_read_puts_nobody_in_line(
    open_place: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    place = open_place()
    place.desk.lists.open(tmp_path)
    qtbot.waitUntil(lambda: place.desk.lists.dialog is not None)
    dialog = place.desk.lists.dialog
    assert dialog is not None
    assert "cannot be read" in dialog.summary.text()
    assert not dialog.add.isVisible()
    place.desk.dress(CHINESE, LIGHT)
    qtbot.waitUntil(lambda: place.desk.lists.dialog is None)
    assert place.line == []
    assert "无人排队" in place.panel.empty.text()


def test_the_line_is_on_disk_within_a_second_and_comes_back(open_place: Open, qtbot: QtBot) -> None:
    place = open_place()
    with until(place.desk.thread_of_file.worker.kept, qtbot):
        place.put("A-1", "A-2")
    assert place.on_disk() == ["A-1", "A-2"]
    other = open_place()
    assert other.line == ["A-1", "A-2"]
    place.put("A-2")
    assert place.desk.thread_of_file.stop()
    assert place.on_disk() == ["A-2"]


def test_a_busy_desk_is_written_although_it_never_rests(open_place: Open, qtbot: QtBot) -> None:
    place = open_place()
    worker = place.desk.thread_of_file.worker
    written = threading.Event()
    worker.kept.connect(written.set, Qt.ConnectionType.DirectConnection)
    numbers = iter(range(1, 10_000))

    def is_written() -> bool:
        place.put(f"A-{next(numbers) % 9999}")
        return written.is_set()

    qtbot.waitUntil(is_written, timeout=1000)


def test_who_was_erased_or_waited_for_a_day_leaves_the_line(open_place: Open, qtbot: QtBot) -> None:
    place = open_place()
    worker = place.desk.thread_of_file.worker
    with until(worker.kept, qtbot):
        place.put("A-1", "A-2")
    assert erase_from_queue(place.path, Subject("A-1"), now=NOW)
    with until(worker.kept, qtbot):
        place.put("A-1", "A-2", "A-3")
    qtbot.waitUntil(lambda: place.line == ["A-2", "A-3"])
    place.now = NOW + timedelta(days=2)
    with until(worker.kept, qtbot):
        place.desk.thread_of_file.write_wanted.emit(place.controller.state.queue)
    qtbot.waitUntil(lambda: place.line == [])
    assert "A-" not in place.path.read_text(encoding="utf-8")


def test_a_damaged_file_is_told_of_until_it_is_whole_again(
    open_place: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "queue.json").write_bytes(b"{")
    place = open_place()
    qtbot.waitUntil(lambda: bool(place.alerts.alerts))
    assert [alert.code for alert in place.alerts.alerts] == [AlertCode.QUEUE_UNREADABLE]
    with until(place.desk.thread_of_file.worker.kept, qtbot):
        place.put("A-1")
    qtbot.waitUntil(lambda: place.alerts.alerts == ())


def test_S1_a_disk_that_refuses_is_told_of_and_the_line_works_on(
    open_place: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "data").write_bytes(b"a file where the folder belongs")
    place = open_place()
    with until(place.desk.thread_of_file.worker.not_kept, qtbot):
        place.put("A-1")
    qtbot.waitUntil(
        lambda: AlertCode.QUEUE_NOT_KEPT in {alert.code for alert in place.alerts.alerts}
    )
    assert place.line == ["A-1"]
