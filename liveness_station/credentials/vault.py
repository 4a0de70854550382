"""The operating system's keyring behind the domain's port."""

from collections.abc import Callable
from typing import Final, TypeVar

from liveness_station.credentials.backends import Backend, open_backend
from liveness_station.credentials.calls import BoundedCall
from liveness_station.credentials.troubles import translated
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason

SERVICE_NAME: Final = "liveness-station"
TIMEOUT_S: Final = 3.0

_Answer = TypeVar("_Answer")


class KeyringVault:
    """Keeps secrets in the operating system's keyring, and nowhere else.

    Every call may take up to the time limit, so none belongs on the gui thread; one thread at a
    time. Nothing is imported or opened before the first call.
    """

    def __init__(
        self,
        *,
        open_backend: Callable[[], Backend] = open_backend,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._open_backend = open_backend
        self._timeout_s = timeout_s
        self._backend: Backend | None = None
        self._hanging: BoundedCall[object] | None = None

    def get(self, name: str) -> Secret:
        """Returns a secret.

        Raises:
            CredentialError: missing, locked, refused or broken.
        """
        return self._call(lambda backend: _get(backend, name))

    def put(self, name: str, secret: Secret) -> None:
        """Stores a secret and reads it back.

        Raises:
            CredentialError: locked, refused (too long, too), or broken.
        """
        self._call(lambda backend: _put(backend, name, secret.reveal()))

    def remove(self, name: str) -> None:
        """Removes a secret.

        Raises:
            CredentialError: missing, locked, refused or broken.
        """
        self._call(lambda backend: _remove(backend, name))

    def _call(self, action: Callable[[Backend], _Answer]) -> _Answer:
        """Makes one call within the time limit.

        While an earlier one still hangs, usually at a prompt, no other is made: each would open
        one more prompt.
        """
        if self._hanging is not None and not self._hanging.has_ended(self._timeout_s):
            raise CredentialError(Reason.CREDENTIALS_LOCKED, "an earlier call still hangs")
        call = BoundedCall(lambda: self._act(action))
        self._hanging = call
        answer = call.wait(self._timeout_s)
        self._hanging = None
        return answer

    def _act(self, action: Callable[[Backend], _Answer]) -> _Answer:
        """Runs on the call's thread."""
        backend = self._backend or self._open_backend()
        self._backend = backend
        with translated(backend.foreign_errors):
            return action(backend)


def _get(backend: Backend, name: str) -> Secret:
    # Any object, whatever the type says: some keyrings have handed out bytes.
    untrusted_value: object = backend.keyring.get_password(SERVICE_NAME, name)
    if untrusted_value is None:
        raise CredentialError(Reason.CREDENTIALS_MISSING, name)
    if not isinstance(untrusted_value, str) or not untrusted_value:
        raise CredentialError(Reason.CREDENTIALS_BROKEN, "not a text")
    return Secret(untrusted_value)


def _put(backend: Backend, name: str, text: str) -> None:
    if not text:
        raise CredentialError(Reason.CREDENTIALS_REFUSED, "empty")
    units = len(text.encode("utf-16-le", errors="surrogatepass")) // 2
    if backend.max_units is not None and units > backend.max_units:
        raise CredentialError(Reason.CREDENTIALS_REFUSED, "too long for this keyring")
    backend.keyring.set_password(SERVICE_NAME, name, text)
    # Some keyrings drop what they are given without a word.
    if backend.keyring.get_password(SERVICE_NAME, name) != text:
        raise CredentialError(Reason.CREDENTIALS_BROKEN, "read back")


def _remove(backend: Backend, name: str) -> None:
    # Asked first, because deleting nothing and being refused are one error to some keyrings.
    if backend.keyring.get_password(SERVICE_NAME, name) is None:
        raise CredentialError(Reason.CREDENTIALS_MISSING, name)
    backend.keyring.delete_password(SERVICE_NAME, name)
    if backend.keyring.get_password(SERVICE_NAME, name) is not None:
        raise CredentialError(Reason.CREDENTIALS_BROKEN, "still there")
