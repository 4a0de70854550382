"""A copy of the pictures' keys that only an administrator can open. Pure.

Sealed by HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM: a public key of 32 bytes, made
by `openssl genpkey -algorithm X25519`, no padding to get wrong, and a standard that others can
open the copy by.
"""

import base64
import json
from typing import Final

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

_VERSION: Final = 1
_FORM: Final = "liveness-station/picture-keys/escrow/v1"


class EscrowError(ValueError):
    """A key or a sealed copy cannot be used; the text says which, and holds nothing of it."""


def seal_keys(text: str, *, station: bytes, untrusted_pem: bytes) -> str:
    """Returns keys as JSON that only the owner of a public key can open.

    Args:
        text: the keys, as the keyring has them.
        station: whose they are; the copy opens for no other.
        untrusted_pem: an X25519 public key.

    Raises:
        EscrowError: it is no such key.
    """
    try:
        public_key = load_pem_public_key(untrusted_pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise EscrowError("not a public key in PEM") from error
    if not isinstance(public_key, X25519PublicKey):
        raise EscrowError("not an X25519 key (openssl genpkey -algorithm X25519)")
    sealed = _suite().encrypt(text.encode(), public_key, info=_info(station))
    fields = {
        "form": _FORM,
        "v": _VERSION,
        "station": station.hex(),
        "sealed": base64.b64encode(sealed).decode(),
    }
    return json.dumps(fields, indent=1) + "\n"


def open_keys(
    untrusted_text: str, *, station: bytes, untrusted_pem: bytes, password: bytes | None = None
) -> str:
    """Returns the keys of a sealed copy.

    Raises:
        EscrowError: the private key, its password or the copy cannot be used, or the copy is
            another station's.
    """
    private_key = _private_key(untrusted_pem, password)
    try:
        fields = json.loads(untrusted_text)
        is_known = (fields["form"], fields["v"]) == (_FORM, _VERSION)
        owner, sealed = str(fields["station"]), base64.b64decode(fields["sealed"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise EscrowError("not a sealed copy of keys") from error
    if not is_known:
        raise EscrowError("not a sealed copy of keys")
    if owner != station.hex():
        raise EscrowError("the copy is of another station, or the record is")
    try:
        return _suite().decrypt(sealed, private_key, info=_info(station)).decode()
    except (InvalidTag, ValueError) as error:
        raise EscrowError("the copy was sealed for another key, or altered") from error


def _private_key(untrusted_pem: bytes, password: bytes | None) -> X25519PrivateKey:
    try:
        private_key = load_pem_private_key(untrusted_pem, password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise EscrowError("not a private key in PEM, or its password is another") from error
    if not isinstance(private_key, X25519PrivateKey):
        raise EscrowError("not an X25519 key")
    return private_key


def _suite() -> hpke.Suite:
    return hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def _info(station: bytes) -> bytes:
    return f"{_FORM}/".encode() + station
