"""Streams over the network: MJPEG over HTTP, and RTSP."""

import socket
from typing import Final
from urllib.parse import urlsplit

import cv2

from liveness_station.camera.capture import Capture
from liveness_station.camera.live import LiveSource, next_picture
from liveness_station.camera.timekeeping import Timekeeper
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Pixels
from liveness_station.domain.source_kinds import SourceKind

_OPEN_TIMEOUT_S: Final = 3.0
_READ_TIMEOUT_S: Final = 2.0
_PROBE_TIMEOUT_S: Final = 1.0
_DRAIN_S: Final = 1.0
_DEFAULT_RATE_FPS: Final = 25.0
_PORTS: Final = {"http": 80, "https": 443, "rtsp": 554, "rtsps": 322}

_PARAMETERS: Final = (
    cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
    int(_OPEN_TIMEOUT_S * 1000),
    cv2.CAP_PROP_READ_TIMEOUT_MSEC,
    int(_READ_TIMEOUT_S * 1000),
    # Several threads decode several pictures at once and give each one out that much later.
    cv2.CAP_PROP_N_THREADS,
    1,
)


def open_stream(url: str, *, label: str, timekeeper: Timekeeper) -> LiveSource:
    """Opens an address and waits for its first picture.

    Raises:
        CameraError: NOT_FOUND where nobody answers there, TIMEOUT where an answer is late,
            UNREADABLE where what answers gives no video.
    """
    timekeeper.check_stop()
    started_s = timekeeper.now_s()
    capture = Capture(url, cv2.CAP_FFMPEG, _PARAMETERS)
    try:
        if not capture.has_opened:
            raise CameraError(_trouble(url, timekeeper.now_s() - started_s), label)
        first = _first_picture(capture, timekeeper)
        return LiveSource(
            capture, first, label=label, timekeeper=timekeeper, kind=SourceKind.STREAM
        )
    except CameraError:
        capture.close()
        raise


def _first_picture(capture: Capture, timekeeper: Timekeeper) -> Pixels:
    try:
        _drain(capture, timekeeper)
        return next_picture(capture, timekeeper, silence_s=_READ_TIMEOUT_S)
    except CameraError as error:
        if error.trouble is CameraTrouble.LOST:
            raise CameraError(CameraTrouble.TIMEOUT, "no first frame") from error
        raise


def _drain(capture: Capture, timekeeper: Timekeeper) -> None:
    """Passes over the pictures that piled up before opening was done.

    They are old, and would be shown late for as long as the stream runs. What has piled up comes
    at once; two pictures in a row that had to be waited for are present ones.
    """
    patience_s = 0.5 / (capture.rate_fps or _DEFAULT_RATE_FPS)
    end_s = timekeeper.now_s() + _DRAIN_S
    waited = 0
    while waited < 2 and (asked_s := timekeeper.now_s()) < end_s:
        timekeeper.check_stop()
        if not capture.skip():
            return
        waited = waited + 1 if timekeeper.now_s() - asked_s > patience_s else 0


def _trouble(url: str, elapsed_s: float) -> CameraTrouble:
    """Tells why an address did not open, by knocking at its door once more: cv2 does not say."""
    if elapsed_s >= _OPEN_TIMEOUT_S:
        return CameraTrouble.TIMEOUT
    parts = urlsplit(url)
    address = (parts.hostname or "", parts.port or _PORTS[parts.scheme])
    try:
        with socket.create_connection(address, timeout=_PROBE_TIMEOUT_S):
            return CameraTrouble.UNREADABLE
    except TimeoutError:
        return CameraTrouble.TIMEOUT
    # UnicodeError: a host name that cannot be one.
    except (OSError, UnicodeError):
        return CameraTrouble.NOT_FOUND
