"""From "next" to a verdict on screen, with the real station and the local engine.

`python -m benchmarks.day [--subjects N]`: a hand that loses no time presses N, Y and Space for each
of N subjects; the picture is the demonstration's portrait, as a file. Keys are pressed as soon as
the station can take them, so that what is left is the station's: keys held back, consent written
down, capture, check, painting. Nothing here says how fast people are.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from liveness_station.app import appearance
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.paths import find_places
from liveness_station.app.station import Station
from liveness_station.domain.queue import Queue, Waiting
from liveness_station.domain.subjects import Subject
from liveness_station.session.states import DeskState, EngineReady, Showing
from liveness_station.session.visits import ConsentStep
from liveness_station.settings.values import CheckChoice, Language, Settings
from tests.fakes.vault import FakeVault

LIMIT_S = 30.0


def main() -> int:
    """Measures and prints medians and the worst; 0 where all were judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subjects", type=int, default=30)
    subjects = parser.parse_args().subjects
    with tempfile.TemporaryDirectory() as folder:
        totals, engines = _measure(Path(folder), subjects)
    own = [total - engine for total, engine in zip(totals, engines, strict=True)]
    for name, values in (("next to verdict", totals), ("engine", engines), ("the rest", own)):
        middle, worst = statistics.median(values), max(values)
        print(f"{name:16} median {middle * 1e3:7.1f} ms, worst {worst * 1e3:7.1f} ms")
    return 0


def _measure(folder: Path, subjects: int) -> tuple[list[float], list[float]]:
    application = QApplication(sys.argv[:1])
    places = find_places(folder)
    appearance.load_fonts(application, places.fonts)
    settings = Settings(
        source=str(places.portrait),
        language=Language.ENGLISH,
        check=CheckChoice.STILL,
        sounds=False,
    )
    bench = LazyWorkbench(places, settings, data_dir=folder, make_vault=FakeVault)
    station = Station(application, places, settings, bench)
    station.start()
    try:
        return _play(station, subjects)
    finally:
        station.console.close()
        station.stop()


def _play(station: Station, subjects: int) -> tuple[list[float], list[float]]:
    controller, console = station.controller, station.console

    def wait(is_so: Callable[[DeskState], bool]) -> None:
        until_s = time.perf_counter() + LIMIT_S
        while not is_so(controller.state):
            QTest.qWait(1)
            if time.perf_counter() > until_s:
                raise TimeoutError(str(controller.state.notice))

    wait(lambda state: isinstance(state.engine, EngineReady) and not state.is_locked)
    while console.preview.painted_frame is None:
        QTest.qWait(5)
    line = tuple(Waiting(Subject(f"A-{number}")) for number in range(subjects))
    controller.visits.on_queue_edited(Queue(line))
    totals, engines = [], []
    for _ in range(subjects):
        began_s = time.perf_counter()
        QTest.keyClick(console.preview, Qt.Key.Key_N)
        wait(lambda state: state.visit.step is ConsentStep.ASKING and state.visit.is_looked_up)
        QTest.keyClick(console.preview, Qt.Key.Key_Y)
        wait(lambda state: state.visit.step is ConsentStep.SETTLED)
        QTest.keyClick(console.preview, Qt.Key.Key_Space)
        wait(lambda state: isinstance(state.phase, Showing))
        console.repaint()
        totals.append(time.perf_counter() - began_s)
        phase = controller.state.phase
        assert isinstance(phase, Showing)
        engines.append(sum(one.ask_ms or 0.0 for one in phase.outcome.inquiries) / 1e3)
        QTest.keyClick(console.preview, Qt.Key.Key_Return)
        wait(lambda state: state.subject is None)
    return totals, engines


if __name__ == "__main__":
    sys.exit(main())
