"""`liveness-station erase`: what could tell who a subject was goes, and a receipt stays."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from liveness_station.accounts.troubles import AccountError
from liveness_station.app.paths import find_places
from liveness_station.app.record_words import told
from liveness_station.app.retention import (
    MAX_TRIES,
    PAUSE_S,
    opened_records,
    refuse,
    typed_subject,
)
from liveness_station.app.typed_by import refusal, signed_in_for
from liveness_station.app.workbench import utc_now
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import RecordError
from liveness_station.domain.people import Right
from liveness_station.domain.ports import Vault
from liveness_station.domain.subjects import Subject, SubjectError
from liveness_station.retention.receipts import Receipt, receipt_json, receipt_text
from liveness_station.settings.queue_file import FILE_NAME, QueueFileError, erase_from_queue
from liveness_station.storage.bodies import utc_text
from liveness_station.storage.erasing import BATCH_KEYS, Cause, DataClass, Eraser
from liveness_station.storage.history import open_history
from liveness_station.storage.history_query import HistoryQuery
from liveness_station.storage.keeping import (
    RecordKeeping,
    empty_log,
    other_copies,
    remove_backups,
)
from liveness_station.storage.ledger_reading import open_ledger
from liveness_station.storage.pictures import station_of
from liveness_station.storage.purges import Purge, mark_of, purges_of
from liveness_station.storage.records import SqliteRecords

_COMMAND: Final = "erase"
_UNFINISHED: Final = 3
"""Something is left: an attempt under way, or the log in use. The command is to be run again."""

_NOBODY: Final = 4
"""Nothing was erased, because the record knows nobody of that reference."""
_LOOKED_AT: Final = 1_000
_SHOWN: Final = 5


def run(arguments: argparse.Namespace, *, make_vault: Callable[[], Vault] = KeyringVault) -> int:
    """Erases one subject, or says what there is to erase."""
    places = find_places(arguments.data_dir)
    if not places.records.exists():
        return refuse(_COMMAND, f"there is no record in {places.records.parent}")
    try:
        subject = typed_subject(arguments.subject).reference
        with opened_records(places, make_vault) as records:
            signed_in_for(Right.ERASE, arguments.by, places, records)
            return _erase(arguments, records, subject)
    except AccountError as error:
        return refuse(_COMMAND, refusal(error))
    except RecordError as error:
        return refuse(_COMMAND, told(error, places.records))
    except QueueFileError as error:
        return refuse(_COMMAND, f"the line in {FILE_NAME} could not be written: {error}")
    except SubjectError as error:
        return refuse(_COMMAND, f"the subject's reference cannot be used: {error}")
    except OSError as error:
        return refuse(_COMMAND, f"the receipt could not be written: {error.strerror}")


def _erase(arguments: argparse.Namespace, records: SqliteRecords, subject: str) -> int:
    eraser = Eraser(records.appender)
    keys, pending = eraser.keys_of(subject)
    if eraser.is_held(subject):
        return refuse(_COMMAND, "under a legal hold; `hold list` names it")
    if not RecordKeeping(records.appender).is_whole():
        return refuse(_COMMAND, "the record was altered; `ledger verify` says where")
    database = records.appender.database
    mark = mark_of(arguments.request, subject=subject, station=station_of(database))
    # A run that was killed after it erased has left no receipt: this one's tells of both.
    purges = purges_of(database, mark)
    has_waited = not arguments.dry_run and _sent_away(records.appender.path.parent, subject)
    if not keys and not pending and not purges:
        return 0 if has_waited else _nobody(records.appender.path, subject)
    if arguments.dry_run:
        print(f"{len(keys)} attempts and events to erase, {pending} attempts still under way")
        return 0
    if not arguments.out.is_dir() or not os.access(arguments.out, os.W_OK):
        return refuse(_COMMAND, "there is no such folder to put the receipt into")
    purges += erase_all(eraser, keys, request_mark=mark)
    receipt = finish(records, purges, request=arguments.request)
    path = _write(arguments.out, receipt)
    print(f"erased {receipt.names} private values and {receipt.pictures} pictures; {path}")
    if pending:
        return _unfinished(f"{pending} attempts are still under way; run it again")
    return 0 if receipt.log_emptied else _unfinished("the log is in use; run it again")


def _sent_away(folder: Path, subject: str) -> bool:
    """Takes the subject out of the line; an open window lets them go with its next writing."""
    has_waited = erase_from_queue(folder / FILE_NAME, Subject(subject))
    if has_waited:
        print(f"taken out of the line in {FILE_NAME}")
    return has_waited


def _nobody(path: Path, subject: str) -> int:
    """Says that there is nobody of that reference, and whom it may have meant."""
    with closing(open_history(path)) as history:
        rows = islice(history.rows(HistoryQuery(subject=subject)), _LOOKED_AT)
        near = dict.fromkeys(row.summary.subject for row in rows if row.summary.subject)
    refuse(_COMMAND, "found nobody of that reference, letter for letter; nothing was erased")
    if near:
        print(f"the history finds: {', '.join(map(repr, islice(near, _SHOWN)))}", file=sys.stderr)
    return _NOBODY


def erase_all(eraser: Eraser, keys: Sequence[str], *, request_mark: str = "") -> tuple[Purge, ...]:
    """Erases what lies under keys, some in each transaction; a next call goes on with the rest.

    Args:
        eraser: of the record.
        keys: what the subject's data lies under.
        request_mark: by which what was erased is found again; "" for none.

    Raises:
        RecordError: a hold came in the way, or the disk; what is erased by then is.
    """
    batches = [keys[start : start + BATCH_KEYS] for start in range(0, len(keys), BATCH_KEYS)]
    return tuple(
        eraser.erase(batch, DataClass.PERSON, Cause.REQUEST, request_mark=request_mark)
        for batch in batches
    )


def finish(records: SqliteRecords, purges: tuple[Purge, ...], *, request: str) -> Receipt:
    """Takes what was erased out of log and copies, sums the chain up, and makes the receipt.

    Raises:
        RecordError: the disk refuses.
    """
    path = records.appender.path
    removed = remove_backups(path, older_than_days=0)
    records.checkpoint()
    ledger = open_ledger(path)
    try:
        note = ledger.newest_note() or ""
    finally:
        ledger.close()
    station = station_of(records.appender.database).hex()
    return Receipt(
        station=station,
        made_utc=utc_text(utc_now()),
        request=request,
        purges=purges,
        checkpoint=note,
        log_emptied=_empty_log(records),
        copies_removed=removed,
        not_reached=other_copies(path, station=station),
    )


def _empty_log(records: SqliteRecords) -> bool:
    for _ in range(MAX_TRIES):
        if empty_log(records.appender.database):
            return True
        time.sleep(PAUSE_S)
    return False


def _write(folder: Path, receipt: Receipt) -> Path:
    number = receipt.purges[-1].sequence if receipt.purges else 0
    name = f"erasure-{receipt.made_utc.replace(':', '').partition('.')[0]}-{number}"
    path = folder / f"{name}.json"
    path.write_text(receipt_json(receipt), encoding="utf-8")
    path.with_suffix(".txt").write_text(receipt_text(receipt), encoding="utf-8")
    return path


def _unfinished(why: str) -> int:
    refuse(_COMMAND, why)
    return _UNFINISHED
