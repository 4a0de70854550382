"""The file of accounts: read strictly, put in place whole or not at all, its owner's only."""

import json
import math
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from liveness_station.accounts.hashing import is_hash
from liveness_station.accounts.names import fold_name, parse_name
from liveness_station.accounts.throttling import MOST_FAILURES, NO_FAILURES, Tally
from liveness_station.accounts.troubles import AccountError, AccountTrouble
from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.domain.people import Person, Role

FILE_VERSION: Final = 1
MOST_PEOPLE: Final = 200
_MAX_FILE_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account.

    Attributes:
        person: who.
        pin_hash: of argon2id.
        tally: of wrong PINs.
    """

    person: Person
    pin_hash: str
    tally: Tally = NO_FAILURES


@dataclass(frozen=True, slots=True)
class Accounts:
    """All accounts, by folded name in the order in which they were made.

    Attributes:
        by_name: the accounts.
        strangers: wrong tries of names that nobody has, all in one.
    """

    by_name: Mapping[str, Account]
    strangers: Tally = NO_FAILURES

    def with_account(self, account: Account) -> "Accounts":
        """Returns the accounts with one more, or another in its place."""
        name = fold_name(account.person.name)
        return replace(self, by_name={**self.by_name, name: account})

    def without(self, name: str) -> "Accounts":
        """Returns the accounts without one."""
        left = {folded: one for folded, one in self.by_name.items() if folded != fold_name(name)}
        return replace(self, by_name=left)

    @property
    def has_administrator(self) -> bool:
        """Tells whether anybody is left who can change an account."""
        return any(one.person.role is Role.ADMINISTRATOR for one in self.by_name.values())


def read_accounts(path: Path) -> Accounts:
    """Returns what the file holds; nothing where there is no file.

    A file that has no administrator is a damaged one: this program leaves none like it.

    Raises:
        AccountError: DAMAGED, NEWER or UNREADABLE. Never is a bad file taken for an empty one:
            at a station without accounts everything is allowed.
    """
    try:
        with path.open("rb") as file:
            untrusted_body = file.read(_MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        return Accounts({})
    except OSError as error:
        raise AccountError(AccountTrouble.UNREADABLE) from error
    try:
        return _parse(untrusted_body)
    except (MalformedJsonError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise AccountError(AccountTrouble.DAMAGED) from error


def write_accounts(path: Path, accounts: Accounts) -> None:
    """Puts the file in place.

    Raises:
        AccountError: UNWRITABLE; the file that was there is as it was.
    """
    body = {
        "version": FILE_VERSION,
        "people": [
            {
                "name": one.person.name,
                "role": one.person.role.value,
                "pin": one.pin_hash,
                **_plain(one.tally),
            }
            for one in accounts.by_name.values()
        ],
        "strangers": _plain(accounts.strangers),
    }
    with door():
        _replace(path, json.dumps(body, indent=2, ensure_ascii=False).encode() + b"\n")


@contextmanager
def door() -> Iterator[None]:
    """Says that nothing can be written where the disk says so."""
    try:
        yield
    except OSError as error:
        raise AccountError(AccountTrouble.UNWRITABLE) from error


def _plain(tally: Tally) -> dict[str, float]:
    return {"failures": tally.failures, "until": tally.until_utc_s}


def _parse(untrusted_body: bytes) -> Accounts:
    if len(untrusted_body) > _MAX_FILE_BYTES:
        raise MalformedJsonError("too long")
    untrusted = parse_object(untrusted_body)
    version = untrusted["version"]
    if type(version) is not int or version < 1:
        raise ValueError("version")
    if version > FILE_VERSION:
        raise AccountError(AccountTrouble.NEWER)
    _expect_keys(untrusted, {"version", "people", "strangers"})
    people = untrusted["people"]
    if not isinstance(people, list) or len(people) > MOST_PEOPLE:
        raise ValueError("people")
    found = [_account(one) for one in people]
    accounts = Accounts(
        {fold_name(one.person.name): one for one in found}, _tally(untrusted["strangers"])
    )
    if len(accounts.by_name) != len(found) or not accounts.has_administrator:
        raise ValueError("names")
    return accounts


def _account(untrusted: object) -> Account:
    fields = _expect_keys(untrusted, {"name", "role", "pin", "failures", "until"})
    name, pin_hash = _text(fields["name"]), _text(fields["pin"])
    try:
        is_name = parse_name(name) == name
    except AccountError as error:
        raise ValueError("name") from error
    if not is_name or not is_hash(pin_hash):
        raise ValueError("account")
    tally = _tally({key: fields[key] for key in ("failures", "until")})
    return Account(Person(name, Role(_text(fields["role"]))), pin_hash, tally)


def _tally(untrusted: object) -> Tally:
    fields = _expect_keys(untrusted, {"failures", "until"})
    failures, until = fields["failures"], fields["until"]
    if type(failures) is not int or not 0 <= failures <= MOST_FAILURES:
        raise ValueError("failures")
    if type(until) not in {int, float} or not isinstance(until, int | float):
        raise TypeError("until")
    if not math.isfinite(until) or until < 0:
        raise ValueError("until")
    return Tally(failures, float(until))


def _expect_keys(untrusted: object, keys: set[str]) -> dict[str, object]:
    if not isinstance(untrusted, dict) or set(untrusted) != keys:
        raise ValueError("fields")
    return untrusted


def _text(untrusted: object) -> str:
    if not isinstance(untrusted, str):
        raise TypeError("text")
    return untrusted


def _replace(path: Path, content: bytes) -> None:
    """Puts content in a file's place; a file of mkstemp is readable by its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part_path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part_path.replace(path)
    except BaseException:
        part_path.unlink(missing_ok=True)
        raise
