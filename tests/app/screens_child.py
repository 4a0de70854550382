"""A desk on a real X server whose monitors are plugged and unplugged; says what became of it.

Usage: xvfb-run -s "-screen 0 1600x800x24" python -m tests.app.screens_child
"""

import ctypes
import sys
import time
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QApplication, QWidget

from liveness_station.app.screens import ScreenWatch, place_of
from liveness_station.app.subject_desk import SubjectDesk

_LONGEST_S = 20.0


class _Monitor(ctypes.Structure):
    """XRRMonitorInfo of libXrandr."""

    _fields_: ClassVar = [
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("output_count", ctypes.c_int),
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "width_mm", "height_mm")),
        ("outputs", ctypes.POINTER(ctypes.c_ulong)),
    ]


class Monitors:
    """The X server's monitors: "near" has the only output, "far" is made up."""

    def __init__(self) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._randr = ctypes.CDLL("libXrandr.so.2")
        pointer, number = ctypes.c_void_p, ctypes.c_ulong
        self._x.XOpenDisplay.restype = pointer
        self._x.XDefaultRootWindow.argtypes, self._x.XDefaultRootWindow.restype = [pointer], number
        self._x.XInternAtom.argtypes = [pointer, ctypes.c_char_p, ctypes.c_int]
        self._x.XInternAtom.restype = number
        self._x.XSync.argtypes = [pointer, ctypes.c_int]
        self._randr.XRRGetMonitors.restype = ctypes.POINTER(_Monitor)
        self._randr.XRRGetMonitors.argtypes = [pointer, number, ctypes.c_int, pointer]
        self._randr.XRRSetMonitor.argtypes = [pointer, number, ctypes.POINTER(_Monitor)]
        self._randr.XRRDeleteMonitor.argtypes = [pointer, number, number]
        self._display = self._x.XOpenDisplay(None)
        self._root = self._x.XDefaultRootWindow(self._display)

    def halve(self) -> None:
        """Gives the only output the left half of the picture."""
        count = ctypes.c_int()
        found = self._randr.XRRGetMonitors(self._display, self._root, 1, ctypes.byref(count))
        self._set(b"near", 0, found[0].outputs[0])

    def plug(self) -> None:
        """Adds a monitor on the right."""
        self._set(b"far", 800, None)

    def unplug(self) -> None:
        """Takes the monitor on the right away."""
        atom = self._x.XInternAtom(self._display, b"far", 0)
        self._randr.XRRDeleteMonitor(self._display, self._root, atom)
        self._x.XSync(self._display, 0)

    def _set(self, name: bytes, left: int, output: int | None) -> None:
        outputs = (ctypes.c_ulong * 1)(output or 0)
        atom = self._x.XInternAtom(self._display, name, 0)
        count = 0 if output is None else 1
        monitor = _Monitor(atom, 0, 0, count, left, 0, 800, 800, 200, 200, outputs)
        self._randr.XRRSetMonitor(self._display, self._root, ctypes.byref(monitor))
        self._x.XSync(self._display, 0)


def main() -> None:
    """Plugs, unplugs, and unplugs the one that the console is on."""
    application = QApplication([])
    monitors = Monitors()
    console = QWidget()
    console.setGeometry(50, 50, 400, 300)
    watch = ScreenWatch(application)
    desk = SubjectDesk(console, watch)
    console.show()

    def seen(name: str, condition: Callable[[], bool]) -> None:
        until = time.monotonic() + _LONGEST_S
        while not condition() and time.monotonic() < until:
            application.processEvents()
        sys.stdout.write(f"{name} {condition()}\n")

    def is_at(left: int) -> bool:
        display = desk.display
        is_open = display is not None and display.isVisible()
        return is_open and display is not None and display.geometry().left() == left

    monitors.halve()
    seen("one screen", lambda: len(watch.places()) == 1 and not desk.has_display)
    monitors.plug()
    seen("plugged", lambda: is_at(800))
    monitors.unplug()
    seen("unplugged", lambda: desk.display is not None and not desk.display.isVisible())
    monitors.plug()
    seen("plugged again", lambda: is_at(800))
    console.move(900, 60)
    seen("makes way", lambda: is_at(0))
    monitors.unplug()
    seen("alone", lambda: console.isVisible() and not desk.has_display)
    seen("at home", lambda: place_of(watch.places(), console.frameGeometry()) is not None)
    desk.stop()


if __name__ == "__main__":
    main()
