"""Profiles read and written on a thread of their own: a folder may be far away, or hang."""

import threading
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from liveness_station.settings.profiles import Profile, ProfileError, read_profile, write_profile
from liveness_station.settings.values import Settings

_JOIN_S: Final = 1.0


class ProfileFiles(QObject):
    """Reads and writes one file at a time, each on a thread that ends with it. Lives in the gui.

    Signals:
        read(Path, Profile | ProfileError): what a file says.
        written(Path, ProfileError | None): a file is there, or why not.
    """

    read = Signal(object, object)
    written = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None

    def fetch(self, path: Path, settings: Settings) -> None:
        """Has a file read, as it fits these settings; nothing while another one is under way."""
        self._start(threading.Thread(target=self._read, args=(path, settings)))

    def put(self, path: Path, settings: Settings, *, has_own: bool) -> None:
        """Has a file written; nothing while another one is under way."""
        self._start(threading.Thread(target=self._write, args=(path, settings, has_own)))

    def stop(self) -> None:
        """Waits a moment for a file that is under way; one that hangs is left behind."""
        if self._thread is not None:
            self._thread.join(_JOIN_S)

    def _start(self, thread: threading.Thread) -> None:
        if self._thread is None or not self._thread.is_alive():
            thread.name, thread.daemon = "profile", True
            self._thread = thread
            thread.start()

    def _read(self, path: Path, settings: Settings) -> None:
        answer: Profile | ProfileError
        try:
            answer = read_profile(path, settings)
        except ProfileError as error:
            answer = error
        self.read.emit(path, answer)

    def _write(self, path: Path, settings: Settings, has_own: bool) -> None:
        trouble: ProfileError | None = None
        try:
            write_profile(path, settings, has_own=has_own)
        except ProfileError as error:
            trouble = error
        self.written.emit(path, trouble)
