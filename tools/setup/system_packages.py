"""What the station needs of a Linux system beyond Python, and how it gets there."""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.setup.journal import Journal, TroubleError

# Package names are Debian's. Ubuntu's newer ones (libglib2.0-0t64) answer to them.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Qt names only the first of these when any of them is missing.
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
CHECK_PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "gnome-keyring-daemon": "gnome-keyring",
    "dbus-run-session": "dbus",
    "node": "nodejs",
    "strace": "strace",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """Debian package names: without `vital` nothing runs, without `useful` a part does not."""

    vital: tuple[str, ...]
    useful: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.vital or self.useful)


@dataclass(frozen=True, slots=True)
class Probes:
    """How to find out what a system has."""

    has_library: Callable[[str], bool]
    has_program: Callable[[str], bool]

    @classmethod
    def real(cls) -> "Probes":
        """Asks this system."""
        return cls(has_library=_can_load, has_program=lambda name: shutil.which(name) is not None)


def find_missing(probes: Probes, *, is_for_checks: bool, has_screen: bool) -> Missing:
    """Finds what this system lacks; takes milliseconds."""
    vital = [package for name, package in LIBRARIES.items() if not probes.has_library(name)]
    useful = []
    if is_for_checks or has_screen:
        useful += [p for name, p in WINDOW_LIBRARIES.items() if not probes.has_library(name)]
    if is_for_checks:
        useful += [p for name, p in CHECK_PROGRAMS.items() if not probes.has_program(name)]
    return Missing(vital=tuple(vital), useful=tuple(useful))


def has_screen(environ: Mapping[str, str]) -> bool:
    """Whether a window could be shown."""
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def missing_here(*, is_for_checks: bool) -> Missing:
    """Finds what the system at hand lacks; nothing where nothing is known to be needed."""
    if sys.platform != "linux":
        return Missing(vital=(), useful=())
    return find_missing(
        Probes.real(), is_for_checks=is_for_checks, has_screen=has_screen(os.environ)
    )


def provide(journal: Journal, *, is_for_checks: bool) -> None:
    """Installs what is missing where that is possible and allowed.

    Raises:
        TroubleError: something vital is missing and cannot be installed from here.
    """
    missing = missing_here(is_for_checks=is_for_checks)
    if missing:
        install(journal, [*missing.vital, *missing.useful])
        complain(missing_here(is_for_checks=is_for_checks))


def install(journal: Journal, packages: Sequence[str]) -> bool:
    """Installs Debian packages if it may; returns whether it did."""
    rights = _rights(journal) if is_debian() else None
    if rights is None:
        return False
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive"]
    apt += ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    with journal.stage(f"Installing {len(packages)} system packages: {' '.join(packages)}"):
        journal.run([*apt, "update"])  # fails softly: the lists at hand may do
        status, _ = journal.run([*apt, "install", "--no-install-recommends", *packages])
    return status == 0


def complain(missing: Missing) -> None:
    """Says what is still missing: a note if the rest can run, else the end.

    Raises:
        TroubleError: something vital is missing.
    """
    cure = advice([*missing.vital, *missing.useful])
    if missing.vital:
        raise TroubleError(f"system libraries are missing; {cure}")
    if missing.useful:
        print(f"The window or some checks will not work yet; {cure}", flush=True)


def advice(packages: Sequence[str]) -> str:
    """The one thing to do about missing packages, for this system."""
    if is_debian():
        command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
        return f"run: {'' if _is_root() else 'sudo '}{command}"
    sonames = {package: name for name, package in {**LIBRARIES, **WINDOW_LIBRARIES}.items()}
    return f"install what holds {', '.join(sonames.get(p, p) for p in packages)}"


def is_debian() -> bool:
    """Whether this is Debian or one of its children."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _can_load(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _rights(journal: Journal) -> list[str] | None:
    """The words before a command that make it root's; None if there are none without a password."""
    if _is_root():
        return []
    if shutil.which("sudo") and journal.run(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n"]
    return None
