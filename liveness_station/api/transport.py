"""One connection and what is said on it: a request out, a reply in, both bounded."""

import logging
import ssl
from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Lock
from typing import Final

import requests
from urllib3.response import HTTPResponse
from urllib3.util.url import Url

from liveness_station.api.addresses import BaseUrl
from liveness_station.api.attempts import RequestThread
from liveness_station.api.binding import BoundRequest
from liveness_station.api.line import Line, has_open_connection, open_ahead
from liveness_station.api.sessions import Sender, Timeouts, make_pool
from liveness_station.api.troubles import translated
from liveness_station.api.uploads import LEAST_REFUSAL, Upload
from liveness_station.clocks import waking_clock_s
from liveness_station.contract.limits import MAX_REPLY_BYTES
from liveness_station.contract.reply_mac import MAC_HEADER
from liveness_station.contract.request import OutgoingBody
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.verdicts import Reason

_MAX_HEADER_LENGTH: Final = 256
_STRING_TO_SIGN: Final = "stringtosign"
_PLAIN_ENCODINGS: Final = frozenset({"", "identity"})


class Transport:
    """One connection to one endpoint, to be replaced when there is any doubt about it.

    `post` and `open` may be called by one thread each; `post` waits for an `open` under way. `cut`
    may be called by any.
    """

    def __init__(
        self,
        base_url: BaseUrl,
        *,
        tls_context: ssl.SSLContext | None,
        proxy: Url | None,
        timeouts: Timeouts,
        reply_key: bytes | None = None,
        clock: Callable[[], float] = waking_clock_s,
    ) -> None:
        # Its warnings quote what a server sent, which may be what we sent.
        logging.getLogger("urllib3").setLevel(logging.CRITICAL)
        self._channel = Channel.VERIFIED_TLS if base_url.is_encrypted else Channel.OWN_LOOPBACK
        self._reply_key = reply_key
        self._timeouts = timeouts
        self._line = Line()
        self._pool = make_pool(
            base_url, self._line, tls_context=tls_context, proxy=proxy, timeouts=timeouts
        )
        self._sender = Sender(self._pool)
        # What is the same for each request is prepared once.
        self._request = requests.Request("POST", base_url.endpoint_url).prepare()
        self._thread = RequestThread()
        self._is_closed = False
        self._in_use = Lock()
        # A connection does not outlive a sleep of the machine, which another clock would not show.
        self._clock = clock
        self._used_s = clock()

    @property
    def is_closed(self) -> bool:
        """Tells whether the connection is gone for good, and another transport is needed."""
        return self._is_closed or self._line.is_cut

    @property
    def thread(self) -> RequestThread:
        """Where `post` is to be called; ends with the connection."""
        return self._thread

    @property
    def idle_s(self) -> float:
        """Seconds since the connection was made or used."""
        return self._clock() - self._used_s

    @property
    def is_open(self) -> bool:
        """Tells whether a connection is kept, or being made, that nobody has closed."""
        if not self._in_use.acquire(blocking=False):
            return True
        try:
            return not self.is_closed and has_open_connection(self._pool)
        finally:
            self._in_use.release()

    def open(self) -> None:
        """Connects ahead of the first request, which will try again itself if that fails.

        Raises:
            EndpointError: there is no connection.
        """
        with self._in_use:
            try:
                with translated():
                    open_ahead(self._pool, self._timeouts.connect_s)
            except EndpointError:
                self._line.release()
                raise
            finally:
                self._used_s = self._clock()
                if self._line.is_cut:
                    self.close()

    def post(self, headers: Mapping[str, str], body: OutgoingBody) -> Exchange:
        """Sends one request and reads its reply; closes the transport if that leaves any doubt.

        Raises:
            EndpointError: nothing came back, or not whole.
        """
        with self._in_use:
            is_answered = is_sound = False
            try:
                exchange = self._exchange(headers, body)
                is_answered = True
                # What comes late on a connection is taken for the next answer: a second delivery of
                # one subject's LIVE would be another subject's. Only a reply that is bound to its
                # request can be told from that, so nothing else shares a connection.
                is_bound = self._reply_key is not None
                is_sound = is_bound and _is_sound(exchange) and not self._line.is_cut
            finally:
                self._used_s = self._clock()
                if not is_answered:
                    # Some of the picture may not have left yet.
                    self.cut()
                if not is_sound:
                    self.close()
        return exchange

    def cut(self) -> None:
        """Ends the connection under whoever uses it: `post` raises, and never sends again."""
        self._line.cut()

    def hang_up(self) -> None:
        """Ends a connection that nobody sends on; a thread that is still making it gives up."""
        self._line.end()

    def close(self) -> None:
        """Drops the connection; not from another thread while a `post` is under way."""
        self._is_closed = True
        self._line.end()
        self._sender.close()
        self._thread.end()

    def _exchange(self, headers: Mapping[str, str], body: OutgoingBody) -> Exchange:
        bound = None if self._reply_key is None else BoundRequest(self._reply_key, body)
        own = {} if bound is None else bound.headers
        upload = Upload(body if bound is None else bound)
        with translated(), self._send({**headers, **own}, upload) as response:
            exchange = upload.times.put_into(
                _read_exchange(response, self._channel, is_whole=upload.is_whole)
            )
            if bound is not None and not bound.is_answered_by(
                claimed_mac=_header(response, MAC_HEADER),
                http_status=exchange.http_status,
                reply_body=exchange.untrusted_body,
            ):
                exchange = replace(exchange, channel=Channel.UNVERIFIED)
        return exchange

    def _send(self, headers: Mapping[str, str], upload: Upload) -> requests.Response:
        request = self._request
        request.prepare_headers({**headers, "Content-Length": str(upload.size_bytes)})
        request.body = upload  # type: ignore[assignment] # whatever can be iterated over will do
        try:
            return self._sender.send(
                request, stream=True, timeout=(self._timeouts.connect_s, self._timeouts.read_s)
            )
        finally:
            # Until the next one comes there is nothing to hold on to.
            request.body = None
            request.prepare_headers({})


def _read_exchange(response: requests.Response, channel: Channel, *, is_whole: bool) -> Exchange:
    """Reads a reply.

    One to a request that was not sent whole may refuse it by its status, which is all that is taken
    of it then. What else it says, if it is not about an earlier request, is not about this picture.

    Raises:
        EndpointError: MALFORMED, it claims to be more than a refusal; or as `_read_body`.
    """
    status = response.status_code
    if not is_whole and status < LEAST_REFUSAL:
        raise EndpointError(Reason.MALFORMED, "early")
    encoding = _header(response, "Content-Encoding").lower()
    body, is_oversize = b"", False
    if is_whole and encoding in _PLAIN_ENCODINGS and not _is_settled(status):
        body, is_oversize = _read_body(response.raw)
    return Exchange(
        http_status=status,
        untrusted_body=body,
        channel=channel,
        is_oversize=is_oversize,
        content_encoding=encoding,
        engine=_header(response, "X-Liveness-Engine"),
        server_date=_header(response, "Date"),
        gateway_request_id=_header(response, "X-Ca-Request-Id"),
        gateway_code=_header(response, "X-Ca-Error-Code"),
        gateway_message=_without_signed_text(_header(response, "X-Ca-Error-Message")),
        retry_after=_header(response, "Retry-After"),
    )


def _is_sound(exchange: Exchange) -> bool:
    """Tells whether an answer leaves the connection fit for the next request."""
    return (
        exchange.http_status == 200
        and exchange.channel is not Channel.UNVERIFIED
        and not exchange.is_oversize
        and exchange.content_encoding in _PLAIN_ENCODINGS
    )


def _is_settled(status: int) -> bool:
    """Tells whether the status says it all, whatever page a portal or a proxy puts below it."""
    return 300 <= status <= 399 or status in {407, 511}


def _read_body(raw: HTTPResponse) -> tuple[bytes, bool]:
    """Returns the body, up to the cap, and whether there was more.

    Raises:
        EndpointError: NETWORK, the body has no length and no last chunk, so that a cut-off one
            could not be told from a whole one.
    """
    coding = raw.headers.get("Transfer-Encoding", "").strip().lower()
    announced = raw.length_remaining
    if coding != "chunked" and (coding or announced is None):
        raise EndpointError(Reason.NETWORK, "unframed")
    if not coding and announced is not None and announced > MAX_REPLY_BYTES:
        return b"", True
    body = bytearray()
    while len(body) <= MAX_REPLY_BYTES:
        part = raw.read1(MAX_REPLY_BYTES + 1 - len(body), decode_content=False)
        if not part:
            return bytes(body), False
        body += part
    return bytes(body[:MAX_REPLY_BYTES]), True


def _without_signed_text(message: str) -> str:
    """Cuts a message off where a gateway repeats what was signed."""
    place = message.lower().find(_STRING_TO_SIGN)
    # Never down to nothing: that a gateway spoke at all is part of the verdict.
    return message if place < 0 else message[:place].rstrip() or "?"


def _header(response: requests.Response, name: str) -> str:
    """Returns a header fit for a record: short, printable ASCII; "" where absent."""
    value = response.headers.get(name, "")[:_MAX_HEADER_LENGTH]
    if value.isascii() and value.isprintable():
        return value.strip()
    return "".join(letter if " " <= letter <= "~" else "?" for letter in value).strip()
