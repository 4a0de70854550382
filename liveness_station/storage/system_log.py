"""The door to the operating system's log."""

import sys
from collections.abc import Callable
from typing import Any, Final

_NAME: Final = "liveness-station"
_INFORMATION: Final = 4
_EVENT_ID: Final = 1


def add_event(library: Any, line: str, last_error: Callable[[], OSError]) -> None:
    """Adds a line to the event log of Windows, as information (ReportEventW).

    Args:
        library: advapi32.
        line: the line.
        last_error: makes an error of what the last call that failed has left behind.

    Raises:
        OSError: the log does not take it.
    """
    import ctypes

    library.RegisterEventSourceW.restype = ctypes.c_void_p
    source = library.RegisterEventSourceW(None, _NAME)
    if not source:
        raise last_error()
    handle = ctypes.c_void_p(source)
    lines = (ctypes.c_wchar_p * 1)(line)
    try:
        if not library.ReportEventW(handle, _INFORMATION, 0, _EVENT_ID, None, 1, 0, lines, None):
            raise last_error()
    finally:
        library.DeregisterEventSource(handle)


if sys.platform == "win32":

    def add_line(line: str) -> None:
        """Adds a line to the system's log.

        Raises:
            OSError: the log does not take it.
        """
        import ctypes

        add_event(ctypes.WinDLL("advapi32", use_last_error=True), line, ctypes.WinError)

else:

    def add_line(line: str) -> None:
        """Adds a line to the system's log: syslog, which the journal reads, and macOS has, too.

        Syslog says nothing of a line that it loses.
        """
        import syslog

        syslog.openlog(_NAME, syslog.LOG_PID, syslog.LOG_AUTH)
        try:
            syslog.syslog(syslog.LOG_NOTICE, line)
        finally:
            syslog.closelog()
