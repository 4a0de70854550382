"""Looks at what a test left behind: threads, child processes, windows, warnings, connections."""

import contextlib
import ipaddress
import logging
import os
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

GRACE_S = 2.0
HOME_FOLDERS = {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}
# Threads of the tools themselves: they outlive a test by design and hold nothing of it.
TOOL_THREADS = re.compile(r"pytest_timeout|TMonitor|execnet|asyncio_\d+_keepalive")
# Qt names a native thread after its object or class; these are never the tools' own.
QT_THREADS = frozenset({"QThread", "camera", "io"})


class OutsideWorldError(RuntimeError):
    """A test reached for something that is not on this machine."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """What the test process holds at one moment."""

    threads: frozenset[str]
    children: frozenset[int]
    windows: frozenset[int]

    @classmethod
    def now(cls) -> "Belongings":
        """Looks around."""
        return cls(
            threads=frozenset(_threads()),
            children=frozenset(_children()),
            windows=frozenset(id(window) for window in _windows()),
        )


def refuse_leftovers(before: Belongings) -> None:
    """Fails if anything came since `before` and does not leave within the grace time."""
    complaint = _complaint(before)
    deadline_s = time.monotonic() + GRACE_S
    while complaint and time.monotonic() < deadline_s:
        time.sleep(0.01)
        complaint = _complaint(before)
    if complaint:
        pytest.fail(f"the test left behind {complaint}")


@contextlib.contextmanager
def recorded_warnings() -> Iterator[list[logging.LogRecord]]:
    """Yields a list that fills with every record of level WARNING or above."""
    records: list[logging.LogRecord] = []
    handler = _Recorder(records)
    logging.getLogger().addHandler(handler)
    try:
        yield records
    finally:
        logging.getLogger().removeHandler(handler)


def refuse_warnings(records: Sequence[logging.LogRecord], *, allowed: Sequence[str]) -> None:
    """Fails if a record matches none of the allowed patterns ("logger: message")."""
    lines = [f"{record.name}: {record.getMessage()}" for record in records]
    unexpected = [line for line in lines if not any(re.search(p, line) for p in allowed)]
    if unexpected:
        pytest.fail("unexpected warnings were logged:\n" + "\n".join(unexpected))


def keep_on_loopback(monkeypatch: pytest.MonkeyPatch, touched: list[str]) -> None:
    """Makes sockets and the resolver refuse what is not on this machine, and note it."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name), touched))
    monkeypatch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo, touched))


class _Recorder(logging.Handler):
    """Keeps records of level WARNING and above."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


def _complaint(before: Belongings) -> str:
    threads = _threads() - before.threads
    children = _children() - before.children
    windows = [window for window in _windows() if id(window) not in before.windows]
    parts = [
        f"threads {sorted(threads)}" if threads else "",
        f"child processes {sorted(children)}" if children else "",
        f"windows {windows}" if windows else "",
    ]
    return ", ".join(part for part in parts if part)


def _threads() -> set[str]:
    python = {
        f"{thread.name} ({thread.ident})"
        for thread in threading.enumerate()
        if not TOOL_THREADS.search(f"{type(thread).__name__} {thread.name}") and _is_real(thread)
    }
    return python | _qt_threads()


def _is_real(thread: threading.Thread) -> bool:
    # Python before 3.13 keeps the stand-in of a foreign thread (a QThread) after it has ended.
    if type(thread).__name__ != "_DummyThread":
        return True
    return Path(f"/proc/self/task/{thread.native_id}").is_dir()


def _qt_threads() -> set[str]:
    # A QThread that never ran Python is unknown to `threading`; Linux can still name it.
    found = set()
    for task in Path("/proc/self/task").glob("*/comm"):
        with contextlib.suppress(OSError):
            name = task.read_text().strip()
            if name in QT_THREADS:
                found.add(f"{name} (native {task.parent.name})")
    return found


def _children() -> set[int]:
    found: set[int] = set()
    for task in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found.update(int(pid) for pid in task.read_text().split())
    return {pid for pid in found if not _is_resource_tracker(pid)}


def _is_resource_tracker(pid: int) -> bool:
    # multiprocessing starts one per process and keeps it to the end.
    with contextlib.suppress(OSError):
        return b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def _windows() -> list[Any]:
    # Looked up, not imported: widgets live in ui only, and most tests never load them.
    widgets = sys.modules.get("PySide6.QtWidgets")
    core = sys.modules.get("PySide6.QtCore")
    if widgets is None or core is None or widgets.QApplication.instance() is None:
        return []
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    return [window for window in widgets.QApplication.topLevelWidgets() if window.parent() is None]


def _guarded(original: Callable[..., Any], touched: list[str]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(str(address[0])):
            _refuse(str(address[0]), touched)
        return original(self, address)

    return connect


def _guarded_lookup(original: Callable[..., Any], touched: list[str]) -> Callable[..., Any]:
    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host or "")
        if name.endswith(".invalid"):  # RFC 6761: never resolves, and must not be asked about
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if not _is_local(name, is_any_literal_local=True):
            _refuse(name, touched)
        return original(host, *args, **kwargs)

    return getaddrinfo


def _is_local(host: str, *, is_any_literal_local: bool = False) -> bool:
    if host in {"", "localhost", "0.0.0.0", "::", socket.gethostname()}:  # noqa: S104 - compared, not bound
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or is_any_literal_local


def _refuse(host: str, touched: list[str]) -> None:
    touched.append(host)
    raise OutsideWorldError(f"tests stay on this machine, not {host} (pid {os.getpid()})")
