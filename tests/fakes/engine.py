"""Fake on-device models and a fake decoder, for tests of what stands around them."""

import threading
from dataclasses import dataclass, field

import numpy as np

from liveness_station.domain.assessments import Assessment
from liveness_station.domain.errors import ImageError
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.verdicts import Reason

FACE = Face(10.0, 10.0, 40.0, 50.0, 0.9)
PICTURE = b"PIC: the fake decoder takes everything that begins like this"
_REFUSED = {
    b"SMALL": Reason.IMAGE_TOO_SMALL,
    b"LARGE": Reason.IMAGE_TOO_LARGE,
}


def scored(score: float, *risk_reasons: str) -> Assessment:
    """Returns the assessment of a picture with one face."""
    return Assessment((FACE,), score, tuple(risk_reasons))


@dataclass(slots=True)
class FakeEngine:
    """Says what it is told to. With `hold` it waits for that event, and counts who waits."""

    assessment: Assessment = field(default_factory=lambda: scored(0.93))
    error: Exception | None = None
    hold: threading.Event | None = None
    name: str = "fake-engine/1 made-up-model/2"
    pictures: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def assess(self, pixels: Pixels) -> Assessment:
        assert pixels.ndim == 3
        with self._lock:
            self.pictures += 1
        if self.hold is not None:
            assert self.hold.wait(30)
        if self.error is not None:
            raise self.error
        return self.assessment


def fake_decode(image: bytes) -> Pixels:
    """Makes a grey picture of everything that begins with PIC; SMALL and LARGE are those."""
    if image.startswith(b"PIC"):
        return np.full((64, 64, 3), 128, dtype=np.uint8)
    raise ImageError(_REFUSED.get(image[:5], Reason.BAD_IMAGE), "fake")
