"""Reads numbers out of untrusted bytes, never past their end."""

import struct

from liveness_station.domain.errors import ImageError
from liveness_station.domain.verdicts import Reason


def bad_image(detail: str) -> ImageError:
    """Returns the error for a picture that is broken or of no accepted type."""
    return ImageError(Reason.BAD_IMAGE, detail)


def unpack(form: str, untrusted: bytes, offset: int) -> tuple[int, ...]:
    """Unpacks integers as `struct.unpack_from` does.

    Raises:
        ImageError: the bytes end before the numbers do.
    """
    try:
        numbers: tuple[int, ...] = struct.unpack_from(form, untrusted, offset)
    except struct.error as error:
        raise bad_image("the file ends early") from error
    return numbers
