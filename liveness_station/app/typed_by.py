"""Who types a command that not everybody may give: by name and PIN, where people have accounts."""

from collections.abc import Callable

from liveness_station.accounts.book import AccountBook
from liveness_station.accounts.troubles import AccountError, AccountTrouble
from liveness_station.app.paths import Places
from liveness_station.app.people_command import signed_in
from liveness_station.domain.desk_events import DeskEvent
from liveness_station.domain.people import Person, Right
from liveness_station.storage.desk_log import DeskLog
from liveness_station.storage.records import SqliteRecords
from liveness_station.ui.people_presenter import explain
from liveness_station.ui.words.en import ENGLISH


def signed_in_for(right: Right, name: str | None, places: Places, records: SqliteRecords) -> Person:
    """Returns who types the command; the owner where nobody has an account.

    Raises:
        AccountError: nobody was named, not with the right PIN, or they may not do that.
        RecordError: a wrong PIN could not be recorded.
    """
    try:
        person = signed_in(name, AccountBook(places.people), _recording(records))
    except EOFError as error:
        raise AccountError(AccountTrouble.NOT_ALLOWED) from error
    if not person.may(right):
        raise AccountError(AccountTrouble.NOT_ALLOWED)
    return person


def has_accounts(places: Places) -> bool:
    """Tells whether anybody has an account.

    Raises:
        AccountError: the file of accounts cannot be used.
    """
    return bool(AccountBook(places.people).people())


def refusal(error: AccountError) -> str:
    """Says why somebody was not let in."""
    return explain(error.trouble, ENGLISH, wait_s=error.wait_s)


def _recording(records: SqliteRecords) -> Callable[[DeskEvent], None]:
    log = DeskLog(records.appender)

    def record(event: DeskEvent) -> None:
        log.record_event(event)

    return record
