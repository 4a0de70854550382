"""`liveness-station pictures ...`: shows a kept picture; puts its keys into escrow and back."""

import argparse
import getpass
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from liveness_station.accounts.troubles import AccountError
from liveness_station.app.paths import Places, find_places
from liveness_station.app.picture_keys import (
    PictureKeyShelf,
    keep_picture_keys,
    load_or_make,
    load_picture_keys,
)
from liveness_station.app.retention import opened_records, refuse
from liveness_station.app.typed_by import refusal, signed_in_for
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import CredentialError, RecordError
from liveness_station.domain.people import Right
from liveness_station.domain.ports import Vault
from liveness_station.domain.verdicts import Reason
from liveness_station.retention.escrow import EscrowError, open_keys, seal_keys
from liveness_station.storage.event_bodies import Export
from liveness_station.storage.events import EventLog
from liveness_station.storage.picture_keys import parse_picture_keys
from liveness_station.storage.pictures import PictureReader, station_of
from liveness_station.storage.records import SqliteRecords

_COMMAND = "pictures"


def run(arguments: argparse.Namespace, *, make_vault: Callable[[], Vault] = KeyringVault) -> int:
    """Does what was asked for."""
    places = find_places(arguments.data_dir)
    try:
        with opened_records(places, make_vault) as records:
            if arguments.action == "show":
                signed_in_for(Right.EXPORT, arguments.by, places, records)
                return _show(arguments, records, places, make_vault)
            if arguments.action == "escrow":
                return _escrow(arguments.to, records, places, make_vault())
            return _restore(arguments, records, make_vault())
    except (RecordError, CredentialError) as error:
        return refuse(_COMMAND, error.detail or error.reason.value)
    except AccountError as error:
        return refuse(_COMMAND, refusal(error))
    except EscrowError as error:
        return refuse(_COMMAND, str(error))
    except OSError as error:
        return refuse(_COMMAND, f"{error.filename or 'a file'}: {error.strerror}")


def _show(
    arguments: argparse.Namespace,
    records: SqliteRecords,
    places: Places,
    make_vault: Callable[[], Vault],
) -> int:
    found = records.find(arguments.job)
    if found is None:
        return refuse(_COMMAND, "there is no such attempt")
    shelf = PictureKeyShelf(make_vault, places.picture_keys_lock, is_for_reading=True)
    appender = records.appender
    jpegs = PictureReader(appender.database, appender.path, shelf.look).read(arguments.job)
    if not jpegs:
        return refuse(_COMMAND, "nothing is kept of that attempt")
    # Recorded before it leaves: what leaves unrecorded, nobody would ever know of.
    export = Export(
        "picture",
        1,
        found.submitted_sequence,
        found.submitted_sequence,
        hashlib.sha256(b"".join(jpegs)).hexdigest(),
        has_pictures=True,
    )
    EventLog(appender).export(export)
    for number, jpeg in enumerate(jpegs):
        path = _numbered(arguments.out, number)
        _write_private(path, jpeg)
        print(path)
    return 0


def _escrow(to: Path, records: SqliteRecords, places: Places, vault: Vault) -> int:
    station = station_of(records.appender.database)
    untrusted_pem = to.read_bytes()
    keys = load_or_make(vault, station, places.picture_keys_lock)
    sealed = seal_keys(keys.to_text(), station=station, untrusted_pem=untrusted_pem)
    digest = hashlib.sha256(sealed.encode()).hexdigest()
    EventLog(records.appender).export(Export("picture-keys", 0, None, None, digest))
    sys.stdout.write(sealed)
    return 0


def _restore(arguments: argparse.Namespace, records: SqliteRecords, vault: Vault) -> int:
    station = station_of(records.appender.database)
    password = getpass.getpass("password of the private key: ") if arguments.password else None
    text = open_keys(
        arguments.copy.read_text(encoding="utf-8", errors="replace"),
        station=station,
        untrusted_pem=arguments.key.read_bytes(),
        password=None if password is None else password.encode(),
    )
    try:
        keys = parse_picture_keys(text)
        try:
            # What this computer has made since stays the one to wrap with.
            keys = load_picture_keys(vault, station).joined(keys)
        except CredentialError as error:
            if error.reason is not Reason.CREDENTIALS_MISSING:
                raise
    except ValueError as error:
        raise EscrowError(str(error)) from error
    keep_picture_keys(vault, station, keys)
    print(f"{len(keys.keys)} keys of pictures are in the keyring")
    return 0


def _numbered(path: Path, number: int) -> Path:
    return path if number == 0 else path.with_name(f"{path.stem}-{number}{path.suffix}")


def _write_private(path: Path, body: bytes) -> None:
    """Writes a picture that only whoever asked for it can read; nothing is overwritten."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(body)
