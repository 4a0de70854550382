"""Installs the locked packages, and names what went wrong when pip could not."""

import re
from collections.abc import Sequence
from pathlib import Path

from tools.setup.journal import Journal, TroubleError

PIP = ("-m", "pip", "install", "--no-input", "--no-color", "--progress-bar", "off")
# In this order: a connection that fails makes pip complain about everything that follows from it.
CAUSES = (
    (
        r"No space left on device|\[Errno 28\]|not enough space on the disk",
        "the disk is full; free some space and start again",
    ),
    (
        r"DO NOT MATCH THE HASHES|Hashes are required",
        "a downloaded package is not the one that was locked (hash mismatch); try another "
        "network or package index",
    ),
    (
        r"Permission denied|\[Errno 13\]|Read-only file system|Access is denied|\[WinError 5\]",
        "no permission to write there; make the folder your own and start again",
    ),
    (
        r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError"
        r"|Max retries exceeded|Network is unreachable|Connection(?: broken|Reset|Error)|"
        r"Could not fetch URL|Temporary failure in name resolution|No route to host",
        "no network: pip cannot reach its package index; connect and start again",
    ),
    (
        r"No matching distribution found for|Could not find a version that satisfies",
        "the package index has no build of a locked package for this system "
        "(Linux needs glibc 2.34 or newer, macOS version 14 or newer)",
    ),
)


def cause_of(words: str) -> str:
    """Finds in pip's words what went wrong, as one line that says what helps."""
    for pattern, cause in CAUSES:
        if re.search(pattern, words):
            return cause
    return "pip failed"


def install_locked(journal: Journal, python: Path, requirements: Path) -> None:
    """Installs a hashed requirement file.

    Raises:
        TroubleError: pip failed.
    """
    count = len(re.findall(r"^[\w.-]+==", requirements.read_text(encoding="utf-8"), re.MULTILINE))
    with journal.stage(f"Installing {count} packages (first time only, a minute or two)"):
        # Wheels only: building a source package would fetch and run what no hash vouches for.
        options = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(requirements)]
        _pip(journal, "the packages", [str(python), *PIP, *options])


def install_program(journal: Journal, python: Path, root: Path) -> None:
    """Installs the station itself from its folder; needs no network.

    Raises:
        TroubleError: pip failed.
    """
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(root)]
    _pip(journal, "the station itself", [str(python), *PIP, *options])


def prove(journal: Journal, python: Path) -> None:
    """Loads the parts that need the system's libraries, once, where a failure can be explained.

    Raises:
        TroubleError: one of them does not load.
    """
    code = "import PySide6.QtWidgets, PySide6.QtSvg, cv2, numpy, liveness_station"
    status, words = journal.run([str(python), "-P", "-c", code])
    if status != 0:
        last = (words.strip().splitlines() or ["no message"])[-1]
        raise TroubleError(f"the installed packages do not load: {last}")


def _pip(journal: Journal, what: str, command: Sequence[str]) -> None:
    status, words = journal.run(command, env={"PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    if status != 0:
        raise TroubleError(
            f"{what} cannot be installed: {cause_of(words)} (details: {journal.path})"
        )
