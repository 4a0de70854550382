"""The client: a `face_liveness/v1` endpoint behind the domain's port."""

import json
import ssl
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final

from urllib3.exceptions import LocationParseError
from urllib3.util.url import Url, parse_url

from liveness_station import __version__
from liveness_station.api.addresses import BaseUrl
from liveness_station.api.attempts import Attempt
from liveness_station.api.authentication import AppKey, Authentication, headers_for
from liveness_station.api.sessions import Timeouts
from liveness_station.api.tls import make_tls_context
from liveness_station.api.transport import Transport
from liveness_station.contract.request import image_body, url_body
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.frames import Probe
from liveness_station.domain.verdicts import Reason

DEADLINE_S: Final = 15.0

_HEADERS: Final = {
    "Content-Type": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": f"liveness-station/{__version__}",
}


def utc_now_ms() -> int:
    """Returns the time of this machine's clock, UTC, in milliseconds."""
    return time.time_ns() // 1_000_000


class HttpEndpoint:
    """Asks one endpoint, one request at a time, over one connection that is kept.

    `ask`, `ask_url` and `close` belong to one thread; `cancel` may be called by any.
    """

    def __init__(
        self,
        base_url: BaseUrl,
        authentication: Authentication,
        *,
        name: str | None = None,
        ca_file: Path | None = None,
        proxy: str | None = None,
        deadline_s: float = DEADLINE_S,
        now_ms: Callable[[], int] = utc_now_ms,
    ) -> None:
        """Prepares an endpoint; nothing is opened, read or sent before the first request.

        Args:
            base_url: where it lives.
            authentication: who asks.
            name: the word for the record; None for the host.
            ca_file: an administrator's certificate authorities (PEM) in place of the public ones.
            proxy: "http://host:port" of a proxy that tunnels TLS; the only source of one. Plain
                http, which goes to this machine only, never uses it.
            deadline_s: the limit for a whole request, from the call to its answer.
            now_ms: the server's idea of the time in milliseconds, for signatures.

        Raises:
            EndpointError: PROXY, the proxy's address cannot be used; CREDENTIALS_REFUSED, a
                signature would go out over plain http, where whoever has taken the port could
                search for its secret.
        """
        if isinstance(authentication, AppKey) and not base_url.is_encrypted:
            raise EndpointError(Reason.CREDENTIALS_REFUSED, "signature over plain http")
        self._base_url = base_url
        self._authentication = authentication
        self._name = base_url.authority if name is None else name
        self._ca_file = ca_file
        self._proxy = None if proxy is None else _parse_proxy(proxy)
        self._deadline_s = deadline_s
        self._now_ms = now_ms
        self._tls_context: ssl.SSLContext | None = None
        self._transport: Transport | None = None
        self._lock = Lock()
        self._attempt: Attempt | None = None

    @property
    def name(self) -> str:
        """The word for the record."""
        return self._name

    def ask(self, probe: Probe, *, threshold: float) -> Exchange:
        """Sends one picture and returns what came back, unjudged.

        Raises:
            EndpointError: OFFLINE, TLS, PROXY, NETWORK, MALFORMED, ADDRESS, LATE, CANCELLED,
                CREDENTIALS_REFUSED, or INTERNAL for what should not happen.
        """
        return self._exchange(image_body(probe.jpeg, threshold=threshold))

    def ask_url(self, image_url: str, *, threshold: float) -> Exchange:
        """Sends the address of one picture.

        Raises:
            EndpointError: as `ask`.
        """
        return self._exchange(url_body(json.dumps(image_url).encode(), threshold=threshold))

    def cancel(self) -> None:
        """Ends the request that is under way, if there is one; `ask` raises CANCELLED."""
        with self._lock:
            if self._attempt is not None:
                self._attempt.cancel()

    def close(self) -> None:
        """Drops the connection; a later request opens a new one."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    def _exchange(self, body: bytes) -> Exchange:
        headers = headers_for(self._authentication, self._now_ms()) | _HEADERS
        # Handed back only by an answered request: otherwise its thread may still hold it.
        transport, self._transport = self._open(), None
        attempt = Attempt(lambda: transport.post(headers, body), cut=transport.cut)
        self._set_attempt(attempt)
        try:
            exchange = attempt.run(self._deadline_s)
        finally:
            self._set_attempt(None)
        self._transport = transport
        return exchange

    def _set_attempt(self, attempt: Attempt | None) -> None:
        with self._lock:
            self._attempt = attempt

    def _open(self) -> Transport:
        if self._transport is None or self._transport.is_closed:
            if self._base_url.is_encrypted and self._tls_context is None:
                self._tls_context = make_tls_context(self._ca_file)
            self._transport = Transport(
                self._base_url,
                tls_context=self._tls_context,
                proxy=self._proxy,
                # The deadline's cut comes first, so that what is late is called late.
                timeouts=Timeouts(send_s=self._deadline_s + 1),
            )
        return self._transport


def _parse_proxy(text: str) -> Url:
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
