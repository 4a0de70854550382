"""The main job once, by itself, on the demonstration source and without a screen.

The very window, threads, service and records of a working day are used; only the hand that types
and presses is replaced. Whatever verdict the engine gives is the one shown.
"""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from liveness_station.app.desktop import (
    Ending,
    leave,
    make_application,
    read_settings,
    with_interrupt,
)
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.logs import open_log
from liveness_station.app.nobody import NobodysBook
from liveness_station.app.paths import Places, find_places
from liveness_station.app.station import Station
from liveness_station.domain.consents import ConsentRule
from liveness_station.domain.outcomes import Outcome
from liveness_station.session.states import CameraLive, EngineFailed, EngineReady, Idle, Showing
from liveness_station.settings.values import CheckChoice, EndpointChoice

SUBJECT = "DEMO-1"
LIMIT_MS = 60_000
_LOOK_MS = 50


class Hand(QObject):
    """Does what an operator would do, when the window is ready for it. Thread: gui.

    Signals:
        finished(): an outcome is on screen, or there will be none.
    """

    finished = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._station = station
        self.outcome: Outcome | None = None
        self.trouble = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(LIMIT_MS)
        self._limit.timeout.connect(self._on_limit)

    def start(self) -> None:
        """Begins to watch the window, at the size that its picture is to have."""
        self._station.console.resize(1280, 800)
        self._timer.start()
        self._limit.start()

    def _end(self, trouble: str = "") -> None:
        self.trouble = trouble
        self._timer.stop()
        self._limit.stop()
        self.finished.emit()

    @Slot()
    def _on_look(self) -> None:
        state, console = self._station.controller.state, self._station.console
        if isinstance(state.engine, EngineFailed):
            self._end(f"the engine does not start ({state.engine.detail})")
        elif isinstance(state.phase, Showing):
            self.outcome = state.phase.outcome
            self._end()
        elif not isinstance(state.engine, EngineReady) or not isinstance(state.camera, CameraLive):
            return
        elif state.subject is None:
            console.subject.entry.setText(SUBJECT)
            console.subject.entry.returnPressed.emit()
        elif isinstance(state.phase, Idle) and console.preview.painted_frame is not None:
            console.capture.click()

    @Slot()
    def _on_limit(self) -> None:
        self._end("nothing came within a minute")


def run(arguments: argparse.Namespace) -> int:
    """Plays the job; exit code 0 if it was recorded, 1 if it could not be played."""
    if sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    places = find_places(arguments.data_dir)
    open_log(places.logs, "station")
    settings = replace(
        read_settings(arguments, places),
        source="demo",
        endpoint=EndpointChoice.LOCAL,
        # A portrait turns its head for nobody.
        check=CheckChoice.STILL,
        # Nor is it asked for its consent.
        consent=ConsentRule.ELSEWHERE,
    )
    application = make_application(places)
    bench = LazyWorkbench(places, settings, data_dir=arguments.data_dir)
    # Where people sign in, this desk's hand has no PIN.
    station = Station(application, places, settings, bench, book=NobodysBook())
    hand = Hand(station)
    ending = Ending(application)
    hand.finished.connect(ending.on_closed)
    with_interrupt(application)
    station.start()
    hand.start()
    try:
        application.exec()
        picture = getattr(arguments, "picture", None) or places.demonstration
        return _report(station, hand, picture, places)
    finally:
        leave(station)


def _report(station: Station, hand: Hand, picture: Path, places: Places) -> int:
    if hand.outcome is None:
        print(f"The demonstration could not be played: {hand.trouble or 'interrupted'}.")
        print("Run `liveness-station doctor` to see what is missing.")
        return 1
    is_saved = _save(station, picture)
    decision = hand.outcome.decision
    score = "none" if decision.score is None else f"{decision.score:.3f}"
    print("Demonstration on a public-domain portrait; it is counted nowhere.")
    print(f"  Verdict: {decision.verdict.value} ({decision.reason.value})")
    print(f"  Score:   {score}, threshold {hand.outcome.job.policy.threshold:.2f}")
    print(f"  Engine:  {hand.outcome.engine or 'unknown'}, {hand.outcome.elapsed_ms:.0f} ms")
    if hand.outcome.recorded:
        print(f"  Record:  number {hand.outcome.record_sequence} in {places.records}")
    else:
        print(f"  Record:  none; {places.records} cannot be written")
    print(f"  Window:  {picture if is_saved else 'the picture could not be written'}")
    if not is_saved or not hand.outcome.recorded:
        print("Give a folder that can be written with --data-dir DIR.")
    print("With a camera and a display, run `python3 bootstrap.py run` (or liveness-station);")
    print("`--source` takes a camera, a file or an address; `check FILE` judges a picture.")
    return 0 if hand.outcome.recorded and is_saved else 1


def _save(station: Station, picture: Path) -> bool:
    try:
        picture.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return station.console.grab().save(str(picture), "PNG")
