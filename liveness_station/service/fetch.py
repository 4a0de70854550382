"""Fetches the picture behind an `image_url`, and nothing that only this machine can reach."""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import h11

from liveness_station.contract.limits import MAX_IMAGE_BYTES
from liveness_station.service.addresses import (
    AllowedHost,
    Target,
    is_public,
    parse_allowed_host,
    parse_target,
)
from liveness_station.service.troubles import PictureRefusedError, ServiceSetupError

FETCH_DEADLINE_S: Final = 5.0
_READ_BYTES: Final = 64 * 1024
_MAX_ADDRESSES: Final = 4
_NOT_PUBLIC: Final = "the host of image_url is not a public one"
_NOT_FETCHED: Final = "image_url could not be fetched"

Resolver = Callable[[str, int], list[str]]
"""Returns the IP addresses of a host; raises OSError where there are none."""


class Fetcher(Protocol):
    """Gets the bytes behind an `image_url`."""

    async def fetch(self, untrusted_url: str) -> bytes:
        """Returns the bytes, which nobody has looked at yet.

        Raises:
            PictureRefusedError: the address is refused or does not give a picture in time.
        """


def resolve(host: str, port: int) -> list[str]:
    """Asks the operating system for the addresses of a host, each once and in its order.

    Raises:
        OSError: there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class GuardedFetcher:
    """Fetches over https from public addresses, or from hosts that an administrator allows.

    The host is resolved once, every address must be public, and the connection is made to one of
    those very addresses, so that a second answer of the name server changes nothing. Redirects
    are not followed; proxies and the environment are not asked. An unknown host and a private one
    are refused in the same words, and so are a closed port and a silent one.

    Attributes:
        tls: verifies certificates against the name in the address.
        allowed: hosts that need not be public; https and a good certificate they need.
        deadline_s: for everything together, the name server included.
        resolver: returns the addresses of a host.
    """

    tls: ssl.SSLContext
    allowed: tuple[AllowedHost, ...] = ()
    deadline_s: float = FETCH_DEADLINE_S
    resolver: Resolver = resolve

    async def fetch(self, untrusted_url: str) -> bytes:
        """Returns the bytes behind an address.

        Raises:
            PictureRefusedError: with the rule that was broken.
        """
        target = parse_target(untrusted_url)
        try:
            async with asyncio.timeout(self.deadline_s):
                addresses = await self._resolve(target)
                async with self._connect(target, addresses) as (reader, writer):
                    return await _exchange(target, reader, writer)
        except (OSError, h11.ProtocolError) as error:  # OSError covers time-outs and TLS
            raise PictureRefusedError(_NOT_FETCHED) from error

    async def _resolve(self, target: Target) -> list[str]:
        is_allowed = any(entry.covers(target) for entry in self.allowed)
        try:
            addresses = await _in_daemon_thread(self.resolver, target)
        except (OSError, UnicodeError) as error:
            raise PictureRefusedError(_NOT_FETCHED if is_allowed else _NOT_PUBLIC) from error
        if not is_allowed and not all(is_public(address) for address in addresses):
            raise PictureRefusedError(_NOT_PUBLIC)
        return addresses[:_MAX_ADDRESSES]

    @contextlib.asynccontextmanager
    async def _connect(
        self, target: Target, addresses: list[str]
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        reader, writer = await self._open_first(target, addresses)
        try:
            yield reader, writer
        finally:
            # Not close(): the other end would be waited for, and could keep us.
            writer.transport.abort()

    async def _open_first(
        self, target: Target, addresses: list[str]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        trouble = OSError("no address")
        for address in addresses:
            try:
                async with asyncio.timeout(self.deadline_s / 2):
                    return await asyncio.open_connection(
                        address, target.port, ssl=self.tls, server_hostname=target.host
                    )
            except OSError as error:
                trouble = error
        raise trouble


def build_fetcher(*, allow: Iterable[str] = (), ca_file: Path | None = None) -> GuardedFetcher:
    """Makes the fetcher from the administrator's options.

    Args:
        allow: `host` or `host:port` entries (`--image-url-allow`).
        ca_file: PEM file with authorities to trust beside the system's (`--image-url-ca-file`).

    Raises:
        ServiceSetupError: an entry or the file cannot be used.
    """
    # Not create_default_context(): that one obeys SSLKEYLOGFILE and would write keys to a file.
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    tls.minimum_version = ssl.TLSVersion.TLSv1_2
    tls.load_default_certs()
    if ca_file is not None:
        try:
            tls.load_verify_locations(ca_file)
        except OSError as error:
            raise ServiceSetupError(f"{ca_file} is no readable PEM file") from error
    return GuardedFetcher(tls, tuple(parse_allowed_host(text) for text in allow))


async def _exchange(
    target: Target, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> bytes:
    connection = h11.Connection(our_role=h11.CLIENT)
    request = h11.Request(
        method="GET",
        target=target.path,
        headers=[
            ("Host", target.host_header),
            ("User-Agent", "liveness-station"),
            ("Accept", "image/*"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
        ],
    )
    writer.write(connection.send(request) or b"")
    writer.write(connection.send(h11.EndOfMessage()) or b"")
    await writer.drain()
    body = bytearray()
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(_READ_BYTES))
        elif isinstance(event, h11.Response):
            _check_head(event)
        elif isinstance(event, h11.Data):
            body += event.data
            if len(body) >= MAX_IMAGE_BYTES:
                raise PictureRefusedError("the picture is not smaller than 20 MB")
        elif isinstance(event, h11.EndOfMessage):
            return bytes(body)
        elif not isinstance(event, h11.InformationalResponse):
            raise PictureRefusedError(_NOT_FETCHED)


def _check_head(response: h11.Response) -> None:
    if 300 <= response.status_code <= 399:
        raise PictureRefusedError("image_url redirects, which is not followed")
    if response.status_code != 200:
        raise PictureRefusedError("image_url did not answer with a picture")
    headers = {bytes(name): bytes(value) for name, value in response.headers}
    if headers.get(b"content-encoding", b"identity") != b"identity":
        raise PictureRefusedError("image_url answered with a content encoding")
    # h11 has proven that the length is a number.
    if int(headers.get(b"content-length", b"0")) >= MAX_IMAGE_BYTES:
        raise PictureRefusedError("the picture is not smaller than 20 MB")


async def _in_daemon_thread(resolver: Resolver, target: Target) -> list[str]:
    """Resolves in a thread that nobody waits for: a silent name server must not delay the stop."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def deliver(addresses: list[str] | OSError | UnicodeError) -> None:
        if answer.done():
            return
        if isinstance(addresses, list):
            answer.set_result(addresses)
        else:
            answer.set_exception(addresses)

    def work() -> None:
        try:
            addresses: list[str] | OSError | UnicodeError = resolver(target.host, target.port)
        except (OSError, UnicodeError) as error:
            addresses = error
        # The loop may have closed meanwhile: then nobody wants the answer.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(deliver, addresses)

    threading.Thread(target=work, name="image-url-resolver", daemon=True).start()
    return await answer
