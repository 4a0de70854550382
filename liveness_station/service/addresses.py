"""Which addresses of the internet a picture may be fetched from."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from liveness_station.service.troubles import PictureRefusedError, ServiceSetupError

MAX_URL_LENGTH: Final = 2048
_HTTPS_PORT: Final = 443

# The only block that IANA hands out for public unicast; NAT64, mapped and compatible addresses,
# site-local and multicast ones all lie outside it.
_PUBLIC_V6: Final = ipaddress.ip_network("2000::/3")
# Inside 2000::/3 and still no address of a host: these lead elsewhere (Teredo and other protocol
# assignments, 6to4) or nowhere (documentation).
_NOT_PUBLIC: Final = tuple(
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "224.0.0.0/4",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
    )
)
_PRINTABLE: Final = re.compile(r"\A[\x21-\x7e]+\Z", re.ASCII)
_NAME: Final = re.compile(r"\A(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9-]{1,63}\Z")
_NUMERIC_END: Final = re.compile(r"(?:\A|\.)(?:[0-9]+|0x[0-9a-f]*)\Z")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a picture lies: a host (a name or a literal address), a port, and what to ask for."""

    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _HTTPS_PORT else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class AllowedHost:
    """A host that an administrator allows although it is not public; None stands for any port."""

    host: str
    port: int | None

    def covers(self, target: Target) -> bool:
        """Tells whether a target is this host."""
        return target.host == self.host and self.port in {None, target.port}


def parse_allowed_host(text: str) -> AllowedHost:
    """Parses an entry of the allow list: `host`, `host:port` or `[v6]:port`.

    Raises:
        ServiceSetupError: it is something else, such as a whole address or a wildcard.
    """
    try:
        parts = urlsplit(f"https://{text.lower()}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ServiceSetupError(f"--image-url-allow {text!r}: not a host or host:port") from error
    if parts.path or parts.query or parts.fragment or "@" in text or not _is_host(host):
        raise ServiceSetupError(f"--image-url-allow {text!r}: give a host or host:port, no more")
    return AllowedHost(host, port)


def parse_target(untrusted_url: str) -> Target:
    """Parses the address of a picture: https, a host, perhaps a port, no user, nothing exotic.

    Raises:
        PictureRefusedError: it is anything else.
    """
    if len(untrusted_url) > MAX_URL_LENGTH or not _PRINTABLE.match(untrusted_url):
        raise PictureRefusedError("image_url is no plain web address")
    try:
        parts = urlsplit(untrusted_url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise PictureRefusedError("image_url is no plain web address") from error
    if parts.scheme != "https":
        raise PictureRefusedError("image_url must begin with https://")
    if "@" in parts.netloc or "\\" in untrusted_url or port == 0 or not _is_host(host):
        raise PictureRefusedError("image_url is no plain web address")
    query = f"?{parts.query}" if parts.query else ""
    return Target(host, port or _HTTPS_PORT, (parts.path or "/") + query)


def is_public(address: str) -> bool:
    """Tells whether an IP address, as the resolver gave it, is one of the public internet."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False  # a scope such as fe80::1%eth0 is refused with the rest
    if parsed.version == 6 and parsed not in _PUBLIC_V6:
        return False
    return parsed.is_global and not any(
        parsed.version == network.version and parsed in network for network in _NOT_PUBLIC
    )


def _is_host(host: str) -> bool:
    """Tells whether it is a name or a literal address in its one ordinary form.

    What ends in a number is an IPv4 address to every resolver (127.1, 0x7f000001, 2130706433), so
    it must be four decimal numbers without leading zeros, which `ipaddress` insists on.
    """
    if ":" in host or _NUMERIC_END.search(host):
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return False
        return "%" not in host
    return len(host) <= 253 and _NAME.match(host) is not None
