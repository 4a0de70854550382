"""Guided checks through the whole station: real window and threads, and a subject that obeys."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.app.guidance import Eyes, WatcherMaker, method_of
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import find_places
from liveness_station.app.station import Station
from liveness_station.camera.specs import (
    DemoSpec,
    DeviceSpec,
    ImageFileSpec,
    SourceSpec,
    StreamSpec,
    VideoFileSpec,
)
from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.errors import EngineError
from liveness_station.domain.guiding import Method
from liveness_station.domain.outcomes import Job
from liveness_station.domain.verdicts import Reason
from liveness_station.runtime.workbench_port import Workbench
from liveness_station.session.states import (
    EngineReady,
    GuideProgress,
    Guiding,
    Idle,
    Showing,
)
from liveness_station.settings.values import CheckChoice, EndpointChoice, Language, Settings
from liveness_station.ui.views import CardMode, GuideSign
from liveness_station.verification.burst_choice import BURST_FRAMES
from tests.fakes.subject import FLAT, FakeSubject, FakeWatcher
from tests.fakes.vault import FakeVault
from tests.fakes.workbench import FakeWorkbench

SHIFT = Qt.KeyboardModifier.ShiftModifier
LIMIT_MS = 60_000


class Chair(QObject):
    """Where the subject sits and sees what the window shows."""

    def __init__(self, station: Station, subject: FakeSubject) -> None:
        super().__init__(station)
        self._subject = subject
        self.seen: list[GuideSign] = []
        self._preview = station.console.preview
        station.guide.progressed.connect(self._on_progressed)

    @Slot(object, object)
    def _on_progressed(self, _: Job, progress: GuideProgress) -> None:
        guide = self._preview._guide
        assert guide is not None, "the window shows it before anybody can do it"
        if not self.seen or self.seen[-1] is not guide.sign:
            self.seen.append(guide.sign)
        self._subject.tell(progress.movement)


class Scene:
    """A station, and who sits before it."""

    def __init__(self, station: Station, watcher: FakeWatcher) -> None:
        self.station = station
        self.watcher = watcher
        self.chair = Chair(station, watcher.subject)

    def announce(self, qtbot: QtBot, reference: str) -> None:
        console, controller = self.station.console, self.station.controller
        qtbot.waitUntil(lambda: isinstance(controller.state.engine, EngineReady), timeout=LIMIT_MS)
        qtbot.waitUntil(lambda: console.preview.painted_frame is not None, timeout=LIMIT_MS)
        QTest.keyClicks(console.subject.entry, reference)
        QTest.keyClick(console.subject.entry, Qt.Key.Key_Return)
        qtbot.waitUntil(console.capture.isEnabled)

    def capture(self, *modifiers: Qt.KeyboardModifier) -> None:
        modifier = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.station.console.preview, Qt.Key.Key_Space, modifier)

    def wait_for_verdict(self, qtbot: QtBot) -> Showing:
        controller = self.station.controller
        qtbot.waitUntil(lambda: isinstance(controller.state.phase, Showing), timeout=LIMIT_MS)
        phase = controller.state.phase
        assert isinstance(phase, Showing)
        return phase

    @property
    def guiding(self) -> Guiding | None:
        phase = self.station.controller.state.phase
        return phase if isinstance(phase, Guiding) else None


Sit = Callable[..., AbstractContextManager[Scene]]


@pytest.fixture
def sit_down(qapp: QApplication, tmp_path: Path) -> Sit:
    @contextmanager
    def opened(
        subject: FakeSubject | None = None, *, bench: Workbench | None = None
    ) -> Iterator[Scene]:
        places = find_places(tmp_path)
        appearance.load_fonts(qapp, places.fonts)
        settings = Settings(
            source="demo",
            language=Language.ENGLISH,
            check=CheckChoice.GUIDED,
            consent=ConsentRule.ELSEWHERE,
        )
        watcher = FakeWatcher(subject or FakeSubject())
        real = LazyWorkbench(places, settings, data_dir=tmp_path, make_vault=FakeVault)
        station = Station(qapp, places, settings, bench or real, make_watcher=lambda: watcher)
        scene = Scene(station, watcher)
        station.start()
        try:
            yield scene
        finally:
            station.console.hide()
            assert station.stop()
            station.console.deleteLater()
            station.deleteLater()
            QTest.qWait(0)

    return opened


def test_space_then_two_turns_then_a_recorded_verdict(qtbot: QtBot, sit_down: Sit) -> None:
    with sit_down() as scene:
        scene.announce(qtbot, "A-1")
        scene.capture()
        outcome = scene.wait_for_verdict(qtbot).outcome
        assert outcome.recorded
        assert outcome.job.method is Method.GUIDED
        assert len(outcome.scores) == BURST_FRAMES
        assert outcome.signals[0] in scene.watcher.evidence
        assert scene.chair.seen[::2] == [GuideSign.FACE] * 3
        assert set(scene.chair.seen[1::2]) <= {GuideSign.LEFT, GuideSign.RIGHT}
        (asked,) = scene.watcher.asked
        signs = [GuideSign[one.movement.name.removeprefix("TURN_")] for one in asked]
        assert signs == scene.chair.seen[1::2]
        assert scene.station.console.preview._guide is None


def test_evidence_of_a_flat_face_is_a_refusal_whatever_the_score(
    qtbot: QtBot, sit_down: Sit
) -> None:
    with sit_down() as scene:
        scene.watcher.evidence = (FLAT,)
        scene.announce(qtbot, "A-1")
        scene.capture()
        outcome = scene.wait_for_verdict(qtbot).outcome
        assert outcome.decision.reason in {Reason.FLAT_MOVEMENT, Reason.ATTACK}
        assert FLAT in outcome.signals


def test_a_subject_that_turns_the_other_way_is_asked_again(qtbot: QtBot, sit_down: Sit) -> None:
    with sit_down(FakeSubject(is_contrary=True)) as scene:
        scene.announce(qtbot, "A-1")
        scene.capture()
        outcome = scene.wait_for_verdict(qtbot).outcome
        assert outcome.recorded
        assert outcome.decision.reason is Reason.MOVEMENT_MISSED
        assert outcome.scores == ()


@pytest.mark.parametrize("way", ["key", "button"])
def test_the_other_way_asks_for_no_movement_and_says_so(
    qtbot: QtBot, sit_down: Sit, way: str
) -> None:
    with sit_down(bench=FakeWorkbench()) as scene:
        scene.announce(qtbot, "A-1")
        assert scene.station.console.motionless.isVisible()
        if way == "key":
            scene.capture(SHIFT)
        else:
            QTest.mouseClick(scene.station.console.motionless, Qt.MouseButton.LeftButton)
        # A key that spells something is held back for a moment: a scanner types, too.
        qtbot.waitUntil(lambda: scene.guiding is not None)
        outcome = scene.wait_for_verdict(qtbot).outcome
        assert outcome.job.method is Method.BURST
        assert scene.chair.seen == [GuideSign.FACE]
        assert scene.watcher.asked == []


def test_escape_ends_a_guide_at_once(qtbot: QtBot, sit_down: Sit) -> None:
    bench = FakeWorkbench()
    with sit_down(bench=bench) as scene:
        scene.announce(qtbot, "A-1")
        scene.capture()
        qtbot.waitUntil(lambda: len(scene.chair.seen) >= 2, timeout=LIMIT_MS)
        console = scene.station.console
        assert console.card._card.mode is CardMode.CHECKING
        QTest.keyClick(console.preview, Qt.Key.Key_Escape)
        assert console.preview._guide is None
        outcome = scene.wait_for_verdict(qtbot).outcome
        assert outcome.decision.reason is Reason.CANCELLED
        assert "verify" not in bench.methods


def test_another_subject_ends_the_guide_of_the_one_before(qtbot: QtBot, sit_down: Sit) -> None:
    bench = FakeWorkbench()
    with sit_down(bench=bench) as scene:
        scene.announce(qtbot, "A-1")
        scene.capture()
        qtbot.waitUntil(lambda: len(scene.chair.seen) >= 2, timeout=LIMIT_MS)
        controller = scene.station.controller
        controller.on_subject_typed("B-2")
        assert controller.state.phase == Idle()
        assert scene.station.guide.join(5.0)
        QTest.qWait(0)
        assert controller.state.phase == Idle()
        assert "verify" not in bench.methods
        scene.watcher.subject.tell(None)
        qtbot.waitUntil(scene.station.console.capture.isEnabled)
        scene.capture()
        outcome = scene.wait_for_verdict(qtbot).outcome
        assert outcome.job.subject.reference == "B-2"


def test_closing_amid_a_guide_ends_everything(qtbot: QtBot, sit_down: Sit) -> None:
    with sit_down(bench=FakeWorkbench()) as scene:
        scene.announce(qtbot, "A-1")
        scene.capture()
        qtbot.waitUntil(lambda: bool(scene.chair.seen), timeout=LIMIT_MS)
        assert scene.guiding is not None


LOCAL = Settings()
CLOUD = Settings(endpoint=EndpointChoice.CLOUD)
CAMERA = DeviceSpec(index=0)


@pytest.mark.parametrize(
    ("settings", "spec", "method"),
    [
        (LOCAL, CAMERA, Method.GUIDED),
        (CLOUD, CAMERA, Method.STILL),
        (LOCAL, VideoFileSpec(Path("clip.mp4")), Method.STILL),
        (LOCAL, ImageFileSpec(Path("face.png")), Method.STILL),
        (LOCAL, StreamSpec("rtsp://camera/1"), Method.STILL),
        (LOCAL, DemoSpec(), Method.STILL),
        (LOCAL, None, Method.STILL),
        (Settings(check=CheckChoice.GUIDED), VideoFileSpec(Path("clip.mp4")), Method.GUIDED),
        (Settings(check=CheckChoice.BURST), CAMERA, Method.BURST),
        (Settings(check=CheckChoice.STILL), CAMERA, Method.STILL),
    ],
)
def test_who_is_guided(settings: Settings, spec: SourceSpec | None, method: Method) -> None:
    assert method_of(settings, spec) is method


def test_the_models_are_loaded_once_and_each_check_has_its_own_watcher(tmp_path: Path) -> None:
    make = WatcherMaker(Eyes(find_places(tmp_path).models))
    first = make()
    loaded = make._eyes._loaded
    second = make()
    assert first is not second
    assert make._eyes._loaded is not None
    assert make._eyes._loaded is loaded


def test_missing_models_are_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as caught:
        WatcherMaker(Eyes(tmp_path))()
    assert caught.value.reason is Reason.ENGINE_DOWN
