"""Tells whether a reply comes from the service we started, and answers what we asked."""

import hashlib
import secrets
from typing import Final

from liveness_station.contract.reply_mac import NONCE_HEADER, is_reply_mac, reply_mac_of_digest

_NONCE_BYTES: Final = 16


class BoundRequest:
    """One request whose reply must bear a MAC over both."""

    def __init__(self, key: bytes, body: bytes | bytearray) -> None:
        self._key = key
        self._nonce = secrets.token_hex(_NONCE_BYTES)
        self._digest = hashlib.sha256(body).hexdigest()

    @property
    def headers(self) -> dict[str, str]:
        """What the request says of it."""
        return {NONCE_HEADER: self._nonce}

    def is_answered_by(self, *, claimed_mac: str, http_status: int, reply_body: bytes) -> bool:
        """Tells whether the claimed MAC ("" for none) is the one that only the service can make."""
        expected = reply_mac_of_digest(
            self._key,
            nonce=self._nonce,
            request_digest=self._digest,
            http_status=http_status,
            reply_body=reply_body,
        )
        return is_reply_mac(claimed_mac, expected)
