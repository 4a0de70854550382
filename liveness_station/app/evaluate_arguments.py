"""What can be said to `evaluate`; apart from the command, so that others load none of it."""

import argparse
from pathlib import Path
from typing import Final

from liveness_station.app.endpoint_arguments import add_endpoint_options
from liveness_station.app.parsing import Parser

DEFAULT_FRAMES: Final = 5
"""As many as a desk judges of a check (`BURST_FRAMES`), so that its rule is the one measured."""

_MIN_FRAMES: Final = 3
_MAX_FRAMES: Final = 200


def add_evaluate(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser(
        "evaluate",
        help="measure error rates on labelled pictures and clips",
        description="Has every labelled file judged, and reports how often attacks were accepted "
        "and bona fide presentations refused. Nothing is written into the station's records. "
        "Exit code: 0 measured, 2 measured in part (run it again to go on), 3 nothing measured, "
        "130 stopped with Ctrl-C (likewise).",
    )
    parser.add_argument(
        "source",
        type=Path,
        metavar="DIR|CSV",
        help="folder with live/ and spoof/SPECIES/, or a CSV file with the columns path, label, "
        "attack_type, group",
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where to write (default: evaluation-NAME)"
    )
    _add_choices(parser)
    parser.add_argument("--fresh", action="store_true", help="forget the answers of earlier runs")
    parser.add_argument(
        "--no-pictures", action="store_true", help="leave faces out of the report, to pass it on"
    )
    parser.add_argument("--json", action="store_true", help="print the report's JSON, no summary")
    add_endpoint_options(parser)


def _add_choices(parser: Parser) -> None:
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        type=_condition,
        metavar="COLUMN=VALUE",
        help="only rows of the CSV file with that value; may be given again",
    )
    parser.add_argument("--only", choices=["pictures", "clips"], help="leave the others out")
    parser.add_argument(
        "--frames",
        type=_frames,
        default=DEFAULT_FRAMES,
        metavar="N",
        help="frames of a clip, spread over it, judged together as a desk judges a burst "
        f"(default {DEFAULT_FRAMES}, as at a desk; at least {_MIN_FRAMES})",
    )


def _condition(text: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not (column.strip() and equals):
        raise argparse.ArgumentTypeError("write COLUMN=VALUE, e.g. framing=full_scene")
    return column.strip(), value.strip()


def _frames(text: str) -> int:
    if not text.isdecimal() or not _MIN_FRAMES <= int(text) <= _MAX_FRAMES:
        raise argparse.ArgumentTypeError(
            f"a number from {_MIN_FRAMES} to {_MAX_FRAMES}: fewer frames cannot outvote a lucky "
            f"one, a desk judges {DEFAULT_FRAMES}; to measure single frames, save them as pictures"
        )
    return int(text)
