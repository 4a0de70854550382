"""The door of this room: no error of cv2 gets out."""

from collections.abc import Iterator
from contextlib import contextmanager

import cv2

from liveness_station.domain.errors import ImageError
from liveness_station.domain.verdicts import Reason


@contextmanager
def codec_door() -> Iterator[None]:
    """Turns an error of cv2 into an ImageError; cv2's own text is kept as the cause only."""
    try:
        yield
    except cv2.error as error:
        detail = f"OpenCV error {getattr(error, 'code', 'unknown')}"
        raise ImageError(Reason.BAD_IMAGE, detail) from error
