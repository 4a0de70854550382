"""Reads the first directory of a TIFF file (TIFF 6.0) without decoding anything."""

from typing import Final

from liveness_station.contract.limits import MAX_SIDE_PX
from liveness_station.imaging.untrusted import bad_image, unpack

_WIDTH: Final = 256
_HEIGHT: Final = 257
_TILE_WIDTH: Final = 322
_TILE_HEIGHT: Final = 323
_EXTRA_SAMPLES: Final = 338
_READ_TAGS: Final = frozenset({_WIDTH, _HEIGHT, _TILE_WIDTH, _TILE_HEIGHT, _EXTRA_SAMPLES})
_NUMBER_FORMS: Final = {3: "H", 4: "I"}
"""SHORT and LONG, the two types that the standard allows for these tags."""

_MAX_ENTRIES: Final = 512
_ENTRY_LENGTH: Final = 12


def read_tiff_size(untrusted: bytes) -> tuple[int, int]:
    """Returns width and height of the first page in pixels, before any orientation.

    Raises:
        ImageError: the directory is broken, tiles are larger than any picture may be, or there is
            transparency, which libtiff would lay over black while it decodes.
    """
    order = "<" if untrusted[:2] == b"II" else ">"
    tags = _first_directory(untrusted, order)
    if tags.get(_EXTRA_SAMPLES, 0) != 0:
        raise bad_image("TIFF with transparency is not supported; save as JPEG or PNG")
    if max(tags.get(_TILE_WIDTH, 0), tags.get(_TILE_HEIGHT, 0)) > MAX_SIDE_PX:
        raise bad_image("TIFF with too large tiles")
    if _WIDTH not in tags or _HEIGHT not in tags:
        raise bad_image("TIFF without a size")
    return tags[_WIDTH], tags[_HEIGHT]


def _first_directory(untrusted: bytes, order: str) -> dict[int, int]:
    (start,) = unpack(f"{order}I", untrusted, 4)
    (count,) = unpack(f"{order}H", untrusted, start)
    if not 0 < count <= _MAX_ENTRIES:
        raise bad_image("TIFF with a broken directory")
    tags: dict[int, int] = {}
    for index in range(count):
        at = start + 2 + index * _ENTRY_LENGTH
        tag, kind, values = unpack(f"{order}HHI", untrusted, at)
        if tag not in _READ_TAGS:
            continue
        # A tag that stands twice would be read one way here and another way by the decoder.
        if tag in tags or values != 1 or kind not in _NUMBER_FORMS:
            raise bad_image("TIFF with a broken directory")
        (tags[tag],) = unpack(order + _NUMBER_FORMS[kind], untrusted, at + 8)
    return tags
