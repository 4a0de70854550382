"""Binding a reply of our own service to the request it answers.

An AppCode travels with each request, so whoever takes the service's port learns it with the first
one. The reply key never travels: the station hands it to its child over a pipe, and a reply without
its MAC comes from somebody else, or answers something else.
"""

import hashlib
import hmac
from typing import Final

from cryptography.hazmat.primitives.poly1305 import Poly1305

NONCE_HEADER: Final = "X-Liveness-Nonce"
MAC_HEADER: Final = "X-Liveness-Mac"
_DOMAIN: Final = "liveness-reply/v2"
_BODY_DOMAIN: Final = "liveness-body/v2"


class RequestTag:
    """A tag over one request's body, made piece by piece.

    Poly1305 (RFC 8439) under a key that is good for one body: HMAC-SHA256 of the reply key over
    the nonce, which is fresh for each request and refused a second time by the service. The tag
    itself never travels, it goes into the reply's MAC. It takes a sixth of what SHA-256 takes, at
    either end.
    """

    def __init__(self, key: bytes, *, nonce: str) -> None:
        one_time = hmac.new(key, f"{_BODY_DOMAIN}\n{nonce}".encode(), hashlib.sha256).digest()
        self._poly1305 = Poly1305(one_time)

    def update(self, piece: bytes | bytearray | memoryview) -> None:
        """Takes the next piece."""
        self._poly1305.update(piece)

    def finish(self) -> str:
        """Returns the tag in hex, once."""
        return self._poly1305.finalize().hex()


def reply_mac(
    key: bytes, *, nonce: str, request_body: bytes, http_status: int, reply_body: bytes
) -> str:
    """Returns the hex HMAC-SHA256 (RFC 2104) over nonce, request, status and reply.

    Args:
        key: 32 random bytes, known to both ends before the first request.
        nonce: fresh for each request, 32 hex digits.
        request_body: the bytes that were sent.
        http_status: of the reply.
        reply_body: the bytes of the reply.
    """
    tag = RequestTag(key, nonce=nonce)
    tag.update(request_body)
    return reply_mac_of_tag(
        key,
        nonce=nonce,
        request_tag=tag.finish(),
        http_status=http_status,
        reply_body=reply_body,
    )


def reply_mac_of_tag(
    key: bytes, *, nonce: str, request_tag: str, http_status: int, reply_body: bytes
) -> str:
    """Returns `reply_mac` for a request of which only the tag was kept (see `RequestTag`)."""
    reply_digest = hashlib.sha256(reply_body).hexdigest()
    text = f"{_DOMAIN}\n{nonce}\n{request_tag}\n{http_status}\n{reply_digest}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def is_reply_mac(claimed: str, expected: str) -> bool:
    """Compares in constant time; any text may be claimed."""
    return hmac.compare_digest(claimed.encode("utf-8", "surrogateescape"), expected.encode())
