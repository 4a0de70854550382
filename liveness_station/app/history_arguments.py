"""The command line of `history`."""

import argparse
from datetime import datetime
from pathlib import Path

from liveness_station.app.parsing import Parser


def add_history(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Adds the command and its actions."""
    history = commands.add_parser(
        "history",
        help="search the record, or write what is found to a CSV, XLSX or PDF file",
        description="Every export is recorded. The texts of a table are never formulas.",
    )
    actions = history.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="print attempts, the newest first")
    _add_filters(listing)
    listing.add_argument(
        "--limit", type=_count, default=20, metavar="N", help="at most so many (20)"
    )
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    export = actions.add_parser("export", help="write attempts to a file")
    export.add_argument("file", type=Path, metavar="FILE", help="ends in .csv, .xlsx or .pdf")
    _add_filters(export)
    export.add_argument(
        "--replace", dest="can_replace", action="store_true", help="replace a file that is there"
    )
    export.add_argument("--operator-name", metavar="NAME", help="who exports; default: who runs it")
    export.add_argument("--language", choices=["zh_CN", "en"], help="language of a PDF report")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--subject", default="", metavar="TEXT", help="how the reference begins")
    parser.add_argument("--operator", default="", metavar="TEXT", help="how the name begins")
    parser.add_argument("--source", default="", metavar="TEXT", help="how the camera's name begins")
    parser.add_argument(
        "--outcome",
        action="append",
        default=[],
        type=str.upper,
        choices=["LIVE", "SPOOF", "RETRY", "ERROR", "ABANDONED", "LATE", "PENDING"],
        help="may be given again",
    )
    parser.add_argument("--reason", default="", metavar="CODE", help="such as no_face")
    parser.add_argument(
        "--from", dest="begun_from", type=_moment, metavar="TIME", help="2026-11-23, or with a time"
    )
    parser.add_argument(
        "--to", dest="begun_before", type=_moment, metavar="TIME", help="the first moment after"
    )


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError("a number from 1 to 1000000")
    return int(text)


def _moment(text: str) -> datetime:
    """Reads a day or a moment; without a zone it is this computer's."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError("a day such as 2026-11-23") from error
