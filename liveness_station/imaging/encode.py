"""Makes the probe: one frame as a small JPEG without metadata."""

from typing import Final

import cv2
import numpy as np

from liveness_station.contract.limits import MAX_SIDE_PX, MIN_SIDE_PX
from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Frame, Pixels, Probe
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.doors import codec_door

PROBE_SIDE_PX: Final = 640
"""The smallest longest side at which scores hold; at 480 faces get lost. With `QUALITY` a frame of
a webcam takes 25 to 35 kB, which a connection fresh from idling carries in two flights of packets
(benchmarks/results/payload.md). A face of the 40 px that count is 1.8 m from a usual webcam then.
"""

MOST_LOCAL_SIDE_PX: Final = 1920
"""On this computer a probe keeps half of the frame's size up to here, where pixels travel for
nothing: a face of 100 px of a camera's picture up to 2160p has 50 px in it, and is judged. As 640
px it would have 33 px from 1080p on, too few for the engine.
"""

QUALITY: Final = 85
"""Below it scores move more than encoding once more moves them anyway."""

MAX_PROBE_BYTES: Final = 4 * 1024 * 1024
"""Gateways take less than the contract's 20 MB. No probe comes near: pure noise takes 0.3 MB for
the cloud, 2.7 for this computer."""

_JPEG_OPTIONS: Final = (
    cv2.IMWRITE_JPEG_QUALITY,
    QUALITY,
    cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
    cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420,
)


def encode_local_probe(frame: Frame) -> Probe:
    """Encodes a frame for the engine on this computer: as `encode_probe`, but at half its size.

    The longest side is 640 px, or half of the frame's where that is more, and 1920 px at most.

    Raises:
        ImageError: as `encode_probe` does.
    """
    half_px = max(frame.pixels.shape[:2]) // 2
    return _probe(frame, longest_px=min(max(PROBE_SIDE_PX, half_px), MOST_LOCAL_SIDE_PX))


def encode_probe(frame: Frame) -> Probe:
    """Encodes a frame as a JPEG whose longest side is at most 640 px, and no side below 15 px.

    The whole frame is sent, only smaller. The JPEG holds pixels only: it is made anew from them,
    so nothing of a file's metadata (place, device, preview) is left.

    Raises:
        ImageError: IMAGE_TOO_SMALL or IMAGE_TOO_LARGE where a side is not 15 to 8192 px;
            IMAGE_TOO_LARGE or BAD_IMAGE where no such JPEG can be made.
    """
    return _probe(frame, longest_px=PROBE_SIDE_PX)


def _probe(frame: Frame, *, longest_px: int) -> Probe:
    pixels = _scaled(frame.pixels, longest_px)
    jpeg = _jpeg(pixels)
    if len(jpeg) > MAX_PROBE_BYTES:
        raise ImageError(Reason.IMAGE_TOO_LARGE, f"{len(jpeg)} bytes as JPEG")
    return Probe(jpeg, width_px=int(pixels.shape[1]), height_px=int(pixels.shape[0]))


def _scaled(pixels: Pixels, longest_px: int) -> Pixels:
    height_px, width_px = pixels.shape[:2]
    shortest, longest = sorted((height_px, width_px))
    if shortest < MIN_SIDE_PX:
        raise ImageError(Reason.IMAGE_TOO_SMALL, f"{width_px} x {height_px} px")
    if longest > MAX_SIDE_PX:
        raise ImageError(Reason.IMAGE_TOO_LARGE, f"{width_px} x {height_px} px")
    factor = max(longest_px / longest, MIN_SIDE_PX / shortest)
    if factor >= 1:
        return pixels
    size = round(width_px * factor), round(height_px * factor)
    with codec_door():
        return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _jpeg(pixels: Pixels) -> bytes:
    with codec_door():
        is_done, encoded = cv2.imencode(".jpg", pixels, _JPEG_OPTIONS)
    if not is_done:
        raise ImageError(Reason.BAD_IMAGE, "OpenCV made no JPEG")
    return encoded.tobytes()
