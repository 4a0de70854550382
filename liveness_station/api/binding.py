"""Tells whether a reply comes from the service we started, and answers what we asked."""

import secrets
from collections.abc import Iterator
from typing import Final

from liveness_station.contract.reply_mac import (
    NONCE_HEADER,
    RequestTag,
    is_reply_mac,
    reply_mac_of_tag,
)
from liveness_station.contract.request import OutgoingBody

_NONCE_BYTES: Final = 16


class BoundRequest:
    """One request whose reply must bear a MAC over both; to be sent piece by piece."""

    def __init__(self, key: bytes, body: OutgoingBody) -> None:
        self._key = key
        self._body = body
        self._nonce = secrets.token_hex(_NONCE_BYTES)
        self._tag: str | None = None

    @property
    def size_bytes(self) -> int:
        """How much will be yielded in all."""
        return self._body.size_bytes

    def __iter__(self) -> Iterator[memoryview]:
        """Yields what is to be sent, then tags and wipes it while the other end is at work."""
        pieces = []
        for piece in self._body:
            yield piece
            pieces.append(piece)
        tag = RequestTag(self._key, nonce=self._nonce)
        for piece in pieces:
            tag.update(piece)
        self._tag = tag.finish()
        self._body.wipe()

    @property
    def headers(self) -> dict[str, str]:
        """What the request says of it."""
        return {NONCE_HEADER: self._nonce}

    def is_answered_by(self, *, claimed_mac: str, http_status: int, reply_body: bytes) -> bool:
        """Tells whether the claimed MAC ("" for none) is the one that only the service can make."""
        if self._tag is None:
            # Not all of it was sent: nobody can have answered it.
            return False
        expected = reply_mac_of_tag(
            self._key,
            nonce=self._nonce,
            request_tag=self._tag,
            http_status=http_status,
            reply_body=reply_body,
        )
        return is_reply_mac(claimed_mac, expected)
