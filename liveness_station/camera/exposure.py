"""Asks a camera to expose for a moment less, and looks whether its pictures get darker.

A program that plays pictures does not know the wish, or does not follow it. Many real cameras do
not either; therefore only one that was seen to obey, when it was calibrated, is ever asked.
"""

from typing import TYPE_CHECKING, Final, Protocol

import cv2
import numpy as np

from liveness_station.domain.frames import Pixels
from liveness_station.domain.signals import Signal

if TYPE_CHECKING:
    import numpy.typing as npt

OBEYS: Final = 0.15
"""By so much of its brightness the picture must get darker for a camera to be probed at all."""
LEAST_SHARE: Final = 0.4
"""Of the calibrated answer; the light, and who stands in it, are not the same every day."""

_SETTLE_READS: Final = 4
_MEASURED_READS: Final = 2
_STEP_PX: Final = 8
_DARKEST: Final = 20.0
_BRIGHTEST: Final = 200.0
"""In a darker or brighter scene nothing can be told."""

_MANUAL: Final = 1.0
_AUTOMATIC: Final = 3.0
"""Of V4L2's menu; DirectShow takes them for what they mean likewise."""


class Controls(Protocol):
    """An opened camera whose controls can be changed."""

    def read(self) -> Pixels | None:
        """Takes the next picture, None where none came."""

    def value_of(self, control: int) -> float:
        """Returns a control's value."""

    def change(self, control: int, value: float) -> bool:
        """Asks for another value."""


def calibrate(controls: Controls) -> float | None:
    """Returns by what part of its brightness the picture gets darker, None if not twice alike."""
    responses = [respond(controls) for _ in range(2)]
    if any(response is None or response < OBEYS for response in responses):
        return None
    return min(response for response in responses if response is not None)


def probe(controls: Controls, expected: float) -> Signal:
    """Returns the evidence of one step: how much of the calibrated answer came.

    A scene that is too dark to tell, or no picture, is no evidence against a camera.
    """
    response = respond(controls)
    share = 1.0 if response is None else max(response, 0.0) / expected
    return Signal("exposure_step", round(share, 3), LEAST_SHARE, is_against=share < LEAST_SHARE)


def respond(controls: Controls) -> float | None:
    """Halves the exposure, looks, and puts it back; None where nothing can be told."""
    automatic = controls.value_of(cv2.CAP_PROP_AUTO_EXPOSURE)
    controls.change(cv2.CAP_PROP_AUTO_EXPOSURE, _MANUAL)
    exposure = controls.value_of(cv2.CAP_PROP_EXPOSURE)
    try:
        # Only now: by itself many a camera exposes for another time than its control says.
        before = _brightness(controls)
        if before is None or not _DARKEST <= before <= _BRIGHTEST:
            return None
        controls.change(cv2.CAP_PROP_EXPOSURE, _half(exposure))
        after = _brightness(controls)
    finally:
        controls.change(cv2.CAP_PROP_EXPOSURE, exposure)
        # 0 is a camera's automatic as well as what is told of a control that does not answer.
        is_back = controls.change(cv2.CAP_PROP_AUTO_EXPOSURE, automatic)
        if not is_back:
            controls.change(cv2.CAP_PROP_AUTO_EXPOSURE, _AUTOMATIC)
    return None if after is None else (before - after) / before


def _half(exposure: float) -> float:
    """Linux counts in tenths of a millisecond, Windows in powers of two of a second."""
    return exposure / 2 if exposure > 0 else exposure - 1


def settled(controls: Controls) -> "npt.NDArray[np.float64] | None":
    """Returns the means of blue, green and red once a change has reached the sensor.

    None where no picture came.
    """
    for _ in range(_SETTLE_READS):
        controls.read()
    pictures = [controls.read() for _ in range(_MEASURED_READS)]
    means = [
        picture[::_STEP_PX, ::_STEP_PX].mean(axis=(0, 1), dtype=np.float64)
        for picture in pictures
        if picture is not None
    ]
    return np.asarray(np.mean(means, axis=0), np.float64) if means else None


def _brightness(controls: Controls) -> float | None:
    means = settled(controls)
    return None if means is None else float(means.mean())
