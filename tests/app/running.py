"""Starts the real program in a folder of its own, as a person or a script would."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LIMIT_S = 60.0


def command(folder: Path, *words: str) -> list[str]:
    """Returns the command line of the program with its data in `folder`."""
    return [sys.executable, "-m", "liveness_station", "--data-dir", str(folder), *words]


def run(folder: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the program to its end."""
    return subprocess.run(
        command(folder, *words),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_S,
        check=False,
    )


@contextmanager
def started(
    *words: str, environment: dict[str, str] | None = None
) -> Iterator["subprocess.Popen[str]"]:
    """Starts a command and makes sure that it is gone in the end."""
    process = subprocess.Popen(
        list(words),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        env=None if environment is None else {**os.environ, **environment},
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate(timeout=LIMIT_S)


def wait_until(is_so: Callable[[], bool], *, limit_s: float = LIMIT_S) -> bool:
    """Waits for a condition of another process, which no signal announces."""
    end_s = time.monotonic() + limit_s
    while not is_so():
        if time.monotonic() > end_s:
            return False
        time.sleep(0.02)
    return True


def services_of(pid: int) -> list[int]:
    """Returns the local services among a process's children (Linux)."""
    # A child is listed with the thread that started it.
    listings = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(word) for listing in listings for word in listing.read_text().split()]
    return [child for child in children if is_service(child)]


def is_service(pid: int) -> bool:
    """Tells whether a process is a running local service."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"--supervised" in words


@contextmanager
def screen() -> Iterator[str]:
    """Starts a virtual screen of 1280x800 and yields its DISPLAY."""
    program = shutil.which("Xvfb")
    assert program is not None, "Xvfb is missing; `python3 bootstrap.py test` installs it"
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as told:
            yield f":{told.readline().decode().strip()}"
    finally:
        process.terminate()
        process.wait(10)
