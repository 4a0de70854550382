"""The parts of a station that are wired to one another."""

from dataclasses import dataclass

from liveness_station.app.camera_desk import CameraDesk
from liveness_station.app.gate_desk import GateDesk
from liveness_station.app.paths import Places
from liveness_station.runtime.account_wishes import Book
from liveness_station.runtime.alert_board import AlertBoard
from liveness_station.runtime.controller import StationController
from liveness_station.runtime.io_worker import IoWorker
from liveness_station.ui.console import Console


@dataclass(frozen=True, slots=True)
class Parts:
    """What every desk within the station may need; built once, by the station."""

    places: Places
    controller: StationController
    console: Console
    cameras: CameraDesk
    gates: GateDesk
    alerts: AlertBoard
    worker: IoWorker
    book: Book
