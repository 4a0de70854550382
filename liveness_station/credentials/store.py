"""What the station keeps in its vault, as typed values under fixed names."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, assert_never

from liveness_station.contract.signing import is_credential
from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.domain.errors import CredentialError
from liveness_station.domain.ports import Vault
from liveness_station.domain.secrets import Secret
from liveness_station.domain.verdicts import Reason

APPCODE_NAME: Final = "cloud-appcode"
APP_KEY_NAME: Final = "cloud-app-key"
APP_SECRET_NAME: Final = "cloud-app-secret"  # noqa: S105 - the name of the entry, not its value
SERVICE_NAME: Final = "service-credentials"


@dataclass(frozen=True, slots=True)
class CloudAppCode:
    """The simple credential of the cloud endpoint."""

    code: Secret


@dataclass(frozen=True, slots=True)
class CloudAppKey:
    """The signing credential of the cloud endpoint."""

    key: str = field(repr=False)
    secret: Secret


CloudCredential = CloudAppCode | CloudAppKey


def parse_app_code(typed: str) -> CloudAppCode:
    """Returns what was typed or pasted as an AppCode, spaces round it removed.

    Raises:
        CredentialError: CREDENTIALS_REFUSED, it cannot be one.
    """
    return CloudAppCode(Secret(_entered(typed, "appcode")))


def parse_app_key(*, typed_key: str, typed_secret: str) -> CloudAppKey:
    """Returns what was typed or pasted as an AppKey and its AppSecret, spaces round them removed.

    Raises:
        CredentialError: CREDENTIALS_REFUSED, one of them cannot be one; the detail says which.
    """
    key = _entered(typed_key, "app_key")
    return CloudAppKey(key, Secret(_entered(typed_secret, "app_secret")))


class CloudCredentials:
    """The one credential for the cloud endpoint: an AppCode, or an AppKey with its secret."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def load(self) -> CloudCredential:
        """Returns the stored credential, checked once more.

        Raises:
            CredentialError: missing (half a pair, too), locked, refused, or broken (a stored value
                is no credential, too).
        """
        try:
            return CloudAppCode(Secret(self._stored(APPCODE_NAME)))
        except CredentialError as error:
            if error.reason is not Reason.CREDENTIALS_MISSING:
                raise
        key = self._stored(APP_KEY_NAME)
        return CloudAppKey(key, Secret(self._stored(APP_SECRET_NAME)))

    def save(self, credential: CloudCredential) -> None:
        """Stores a credential in place of whatever was stored before.

        Raises:
            CredentialError: locked, refused or broken. What was stored before may be gone then, or
                still stand; a half-stored pair reads as missing.
        """
        others: tuple[str, ...]
        match credential:
            case CloudAppCode(code):
                entries, others = {APPCODE_NAME: code.reveal()}, (APP_KEY_NAME, APP_SECRET_NAME)
            case CloudAppKey(key, secret):
                entries = {APP_KEY_NAME: key, APP_SECRET_NAME: secret.reveal()}
                others = (APPCODE_NAME,)
            case _:
                assert_never(credential)
        checked = {name: Secret(_entered(text, name)) for name, text in entries.items()}
        for name, value in checked.items():
            self._vault.put(name, value)
        self._drop(*others)

    def remove(self) -> None:
        """Removes the credential, every part of it.

        Raises:
            CredentialError: missing where there was nothing at all; locked, refused or broken.
        """
        if self._drop(APPCODE_NAME, APP_KEY_NAME, APP_SECRET_NAME) == 0:
            raise CredentialError(Reason.CREDENTIALS_MISSING, APPCODE_NAME)

    def _stored(self, name: str) -> str:
        text = self._vault.get(name).reveal().strip()
        if not is_credential(text):
            raise CredentialError(Reason.CREDENTIALS_BROKEN, f"{name} is no credential")
        return text

    def _drop(self, *names: str) -> int:
        """Removes entries and returns how many there were."""
        return sum([_remove_if_there(self._vault, name) for name in names])


class ServiceCredentials:
    """Who may ask the station's own service, as the JSON text that `serve` reads."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def load(self) -> Secret:
        """Returns the JSON text.

        Raises:
            CredentialError: missing, locked, refused, or broken (it is no JSON object, too).
        """
        text = self._vault.get(SERVICE_NAME)
        if not _is_object(text):
            raise CredentialError(Reason.CREDENTIALS_BROKEN, f"{SERVICE_NAME} is no JSON object")
        return text

    def save(self, text: Secret) -> None:
        """Stores the JSON text.

        Raises:
            CredentialError: locked, refused (no JSON object, too), or broken.
        """
        if not _is_object(text):
            raise CredentialError(Reason.CREDENTIALS_REFUSED, f"{SERVICE_NAME} is no JSON object")
        self._vault.put(SERVICE_NAME, text)

    def remove(self) -> None:
        """Removes the entry.

        Raises:
            CredentialError: missing, locked, refused or broken.
        """
        self._vault.remove(SERVICE_NAME)


def _entered(typed: str, what: str) -> str:
    text = typed.strip()
    if not is_credential(text):
        raise CredentialError(Reason.CREDENTIALS_REFUSED, what)
    return text


def _remove_if_there(vault: Vault, name: str) -> bool:
    try:
        vault.remove(name)
    except CredentialError as error:
        if error.reason is not Reason.CREDENTIALS_MISSING:
            raise
        return False
    return True


def _is_object(text: Secret) -> bool:
    # Lone surrogates cannot be encoded, and are no JSON either.
    with suppress(MalformedJsonError, UnicodeEncodeError):
        parse_object(text.reveal().encode())
        return True
    return False
