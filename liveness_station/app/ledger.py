"""`liveness-station ledger ...`: verifies the record, and hands out what others verify it with."""

import argparse
import json
import sys
import uuid
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

from tqdm import tqdm

from liveness_station.accounts.troubles import AccountError
from liveness_station.app.ledger_adopt import adopt
from liveness_station.app.ledger_export import export
from liveness_station.app.ledger_keys import KeyringShelf, keep_keys, load_keys
from liveness_station.app.ledger_override import override
from liveness_station.app.ledger_words import tell
from liveness_station.app.paths import find_places
from liveness_station.app.record_words import told
from liveness_station.app.typed_by import refusal
from liveness_station.app.workbench import utc_now
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import CredentialError, RecordError
from liveness_station.domain.ports import Vault
from liveness_station.exports.bundle import BundleError
from liveness_station.ledger.checkpoints import (
    Checkpoint,
    parse_note,
    parse_public_key,
    public_key_of,
)
from liveness_station.ledger.keys import StationKeys, new_keys
from liveness_station.ledger.reports import Fault, Report, Result
from liveness_station.ledger.verifying import Trust, verify
from liveness_station.ledger.witnesses import find_split
from liveness_station.storage.ledger_reading import LedgerReader, open_ledger
from liveness_station.storage.records import open_records
from liveness_station.storage.witnesses import FolderWitness, read_folder, unlogged

EXIT_CODES = {
    Result.INTACT: 0,
    Result.ALTERED: 1,
    Result.ROLLED_BACK: 2,
    Result.INCOMPLETE: 3,
    Result.CANNOT_TELL: 4,
}
_FAILED = 1


class _UnusableError(Exception):
    """Something that was handed in cannot be used; the text is for whoever typed the command."""


def run(arguments: argparse.Namespace, *, make_vault: Callable[[], Vault] = KeyringVault) -> int:
    """Does what was asked for."""
    places = find_places(arguments.data_dir)
    path = places.records
    try:
        match arguments.action:
            case "export":
                return export(arguments, places, make_vault=make_vault)
            case "verify":
                return _verify(arguments, arguments.database or path, make_vault)
            case "checkpoint":
                return _checkpoint(path, arguments.to)
            case "adopt":
                return adopt(arguments, path, make_vault)
            case "override":
                return override(arguments, places, make_vault)
            case "public-key":
                return _public_key(path)
            case _:
                return _enrol(path, make_vault(), can_replace=arguments.is_replacing)
    except RecordError as error:
        asked = arguments.database if arguments.action == "verify" else None
        print(f"liveness-station ledger: {told(error, asked or path)}", file=sys.stderr)
    except AccountError as error:
        print(f"liveness-station ledger: {refusal(error)}", file=sys.stderr)
    except CredentialError as error:
        print(f"liveness-station ledger: {error.detail or error.reason.value}", file=sys.stderr)
    except (_UnusableError, BundleError) as error:
        print(f"liveness-station ledger: {error}", file=sys.stderr)
    return EXIT_CODES[Result.CANNOT_TELL] if arguments.action == "verify" else _FAILED


def _verify(arguments: argparse.Namespace, path: Path, make_vault: Callable[[], Vault]) -> int:
    ledger = open_ledger(path)
    try:
        report = examine(
            ledger,
            public_keys=arguments.public_key,
            checkpoints=arguments.checkpoint,
            folders=arguments.witness_folder,
            make_vault=make_vault,
            has_pictures=arguments.has_pictures,
        )
    finally:
        ledger.close()
    if arguments.json:
        print(json.dumps(asdict(report)))
    else:
        print(tell(report))
    return EXIT_CODES[report.result]


def examine(
    ledger: LedgerReader,
    *,
    public_keys: list[Path],
    checkpoints: list[Path],
    folders: list[Path],
    make_vault: Callable[[], Vault],
    has_pictures: bool = False,
) -> Report:
    """Verifies a ledger with whatever there is to go by.

    Args:
        ledger: the record's.
        public_keys: files of keys whose signatures count.
        checkpoints: files of checkpoints that were kept elsewhere.
        folders: folders of those.
        make_vault: opens the keyring.
        has_pictures: True to have the kept pictures' files read, too.

    Raises:
        RecordError: it cannot be read.
        _UnusableError: a file that was handed in cannot be used.
    """
    station = ledger.station()
    # First of all: what the record gains while it is read is then no more than the keys say.
    keys = _own_keys(ledger, station, make_vault)
    trusted = [_read_public_key(file, station) for file in public_keys]
    if keys is not None:
        trusted.append(public_key_of(keys.seed))
    witnesses = [_read_checkpoint(file, station) for file in checkpoints]
    witnesses += [witness for folder in folders for witness in _read_folder(folder, station)]
    trust = Trust(tuple(trusted), tuple(witnesses), keys)
    rows = tqdm(
        ledger.entries(),
        total=ledger.count(),
        unit="entry",
        file=sys.stderr,
        disable=not sys.stderr.isatty(),
        leave=False,
    )
    report = verify(rows, station=station, trust=trust)
    split = find_split(witnesses)
    if split is not None:
        report = report.altered(Fault.SPLIT, split)
    if report.result is Result.ALTERED:
        return report
    orphan = ledger.orphan()
    if orphan is not None:
        return report.altered(Fault.NO_ENTRY, orphan)
    found = ledger.contradiction(has_pictures=has_pictures)
    return report if found is None else report.altered(found.fault, found.seq)


def _own_keys(
    ledger: LedgerReader, station: bytes, make_vault: Callable[[], Vault]
) -> StationKeys | None:
    """Returns the keys where this is the station's own computer; a record without asks nobody."""
    if not ledger.is_enrolled():
        return None
    try:
        return load_keys(make_vault(), station)
    except CredentialError:
        return None


def _read_public_key(path: Path, station: bytes) -> bytes:
    try:
        owner, public_key = parse_public_key(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _UnusableError(f"{path.name} is no public key of a station") from error
    if owner != station:
        raise _UnusableError(f"{path.name} is the key of another station, or the record is")
    return public_key


def _read_checkpoint(path: Path, station: bytes) -> Checkpoint:
    try:
        checkpoint = parse_note(unlogged(path.read_text(encoding="utf-8"))).checkpoint
    except (OSError, ValueError) as error:
        raise _UnusableError(f"{path.name} is no checkpoint") from error
    if checkpoint.station != station:
        raise _UnusableError(f"{path.name} is a checkpoint of another station, or the record is")
    return checkpoint


def _read_folder(folder: Path, station: bytes) -> list[Checkpoint]:
    """Returns this station's checkpoints of a folder that may keep those of others."""
    try:
        found = [checkpoint for _, checkpoint in read_folder(folder, station)]
    except (OSError, ValueError) as error:
        raise _UnusableError(f"the checkpoints in {folder} cannot be used") from error
    if not found:
        # A share that is not there just now looks like an empty folder.
        raise _UnusableError(f"no checkpoint of this station in {folder}: is it the right folder?")
    return found


def _checkpoint(path: Path, folder: Path | None) -> int:
    ledger = open_ledger(path)
    try:
        text = ledger.newest_note()
    finally:
        ledger.close()
    if text is None:
        raise _UnusableError("there is no checkpoint yet; the first is written on closing")
    if folder is None:
        print(text, end="")
        return 0
    try:
        print(FolderWitness(folder).put(text))
    except (OSError, ValueError) as error:
        raise _UnusableError("the checkpoint could not be written there") from error
    return 0


def _public_key(path: Path) -> int:
    ledger = open_ledger(path)
    try:
        public_key = ledger.public_key()
    finally:
        ledger.close()
    if public_key is None:
        raise _UnusableError("this station has no keys; `ledger enrol` makes them")
    print(public_key)
    return 0


def _enrol(path: Path, vault: Vault, *, can_replace: bool) -> int:
    shelf = KeyringShelf(lambda: vault)
    records = open_records(path, run_id=uuid.uuid4().hex, utc_now=utc_now, shelf=shelf)
    try:
        if records.is_enrolled() and not can_replace:
            raise _UnusableError("this station has keys; --replace makes new ones")
        print(records.enrol(new_keys(), keep=partial(keep_keys, vault)))
    finally:
        records.close()
        shelf.close()
    return 0
