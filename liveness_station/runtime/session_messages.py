"""What Windows says of its session: locked, unlocked, about to sleep."""

import ctypes
import sys
from ctypes import wintypes
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Signal

# https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change
# https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast
WM_WTSSESSION_CHANGE: Final = 0x02B1
WTS_CONSOLE_DISCONNECT: Final = 2
WTS_REMOTE_DISCONNECT: Final = 4
WTS_SESSION_LOCK: Final = 7
WTS_SESSION_UNLOCK: Final = 8
WM_POWERBROADCAST: Final = 0x0218
PBT_APMSUSPEND: Final = 4
PBT_APMRESUMEAUTOMATIC: Final = 18
_NOTIFY_FOR_THIS_SESSION: Final = 0
_MESSAGES: Final = b"windows_generic_MSG"


class SessionMessages(QObject):
    """Turns a window's messages into signals. Lives in the gui thread.

    Signals:
        said_locked(bool): the session was locked or left, or unlocked.
        said_sleeping(bool): the machine is about to sleep, or has woken.
    """

    said_locked = Signal(bool)
    said_sleeping = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.filter: Final = _Filter(self)
        self._window_id = 0

    def start(self, window_id: int) -> None:
        """Asks Windows to tell a window of its session; of sleep it tells every window."""
        if sys.platform == "win32" and register(window_id, is_wanted=True):
            self._window_id = window_id

    def stop(self) -> None:
        """Asks for nothing more; before the window is gone."""
        if self._window_id:
            register(self._window_id, is_wanted=False)
        self._window_id = 0

    def take(self, message: int, detail: int) -> None:
        """Takes one message of a window."""
        if message == WM_POWERBROADCAST and detail in {PBT_APMSUSPEND, PBT_APMRESUMEAUTOMATIC}:
            self.said_sleeping.emit(detail == PBT_APMSUSPEND)
        elif message == WM_WTSSESSION_CHANGE:
            if detail in {WTS_SESSION_LOCK, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT}:
                self.said_locked.emit(True)
            elif detail == WTS_SESSION_UNLOCK:
                self.said_locked.emit(False)


class _Filter(QAbstractNativeEventFilter):
    """Looks at every message of the program's windows and keeps none back."""

    def __init__(self, owner: SessionMessages) -> None:
        super().__init__()
        self._owner = owner

    # Qt's own name for it.
    def nativeEventFilter(  # noqa: N802
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if QByteArray(kind) == _MESSAGES:
            found = wintypes.MSG.from_address(int(message))
            self._owner.take(found.message, found.wParam)
        return False, 0


def register(window_id: int, *, is_wanted: bool) -> bool:
    """Begins or ends the session's messages to a window; False where Windows will not."""
    library = ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined,unused-ignore]  # Windows has it
    if is_wanted:
        return bool(
            library.WTSRegisterSessionNotification(
                wintypes.HWND(window_id), wintypes.DWORD(_NOTIFY_FOR_THIS_SESSION)
            )
        )
    return bool(library.WTSUnRegisterSessionNotification(wintypes.HWND(window_id)))
