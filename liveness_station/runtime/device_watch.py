"""Notices that a camera was plugged in or pulled out, and has the list read again."""

import sys
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

_DEVICES: Final = "/dev"
_SETTLE_MS: Final = 300
"""A node is there before its rights are; and one camera brings several nodes."""
_SECOND_LOOK_MS: Final = 2000
_LOOK_MS: Final = 2000
_LOOK_WHILE_LIVE_MS: Final = 10_000


class DeviceWatch(QObject):
    """Asks for a new list whenever there may be another one. Thread: gui.

    Linux tells of every change in its folder of devices; elsewhere the list is asked for every two
    seconds while there is no picture, and every ten while there is one. No list is asked for before
    the last one has come.

    Signals:
        list_wanted(): read the list of cameras again.
    """

    list_wanted = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        folder: str = _DEVICES,
        platform: str = sys.platform,
        settle_ms: int = _SETTLE_MS,
        second_look_ms: int = _SECOND_LOOK_MS,
    ) -> None:
        super().__init__(parent)
        self._is_waiting = False
        self._is_missed = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_folder_changed)
        has_folder = platform == "linux" and self._watcher.addPath(folder)
        self._settle = self._single(settle_ms)
        self._again = self._single(second_look_ms)
        self._poll = QTimer(self)
        self._poll.setInterval(_LOOK_MS)
        self._poll.timeout.connect(self._on_settled)
        self._is_polling = not has_folder

    def start(self) -> None:
        """Begins to watch."""
        if self._is_polling:
            self._poll.start()

    def stop(self) -> None:
        """Ends watching; nothing is asked for any more."""
        for timer in (self._settle, self._again, self._poll):
            timer.stop()
        self._watcher.directoryChanged.disconnect(self._on_folder_changed)

    @Slot()
    def on_listed(self) -> None:
        """Notes that a list has come, whoever asked for it."""
        self._is_waiting = False
        if self._is_missed:
            self._is_missed = False
            self._on_settled()

    def set_live(self, *, is_live: bool) -> None:
        """Notes whether there is a picture."""
        interval_ms = _LOOK_WHILE_LIVE_MS if is_live else _LOOK_MS
        if interval_ms != self._poll.interval():
            self._poll.setInterval(interval_ms)

    def _single(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(self._on_settled)
        return timer

    @Slot(str)
    def _on_folder_changed(self, _: str) -> None:
        self._settle.start()
        self._again.start()

    @Slot()
    def _on_settled(self) -> None:
        if self._is_waiting:
            self._is_missed = True
            return
        self._is_waiting = True
        self.list_wanted.emit()
