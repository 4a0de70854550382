"""The one clock by which the station tells how old something is."""

import sys
import time


def waking_clock_s() -> float:
    """Returns a time in seconds that never jumps back and goes on while the machine sleeps.

    Python's monotonic clock stands still during a suspension on Linux and on macOS, so that a
    verdict, a frame or an upload from before it would look fresh after it. Linux has another clock
    that goes on; macOS's CLOCK_MONOTONIC does, while Python asks for `mach_absolute_time`. On
    Windows both clocks that Python has used go on, GetTickCount64 and QueryPerformanceCounter:
    https://learn.microsoft.com/windows/win32/sysinfo/windows-time
    https://learn.microsoft.com/windows/win32/sysinfo/acquiring-high-resolution-time-stamps
    """
    name = "CLOCK_MONOTONIC" if sys.platform == "darwin" else "CLOCK_BOOTTIME"
    clock: int | None = getattr(time, name, None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)
