"""Asks a camera to take its light for warmer or colder, and looks whether its colours follow.

The counterpart of the step of exposure, for cameras that obey this wish and not that one. Here as
there only a camera that was seen to obey, when it was calibrated, is ever asked.
"""

import math
from typing import Final

import cv2

from liveness_station.camera.exposure import LEAST_SHARE, Controls, settled
from liveness_station.domain.signals import Signal

OBEYS: Final = 0.08
"""So much must the logarithm of red to blue change for a camera to be asked at all."""

_STEP: Final = 1.5
_MIDDLE_K: Final = 4500.0
"""A warmer balance is made colder and the other way round, so that the step stays in the range."""

_DARKEST: Final = 20.0
_MANUAL: Final = 0.0
_AUTOMATIC: Final = 1.0


def calibrate(controls: Controls) -> float | None:
    """Returns by how much the colours follow, None if they do not twice alike.

    Nor is a camera asked that does not tell whether its balance is automatic: nobody could put back
    what was there.
    """
    if not _tells_automatic(controls):
        return None
    responses = [respond(controls) for _ in range(2)]
    if any(response is None or response < OBEYS for response in responses):
        return None
    return min(response for response in responses if response is not None)


def _tells_automatic(controls: Controls) -> bool:
    was = controls.value_of(cv2.CAP_PROP_AUTO_WB)
    other = _AUTOMATIC if was == _MANUAL else _MANUAL
    controls.change(cv2.CAP_PROP_AUTO_WB, other)
    is_told = controls.value_of(cv2.CAP_PROP_AUTO_WB) == other
    # Where it is not known what was, most cameras come with their automatic on.
    controls.change(cv2.CAP_PROP_AUTO_WB, was if is_told else _AUTOMATIC)
    return is_told


def probe(controls: Controls, expected: float) -> Signal:
    """Returns the evidence of one step: how much of the calibrated answer came.

    Where nothing can be told it is no evidence against a camera.
    """
    response = respond(controls)
    share = 1.0 if response is None else max(response, 0.0) / expected
    return Signal("white_step", round(share, 3), LEAST_SHARE, is_against=share < LEAST_SHARE)


def respond(controls: Controls) -> float | None:
    """Changes the balance, looks, and puts it back; None where nothing can be told.

    Returns:
        By how much the logarithm of red to blue followed; below 0 where it went the other way.
    """
    automatic = controls.value_of(cv2.CAP_PROP_AUTO_WB)
    controls.change(cv2.CAP_PROP_AUTO_WB, _MANUAL)
    kelvin = controls.value_of(cv2.CAP_PROP_WB_TEMPERATURE)
    try:
        if kelvin <= 0:
            return None
        before = _warmth(controls)
        is_raised = kelvin < _MIDDLE_K
        wish = kelvin * _STEP if is_raised else kelvin / _STEP
        controls.change(cv2.CAP_PROP_WB_TEMPERATURE, wish)
        after = _warmth(controls)
    finally:
        if kelvin > 0:
            controls.change(cv2.CAP_PROP_WB_TEMPERATURE, kelvin)
        controls.change(cv2.CAP_PROP_AUTO_WB, _MANUAL if automatic == _MANUAL else _AUTOMATIC)
    if before is None or after is None:
        return None
    # Whoever takes the light for colder than it is makes the picture warmer.
    return after - before if is_raised else before - after


def _warmth(controls: Controls) -> float | None:
    """Returns the logarithm of red to blue; None without a picture, or in the dark."""
    means = settled(controls)
    if means is None or float(means.mean()) < _DARKEST:
        return None
    blue, red = float(means[0]), float(means[2])
    return math.log(max(red, 1.0) / max(blue, 1.0))
