"""The tag over a request's body, against Poly1305 written out as RFC 8439 (2.5) describes it."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from liveness_station.contract.reply_mac import RequestTag, reply_mac

KEY = bytes(range(32))
NONCE = "00112233445566778899aabbccddeeff"


def poly1305(key: bytes, message: bytes) -> str:
    clamp = 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    r, s = int.from_bytes(key[:16], "little") & clamp, int.from_bytes(key[16:], "little")
    accumulated = 0
    for start in range(0, len(message), 16):
        block = int.from_bytes(message[start : start + 16] + b"\1", "little")
        accumulated = (accumulated + block) * r % ((1 << 130) - 5)
    return ((accumulated + s) % (1 << 128)).to_bytes(16, "little").hex()


def tag_of(*pieces: bytes, key: bytes = KEY, nonce: str = NONCE) -> str:
    tag = RequestTag(key, nonce=nonce)
    for piece in pieces:
        tag.update(memoryview(piece))
    return tag.finish()


def test_the_written_out_form_is_the_rfcs() -> None:
    key = bytes.fromhex("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b")
    message = b"Cryptographic Forum Research Group"
    assert poly1305(key, message) == "a8061dc1305136c6c22b8baf0c0127a9"


@given(st.lists(st.binary(max_size=100), max_size=5))
def test_the_tag_is_poly1305_under_a_key_of_this_nonce_whatever_the_pieces(
    pieces: list[bytes],
) -> None:
    one_time = hmac.new(KEY, f"liveness-body/v2\n{NONCE}".encode(), hashlib.sha256).digest()
    assert tag_of(*pieces) == poly1305(one_time, b"".join(pieces))


def test_another_nonce_or_key_is_another_tag() -> None:
    tags = {tag_of(b"body"), tag_of(b"body", nonce="ff" * 16), tag_of(b"body", key=bytes(32))}
    assert len(tags) == 3


def test_everything_that_was_said_is_in_the_mac() -> None:
    said = {"nonce": NONCE, "request_body": b"picture", "http_status": 200, "reply_body": b"{}"}
    others = (
        {"nonce": "ff" * 16},
        {"request_body": b"picturE"},
        {"http_status": 201},
        {"reply_body": b"{ }"},
    )
    macs = {reply_mac(KEY, **{**said, **other}) for other in ({}, *others)}  # type: ignore[arg-type] # spelt as there
    assert len(macs) == 5
    assert reply_mac(bytes(32), **said) not in macs  # type: ignore[arg-type] # spelt as there
