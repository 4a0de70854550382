"""Decodes pictures from outside, after their headers have been read and believed harmless."""

from typing import Final

import cv2
import numpy as np

from liveness_station.contract.limits import MAX_IMAGE_BYTES, MAX_SIDE_PX, MIN_SIDE_PX
from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Pixels
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.doors import codec_door
from liveness_station.imaging.header import ImageHeader, read_header
from liveness_station.imaging.jpeg import check_jpeg_is_whole, is_progressive, with_longer_scan
from liveness_station.imaging.kinds import ImageKind
from liveness_station.imaging.png import check_png_is_whole
from liveness_station.imaging.untrusted import bad_image

REDUCED_BEYOND_PX: Final = 2048
"""A picture with a longer side is decoded for scoring at a half or a quarter of its size.

What is left has 1024 px or more and, up to 4096 px, half of what it had: 100 px of a 2160p
picture are 50. A picture of 8192 x 8192 takes 13 MB so, not 201, and none takes more.
"""

_MODES: Final = {
    1: cv2.IMREAD_COLOR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
}
_JPEG_MAGIC: Final = b"\xff\xd8\xff"
_ENDS_EARLY: Final = "the file ends early"
_FILL: Final = 128
_FILL_TOLERANCE: Final = 6


def decode(untrusted_image: bytes) -> Pixels:
    """Decodes one picture: JPEG, PNG, BMP, WebP or TIFF.

    Returns height x width x 3, BGR, uint8, C-contiguous, upright as its EXIF orientation says.
    Grey, palette and CMYK pictures become BGR, 16 bits become 8 (the upper ones). Transparency is
    dropped and the colours under it are kept: a camera writes none, so what is there was put in
    later, and laying it over some colour would blend that into the face that is judged. What the
    operator sees is this result either way.

    Raises:
        ImageError: BAD_IMAGE where it cannot be decoded whole; IMAGE_TOO_SMALL and
            IMAGE_TOO_LARGE by the contract's limits (sides 15 to 8192 px, under 20 MB). Sizes
            are refused before anything is allocated for them.
    """
    header = check(untrusted_image)
    pixels = decode_pixels(untrusted_image)
    check_size(header, height_px=pixels.shape[0], width_px=pixels.shape[1])
    return pixels


def reduction_for(header: ImageHeader) -> int:
    """Returns by what a picture's sides are divided when it is decoded for scoring: 1, 2 or 4."""
    longest_px = max(header.width_px, header.height_px)
    return next((by for by in (1, 2) if longest_px <= by * REDUCED_BEYOND_PX), 4)


def decode_pixels(untrusted_image: bytes, *, reduction: int = 1) -> Pixels:
    """Runs the decoder on a picture that `check` has passed; see `decode` for what it returns.

    Args:
        untrusted_image: a picture file's bytes.
        reduction: 1, 2 or 4. A JPEG is reduced while it is decoded, and its full size is never in
            memory (but for the coefficients of a progressive one); others are reduced afterwards.

    Raises:
        ImageError: BAD_IMAGE where the decoder cannot make anything of it.
    """
    with codec_door():
        # The colour modes are what applies the orientation; OpenCV 5 does so for all five types.
        decoded = cv2.imdecode(np.frombuffer(untrusted_image, np.uint8), _MODES[reduction])
        if decoded is None:
            raise bad_image("broken picture")
        if untrusted_image.startswith(_JPEG_MAGIC):
            _check_scan_is_whole(untrusted_image, decoded, _MODES[reduction])
    return np.ascontiguousarray(decoded, np.uint8)


def _check_scan_is_whole(untrusted_jpeg: bytes, decoded: np.ndarray, mode: int) -> None:
    """Finds a JPEG that was cut and given an end marker, of which OpenCV says nothing.

    Where data is missing libjpeg fills with an exact grey, up to the corner that comes last; which
    one that is depends on the orientation. A picture may have such a corner of itself, and a
    progressive one has no grey to go by, so these are decoded once more with data added at the
    end: that changes a picture only where something was missing.

    Raises:
        ImageError: BAD_IMAGE; it was cut.
    """
    if not (_has_filled_corner(decoded) or is_progressive(untrusted_jpeg)):
        return
    longer = np.frombuffer(with_longer_scan(untrusted_jpeg), np.uint8)
    again = cv2.imdecode(longer, mode)
    if again is None or not np.array_equal(decoded, again):
        raise bad_image(_ENDS_EARLY)


def _has_filled_corner(decoded: np.ndarray) -> bool:
    corners = decoded[[0, 0, -1, -1], [0, -1, 0, -1]].astype(np.int16)
    # The colour beside it may have bled into a corner of one or two pixels.
    return bool((np.abs(corners - _FILL) <= _FILL_TOLERANCE).all(axis=1).any())


def check(untrusted_image: bytes) -> ImageHeader:
    """Judges a picture by its bytes alone, without a decoder, and returns its header.

    Raises:
        ImageError: as `decode` does.
    """
    if len(untrusted_image) >= MAX_IMAGE_BYTES:
        raise ImageError(Reason.IMAGE_TOO_LARGE, f"{len(untrusted_image)} bytes")
    header = read_header(untrusted_image)
    size = f"{header.width_px} x {header.height_px} px"
    if max(header.width_px, header.height_px) > MAX_SIDE_PX:
        raise ImageError(Reason.IMAGE_TOO_LARGE, size)
    if min(header.width_px, header.height_px) < MIN_SIDE_PX:
        raise ImageError(Reason.IMAGE_TOO_SMALL, size)
    # BMP and WebP state their length in the header, and libtiff refuses to read past the end.
    if header.kind is ImageKind.JPEG:
        check_jpeg_is_whole(untrusted_image)
    elif header.kind is ImageKind.PNG:
        check_png_is_whole(untrusted_image)
    return header


def check_size(header: ImageHeader, *, height_px: int, width_px: int, reduction: int = 1) -> None:
    """Checks that the decoder saw the size that was judged, or the same one turned.

    Raises:
        ImageError: BAD_IMAGE; it did not.
    """
    told = sorted((header.width_px, header.height_px))
    seen = sorted((height_px, width_px))
    # A side that is not divisible may have been rounded either way.
    if any(
        side not in {whole // reduction, -(-whole // reduction)}
        for side, whole in zip(seen, told, strict=True)
    ):
        raise bad_image(f"{header.kind.value} whose sizes disagree")
