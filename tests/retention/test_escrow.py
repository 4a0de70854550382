"""The copy of the keys that only an administrator opens."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from liveness_station.retention.escrow import EscrowError, open_keys, seal_keys

STATION, OTHER = bytes(16), bytes([1]) * 16
TEXT = '{"v": 1, "keys": ["secret"]}'
PASSWORD = b"correct horse"


def private_pem(
    key: X25519PrivateKey | Ed25519PrivateKey,
    how: KeySerializationEncryption | None = None,
) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how or NoEncryption())


def public_pem(key: X25519PrivateKey | Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def test_what_was_sealed_opens_for_its_owner_alone() -> None:
    key, other = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    sealed = seal_keys(TEXT, station=STATION, untrusted_pem=public_pem(key))
    assert "secret" not in sealed
    assert open_keys(sealed, station=STATION, untrusted_pem=private_pem(key)) == TEXT
    with pytest.raises(EscrowError, match="another key"):
        open_keys(sealed, station=STATION, untrusted_pem=private_pem(other))
    with pytest.raises(EscrowError, match="another station"):
        open_keys(sealed, station=OTHER, untrusted_pem=private_pem(key))


def test_a_copy_does_not_open_under_another_stations_name() -> None:
    key = X25519PrivateKey.generate()
    sealed = seal_keys(TEXT, station=STATION, untrusted_pem=public_pem(key))
    forged = sealed.replace(STATION.hex(), OTHER.hex())
    with pytest.raises(EscrowError, match="altered"):
        open_keys(forged, station=OTHER, untrusted_pem=private_pem(key))


def test_a_private_key_may_have_a_password() -> None:
    key = X25519PrivateKey.generate()
    sealed = seal_keys(TEXT, station=STATION, untrusted_pem=public_pem(key))
    pem = private_pem(key, BestAvailableEncryption(PASSWORD))
    assert open_keys(sealed, station=STATION, untrusted_pem=pem, password=PASSWORD) == TEXT
    for password in (None, b"wrong"):
        with pytest.raises(EscrowError, match="password"):
            open_keys(sealed, station=STATION, untrusted_pem=pem, password=password)


def test_keys_of_another_kind_are_refused() -> None:
    key, signing = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    for pem in (public_pem(signing), private_pem(key), b"", b"-----BEGIN PUBLIC KEY-----"):
        with pytest.raises(EscrowError):
            seal_keys(TEXT, station=STATION, untrusted_pem=pem)
    sealed = seal_keys(TEXT, station=STATION, untrusted_pem=public_pem(key))
    for pem in (private_pem(signing), public_pem(key), b""):
        with pytest.raises(EscrowError):
            open_keys(sealed, station=STATION, untrusted_pem=pem)


@pytest.mark.parametrize("change", ["[]", "{}", "", "{" * 5000, '{"form": 1, "v": 1}'])
def test_what_is_no_copy_is_refused(change: str) -> None:
    pem = private_pem(X25519PrivateKey.generate())
    with pytest.raises(EscrowError):
        open_keys(change, station=STATION, untrusted_pem=pem)


def test_a_copy_of_a_later_form_is_refused() -> None:
    key = X25519PrivateKey.generate()
    fields = json.loads(seal_keys(TEXT, station=STATION, untrusted_pem=public_pem(key)))
    text = json.dumps(fields | {"v": 2})
    with pytest.raises(EscrowError, match="not a sealed copy"):
        open_keys(text, station=STATION, untrusted_pem=private_pem(key))
