"""What is kept of a desk's light: today's minutes, the hours of the last days, how it was set up.

Values only, and bounded. Cameras are known by a digest; nothing tells who sat before them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from liveness_station.domain.lighting import HourCell, LightPoint, forget_old, summarise

MOST_CAMERAS: Final = 4
MOST_POINTS: Final = 1440
_DIGEST_LETTERS: Final = 16


def camera_digest(identity: str) -> str:
    """Returns by what a camera is known here: of its identity no word can be read back."""
    return hashlib.sha256(identity.encode("utf-8", "backslashreplace")).hexdigest()[
        :_DIGEST_LETTERS
    ]


@dataclass(frozen=True, slots=True)
class CameraLight:
    """One camera: the hours of earlier days, the oldest first, and the minutes of its last day."""

    cells: tuple[HourCell, ...] = ()
    points: tuple[LightPoint, ...] = ()

    def begin(self, day: date) -> "CameraLight":
        """Makes hours of the minutes of an earlier day, and forgets what is too old."""
        if not self.points or self.points[-1].at.date() == day:
            return self
        return CameraLight(forget_old((*self.cells, *summarise(self.points)), day=day))

    def add(self, point: LightPoint) -> "CameraLight":
        """Takes the next minute."""
        begun = self.begin(point.at.date())
        return replace(begun, points=(*begun.points, point)[-MOST_POINTS:])


@dataclass(frozen=True, slots=True)
class SetupResult:
    """How the desk was set up last.

    Attributes:
        at: when, with a time zone.
        camera: the digest of the camera that was set up.
        problem: the code of what was wrong; "" where all was well.
        measures: numbers by their names, as they were then.
    """

    at: datetime
    camera: str
    problem: str = ""
    measures: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_green(self) -> bool:
        """Tells whether the desk was fit for work."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class LightMemory:
    """All that is kept, by camera; the one that was used last stands last."""

    cameras: Mapping[str, CameraLight] = field(default_factory=dict)
    setup: SetupResult | None = None

    def of(self, camera: str, *, day: date) -> CameraLight:
        """Returns what is known of a camera on a day."""
        return self.cameras.get(camera, CameraLight()).begin(day)

    def add(self, camera: str, point: LightPoint) -> "LightMemory":
        """Takes the next minute of a camera; the one that was not used longest is forgotten."""
        others = {name: known for name, known in self.cameras.items() if name != camera}
        kept = dict(list(others.items())[-(MOST_CAMERAS - 1) :])
        known = self.cameras.get(camera, CameraLight())
        return replace(self, cameras={**kept, camera: known.add(point)})

    def forget(self, camera: str, *, day: date) -> "LightMemory":
        """Forgets what was usual at a camera before a day, as when its light is meant to stay."""
        known = self.of(camera, day=day)
        return replace(self, cameras={**self.cameras, camera: replace(known, cells=())})

    def set_up(self, result: SetupResult) -> "LightMemory":
        """Keeps how the desk was set up."""
        return replace(self, setup=result)
