"""The history's window with its threads and a real record behind it."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import history_bench, history_export
from liveness_station.app.history_desk import HistoryDesk
from liveness_station.app.paths import Places, find_places
from liveness_station.exports.errors import ExportTrouble
from liveness_station.runtime.history_requests import ExportWanted
from liveness_station.storage.history_query import HistoryQuery
from liveness_station.ui.history_window import HistoryWindow
from liveness_station.ui.theme import LIGHT
from liveness_station.ui.words.en import ENGLISH
from liveness_station.ui.words.history import HISTORY_EN
from tests.fakes.vault import FakeVault
from tests.storage.attempts import attempt, job, opened

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places(tmp_path / "data")


@pytest.fixture
def desk(places: Places, qapp: QApplication) -> Iterator[HistoryDesk]:
    made = HistoryDesk(places, make_vault=FakeVault)
    yield made
    assert made.stop()
    qapp.sendPostedEvents(None, 52)


def fill(places: Places, count: int) -> None:
    records = opened(places.records)
    for number in range(count):
        attempt(records, job(f"job-{number}", subject=f"A-{number:03}"))
    records.close()


def shown(desk: HistoryDesk) -> HistoryWindow:
    desk.open(ENGLISH, LIGHT, may_export=True)
    assert desk.window is not None
    return desk.window


def test_the_window_shows_the_record_and_all_of_one_attempt(
    desk: HistoryDesk, places: Places, qtbot: QtBot
) -> None:
    fill(places, 130)
    window = shown(desk)
    qtbot.waitUntil(lambda: window.message.text() == "130 checks")
    assert window.model.rowCount() == 100
    window.model.fetchMore(window.model.index(-1, -1))
    qtbot.waitUntil(lambda: window.model.rowCount() == 130)
    window.table.selectRow(0)
    qtbot.waitUntil(lambda: "A-129" in window.detail.toPlainText())
    assert "The verdict" in window.detail.toPlainText()


def test_a_record_that_cannot_be_read_is_told_in_words(desk: HistoryDesk, qtbot: QtBot) -> None:
    window = shown(desk)
    qtbot.waitUntil(lambda: "cannot be read" in window.empty.text())


def test_an_export_is_written_and_recorded_beside_a_pending_check(
    desk: HistoryDesk, places: Places, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(places, 5)
    records = opened(places.records, run_id="station")
    records.submitted(job("job-open"), endpoint="local", source="camera")
    window = shown(desk)
    qtbot.waitUntil(lambda: window.message.text() == "6 checks")
    window.export_to(tmp_path / "history.csv")
    qtbot.waitUntil(lambda: "6 checks written" in window.message.accessibleName())
    with closing(sqlite3.connect(places.records)) as connection:
        rows = connection.execute("SELECT body FROM entry WHERE kind = 'EXPORT'").fetchall()
        pending = connection.execute("SELECT count(*) FROM attempt WHERE ended_seq IS NULL")
        assert pending.fetchone() == (1,), "the desk's own check is still its own"
    assert json.loads(rows[0][0])["attempts"] == 6
    records.close()


def test_what_cannot_be_written_is_told_in_words(
    desk: HistoryDesk, places: Places, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(places, 1)
    window = shown(desk)
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    window.export_to(tmp_path / "gone" / "history.csv")
    wanted = HISTORY_EN.troubles[ExportTrouble.GONE]
    qtbot.waitUntil(lambda: window.message.accessibleName() == wanted)


def test_the_list_stays_fluid_while_a_file_is_written_and_closing_gives_it_up(
    desk: HistoryDesk,
    places: Places,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(places, 3)
    is_writing, go_on = threading.Event(), threading.Event()
    draft_export = history_export.draft_export

    def slow(*arguments: object) -> object:
        is_writing.set()
        assert go_on.wait(30)
        return draft_export(*arguments)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(history_bench, "draft_export", slow)
    window = shown(desk)
    qtbot.waitUntil(lambda: window.model.rowCount() == 3)
    target = tmp_path / "history.csv"
    window.export_wanted.emit(
        ExportWanted(HistoryQuery(), target, can_replace=False, language="en")
    )
    qtbot.waitUntil(is_writing.is_set)
    window.filters.subject.setText("a-001")
    window.filters.search.click()
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    threading.Timer(0.2, go_on.set).start()
    assert desk.stop()
    assert not target.exists()
    assert not list(tmp_path.glob(".*.part"))


def test_it_opens_again_after_it_was_closed(
    desk: HistoryDesk, places: Places, qtbot: QtBot
) -> None:
    fill(places, 2)
    first = shown(desk)
    qtbot.waitUntil(lambda: first.model.rowCount() == 2)
    with qtbot.waitSignal(first.destroyed):
        first.close()
    assert desk.window is None
    second = shown(desk)
    qtbot.waitUntil(lambda: second.model.rowCount() == 2)


def test_who_may_not_export_finds_the_button_shut_and_no_file(
    desk: HistoryDesk, places: Places, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(places, 2)
    window = shown(desk)
    desk.open(ENGLISH, LIGHT, may_export=False)
    qtbot.waitUntil(lambda: window.message.text() == "2 checks")
    assert not window.filters.export.isEnabled()
    assert "Only supervisors" in window.filters.export.toolTip()
    with qtbot.assertNotEmitted(window.export_wanted):
        window.export_to(tmp_path / "history.csv")
    desk.open(ENGLISH, LIGHT, may_export=True)
    assert window.filters.export.isEnabled()
    assert not window.filters.export.toolTip()
