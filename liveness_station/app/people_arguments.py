"""The command line of `people`."""

import argparse

from liveness_station.app.parsing import Parser
from liveness_station.domain.people import Role


def add_people(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Adds the command and its actions."""
    people = commands.add_parser(
        "people",
        help="name who works at this station, and what each may do",
        description="Without accounts whoever runs the program may do everything; the first "
        "account is an administrator's. PINs are asked for, or read from standard input line by "
        "line (your own first); they are never arguments. Every change is recorded.",
    )
    actions = people.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="print names and roles")
    add = actions.add_parser("add", help="make an account")
    _add_name(add)
    add.add_argument("--role", choices=list(Role), type=Role, required=True, help="what they do")
    _add_by(add)
    role = actions.add_parser("role", help="give somebody another role")
    _add_name(role)
    role.add_argument("role", choices=list(Role), type=Role, help="what they do")
    _add_by(role)
    pin = actions.add_parser("pin", help="give somebody, or yourself, another PIN")
    _add_name(pin)
    _add_by(pin)
    remove = actions.add_parser("remove", help="remove an account")
    _add_name(remove)
    _add_by(remove)


def _add_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="as it stands on screen")


def _add_by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as",
        dest="by",
        metavar="NAME",
        help="the administrator that you are; your PIN is asked for. Not for the first account",
    )
