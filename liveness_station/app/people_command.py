"""`liveness-station people`: who works at this station, named without its window."""

import argparse
import getpass
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from liveness_station.accounts.book import AccountBook
from liveness_station.accounts.troubles import AccountError, AccountTrouble
from liveness_station.app.ledger_keys import KeyringShelf
from liveness_station.app.paths import Places, find_places
from liveness_station.app.rules import account_name
from liveness_station.app.workbench import utc_now
from liveness_station.credentials.vault import KeyringVault
from liveness_station.domain.desk_events import DeskEvent, PeopleEvent, ShiftEvent, ShiftStep
from liveness_station.domain.errors import RecordError
from liveness_station.domain.people import OWNER, Person
from liveness_station.domain.ports import Vault
from liveness_station.domain.secrets import Secret
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.records import open_records
from liveness_station.ui.people_presenter import explain
from liveness_station.ui.words.en import ENGLISH

_MAX_LINE = 1024
Record = Callable[[DeskEvent], None]


def run(
    arguments: argparse.Namespace,
    *,
    make_vault: Callable[[], Vault] = KeyringVault,
    make_book: Callable[[Places], AccountBook] | None = None,
) -> int:
    """Does what was asked for; exit code 0 if it worked, 1 if not."""
    places = find_places(arguments.data_dir)
    book = (make_book or _book)(places)
    try:
        if arguments.action == "list":
            _list(book)
        else:
            # Opened before anything is changed: what cannot be recorded is not done.
            with recorder(places, make_vault) as record:
                _change(arguments, book, record)
    except AccountError as error:
        return _fail(explain(error.trouble, ENGLISH, wait_s=error.wait_s))
    except RecordError as error:
        return _fail(f"the record says no: {error.detail}")
    except (KeyboardInterrupt, EOFError):
        return _fail("nothing was changed")
    return 0


def _book(places: Places) -> AccountBook:
    return AccountBook(places.people)


def _list(book: AccountBook) -> None:
    people = book.people()
    for person in people:
        print(f"{person.name}\t{person.role.value}")
    if not people:
        print("Nobody has an account: whoever runs the program may do everything.")


def _change(arguments: argparse.Namespace, book: AccountBook, record: Record) -> None:
    by = signed_in(arguments.by, book, record)
    match arguments.action:
        case "add":
            event = book.add(arguments.name, arguments.role, _ask_new(), by=by)
        case "role":
            event = book.change_role(arguments.name, arguments.role, by=by)
        case "pin":
            event = book.change_pin(arguments.name, _ask_new(), by=by)
        case _:
            event = book.remove(arguments.name, by=by)
    record(event)
    print(_said(event))


def signed_in(name: str | None, book: AccountBook, record: Record) -> Person:
    """Returns who types the command, by their PIN; the owner where nobody has an account.

    Raises:
        AccountError: nobody was named, or not with the right PIN; that is recorded.
        EOFError: no PIN was typed.
    """
    if not book.people():
        return OWNER
    if name is None:
        raise AccountError(AccountTrouble.NOT_ALLOWED)
    try:
        return book.sign_in(name, _ask(f"PIN of {name}"))
    except AccountError as error:
        if error.trouble is AccountTrouble.WRONG and error.who is not None:
            record(ShiftEvent(ShiftStep.REFUSED, error.who.name, error.who.role))
        raise


@contextmanager
def recorder(places: Places, make_vault: Callable[[], Vault]) -> Iterator[Record]:
    """Opens the record for one command, and gives what writes into it.

    Raises:
        RecordError: it cannot be opened or written.
    """
    shelf = KeyringShelf(make_vault)
    try:
        records = open_records(
            places.records,
            run_id=uuid.uuid4().hex,
            utc_now=utc_now,
            shelf=shelf,
            operator=account_name(),
        )
        try:
            log = DeskLog(records.appender)

            def record(event: DeskEvent) -> None:
                log.record_event(event)

            yield record
        finally:
            records.close()
    finally:
        shelf.close()


def _ask_new() -> Secret:
    pin = _ask("New PIN")
    if sys.stdin.isatty() and _ask("New PIN again").reveal() != pin.reveal():
        print("The two PINs differ.", file=sys.stderr)
        raise EOFError
    return pin


def _ask(what: str) -> Secret:
    """Asks on the terminal without echo, or reads one line where input is no terminal."""
    if sys.stdin.isatty():
        return Secret(getpass.getpass(f"{what}: "))
    line = sys.stdin.readline(_MAX_LINE)
    if not line:
        raise EOFError
    return Secret(line.rstrip("\r\n"))


def _said(event: PeopleEvent) -> str:
    return f"{event.name}\t{event.role.value}\t{event.step.value}"


def _fail(text: str) -> int:
    print(f"liveness-station people: {text}", file=sys.stderr)
    return 1
