"""Small pictures in every type, built without the code under test."""

import struct
import zlib
from io import BytesIO

import numpy as np
from PIL import Image

from liveness_station.domain.frames import Pixels

WIDTH_PX, HEIGHT_PX = 96, 60
TYPES = ("JPEG", "PNG", "BMP", "WEBP", "TIFF")


def picture() -> Image.Image:
    """A colour gradient, 96 x 60, RGB; no two of its corners are alike."""
    down, across = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX]
    planes = across * 2, down * 3, 250 - across - down
    return Image.fromarray(np.dstack(planes).astype(np.uint8))


def bgr(image: Image.Image) -> Pixels:
    """The pixels as they should come out of the decoder."""
    return np.asarray(image.convert("RGB"), np.uint8)[:, :, ::-1]


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """Encodes with Pillow, which shares no code with OpenCV's own writers."""
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def oriented(image: Image.Image, kind: str, orientation: int) -> bytes:
    """Encodes with an EXIF orientation of 1 to 8."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(image, kind, exif=exif)


def brief(value: object) -> str | None:
    """A short name for a test's parameter that is a whole file; None leaves others as they are."""
    return f"{len(value)}-bytes" if isinstance(value, bytes) else None


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG file of the given chunks, checksums right."""
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def png_header(width_px: int, height_px: int) -> tuple[bytes, bytes]:
    """The header chunk of an 8-bit grey PNG."""
    return b"IHDR", struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)


def jpeg_header(width_px: int, height_px: int, *, marker: int = 0xC0, precision: int = 8) -> bytes:
    """A JPEG file up to its frame header, with one component."""
    frame = struct.pack(">BHHB3B", precision, height_px, width_px, 1, 1, 0x11, 0)
    return b"\xff\xd8\xff" + bytes([marker]) + struct.pack(">H", len(frame) + 2) + frame


def bmp_header(width_px: int, height_px: int, *, compression: int = 0) -> bytes:
    """The two headers of a 24-bit BMP file."""
    info = struct.pack("<IiiHHIIiiII", 40, width_px, height_px, 1, 24, compression, *(0,) * 5)
    return b"BM" + struct.pack("<IHHI", 0, 0, 0, 54) + info


def tiff(*entries: tuple[int, int, int, int], order: str = "<") -> bytes:
    """A TIFF file of one directory; an entry is tag, type, count and value."""
    magic = b"II*\0" if order == "<" else b"MM\0*"
    rows = b""
    for tag, kind, count, value in entries:
        content = struct.pack(f"{order}H2x" if kind == 3 else f"{order}I", value)
        rows += struct.pack(f"{order}HHI", tag, kind, count) + content
    return magic + struct.pack(f"{order}IH", 8, len(entries)) + rows + bytes(4)
