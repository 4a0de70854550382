"""A book of accounts without any: nobody signs in to a demonstration."""

from typing import NoReturn

from liveness_station.accounts.troubles import AccountError, AccountTrouble
from liveness_station.domain.people import Person, Role
from liveness_station.domain.secrets import Secret


class NobodysBook:
    """Names nobody, whatever the desk's own file says, and takes no account."""

    def people(self) -> tuple[Person, ...]:
        """Returns nobody."""
        return ()

    def sign_in(self, name: str, pin: Secret) -> NoReturn:
        """Lets nobody in."""
        del name, pin
        raise AccountError(AccountTrouble.WRONG)

    def add(self, name: str, role: Role, pin: Secret, *, by: Person) -> NoReturn:
        """Takes no account."""
        del name, role, pin, by
        raise AccountError(AccountTrouble.NOT_ALLOWED)

    def change_role(self, name: str, role: Role, *, by: Person) -> NoReturn:
        """Changes nothing."""
        del name, role, by
        raise AccountError(AccountTrouble.NOT_ALLOWED)

    def change_pin(self, name: str, pin: Secret, *, by: Person) -> NoReturn:
        """Changes nothing."""
        del name, pin, by
        raise AccountError(AccountTrouble.NOT_ALLOWED)

    def remove(self, name: str, *, by: Person) -> NoReturn:
        """Removes nobody."""
        del name, by
        raise AccountError(AccountTrouble.NOT_ALLOWED)
