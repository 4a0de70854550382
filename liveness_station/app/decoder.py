"""The service's decoding child: how it is started, and its entry."""

import sys

from liveness_station.imaging import decoder_child


def decoder_command() -> list[str]:
    """Returns the command that starts the decoding child of the service."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "decoder"]
    return [sys.executable, "-m", "liveness_station", "decoder"]


def run() -> int:
    """Decodes for the parent on the other end of standard input. Exit code 0 when it is gone."""
    return decoder_child.main()
