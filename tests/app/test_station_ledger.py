"""A record that was altered is told of in the window, which goes on; so is what witnesses know."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import find_places
from liveness_station.app.station import Station
from liveness_station.domain.alerts import Alert, AlertCode
from liveness_station.domain.consents import ConsentRule
from liveness_station.session.states import EngineReady
from liveness_station.settings.values import Language, Settings
from tests.fakes.vault import FakeVault
from tests.storage import tampering
from tests.storage.attempts import attempt, job, opened


@pytest.mark.allows_log("liveness_station.app.(ledger_watch|retaining): .*")
def test_an_altered_record_is_a_red_line_and_no_end_of_work(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    places, share = find_places(tmp_path), tmp_path / "share"
    share.mkdir()
    records = opened(places.records)
    bad = attempt(records, job())
    records.close()
    with closing(sqlite3.connect(places.records)) as connection, connection:
        tampering.unlock(connection)
        connection.execute(
            "UPDATE entry SET body = replace(body, 'SPOOF', 'LIVE') WHERE seq = ?", (bad,)
        )
    appearance.load_fonts(qapp, places.fonts)
    settings = Settings(
        source="demo",
        language=Language.ENGLISH,
        witnesses=frozenset({str(share)}),
        consent=ConsentRule.ELSEWHERE,
    )
    bench = LazyWorkbench(places, settings, data_dir=tmp_path, make_vault=FakeVault)
    station = Station(qapp, places, settings, bench)
    station.start()
    try:
        expected = Alert(AlertCode.RECORD_ALTERED, f"#{bad}")
        qtbot.waitUntil(lambda: station.alerts.alerts[:1] == (expected,), timeout=30_000)
        assert f"#{bad}" in station.console.alerts.texts[0].text()
        qtbot.waitUntil(
            lambda: isinstance(station.controller.state.engine, EngineReady), timeout=30_000
        )
        qtbot.waitUntil(lambda: not station.console.status.parts[-1][1].isHidden())
    finally:
        station.console.close()
        assert station.stop()
        station.console.deleteLater()
        station.deleteLater()
        QTest.qWait(0)
    assert [path.suffix for path in share.iterdir()][-1:] == [".checkpoint"]
