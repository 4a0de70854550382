"""The commands of `bootstrap.py`."""

import os
import sys
from pathlib import Path

from tools.setup import environment
from tools.setup.journal import TroubleError

ROOT = Path(__file__).resolve().parents[2]
USAGE = """\
python3 bootstrap.py run [ARGS...]    set up what is missing, then run the station
python3 bootstrap.py test [ARGS...]   set up what is missing, then run every check
python3 bootstrap.py setup            only set up what `run` needs
"""
USAGE_STATUS = 64  # as in sysexits.h; the station's own statuses are small numbers
TROUBLE_STATUS = 69


def main(arguments: list[str]) -> int:
    """Sets up what the command needs and goes on as that command; returns the exit status."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(USAGE, end="")
        return 0
    if arguments[:1] not in (["run"], ["test"], ["setup"]):
        print(USAGE, end="", file=sys.stderr)
        return USAGE_STATUS
    here = environment.Environment(ROOT)
    try:
        environment.ensure(here, "check" if arguments[0] == "test" else "run")
    except TroubleError as trouble:
        print(f"Setup stopped: {trouble}", file=sys.stderr)
        return TROUBLE_STATUS
    except KeyboardInterrupt:
        print("Setup interrupted; the next call starts it over", file=sys.stderr)
        return 130
    _start(here.python, arguments[0], arguments[1:])
    return 0


def _start(python: Path, command: str, arguments: list[str]) -> None:
    if command == "run":
        # -P: a file in the caller's folder must not pass for one of ours.
        environment.go_on(python, ["-P", "-m", "liveness_station", *arguments])
    if command == "test":
        os.chdir(ROOT)
        environment.go_on(python, ["-m", "tools.check", *arguments])
