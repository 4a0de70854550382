"""What can be wrong with an account, each with a code of its own."""

from enum import StrEnum

from liveness_station.domain.people import Person


class AccountTrouble(StrEnum):
    """Why nobody was signed in, or nothing was changed. The values are stable codes."""

    WRONG = "wrong"
    WAIT = "wait"
    BLOCKED = "blocked"
    BAD_NAME = "bad_name"
    NAME_TAKEN = "name_taken"
    UNKNOWN = "unknown"
    PIN_LENGTH = "pin_length"
    PIN_CHARACTERS = "pin_characters"
    PIN_EASY = "pin_easy"
    PIN_IS_NAME = "pin_is_name"
    FIRST_ADMINISTRATOR = "first_administrator"
    LAST_ADMINISTRATOR = "last_administrator"
    NOT_ALLOWED = "not_allowed"
    TOO_MANY = "too_many"
    DAMAGED = "damaged"
    NEWER = "newer"
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    BUSY = "busy"
    NO_MEMORY = "no_memory"


CLOSED = frozenset(
    {
        AccountTrouble.DAMAGED,
        AccountTrouble.NEWER,
        AccountTrouble.UNREADABLE,
        AccountTrouble.UNWRITABLE,
    }
)
"""While one of these lasts nobody can sign in, whatever they know."""


class AccountError(Exception):
    """Nobody was signed in, or nothing was changed.

    Attributes:
        trouble: why.
        wait_s: seconds until this name may be tried again; 0 for at once.
        who: whose account it was about, where there is one; for the record, never for the screen.
    """

    def __init__(
        self, trouble: AccountTrouble, *, wait_s: float = 0.0, who: Person | None = None
    ) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.wait_s = wait_s
        self.who = who
