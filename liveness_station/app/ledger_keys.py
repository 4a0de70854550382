"""The ledger's keys in the operating system's keyring, fetched and kept behind."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from liveness_station.credentials.calls import BoundedCall
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.ports import Vault
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason
from liveness_station.ledger.keys import LOOK_S, StationKeys, parse_keys

_RETRY_S: Final = 3600.0
"""Asking a locked keyring may show a prompt on the desk."""

_log = logging.getLogger(__name__)


def entry_name(station: bytes) -> str:
    """Returns the name under which the keyring has a station's keys."""
    return f"ledger-{station.hex()}"


def load_keys(vault: Vault, station: bytes) -> StationKeys:
    """Returns a station's keys; waits for the keyring.

    Raises:
        CredentialError: missing, locked, refused or broken.
    """
    try:
        return parse_keys(vault.get(entry_name(station)).reveal())
    except ValueError as error:
        raise CredentialError(Reason.CREDENTIALS_BROKEN, str(error)) from None


def keep_keys(vault: Vault, station: bytes, keys: StationKeys) -> None:
    """Keeps a station's keys in place of older ones; waits for the keyring.

    Raises:
        CredentialError: locked, refused or broken.
    """
    vault.put(entry_name(station), Secret(keys.to_text()))


class KeyringShelf:
    """Implements `ledger.keys.KeyShelf`. Used by one thread; the keyring by another behind it."""

    def __init__(
        self, make_vault: Callable[[], Vault], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._make_vault = make_vault
        self._clock = clock
        self._vault: Vault | None = None
        self._keys: StationKeys | None = None
        self._asked: BoundedCall[StationKeys] | None = None
        self._retry_at_s = clock()
        self._keeping: BoundedCall[None] | None = None
        self._lock = threading.Lock()
        self._wanted: tuple[bytes, StationKeys] | None = None
        self._is_keeping = False

    def look(
        self, station: bytes, *, can_wait: bool = False, within_s: float = LOOK_S
    ) -> StationKeys | None:
        """Returns the keys once they are there; asks for them first, and again after a failure."""
        if self._keys is None and self._asked is None and self._clock() >= self._retry_at_s:
            self._asked = BoundedCall(lambda: load_keys(self._opened(), station))
        if self._asked is not None and self._asked.has_ended(within_s if can_wait else 0):
            self._take_answer(self._asked)
        return self._keys

    def keep(self, station: bytes, keys: StationKeys) -> None:
        """Has keys kept behind; the newest wins."""
        self._keys = keys
        with self._lock:
            self._wanted = (station, keys)
            if self._is_keeping:
                return
            self._is_keeping = True
        self._keeping = BoundedCall(self._keep_all)

    def close(self) -> None:
        """Waits for what is still to be kept, within the time limit; may be called twice."""
        asked, self._asked = self._asked, None
        keeping, self._keeping = self._keeping, None
        if asked is not None:
            asked.has_ended(LOOK_S)
        if keeping is not None:
            try:
                keeping.wait(LOOK_S)
            except CredentialError as error:
                # No harm: the keys that are there lead to these.
                _log.warning("the ledger's newest keys were not kept: %s", error)

    def _take_answer(self, asked: BoundedCall[StationKeys]) -> None:
        self._asked = None
        try:
            self._keys = asked.wait(LOOK_S)
        except CredentialError as error:
            self._retry_at_s = self._clock() + _RETRY_S
            _log.warning("the ledger goes on without its keys: %s", error)

    def _keep_all(self) -> None:
        """Runs on the call's thread."""
        try:
            while (wanted := self._next_wanted()) is not None:
                keep_keys(self._opened(), *wanted)
        except CredentialError:
            with self._lock:
                self._is_keeping = False
            raise

    def _next_wanted(self) -> tuple[bytes, StationKeys] | None:
        with self._lock:
            wanted, self._wanted = self._wanted, None
            self._is_keeping = wanted is not None
        return wanted

    def _opened(self) -> Vault:
        if self._vault is None:
            self._vault = self._make_vault()
        return self._vault
