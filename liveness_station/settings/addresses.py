"""Addresses as settings hold them: taken apart without trust, and kept without logins."""

import ipaddress
from urllib.parse import SplitResult, urlsplit


def without_login(address: str) -> str:
    """Returns an address without its user name and password; other text as it is."""
    scheme, mark, rest = address.partition("://")
    parts = split_address(address)
    if not mark or "@" not in rest:
        return address
    if parts is None:
        # It cannot be taken apart, so whatever stands before the last @ may be a password.
        return scheme + mark + rest.rpartition("@")[2]
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def split_address(text: str) -> SplitResult | None:
    """Returns the parts of an address; None where it is none, or has an impossible port."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts


def is_this_computer(host: str) -> bool:
    """Tells whether a host name or address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
