"""`liveness-station`: the operator's window, or the demonstration where none can be shown."""

import argparse
import sys
from typing import TYPE_CHECKING, Final

from liveness_station.app.display import missing_display
from liveness_station.app.one_window import SILENT_EXIT, OneWindow, Standing
from liveness_station.app.paths import Places, find_places

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from liveness_station.app.crash_guard import CrashGuard
    from liveness_station.app.station import Station

LOG: Final = "station"

_WORDS = {
    Standing.SHOWN: "Liveness Station is open already; its window is shown.",
    Standing.STARTING: "Liveness Station is starting already.",
    Standing.SILENT: (
        "Liveness Station is open already and does not answer. End that program, then start again."
    ),
}


def run(arguments: argparse.Namespace) -> int:
    """Opens the window and returns when it is closed."""
    why = missing_display()
    if why is not None:
        from liveness_station.app import demonstration

        print(f"No window can be shown: {why}. Playing the demonstration instead.", flush=True)
        return demonstration.run(arguments)
    return open_window(arguments)


def open_window(arguments: argparse.Namespace) -> int:
    """Opens the window, or has the one shown that is open; that takes no more than 2 s."""
    places = find_places(arguments.data_dir)
    one = OneWindow(places.data)
    standing = one.settle()
    if standing is not Standing.FIRST:
        # A windowed program has no stream.
        if sys.stderr is not None:
            print(_WORDS[standing], file=sys.stderr, flush=True)
        return SILENT_EXIT if standing is Standing.SILENT else 0
    try:
        return _work(arguments, places, one)
    finally:
        one.release()


def _work(arguments: argparse.Namespace, places: Places, one: OneWindow) -> int:
    # Not before it is settled that there is to be a window: this takes half a second.
    from liveness_station.app import desktop
    from liveness_station.app.doorbell import Doorbell
    from liveness_station.app.lazy_workbench import LazyWorkbench
    from liveness_station.app.logs import open_log
    from liveness_station.app.station import Station
    from liveness_station.exports.leftovers import sweep

    open_log(places.logs, LOG)
    sweep(places.drafts)
    settings = desktop.read_settings(arguments, places)
    application = desktop.make_application(places)
    bench = LazyWorkbench(places, settings, data_dir=arguments.data_dir)
    station = Station(application, places, settings, bench)
    guard = _prepare_ends(application, station, places)
    for alert in desktop.alerts_of(places):
        station.alerts.on_raised(alert)
    station.start()
    doorbell = Doorbell(one.name, lambda: desktop.front_of(station), station)
    if one.is_guarded:
        doorbell.listen()
    try:
        return application.exec()
    finally:
        # The doorbell stays until the threads have ended: a start meanwhile waits, or is told.
        desktop.leave(station)
        doorbell.close()
        guard.remove()


def _prepare_ends(application: "QApplication", station: "Station", places: Places) -> "CrashGuard":
    """Has every way in which the window may end, end well; and what is no end, go on."""
    from liveness_station.app import desktop
    from liveness_station.app.crash_guard import CrashGuard
    from liveness_station.app.log_off import LogOff

    ending = desktop.Ending(application)
    station.console.closed.connect(ending.on_closed)
    # Whoever may close a window may close a locked one: nothing is open behind it.
    station.desks.day.leaving.connect(ending.on_closed)
    desktop.with_interrupt(application)
    LogOff(application, station)
    log_file = places.logs / f"{LOG}.log"
    guard = CrashGuard(lambda: desktop.dialog_place_of(station), log_file, station)
    guard.caught.connect(station.controller.on_unforeseen)
    guard.install()
    return guard
