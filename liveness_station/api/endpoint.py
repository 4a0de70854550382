"""The client: a `face_liveness/v1` endpoint behind the domain's port."""

import json
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Final

from liveness_station import __version__
from liveness_station.api.addresses import BaseUrl
from liveness_station.api.attempts import Call
from liveness_station.api.authentication import AppKey, Authentication, headers_for
from liveness_station.api.clock import IGNORED_MS, ServerClock
from liveness_station.api.conduct import (
    Breaker,
    is_about_time,
    may_be_about_time,
    pause_before_retry,
    unmasked,
)
from liveness_station.api.routes import route_of
from liveness_station.api.sessions import Timeouts, parse_proxy
from liveness_station.api.tls import make_tls_context
from liveness_station.api.transport import Transport
from liveness_station.api.warmth import DOUBTFUL_IDLE_S, MAX_IDLE_S, Warmer
from liveness_station.clocks import waking_clock_s
from liveness_station.contract.request import OutgoingBody, image_body, url_body
from liveness_station.domain.errors import EndpointError
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.frames import Probe
from liveness_station.domain.ports import BeforeRetry, IsCancelled
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

    `ask`, `ask_url`, `warm` and `close` belong to one thread; `cancel` may be called by any.
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
        reply_key: bytes | None = None,
        now_ms: Callable[[], int] = utc_now_ms,
        clock: Callable[[], float] = waking_clock_s,
    ) -> None:
        """Prepares an endpoint; nothing is opened, read or sent before the first request.

        Args:
            base_url: where it lives.
            authentication: who asks.
            name: the word for the record; None for the host.
            ca_file: an administrator's certificate authorities (PEM) in place of the public ones.
            proxy: "http://host:port" of a proxy that tunnels TLS; the only source of one. Plain
                http, which goes to this machine only, never uses it.
            deadline_s: the limit from the call to its answer, a repetition included.
            reply_key: 32 bytes that the service was started with; a reply without its MAC is then
                UNVERIFIED. None for a service that somebody else has started.
            now_ms: this machine's time in milliseconds, for signatures.
            clock: seconds for deadlines and idleness; goes on while the machine sleeps.

        Raises:
            EndpointError: PROXY, the proxy's address cannot be used; CREDENTIALS_REFUSED, a
                signature would leave this machine unencrypted.
        """
        is_private = base_url.is_encrypted or base_url.is_loopback
        if isinstance(authentication, AppKey) and not is_private:
            raise EndpointError(Reason.CREDENTIALS_REFUSED, "signature over plain http")
        self._base_url = base_url
        self._authentication = authentication
        self._name = base_url.authority if name is None else name
        self._ca_file = ca_file
        self._proxy = None if proxy is None else parse_proxy(proxy)
        self._deadline_s = deadline_s
        self._reply_key = reply_key
        self.route = route_of(base_url, self._proxy, is_own=reply_key is not None)
        self._now_ms = now_ms
        self._clock = clock
        self._breaker = Breaker(clock)
        self._server_clock = ServerClock()
        self._warmer = Warmer(clock)
        self._stamped_ms: int | None = None
        self._tls_context: ssl.SSLContext | None = None
        self._transport: Transport | None = None
        self._lock = Lock()
        self._call: Call | None = None

    @property
    def name(self) -> str:
        """The word for the record."""
        return self._name

    @property
    def clock_offset_s(self) -> float | None:
        """Seconds by which the endpoint's clock is ahead of ours; None while unknown."""
        return self._server_clock.measured_s

    def ask(
        self,
        probe: Probe,
        *,
        threshold: float,
        before_retry: BeforeRetry | None = None,
        within_s: float | None = None,
        is_cancelled: IsCancelled | None = None,
    ) -> Exchange:
        """Sends one picture and returns what came back, unjudged; the arguments are the port's.

        Raises:
            EndpointError: OFFLINE, TLS, PROXY, NETWORK, MALFORMED, ADDRESS, LATE, CANCELLED,
                CREDENTIALS_REFUSED, or INTERNAL for what should not happen; AUTH, NOT_AUTHORISED,
                QUOTA or BREAKER where earlier answers say that it would be in vain, and then
                nothing was sent.
        """
        build = partial(image_body, probe.jpeg, threshold=threshold)
        return self._exchange(build, before_retry, is_cancelled, within_s=within_s)

    def ask_url(
        self,
        image_url: str,
        *,
        threshold: float,
        before_retry: BeforeRetry | None = None,
        is_cancelled: IsCancelled | None = None,
    ) -> Exchange:
        """Sends the address of one picture.

        Raises:
            EndpointError: as `ask`.
        """
        build = partial(url_body, json.dumps(image_url).encode(), threshold=threshold)
        return self._exchange(build, before_retry, is_cancelled)

    def warm(self) -> None:
        """Connects ahead of the next request where no fresh connection is kept; returns at once.

        Nothing is sent but the TLS handshake, and trouble is left for the request to meet. Plain
        http goes to this machine only, where a connection costs nothing.
        """
        if not self._base_url.is_encrypted or self._warmer.is_busy:
            return
        self._drop_if(MAX_IDLE_S)
        if self._transport is not None and not self._transport.is_open:
            self.close()
        if self._transport is None and self._warmer.may_begin:
            # A certificate file that cannot be read is named when it is needed.
            with suppress(EndpointError):
                self._warmer.begin(self._open())

    def cancel(self) -> None:
        """Ends the request that is under way, if there is one; `ask` raises CANCELLED."""
        with self._lock:
            if self._call is not None:
                self._call.cancel()

    def close(self) -> None:
        """Drops the connection; a later request opens a new one."""
        transport, self._transport = self._transport, None
        if transport is None:
            return
        transport.hang_up()
        self._warmer.wait()
        # A thread that is connecting even now closes it when it finds it cut.
        if not self._warmer.is_busy:
            transport.close()
            transport.thread.settle()

    def _exchange(
        self,
        build: Callable[[], OutgoingBody],
        before_retry: BeforeRetry | None,
        is_cancelled: IsCancelled | None,
        *,
        within_s: float | None = None,
    ) -> Exchange:
        limit_s = self._deadline_s if within_s is None else min(within_s, self._deadline_s)
        call = Call(limit_s, clock=self._clock)
        body: OutgoingBody | None = None
        # Before the body is built, so that a cancellation while it is finds something to cancel.
        self._set_call(call)
        try:
            # And then once more: a cancellation from before has found nothing.
            if is_cancelled is not None and is_cancelled():
                raise EndpointError(Reason.CANCELLED, "before it was asked")
            self._breaker.check()
            body = build()
            became = self._tries(call, body, before_retry)
        finally:
            self._set_call(None)
            self._warmer.note_use()
            if body is not None:
                body.wipe()
        if isinstance(became, EndpointError):
            raise became
        return became

    def _tries(
        self, call: Call, body: OutgoingBody, before_retry: BeforeRetry | None
    ) -> Exchange | EndpointError:
        offset_ms, began_s = self._server_clock.offset_ms, self._clock()
        became = self._try(call, body)
        misdated_ms = self._misdated_ms(became, offset_ms)
        if before_retry is None:
            return unmasked(became, misdated_ms=misdated_ms)
        pause_s = pause_before_retry(
            became, took_s=self._clock() - began_s, remaining_s=call.remaining_s
        )
        if pause_s is None and is_about_time(became) and misdated_ms >= IGNORED_MS:
            pause_s = 0.0
        if pause_s is None:
            return unmasked(became, misdated_ms=misdated_ms)
        before_retry(became)
        call.pause(pause_s)
        return self._try(call, body)

    def _try(self, call: Call, body: OutgoingBody) -> Exchange | EndpointError:
        try:
            headers = headers_for(self._authentication, self._stamp_ms()) | _HEADERS
            self._drop_if(DOUBTFUL_IDLE_S)
            # Handed back only by an answered request: otherwise its thread may still hold it.
            transport, self._transport = self._open(), None
            exchange = call.run(
                lambda: transport.post(headers, body), cut=transport.cut, thread=transport.thread
            )
        except EndpointError as error:
            return error
        self._transport = transport
        self._breaker.observe(exchange)
        if exchange.channel is Channel.VERIFIED_TLS:
            self._server_clock.observe(exchange.server_date, received_ms=self._now_ms())
        return exchange

    def _misdated_ms(self, became: Exchange | EndpointError, offset_ms: int) -> int:
        """Returns how far off a refused signature's time was, as the server's `Date` has it now.

        0 for every other answer.
        """
        is_signed = isinstance(self._authentication, AppKey)
        if not is_signed or not may_be_about_time(became):
            return 0
        self._server_clock.start_again()
        return abs(self._server_clock.offset_ms - offset_ms)

    def _stamp_ms(self) -> int:
        """Returns the server's time for a signature; never the last one's, which is used up."""
        now_ms = self._now_ms() + self._server_clock.offset_ms
        stamp_ms = now_ms + 1 if now_ms == self._stamped_ms else now_ms
        self._stamped_ms = stamp_ms
        return stamp_ms

    def _set_call(self, call: Call | None) -> None:
        with self._lock:
            self._call = call

    def _drop_if(self, idle_s: float) -> None:
        """Drops a connection that was idle for so long; one that is being made is left alone."""
        transport = self._transport
        if transport is not None and not self._warmer.is_busy and transport.idle_s > idle_s:
            self.close()

    def _open(self) -> Transport:
        if self._transport is not None and self._transport.is_closed:
            self.close()
        if self._transport is None:
            if self._base_url.is_encrypted and self._tls_context is None:
                self._tls_context = make_tls_context(self._ca_file)
            self._transport = Transport(
                self._base_url,
                tls_context=self._tls_context,
                proxy=self._proxy,
                # The deadline's cut comes first, so that what is late is called late.
                timeouts=Timeouts(send_s=self._deadline_s + 1),
                reply_key=self._reply_key,
                clock=self._clock,
            )
        return self._transport
