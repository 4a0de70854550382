"""The service's decoding child: how it is started, and its entry."""

from liveness_station.app.children import child_command
from liveness_station.imaging import decoder_child


def decoder_command() -> list[str]:
    """Returns the command that starts the decoding child of the service."""
    return child_command("decoder")


def run() -> int:
    """Decodes for the parent on the other end of standard input. Exit code 0 when it is gone."""
    return decoder_child.main()
