import hashlib

import pytest

from liveness_station.contract.signing import (
    appcode_headers,
    is_credential,
    signature,
    signature_headers,
)


def test_the_signature_is_the_fixed_vector() -> None:
    # printf '%s' '203763771&1657526823000&Kq3ZcTp9' | md5sum
    assert signature("203763771", "1657526823000", "Kq3ZcTp9") == "0bd4270f2250c289fd509b10a6048a0b"


def test_the_signature_is_lower_case_md5_of_the_three_joined_by_ampersands() -> None:
    expected = hashlib.md5(b"key&12&secret", usedforsecurity=False).hexdigest()
    assert signature("key", "12", "secret") == expected == expected.lower()


def test_the_signed_headers() -> None:
    assert signature_headers("key1", "secret1", timestamp_ms=1657526823000) == {
        "x-ca-key": "key1",
        "x-ca-timestamp": "1657526823000",
        "x-ca-signature": signature("key1", "1657526823000", "secret1"),
    }


def test_the_appcode_header() -> None:
    assert appcode_headers("abc123") == {"Authorization": "APPCODE abc123"}


@pytest.mark.parametrize("text", ["abcd", "A1-b_c.d", "x" * 128])
def test_a_credential_is_plain_ascii(text: str) -> None:
    assert is_credential(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "x" * 129,
        "ab cd",
        " abcd",
        "abcd ",
        "abcd\n",
        "ab\x00cd",
        "你的APPCODE",
        "abcd\uff11",
    ],
)
def test_anything_else_is_no_credential(text: str) -> None:
    assert not is_credential(text)
