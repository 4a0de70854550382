"""The command line of `pictures`, `hold`, `erase` and `retention`."""

import argparse
from pathlib import Path

from liveness_station.app.parsing import Parser

_SUBJECT_HELP = "the subject's reference; - reads it from standard input, where no list shows it"


def add_retention(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Adds the commands and their actions."""
    _add_pictures(commands)
    _add_hold(commands)
    _add_erase(commands)
    retention = commands.add_parser(
        "retention",
        help="erase what has been kept long enough, or vouch for the clock",
        description="The window does so by itself, at its start and daily: docs/retention.md.",
    )
    actions = retention.add_subparsers(dest="action", metavar="ACTION", required=True)
    run = actions.add_parser("run", help="erase now what has been kept long enough")
    _add_as(run)
    clock = actions.add_parser(
        "confirm-clock",
        help="record that this computer's date and time are right, after it was out of use",
    )
    _add_as(clock)


def _add_as(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as",
        dest="by",
        metavar="NAME",
        help="who you are, where people have accounts; your PIN is asked for",
    )


def _add_pictures(commands: "argparse._SubParsersAction[Parser]") -> None:
    pictures = commands.add_parser(
        "pictures",
        help="show a kept picture, or put its keys into escrow",
        description="None is kept unless the settings say so: docs/retention.md.",
    )
    actions = pictures.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="write what is kept of one attempt; recorded as export")
    show.add_argument("job", metavar="JOB", help="the attempt's id")
    show.add_argument("--out", type=Path, metavar="FILE", required=True, help="the JPEG to write")
    _add_as(show)
    escrow = actions.add_parser(
        "escrow",
        help="print a copy of the keys that only an administrator can open",
        description="Make the pair elsewhere: openssl genpkey -algorithm X25519 -out private.pem; "
        "openssl pkey -in private.pem -pubout -out public.pem",
    )
    escrow.add_argument(
        "--to", type=Path, metavar="PUBLIC.pem", required=True, help="X25519 public key"
    )
    restore = actions.add_parser("restore", help="put keys from such a copy into the keyring")
    restore.add_argument(
        "--from", dest="copy", type=Path, metavar="FILE", required=True, help="the copy"
    )
    restore.add_argument(
        "--key", type=Path, metavar="PRIVATE.pem", required=True, help="X25519 private key"
    )
    restore.add_argument(
        "--password", action="store_true", help="ask for the private key's password"
    )


def _add_hold(commands: "argparse._SubParsersAction[Parser]") -> None:
    hold = commands.add_parser(
        "hold",
        help="place, lift or list legal holds, under which nothing is erased",
    )
    actions = hold.add_subparsers(dest="action", metavar="ACTION", required=True)
    place = actions.add_parser("place", help="have nothing erased from here on")
    whom = place.add_mutually_exclusive_group(required=True)
    whom.add_argument("--subject", metavar="REF", help=_SUBJECT_HELP)
    whom.add_argument("--all", action="store_true", help="of anybody")
    place.add_argument("--note", metavar="TEXT", required=True, help="why, such as a case number")
    _add_as(place)
    lift = actions.add_parser("lift", help="end a hold")
    _add_as(lift)
    lift.add_argument("hold", metavar="HOLD", help="as `hold list` names it")
    actions.add_parser("list", help="list the holds that are in force")


def _add_erase(commands: "argparse._SubParsersAction[Parser]") -> None:
    erase = commands.add_parser(
        "erase",
        help="erase everything that could tell who a subject was",
        description="Names, salts and pictures go; the chain stays whole, and says that they went.",
    )
    erase.add_argument("--subject", metavar="REF", required=True, help=_SUBJECT_HELP)
    _add_as(erase)
    how = erase.add_mutually_exclusive_group(required=True)
    how.add_argument("--out", type=Path, metavar="FOLDER", help="where to put the receipt")
    how.add_argument("--dry-run", action="store_true", help="only say what there is to erase")
    erase.add_argument(
        "--request", metavar="WORD", default="", help="the request's number, for the receipt"
    )
