"""The door for errors: what keyring and the libraries below it raise, in the station's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from liveness_station.domain.errors import CredentialError
from liveness_station.domain.verdicts import Reason

NO_SERVICE: Final = "no keyring service"

# By name, because the classes belong to libraries that are not everywhere.
_LOCKED: Final = frozenset({"KeyringLocked", "LockedException", "PromptDismissedException"})
_ABSENT: Final = frozenset({"NoKeyringError", "SecretServiceNotAvailableException"})
_ACCESS_DENIED: Final = 5


@contextmanager
def translated(foreign_errors: tuple[type[Exception], ...]) -> Iterator[None]:
    """Turns every foreign error of a keyring into a `CredentialError`, the cause kept.

    Args:
        foreign_errors: what this keyring raises beside keyring's own errors and those of Python.
    """
    # Costs time, and by now only this thread has to wait for it.
    from keyring.errors import KeyringError

    expected: tuple[type[Exception], ...]
    expected = (KeyringError, OSError, ValueError, RuntimeError, EOFError, *foreign_errors)
    try:
        yield
    except expected as error:
        raise _named(error, is_keyrings_own=isinstance(error, KeyringError)) from error


def _named(error: Exception, *, is_keyrings_own: bool) -> CredentialError:
    kinds = {kind.__name__ for part in _unwrapped(error) for kind in type(part).__mro__}
    dbus_name = str(getattr(error, "name", ""))
    if kinds & _LOCKED or dbus_name.endswith(".IsLocked"):
        return CredentialError(Reason.CREDENTIALS_LOCKED)
    # A session bus that is gone shows as a plain socket error.
    if kinds & _ABSENT or isinstance(error, ConnectionError | FileNotFoundError):
        return CredentialError(Reason.CREDENTIALS_BROKEN, NO_SERVICE)
    is_denied = (
        isinstance(error, PermissionError)
        or dbus_name.endswith(".AccessDenied")
        or getattr(error, "winerror", None) == _ACCESS_DENIED
    )
    is_refusal = is_keyrings_own and "InitError" not in kinds
    reason = Reason.CREDENTIALS_REFUSED if is_denied or is_refusal else Reason.CREDENTIALS_BROKEN
    return CredentialError(reason, type(error).__name__)


def _unwrapped(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
