"""What is asked of the thread of accounts, and what comes back. No Qt here."""

from dataclasses import dataclass
from typing import Protocol

from liveness_station.accounts.troubles import AccountTrouble
from liveness_station.domain.desk_events import PeopleEvent
from liveness_station.domain.people import Person, Role
from liveness_station.domain.secrets import Secret


@dataclass(frozen=True, slots=True)
class ListPeople:
    """Who has an account?"""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Whose name and PIN are these?"""

    name: str
    pin: Secret


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Make an account."""

    name: str
    role: Role
    pin: Secret


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """Give somebody another role."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class ChangePin:
    """Give somebody another PIN."""

    name: str
    pin: Secret


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """Remove an account."""

    name: str


AccountWish = ListPeople | SignIn | AddPerson | ChangeRole | ChangePin | RemovePerson


@dataclass(frozen=True, slots=True)
class AccountRequest:
    """A wish with its number, and who has it."""

    number: int
    wish: AccountWish
    by: Person


@dataclass(frozen=True, slots=True)
class AccountAnswer:
    """How a request went.

    Attributes:
        number: the request's.
        person: who signed in.
        event: what was changed.
        people: who has an account now; None where the file could not be read.
        trouble: why nothing came of it.
        wait_s: seconds until that name may be tried again.
        who: whose account a refusal was about; for the record, never for the screen.
    """

    number: int
    person: Person | None = None
    event: PeopleEvent | None = None
    people: tuple[Person, ...] | None = None
    trouble: AccountTrouble | None = None
    wait_s: float = 0.0
    who: Person | None = None


class Book(Protocol):
    """What the thread works with; used by it alone. Everything may raise AccountError."""

    def people(self) -> tuple[Person, ...]:
        """Returns who has an account."""

    def sign_in(self, name: str, pin: Secret) -> Person:
        """Returns whose name and PIN these are."""

    def add(self, name: str, role: Role, pin: Secret, *, by: Person) -> PeopleEvent:
        """Makes an account."""

    def change_role(self, name: str, role: Role, *, by: Person) -> PeopleEvent:
        """Gives somebody another role."""

    def change_pin(self, name: str, pin: Secret, *, by: Person) -> PeopleEvent:
        """Gives somebody another PIN."""

    def remove(self, name: str, *, by: Person) -> PeopleEvent:
        """Removes an account."""
