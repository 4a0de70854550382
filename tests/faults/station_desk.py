"""The whole station with a workbench in memory: hands, and what went wrong."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness_station.app import appearance
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import find_places
from liveness_station.app.station import Station
from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.frames import Frame
from liveness_station.domain.outcomes import Job, Outcome
from liveness_station.domain.signals import Signal
from liveness_station.runtime.account_wishes import Book
from liveness_station.session.states import CameraLive, DeskState, Idle, Showing, Verifying
from liveness_station.settings.values import CheckChoice, Language, Settings
from tests.fakes.vault import FakeVault
from tests.fakes.workbench import FakeWorkbench

SETTINGS = Settings(
    source="demo",
    language=Language.ENGLISH,
    check=CheckChoice.STILL,
    consent=ConsentRule.ELSEWHERE,
    attempts_most=0,
    sounds=False,
    subject_display=False,
)


@dataclass(slots=True)
class SlowWorkbench(FakeWorkbench):
    """Has LIVE for an answer, and can keep it back although it is told to give up."""

    is_keeping: bool = False
    asked: threading.Event = field(default_factory=threading.Event)
    answers: threading.Event = field(default_factory=threading.Event)

    def verify_burst(
        self, job: Job, frames: tuple[Frame, ...], signals: tuple[Signal, ...]
    ) -> Outcome:
        outcome = FakeWorkbench.verify_burst(self, job, frames, signals)
        if self.is_keeping:
            self.asked.set()
            assert self.answers.wait(30.0), "nobody let the answer out"
        return outcome


class Hands:
    """Works at a station as somebody at the desk would."""

    def __init__(self, station: Station, bench: SlowWorkbench, qtbot: QtBot) -> None:
        self.station, self.bench, self.qtbot = station, bench, qtbot

    @property
    def state(self) -> DeskState:
        return self.station.controller.state

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)

    def wait_for_picture(self) -> None:
        """Waits for a live picture on screen, and a desk that would capture it."""
        preview = self.station.console.preview
        self.wait_for(lambda: isinstance(self.state.camera, CameraLive))
        self.wait_for(lambda: preview.painted_frame is not None)

    def name(self, reference: str) -> None:
        """Sets the subject."""
        entry = self.station.console.subject.entry
        entry.setText(reference)
        entry.returnPressed.emit()
        self.wait_for(lambda: self.state.subject is not None)
        assert self.state.subject is not None
        assert self.state.subject.reference == reference

    def press_capture(self) -> None:
        self.wait_for(self.station.console.capture.isEnabled)
        self.station.console.capture.click()

    def check(self, reference: str) -> Outcome:
        """Checks a subject and returns what is shown."""
        self.name(reference)
        self.press_capture()
        self.wait_for(lambda: isinstance(self.state.phase, Showing))
        assert isinstance(self.state.phase, Showing)
        return self.state.phase.outcome

    def begin(self, reference: str) -> Job:
        """Begins a check whose answer is kept back."""
        self.bench.is_keeping = True
        self.name(reference)
        self.press_capture()
        self.wait_for(self.bench.asked.is_set)
        phase = self.state.phase
        assert isinstance(phase, Verifying)
        return phase.job

    def is_idle(self) -> bool:
        return isinstance(self.state.phase, Idle)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.station.console.preview, key)


@contextmanager
def at_station(
    qapp: QApplication,
    qtbot: QtBot,
    folder: Path,
    settings: Settings = SETTINGS,
    *,
    book: Book | None = None,
    has_real_bench: bool = False,
) -> Iterator[Hands]:
    """Opens a station, waits until somebody could work at it, and closes it."""
    places = find_places(folder)
    appearance.load_fonts(qapp, places.fonts)
    bench = SlowWorkbench()
    real = LazyWorkbench(places, settings, data_dir=folder, make_vault=FakeVault)
    station = Station(qapp, places, settings, real if has_real_bench else bench, book=book)
    station.start()
    hands = Hands(station, bench, qtbot)
    try:
        yield hands
    finally:
        bench.answers.set()
        station.console.hide()
        assert station.stop()
        with suppress(RuntimeError):
            station.console.deleteLater()
        station.deleteLater()
        QTest.qWait(0)
