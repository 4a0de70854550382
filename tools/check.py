"""Runs every check, one after the other, and sums up: format, lint, types, walls, dead code, tests.

Usage: python3 bootstrap.py test [--fast] [what goes on to pytest]
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Step:
    """One check: its name, its command, and whether its words are shown as they come."""

    name: str
    command: tuple[str, ...]
    is_live: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """How a step went."""

    step: Step
    has_passed: bool
    elapsed_s: float

    def __str__(self) -> str:
        verdict = "ok" if self.has_passed else "FAILED"
        return f"{self.step.name:<10} {verdict:<7} {self.elapsed_s:6.1f} s"


def steps(pytest_arguments: Sequence[str], *, is_fast: bool) -> list[Step]:
    """Lists the checks; the fast ones leave the tests out."""
    python = sys.executable
    listed = [
        Step("format", (python, "-m", "ruff", "format", "--check", "--quiet", ".")),
        Step("lint", (python, "-m", "ruff", "check", "--quiet", ".")),
        Step("types", (python, "-m", "mypy")),
        Step("walls", (str(SCRIPTS / "lint-imports"),)),
        Step("dead code", (python, "-m", "vulture")),
    ]
    if not is_fast:
        listed.append(Step("tests", (python, "-m", "pytest", *pytest_arguments), is_live=True))
    return listed


def run(step: Step) -> Result:
    """Runs one step and prints its line, and its words if it failed."""
    if step.is_live:
        print(f"{step.name} ...", flush=True)
    started_s = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=None if step.is_live else subprocess.PIPE,
        stderr=None if step.is_live else subprocess.STDOUT,
        check=False,
    )
    result = Result(step, done.returncode == 0, time.monotonic() - started_s)
    print(result, flush=True)
    if not result.has_passed and done.stdout:
        print(done.stdout.decode("utf-8", "replace"), flush=True)
    return result


def main(arguments: Sequence[str]) -> int:
    """Runs all steps, also after one has failed; returns the exit status."""
    rest = [argument for argument in arguments if argument != "--fast"]
    results = [run(step) for step in steps(rest, is_fast="--fast" in arguments)]
    failed = [result.step.name for result in results if not result.has_passed]
    total_s = sum(result.elapsed_s for result in results)
    print(f"{'failed: ' + ', '.join(failed) if failed else 'all checks passed'} ({total_s:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
