"""The command line of the machine with cameras."""

import argparse
import shlex
import sys
import tempfile
from pathlib import Path

from tools.camera_vm.building import build
from tools.camera_vm.results import results
from tools.camera_vm.running import has_kvm, run

_ROOT = Path(__file__).resolve().parents[2]
_RESULTS = _ROOT / "benchmarks" / "results" / "camera_vm.md"
_PAYLOAD = tuple(f"tests/machine/guest_{part}.py" for part in ("v4l2", "pictures", "window"))
"""In this order: the first begins with a machine that has no camera at all."""

_REPORT = "report.xml"


def main() -> int:
    """Builds the machine, runs a command in it, or checks the camera room in it."""
    arguments = _parser().parse_args()
    folder: Path = arguments.folder.resolve()
    if arguments.task == "build":
        build(folder)
        return 0
    if arguments.task == "run":
        return run(folder, arguments.share.resolve(), arguments.command, limit_s=arguments.limit_s)
    with tempfile.TemporaryDirectory(prefix="camera_vm") as share:
        command = _check_command(arguments.only)
        exit_code = run(folder, Path(share), command, limit_s=arguments.limit_s)
        if arguments.write and exit_code == 0:
            _RESULTS.write_text(
                results(Path(share) / _REPORT, folder, has_kvm=has_kvm()), encoding="utf-8"
            )
        return exit_code


def _check_command(only: str) -> str:
    pytest = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-v"]
    logged = ["-o", "log_cli=true", "--log-cli-level=INFO", "--log-cli-format=  %(message)s"]
    chosen = ["-k", only] if only else []
    # The older form is the one that has room for what the tests measured.
    noted = [f"--junitxml=/out/{_REPORT}", "-o", "junit_family=xunit1"]
    command = shlex.join([*pytest, *logged, *chosen, *noted, *_PAYLOAD])
    # The emulated processor is slow enough for limits meant for a real one to strike.
    return f"cd {shlex.quote(str(_ROOT))} && {command} --timeout=300"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.camera_vm", description=main.__doc__)
    tasks = parser.add_subparsers(dest="task", required=True)
    for task in ("build", "run", "check"):
        command = tasks.add_parser(task)
        command.add_argument("folder", type=Path, help="where kernel and start image lie")
        command.add_argument("--limit-s", type=int, default=1200, help="when to pull the plug")
        if task == "check":
            command.add_argument("--only", default="", help="the tests of these names (pytest -k)")
            command.add_argument("--write", action="store_true", help=f"note in {_RESULTS.name}")
        if task == "run":
            command.add_argument("share", type=Path, help="the folder that is /out in the guest")
            command.add_argument("command", help="one shell command line")
    return parser


if __name__ == "__main__":
    sys.exit(main())
