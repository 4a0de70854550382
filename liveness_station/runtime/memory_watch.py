"""How much memory this computer has left: a check that fails half-way helps nobody."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

LEAST_BYTES: Final = 200_000_000
"""With less than that no check is begun (FAULTS.md U11)."""

ENOUGH_BYTES: Final = 260_000_000
"""With that they are begun again: at the limit itself the window would flicker."""

_LOOK_MS: Final = 2_000
_MEMINFO: Final = Path("/proc/meminfo")


class MemoryWatch(QObject):
    """Looks every two seconds. Lives in the gui thread; a look is one small read.

    Args:
        free_bytes: how much there is; None where the system does not say.

    Signals:
        changed(bool): there is too little; or enough again.
    """

    changed = Signal(bool)

    def __init__(
        self, parent: QObject | None = None, *, free_bytes: Callable[[], int | None] | None = None
    ) -> None:
        super().__init__(parent)
        self._free_bytes = free_bytes or available_bytes
        self._is_low = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Begins to look, at once."""
        self._timer.start()
        self._look()

    def stop(self) -> None:
        """Looks no more."""
        self._timer.stop()

    def _look(self) -> None:
        free = self._free_bytes()
        if free is None:
            return
        is_low = free < (ENOUGH_BYTES if self._is_low else LEAST_BYTES)
        if is_low != self._is_low:
            self._is_low = is_low
            self.changed.emit(is_low)

    @Slot()
    def _on_timeout(self) -> None:
        self._look()


def available_bytes(meminfo: Path = _MEMINFO) -> int | None:
    """Returns what programs can still get without swapping, or None where nobody says."""
    if sys.platform == "win32":
        return _available_on_windows()
    try:
        lines = meminfo.read_text("ascii").splitlines()
        found = next(line for line in lines if line.startswith("MemAvailable:"))
        return int(found.split()[1]) * 1024
    except (OSError, StopIteration, ValueError, IndexError):
        return None


def _available_on_windows() -> int | None:
    import ctypes

    class Status(ctypes.Structure):
        """MEMORYSTATUSEX."""

        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("available", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 5),
        )

    status = Status(length=ctypes.sizeof(Status))
    windll = getattr(ctypes, "windll", None)
    if windll is None or not windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.available)
