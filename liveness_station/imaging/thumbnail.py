"""Makes the small picture by which a person knows a presentation again in a report."""

from typing import Final

import cv2
import numpy as np

from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Pixels
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.doors import codec_door

SIDE_PX: Final = 240
_QUALITY: Final = 80


def encode_thumbnail(pixels: Pixels) -> bytes:
    """Returns a picture as a JPEG whose longest side is at most 240 px, without metadata.

    Raises:
        ImageError: BAD_IMAGE where no JPEG can be made of it.
    """
    height_px, width_px = pixels.shape[:2]
    factor = min(1.0, SIDE_PX / max(height_px, width_px))
    size = max(1, round(width_px * factor)), max(1, round(height_px * factor))
    with codec_door():
        small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
        is_done, encoded = cv2.imencode(".jpg", small, (cv2.IMWRITE_JPEG_QUALITY, _QUALITY))
    if not is_done:
        raise ImageError(Reason.BAD_IMAGE, "OpenCV made no JPEG")
    return encoded.tobytes()
