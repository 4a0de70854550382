"""The keys of kept pictures in the operating system's keyring, made where there are none."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from liveness_station.credentials.calls import BoundedCall
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.ports import Vault
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from liveness_station.storage.picture_keys import (
    PictureKeys,
    new_picture_keys,
    parse_picture_keys,
)

_LIMIT_S: Final = 7.0
"""The vault itself gives up after three seconds, or twice that where an earlier call hangs."""
_RETRY_S: Final = 3600.0
"""Asking a locked keyring may show a prompt on the desk."""

_log = logging.getLogger(__name__)


def entry_name(station: bytes) -> str:
    """Returns the name under which the keyring has the keys of a station's pictures."""
    return f"pictures-{station.hex()}"


def load_picture_keys(vault: Vault, station: bytes) -> PictureKeys:
    """Returns the keys of a station's pictures; waits for the keyring.

    Raises:
        CredentialError: missing, locked, refused or broken.
    """
    try:
        return parse_picture_keys(vault.get(entry_name(station)).reveal())
    except ValueError as error:
        raise CredentialError(Reason.CREDENTIALS_BROKEN, str(error)) from None


def keep_picture_keys(vault: Vault, station: bytes, keys: PictureKeys) -> None:
    """Keeps keys in place of those there are; waits for the keyring.

    Raises:
        CredentialError: locked, refused or broken.
    """
    vault.put(entry_name(station), Secret(keys.to_text()))


def load_or_make(vault: Vault, station: bytes, lock_path: Path) -> PictureKeys:
    """Returns the keys of a station's pictures, new ones where the keyring has none.

    Under a lock: two programs that both made some would each overwrite the other's.

    Raises:
        CredentialError: locked, refused or broken.
    """
    try:
        with FileLock(lock_path, mode=0o600, fallback_to_soft=False).acquire(timeout=_LIMIT_S):
            try:
                return load_picture_keys(vault, station)
            except CredentialError as error:
                if error.reason is not Reason.CREDENTIALS_MISSING:
                    raise
            keys = new_picture_keys()
            keep_picture_keys(vault, station, keys)
            return keys
    except (Timeout, OSError) as error:
        raise CredentialError(Reason.CREDENTIALS_BROKEN, "lock of the keys") from error


class PictureKeyShelf:
    """Has the keys fetched behind, once; whoever needs them before waits. Used by one thread.

    Where it is only for reading, no keys are made: new ones open nothing.
    """

    def __init__(
        self,
        make_vault: Callable[[], Vault],
        lock_path: Path,
        *,
        is_for_reading: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make_vault = make_vault
        self._lock_path = lock_path
        self._is_for_reading = is_for_reading
        self._clock = clock
        self._keys: PictureKeys | None = None
        self._asked: BoundedCall[PictureKeys] | None = None
        self._retry_at_s = clock()

    def ask(self, station: bytes) -> None:
        """Begins to fetch the keys, so that the first attempt does not wait for them."""
        if self._keys is None and self._asked is None and self._clock() >= self._retry_at_s:
            self._asked = BoundedCall(lambda: self._fetch(station))

    def look(self, station: bytes) -> PictureKeys | None:
        """Returns the keys; None, at once from then on, where the keyring has failed."""
        self.ask(station)
        asked, self._asked = self._asked, None
        if asked is not None:
            try:
                self._keys = asked.wait(_LIMIT_S)
            except CredentialError as error:
                self._retry_at_s = self._clock() + _RETRY_S
                _log.warning("no picture can be sealed or opened: %s", error)
        return self._keys

    def close(self) -> None:
        """Waits for a call that is under way, within the time limit; may be called twice."""
        asked, self._asked = self._asked, None
        if asked is not None:
            asked.has_ended(_LIMIT_S)

    def _fetch(self, station: bytes) -> PictureKeys:
        """Runs on the call's thread."""
        vault = self._make_vault()
        if self._is_for_reading:
            return load_picture_keys(vault, station)
        return load_or_make(vault, station, self._lock_path)
