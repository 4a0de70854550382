"""Who holds the settings while the station runs: one place, told to everybody."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from liveness_station.settings.files import SettingsFileError, save_settings
from liveness_station.settings.floor import NO_FLOOR, Floor, raise_to
from liveness_station.settings.values import Settings


class SettingsKeeper(QObject):
    """Holds the settings in force and writes them down. Lives in the gui thread.

    Signals:
        changed(Settings, Settings): what they were and what they are.
        unsaved(): they hold for this run only.
    """

    changed = Signal(object, object)
    unsaved = Signal()

    def __init__(
        self, settings: Settings, path: Path, parent: QObject, *, floor: Floor = NO_FLOOR
    ) -> None:
        super().__init__(parent)
        self._settings = raise_to(settings, floor).settings
        self._path = path
        self.floor = floor

    @property
    def settings(self) -> Settings:
        """What is in force."""
        return self._settings

    def keep(self, settings: Settings) -> None:
        """Takes other settings, nowhere under the floor, and writes them down.

        A read-only profile must not stop the desk: then they hold for this run.
        """
        settings = raise_to(settings, self.floor).settings
        if settings == self._settings:
            return
        before, self._settings = self._settings, settings
        try:
            save_settings(self._path, settings)
        except SettingsFileError:
            self.unsaved.emit()
        self.changed.emit(before, settings)
