"""Runs one program in a folder of its own and reads the code of the reply that it prints."""

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.vendor_samples.pages import Credentials, Sample, complete
from tools.vendor_samples.toolchains import Plan, ToolchainMissingError, plan

TIMEOUT_S: Final = 120
ENDPOINT: Final = "/api/face_liveness/v1"
_KEPT_VARIABLES: Final = ("PATH", "LD_LIBRARY_PATH", "JAVA_HOME", "SYSTEMROOT", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one program.

    Attributes:
        sample: the program.
        exit_code: of its last command; None where it could not be run.
        reply_code: the contract's code in the reply that it printed; None where there was none.
        note: what was missing, or the end of what it said on failure.
    """

    sample: Sample
    exit_code: int | None
    reply_code: int | None
    note: str = ""

    @property
    def is_skipped(self) -> bool:
        """Tells whether it was not run for want of tools."""
        return self.exit_code is None

    @property
    def is_good(self) -> bool:
        """Tells whether it ran and a reply of the contract came back."""
        return self.exit_code == 0 and self.reply_code is not None


def run_sample(
    sample: Sample,
    *,
    base_url: str,
    credentials: Credentials,
    image: Path,
    dotnet: Path | None = None,
) -> Result:
    """Runs a program against the server at `base_url`.

    Raises:
        PagesError: the program is not the one that is known.
    """
    text = complete(sample, address=base_url + ENDPOINT, credentials=credentials)
    try:
        steps = plan(sample.language, text, dotnet=dotnet)
    except ToolchainMissingError as error:
        return Result(sample, None, None, str(error))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(image, folder / "face_live.jpg")
        (folder / steps.file_name).write_text(text, encoding="utf-8")
        return _run(sample, steps, folder)


def _run(sample: Sample, steps: Plan, folder: Path) -> Result:
    for file_name, content in steps.extra_files:
        (folder / file_name).write_text(content, encoding="utf-8")
    for path in steps.copies:
        shutil.copy(path, folder)
    output = ""
    for command in steps.commands:
        done = subprocess.run(
            command,
            cwd=folder,
            env=_environment(folder),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIMEOUT_S,
            check=False,
        )
        output = done.stdout
        if done.returncode != 0:
            said = (done.stderr or done.stdout).strip()
            return Result(sample, done.returncode, None, said[-300:])
    return Result(sample, 0, _reply_code(output))


def _environment(folder: Path) -> dict[str, str]:
    """Proxies and the like stay out: the programs are to reach the server and nothing else."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return kept | {
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
        "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
        "DOTNET_NOLOGO": "1",
    }


def _reply_code(output: str) -> int | None:
    try:
        reply = json.loads(output[output.index("{") :])
    except ValueError:
        return None
    code = reply.get("code")
    return code if isinstance(code, int) else None
