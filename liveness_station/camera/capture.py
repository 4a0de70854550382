"""The door to cv2's capture: one handle, its errors translated, its answers not believed."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, cast

import cv2
import numpy as np

from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.source_kinds import SourceKind

_MJPG: Final = cv2.VideoWriter.fourcc(*"MJPG")


@contextmanager
def translated() -> Iterator[None]:
    """Turns cv2's errors into CameraError(UNREADABLE); its text stays in the cause alone."""
    try:
        yield
    except cv2.error as error:
        raise CameraError(CameraTrouble.UNREADABLE, "the capture library failed") from error


class Capture:
    """One handle of cv2's capture. Used by one thread."""

    def __init__(self, target: int | str, backend: int, parameters: Sequence[int] = ()) -> None:
        with translated():
            # Two calls, because the overloads take either a number or an address.
            if isinstance(target, int):
                self._handle = cv2.VideoCapture(target, backend, list(parameters))
            else:
                self._handle = cv2.VideoCapture(target, backend, list(parameters))
            self._is_undecoded = backend == cv2.CAP_V4L2 and self._keep_encoded()

    def _keep_encoded(self) -> bool:
        """Has JPEGs handed out as they came.

        Left to itself cv2 ignores that one could not be decoded to its end, and hands out a
        picture that is new above and the last one below.
        """
        is_jpeg = int(self._handle.get(cv2.CAP_PROP_FOURCC)) == _MJPG
        return is_jpeg and self._handle.set(cv2.CAP_PROP_CONVERT_RGB, 0)

    @property
    def has_opened(self) -> bool:
        """Tells whether opening worked. It stays true when the camera is pulled out."""
        with translated():
            return self._handle.isOpened()

    def read(self) -> Pixels | None:
        """Takes the next picture, in an array of its own, or None where none came."""
        with translated():
            # The stubs do not say that a failed read gives None.
            is_read, image = cast(tuple[bool, Pixels | None], self._handle.read())
        if not is_read or image is None or image.size == 0:
            return None
        if self._is_undecoded:
            return _decoded(image)
        if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
            raise CameraError(CameraTrouble.UNREADABLE, "not a colour picture of 8 bits")
        return np.ascontiguousarray(image)

    def skip(self) -> bool:
        """Passes over one picture without converting it; False where none came."""
        with translated():
            return self._handle.grab()

    def rewind(self) -> bool:
        """Goes back to a file's first picture; False where the format does not allow it."""
        with translated():
            return self._handle.set(cv2.CAP_PROP_POS_FRAMES, 0)

    @property
    def rate_fps(self) -> float:
        """The rate that the source claims, 0 where it claims none that can be."""
        with translated():
            rate_fps = self._handle.get(cv2.CAP_PROP_FPS)
        return rate_fps if math.isfinite(rate_fps) and 0 < rate_fps <= 240 else 0.0

    def value_of(self, control: int) -> float:
        """Returns a control's value as the camera tells it, 0 where it does not."""
        with translated():
            value = self._handle.get(control)
        return value if math.isfinite(value) else 0.0

    def change(self, control: int, value: float) -> bool:
        """Asks for another value of a control; True where the driver says that it took it."""
        with translated():
            return self._handle.set(control, value)

    def close(self) -> None:
        """Lets go of the device or file; may be called twice."""
        with translated():
            self._handle.release()


def _decoded(jpeg: Pixels) -> Pixels | None:
    """Returns a JPEG's picture, None for a torn one."""
    with translated():
        picture = cv2.imdecode(jpeg.reshape(-1), cv2.IMREAD_COLOR)
    return None if picture is None else np.asarray(picture, np.uint8)


class FrameMaker:
    """Makes the frames of one opened source: numbered, labelled, read-only."""

    def __init__(self, label: str, *, kind: SourceKind, is_demo: bool = False) -> None:
        self.label = label
        self._kind = kind
        self._is_demo = is_demo
        self._sequence = 0

    def make(
        self, pixels: Pixels, captured_at_s: float, trouble: CameraTrouble | None = None
    ) -> Frame:
        """Returns the next frame; the array is its own from now on."""
        frame = Frame(
            pixels,
            captured_at_s,
            self._sequence,
            self.label,
            self._is_demo,
            trouble,
            source_kind=self._kind,
        )
        self._sequence += 1
        return frame


def describe_opened(label: str, first: Pixels, rate_fps: float) -> str:
    """Returns name, size and rate in one line, of the picture that really came."""
    rate = f" at {rate_fps:.3g} fps" if rate_fps else ""
    return f"{label}, {first.shape[1]}x{first.shape[0]}{rate}"
