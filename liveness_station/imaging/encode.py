"""Makes the probe: one frame as a JPEG without metadata, small enough for every gateway."""

from math import sqrt
from typing import Final

import cv2
import numpy as np

from liveness_station.contract.limits import MAX_SIDE_PX, MIN_SIDE_PX
from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Frame, Pixels, Probe
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.doors import codec_door

MAX_PROBE_BYTES: Final = 2 * 1024 * 1024
"""Gateways take less than the contract's 20 MB, and larger bodies stall the window."""

QUALITIES: Final = (92, 85, 75)
"""Tried from the best down; what is still too large then is made smaller instead of coarser."""

_SAFETY: Final = 0.95
_MAX_SHRINKS: Final = 8


def encode_probe(frame: Frame) -> Probe:
    """Encodes a frame as JPEG of at most 2 MB with sides of 15 to 8192 px.

    The JPEG holds pixels only: it is made anew from them, so nothing of a file's metadata (place,
    device, preview) is left.

    Raises:
        ImageError: IMAGE_TOO_SMALL where a side is below 15 px, also after shrinking;
            IMAGE_TOO_LARGE or BAD_IMAGE where no such JPEG can be made.
    """
    pixels = _within_limits(frame.pixels)
    jpeg = _jpeg(pixels, QUALITIES[0])
    for quality in QUALITIES[1:]:
        if len(jpeg) > MAX_PROBE_BYTES:
            jpeg = _jpeg(pixels, quality)
    for _ in range(_MAX_SHRINKS):
        if len(jpeg) > MAX_PROBE_BYTES:
            # Bytes go with the area, so the side goes with the square root of what is too much.
            pixels = _shrunk(pixels, _SAFETY * sqrt(MAX_PROBE_BYTES / len(jpeg)))
            jpeg = _jpeg(pixels, QUALITIES[-1])
    if len(jpeg) > MAX_PROBE_BYTES:
        raise ImageError(Reason.IMAGE_TOO_LARGE, f"{len(jpeg)} bytes as JPEG")
    return Probe(jpeg, width_px=int(pixels.shape[1]), height_px=int(pixels.shape[0]))


def _within_limits(pixels: Pixels) -> Pixels:
    longest = max(pixels.shape[:2])
    if longest > MAX_SIDE_PX:
        return _shrunk(pixels, MAX_SIDE_PX / longest)
    _check_side(pixels.shape[1], pixels.shape[0])
    return pixels


def _shrunk(pixels: Pixels, factor: float) -> Pixels:
    width_px, height_px = round(pixels.shape[1] * factor), round(pixels.shape[0] * factor)
    _check_side(width_px, height_px)
    with codec_door():
        shrunk = cv2.resize(pixels, (width_px, height_px), interpolation=cv2.INTER_AREA)
    return np.asarray(shrunk, np.uint8)


def _check_side(width_px: int, height_px: int) -> None:
    if min(width_px, height_px) < MIN_SIDE_PX:
        raise ImageError(Reason.IMAGE_TOO_SMALL, f"{width_px} x {height_px} px")


def _jpeg(pixels: Pixels, quality: int) -> bytes:
    with codec_door():
        is_done, encoded = cv2.imencode(".jpg", pixels, (cv2.IMWRITE_JPEG_QUALITY, quality))
    if not is_done:
        raise ImageError(Reason.BAD_IMAGE, "OpenCV made no JPEG")
    return encoded.tobytes()
