"""What the gates cost: processor time of 15 looks a second on 720p, beside the preview alone.

Run it as `python -m benchmarks.gates`. Process time, so that what else runs on the machine does not
count; the two are measured in turn, and the median of their differences is what is told.
"""

import resource
import sys
import time
from statistics import median
from typing import Final

import cv2
import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from liveness_station.app.guidance import Eyes, GateKeeperMaker
from liveness_station.app.paths import find_places
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.steadying import Steady
from liveness_station.ui.pictures import image_of

WIDTH_PX, HEIGHT_PX = 1280, 720
RATE_FPS: Final = 30
LOOKS_A_SECOND: Final = 15
SECONDS: Final = 4
ROUNDS: Final = 5


def scenes() -> dict[str, Pixels]:
    """Returns a subject who sits well, and an empty chair, at 720p."""
    from skimage.data import astronaut

    portrait = np.asarray(astronaut()[..., ::-1], np.uint8)  # type: ignore[no-untyped-call]  # of the tests
    large = cv2.resize(portrait, (1440, 1440))[0:HEIGHT_PX, 80 : 80 + WIDTH_PX]
    return {
        "a face": np.ascontiguousarray(large),
        "nobody": np.full((HEIGHT_PX, WIDTH_PX, 3), 120, np.uint8),
    }


def frames_of(pixels: Pixels, start: int) -> list[Frame]:
    """Returns one second of frames that differ a little."""
    shifted = [np.ascontiguousarray(np.roll(pixels, number % 3, axis=1)) for number in range(3)]
    return [
        Frame(shifted[number % 3], (start + number) / RATE_FPS, start + number, "benchmark")
        for number in range(RATE_FPS)
    ]


def paint(frames: list[Frame], screen: QImage) -> float:
    """Returns the process time of painting them as the preview does, in seconds."""
    begun_s = time.process_time()
    for frame in frames:
        painter = QPainter(screen)
        painter.translate(screen.width(), 0)
        painter.scale(-1, 1)
        painter.drawImage(QRectF(0, 0, screen.width(), screen.height()), image_of(frame))
        painter.end()
    return time.process_time() - begun_s


def look(frames: list[Frame], keeper: object, steady: Steady) -> tuple[float, Steady]:
    """Returns the process time of looking at every second one."""
    begun_s = time.process_time()
    for frame in frames[:: RATE_FPS // LOOKS_A_SECOND]:
        steady = steady.advance(keeper.look(frame))  # type: ignore[attr-defined]  # a Keeper
    return time.process_time() - begun_s, steady


def main() -> int:
    """Prints the shares of one core."""
    before_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    eyes = Eyes(find_places(None).models)
    makers = GateKeeperMaker(eyes)
    makers()
    cv2.setNumThreads(1)
    screen = QImage(704, 396, QImage.Format.Format_RGB32)
    for name, pixels in scenes().items():
        keeper, steady = makers(), Steady()
        paints, looks = [], []
        for number in range(ROUNDS * SECONDS):
            frames = frames_of(pixels, number * RATE_FPS)
            paints.append(paint(frames, screen))
            spent_s, steady = look(frames, keeper, steady)
            looks.append(spent_s)
        per_look_ms = median(looks) / LOOKS_A_SECOND * 1000
        print(
            f"{name}: gates {median(looks):.1%} of one core at {LOOKS_A_SECOND} Hz "
            f"({per_look_ms:.1f} ms a look), painting alone {median(paints):.1%}; "
            f"as fast as it can {1000 / per_look_ms:.0f} Hz; hint {steady.hint}"
        )
    after_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most {after_mib:.0f} MiB, {before_mib:.0f} before the models")
    return 0


if __name__ == "__main__":
    sys.exit(main())
