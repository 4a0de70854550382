"""What of a camera's controls is asked: when it is calibrated, and each time that it is probed."""

from collections.abc import Callable
from dataclasses import dataclass

from liveness_station.camera import exposure, white_balance
from liveness_station.camera.capture import Capture
from liveness_station.camera.devices import Device
from liveness_station.camera.exposure import Controls
from liveness_station.camera.opening import never
from liveness_station.domain.errors import CameraError
from liveness_station.domain.frames import Pixels
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


class _GaveWayError(Exception):
    """Somebody is to be checked: the camera is needed for that."""


class _Yielding:
    """Controls that stop being read once somebody else needs the camera."""

    def __init__(self, controls: Controls, should_yield: Callable[[], bool]) -> None:
        self._controls = controls
        self._should_yield = should_yield

    def read(self) -> Pixels | None:
        if self._should_yield():
            raise _GaveWayError
        return self._controls.read()

    def value_of(self, control: int) -> float:
        return self._controls.value_of(control)

    def change(self, control: int, value: float) -> bool:
        return self._controls.change(control, value)


def probe_all(
    controls: Controls, expected: Answers, should_yield: Callable[[], bool] = never
) -> tuple[Signal, ...] | None:
    """Returns the evidence of one step of everything that the camera was seen to follow.

    Args:
        controls: of the opened camera.
        expected: how it answered when it was calibrated.
        should_yield: looked at before each picture; once true, all is put back and nothing told.

    Returns:
        The evidence; None where it gave way.
    """
    if expected.are_none:
        return ()
    asked = _Yielding(controls, should_yield)
    found: list[Signal] = []
    has_given_way = False
    try:
        if expected.exposure is not None:
            found.append(exposure.probe(asked, expected.exposure))
        if expected.white is not None:
            found.append(white_balance.probe(asked, expected.white))
    except _GaveWayError:
        has_given_way = True
    for _ in range(_AFTERWARDS_READS):
        controls.read()
    return None if has_given_way else tuple(found)
