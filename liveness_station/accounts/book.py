"""The accounts of a station: who signs in, and who changes what."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from liveness_station.accounts.hashing import PinHasher
from liveness_station.accounts.names import fold_name, parse_name
from liveness_station.accounts.people_file import (
    MOST_PEOPLE,
    Account,
    Accounts,
    door,
    read_accounts,
    write_accounts,
)
from liveness_station.accounts.pins import check_new_pin, typed_pin
from liveness_station.accounts.throttling import NO_FAILURES, Tally, Waits, wait_s
from liveness_station.accounts.troubles import AccountError, AccountTrouble
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.desk_events import PeopleEvent, PeopleStep
from liveness_station.domain.people import Person, Right, Role
from liveness_station.domain.secrets import Secret

_LOCK_LIMIT_S: Final = 5.0


class AccountBook:
    """Reads and changes the file of accounts, one program at a time. Belongs to one thread.

    Each call reads the file anew, so that what another program changed holds at once. Every call
    may wait for the disk and raises AccountError; those with a PIN take a quarter of a second more.

    Args:
        path: the file; its folder is made with the first account.
        hasher: of PINs.
        utc_s: the wall clock, for waits that outlive this process.
        waking_s: the clock that goes on while the machine sleeps, for all others.
    """

    def __init__(
        self,
        path: Path,
        hasher: PinHasher | None = None,
        *,
        utc_s: Callable[[], float] = time.time,
        waking_s: Callable[[], float] = waking_clock_s,
    ) -> None:
        self._path = path
        self._hasher = hasher or PinHasher()
        self._utc_s = utc_s
        self._waking_s = waking_s
        self._waits = Waits()

    def people(self) -> tuple[Person, ...]:
        """Returns who has an account, in the order in which they were made; () for nobody."""
        # Without the lock, which a folder that is read-only has no place for.
        return tuple(one.person for one in read_accounts(self._path).by_name.values())

    def sign_in(self, name: str, pin: Secret) -> Person:
        """Returns whose name and PIN these are.

        Raises:
            AccountError: WRONG with the wait that follows, WAIT, BLOCKED, or one of the file's.
        """
        with self._locked():
            accounts = read_accounts(self._path)
            folded = fold_name(name)
            account = accounts.by_name.get(folded)
            # Names that nobody has take the very same way, and as long.
            tally = accounts.strangers if account is None else account.tally
            self._refuse_early("" if account is None else folded, tally, account)
            # Counted before it is tried: who pulls the plug in between has had their try.
            charged = tally.charge(self._utc_s())
            self._write(_with_tally(accounts, account, charged))
            kept = self._hasher.nobodys if account is None else account.pin_hash
            is_match = self._hasher.is_match(kept, typed_pin(pin))
            if account is None or not is_match:
                who = account.person if account is not None else None
                left_s = wait_s(charged.failures)
                raise AccountError(AccountTrouble.WRONG, wait_s=left_s, who=who)
            if self._hasher.is_outdated(kept):
                kept = self._hasher.hash(typed_pin(pin))
            calm = replace(accounts, strangers=NO_FAILURES)
            self._write(calm.with_account(Account(account.person, kept)))
            return account.person

    def add(self, name: str, role: Role, pin: Secret, *, by: Person) -> PeopleEvent:
        """Makes an account; the first is an administrator's and may be made by anybody.

        Raises:
            AccountError: why not.
        """
        with self._locked():
            accounts = read_accounts(self._path)
            if accounts.by_name:
                _require(accounts, by)
            elif role is not Role.ADMINISTRATOR:
                raise AccountError(AccountTrouble.FIRST_ADMINISTRATOR)
            person = Person(parse_name(name), role)
            if fold_name(person.name) in accounts.by_name:
                raise AccountError(AccountTrouble.NAME_TAKEN)
            if len(accounts.by_name) >= MOST_PEOPLE:
                raise AccountError(AccountTrouble.TOO_MANY)
            check_new_pin(person.name, pin)
            account = Account(person, self._hasher.hash(typed_pin(pin)))
            self._write(accounts.with_account(account))
            return PeopleEvent(PeopleStep.ADDED, person.name, role, by.name)

    def change_role(self, name: str, role: Role, *, by: Person) -> PeopleEvent:
        """Gives somebody another role; the last administrator keeps theirs.

        Raises:
            AccountError: why not.
        """
        with self._locked():
            accounts = read_accounts(self._path)
            _require(accounts, by)
            account = _find(accounts, name)
            changed = replace(account, person=replace(account.person, role=role))
            self._write_governed(accounts.with_account(changed))
            return PeopleEvent(PeopleStep.ROLE_CHANGED, account.person.name, role, by.name)

    def change_pin(self, name: str, pin: Secret, *, by: Person) -> PeopleEvent:
        """Gives somebody another PIN and forgets their wrong ones; everybody may change their own.

        Raises:
            AccountError: why not.
        """
        with self._locked():
            accounts = read_accounts(self._path)
            account = _find(accounts, name)
            if fold_name(by.name) != fold_name(account.person.name):
                _require(accounts, by)
            check_new_pin(account.person.name, pin)
            self._write(
                accounts.with_account(Account(account.person, self._hasher.hash(typed_pin(pin))))
            )
            person = account.person
            return PeopleEvent(PeopleStep.PIN_CHANGED, person.name, person.role, by.name)

    def remove(self, name: str, *, by: Person) -> PeopleEvent:
        """Removes an account; the last administrator's stays.

        Raises:
            AccountError: why not.
        """
        with self._locked():
            accounts = read_accounts(self._path)
            _require(accounts, by)
            person = _find(accounts, name).person
            self._write_governed(accounts.without(name))
            return PeopleEvent(PeopleStep.REMOVED, person.name, person.role, by.name)

    def _refuse_early(self, folded: str, tally: Tally, account: Account | None) -> None:
        who = account.person if account is not None else None
        if tally.is_spent:
            raise AccountError(AccountTrouble.BLOCKED, who=who)
        left_s = self._waits.left_s(
            folded, tally, now_utc_s=self._utc_s(), waking_s=self._waking_s()
        )
        if left_s > 0:
            raise AccountError(AccountTrouble.WAIT, wait_s=left_s, who=who)

    def _write_governed(self, accounts: Accounts) -> None:
        if not accounts.has_administrator:
            raise AccountError(AccountTrouble.LAST_ADMINISTRATOR)
        self._write(accounts)

    def _write(self, accounts: Accounts) -> None:
        write_accounts(self._path, accounts)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keeps other programs away from the file meanwhile.

        Raises:
            AccountError: BUSY, or UNWRITABLE where the lock cannot be made.
        """
        lock = FileLock(
            self._path.with_name(f"{self._path.name}.lock"), mode=0o600, fallback_to_soft=False
        )
        with door():
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                lock.acquire(timeout=_LOCK_LIMIT_S)
            except Timeout as error:
                raise AccountError(AccountTrouble.BUSY) from error
        try:
            yield
        finally:
            lock.release()


def _with_tally(accounts: Accounts, account: Account | None, tally: Tally) -> Accounts:
    if account is None:
        return replace(accounts, strangers=tally.without_end())
    return accounts.with_account(replace(account, tally=tally))


def _find(accounts: Accounts, name: str) -> Account:
    account = accounts.by_name.get(fold_name(name))
    if account is None:
        raise AccountError(AccountTrouble.UNKNOWN)
    return account


def _require(accounts: Accounts, by: Person) -> None:
    """Refuses whoever may not change accounts by what the file says now, not by what it said."""
    account = accounts.by_name.get(fold_name(by.name))
    if account is None or not account.person.may(Right.CHANGE_PEOPLE):
        raise AccountError(AccountTrouble.NOT_ALLOWED)
