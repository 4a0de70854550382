import time
import tracemalloc
from io import BytesIO

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from liveness_station.contract.limits import MAX_IMAGE_BYTES
from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.decode import check, decode
from tests.imaging.pictures import (
    HEIGHT_PX,
    TYPES,
    WIDTH_PX,
    bgr,
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

LOSSLESS = ("PNG", "BMP", "TIFF")
LOSS = 8.0
"""JPEG and WebP may differ by this much on average, of 255."""


def difference(one: Pixels, other: Pixels) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


def refused(untrusted: bytes) -> Reason:
    with pytest.raises(ImageError) as caught:
        decode(untrusted)
    return caught.value.reason


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_becomes_blue_green_red(kind: str) -> None:
    pixels = decode(encoded(picture(), kind))
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    assert pixels.shape == (HEIGHT_PX, WIDTH_PX, 3)
    assert difference(pixels, bgr(picture())) <= (0 if kind in LOSSLESS else LOSS)


def test_a_decoded_picture_can_be_a_frame() -> None:
    pixels = decode(encoded(picture(), "PNG"))
    assert Frame(pixels, captured_at_s=0, sequence=0, source_label="file").width_px == WIDTH_PX


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_applied_once(kind: str, orientation: int) -> None:
    stored = bgr(picture())
    turned = stored.transpose(1, 0, 2) if orientation >= 5 else stored
    flips = {1: "", 2: "x", 3: "xy", 4: "y", 5: "", 6: "x", 7: "xy", 8: "y"}[orientation]
    upright = turned[:: -1 if "y" in flips else 1, :: -1 if "x" in flips else 1]
    assert difference(decode(oriented(picture(), kind, orientation)), upright) <= LOSS


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparency_is_dropped_and_colours_kept(kind: str) -> None:
    see_through = picture()
    see_through.putalpha(Image.linear_gradient("L").resize(see_through.size))
    pixels = decode(encoded(see_through, kind, lossless=True, exact=True))
    assert difference(pixels, bgr(picture())) == 0


def test_transparency_in_a_tiff_is_refused() -> None:
    see_through = picture()
    see_through.putalpha(99)
    assert refused(encoded(see_through, "TIFF")) is Reason.BAD_IMAGE


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("L", "PNG"),
        ("L", "JPEG"),
        ("L", "TIFF"),
        ("LA", "PNG"),
        ("1", "PNG"),
        ("P", "PNG"),
        ("P", "BMP"),
        ("CMYK", "JPEG"),
        ("CMYK", "TIFF"),
    ],
)
def test_other_modes_become_blue_green_red(mode: str, kind: str) -> None:
    converted = picture().convert(mode)
    assert difference(decode(encoded(converted, kind)), bgr(converted)) <= LOSS


def test_of_16_bits_the_upper_8_are_kept() -> None:
    deep = np.arange(WIDTH_PX * HEIGHT_PX, dtype=np.uint16).reshape(HEIGHT_PX, WIDTH_PX) * 11
    pixels = decode(encoded(Image.fromarray(deep), "PNG"))
    assert difference(pixels[:, :, 0], (deep >> 8).astype(np.uint8)) < 1


@pytest.mark.parametrize(
    ("untrusted", "reason"),
    [
        (encoded(Image.new("RGB", (14, 400)), "PNG"), Reason.IMAGE_TOO_SMALL),
        (encoded(Image.new("RGB", (400, 14)), "PNG"), Reason.IMAGE_TOO_SMALL),
        (encoded(Image.new("L", (8193, 15)), "PNG"), Reason.IMAGE_TOO_LARGE),
        (encoded(Image.new("L", (15, 8193)), "PNG"), Reason.IMAGE_TOO_LARGE),
        (encoded(Image.new("L", (1, 8193)), "PNG"), Reason.IMAGE_TOO_LARGE),
    ],
    ids=brief,
)
def test_sides_outside_15_to_8192_px_are_refused(untrusted: bytes, reason: Reason) -> None:
    assert refused(untrusted) is reason


@pytest.mark.parametrize("size", [(15, 15), (8192, 15), (15, 8192)])
def test_sides_of_15_and_8192_px_are_decoded(size: tuple[int, int]) -> None:
    assert decode(encoded(Image.new("L", size), "PNG")).shape == (size[1], size[0], 3)


def test_20_mb_are_too_large_and_one_byte_less_is_not() -> None:
    jpeg = encoded(picture(), "JPEG")
    padded = jpeg + bytes(MAX_IMAGE_BYTES - 1 - len(jpeg))
    assert decode(padded).shape == (HEIGHT_PX, WIDTH_PX, 3)
    assert refused(padded + b"\0") is Reason.IMAGE_TOO_LARGE


@pytest.mark.parametrize(
    "bomb",
    [
        png(png_header(20_000, 20_000), (b"IDAT", bytes(99)), (b"IEND", b"")),
        png(png_header(2**31 - 1, 2**31 - 1), (b"IDAT", bytes(9)), (b"IEND", b"")),
        jpeg_header(65_500, 65_500),
        bmp_header(30_000, 30_000) + bytes(99),
        bmp_header(2**31 - 1, -(2**31)) + bytes(99),
        tiff((256, 4, 1, 2**32 - 1), (257, 4, 1, 2**32 - 1)),
        b"RIFF\x1e\0\0\0WEBPVP8L\x0a\0\0\0\x2f\xff\xff\xff\x0f" + bytes(13),
    ],
    ids=["png", "png-max", "jpeg", "bmp", "bmp-max", "tiff", "webp"],
)
def test_a_pixel_bomb_is_refused_at_once_and_costs_nothing(bomb: bytes) -> None:
    tracemalloc.start()
    began_s = time.process_time()
    reason = refused(bomb)
    used_s = time.process_time() - began_s
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # A BMP must also hold what it announces, so it is refused one step earlier.
    assert reason in {Reason.IMAGE_TOO_LARGE, Reason.BAD_IMAGE}
    assert used_s < 0.05
    assert peak_bytes < 1_000_000


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        *((kind, {}) for kind in TYPES),
        ("JPEG", {"progressive": True}),
        ("TIFF", {"compression": "tiff_lzw"}),
    ],
)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 1.0])
def test_a_file_that_is_cut_off_is_refused(
    kind: str, options: dict[str, object], share: float
) -> None:
    whole = encoded(picture(), kind, **options)
    # TIFF keeps its directory at the end, so it is cut in front of that at the least.
    assert refused(whole[: int(len(whole) * share) - 2]) is Reason.BAD_IMAGE


def test_a_jpeg_with_something_behind_its_end_is_decoded() -> None:
    assert decode(encoded(picture(), "JPEG") + b"motion clip").shape[0] == HEIGHT_PX


def test_a_jpeg_preview_in_the_metadata_is_not_the_picture() -> None:
    preview = encoded(picture().resize((16, 16)), "JPEG")
    jpeg = encoded(picture(), "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + preview)
    assert decode(jpeg).shape == (HEIGHT_PX, WIDTH_PX, 3)
    # Cut in the main picture, the preview's own end marker must not count for it.
    assert refused(jpeg[:-20]) is Reason.BAD_IMAGE


def test_scans_without_end_and_a_second_frame_are_refused() -> None:
    scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\xab"
    frame = jpeg_header(99, 99)
    with pytest.raises(ImageError, match="too many frames or scans"):
        check(frame + scan * 33 + b"\xff\xd9")
    with pytest.raises(ImageError, match="too many frames or scans"):
        check(frame + frame[2:] + scan + b"\xff\xd9")
    assert check(frame + scan * 32 + b"\xff\xd9").width_px == 99


def test_files_without_any_picture_are_refused() -> None:
    assert refused(jpeg_header(99, 99) + b"\xff\xd9") is Reason.BAD_IMAGE
    assert refused(png(png_header(99, 99), (b"IEND", b""))) is Reason.BAD_IMAGE


def test_a_png_of_very_many_chunks_is_refused() -> None:
    chunks = [png_header(99, 99), *[(b"IDAT", b"")] * 50_001, (b"IEND", b"")]
    assert refused(png(*chunks)) is Reason.BAD_IMAGE


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_is_refused(kind: str) -> None:
    buffer = BytesIO()
    picture().save(buffer, kind, save_all=True, append_images=[Image.new("RGB", picture().size)])
    with pytest.raises(ImageError, match="animation"):
        decode(buffer.getvalue())


@pytest.mark.parametrize("kind", TYPES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_is_refused_or_decoded_and_nothing_else(kind: str, data: st.DataObject) -> None:
    damaged = bytearray(encoded(picture(), kind))
    for _ in range(data.draw(st.integers(1, 8))):
        position = data.draw(st.integers(0, len(damaged) - 1))
        damaged[position] = data.draw(st.integers(0, 255))
    try:
        pixels = decode(bytes(damaged))
    except ImageError:
        return
    assert pixels.dtype == np.uint8
    assert pixels.ndim == 3


def cut(untrusted: bytes, share: float) -> bytes:
    """A JPEG that ends in the middle of its last scan and says it is whole."""
    scan, end = untrusted.rindex(b"\xff\xda"), untrusted.rindex(b"\xff\xd9")
    at = scan + 14 + int((end - scan - 14) * share)
    return untrusted[:at].rstrip(b"\xff") + untrusted[end:]


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
@pytest.mark.parametrize(
    "options",
    [{}, {"subsampling": 0}, {"progressive": True}, {"quality": 20}, {"restart_marker_rows": 1}],
    ids=str,
)
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_cut_jpeg_with_a_forged_end_is_refused(
    share: float, options: dict[str, object], orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    whole = encoded(picture().resize((203, 162)), "JPEG", exif=exif, **options)
    assert decode(whole).shape in {(162, 203, 3), (203, 162, 3)}
    with pytest.raises(ImageError) as caught:
        decode(cut(whole, share))
    assert (caught.value.reason, caught.value.detail) == (Reason.BAD_IMAGE, "the file ends early")


@pytest.mark.parametrize("options", [{}, {"progressive": True}], ids=str)
def test_a_jpeg_that_is_grey_of_itself_is_whole(options: dict[str, object]) -> None:
    half = np.full((64, 64, 3), 128, np.uint8)
    half[:32] = 7
    for untrusted in (half, np.full((64, 64, 3), 128, np.uint8)):
        decoded = decode(encoded(Image.fromarray(untrusted), "JPEG", **options))
        assert np.abs(decoded[-8:].astype(int) - 128).max() <= 1
