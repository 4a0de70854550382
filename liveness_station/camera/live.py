"""Sources that run by themselves: cameras and streams. They give no end, only silence."""

from collections import deque
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

_LOSS_WINDOW_S: Final = 2.0
_MAX_LOSS: Final = 0.3
_MIN_READS: Final = 8


class Losses:
    """Counts the reads of the last two seconds that brought no picture, such as a torn one."""

    def __init__(self) -> None:
        self._reads: deque[tuple[float, bool]] = deque()

    def take(self, now_s: float, *, is_lost: bool) -> None:
        """Notes one read."""
        self._reads.append((now_s, is_lost))
        while self._reads[0][0] < now_s - _LOSS_WINDOW_S:
            self._reads.popleft()

    @property
    def are_many(self) -> bool:
        """Tells whether more than three in ten were lost."""
        lost = sum(is_lost for _, is_lost in self._reads)
        return len(self._reads) >= _MIN_READS and lost > _MAX_LOSS * len(self._reads)


class Controls:
    """A camera's controls. Each of its reads is a sign of life, and ends where a stop is asked."""

    def __init__(self, capture: Capture, timekeeper: Timekeeper) -> None:
        self._capture = capture
        self._timekeeper = timekeeper

    def read(self) -> Pixels | None:
        """Takes the next picture, None where none came.

        Raises:
            CameraError: ENDED once asked to stop.
        """
        self._timekeeper.check_stop()
        return self._capture.read()

    def value_of(self, control: int) -> float:
        """Returns a control's value."""
        return self._capture.value_of(control)

    def change(self, control: int, value: float) -> bool:
        """Asks for another value."""
        return self._capture.change(control, value)


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
        self._losses = Losses()
        self._shape = first.shape
        self._description = describe_opened(label, first, capture.rate_fps)

    @property
    def description(self) -> str:
        """Name, size and rate in one line; changes with the size of the pictures."""
        return self._description

    @property
    def controls(self) -> "Controls":
        """What it reads from, for whoever asks the camera for an answer between two reads."""
        return Controls(self._capture, self._timekeeper)

    def read(self) -> Frame:
        """Waits for the next frame; it is marked GARBLED while many are lost on the way.

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
        pixels = next_picture(
            self._capture, self._timekeeper, silence_s=_SILENCE_S, losses=self._losses
        )
        if pixels.shape != self._shape:
            self._shape = pixels.shape
            self._description = describe_opened(self._frames.label, pixels, self._capture.rate_fps)
        trouble = CameraTrouble.GARBLED if self._losses.are_many else None
        return self._frames.make(pixels, self._timekeeper.now_s(), trouble)

    def close(self) -> None:
        """Releases the device; may be called twice."""
        self._is_closed = True
        self._first = None
        self._capture.close()


def next_picture(
    capture: Capture, timekeeper: Timekeeper, *, silence_s: float, losses: Losses | None = None
) -> Pixels:
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
        if losses is not None:
            losses.take(read_s, is_lost=pixels is None)
        if read_s - started_s > silence_s:
            break
        if pixels is not None:
            return pixels
        timekeeper.wait_until(read_s + _RETRY_S)
    raise CameraError(CameraTrouble.LOST, f"no frame for {timekeeper.now_s() - started_s:.1f} s")
