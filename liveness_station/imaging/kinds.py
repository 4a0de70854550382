"""Tells types of files apart by their first bytes. Names and endings of files count nothing."""

from enum import Enum
from typing import Final

from liveness_station.imaging.untrusted import bad_image


class ImageKind(Enum):
    """The types of picture that are accepted; the values are their names for people."""

    JPEG = "JPEG"
    PNG = "PNG"
    BMP = "BMP"
    WEBP = "WebP"
    TIFF = "TIFF"


_ACCEPTED: Final = (
    (b"\xff\xd8\xff", ImageKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", ImageKind.PNG),
    (b"BM", ImageKind.BMP),
    (b"II*\x00", ImageKind.TIFF),
    (b"MM\x00*", ImageKind.TIFF),
)

_REFUSED: Final = (
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"8BPS", "Photoshop"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"II+\x00", "BigTIFF"),
    (b"MM\x00+", "BigTIFF"),
    (b"\x76\x2f\x31\x01", "OpenEXR"),
    (b"#?", "Radiance HDR"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x1a\x45\xdf\xa3", "a Matroska video"),
    (b"<", "a web page or SVG"),
    (b"PK\x03\x04", "a ZIP archive"),
)

_ISO_BRANDS: Final = {
    b"avif": "AVIF",
    b"avis": "AVIF",
    b"heic": "HEIC",
    b"heix": "HEIC",
    b"heim": "HEIC",
    b"heis": "HEIC",
    b"hevc": "HEIC",
    b"mif1": "HEIC",
    b"msf1": "HEIC",
}
"""Brands of files built of ISO boxes; every other brand is a video (ISO/IEC 14496-12, 23008-12)."""


def kind_of(untrusted: bytes) -> ImageKind:
    """Returns the type of a picture.

    Raises:
        ImageError: it is empty, or of a type that is not accepted, which the detail names.
    """
    if not untrusted:
        raise bad_image("empty")
    if untrusted[:4] == b"RIFF" and untrusted[8:12] == b"WEBP":
        return ImageKind.WEBP
    for magic, kind in _ACCEPTED:
        if untrusted.startswith(magic):
            return kind
    raise bad_image(_refusal(untrusted))


def _refusal(untrusted: bytes) -> str:
    if untrusted[4:8] == b"ftyp":
        return _unsupported(_ISO_BRANDS.get(untrusted[8:12], "a video"))
    if untrusted[:4] == b"RIFF":
        return _unsupported("a video or sound")
    for magic, name in _REFUSED:
        if untrusted.startswith(magic):
            return _unsupported(name)
    return "not a picture of a known type; JPEG and PNG are best"


def _unsupported(name: str) -> str:
    return f"{name} is not supported; save as JPEG or PNG"
