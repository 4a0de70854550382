"""`liveness-station`: the operator's window, or the demonstration where none can be shown."""

import argparse

from liveness_station.app import demonstration, desktop
from liveness_station.app.display import missing_display
from liveness_station.app.lazy_workbench import LazyWorkbench
from liveness_station.app.logs import open_log
from liveness_station.app.paths import find_places
from liveness_station.app.station import Station


def run(arguments: argparse.Namespace) -> int:
    """Opens the window and returns when it is closed."""
    why = missing_display()
    if why is not None:
        print(f"No window can be shown: {why}. Playing the demonstration instead.", flush=True)
        return demonstration.run(arguments)
    places = find_places(arguments.data_dir)
    open_log(places.logs, "station")
    settings = desktop.read_settings(arguments, places)
    application = desktop.make_application(places)
    bench = LazyWorkbench(places, settings, data_dir=arguments.data_dir)
    station = Station(application, places, settings, bench)
    ending = desktop.Ending(application)
    station.console.closed.connect(ending.on_closed)
    desktop.with_interrupt(application)
    for alert in desktop.alerts_of(places):
        station.alerts.on_raised(alert)
    station.start()
    try:
        return application.exec()
    finally:
        desktop.leave(station)
