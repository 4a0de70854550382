"""Binds each reply to the request that it answers, so that the caller can tell who answered."""

import asyncio
import re
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from liveness_station.contract.limits import ENDPOINT_PATH, MAX_BODY_BYTES
from liveness_station.contract.reply_mac import (
    MAC_HEADER,
    NONCE_HEADER,
    RequestTag,
    reply_mac_of_tag,
)
from liveness_station.domain.secrets import Secret

REST_DEADLINE_S: Final = 5.0
"""A request refused early is still read to its end, because its tag is in the MAC."""

_NONCE: Final = re.compile(r"\A[0-9a-f]{32}\Z", re.ASCII)


def nonce_of(headers: Headers) -> str | None:
    """Returns the nonce of a request that bears exactly one well-formed one."""
    given = headers.getlist(NONCE_HEADER)
    return given[0] if len(given) == 1 and _NONCE.match(given[0]) else None


class ReplyBinding:
    """The outermost layer: every reply of the application passes here, errors included.

    Only `POST /api/face_liveness/v1` with a well-formed nonce is bound. A request that ends early,
    is too large or too slow to be tagged whole is answered without a MAC.
    """

    def __init__(self, app: ASGIApp, key: Secret) -> None:
        self._app = app
        self._key = bytes.fromhex(key.reveal())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request or lifespan of the ASGI protocol."""
        nonce = _nonce_to_bind(scope)
        if nonce is None:
            await self._app(scope, receive, send)
            return
        request = _TaggedRequest(receive, RequestTag(self._key, nonce=nonce))
        reply = _HeldReply()
        try:
            await self._app(scope, request.receive, reply.send)
        finally:
            # The layer that answers 500 raises again after it has answered.
            if reply.is_whole:
                await request.finish()
                await self._send(reply, request, nonce, send)

    async def _send(
        self, reply: "_HeldReply", request: "_TaggedRequest", nonce: str, send: Send
    ) -> None:
        if request.is_whole:
            mac = reply_mac_of_tag(
                self._key,
                nonce=nonce,
                request_tag=request.finish_tag(),
                http_status=reply.start["status"],
                reply_body=bytes(reply.body),
            )
            MutableHeaders(raw=reply.start["headers"])[MAC_HEADER] = mac
        await send(reply.start)
        await send({"type": "http.response.body", "body": bytes(reply.body)})


class _TaggedRequest:
    """Tags the body while the application reads it, and what it left unread."""

    def __init__(self, receive: Receive, tag: RequestTag) -> None:
        self._receive = receive
        self._tag = tag
        self._bytes = 0
        self._has_ended = False
        self.is_whole = False

    def finish_tag(self) -> str:
        """Returns the tag of what came, in hex; once."""
        return self._tag.finish()

    async def receive(self) -> Message:
        """Passes one message on."""
        message = await self._receive()
        if message["type"] != "http.request":
            self._has_ended = True
            return message
        body = message.get("body", b"")
        self._tag.update(body)
        self._bytes += len(body)
        self.is_whole = self._has_ended = not message.get("more_body", False)
        return message

    async def finish(self) -> None:
        """Reads on to the end, unless that is too far or takes too long."""
        try:
            async with asyncio.timeout(REST_DEADLINE_S):
                while not self._has_ended and self._bytes <= MAX_BODY_BYTES:
                    await self.receive()
        except TimeoutError:
            return


class _HeldReply:
    """Keeps a reply back until all of it is known."""

    def __init__(self) -> None:
        self.start: Message = {}
        self.body = bytearray()
        self.is_whole = False

    async def send(self, message: Message) -> None:
        """Takes one message of the application."""
        if message["type"] == "http.response.start":
            self.start = {**message, "headers": list(message.get("headers", []))}
            return
        self.body += message.get("body", b"")
        self.is_whole = not message.get("more_body", False)


def _nonce_to_bind(scope: Scope) -> str | None:
    if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] != ENDPOINT_PATH:
        return None
    return nonce_of(Headers(scope=scope))
