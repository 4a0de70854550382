"""Base addresses of endpoints: what an administrator types, parsed strictly."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from liveness_station.contract.limits import ENDPOINT_PATH
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.verdicts import Reason

_DEFAULT_PORTS: Final = {"https": 443, "http": 80}
# urlsplit drops tabs and line breaks in silence, and browsers take a backslash for a slash.
_ODD_CHARACTERS: Final = re.compile(r"[^\x21-\x7e]|[\\<>\"{}|^`]")
_LABEL: Final = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST_NAME: Final = re.compile(rf"\A{_LABEL}(\.{_LABEL})*\Z", re.ASCII)
_MAX_HOST_LENGTH: Final = 253


@dataclass(frozen=True, slots=True)
class BaseUrl:
    """Where an endpoint lives; only `parse_base_url` makes one.

    Attributes:
        scheme: "https", or "http" for loopback.
        host: a name or an address in lower case, IPv6 without brackets.
        port: the port that is connected to.
        prefix: the path before the contract's own, "" or with a leading slash and no trailing one.
    """

    scheme: str
    host: str
    port: int
    prefix: str = ""

    @property
    def is_encrypted(self) -> bool:
        """Tells whether TLS is spoken."""
        return self.scheme == "https"

    @property
    def is_loopback(self) -> bool:
        """Tells whether the host is this machine by its address or by the name localhost."""
        return _is_loopback(self.host)

    @property
    def authority(self) -> str:
        """Host and port as in an address; the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def endpoint_url(self) -> str:
        """The full address that requests are posted to."""
        return f"{self.scheme}://{self.authority}{self.prefix}{ENDPOINT_PATH}"


def parse_base_url(text: str) -> BaseUrl:
    """Parses a base address.

    A trailing slash is ignored, and an address that already ends in the contract's path is taken
    as the base before it.

    Raises:
        EndpointError: ADDRESS, with the rule that is broken; the text itself is not repeated,
            because people paste credentials into address fields.
    """
    parts = _split(text.strip())
    if parts.scheme not in _DEFAULT_PORTS:
        raise _refusal("it must begin with https://")
    if parts.username is not None or parts.password is not None:
        raise _refusal("it must not hold a user name or a password")
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise _refusal("it must not hold a query or a fragment")
    host = _host(parts)
    if parts.scheme == "http" and not _is_loopback(host):
        raise _refusal("plain http is for this machine only; use https")
    return BaseUrl(parts.scheme, host, _port(parts), _prefix(parts.path))


def _split(text: str) -> SplitResult:
    if not text:
        raise _refusal("it is empty")
    if _ODD_CHARACTERS.search(text):
        raise _refusal("it holds a space or another character that no address has")
    try:
        return urlsplit(text)
    except ValueError as error:
        raise _refusal("its host is not well-formed") from error


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    if "%" in host:
        raise _refusal("its host has a zone or an escape")
    if "[" in parts.netloc:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError as error:
            raise _refusal("its host is not an IPv6 address") from error
    if len(host) > _MAX_HOST_LENGTH or not _HOST_NAME.match(host):
        raise _refusal("its host is missing or not a name or address")
    return host


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError as error:
        raise _refusal("its port is not a number from 1 to 65535") from error
    if port is None:
        return _DEFAULT_PORTS[parts.scheme]
    if port == 0:
        raise _refusal("its port is not a number from 1 to 65535")
    return port


def _prefix(path: str) -> str:
    prefix = path.rstrip("/").removesuffix(ENDPOINT_PATH).rstrip("/")
    if "//" in prefix or any(part in {".", ".."} for part in prefix.split("/")):
        raise _refusal("its path has empty or dotted parts")
    return prefix


def _is_loopback(host: str) -> bool:
    """Short spellings such as 127.1 are names here, and so not loopback: fail closed."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refusal(rule: str) -> EndpointError:
    return EndpointError(Reason.ADDRESS, rule)
