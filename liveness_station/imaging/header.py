"""What a picture says of itself, read before any decoder sees it."""

from dataclasses import dataclass
from typing import assert_never

from liveness_station.imaging.bmp import read_bmp_size
from liveness_station.imaging.jpeg import read_jpeg_size
from liveness_station.imaging.kinds import ImageKind, kind_of
from liveness_station.imaging.png import read_png_size
from liveness_station.imaging.tiff import read_tiff_size
from liveness_station.imaging.untrusted import bad_image
from liveness_station.imaging.webp import read_webp_size


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """Type and size of a picture.

    Attributes:
        kind: the type, told by its first bytes.
        width_px: stored width; an orientation in the metadata may still swap it with the height.
        height_px: stored height, likewise.
    """

    kind: ImageKind
    width_px: int
    height_px: int


def read_header(untrusted: bytes) -> ImageHeader:
    """Reads type and size from the first bytes of a picture, decoding and allocating nothing.

    Sizes are not judged here but for zero; `decode` does that.

    Raises:
        ImageError: BAD_IMAGE; the type is not accepted or the header is broken.
    """
    kind = kind_of(untrusted)
    width_px, height_px = _read_size(kind, untrusted)
    if not width_px or not height_px:
        raise bad_image(f"{kind.value} without a size")
    return ImageHeader(kind, width_px, height_px)


def _read_size(kind: ImageKind, untrusted: bytes) -> tuple[int, int]:
    match kind:
        case ImageKind.JPEG:
            return read_jpeg_size(untrusted)
        case ImageKind.PNG:
            return read_png_size(untrusted)
        case ImageKind.BMP:
            return read_bmp_size(untrusted)
        case ImageKind.WEBP:
            return read_webp_size(untrusted)
        case ImageKind.TIFF:
            return read_tiff_size(untrusted)
    assert_never(kind)
