"""Binding a reply of our own service to the request it answers.

An AppCode travels with each request, so whoever takes the service's port learns it with the first
one. The reply key never travels: the station hands it to its child over a pipe, and a reply without
its MAC comes from somebody else, or answers something else.
"""

import hashlib
import hmac
from typing import Final

NONCE_HEADER: Final = "X-Liveness-Nonce"
MAC_HEADER: Final = "X-Liveness-Mac"
_DOMAIN: Final = "liveness-reply/v1"


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
    request_digest = hashlib.sha256(request_body).hexdigest()
    return reply_mac_of_digest(
        key,
        nonce=nonce,
        request_digest=request_digest,
        http_status=http_status,
        reply_body=reply_body,
    )


def reply_mac_of_digest(
    key: bytes, *, nonce: str, request_digest: str, http_status: int, reply_body: bytes
) -> str:
    """Returns `reply_mac` for a request that was only hashed (hex SHA-256), never kept."""
    reply_digest = hashlib.sha256(reply_body).hexdigest()
    text = f"{_DOMAIN}\n{nonce}\n{request_digest}\n{http_status}\n{reply_digest}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def is_reply_mac(claimed: str, expected: str) -> bool:
    """Compares in constant time; any text may be claimed."""
    return hmac.compare_digest(claimed.encode("utf-8", "surrogateescape"), expected.encode())
