"""Where the files are that are shipped with the program."""

import sys
from pathlib import Path


def resources() -> Path:
    """Returns the shipped files' folder: in the bundle, in the installed package, or beside it."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
