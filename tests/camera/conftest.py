"""Real files and a way to open them, as the app would."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol, cast

from liveness_station.camera import environment

# cv2 reads these once, when it is imported.
environment.prepare(os.environ)

import cv2  # noqa: E402 - after its environment, as the program itself does
import numpy as np  # noqa: E402
import pytest  # noqa: E402

from liveness_station.camera.opening import open_source  # noqa: E402
from liveness_station.camera.opening_times import OpeningTimes  # noqa: E402
from liveness_station.camera.specs import SourceSpec  # noqa: E402
from liveness_station.domain.errors import ImageError  # noqa: E402
from liveness_station.domain.frames import Pixels  # noqa: E402
from liveness_station.domain.ports import FrameSource  # noqa: E402
from liveness_station.domain.verdicts import Reason  # noqa: E402
from tests.fakes.mjpeg import MjpegServer  # noqa: E402

PORTRAIT = Path(__file__).resolve().parents[2] / "resources" / "demo" / "astronaut.png"

VIDEO_RATE_FPS = 20.0
VIDEO_LENGTH = 12
SHADE_STEP = 20


class OpenSource(Protocol):
    def __call__(
        self,
        spec: SourceSpec,
        *,
        should_stop: Callable[[], bool] = ...,
        clock: Callable[[], float] = ...,
        is_looping: bool = ...,
        times: OpeningTimes | None = ...,
    ) -> FrameSource: ...


def decode(data: bytes) -> Pixels:
    """Stands for the imaging room."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    if pixels is None:
        raise ImageError(Reason.BAD_IMAGE, "undecodable")
    return cast(Pixels, pixels)


@pytest.fixture
def open_it() -> OpenSource:
    """`open_source` with the decoder and the portrait already given."""
    return partial(open_source, decode=decode, portrait=PORTRAIT)


@pytest.fixture(scope="session")
def video_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve frames at 20 a second, each a shade of grey 20 lighter than the one before."""
    path = tmp_path_factory.mktemp("video") / "shades.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), VIDEO_RATE_FPS, (160, 120))
    for number in range(VIDEO_LENGTH):
        writer.write(np.full((120, 160, 3), number * SHADE_STEP, np.uint8))
    writer.release()
    return path


@pytest.fixture
def mjpeg() -> Iterator[MjpegServer]:
    with MjpegServer() as server:
        yield server
