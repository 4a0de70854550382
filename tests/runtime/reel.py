"""A box that plays frames as fast as they are asked for, in a time of their own."""

from collections.abc import Iterable, Iterator

from liveness_station.domain.frames import Frame
from liveness_station.runtime.frame_tap import FrameBox
from tests.fakes.camera import picture

STEP_S = 1 / 15


def frames_of(
    count: int,
    *,
    start_s: float = 100.0,
    first: int = 0,
    step_s: float = STEP_S,
    label: str = "cam",
) -> Iterator[Frame]:
    """Frames of one source, one after the other."""
    for number in range(count):
        pixels = picture(width_px=16, height_px=16)
        yield Frame(pixels, start_s + number * step_s, first + number, label)


class Reel(FrameBox):
    """Never waits; at its end no frame comes any more."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        super().__init__()
        self._frames = iter(frames)

    def take(self, timeout_s: float) -> Frame | None:  # noqa: ARG002 - as the box it stands for
        return next(self._frames, None)
