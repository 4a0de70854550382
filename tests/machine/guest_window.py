"""The whole station before a real node of the kernel: window, threads, service and record.

Run in the guest by `python -m tools.camera_vm check`.
"""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import Places, find_places
from liveness_station.app.station import Station
from liveness_station.camera.devices import Device
from liveness_station.credentials.store import CloudAppCode, CloudCredentials
from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.errors import CameraTrouble
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.session.states import CameraFailed, CameraLive, EngineReady, Showing
from liveness_station.settings.values import CheckChoice, EndpointChoice, Language, Settings
from tests.fakes.keeper import FakeKeeper
from tests.fakes.vault import FakeVault
from tests.machine.guest import Say, Switch, plug, timings, turn

_CYCLES = 10
_SLOW_MS = 60_000
"""For what has no limit here, on an emulated processor."""

_FAST = 6
"""A test picture that stood still would be called frozen, and rightly so."""

pytestmark = pytest.mark.allows_log("provenance: movement of heads cannot be measured")


@pytest.fixture
def station(qapp: QApplication, tmp_path: Path, camera: Device) -> Iterator[Station]:
    places = without_models(find_places(tmp_path), tmp_path / "resources")
    appearance.load_fonts(qapp, places.fonts)
    settings = Settings(
        EndpointChoice.CLOUD,
        "http://127.0.0.1:9",
        source=camera.name,
        check=CheckChoice.STILL,
        language=Language.ENGLISH,
        consent=ConsentRule.ELSEWHERE,
    )
    vault = FakeVault()
    CloudCredentials(vault).save(CloudAppCode(Secret("0123456789abcdef0123456789abcdef")))
    bench = LazyWorkbench(places, settings, data_dir=tmp_path, make_vault=lambda: vault)
    turn(Path(camera.path), Switch.MOVEMENT, _FAST)
    made = Station(qapp, places, settings, bench, make_keeper=FakeKeeper)
    made.start()
    yield made
    made.console.close()
    assert made.stop()
    made.console.deleteLater()
    made.deleteLater()
    QTest.qWait(0)


def without_models(places: Places, folder: Path) -> Places:
    """Returns what was shipped but for the models, which take all of an emulated processor."""
    (folder / "models").mkdir(parents=True)
    for one in places.resources.iterdir():
        if one.name != "models":
            (folder / one.name).symlink_to(one)
    return replace(places, resources=folder)


def taken_s(qtbot: QtBot, is_so: Callable[[], bool]) -> float:
    started_s = time.monotonic()
    qtbot.waitUntil(is_so, timeout=20_000)
    return time.monotonic() - started_s


def ready(qtbot: QtBot, station: Station) -> None:
    state = station.controller
    qtbot.waitUntil(lambda: isinstance(state.state.engine, EngineReady), timeout=_SLOW_MS)
    qtbot.waitUntil(lambda: isinstance(state.state.camera, CameraLive), timeout=_SLOW_MS)
    QTest.keyClicks(station.console.subject.entry, "A-1")
    QTest.keyClick(station.console.subject.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(station.console.capture.isEnabled, timeout=_SLOW_MS)


def test_C1_the_window_says_that_the_camera_is_lost_and_shows_it_again(
    qtbot: QtBot, station: Station, camera: Device, say: Say
) -> None:
    ready(qtbot, station)
    console, controller = station.console, station.controller

    def is_lost() -> bool:
        camera = controller.state.camera
        is_said = isinstance(camera, CameraFailed) and camera.trouble is CameraTrouble.LOST
        return is_said and not console.capture.isEnabled()

    losses_s, returns_s = [], []
    for number in range(_CYCLES):
        QTest.qWait(500)
        plug(0, is_in=False)
        losses_s.append(taken_s(qtbot, is_lost))
        last = console.preview.painted_frame
        QTest.qWait(200 * number)
        plug(0, is_in=True)
        turn(Path(camera.path), Switch.MOVEMENT, _FAST)
        returns_s.append(
            taken_s(
                qtbot,
                lambda old=last: (  # type: ignore[misc]  # bound now
                    console.preview.painted_frame not in (None, old) and console.capture.isEnabled()
                ),
            )
        )
    say("lost", timings(losses_s))
    say("painted again", timings(returns_s))
    assert max(losses_s) < 2.0
    # One painting may be late where the processor is emulated, on a computer that does other work.
    assert statistics.median(returns_s) < 5.0
    assert max(returns_s) < 10.0


def test_C17_a_capture_from_a_virtual_camera_is_refused_and_recorded(
    qtbot: QtBot, station: Station, tmp_path: Path
) -> None:
    ready(qtbot, station)
    controller = station.controller

    def is_shown() -> bool:
        if not isinstance(controller.state.phase, Showing):
            QTest.keyClick(station.console.preview, Qt.Key.Key_Space)
        return isinstance(controller.state.phase, Showing)

    qtbot.waitUntil(is_shown, timeout=_SLOW_MS)
    phase = controller.state.phase
    assert isinstance(phase, Showing)
    decision = phase.outcome.decision
    assert (decision.verdict, decision.reason) == (Verdict.ERROR, Reason.SOURCE_REFUSED)
    assert phase.outcome.recorded
    assert phase.outcome.origin.report.device == "virtual"
    with closing(sqlite3.connect(tmp_path / "records.sqlite3")) as connection:
        found = "SELECT count(*) FROM entry WHERE kind = 'VERDICT' AND body LIKE '%device_virtual%'"
        assert connection.execute(found).fetchone() == (1,)
