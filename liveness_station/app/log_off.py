"""The end of the operating system's session: the program ends with it, and asks nobody."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from liveness_station.app.station import Station


class LogOff(QObject):
    """Ends the station when the user logs off or the machine shuts down. Lives in the gui thread.

    Everything is done before the answer: a system that was told "go on" may end the program at any
    moment after. One whose log-off is then called off by another program finds this one closed.
    """

    def __init__(self, application: QApplication, station: Station) -> None:
        super().__init__(station)
        self._application = application
        self._station = station
        application.commitDataRequest.connect(self._on_commit_data_requested)

    @Slot()
    def _on_commit_data_requested(self) -> None:
        self._station.console.hide()
        self._station.stop()
        # A question that is open ends with its own event loop: this ends them all.
        self._application.exit(0)
