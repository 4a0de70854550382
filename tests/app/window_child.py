"""Opens the real window where there is no screen: `python -m tests.app.window_child FOLDER`."""

import os
import sys

from liveness_station.app import arguments, window
from liveness_station.app.environment import prepare_process


def main(folder: str) -> int:
    """Does what `liveness-station` does, but for looking whether there is a screen."""
    prepare_process()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return window.open_window(arguments.parse(["--data-dir", folder, "--source", "demo"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
