"""What a Linux desktop says of its session: locked, unlocked, about to sleep."""

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from liveness_station.runtime.bus_greeting import answers

_STOP_LIMIT_S: Final = 5.0
_SYSTEM_DEFAULT: Final = "unix:path=/run/dbus/system_bus_socket"
_LOGIND: Final = "org.freedesktop.login1"
# Each desktop has its own, and says the same with it.
_SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


@dataclass(frozen=True, slots=True)
class BusPlaces:
    """Where the buses listen, and which session is ours.

    Attributes:
        session: address of the session bus; "" for none.
        system: address of the system bus; "" for none.
        session_id: as logind counts sessions; "" where that is not known.
    """

    session: str
    system: str
    session_id: str

    @staticmethod
    def of(environ: Mapping[str, str]) -> "BusPlaces":
        """Returns what the environment names."""
        return BusPlaces(
            environ.get("DBUS_SESSION_BUS_ADDRESS", ""),
            environ.get("DBUS_SYSTEM_BUS_ADDRESS", _SYSTEM_DEFAULT),
            environ.get("XDG_SESSION_ID", ""),
        )


@dataclass(frozen=True, slots=True)
class _Source:
    """Who says something, and what it is called; "" for whoever says it."""

    service: str
    interface: str
    member: str


class SessionBus(QObject):
    """Listens to screen savers and to logind. Lives in the gui thread.

    Signals:
        said_locked(bool): the session was locked, or unlocked.
        said_sleeping(bool): the machine is about to sleep, or has woken.
    """

    said_locked = Signal(bool)
    said_sleeping = Signal(bool)

    def __init__(self, places: BusPlaces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._session_path = f"/org/freedesktop/login1/session/{_label(places.session_id)}"
        self._buses: list[str] = []
        self._thread = threading.Thread(target=self._join, name="session-bus", daemon=True)

    @property
    def is_joining(self) -> bool:
        """Tells whether buses are being joined yet."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begins to listen, without waiting for a bus."""
        self._thread.start()

    def stop(self) -> None:
        """Listens no more."""
        if self._thread.is_alive():
            self._thread.join(_STOP_LIMIT_S)
        for name in self._buses:
            QDBusConnection.disconnectFromBus(name)
        self._buses = []

    def _join(self) -> None:
        # Qt waits for a bus without end and holds Python's lock meanwhile: the whole program would
        # stand still with a bus that hangs. So only one that answers is joined.
        wishes = (("session", self._places.session), ("system", self._places.system))
        for kind, address in wishes:
            if answers(address):
                self._listen(kind, address)

    def _listen(self, kind: str, address: str) -> None:
        name = f"liveness-station-{kind}-{id(self):x}"
        bus = QDBusConnection.connectToBus(address, name)
        self._buses.append(name)
        if kind == "session":
            for saver in _SCREEN_SAVERS:
                self._hear(
                    bus, _Source("", saver, "ActiveChanged"), _slot(self.on_active_changed, "bool")
                )
            return
        sleep = _Source(_LOGIND, f"{_LOGIND}.Manager", "PrepareForSleep")
        self._hear(bus, sleep, _slot(self.on_prepare_for_sleep, "bool"))
        for member in ("Lock", "Unlock") if self._places.session_id else ():
            session = _Source(_LOGIND, f"{_LOGIND}.Session", member)
            self._hear(bus, session, _slot(self.on_session_signal, "QDBusMessage"))

    def _hear(self, bus: QDBusConnection, source: _Source, slot: str) -> None:
        bus.connect(source.service, "", source.interface, source.member, self, slot)  # type: ignore[call-overload]  # the stubs want bytes, the call none

    @Slot(bool)
    def on_active_changed(self, is_active: bool) -> None:
        """Takes what a screen saver says."""
        self.said_locked.emit(is_active)

    @Slot(bool)
    def on_prepare_for_sleep(self, is_beginning: bool) -> None:
        """Takes what logind says before a sleep, and after it."""
        self.said_sleeping.emit(is_beginning)

    @Slot(QDBusMessage)
    def on_session_signal(self, message: QDBusMessage) -> None:
        """Takes what logind says of a session, if it is ours."""
        if message.path() == self._session_path:
            self.said_locked.emit(message.member() == "Lock")


def _slot(method: Callable[..., None], kind: str) -> str:
    """Returns how Qt calls a slot of one argument."""
    return SLOT(f"{method.__name__}({kind})")


def _label(session_id: str) -> str:
    """Returns a session's id as it stands in its path, where only letters and digits may stand."""
    kept = re.sub(rb"[^A-Za-z0-9]", lambda one: b"_%02x" % one[0][0], session_id.encode()).decode()
    # A label does not begin with a digit.
    return f"_{ord(kept[0]):02x}{kept[1:]}" if kept[:1].isdigit() else kept
