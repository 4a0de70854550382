"""How a key of a station's ledger names the one that comes after it."""

import json
from collections.abc import Sequence
from typing import Final

from liveness_station.ledger.chain import framed
from liveness_station.ledger.checkpoints import parse_public_key

_TAG: Final = b"liveness-station/ledger/next-key/v1"


def endorse(seed: bytes, *, station: bytes, next_public_key: bytes) -> bytes:
    """Returns the signature by which the key of a seed says which key signs from here on."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(seed)
    return key.sign(framed(_TAG, station, next_public_key))


def is_endorsed(endorsement: bytes, *, by: bytes, station: bytes, next_public_key: bytes) -> bool:
    """Tells whether a public key's owner named the next one.

    Args:
        endorsement: what `endorse` returned.
        by: the public key of whoever endorses.
        station: the id of the record's station.
        next_public_key: the key that is named.
    """
    # As in `checkpoints`: only those with keys pay for the import.
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(by)
        key.verify(endorsement, framed(_TAG, station, next_public_key))
    except (InvalidSignature, ValueError):
        return False
    return True


def named_key(untrusted_body: bytes, *, station: bytes, by: Sequence[bytes]) -> bytes | None:
    """Returns the public key that a KEY entry names, if one of these keys endorses it."""
    try:
        found = json.loads(untrusted_body)
        owner, public_key = parse_public_key(str(found["public_key"]))
        endorsement = bytes.fromhex(found["endorsement"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    is_named = owner == station and any(
        is_endorsed(endorsement, by=key, station=owner, next_public_key=public_key) for key in by
    )
    return public_key if is_named else None
