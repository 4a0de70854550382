"""Who may ask: the service's credentials, and the file they are kept in."""

import hashlib
import hmac
import os
import re
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from liveness_station.contract.signing import (
    APPCODE_HEADER,
    KEY_HEADER,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    is_credential,
    signature,
)
from liveness_station.contract.strict_json import MalformedJsonError, parse_object
from liveness_station.domain.secrets import Secret
from liveness_station.service.troubles import CredentialsFileError, Refusal, RefusedError

AUTHENTICATION_HEADERS: Final = tuple(
    name.lower() for name in (APPCODE_HEADER, KEY_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER)
)
SIGNATURE_WINDOW_MS: Final = 300_000
"""A signature is accepted this long before and after the time it names."""

MAX_FILE_BYTES: Final = 64 * 1024
_SIGNED_HEADERS: Final = AUTHENTICATION_HEADERS[1:]
_TIMESTAMP: Final = re.compile(r"\A[0-9]{1,15}\Z", re.ASCII)
_SCHEME: Final = "APPCODE "


class Scheme(Enum):
    """The contract's two authentications."""

    APPCODE = "appcode"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asked: the scheme, and which entry of the credentials it was, counted from 1."""

    scheme: Scheme
    number: int

    @property
    def label(self) -> str:
        """A name for the log that is no secret, such as "appcode-1"."""
        return f"{self.scheme.value}-{self.number}"


@dataclass(frozen=True, slots=True)
class ServiceCredentials:
    """The credentials that callers may use.

    Attributes:
        appcodes: accepted AppCodes.
        apps: accepted AppKeys with their AppSecrets.
    """

    appcodes: tuple[Secret, ...] = ()
    apps: Mapping[str, Secret] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def authenticate(
        self, headers: Mapping[str, str], now_ms: int, *, forgotten_until_ms: int = 0
    ) -> Caller:
        """Tells who asks.

        Every candidate is compared, and over digests of one length, so that the time taken tells
        nothing about a secret. The signature must be lower-case hex, as the contract has it: a
        client that passes here shall pass at the vendor's.

        Args:
            headers: header values by name; lower-case names are looked up.
            now_ms: UTC in milliseconds.
            forgotten_until_ms: UTC in milliseconds; a signature that names no later time may have
                been used already, with nobody left who knows.

        Raises:
            RefusedError: UNAUTHORISED, with a detail that says what to look at; BUSY where a
                good signature may have been used before.
        """
        is_signed = any(headers.get(name) is not None for name in _SIGNED_HEADERS)
        authorization = headers.get(AUTHENTICATION_HEADERS[0])
        if authorization is not None and is_signed:
            raise _unauthorised("give one authentication, not two")
        if authorization is not None:
            return self._by_appcode(authorization)
        if is_signed:
            signed = [headers.get(name, "") for name in _SIGNED_HEADERS]
            return self._by_signature(signed, now_ms, forgotten_until_ms)
        raise _unauthorised("no credentials given")

    def _by_appcode(self, authorization: str) -> Caller:
        if not authorization.startswith(_SCHEME):
            raise _unauthorised("the Authorization header must be 'APPCODE ' and the AppCode")
        given = _digest(authorization.removeprefix(_SCHEME))
        found = 0
        for number, appcode in enumerate(self.appcodes, start=1):
            found = number if hmac.compare_digest(_digest(appcode.reveal()), given) else found
        if not found:
            raise _unauthorised("unknown AppCode")
        return Caller(Scheme.APPCODE, found)

    def _by_signature(self, signed: list[str], now_ms: int, forgotten_until_ms: int) -> Caller:
        key, timestamp, given = signed
        found = 0
        for number, (app_key, app_secret) in enumerate(self.apps.items(), start=1):
            wanted = signature(app_key, timestamp, app_secret.reveal())
            is_key = hmac.compare_digest(_digest(app_key), _digest(key))
            is_signature = hmac.compare_digest(_digest(wanted), _digest(given))
            found = number if is_key & is_signature else found
        if not found:
            raise _unauthorised("unknown AppKey or wrong signature")
        # Only who holds the secret learns that it is the clock.
        if not _TIMESTAMP.match(timestamp):
            raise _unauthorised("x-ca-timestamp must be milliseconds since 1970")
        if abs(int(timestamp) - now_ms) > SIGNATURE_WINDOW_MS:
            raise _unauthorised("x-ca-timestamp is more than 300 s from this server's clock")
        if int(timestamp) <= forgotten_until_ms:
            # Who holds the secret is let in with the next signature, a moment later: no matter of
            # credentials, so it must not read like one to a client that counts those refusals.
            raise RefusedError(Refusal.BUSY, "x-ca-timestamp is from before this server started")
        return Caller(Scheme.SIGNATURE, found)


def parse_credentials(untrusted_json: bytes) -> ServiceCredentials:
    """Parses `{"appcodes": ["..."], "apps": {"key": "secret"}}`; one of the two may be absent.

    Raises:
        CredentialsFileError: anything else; the text says what to fix.
    """
    try:
        fields = parse_object(untrusted_json)
    except MalformedJsonError as error:
        raise CredentialsFileError(f"write one JSON object, UTF-8 without BOM ({error})") from error
    return credentials_of(fields)


def credentials_of(fields: Mapping[str, object]) -> ServiceCredentials:
    """Reads what `parse_credentials` parses from an object already taken apart.

    Raises:
        CredentialsFileError: as `parse_credentials` does.
    """
    if unknown := fields.keys() - {"appcodes", "apps"}:
        raise CredentialsFileError(
            f"{len(unknown)} unknown name(s): only 'appcodes' and 'apps' are understood"
        )
    appcodes = _parse_appcodes(fields.get("appcodes", []))
    apps = _parse_apps(fields.get("apps", {}))
    if not appcodes and not apps:
        raise CredentialsFileError("name at least one AppCode or app: without one nobody can ask")
    return ServiceCredentials(appcodes, MappingProxyType(apps))


def check_owner_only(path: Path) -> None:
    """Checks that a file is a regular one which nobody but its owner can read or write.

    On POSIX systems owner and mode are checked. On Windows only the kind of file is: its access
    list is the administrator's to set (docs/service.md names the command).

    Raises:
        CredentialsFileError: missing, no regular file, or open to others.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    _check_status(path, status)


def read_credentials_file(path: Path) -> ServiceCredentials:
    """Reads the credentials from a file that only its owner can read.

    The opened file is checked, not its name, so it cannot be exchanged in between.

    Raises:
        CredentialsFileError: missing, open to others, too large, or not as `parse_credentials`
            wants it.
    """
    check_owner_only(path)  # before it is opened, because opening a pipe would wait for ever
    try:
        with path.open("rb") as file:
            _check_status(path, os.fstat(file.fileno()))
            untrusted_json = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(untrusted_json) > MAX_FILE_BYTES:
        raise CredentialsFileError(f"{path} is larger than 64 KiB: that is no credentials file")
    return parse_credentials(untrusted_json)


def _check_status(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise CredentialsFileError(f"{path} is no regular file")
    if sys.platform == "win32":
        return
    if status.st_uid != os.geteuid():
        raise CredentialsFileError(f"{path} belongs to another user: chown it to the service's")
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise CredentialsFileError(f"others can read {path}: run  chmod 600 {path}")


def _unreadable(path: Path, error: OSError) -> CredentialsFileError:
    return CredentialsFileError(f"{path} cannot be read: {error.strerror}")


def _parse_appcodes(value: object) -> tuple[Secret, ...]:
    if not isinstance(value, list):
        raise CredentialsFileError("'appcodes' must be a list of texts")
    for number, appcode in enumerate(value, start=1):
        _check_credential(appcode, f"AppCode {number}")
    if len(set(value)) != len(value):
        raise CredentialsFileError("an AppCode is listed twice")
    return tuple(Secret(appcode) for appcode in value)


def _parse_apps(value: object) -> dict[str, Secret]:
    if not isinstance(value, dict):
        raise CredentialsFileError("'apps' must be an object of keys and secrets")
    for number, (key, secret) in enumerate(value.items(), start=1):
        _check_credential(key, f"the key of app {number}")
        _check_credential(secret, f"the secret of app {number}")
    return {key: Secret(secret) for key, secret in value.items()}


def _check_credential(value: object, name: str) -> None:
    if not isinstance(value, str) or not is_credential(value):
        raise CredentialsFileError(f"{name} must be 4 to 128 characters of A-Z a-z 0-9 _ . -")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _unauthorised(detail: str) -> RefusedError:
    return RefusedError(Refusal.UNAUTHORISED, detail)
