"""Who measures the gates, without a model: says what it is told to."""

import threading
from dataclasses import dataclass, field

from liveness_station.domain.errors import EngineError
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame
from liveness_station.domain.gates import Component, Gate, Look, measure
from liveness_station.domain.verdicts import Reason

FACE = Face(200, 100, 150, 190, 0.9)
_BAD = {
    Gate.TOO_DARK: (Component.LUMINANCE, 12.0),
    Gate.SEVERAL_FACES: (Component.SINGLE_FACE, 0.7),
    Gate.TOO_FAR: (Component.HEAD_SIZE, 61.0),
}


@dataclass(slots=True)
class FakeKeeper:
    """Finds a face in every frame unless told otherwise.

    Attributes:
        gate: what is wrong from now on; None: nothing.
        stretch: whose face it is.
        is_broken: True makes every look fail.
        looks: how many there were, and the times of their frames.
        threads: on which threads.
    """

    gate: Gate | None = None
    stretch: int = 0
    is_broken: bool = False
    looks: list[float] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)

    def look(self, frame: Frame) -> Look:
        self.looks.append(frame.captured_at_s)
        self.threads.add(threading.current_thread().name)
        if self.is_broken:
            raise EngineError(Reason.ENGINE_DOWN, "model broken")
        values = {Component.FACE_FOUND: 1.0, Component.LUMINANCE: 120.0, Component.YAW: -3.25}
        if self.gate is Gate.NO_FACE:
            values = {Component.FACE_FOUND: 0.0}
        elif self.gate is not None:
            component, value = _BAD[self.gate]
            values[component] = value
        return Look(
            frame.captured_at_s,
            None if self.gate is Gate.NO_FACE else FACE,
            frame.width_px,
            frame.height_px,
            tuple(measure(component, value) for component, value in values.items()),
            stretch=self.stretch,
        )
