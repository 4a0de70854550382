"""Reads the header of a BMP file (BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER and on)."""

from typing import Final

from liveness_station.imaging.untrusted import bad_image, unpack

_CORE_HEADER: Final = 12
_INFO_HEADERS: Final = frozenset({40, 52, 56, 64, 108, 124})
_UNCOMPRESSED: Final = frozenset({0, 3})
"""BI_RGB and BI_BITFIELDS. Run-length coding is dead, and its length says nothing."""


def read_bmp_size(untrusted: bytes) -> tuple[int, int]:
    """Returns width and height in pixels; a negative stored height means rows from the top.

    Raises:
        ImageError: the header is broken, the rows are compressed, or the file ends early.
    """
    pixels_at, header_length = unpack("<II", untrusted, 10)
    if header_length == _CORE_HEADER:
        width_px, height_px, _, bits = unpack("<HHHH", untrusted, 18)
    elif header_length in _INFO_HEADERS:
        width_px, height_px, _, bits, compression = unpack("<iiHHI", untrusted, 18)
        if compression not in _UNCOMPRESSED:
            raise bad_image("compressed BMP is not supported; save as JPEG or PNG")
    else:
        raise bad_image("BMP with an unknown header")
    if width_px < 0:
        raise bad_image("BMP without a size")
    row_bytes = (width_px * bits + 31) // 32 * 4
    if pixels_at + row_bytes * abs(height_px) > len(untrusted):
        raise bad_image("the file ends early")
    return width_px, abs(height_px)
