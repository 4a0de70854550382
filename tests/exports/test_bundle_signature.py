"""The bundle verifier's own Ed25519: what RFC 8032 takes, and nothing else."""

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.exports.bundles import load_verifier

VERIFIER = load_verifier()
ORDER = 2**252 + 27742317777372353535851937790883648493


def is_taken(key: bytes, signature: bytes, text: bytes) -> bool:
    try:
        return bool(VERIFIER._is_signed(key, signature, text))
    except ValueError:
        return False


def signed(text: bytes) -> tuple[bytes, bytes]:
    private = Ed25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), private.sign(text)


def test_it_takes_what_others_signed_and_no_bit_else() -> None:
    chance = random.Random(3)
    for length in (0, 1, 200):
        text = chance.randbytes(length)
        key, signature = signed(text)
        assert is_taken(key, signature, text)
        for _ in range(8):
            at = chance.randrange(64)
            other = bytearray(signature)
            other[at] ^= 1 << chance.randrange(8)
            assert not is_taken(key, bytes(other), text)
        assert not is_taken(key, signature, text + b"x")
        assert not is_taken(key, signature[:-1], text)
        assert not is_taken(key, signature + b"\0", text)


def test_a_signature_has_one_form_only() -> None:
    key, signature = signed(b"text")
    larger = int.from_bytes(signature[32:], "little") + ORDER
    assert not is_taken(key, signature[:32] + larger.to_bytes(32, "little"), b"text")


@pytest.mark.parametrize(
    "key",
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000080",
    ],
)
def test_a_key_for_which_anything_is_signed_is_none(key: str) -> None:
    """Small order, and other spellings of the same: R and S that fit any text."""
    identity = bytes([1]) + bytes(31)
    assert not is_taken(bytes.fromhex(key), identity + bytes(32), b"any text")
