"""`liveness-station ledger export`: takes evidence out as a bundle that anybody can verify."""

import argparse
import os
import sys
import uuid
from collections.abc import Callable
from datetime import datetime
from functools import partial

from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.app.parsing import USAGE_EXIT
from liveness_station.app.paths import Places
from liveness_station.app.picture_keys import load_picture_keys
from liveness_station.app.workbench import utc_now
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.ports import Vault
from liveness_station.exports.bundle import Bundle, BundleError, Wanted, make_bundle
from liveness_station.exports.bundle_file import pack, write_new
from liveness_station.exports.leftovers import sweep
from liveness_station.storage.bodies import utc_text
from liveness_station.storage.database import Database
from liveness_station.storage.event_bodies import Export
from liveness_station.storage.events import EventLog
from liveness_station.storage.excerpts import ExcerptReader, open_excerpts
from liveness_station.storage.picture_keys import PictureKeys
from liveness_station.storage.pictures import PictureReader
from liveness_station.storage.records import SqliteRecords, open_records


def export(
    arguments: argparse.Namespace, places: Places, *, make_vault: Callable[[], Vault]
) -> int:
    """Writes the bundle that was asked for and has the record say so; returns the exit status.

    Raises:
        BundleError: there is nothing to export, or the file cannot be written.
        RecordError: the record cannot be read or written.
    """
    wrong = _mistake(arguments)
    if wrong:
        print(f"liveness-station ledger export: {wrong}", file=sys.stderr)
        return USAGE_EXIT
    if not places.records.exists():
        raise BundleError("there is no record")
    if os.path.lexists(arguments.out):
        raise BundleError(f"{arguments.out.name} is there already")
    sweep(places.drafts)
    shelf = KeyringShelf(make_vault)
    records = open_records(places.records, run_id=uuid.uuid4().hex, utc_now=utc_now, shelf=shelf)
    try:
        # Over everything there is, and signed: a run this short has not fetched its keys yet.
        records.appender.links.wait_for_keys()
        records.checkpoint()
        bundle = _bundle_of(arguments, places, make_vault)
        _write(arguments, places, records, bundle)
    finally:
        records.close()
        shelf.close()
    print(f"{arguments.out}: {len(bundle.numbers)} entries")
    for warning in _warnings(bundle):
        print(f"liveness-station ledger: {warning}", file=sys.stderr)
    return 0


def _bundle_of(
    arguments: argparse.Namespace, places: Places, make_vault: Callable[[], Vault]
) -> Bundle:
    reader = open_excerpts(places.records)
    database = Database(places.records, is_read_only=True)
    try:
        pictures = PictureReader(database, places.records, partial(_keys_of, make_vault))
        return make_bundle(
            reader,
            _wanted(arguments, reader),
            has_names=arguments.with_names,
            pictures=pictures if arguments.with_pictures else None,
            verifier=places.bundle_verifier.read_bytes(),
        )
    finally:
        database.close()
        reader.close()


def _wanted(arguments: argparse.Namespace, reader: ExcerptReader) -> Wanted:
    if arguments.job is not None:
        return Wanted(job=arguments.job)
    if arguments.seq is not None:
        first, last = arguments.seq
        return Wanted(first=first, last=last)
    found = reader.range_of(_utc(arguments.since), _utc(arguments.until))
    if found is None:
        raise BundleError("there are no entries of that time")
    return Wanted(first=found[0], last=found[1])


def _mistake(arguments: argparse.Namespace) -> str:
    """Returns what is wrong with what was typed, "" for nothing."""
    times = [moment is not None for moment in (arguments.since, arguments.until)]
    is_named = arguments.job is not None or arguments.seq is not None
    if is_named == any(times) or (not is_named and not all(times)):
        return "say one: --job ID, --seq A..B, or --from UTC --to UTC"
    return ""


def _utc(moment: datetime) -> str:
    return utc_text(moment)


def _write(
    arguments: argparse.Namespace, places: Places, records: SqliteRecords, bundle: Bundle
) -> None:
    def record(sha256: str) -> None:
        EventLog(records.appender).export(
            Export(
                form="bundle",
                attempts=bundle.attempts,
                first_sequence=bundle.numbers[0],
                last_sequence=bundle.numbers[-1],
                sha256=sha256,
                filters=("job",) if arguments.job is not None else (),
                has_names=arguments.with_names,
                has_pictures=arguments.with_pictures,
            )
        )

    try:
        write_new(arguments.out, pack(bundle.files), record, notes=places.drafts)
    except FileExistsError as error:
        raise BundleError(f"{arguments.out.name} is there already") from error
    except OSError as error:
        raise BundleError("the file cannot be written there") from error


def _keys_of(make_vault: Callable[[], Vault], station: bytes) -> PictureKeys | None:
    try:
        return load_picture_keys(make_vault(), station)
    except CredentialError:
        return None


def _warnings(bundle: Bundle) -> list[str]:
    found = []
    if not bundle.is_signed:
        found.append("the checkpoint is not signed: the bundle proves nothing about who made it")
    if bundle.unproven:
        found.append(f"{bundle.unproven} pictures left out: no entry vouches for what is kept")
    return found
