"""What of a camera's controls is asked: when it is calibrated, and each time that it is probed."""

from dataclasses import dataclass

from liveness_station.camera import exposure, white_balance
from liveness_station.camera.capture import Capture
from liveness_station.camera.devices import Device
from liveness_station.camera.exposure import Controls
from liveness_station.domain.errors import CameraError
from liveness_station.domain.signals import Signal

_AFTERWARDS_READS = 6
"""So long a camera needs to be again as it was; these pictures are shown to nobody."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How a camera answered when it was calibrated.

    Attributes:
        exposure: by what part of its brightness it got darker; None where it did not follow.
        white: how far its colours followed; likewise.
    """

    exposure: float | None = None
    white: float | None = None

    @property
    def are_none(self) -> bool:
        """Tells whether the camera follows nothing, so that it is never asked."""
        return self.exposure is None and self.white is None


def calibrate_device(device: Device) -> Answers:
    """Opens a camera and returns how it answers; nothing where it does not open."""
    route = device.routes[0]
    try:
        capture = Capture(route.index, route.backend)
        try:
            return Answers(exposure.calibrate(capture), white_balance.calibrate(capture))
        finally:
            capture.close()
    except CameraError:
        return Answers()


def probe_all(controls: Controls, expected: Answers) -> tuple[Signal, ...]:
    """Returns the evidence of one step of everything that the camera was seen to follow."""
    found = []
    if expected.exposure is not None:
        found.append(exposure.probe(controls, expected.exposure))
    if expected.white is not None:
        found.append(white_balance.probe(controls, expected.white))
    for _ in range(_AFTERWARDS_READS if found else 0):
        controls.read()
    return tuple(found)
