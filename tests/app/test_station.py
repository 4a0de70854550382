"""The whole station in one process: real window, camera thread, io thread, service and record."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import find_places
from liveness_station.app.station import Station
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.gates import Gate
from liveness_station.domain.outcomes import Outcome
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.session.gating import is_insisting
from liveness_station.session.states import CameraFailed, CameraLive, EngineReady, Idle, Showing
from liveness_station.settings.values import Language, Settings
from liveness_station.storage.reading import open_reader
from tests.fakes.mjpeg import MjpegServer
from tests.fakes.vault import FakeVault

Open = Callable[[str], AbstractContextManager[Station]]


@pytest.fixture
def open_station(qapp: QApplication, tmp_path: Path) -> Open:
    @contextmanager
    def opened(source: str) -> Iterator[Station]:
        places = find_places(tmp_path)
        appearance.load_fonts(qapp, places.fonts)
        settings = Settings(source=source, language=Language.ENGLISH, consent=ConsentRule.ELSEWHERE)
        bench = LazyWorkbench(places, settings, data_dir=tmp_path, make_vault=FakeVault)
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

    return opened


def _press(qtbot: QtBot, station: Station, subject: str) -> None:
    console, controller = station.console, station.controller
    qtbot.waitUntil(lambda: isinstance(controller.state.engine, EngineReady), timeout=30_000)
    qtbot.waitUntil(lambda: console.preview.painted_frame is not None, timeout=10_000)
    if subject:
        QTest.keyClicks(console.subject.entry, subject)
        QTest.keyClick(console.subject.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: console.capture.isEnabled())
    QTest.keyClick(console.preview, Qt.Key.Key_Space)


def _capture(qtbot: QtBot, station: Station, subject: str) -> Outcome:
    controller = station.controller
    _press(qtbot, station, subject)
    qtbot.waitUntil(lambda: isinstance(controller.state.phase, Showing), timeout=20_000)
    phase = controller.state.phase
    assert isinstance(phase, Showing)
    return phase.outcome


def test_a_demonstration_check_is_shown_recorded_and_not_counted(
    qtbot: QtBot, open_station: Open, tmp_path: Path
) -> None:
    with open_station("demo") as station:
        outcome = _capture(qtbot, station, "A-1")
        assert outcome.recorded
        assert outcome.job.is_demo
        assert outcome.job.subject.reference == "A-1"
    reader = open_reader(tmp_path / "records.sqlite3")
    (attempt,) = reader.recent(5)
    assert (attempt.subject, attempt.outcome) == ("A-1", outcome.decision.verdict.value)
    assert reader.counts_since(attempt.submitted_at).total == 0
    reader.close()


def test_a_picture_file_without_a_face_is_try_again(
    qtbot: QtBot, open_station: Open, tmp_path: Path
) -> None:
    path = tmp_path / "wall.png"
    cv2.imwrite(str(path), np.full((480, 640, 3), 90, np.uint8))
    with open_station(str(path)) as station:
        outcome = _capture(qtbot, station, "A-2")
        assert outcome.decision.verdict is Verdict.RETRY
        assert outcome.decision.reason is Reason.NO_FACE
        QTest.keyClick(station.console.preview, Qt.Key.Key_N)
        # A key that spells something is held back for a moment: a scanner types, too.
        qtbot.waitUntil(lambda: station.controller.state.subject is None)


def test_V1_a_network_camera_without_a_face_is_judged_only_where_the_operator_insists(
    qtbot: QtBot, open_station: Open, tmp_path: Path
) -> None:
    with MjpegServer() as server, open_station(server.url("/stream")) as station:
        controller = station.controller
        qtbot.waitUntil(lambda: controller.state.gates.hint is Gate.NO_FACE, timeout=30_000)
        _press(qtbot, station, "A-3")
        qtbot.waitUntil(lambda: controller.state.refusal is not None)
        assert isinstance(controller.state.phase, Idle)
        assert station.gates.meter.counts.saved_local == 1
        qtbot.waitUntil(lambda: is_insisting(controller.state, waking_clock_s()))
        outcome = _capture(qtbot, station, "")
        assert outcome.recorded
        assert outcome.job.insisted == ("no_face",)
        assert station.gates.meter.counts.saved_local == 0
        assert isinstance(controller.state.camera, CameraLive)
    with closing(sqlite3.connect(tmp_path / "records.sqlite3")) as connection:
        found = 'SELECT count(*) FROM entry WHERE body LIKE \'%"insisted":["no_face"]%\''
        assert connection.execute(found).fetchone() == (1,)


def test_a_source_that_is_not_there_says_so_and_the_window_lives(
    qtbot: QtBot, open_station: Open, tmp_path: Path
) -> None:
    with open_station(str(tmp_path / "none.mp4")) as station:
        qtbot.waitUntil(lambda: isinstance(station.controller.state.camera, CameraFailed))
        assert not station.console.capture.isEnabled()


def test_without_a_writable_record_nothing_is_ever_live(
    qtbot: QtBot, open_station: Open, tmp_path: Path
) -> None:
    (tmp_path / "records.sqlite3").mkdir()
    with open_station("demo") as station:
        outcome = _capture(qtbot, station, "A-4")
        assert outcome.decision.verdict is Verdict.ERROR
        assert outcome.decision.reason is Reason.NOT_RECORDED
        assert not outcome.recorded
