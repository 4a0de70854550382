"""Locks the requirement files with hashes for every system and Python the project supports.

Run it with uv installed (`pip install uv`); it needs the package registry. The output holds no
address of a registry.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "run.txt": ["pyproject.toml", "requirements/setup.in"],
    "check.txt": ["pyproject.toml", "requirements/setup.in", "requirements/check.in"],
    "fonts.txt": ["requirements/fonts.in"],
    "models.txt": ["requirements/models.in"],
}


def lock(name: str, sources: list[str], *, upgrade: bool) -> None:
    """Writes requirements/<name> from its sources."""
    command = [
        *("uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes"),
        *("--no-emit-index-url", "--no-header", "--no-annotate", "--quiet"),
        *(["--upgrade"] if upgrade else []),
        *("--output-file", f"requirements/{name}", *sources),
    ]
    if name != "run.txt":
        command += ["--constraint", "requirements/run.txt"]
    subprocess.run(command, cwd=ROOT, check=True)


def main() -> None:
    """Locks every file; `--upgrade` moves to the newest allowed versions."""
    for name, sources in LOCKS.items():
        lock(name, sources, upgrade="--upgrade" in sys.argv[1:])


if __name__ == "__main__":
    main()
