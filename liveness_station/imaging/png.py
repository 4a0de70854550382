"""Walks the chunks of a PNG file (W3C PNG, third edition, section 5) without decoding anything."""

from collections.abc import Iterator
from typing import Final

from liveness_station.imaging.untrusted import bad_image, unpack

_SIGNATURE_LENGTH: Final = 8
_CHUNK_OVERHEAD: Final = 12
"""Length, type and checksum round each chunk's content, four bytes each."""

_HEADER_LENGTH: Final = 13
_MAX_CHUNKS: Final = 50_000
"""20 MB in chunks of 8 kB, the smallest in use, are 2,500."""


def read_png_size(untrusted: bytes) -> tuple[int, int]:
    """Returns width and height of the stored picture in pixels, before any orientation.

    Raises:
        ImageError: the header chunk is not there.
    """
    length, _, width_px, height_px = unpack(">4I", untrusted, _SIGNATURE_LENGTH)
    if untrusted[12:16] != b"IHDR" or length != _HEADER_LENGTH:
        raise bad_image("PNG without a header")
    return width_px, height_px


def check_png_is_whole(untrusted: bytes) -> None:
    """Checks that the file runs to its end chunk, holds pixels and is no animation.

    Raises:
        ImageError: it does not.
    """
    has_pixels = False
    for kind in _chunk_kinds(untrusted):
        if kind == b"acTL":
            raise bad_image("an animation is not supported; save one picture of it")
        has_pixels = has_pixels or kind == b"IDAT"
    if not has_pixels:
        raise bad_image("PNG without a picture")


def _chunk_kinds(untrusted: bytes) -> Iterator[bytes]:
    """Yields the type of each chunk before the end chunk."""
    position = _SIGNATURE_LENGTH
    for _ in range(_MAX_CHUNKS):
        (length,) = unpack(">I", untrusted, position)
        kind = untrusted[position + 4 : position + 8]
        position += _CHUNK_OVERHEAD + length
        if position > len(untrusted):
            raise bad_image("the file ends early")
        if kind == b"IEND":
            return
        yield kind
    raise bad_image("PNG with too many chunks")
