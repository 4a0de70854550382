"""Sources that run by themselves: cameras and streams. They give no end, only silence."""

from typing import Final

from liveness_station.camera.capture import Capture, FrameMaker, describe_opened
from liveness_station.camera.timekeeping import Timekeeper
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.source_kinds import SourceKind

_MAX_FAILURES: Final = 15
_RETRY_S: Final = 0.04
"""Together 0.6 s: longer than a hiccup of the bus, short enough to say "lost" within 2 s."""

_SILENCE_S: Final = 1.0
"""What comes later than this is not believed, and nothing is waited for longer."""


class LiveSource:
    """A camera or stream whose first picture has been seen. Used by the thread that opened it."""

    def __init__(
        self,
        capture: Capture,
        first: Pixels,
        *,
        label: str,
        timekeeper: Timekeeper,
        kind: SourceKind = SourceKind.DEVICE,
    ) -> None:
        self._capture = capture
        self._first: tuple[Pixels, float] | None = (first, timekeeper.now_s())
        self._frames = FrameMaker(label, kind=kind)
        self._timekeeper = timekeeper
        self._is_closed = False
        self._description = describe_opened(label, first, capture.rate_fps)

    @property
    def description(self) -> str:
        """Name, size and rate in one line."""
        return self._description

    def read(self) -> Frame:
        """Waits for the next frame.

        Raises:
            CameraError: LOST after 15 empty reads or 1 s without a frame, UNREADABLE for a
                picture of another kind, ENDED once asked to stop.
        """
        if self._is_closed:
            raise CameraError(CameraTrouble.ENDED, "closed")
        self._timekeeper.check_stop()
        if self._first is not None:
            (pixels, captured_at_s), self._first = self._first, None
            return self._frames.make(pixels, captured_at_s)
        pixels = next_picture(self._capture, self._timekeeper, silence_s=_SILENCE_S)
        return self._frames.make(pixels, self._timekeeper.now_s())

    def close(self) -> None:
        """Releases the device; may be called twice."""
        self._is_closed = True
        self._first = None
        self._capture.close()


def next_picture(capture: Capture, timekeeper: Timekeeper, *, silence_s: float) -> Pixels:
    """Reads until a picture comes.

    A picture that comes too late is refused as well: when a stream falls silent, FFmpeg hands out
    at every time-out one of the pictures that its decoder had kept back, seconds old by then.

    Raises:
        CameraError: LOST after 15 empty reads or `silence_s` without a picture.
    """
    started_s = timekeeper.now_s()
    for _ in range(_MAX_FAILURES):
        pixels = capture.read()
        read_s = timekeeper.now_s()
        if read_s - started_s > silence_s:
            break
        if pixels is not None:
            return pixels
        timekeeper.wait_until(read_s + _RETRY_S)
    raise CameraError(CameraTrouble.LOST, f"no frame for {timekeeper.now_s() - started_s:.1f} s")
