"""The operating system's session: whoever locks the computer's screen locks the desk with it."""

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

if TYPE_CHECKING:
    from liveness_station.runtime.session_bus import BusPlaces, SessionBus
    from liveness_station.runtime.session_messages import SessionMessages


class SessionWatch(QObject):
    """Tells of the session's locking, unlocking and sleep. Lives in the gui thread.

    Linux: the desktop's screen saver and logind, over D-Bus; without a bus nothing is told.
    Windows: the session's and the power messages of a window. macOS: nothing is told, as Qt has no
    way to it; the desk's own lock (`IdleWatch`) locks there after its minutes, and when the
    machine wakes after them.

    Signals:
        locked(): the session was locked.
        unlocked(): it is neither locked nor asleep any more; sooner or later after any other.
        sleeping(): the machine is about to sleep; where that came too late, it has just woken.
    """

    locked = Signal()
    unlocked = Signal()
    sleeping = Signal()

    def __init__(self, application: QCoreApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._is_locked = False
        self._is_asleep = False
        self._bus: SessionBus | None = None
        self._messages: SessionMessages | None = None

    def start(self, window_id: int) -> None:
        """Begins to listen.

        Args:
            window_id: `winId()` of the main window, to which Windows tells what it has to tell.
        """
        if sys.platform == "linux":
            from liveness_station.runtime.session_bus import BusPlaces

            self.listen_to_bus(BusPlaces.of(os.environ))
        elif sys.platform == "win32":
            self.listen_to_messages(window_id)

    def listen_to_bus(self, places: "BusPlaces") -> "SessionBus":
        """Listens to screen savers and logind."""
        from liveness_station.runtime.session_bus import SessionBus

        self._bus = SessionBus(places, self)
        self._join(self._bus)
        self._bus.start()
        return self._bus

    def listen_to_messages(self, window_id: int) -> "SessionMessages":
        """Listens to what Windows tells a window."""
        from liveness_station.runtime.session_messages import SessionMessages

        self._messages = SessionMessages(self)
        self._join(self._messages)
        self._application.installNativeEventFilter(self._messages.filter)
        self._messages.start(window_id)
        return self._messages

    def stop(self) -> None:
        """Listens no more; before the main window is gone."""
        if self._bus is not None:
            self._bus.stop()
        if self._messages is not None:
            self._application.removeNativeEventFilter(self._messages.filter)
            self._messages.stop()
        self._bus = self._messages = None

    def _join(self, listener: "SessionBus | SessionMessages") -> None:
        listener.said_locked.connect(self.on_said_locked)
        listener.said_sleeping.connect(self.on_said_sleeping)

    @Slot(bool)
    def on_said_locked(self, is_locked: bool) -> None:
        """Takes what a listener says; several may say the same."""
        if is_locked == self._is_locked:
            return
        self._is_locked = is_locked
        if is_locked:
            self.locked.emit()
        elif not self._is_asleep:
            self.unlocked.emit()

    @Slot(bool)
    def on_said_sleeping(self, is_asleep: bool) -> None:
        """Takes what a listener says; Windows wakes without sleep where it must save power fast."""
        if is_asleep == self._is_asleep:
            return
        self._is_asleep = is_asleep
        if is_asleep:
            self.sleeping.emit()
        elif not self._is_locked:
            self.unlocked.emit()
