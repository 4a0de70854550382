import contextlib
import struct
import time
import tracemalloc
from collections.abc import Callable

import pytest

from liveness_station.domain.errors import ImageError
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.header import ImageHeader, read_header
from liveness_station.imaging.kinds import ImageKind
from tests.imaging.pictures import (
    HEIGHT_PX,
    TYPES,
    WIDTH_PX,
    bmp_header,
    brief,
    encoded,
    jpeg_header,
    oriented,
    picture,
    png,
    png_header,
    tiff,
)

ISO_BOX = b"\x00\x00\x00\x18ftyp"


@pytest.mark.parametrize("kind", TYPES)
def test_type_and_size_of_a_real_file(kind: str) -> None:
    header = read_header(encoded(picture(), kind))
    assert header == ImageHeader(ImageKind[kind], WIDTH_PX, HEIGHT_PX)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("JPEG", {"icc_profile": bytes(100_000)}),
        ("JPEG", {"comment": b"\xff\xc0" * 50}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\0\0II*\0"}),
        ("TIFF", {"compression": "tiff_lzw"}),
    ],
)
def test_variants_of_a_type(kind: str, options: dict[str, object]) -> None:
    header = read_header(encoded(picture(), kind, **options))
    assert (header.width_px, header.height_px) == (WIDTH_PX, HEIGHT_PX)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_size_is_the_stored_one(kind: str) -> None:
    header = read_header(oriented(picture(), kind, 6))
    assert (header.width_px, header.height_px) == (WIDTH_PX, HEIGHT_PX)


def test_a_bmp_with_rows_from_the_top() -> None:
    header = read_header(bmp_header(16, -20) + bytes(16 * 3 * 20))
    assert header == ImageHeader(ImageKind.BMP, 16, 20)


def test_a_bmp_with_the_oldest_header() -> None:
    content = b"BM" + struct.pack("<IHHIIHHHH", 0, 0, 0, 26, 12, 16, 20, 1, 24) + bytes(16 * 3 * 20)
    assert read_header(content) == ImageHeader(ImageKind.BMP, 16, 20)


def test_a_tiff_of_the_other_byte_order() -> None:
    content = tiff((256, 3, 1, 640), (257, 4, 1, 480), order=">")
    assert read_header(content) == ImageHeader(ImageKind.TIFF, 640, 480)


@pytest.mark.parametrize(
    ("untrusted", "named"),
    [
        (b"", "empty"),
        (b"GIF89a", "GIF"),
        (ISO_BOX + b"heic", "HEIC"),
        (ISO_BOX + b"mif1", "HEIC"),
        (ISO_BOX + b"avif", "AVIF"),
        (ISO_BOX + b"isom", "a video"),
        (b"RIFF\0\0\0\0AVI ", "a video or sound"),
        (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html>", "a web page"),
        (b"#?RADIANCE\n", "Radiance HDR"),
        (b"II+\0\x08\0", "BigTIFF"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"P6 9999 9999 255\n", "not a picture of a known type"),
        (b"\x89PNG", "not a picture of a known type"),
    ],
)
def test_a_refused_type_is_named(untrusted: bytes, named: str) -> None:
    with pytest.raises(ImageError) as caught:
        read_header(untrusted)
    assert caught.value.reason is Reason.BAD_IMAGE
    assert caught.value.detail.startswith(named)


SIZED_TIFF = ((256, 3, 1, 640), (257, 3, 1, 480))


@pytest.mark.parametrize(
    "untrusted",
    [
        png((b"tEXt", bytes(13)), png_header(99, 99)),
        png((b"IHDR", bytes(14))),
        png(png_header(0, 99)),
        jpeg_header(99, 0),
        jpeg_header(99, 99, marker=0xC3),
        jpeg_header(99, 99, marker=0xC9),
        jpeg_header(99, 99, precision=12),
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xda\0\x02" + bytes(99),
        b"\xff\xd8\xff\xe0\0\x01" + bytes(99),
        b"\xff\xd8\xff\xe0\0\x02\0\0" + bytes(99),
        b"\xff\xd8\xff\xd0" + bytes(99),
        b"\xff\xd8" + b"\xff\xfe\0\x02" * 2000 + jpeg_header(99, 99)[2:],
        bmp_header(-16, 20) + bytes(2000),
        bmp_header(16, -(2**31)) + bytes(2000),
        bmp_header(16, 20, compression=1) + bytes(2000),
        b"BM" + struct.pack("<IHHII", 0, 0, 0, 54, 41) + bytes(99),
        encoded(picture(), "BMP")[:-1],
        encoded(picture(), "WEBP")[:-1],
        b"RIFF\x04\0\0\0WEBP",
        b"RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0" + bytes(10),
        b"RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0" + bytes(10),
        tiff((256, 3, 1, 640)),
        tiff(*SIZED_TIFF, (256, 3, 1, 9000)),
        tiff((256, 3, 2, 640), (257, 3, 1, 480)),
        tiff((256, 5, 1, 640), (257, 3, 1, 480)),
        tiff(*SIZED_TIFF, (322, 4, 1, 2**31)),
        tiff(*SIZED_TIFF, (338, 3, 1, 2)),
        b"II*\0\xff\xff\xff\xff",
        b"II*\0\x08\0\0\0\xff\xff" + bytes(12 * 0xFFFF),
    ],
    ids=brief,
)
def test_a_broken_header_is_refused(untrusted: bytes) -> None:
    with pytest.raises(ImageError) as caught:
        read_header(untrusted)
    assert caught.value.reason is Reason.BAD_IMAGE


def test_a_webp_whose_canvas_is_not_its_picture_is_refused() -> None:
    content = bytearray(encoded(picture(), "WEBP", exif=b"Exif\0\0II*\0"))
    assert content[12:16] == b"VP8X"
    content[24] ^= 1
    with pytest.raises(ImageError, match="disagree"):
        read_header(bytes(content))


@pytest.mark.parametrize("kind", TYPES)
def test_no_beginning_of_a_file_does_more_than_refuse(kind: str) -> None:
    whole = encoded(picture(), kind)
    for length in range(min(len(whole), 700)):
        with contextlib.suppress(ImageError):
            assert read_header(whole[:length]).width_px == WIDTH_PX


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"\xff\xd8" + b"\xff" * 19_000_000,
        lambda: b"\xff\xd8" + b"\xff\xfe\0\x02" * 4_000_000,
        lambda: b"\xff\xd8" + b"\xff" * 19_000_000 + b"\0",
        lambda: b"II*\0\x08\0\0\0\xff\xff" + bytes(19_000_000),
        lambda: b"RIFF\0\0\0\0WEBP" + b"JUNK\0\0\0\0" * 2_000_000,
    ],
)
def test_files_made_to_keep_a_parser_busy_do_not(make: Callable[[], bytes]) -> None:
    untrusted = make()
    tracemalloc.start()
    began_s = time.process_time()
    with pytest.raises(ImageError):
        read_header(untrusted)
    used_s = time.process_time() - began_s
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert used_s < 0.5
    assert peak_bytes < 100_000
