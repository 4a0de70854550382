"""One window for one data folder and user: a second start shows the first one, and ends.

Who is first is told by a lock that ends with its holder, however it ends. The socket only carries
the wish to be shown, and nothing else: whoever connects to it says nothing and learns nothing.
"""

import getpass
import hashlib
import logging
import os
import sys
import time
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from PySide6.QtNetwork import QLocalSocket

SHOWN: Final = b"shown\n"
"""What the first window answers to whoever connects."""

WAIT_S: Final = 1.2
"""So long a second start waits for the first window: with its own start it is over within 2 s."""

SILENT_EXIT: Final = 75
"""The first window does not answer; try again later (EX_TEMPFAIL of sysexits.h)."""

_PATIENCE_S: Final = 0.8
"""Who has been connected to for less has not been given the time to answer."""

_AGAIN_S: Final = 0.05

_log = logging.getLogger(__name__)


class Standing(Enum):
    """What a start has found."""

    FIRST = auto()
    SHOWN = auto()
    STARTING = auto()
    SILENT = auto()


class OneWindow:
    """The claim of one start to be the only window of a data folder and user.

    Attributes:
        name: of the socket that the first window listens on.
        is_guarded: True while this start holds the lock; only then may it listen.
    """

    def __init__(self, data: Path) -> None:
        digest = _digest_of(data)
        self.name = f"liveness-station-{digest}"
        self.is_guarded = False
        # By its user as well: two users of one folder are two desks.
        self._lock = FileLock(
            data / f"window-{digest[:16]}.lock",
            mode=0o600,
            thread_local=False,
            fallback_to_soft=False,
        )

    def settle(self, *, within_s: float = WAIT_S) -> Standing:
        """Becomes the first, or has the first one shown.

        A window that is just ending is waited for. One whose lock is held while nobody listens is
        starting, and shows itself.
        """
        end_s = time.monotonic() + within_s
        standing = Standing.STARTING
        while not self._take():
            left_s = end_s - time.monotonic()
            if left_s <= 0:
                return standing
            standing = _ring(self.name, within_s=left_s)
            if standing is Standing.SHOWN:
                return standing
            time.sleep(_AGAIN_S)
        return Standing.FIRST

    def release(self) -> None:
        """Lets another start be the first; may be called twice."""
        self.is_guarded = False
        self._lock.release()

    def _take(self) -> bool:
        try:
            Path(self._lock.lock_file).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        except (OSError, NotImplementedError) as error:
            # A folder that cannot be written, or has no locks, must not keep the desk shut.
            _log.warning("a second window would not be noticed: %s", type(error).__name__)
            return True
        self.is_guarded = True
        return True


def _ring(name: str, *, within_s: float) -> Standing:
    """Connects to the first window and waits for its answer."""
    _let_raise()
    end_s = time.monotonic() + within_s
    socket = QLocalSocket()
    socket.connectToServer(name, QLocalSocket.OpenModeFlag.ReadOnly)
    try:
        if not socket.waitForConnected(_ms(end_s)) or not _is_own(socket.fullServerName()):
            return Standing.STARTING
        connected_s = time.monotonic()
        while socket.bytesAvailable() < len(SHOWN):
            if not socket.waitForReadyRead(_ms(end_s)):
                is_patient = time.monotonic() - connected_s >= _PATIENCE_S
                return Standing.SILENT if is_patient else Standing.STARTING
        is_answer = bytes(socket.read(len(SHOWN)).data()) == SHOWN
        return Standing.SHOWN if is_answer else Standing.SILENT
    finally:
        socket.abort()


def _ms(end_s: float) -> int:
    # Less than nothing would mean without end.
    return max(1, int((end_s - time.monotonic()) * 1000))


def _is_own(path: str) -> bool:
    """Tells whether a socket is this user's: anyone may put one of that name into /tmp first."""
    if sys.platform == "win32":
        return True
    try:
        return Path(path).stat().st_uid == os.geteuid()
    except OSError:
        return False


def _let_raise() -> None:
    """Lets the first window come to the front, which Windows grants only to who is there now."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)


def _digest_of(data: Path) -> str:
    user = ""
    # The folder alone will do where the account has no name.
    with suppress(OSError, KeyError, ImportError):
        user = getpass.getuser()
    # One folder may have several names.
    place = os.path.normcase(os.path.realpath(data))
    return hashlib.sha256(f"{place}\0{user}".encode("utf-8", "surrogateescape")).hexdigest()[:32]
