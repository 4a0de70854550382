"""What can be said to `simulate`; apart from the command, so that others load none of it."""

import argparse
from pathlib import Path
from typing import Final

from liveness_station.app.parsing import Parser
from liveness_station.simulator.tls_variants import TlsVariant

DEFAULT_SCENARIO: Final = "live"


def add_simulate(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "simulate",
        help="answer as a service would, with any fault, on this computer only",
        description="A service for drills and tests. It looks at no picture and checks no "
        "credentials; a check of it is marked as simulated and counted nowhere. The "
        "X-Simulate header of a request goes before all else. Prints one JSON line with its "
        "address when it is ready.",
    )
    parser.add_argument("--list", action="store_true", help="show all scenarios, and end")
    parser.add_argument("--json", action="store_true", help="with --list: one JSON object a line")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--scenario", metavar="NAME", help=f"answer always so ({DEFAULT_SCENARIO})")
    choice.add_argument(
        "--script", metavar="NAMES", help="answer in turn, e.g. live,no_face*2,http_429"
    )
    choice.add_argument(
        "--mix", metavar="WEIGHTS", help="answer at random, e.g. live=80,spoof=15,http_503=5"
    )
    parser.add_argument("--cycle", action="store_true", help="with --script: begin anew at its end")
    parser.add_argument("--seed", type=int, default=1, help="of --mix: the same, the same again")
    parser.add_argument(
        "--delay-ms", type=int, default=0, metavar="MS", help="before each answer, 0 to 60000 (0)"
    )
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address (127.0.0.1)")
    parser.add_argument("--port", type=int, default=0, help="port, 0 for any free one (0)")
    parser.add_argument(
        "--tls", choices=[str(variant) for variant in TlsVariant], help="speak TLS, well or badly"
    )
    parser.add_argument(
        "--ca-out", type=Path, metavar="PEM", help="where to write the authority to trust"
    )
