"""The command line of `settings`."""

import argparse
from pathlib import Path

from liveness_station.app.parsing import Parser


def add_settings(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Adds the command and its actions."""
    settings = commands.add_parser(
        "settings",
        help="show, change, export or import settings",
        description="Shows and changes settings without the window, which must not be open for a "
        "change. Nothing gets under this computer's policy. Every change is recorded. Where "
        "somebody has an account, an administrator's PIN is asked for.",
    )
    actions = settings.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="print what is in force, one setting a line")
    show.add_argument("--json", action="store_true", help="as one JSON object")
    set_ = actions.add_parser("set", help="change one setting")
    set_.add_argument("name", metavar="NAME", help="as `settings show` has it")
    set_.add_argument("value", metavar="VALUE", help="several are separated by semicolons")
    _add_by(set_)
    export = actions.add_parser("export", help="write a profile for other desks; no secrets")
    export.add_argument("file", type=Path, metavar="FILE", help="where to")
    export.add_argument(
        "--with-own", action="store_true", help="also paths and names that are this desk's own"
    )
    import_ = actions.add_parser("import", help="take a profile")
    import_.add_argument("file", type=Path, metavar="FILE", help="what `settings export` wrote")
    import_.add_argument("--preview", action="store_true", help="only print what would change")
    _add_by(import_)
    actions.add_parser("policy", help="print what this computer's policy lays down")


def _add_by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as",
        dest="by",
        metavar="NAME",
        help="the administrator that you are; your PIN is asked for, where there are accounts",
    )
