"""Which keyrings are good enough: an allow-list, chosen here and by nothing else.

keyring itself would obey PYTHON_KEYRING_BACKEND, a configuration file and any plug-in that is
installed, among them ones that keep secrets in plain text or drop them. So its chooser is not
used: the classes below are imported by name, and the best of those that work here is taken.
Importing keyring costs a tenth of a second and asks the session bus, so it happens inside the
functions, on the vault's thread.
"""

import importlib
import sys
from dataclasses import dataclass
from typing import Final, Protocol

from liveness_station.domain.errors import CredentialError
from liveness_station.domain.verdicts import Reason

_LINUX: Final = (
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.libsecret", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)
_WINDOWS: Final = (("keyring.backends.Windows", "WinVaultKeyring"),)
_MACOS: Final = (("keyring.backends.macOS", "Keyring"),)

# The errors of the libraries below keyring, which it lets through; the last part is the class.
_FOREIGN_ERRORS: Final = (
    "secretstorage.exceptions.SecretStorageException",
    "jeepney.wrappers.DBusErrorResponse",
    "jeepney.io.common.RouterClosed",
    "win32ctypes.pywin32.pywintypes.error",
    "dbus.exceptions.DBusException",
    "gi.repository.GLib.Error",
)

_WINDOWS_MAX_UNITS: Final = 1280


class Keyring(Protocol):
    """The part of keyring's backends that the vault uses."""

    def get_password(self, service: str, username: str) -> str | None:
        """Returns a value, None where there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Stores a value."""

    def delete_password(self, service: str, username: str) -> None:
        """Removes a value."""


@dataclass(frozen=True, slots=True)
class Backend:
    """A keyring and what must be known of it.

    Attributes:
        keyring: the keyring.
        foreign_errors: what it raises beside keyring's own errors and those of Python.
        max_units: the longest value in UTF-16 units, None where there is no limit to speak of.
    """

    keyring: Keyring
    foreign_errors: tuple[type[Exception], ...] = ()
    max_units: int | None = None


def open_backend() -> Backend:
    """Returns this system's keyring. May take as long as its session bus does.

    Raises:
        CredentialError: CREDENTIALS_BROKEN, there is no keyring service.
    """
    viable = [found for found in map(_load, _candidates()) if found is not None]
    if not viable:
        raise CredentialError(Reason.CREDENTIALS_BROKEN, "no keyring service")
    chosen = max(viable, key=lambda pair: pair[0])[1]
    return Backend(
        keyring=_instance(chosen),
        foreign_errors=tuple(_foreign_errors()),
        max_units=_WINDOWS_MAX_UNITS if sys.platform == "win32" else None,
    )


def _candidates() -> tuple[tuple[str, str], ...]:
    return {"win32": _WINDOWS, "darwin": _MACOS}.get(sys.platform, _LINUX)


def _load(candidate: tuple[str, str]) -> tuple[float, type] | None:
    """Returns a keyring's class with its priority, None where it does not work here."""
    module_name, class_name = candidate
    try:
        found = getattr(importlib.import_module(module_name), class_name)
        # `viable` swallows whatever the check of the session bus raises.
        return (float(found.priority), found) if found.viable else None
    except (ImportError, RuntimeError):
        return None


def _instance(chosen: type) -> Keyring:
    """Returns a keyring as its own code makes it, whatever the environment says of it.

    keyring would set attributes from variables named KEYRING_PROPERTY_..., such as which collection
    is used, or on Windows whether secrets roam; on macOS it takes a keychain's path from another.
    """
    pinned = {"set_properties_from_env": lambda _: None, "keychain": None}
    keyring: Keyring = type(chosen.__name__, (chosen,), pinned)()
    if sys.platform == "win32":
        # keyring's own choice lets the secret roam with the user's profile.
        setattr(keyring, "persist", "local machine")  # noqa: B010 - a property of that class only
    return keyring


def _foreign_errors() -> list[type[Exception]]:
    """Returns the error classes of those libraries that are loaded by now."""
    found = []
    for path in _FOREIGN_ERRORS:
        module_name, _, class_name = path.rpartition(".")
        error = getattr(sys.modules.get(module_name), class_name, None)
        if isinstance(error, type) and issubclass(error, Exception):
            found.append(error)
    return found
