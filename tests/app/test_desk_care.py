"""Light and setting up in a real station: real window, gates, service and record."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import find_places
from liveness_station.app.station import Station
from liveness_station.domain.alerts import AlertCode
from liveness_station.domain.consents import ConsentRule
from liveness_station.session.desk_setup import SetupStep
from liveness_station.session.states import CameraLive, EngineReady
from liveness_station.settings.values import Language, Settings
from liveness_station.storage.light_file import read_light
from liveness_station.storage.reading import open_reader
from tests.fakes.mjpeg import MjpegServer
from tests.fakes.vault import FakeVault

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


@contextmanager
def running(qapp: QApplication, folder: Path, source: str) -> Iterator[Station]:
    places = find_places(folder)
    appearance.load_fonts(qapp, places.fonts)
    settings = Settings(source=source, language=Language.ENGLISH, consent=ConsentRule.ELSEWHERE)
    bench = LazyWorkbench(places, settings, data_dir=folder, make_vault=FakeVault)
    station = Station(qapp, places, settings, bench)
    station.start()
    try:
        yield station
    finally:
        station.console.close()
        assert station.stop()
        station.console.deleteLater()
        station.deleteLater()
        QTest.qWait(0)


def test_a_desk_is_set_up_by_keys_and_counts_nowhere(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with MjpegServer() as server, running(qapp, tmp_path, server.url("/stream")) as station:
        controller, care = station.controller, station.desks.care
        qtbot.waitUntil(lambda: isinstance(controller.state.engine, EngineReady), timeout=30_000)
        qtbot.waitUntil(lambda: isinstance(controller.state.camera, CameraLive), timeout=10_000)
        qtbot.waitUntil(lambda: AlertCode.DESK_NOT_SET_UP in _codes(station))
        QTest.keyClick(station.console.preview, Qt.Key.Key_F6)
        dialog = care.setup.dialog
        assert dialog is not None
        assert station.gates.auto.signalsBlocked()
        while care.setup.state.step is not SetupStep.TEST:
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: care.setup.state.outcome is not None, timeout=20_000)
        outcome = care.setup.state.outcome
        assert outcome is not None
        assert outcome.recorded
        dialog.go_on.click()
        qtbot.waitUntil(lambda: AlertCode.DESK_NOT_SET_UP not in _codes(station))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not station.gates.auto.signalsBlocked()
        assert controller.state.subject is None
    kept = read_light(tmp_path / "light.json").setup
    assert kept is not None
    reader = open_reader(tmp_path / "records.sqlite3")
    (attempt,) = reader.recent(5)
    assert (attempt.subject, attempt.is_setup) == ("SETUP", True)
    assert attempt.outcome == outcome.decision.verdict.value
    assert reader.counts_since(attempt.submitted_at).total == 0
    reader.close()


def test_the_page_about_light_opens_by_its_key_and_closes_with_the_language(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with running(qapp, tmp_path, "demo") as station:
        qtbot.waitUntil(lambda: isinstance(station.controller.state.camera, CameraLive))
        QTest.keyClick(station.console.preview, Qt.Key.Key_F5)
        window = station.desks.care.light.window
        assert window is not None
        qtbot.waitUntil(lambda: window.sentence.text() == "No checks in this span.")
        assert AlertCode.DESK_NOT_SET_UP not in _codes(station)
        station.console.header.language.click()
        qtbot.waitUntil(lambda: station.desks.care.light.window is None)


def _codes(station: Station) -> set[AlertCode]:
    return {alert.code for alert in station.alerts.alerts}
