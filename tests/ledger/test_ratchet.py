import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.ledger.ratchet import hkdf_sha256, key_at, next_key, row_mac

KEY = bytes(range(32))


def test_the_first_test_vector_of_rfc_5869() -> None:
    made = hkdf_sha256(
        b"\x0b" * 22,
        salt=bytes.fromhex("000102030405060708090a0b0c"),
        info=bytes.fromhex("f0f1f2f3f4f5f6f7f8f9"),
        length=42,
    )
    assert made.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


@given(st.binary(max_size=80), st.binary(max_size=40), st.integers(1, 200))
def test_hkdf_is_the_librarys(key: bytes, info: bytes, length: int) -> None:
    library = HKDF(SHA256(), length, salt=None, info=info).derive(key)
    assert hkdf_sha256(key, salt=b"", info=info, length=length) == library


def test_keys_go_forward_only() -> None:
    assert key_at(KEY, step=3, wanted_step=3) == KEY
    assert key_at(KEY, step=3, wanted_step=5) == next_key(next_key(KEY))
    assert key_at(KEY, step=3, wanted_step=2) is None
    assert len({KEY, next_key(KEY), next_key(next_key(KEY))}) == 3


def test_a_code_is_no_plain_hmac_of_the_hash() -> None:
    made = row_mac(KEY, bytes(32))
    assert made != hmac.digest(KEY, bytes(32), hashlib.sha256)
    assert made != row_mac(next_key(KEY), bytes(32))
    assert made != row_mac(KEY, bytes(31) + b"\x01")
