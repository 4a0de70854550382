"""The front door: sets everything up and starts the station or its checks.

Needs nothing but a Python. This file keeps to syntax that the oldest Python 3 can read, so that a
Python too old says so in one line instead of failing on a letter.
"""

import shutil
import sys

OLDEST = (3, 11)
NEWEST = (3, 14)


def python_trouble(found: "tuple[int, int]", others: "list[str]") -> str:
    """Says in one line why this Python will not do.

    Args:
        found: its version, (major, minor).
        others: commands of fitting Pythons on this machine.

    Returns:
        The line; empty if it will do.
    """
    if OLDEST <= found <= NEWEST:
        return ""
    wanted = "Python 3.11 or newer" if found < OLDEST else "Python 3.14 or older"
    cure = "install it from www.python.org/downloads"
    if others:
        cure = f"start this with {others[0]}, or {cure}"
    return f"Liveness Station needs {wanted} (found {found[0]}.{found[1]}); {cure}"


def main() -> int:
    """Judges this Python, then hands over to the setup; returns the exit status."""
    known = ("python3.14", "python3.13", "python3.12", "python3.11")
    others = [name for name in known if shutil.which(name)]
    trouble = python_trouble(sys.version_info[:2], others)
    if trouble:
        sys.stderr.write(trouble + "\n")
        return 69
    from tools.setup import command  # newer syntax than this file may have

    return command.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
