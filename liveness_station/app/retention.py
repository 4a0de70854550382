"""`liveness-station retention ...` and `hold ...`: erasing by the clock, and keeping from it."""

import argparse
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from liveness_station.accounts.troubles import AccountError
from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.app.paths import Places, find_places
from liveness_station.app.policy_floor import settings_in_force
from liveness_station.app.record_words import told
from liveness_station.app.retaining import times_of
from liveness_station.app.typed_by import refusal, signed_in_for
from liveness_station.app.workbench import utc_now
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.errors import RecordError
from liveness_station.domain.people import Right
from liveness_station.domain.ports import Vault
from liveness_station.domain.subjects import Subject, SubjectError
from liveness_station.retention.running import Pass
from liveness_station.settings.values import Settings
from liveness_station.storage.holds import holds_in_force, lift_hold, place_hold
from liveness_station.storage.keeping import RecordKeeping
from liveness_station.storage.records import SqliteRecords, open_records
from liveness_station.storage.times import confirm_clock

MAX_TRIES: Final = 100
"""So often another program's reading of the log is waited for."""
PAUSE_S: Final = 0.05

_FAILED: Final = 1


def run(arguments: argparse.Namespace, *, make_vault: Callable[[], Vault] = KeyringVault) -> int:
    """Does what was asked for."""
    places = find_places(arguments.data_dir)
    try:
        with opened_records(places, make_vault) as records:
            if arguments.action != "list":
                signed_in_for(Right.ERASE, arguments.by, places, records)
            if arguments.command == "hold":
                return _hold(arguments, records)
            if arguments.action == "confirm-clock":
                sequence = confirm_clock(records.appender, utc_now())
                print(f"recorded as entry {sequence}: this computer's clock is right")
                return 0
            return _run_pass(records, settings_in_force(places))
    except AccountError as error:
        return refuse(arguments.command, refusal(error))
    except RecordError as error:
        return refuse(arguments.command, told(error, places.records))
    except SubjectError as error:
        return refuse(arguments.command, f"the subject's reference cannot be used: {error}")


@contextmanager
def opened_records(places: Places, make_vault: Callable[[], Vault]) -> Iterator[SqliteRecords]:
    """Opens the station's record for one command, and sums it up at the end.

    Raises:
        RecordError: it cannot be opened.
    """
    shelf = KeyringShelf(make_vault)
    records = open_records(places.records, run_id=uuid.uuid4().hex, utc_now=utc_now, shelf=shelf)
    try:
        yield records
    finally:
        records.close()
        shelf.close()


def typed_subject(word: str) -> Subject:
    """Returns the subject that was named, on standard input where the word is "-".

    Raises:
        SubjectError: no reference.
    """
    return Subject.parse(sys.stdin.readline() if word == "-" else word)


def refuse(command: str, why: str) -> int:
    """Says why a command failed, and returns its exit code."""
    print(f"liveness-station {command}: {why}", file=sys.stderr)
    return _FAILED


def _run_pass(records: SqliteRecords, settings: Settings) -> int:
    running = Pass(RecordKeeping(records.appender), times_of(settings), utc_now=utc_now)
    tries = 0
    while running.step():
        if running.is_waiting:
            tries += 1
            if tries > MAX_TRIES:
                return refuse("retention", "erased, but the log is in use; run it again")
            time.sleep(PAUSE_S)
    result = running.result
    print(
        f"erased {result.names} names and {result.pictures} pictures; "
        f"{result.held} left under a hold; entries {result.entries}"
    )
    if result.doubt is None:
        return 0
    return refuse("retention", f"nothing more is erased: {result.doubt.value}")


def _hold(arguments: argparse.Namespace, records: SqliteRecords) -> int:
    if arguments.action == "place":
        subject = None if arguments.all else typed_subject(arguments.subject).reference
        hold = place_hold(records.appender, subject, note=arguments.note)
        print(f"{hold.hold_id}  entry {hold.sequence}")
    elif arguments.action == "lift":
        return _lift(arguments.hold, records)
    else:
        with records.appender.database.transaction() as connection:
            holds = holds_in_force(connection)
        for hold in holds:
            whom = "everybody" if hold.subject is None else hold.subject
            print(f"{hold.hold_id}  entry {hold.sequence}  {whom}  {hold.note or ''}")
    return 0


def _lift(hold_id: str, records: SqliteRecords) -> int:
    with records.appender.database.transaction() as connection:
        is_known = hold_id in {hold.hold_id for hold in holds_in_force(connection)}
    if not is_known:
        return refuse("hold", f"no hold {hold_id!r} is in force; `hold list` names those that are")
    print(f"lifted by entry {lift_hold(records.appender, hold_id)}")
    return 0
