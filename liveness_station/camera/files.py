"""Sources that are files: a video at its own rate, a picture as a still."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import cv2

from liveness_station.camera.capture import Capture, FrameMaker, describe_opened
from liveness_station.camera.timekeeping import Pacer, Timekeeper
from liveness_station.domain.errors import CameraError, CameraTrouble, ImageError
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.source_kinds import SourceKind

_DEFAULT_RATE_FPS: Final = 25.0
_STILL_RATE_FPS: Final = 10.0
_MAX_FILE_BYTES: Final = 64 * 1024 * 1024
"""A picture larger than this is not read into memory."""


class VideoFileSource:
    """A video file, paced in real time, every frame once. Used by the thread that opened it."""

    def __init__(self, path: Path, *, label: str, timekeeper: Timekeeper, is_looping: bool) -> None:
        # FFmpeg is named so that a name like `still_01.jpg` is not taken for a series of pictures;
        # an absolute path cannot be taken for one of its protocols.
        self._target = str(_checked(path))
        self._is_looping = is_looping
        self._frames = FrameMaker(label, kind=SourceKind.FILE)
        self._capture = Capture(self._target, cv2.CAP_FFMPEG)
        self._next = self._capture.read() if self._capture.has_opened else None
        if self._next is None:
            self._capture.close()
            raise CameraError(CameraTrouble.UNREADABLE, "not a video, or of an unknown format")
        rate_fps = self._capture.rate_fps or _DEFAULT_RATE_FPS
        self._pacer = Pacer(timekeeper, rate_fps)
        self._timekeeper = timekeeper
        self._description = describe_opened(label, self._next, rate_fps)

    @property
    def description(self) -> str:
        """Name, size and rate in one line."""
        return self._description

    def read(self) -> Frame:
        """Waits until the next frame is due and returns it.

        Raises:
            CameraError: ENDED after the last frame, or once asked to stop.
        """
        if self._next is None:
            raise CameraError(CameraTrouble.ENDED, "end of file")
        self._pacer.wait()
        frame = self._frames.make(self._next, self._timekeeper.now_s())
        # Decoding ahead keeps the wait for the next frame a wait for its due time alone.
        self._next = self._decode()
        return frame

    def close(self) -> None:
        """Lets go of the file; may be called twice."""
        self._next = None
        self._capture.close()

    def _decode(self) -> Pixels | None:
        pixels = self._capture.read()
        if pixels is None and self._is_looping:
            if not self._capture.rewind():
                self._reopen()
            pixels = self._capture.read()
        return pixels

    def _reopen(self) -> None:
        self._capture.close()
        self._capture = Capture(self._target, cv2.CAP_FFMPEG)


class StillSource:
    """One picture, shown ten times a second. Used by the thread that opened it."""

    def __init__(self, pixels: Pixels, *, label: str, timekeeper: Timekeeper) -> None:
        self._pixels: Pixels | None = pixels
        self._frames = FrameMaker(label, kind=SourceKind.FILE)
        self._timekeeper = timekeeper
        self._pacer = Pacer(timekeeper, _STILL_RATE_FPS)
        self._description = describe_opened(label, pixels, _STILL_RATE_FPS)

    @property
    def description(self) -> str:
        """Name, size and rate in one line."""
        return self._description

    def read(self) -> Frame:
        """Waits a tenth of a second and returns the picture with a fresh time.

        Raises:
            CameraError: ENDED once asked to stop.
        """
        if self._pixels is None:
            raise CameraError(CameraTrouble.ENDED, "closed")
        self._pacer.wait()
        return self._frames.make(self._pixels.copy(), self._timekeeper.now_s())

    def close(self) -> None:
        """Lets go of the picture; may be called twice."""
        self._pixels = None


def read_picture(path: Path, decode: Callable[[bytes], Pixels]) -> Pixels:
    """Reads and decodes a picture file; Python opens it, whatever letters its path has.

    Raises:
        CameraError: NO_FILE, DENIED or UNREADABLE.
    """
    _checked(path)
    try:
        if path.stat().st_size > _MAX_FILE_BYTES:
            raise CameraError(CameraTrouble.UNREADABLE, "the file is too large")
        return decode(path.read_bytes())
    except OSError as error:
        raise CameraError(CameraTrouble.UNREADABLE, "the file cannot be read") from error
    except ImageError as error:
        raise CameraError(CameraTrouble.UNREADABLE, error.detail or error.reason.value) from error


def _checked(path: Path) -> Path:
    """Returns the absolute path of a file that can be opened, which cv2 would not tell."""
    try:
        resolved = path.resolve(strict=True)
        if not resolved.is_file():
            raise CameraError(CameraTrouble.UNREADABLE, "not a file")
        with resolved.open("rb"):
            return resolved
    except FileNotFoundError as error:
        raise CameraError(CameraTrouble.NO_FILE, "no such file") from error
    except PermissionError as error:
        raise CameraError(CameraTrouble.DENIED, "the file may not be read") from error
    except (OSError, ValueError) as error:
        raise CameraError(CameraTrouble.UNREADABLE, "the file cannot be opened") from error
