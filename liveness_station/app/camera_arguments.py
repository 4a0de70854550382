"""What can be said to `liveness-station cameras`."""

import argparse
from typing import TYPE_CHECKING

from liveness_station.domain.injection import CameraPolicy

if TYPE_CHECKING:
    from liveness_station.app.parsing import Parser

_CAMERA = "CAMERA"


def add_cameras(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Adds the command."""
    cameras = commands.add_parser(
        "cameras",
        help="list the cameras of this computer, and say which are the desk's own",
        description="Lists the cameras. Exit code: 0 where there is one, 1 where there is none. "
        "Once a camera is enrolled, every other source is in doubt: what then becomes of it, the "
        "policy says. A program that runs takes changes at the next opening of a camera.",
    )
    cameras.add_argument("--json", action="store_true", help="one JSON object a line")
    wishes = cameras.add_mutually_exclusive_group()
    wishes.add_argument("--enrol", metavar=_CAMERA, help="trust this camera: its number or name")
    wishes.add_argument("--remove", metavar=_CAMERA, help="trust it no longer; or its identity")
    wishes.add_argument("--list", action="store_true", help="list the enrolled cameras")
    wishes.add_argument(
        "--policy",
        choices=[policy.value for policy in CameraPolicy],
        help="what becomes of captures from a doubtful source (block)",
    )
    wishes.add_argument(
        "--calibrate",
        metavar=_CAMERA,
        help="measure whether a camera follows its exposure and white balance",
    )
    wishes.add_argument(
        "--probe",
        choices=["on", "off"],
        help="change exposure and white balance of a calibrated camera for a moment, when it is "
        "opened and every few minutes while nobody is checked (off)",
    )
