"""The door for errors: what requests, urllib3, TLS and sockets raise, in the station's words.

One look decides: every error hidden in an error (cause, context, reason, arguments) is collected,
and the first row of the table that one of them matches names the reason. The texts of foreign
errors are not repeated, because they quote what the other side sent.
"""

import http.client
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import requests.exceptions
import urllib3.exceptions

from liveness_station.api.heads import UnsoundReplyError
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.verdicts import Reason

_FOREIGN: Final = (
    requests.exceptions.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    # UnicodeError among them: a host name or header that cannot be encoded.
    ValueError,
)

_TUNNEL_STATUS: Final = re.compile(r"Tunnel connection failed: (\d{3})\b")

# OpenSSL's X509_V_ERR numbers, as words that hold nothing of the certificate.
_CERTIFICATE_TROUBLES: Final = {
    9: "not_yet_valid",
    10: "expired",
    18: "self_signed",
    19: "unknown_ca",
    20: "unknown_ca",
    62: "wrong_host",
    64: "wrong_host",
}

_ROWS: Final[tuple[tuple[tuple[type[BaseException], ...], Reason, str], ...]] = (
    ((requests.exceptions.ProxyError, urllib3.exceptions.ProxyError), Reason.PROXY, ""),
    ((socket.gaierror, urllib3.exceptions.NameResolutionError), Reason.OFFLINE, "dns"),
    ((http.client.RemoteDisconnected,), Reason.NETWORK, "closed"),
    # Seen while connecting too, where urllib3 would call it unreachable.
    ((ConnectionResetError,), Reason.NETWORK, "reset"),
    ((ConnectionRefusedError,), Reason.OFFLINE, "refused"),
    # A kind of connect time-out to urllib3, so it stands before that.
    ((urllib3.exceptions.NewConnectionError,), Reason.OFFLINE, "unreachable"),
    ((urllib3.exceptions.ConnectTimeoutError,), Reason.OFFLINE, "connect_timeout"),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), Reason.NETWORK, "closed"),
    ((urllib3.exceptions.ReadTimeoutError, TimeoutError), Reason.NETWORK, "timeout"),
    ((ssl.SSLError, urllib3.exceptions.SSLError), Reason.TLS, ""),
    ((http.client.IncompleteRead, urllib3.exceptions.IncompleteRead), Reason.NETWORK, "truncated"),
    ((ConnectionError,), Reason.NETWORK, "reset"),
    (
        (http.client.HTTPException, urllib3.exceptions.InvalidHeader),
        Reason.MALFORMED,
        "http",
    ),
    ((UnicodeError, urllib3.exceptions.LocationValueError), Reason.ADDRESS, ""),
    ((requests.exceptions.InvalidURL,), Reason.ADDRESS, ""),
    ((urllib3.exceptions.ProtocolError, OSError), Reason.NETWORK, ""),
)


@contextmanager
def translated() -> Iterator[None]:
    """Turns every foreign error of the network into an `EndpointError`, the cause kept.

    The request is taken off the cause: it bears the credentials and the picture.
    """
    try:
        yield
    except EndpointError:
        raise
    except _FOREIGN as error:
        if isinstance(error, requests.exceptions.RequestException):
            error.request = None
            error.response = None
        raise _named(error) from error


def _named(error: BaseException) -> EndpointError:
    parts = list(_unwrapped(error))
    for part in parts:
        if isinstance(part, ssl.SSLCertVerificationError):
            words = _CERTIFICATE_TROUBLES.get(part.verify_code, "certificate")
            return EndpointError(Reason.TLS, words)
        if isinstance(part, UnsoundReplyError):
            return EndpointError(Reason.MALFORMED, part.detail)
    for kinds, reason, detail in _ROWS:
        if any(isinstance(part, kinds) for part in parts):
            is_proxy = reason is Reason.PROXY
            return EndpointError(reason, _tunnel_status(parts) if is_proxy else detail)
    return EndpointError(Reason.INTERNAL, type(error).__name__)


def _unwrapped(error: BaseException) -> Iterator[BaseException]:
    """Yields an error and all that it wraps; libraries hide the cause in four places."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, BaseException) or id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        waiting += [part.__cause__, part.__context__, getattr(part, "reason", None), *part.args]


def _tunnel_status(parts: list[BaseException]) -> str:
    for part in parts:
        found = _TUNNEL_STATUS.search(str(part)) if isinstance(part, OSError) else None
        if found:
            return found.group(1)
    return ""
