"""Whether a window can be shown, found out before Qt tries and ends the process."""

import ctypes
import os
import sys
from collections.abc import Mapping

_HEADLESS_PLATFORMS = frozenset({"offscreen", "minimal", "vnc", "linuxfb"})
# What Qt's xcb plugin asks of the system besides what is shipped with it.
_XCB_LIBRARIES = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4")


def missing_display(environment: Mapping[str, str] = os.environ) -> str | None:
    """Returns why no window can be shown, in a few words, or None where one can."""
    if environment.get("QT_QPA_PLATFORM", "").split(":")[0] in _HEADLESS_PLATFORMS:
        return "QT_QPA_PLATFORM asks for no screen"
    if sys.platform != "linux":
        return None
    if environment.get("WAYLAND_DISPLAY"):
        return None
    if not environment.get("DISPLAY"):
        return "there is no display here"
    for name in _XCB_LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            return f"the library {name} is missing"
    return None if _answers() else "the display does not answer"


def _answers() -> bool:
    """Tells whether the X server that DISPLAY names accepts a connection.

    The connection stays open for as long as the process lives: a virtual server resets itself when
    its last client leaves, and Qt would find it closed a moment later.
    """
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    return bool(connection) and int(xcb.xcb_connection_has_error(connection)) == 0
