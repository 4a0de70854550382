"""Codes over entry hashes with a key that only goes forward.

At each checkpoint the key is replaced by one derived from it. Who steals today's key cannot make
yesterday's codes, because the way back would mean to invert HMAC.
"""

import hashlib
import hmac
from typing import Final

KEY_BYTES: Final = 32

_INFO: Final = b"liveness-station/ledger/ratchet/v1"
_MAC_TAG: Final = b"liveness-station/ledger/mac/v1\x00"


def hkdf_sha256(key: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    """Derives key material, as RFC 5869 says.

    Args:
        key: the input key material.
        salt: may be empty.
        info: what the result is for.
        length: bytes wanted, at most 255 * 32.
    """
    extracted = hmac.digest(salt or bytes(32), key, hashlib.sha256)
    block, made = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(extracted, block + info + bytes([counter]), hashlib.sha256)
        made += block
    return made[:length]


def next_key(key: bytes) -> bytes:
    """Returns the key of the step after a key's."""
    return hkdf_sha256(key, salt=b"", info=_INFO, length=KEY_BYTES)


def key_at(key: bytes, *, step: int, wanted_step: int) -> bytes | None:
    """Returns the key of a step, None where it lies before the one that is known."""
    if wanted_step < step:
        return None
    for _ in range(wanted_step - step):
        key = next_key(key)
    return key


def row_mac(key: bytes, entry_hash: bytes) -> bytes:
    """Returns the code of an entry under the key of its step."""
    return hmac.digest(key, _MAC_TAG + entry_hash, hashlib.sha256)
