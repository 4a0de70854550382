"""A vault in memory, whose troubles are scripted."""

import threading

from liveness_station.domain.errors import CredentialError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason

_HANG_LIMIT_S = 30.0


class FakeVault:
    """Implements `domain.ports.Vault`.

    Attributes:
        entries: what is stored.
        trouble: where set, every call raises a CredentialError of this reason.
        failing_names: calls for these names raise an error of the reason given.
        calls: ("get" | "put" | "remove", name), in order.
    """

    def __init__(self, **entries: str) -> None:
        self.entries = {name.replace("_", "-"): text for name, text in entries.items()}
        self.trouble: Reason | None = None
        self.failing_names: dict[str, Reason] = {}
        self.calls: list[tuple[str, str]] = []
        self._is_free = threading.Event()
        self._is_free.set()

    def hang(self) -> None:
        """Makes every call wait until `release`, and then raise CREDENTIALS_LOCKED."""
        self._is_free.clear()

    def release(self) -> None:
        """Lets waiting calls go on."""
        self._is_free.set()

    def get(self, name: str) -> Secret:
        self._enter("get", name)
        if name not in self.entries:
            raise CredentialError(Reason.CREDENTIALS_MISSING, name)
        return Secret(self.entries[name])

    def put(self, name: str, secret: Secret) -> None:
        self._enter("put", name)
        if not secret.reveal():
            raise CredentialError(Reason.CREDENTIALS_REFUSED, "empty")
        self.entries[name] = secret.reveal()

    def remove(self, name: str) -> None:
        self._enter("remove", name)
        if name not in self.entries:
            raise CredentialError(Reason.CREDENTIALS_MISSING, name)
        del self.entries[name]

    def _enter(self, action: str, name: str) -> None:
        self.calls.append((action, name))
        if not self._is_free.is_set():
            assert self._is_free.wait(_HANG_LIMIT_S), "nobody released the vault"
            raise CredentialError(Reason.CREDENTIALS_LOCKED, "no answer in time")
        trouble = self.failing_names.get(name, self.trouble)
        if trouble is not None:
            raise CredentialError(trouble, name)
