"""How PINs are kept: argon2id, whose cost is what a thief of the file has to pay for each guess."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import argon2
from argon2 import exceptions
from argon2.low_level import Type

from liveness_station.accounts.troubles import AccountError, AccountTrouble
from liveness_station.domain.secrets import Secret

# Memory and passes of RFC 9106, section 4, the second recommended option ("if much less memory is
# available"), in one lane as OWASP has it, above whose minimum of 19 MiB and two passes it lies.
# Four lanes are four threads: on a desk of two cores the window waited for them half as long again.
# https://www.rfc-editor.org/rfc/rfc9106#section-4
# https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
PASSES: Final = 3
MEMORY_KIB: Final = 64 * 1024
LANES: Final = 1
_SALT_BYTES: Final = 16
_HASH_BYTES: Final = 32
# What a file may make this program spend; a damaged or foreign one may name anything.
_MOST_PASSES: Final = 16
_MOST_MEMORY_KIB: Final = 512 * 1024
_MOST_LANES: Final = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one hash costs: passes over so much memory, in so many lanes."""

    passes: int = PASSES
    memory_kib: int = MEMORY_KIB
    lanes: int = LANES


class PinHasher:
    """Hashes and compares PINs; each takes about a quarter of a second. No gui thread waits here.

    Args:
        cost: of new hashes. A hash of another cost is still compared, and then replaced.
    """

    def __init__(self, cost: Cost | None = None) -> None:
        cost = cost or Cost()
        self._hasher = argon2.PasswordHasher(
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=_HASH_BYTES,
            salt_len=_SALT_BYTES,
            type=Type.ID,
        )
        self.nobodys: Final = _nobodys(cost)

    def hash(self, pin: Secret) -> str:
        """Returns a PIN's hash, salt and cost included.

        Raises:
            AccountError: NO_MEMORY.
        """
        with door():
            return self._hasher.hash(pin.reveal())

    def is_match(self, kept: str, pin: Secret) -> bool:
        """Tells whether a kept hash is this PIN's.

        Raises:
            AccountError: NO_MEMORY; DAMAGED where it is no hash.
        """
        with door():
            try:
                return self._hasher.verify(kept, pin.reveal())
            except exceptions.VerifyMismatchError:
                return False

    def is_outdated(self, kept: str) -> bool:
        """Tells whether a kept hash is of another cost than new ones."""
        return self._hasher.check_needs_rehash(kept)


def is_hash(untrusted_text: str) -> bool:
    """Tells whether a text is a hash of argon2id that this program can afford to compare with."""
    try:
        found = argon2.extract_parameters(untrusted_text)
    except exceptions.InvalidHashError:
        return False
    return (
        found.type is Type.ID
        and 1 <= found.time_cost <= _MOST_PASSES
        and 8 <= found.memory_cost <= _MOST_MEMORY_KIB
        and 1 <= found.parallelism <= _MOST_LANES
    )


def _nobodys(cost: Cost) -> str:
    """Returns a hash that no PIN has and that takes as long to compare with as anybody's."""
    salt, digest = (
        base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=")
        for size in (_SALT_BYTES, _HASH_BYTES)
    )
    return f"$argon2id$v=19$m={cost.memory_kib},t={cost.passes},p={cost.lanes}${salt}${digest}"


@contextmanager
def door() -> Iterator[None]:
    """Translates what the library raises."""
    try:
        yield
    except exceptions.InvalidHashError as error:
        raise AccountError(AccountTrouble.DAMAGED) from error
    except (exceptions.VerificationError, exceptions.HashingError) as error:
        raise AccountError(AccountTrouble.NO_MEMORY) from error
