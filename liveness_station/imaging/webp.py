"""Reads the header of a WebP file (RFC 9649) without decoding anything."""

from typing import Final

from liveness_station.imaging.untrusted import bad_image, unpack

_FIRST_CHUNK: Final = 12
_ANIMATION_FLAG: Final = 0x02
_LOSSLESS_SIGNATURE: Final = 0x2F
_KEY_FRAME_START: Final = b"\x9d\x01\x2a"
_14_BITS: Final = 0x3FFF
_MAX_CHUNKS: Final = 100


def read_webp_size(untrusted: bytes) -> tuple[int, int]:
    """Returns width and height of the stored picture in pixels, before any orientation.

    Raises:
        ImageError: the file ends early, is an animation, or its two sizes disagree.
    """
    (riff_length,) = unpack("<I", untrusted, 4)
    if riff_length + 8 > len(untrusted):
        raise bad_image("the file ends early")
    canvas: tuple[int, int] | None = None
    position = _FIRST_CHUNK
    for _ in range(_MAX_CHUNKS):
        kind, length = untrusted[position : position + 4], unpack("<I", untrusted, position + 4)[0]
        content = position + 8
        if kind == b"VP8X":
            canvas = _canvas(untrusted, content)
        elif kind in {b"VP8 ", b"VP8L"}:
            size = (_lossy if kind == b"VP8 " else _lossless)(untrusted, content)
            if canvas not in {None, size}:
                raise bad_image("WebP whose sizes disagree")
            return size
        position = content + length + length % 2
    raise bad_image("WebP without a picture")


def _canvas(untrusted: bytes, start: int) -> tuple[int, int]:
    flags, width_low, width_high, height_low, height_high = unpack("<B3xHBHB", untrusted, start)
    if flags & _ANIMATION_FLAG:
        raise bad_image("an animation is not supported; save one picture of it")
    return (width_high << 16 | width_low) + 1, (height_high << 16 | height_low) + 1


def _lossy(untrusted: bytes, start: int) -> tuple[int, int]:
    if untrusted[start + 3 : start + 6] != _KEY_FRAME_START:
        raise bad_image("WebP without a key frame")
    width, height = unpack("<HH", untrusted, start + 6)
    # The two bits above are a scale that decoders ignore.
    return width & _14_BITS, height & _14_BITS


def _lossless(untrusted: bytes, start: int) -> tuple[int, int]:
    signature, bits = unpack("<BI", untrusted, start)
    if signature != _LOSSLESS_SIGNATURE:
        raise bad_image("WebP without a picture")
    return (bits & _14_BITS) + 1, (bits >> 14 & _14_BITS) + 1
