"""How this program starts itself as a child."""

import sys
from pathlib import Path

import liveness_station

_ENTRY = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from liveness_station.app.main import main; sys.exit(main())"
)


def child_command(*words: str) -> list[str]:
    """Returns the command that runs this very program with other words.

    Never with `-m` alone: that looks into the current folder first, where whoever prepared a folder
    of pictures could leave a `liveness_station` of his own and have it judge them.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    root = Path(liveness_station.__file__).resolve().parent.parent
    return [sys.executable, "-P", "-c", _ENTRY, str(root), *words]
