"""The virtual environment beside the program: found fit, made, or made anew."""

import contextlib
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from tools.setup import packages, system_packages
from tools.setup.journal import Journal, TroubleError

LEVELS = ("run", "check")  # each holds the one before it
NEEDED_BYTES = {"run": 1_200_000_000, "check": 1_800_000_000}
STAMP = "station.stamp"
LOCK = "station.lock"
LOG = "bootstrap.log"


@dataclass(frozen=True, slots=True)
class Environment:
    """The `.venv` of one checkout."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        if sys.platform == "win32":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    def digest(self, level: str) -> str:
        """Changes with all that would make an environment of this level unfit.

        That is its requirements, the program's own description, the Python, and the folder: an
        environment holds its own path in many places and cannot be moved.
        """
        project = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))
        described = [
            f"{platform.python_implementation()} {sys.version_info[:2]} {platform.machine()}",
            str(self.root),
            (self.root / "requirements" / f"{level}.txt").read_text(encoding="utf-8"),
            repr([project["build-system"], project["project"], project["tool"]["hatch"]]),
        ]
        return hashlib.sha256("\0".join(described).encode()).hexdigest()

    def level(self) -> str | None:
        """Which level it is whole and fit for; None if for none."""
        if not self.python.exists():  # also when the Python it was made of has gone
            return None
        try:
            stamp = (self.folder / STAMP).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        return next((name for name in LEVELS if stamp == f"{name} {self.digest(name)}"), None)

    def is_fit(self, wanted: str) -> bool:
        """Whether it can be used as it is."""
        level = self.level()
        return level is not None and LEVELS.index(level) >= LEVELS.index(wanted)

    def stamp(self, level: str) -> None:
        """Declares it whole; the last step of making it, in one move."""
        draft = self.folder / f"{STAMP}.new"
        draft.write_text(f"{level} {self.digest(level)}", encoding="utf-8")
        draft.replace(self.folder / STAMP)


def ensure(environment: Environment, wanted: str) -> None:
    """Makes the environment fit for a level; at once if it already is.

    Raises:
        TroubleError: it cannot be made; the text says why.
    """
    is_for_checks = wanted == "check"
    if environment.is_fit(wanted) and not system_packages.missing_here(is_for_checks=is_for_checks):
        return
    with _clear_refusals(environment.folder):
        environment.folder.mkdir(exist_ok=True)
        with _locked(environment.folder / LOCK) as lock:
            # A pip that outlives us holds the lock on, and so keeps others out.
            journal = Journal(environment.folder / LOG, keep_open=[lock.fileno()])
            system_packages.provide(journal, is_for_checks=is_for_checks)
            if not environment.is_fit(wanted):  # another setup may have made it meanwhile
                _make(environment, wanted, journal)


def _make(environment: Environment, wanted: str, journal: Journal) -> None:
    level = environment.level()
    (environment.folder / STAMP).unlink(missing_ok=True)  # unfit until it is whole again
    if level is None:
        _provide_venv(journal)
        _empty(environment.folder)
    _check_space(environment.root, NEEDED_BYTES[wanted] - NEEDED_BYTES.get(level or "", 0))
    if level is None:
        _create(environment.folder, journal)
    requirements = environment.root / "requirements" / f"{wanted}.txt"
    packages.install_locked(journal, environment.python, requirements)
    packages.install_program(journal, environment.python, environment.root)
    packages.prove(journal, environment.python)
    environment.stamp(wanted)


def _empty(folder: Path) -> None:
    """Clears away an environment that is unfinished, moved or of another Python."""
    for entry in folder.iterdir():
        if entry.name in (LOCK, LOG):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _create(folder: Path, journal: Journal) -> None:
    # Asked for with the Python that this one came from, should it live in an environment itself.
    base = str(getattr(sys, "_base_executable", None) or sys.executable)
    with journal.stage("Making the virtual environment"):
        status, words = journal.run([base, "-m", "venv", str(folder)])
    if status != 0:
        cause = packages.cause_of(words) if "pip" not in words else "venv failed"
        raise TroubleError(
            f"the virtual environment cannot be made: {cause} (details: {journal.path})"
        )


def _provide_venv(journal: Journal) -> None:
    # Debian takes `ensurepip` out of its Python and ships it apart.
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not system_packages.install(journal, [package]):
        raise TroubleError(
            f"this Python cannot make virtual environments; {system_packages.advice([package])}"
        )


def _check_space(folder: Path, needed_bytes: int) -> None:
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes < needed_bytes:
        raise TroubleError(
            f"the disk is too full: {needed_bytes / 1e9:.1f} GB are needed in {folder}, "
            f"{free_bytes / 1e9:.1f} GB are free"
        )


@contextlib.contextmanager
def _clear_refusals(folder: Path) -> Iterator[None]:
    """Turns the refusals of a file system (no permission, no space) into one line."""
    try:
        yield
    except OSError as error:
        place = error.filename or folder
        raise TroubleError(f"cannot make {folder}: {error.strerror}: {place}") from error


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[IO[str]]:
    """Keeps a second setup of the same folder waiting until this one is done."""
    with path.open("a", encoding="utf-8") as file:
        if not _try_lock(file, should_wait=False):
            print("Another setup is at work in this folder; waiting for it ...", flush=True)
            _try_lock(file, should_wait=True)
        yield file  # closing the file opens the lock


if sys.platform == "win32":
    import msvcrt
    import time

    def _try_lock(file: IO[str], *, should_wait: bool) -> bool:
        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not should_wait:
                    return False
                time.sleep(0.5)
            else:
                return True

else:
    import fcntl

    def _try_lock(file: IO[str], *, should_wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if should_wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def go_on(python: Path, arguments: list[str]) -> NoReturn:
    """Goes on as the environment's Python, with its exit status."""
    command = [str(python), *arguments]
    if sys.platform == "win32":  # exec there returns to the shell at once
        try:
            sys.exit(subprocess.call(command))
        except KeyboardInterrupt:  # the program heard it too, and has ended
            sys.exit(130)
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 - a list of our own, no shell
