"""The review lane within a whole station: counted at the start, opened by a wish, told aloud."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance, review_desk
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import find_places
from liveness_station.app.station import Station
from liveness_station.session.states import EngineReady
from liveness_station.settings.values import CheckChoice, Language, Settings
from liveness_station.ui.wishes import Wish
from tests.fakes.vault import FakeVault
from tests.storage.attempts import attempt, job, opened
from tests.storage.test_review_query import IN_BAND

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


def test_what_was_left_yesterday_waits_today(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_desk, "_FIRST_MS", 0)
    wall = tmp_path / "wall.png"
    cv2.imwrite(str(wall), np.full((480, 640, 3), 90, np.uint8))
    places = find_places(tmp_path / "data")
    records = opened(places.records)
    for number in range(2):
        attempt(records, job(f"job-{number}"), IN_BAND)
    records.close()
    appearance.load_fonts(qapp, places.fonts)
    settings = Settings(source=str(wall), language=Language.ENGLISH, check=CheckChoice.STILL)
    bench = LazyWorkbench(places, settings, data_dir=places.data, make_vault=FakeVault)
    station = Station(qapp, places, settings, bench)
    station.start()
    try:
        reviews = station.console.subject.reviews
        qtbot.waitUntil(lambda: reviews.text() == "2 in review", timeout=20_000)
        assert reviews.isVisible()
        controller = station.controller
        qtbot.waitUntil(lambda: isinstance(controller.state.engine, EngineReady), timeout=30_000)
        qtbot.waitUntil(lambda: not controller.state.is_locked)
        station.console.wished.emit(Wish.REVIEW)
        window = station.desks.review.window
        assert window is not None
        qtbot.waitUntil(lambda: window.list.rowCount() == 2)
        assert window.decide.isEnabled(), "where nobody has an account, everybody may"
        QTest.keyClick(window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: station.desks.review.window is None)
    finally:
        station.console.close()
        assert station.stop()
        station.console.deleteLater()
        station.deleteLater()
        QTest.qWait(0)
