"""The command line of `ledger`."""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path

from liveness_station.app.parsing import Parser
from liveness_station.domain.overrides import OverrideDecision, OverrideReason


def add_ledger(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Adds the command and its actions."""
    ledger = commands.add_parser(
        "ledger",
        help="verify the record, or take out what others can verify it with",
        description="The record is chained: docs/ledger.md says what that proves.",
    )
    actions = ledger.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_verify(actions)
    _add_adopt(actions)
    _add_override(actions)
    _add_export(actions)
    checkpoint = actions.add_parser(
        "checkpoint", help="print the newest checkpoint, or put it into a folder elsewhere"
    )
    checkpoint.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where whoever uses this computer cannot reach it"
    )
    actions.add_parser("public-key", help="print the key that signs the checkpoints")
    enrol = actions.add_parser(
        "enrol",
        help="make this station's keys in the keyring and print the public one",
        description="Without keys the record is chained by hashes alone, which whoever can write "
        "to it can make anew. Keep the printed line elsewhere: it is what `verify` goes by.",
    )
    enrol.add_argument(
        "--replace",
        dest="is_replacing",
        action="store_true",
        help="make new keys though there are some",
    )


def _add_verify(actions: "argparse._SubParsersAction[Parser]") -> None:
    verify = actions.add_parser(
        "verify",
        help="verify the record from its first entry to its last; changes nothing",
        description="Exit code: 0 intact, 1 altered, 2 rolled back, 3 consistent but with attempts "
        "that have no end, 4 cannot tell.",
    )
    verify.add_argument(
        "database", nargs="?", type=Path, metavar="DB", help="another record than this station's"
    )
    verify.add_argument(
        "--public-key",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="key whose signatures count, as `ledger public-key` prints it; may be given again",
    )
    verify.add_argument(
        "--checkpoint",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="checkpoint that was kept elsewhere; may be given again",
    )
    verify.add_argument(
        "--witness-folder",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help="folder of checkpoints that were kept elsewhere; may be given again",
    )
    verify.add_argument("--json", action="store_true", help="one JSON object")
    verify.add_argument(
        "--pictures", dest="has_pictures", action="store_true", help="read the kept pictures, too"
    )


def _add_adopt(actions: "argparse._SubParsersAction[Parser]") -> None:
    adopt = actions.add_parser(
        "adopt",
        help="take entries without a code for your own, after looking at each",
        description="Entries that were made while the keyring did not answer bear no code, and "
        "neither do entries that somebody wrote into the file. Nothing is signed until a person "
        "has said that they are the station's. Exit code: 0 done, 1 not.",
    )
    adopt.add_argument("entries", type=_range, metavar="A..B", help="numbers of entries")


def _add_export(actions: "argparse._SubParsersAction[Parser]") -> None:
    export = actions.add_parser(
        "export",
        help="take entries out as a bundle that anybody can verify, with Python and nothing else",
        description="Writes a zip of entries, proofs and the program that verifies them. The "
        "export is recorded. Exit code: 0 written, 1 not.",
    )
    what = export.add_mutually_exclusive_group()
    what.add_argument("--job", metavar="ID", help="all entries of one attempt")
    what.add_argument("--seq", type=_range, metavar="A..B", help="all entries from A to B")
    export.add_argument(
        "--from", dest="since", type=_moment, metavar="UTC", help="e.g. 2026-11-23T00:00"
    )
    export.add_argument("--to", dest="until", type=_moment, metavar="UTC", help="up to, without")
    export.add_argument("--out", required=True, type=Path, metavar="FILE.zip")
    export.add_argument(
        "--with-names", action="store_true", help="also who was checked, as far as not erased"
    )
    export.add_argument("--with-pictures", action="store_true", help="also pictures that are kept")


def _range(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9][0-9]{0,14})\.\.([1-9][0-9]{0,14})", text, re.ASCII)
    if found is None or int(found[1]) > int(found[2]):
        raise argparse.ArgumentTypeError("two numbers of entries, as in 12..57")
    return int(found[1]), int(found[2])


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a time, as in 2026-11-23T14:30") from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _add_override(actions: "argparse._SubParsersAction[Parser]") -> None:
    override = actions.add_parser(
        "override",
        help="put what you decided beside what the station found",
        description="The station's finding stays as it is, in the record and in every count.",
    )
    override.add_argument("job", metavar="JOB", help="the attempt's id")
    override.add_argument(
        "--decision", required=True, choices=[decision.value for decision in OverrideDecision]
    )
    override.add_argument(
        "--reason", required=True, choices=[reason.value for reason in OverrideReason]
    )
    override.add_argument(
        "--note", default="", metavar="TEXT", help="may name people; can be erased with them"
    )
    override.add_argument(
        "--operator",
        default="",
        metavar="NAME",
        help="who decided; default: who runs it. Where people have accounts: you, by your PIN",
    )
    override.add_argument(
        "--second", metavar="NAME", help="who confirms it by their PIN, where nobody decides alone"
    )
