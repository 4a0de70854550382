"""The shift's windows with their thread and a real record behind them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app.paths import Places, find_places
from liveness_station.app.shift_desk import ShiftDesk
from liveness_station.domain.call_counts import CallCounts
from liveness_station.domain.desk_events import ShiftEvent, ShiftStep
from liveness_station.domain.people import Person, Role
from liveness_station.exports.errors import ExportTrouble
from liveness_station.runtime.shift_requests import FiguresWanted, SlipWanted, Written
from liveness_station.runtime.shift_thread import ShiftWorker
from liveness_station.settings.values import Settings
from liveness_station.storage.desk_log import DeskLog
from liveness_station.ui.handover_note import HandOverNote
from liveness_station.ui.shift_window import ShiftWindow
from liveness_station.ui.theme import LIGHT
from liveness_station.ui.words.en import ENGLISH
from tests.fakes.vault import FakeVault
from tests.storage.attempts import attempt, job, opened

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")
ANNA = Person("Anna", Role.SUPERVISOR)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places(tmp_path / "data")


@pytest.fixture
def desk(places: Places, qapp: QApplication) -> Iterator[ShiftDesk]:
    made = ShiftDesk(places, Settings, CallCounts, make_vault=FakeVault)
    yield made
    assert made.stop()
    qapp.sendPostedEvents(None, 52)


def fill(places: Places, count: int) -> None:
    records = opened(places.records)
    for number in range(count):
        attempt(records, job(f"job-{number}", subject=f"A-{number:03}"))
    event = ShiftEvent(ShiftStep.ENDED, "Li Wei", Role.OPERATOR, "the lamp flickers")
    DeskLog(records.appender).record_event(event)
    records.close()


def shown(desk: ShiftDesk) -> ShiftWindow:
    desk.open(ENGLISH, LIGHT, ANNA)
    assert desk.window is not None
    return desk.window


def notes(desk: ShiftDesk) -> list[HandOverNote]:
    return [] if desk.note is None else [desk.note]


def show_day(window: ShiftWindow) -> None:
    window.span.setCurrentIndex(2)
    window.first.setText("2026-11-22")
    window.show_button.click()


def test_the_window_shows_the_record(desk: ShiftDesk, places: Places, qtbot: QtBot) -> None:
    fill(places, 5)
    window = shown(desk)
    show_day(window)
    qtbot.waitUntil(lambda: window.tiles[1].accessibleName() == "Checks: 5")
    assert window.tiles[2].accessibleName() == "Reject rate: 100.0 %"
    desk.open(ENGLISH, LIGHT, ANNA)
    assert desk.window is window, "one window at a time"


def test_a_record_that_cannot_be_read_is_told_in_words(desk: ShiftDesk, qtbot: QtBot) -> None:
    window = shown(desk)
    qtbot.waitUntil(lambda: "cannot be read" in window.headline.text())


def test_a_report_and_a_slip_are_written(
    desk: ShiftDesk, places: Places, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(places, 2)
    window = shown(desk)
    show_day(window)
    qtbot.waitUntil(lambda: window.report.isEnabled())
    window.report_to(tmp_path)
    qtbot.waitUntil(lambda: "Written: shift-2026-11-22" in window.message.accessibleName())
    with qtbot.waitSignal(desk.slip_written) as done:
        desk.write_slip(SlipWanted(tmp_path, "en", "Anna", is_roll=False, job_id="job-1"))
    written: Written = done.args[0]
    assert written.path is not None
    assert written.path.exists()
    with qtbot.waitSignal(desk.slip_written) as done:
        desk.write_slip(SlipWanted(tmp_path / "no", "en", "Anna", is_roll=False, job_id="job-1"))
    assert done.args == [Written(trouble=ExportTrouble.GONE, is_slip=True)]


def test_other_thresholds_open_with_the_stations_scores(
    desk: ShiftDesk, places: Places, qtbot: QtBot
) -> None:
    fill(places, 3)
    shown(desk).what_if.click()
    assert desk.what_if is not None
    other = desk.what_if
    qtbot.waitUntil(lambda: other.family.count() == 1)
    assert "minifasnet/1" in other.family.itemText(0)
    desk.open_what_if(ENGLISH, LIGHT)
    assert desk.what_if is other


def test_a_note_ends_the_shift_and_the_next_one_finds_it(
    desk: ShiftDesk, places: Places, qtbot: QtBot
) -> None:
    fill(places, 0)
    with qtbot.waitSignal(desk.hand_over_read) as read:
        desk.ask_hand_over()
    assert read.args is not None
    assert read.args[0].hand_over.note == "the lamp flickers"
    shown(desk).hand_over.click()
    assert desk.dialog is not None
    dialog = desk.dialog
    QTest.keyClicks(dialog.note, "all well")
    with qtbot.waitSignal(desk.hand_over_given) as given:
        QTest.keyClick(dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert given.args == [ShiftEvent(ShiftStep.ENDED, "Anna", Role.SUPERVISOR, "all well")]
    qtbot.waitUntil(lambda: desk.dialog is None)


def test_whoever_signs_in_is_shown_the_last_note(
    desk: ShiftDesk, places: Places, qtbot: QtBot
) -> None:
    fill(places, 0)
    desk.welcome(ENGLISH)
    qtbot.waitUntil(lambda: bool(notes(desk)))
    (note,) = notes(desk)
    assert note.note.toPlainText() == "the lamp flickers"
    assert "Li Wei" in note.head.text()
    note.read.click()
    qtbot.waitUntil(lambda: not notes(desk))
    with qtbot.waitSignal(desk.hand_over_read):
        desk.ask_hand_over()
    assert not notes(desk), "only whoever signs in"
    records = opened(places.records, run_id="b")
    event = ShiftEvent(ShiftStep.ENDED, "Anna", Role.OPERATOR)
    DeskLog(records.appender).record_event(event)
    records.close()
    with qtbot.waitSignal(desk.hand_over_read):
        desk.welcome(ENGLISH)
    assert not notes(desk), "nothing was handed over"


def test_dressing_closes_every_window(desk: ShiftDesk, places: Places, qtbot: QtBot) -> None:
    fill(places, 1)
    window = shown(desk)
    desk.open_what_if(ENGLISH, LIGHT)
    desk.open_hand_over(ENGLISH, LIGHT)
    search = window.search
    desk.dress()
    qtbot.waitUntil(lambda: (desk.window, desk.what_if, desk.dialog) == (None, None, None))
    assert shown(desk).search == search + 1, "an answer to the closed one is none to this one"


def test_what_is_superseded_is_not_read_and_an_unforeseen_error_leaves_a_word(
    qtbot: QtBot,
) -> None:
    class Bench:
        def __init__(self) -> None:
            self.asked: list[int] = []

        def figures(self, wanted: FiguresWanted) -> object:
            self.asked.append(wanted.search)
            return wanted

        def slip(self, _: SlipWanted) -> Path:
            raise ZeroDivisionError

        def close(self) -> None:
            self.asked.append(-1)

    bench = Bench()
    worker = ShiftWorker(bench)  # type: ignore[arg-type]  # as much of it as is asked for
    worker.supersede(3)
    worker.on_figures_wanted(FiguresWanted(2))
    worker.on_figures_wanted(FiguresWanted(3))
    assert bench.asked == [3]
    wanted = SlipWanted(Path(), "en", "", is_roll=False, job_id="x")
    with qtbot.waitSignal(worker.answered) as told, pytest.raises(ZeroDivisionError):
        worker.on_file_wanted(wanted)
    assert told.args == [Written(trouble=ExportTrouble.WRITING, is_slip=True)]
    with qtbot.waitSignal(worker.closed):
        worker.on_closing()
    assert bench.asked == [3, -1]
