"""What of requests sends: its adapter, over a pool of one connection.

There is no session round it, because of what a session does on its own: it takes proxies, passwords
and authorities from the environment, follows redirects (with the picture and the signature), or
reads a redirect's whole body where it may not, and keeps cookies.
"""

import socket
import ssl
from dataclasses import dataclass
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import LocationParseError
from urllib3.util.url import Url, parse_url

from liveness_station.api.addresses import BaseUrl
from liveness_station.api.line import Line, LoopbackPool, TlsPool
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.verdicts import Reason

_NODELAY: Final = [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)]


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Limits in seconds: for connecting, for one upload, for one silence of the server.

    Four seconds for connecting leave one of the five within which an operator must hear that the
    network swallows everything.
    """

    send_s: float
    connect_s: float = 4.0
    read_s: float = 10.0


def make_pool(
    base_url: BaseUrl,
    line: Line,
    *,
    tls_context: ssl.SSLContext | None,
    proxy: Url | None,
    timeouts: Timeouts,
) -> HTTPConnectionPool:
    """Returns a pool of one connection to one host.

    Args:
        base_url: the host.
        line: told of every connection.
        tls_context: how TLS is spoken; None for plain http.
        proxy: an http proxy that tunnels TLS. Plain http goes to loopback only, and never to it.
        timeouts: limits for the sockets.
    """
    options: dict[str, Any] = {
        "maxsize": 1,
        "line": line,
        "send_timeout_s": timeouts.send_s,
        # Said here because urllib3 leaves it out behind a proxy, at 40 ms a request.
        "socket_options": _NODELAY,
    }
    if not base_url.is_encrypted:
        return LoopbackPool(base_url.host, base_url.port, **options)
    return TlsPool(base_url.host, base_url.port, ssl_context=tls_context, _proxy=proxy, **options)


def parse_proxy(text: str) -> Url:
    """Returns a proxy's address.

    Raises:
        EndpointError: PROXY, it is no http address, or it holds a password.
    """
    try:
        proxy = parse_url(text.strip())
    except LocationParseError as error:
        raise EndpointError(Reason.PROXY, "address") from error
    is_bare = proxy.auth is None and proxy.query is None and proxy.fragment is None
    if proxy.scheme != "http" or not proxy.host or not is_bare or proxy.path not in {None, "", "/"}:
        raise EndpointError(Reason.PROXY, "address")
    return proxy


class Sender(HTTPAdapter):
    """Sends everything through one pool, whose host, TLS settings and proxy are fixed.

    Requests for any other host end there too, so none must be made.
    """

    def __init__(self, pool: HTTPConnectionPool) -> None:
        super().__init__(max_retries=0)
        self._pool = pool

    def get_connection_with_tls_context(self, *_: Any, **__: Any) -> HTTPConnectionPool:
        """Returns the pool."""
        return self._pool

    def cert_verify(self, *_: Any, **__: Any) -> None:
        """Leaves the pool's TLS settings alone: no argument of a request can weaken them."""

    def request_url(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> str:
        """Returns the path alone: a proxy tunnels, and sees none."""
        return request.path_url

    def close(self) -> None:
        """Closes the pool."""
        super().close()
        self._pool.close()
