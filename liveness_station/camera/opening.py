"""One door for every source: what a spec means is opened here."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, assert_never

from liveness_station.camera.cameras import Wish, open_camera
from liveness_station.camera.demo import DemoSource
from liveness_station.camera.files import StillSource, VideoFileSource, read_picture
from liveness_station.camera.opening_times import OpeningTimes
from liveness_station.camera.specs import (
    DemoSpec,
    DeviceSpec,
    ImageFileSpec,
    SourceSpec,
    StreamSpec,
    VideoFileSpec,
    describe,
)
from liveness_station.camera.streams import open_stream
from liveness_station.camera.timekeeping import Timekeeper
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import FrameSource

DEFAULT_WISH: Final = Wish()


def never() -> bool:
    """Is the wish to stop of a source that is only ever closed."""
    return False


def open_source(
    spec: SourceSpec,
    *,
    decode: Callable[[bytes], Pixels],
    portrait: Path,
    clock: Callable[[], float] = waking_clock_s,
    should_stop: Callable[[], bool] = never,
    wish: Wish = DEFAULT_WISH,
    is_looping: bool = False,
    times: OpeningTimes | None = None,
) -> FrameSource:
    """Opens a source and makes sure that it gives pictures.

    Blocks for up to some seconds, so it belongs on the camera thread. A camera or stream may hold
    longer than `should_stop` asks for: cv2's own calls cannot be interrupted.

    Args:
        spec: what to open.
        decode: makes BGR pixels of a picture file's bytes; may raise ImageError.
        portrait: the picture file of the demonstration source.
        clock: time in seconds that goes on while the machine sleeps, for
            `Frame.captured_at_s` and for pacing.
        should_stop: looked at between reads and every 40 ms of waiting; once true, the source
            raises CameraError(ENDED).
        wish: size and rate to ask a camera for.
        is_looping: plays a video file again from its start instead of raising ENDED.
        times: how long each camera took to its first picture; decides how it is opened.

    Raises:
        CameraError: NOT_FOUND, NO_FILE, BUSY, DENIED, TIMEOUT, UNREADABLE, or ENDED once asked
            to stop.
    """
    timekeeper = Timekeeper(clock, should_stop)
    label = describe(spec)
    match spec:
        case DeviceSpec():
            return open_camera(spec, wish, timekeeper=timekeeper, times=times)
        case VideoFileSpec(path=path):
            return VideoFileSource(path, label=label, timekeeper=timekeeper, is_looping=is_looping)
        case ImageFileSpec(path=path):
            return StillSource(read_picture(path, decode), label=label, timekeeper=timekeeper)
        case StreamSpec(url=url):
            return open_stream(url, label=label, timekeeper=timekeeper)
        case DemoSpec():
            return DemoSource(read_picture(portrait, decode), timekeeper=timekeeper)
        case _:
            assert_never(spec)
