"""Drills in the whole station: real window, threads, record and simulator; nothing real is met."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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
from liveness_station.app.training_pictures import DrillPictures
from liveness_station.credentials.store import CloudAppCode, CloudCredentials
from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.desk_events import OtherReason
from liveness_station.domain.drills import DrillId, Reaction, Scene
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.secrets import Secret
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Reason, Verdict
from liveness_station.imaging.encode import encode_probe
from liveness_station.runtime.io_worker import WARMING_PERIOD_MS
from liveness_station.session.states import (
    CameraFailed,
    CameraLive,
    EngineReady,
    EngineStarting,
    Idle,
    Showing,
)
from liveness_station.session.visits import ConsentStep, OtherWay
from liveness_station.settings.values import EndpointChoice, Language, Settings
from liveness_station.ui.wishes import Wish
from tests.fakes.vault import FakeVault

REAL = Queue((Waiting(Subject("A-1")), Waiting(Subject("A-2"), "en", "Anna")))


class _RealEndpoint:
    """Stands for the real endpoint and counts who comes, be it to say nothing."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.connections = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def setup(self) -> None:
                outer.connections += 1
                super().setup()

            def do_POST(self) -> None:
                outer.requests.append(self.path)
                self.send_error(500)

            def do_GET(self) -> None:
                outer.requests.append(self.path)
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def endpoint() -> Iterator[_RealEndpoint]:
    made = _RealEndpoint()
    yield made
    made.close()


@pytest.fixture(scope="module", autouse=True)
def _warm_codecs() -> None:
    """Has OpenCV start its own threads before a test is asked what it leaves behind."""
    encode_probe(DrillPictures(Scene.PERSON).frame(0.0))


Open = Callable[..., AbstractContextManager[Station]]


@pytest.fixture
def open_station(qapp: QApplication, tmp_path: Path, endpoint: _RealEndpoint) -> Open:
    """Opens a station of the cloud, whose address is watched; without camera and credentials."""

    @contextmanager
    def opened(attempts_most: int = 3, reference_pattern: str = "") -> Iterator[Station]:
        places = find_places(tmp_path)
        appearance.load_fonts(qapp, places.fonts)
        settings = Settings(
            source=str(tmp_path / "none.png"),
            language=Language.ENGLISH,
            consent=ConsentRule.ELSEWHERE,
            endpoint=EndpointChoice.CLOUD,
            base_url=endpoint.url,
            attempts_most=attempts_most,
            reference_pattern=reference_pattern,
        )
        # Credentials that would be sent, so that whoever asked the real endpoint could.
        vault = FakeVault()
        CloudCredentials(vault).save(CloudAppCode(Secret("real")))
        bench = LazyWorkbench(places, settings, data_dir=tmp_path, make_vault=lambda: vault)
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


def _await_work(qtbot: QtBot, station: Station) -> None:
    def is_ready() -> bool:
        state = station.controller.state
        return not state.is_locked and not isinstance(state.engine, EngineStarting)

    qtbot.waitUntil(is_ready, timeout=20_000)


def _begin(qtbot: QtBot, station: Station, drill: DrillId) -> None:
    _await_work(qtbot, station)
    station.desks.training.begin(drill)
    _await_drill(qtbot, station)


def _await_drill(qtbot: QtBot, station: Station) -> None:
    def is_ready() -> bool:
        engine = station.controller.state.engine
        return isinstance(engine, EngineReady) and engine.endpoint == "simulator drill"

    qtbot.waitUntil(is_ready, timeout=20_000)


def _key(station: Station, key: Qt.Key) -> None:
    QTest.keyClick(station.console, key)


def _call(qtbot: QtBot, station: Station) -> None:
    """Calls the next one by the key, as an operator does."""
    station.console.preview.setFocus()
    _key(station, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: station.controller.state.subject is not None, timeout=5_000)


def _capture(qtbot: QtBot, station: Station) -> Showing:
    console, controller = station.console, station.controller
    qtbot.waitUntil(lambda: console.preview.painted_frame is not None, timeout=5_000)
    _key(station, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(controller.state.phase, Showing), timeout=20_000)
    phase = controller.state.phase
    assert isinstance(phase, Showing)
    return phase


def _next_step(station: Station) -> None:
    strip = station.desks.training.screens.strip
    assert strip is not None
    strip.next_button.click()


def _attempts(folder: Path) -> list[tuple[str, str]]:
    database = find_places(folder).records
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT mode, outcome FROM attempt ORDER BY rowid").fetchall()


def test_whole_drill_meets_no_real_endpoint_and_counts_nowhere(
    qtbot: QtBot, open_station: Open, endpoint: _RealEndpoint, tmp_path: Path
) -> None:
    with open_station() as station:
        _await_work(qtbot, station)
        training, controller = station.desks.training, station.controller
        _begin(qtbot, station, DrillId.MORNING)
        before = (len(endpoint.requests), endpoint.connections)
        wanted = [
            (Verdict.LIVE, Qt.Key.Key_Return, Reaction.LET_ON),
            (Verdict.RETRY, Qt.Key.Key_R, Reaction.CHECK_AGAIN),
            (Verdict.RETRY, Qt.Key.Key_R, Reaction.CHECK_AGAIN),
            (Verdict.RETRY, Qt.Key.Key_R, Reaction.CHECK_AGAIN),
        ]
        for place, (verdict, key, reaction) in enumerate(wanted):
            _call(qtbot, station)
            showing = _capture(qtbot, station)
            assert showing.outcome.decision.verdict is verdict
            assert (showing.outcome.recorded, showing.outcome.job.is_training) == (True, True)
            assert showing.outcome.endpoint == "simulator drill"
            _key(station, key)
            assert training.run is not None
            assert training.run.reactions[place] is reaction
            assert (len(endpoint.requests), endpoint.connections) == before
            if place < 3:
                _next_step(station)
        # As long as the io thread takes at most to look after its connections.
        qtbot.wait(WARMING_PERIOD_MS + 500)
        assert (len(endpoint.requests), endpoint.connections) == before
        _next_step(station)
        assert training.run is None
        window = training.screens.window
        assert window is not None
        assert window.heading.text() == "4 of 4 handled well"
        assert not controller.state.is_training
        assert sum(station._counts.values()) == 0
        assert station.gates.meter.counts.day is None
        # Asked for nothing but who it is, as always before anybody is checked.
        assert not [path for path in endpoint.requests if path != "/simulator"]
    assert [mode for mode, _ in _attempts(tmp_path)] == ["TRAINING"] * 4


def test_everything_is_put_aside_and_comes_back(
    qtbot: QtBot, open_station: Open, tmp_path: Path
) -> None:
    with open_station(reference_pattern="A-9") as station:
        controller = station.controller
        _await_work(qtbot, station)
        controller.visits.on_queue_edited(REAL)
        path = find_places(tmp_path).queue
        qtbot.waitUntil(path.exists, timeout=5_000)
        kept = path.read_bytes()
        rules, method, state = controller.state.rules, controller.method, controller.state
        _begin(qtbot, station, DrillId.MORNING)
        assert [one.subject.reference for one in controller.state.queue.line] == ["DRILL-01"]
        assert isinstance(controller.state.camera, CameraLive)
        assert not station.console.picker.isEnabled()
        assert controller.state.rules.attempts_most == 0
        assert station.console._view is not None
        assert "DRILL" in station.console._view.watermark
        # Whoever is put in line by mistake meanwhile is not lost.
        line = controller.state.queue.add(Waiting(Subject("A-3")))
        controller.visits.on_queue_edited(line)
        qtbot.wait(600)
        assert path.read_bytes() == kept
        _key(station, Qt.Key.Key_Escape)
        after = controller.state
        assert [one.subject.reference for one in after.queue.line] == ["A-1", "A-2", "A-3"]
        assert (after.rules, controller.method, after.subject) == (rules, method, None)
        assert not after.is_training
        assert station.console.picker.isEnabled()
        assert station.desks.training.screens.strip is None
        qtbot.waitUntil(lambda: controller.state.engine == state.engine, timeout=20_000)
        qtbot.waitUntil(lambda: isinstance(controller.state.camera, CameraFailed), timeout=5_000)


def test_lock_ends_a_drill_and_shows_no_summary(qtbot: QtBot, open_station: Open) -> None:
    with open_station() as station:
        _begin(qtbot, station, DrillId.ATTACKS)
        _call(qtbot, station)
        station.controller.visits.on_locked()
        qtbot.waitUntil(lambda: not station.controller.state.is_training, timeout=5_000)
        assert station.desks.training.run is None
        assert station.desks.training.screens.window is None


def test_attack_that_scores_high_is_no_pass_and_shut_wishes_stay_shut(
    qtbot: QtBot, open_station: Open
) -> None:
    with open_station() as station:
        training = station.desks.training
        _begin(qtbot, station, DrillId.ATTACKS)
        _call(qtbot, station)
        showing = _capture(qtbot, station)
        assert showing.outcome.decision.reason is Reason.ATTACK
        assert training.shuts(Wish.SLIP)
        assert training.shuts(Wish.CREDENTIALS)
        assert not training.shuts(Wish.HISTORY)
        _key(station, Qt.Key.Key_R)
        assert training.run is not None
        assert training.run.reaction is Reaction.CHECK_AGAIN
        assert training.run.right_count == 0
        strip = training.screens.strip
        assert strip is not None
        assert strip.remark.text().startswith("Better not: checked again")


def test_faults_are_played_a_record_that_cannot_be_written_among_them(
    qtbot: QtBot, open_station: Open, tmp_path: Path
) -> None:
    reasons = {}
    with open_station() as station:
        training, controller = station.desks.training, station.controller
        _begin(qtbot, station, DrillId.FAULTS)
        for _ in range(5):
            assert training.run is not None
            assert training.run.step is not None
            step = training.run.step.step_id
            _call(qtbot, station)
            reasons[step.value] = _capture(qtbot, station).outcome.decision.reason
            controller.visits.on_other_method_chosen(OtherReason.EQUIPMENT_FAULT, "")
            qtbot.waitUntil(lambda: isinstance(controller.state.phase, OtherWay), timeout=5_000)
            _next_step(station)
        _call(qtbot, station)
        qtbot.waitUntil(lambda: isinstance(controller.state.camera, CameraFailed), timeout=5_000)
        assert training.run is not None
        assert training.run.right_count == 5
        _key(station, Qt.Key.Key_F12)
        assert not controller.state.is_training
    assert reasons == {
        "quota": Reason.QUOTA,
        "silence": Reason.NETWORK,
        "gateway": Reason.GATEWAY,
        "damaged": Reason.MALFORMED,
        "unrecorded": Reason.NOT_RECORDED,
    }
    with closing(sqlite3.connect(find_places(tmp_path).records)) as connection:
        others = connection.execute(
            "SELECT json_extract(body, '$.mode') FROM entry WHERE kind = 'OTHER'"
        ).fetchall()
    assert others == [("TRAINING",)] * 5


def test_limit_is_reached_without_a_real_attempt(qtbot: QtBot, open_station: Open) -> None:
    with open_station() as station:
        training, controller = station.desks.training, station.controller
        _begin(qtbot, station, DrillId.ATTEMPTS)
        _call(qtbot, station)
        _capture(qtbot, station)
        _key(station, Qt.Key.Key_R)
        _next_step(station)
        _call(qtbot, station)
        qtbot.waitUntil(lambda: len(controller.state.visit.judged_at_s) == 3, timeout=5_000)
        _key(station, Qt.Key.Key_Space)
        assert isinstance(controller.state.phase, Idle)
        _key(station, Qt.Key.Key_A)
        qtbot.waitUntil(
            lambda: training.run is not None and training.run.reaction is not None, timeout=5_000
        )
        assert training.run is not None
        assert training.run.reactions == (Reaction.CHECK_AGAIN, Reaction.ALLOWED)


@pytest.mark.parametrize("answer", [Qt.Key.Key_Y, Qt.Key.Key_L])
def test_consent_is_asked_recorded_as_of_a_drill_and_enough(
    qtbot: QtBot, open_station: Open, tmp_path: Path, answer: Qt.Key
) -> None:
    with open_station() as station:
        training, controller = station.desks.training, station.controller
        _begin(qtbot, station, DrillId.CONSENT)
        _call(qtbot, station)
        assert controller.state.visit.step is ConsentStep.ASKING
        _key(station, answer)
        qtbot.waitUntil(lambda: controller.state.visit.step is ConsentStep.SETTLED, timeout=5_000)
        assert _capture(qtbot, station).outcome.decision.verdict is Verdict.LIVE
        _key(station, Qt.Key.Key_Return)
        assert training.run is not None
        assert training.run.reactions == (Reaction.LET_ON,)
        station.look.toggle_language()
        strip = training.screens.strip
        assert strip is not None
        assert strip.heading.text().startswith("演练")
        qtbot.waitUntil(lambda: controller.state.camera == CameraLive("培训与演练"), timeout=5_000)
    with closing(sqlite3.connect(find_places(tmp_path).records)) as connection:
        said = connection.execute(
            "SELECT json_extract(body, '$.mode') FROM entry WHERE kind = 'CONSENT'"
        ).fetchall()
    assert said == [("TRAINING",)]


def test_station_that_dies_in_a_drill_starts_in_earnest(
    qtbot: QtBot, open_station: Open, tmp_path: Path
) -> None:
    places = find_places(tmp_path)
    with open_station() as station:
        _await_work(qtbot, station)
        station.controller.visits.on_queue_edited(REAL)
        qtbot.waitUntil(places.queue.exists, timeout=5_000)
        _begin(qtbot, station, DrillId.MORNING)
        _call(qtbot, station)
        _capture(qtbot, station)
        qtbot.wait(600)
        # What a crash would leave behind: whatever is on disk at this moment.
        files = {
            path: path.read_bytes() for path in (places.queue, places.settings) if path.exists()
        }
    for path, content in files.items():
        path.write_bytes(content)
    with open_station() as station:
        _await_work(qtbot, station)
        qtbot.waitUntil(lambda: bool(station.controller.state.queue.line), timeout=5_000)
        state = station.controller.state
        assert not state.is_training
        assert [one.subject for one in state.queue.line] == [one.subject for one in REAL.line]
        engine = state.engine
        assert isinstance(engine, EngineReady)
        assert engine.endpoint != "simulator drill"
