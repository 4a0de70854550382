"""Light where a face is lost: too bright, too dark or from behind, and not simply nobody.

A face is lost by the detector before what is left of its skin is beyond every limit. Whoever sits
there is to hear of the light and not to sit down. Two things tell it from an empty chair: the whole
picture is burnt out or dark, or the place where the face was is, and the light had changed before
the face went. Who merely gets up leaves the light of the room as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.gates import Component, Measure, measure
from liveness_station.pad.doors import opencv_door

_STEPS: Final = 90
"""Places looked at along the shorter side of the picture: what is a share needs no more."""

_MIDDLE: Final = 0.6
"""Of a face's box this middle holds no background, also where the head is turned away."""

_SHADOW: Final = 30
_DIM: Final = 90
_PALE: Final = 160
_WHITE: Final = 250

_NEAR_WHITE: Final = 0.05
_NEAR_PALE: Final = 0.9
_NEAR_DARK: Final = 70.0
_NEAR_BACKLIT: Final = 1.5
"""A face that was so far on its way to a limit went because of the light."""

_BRIGHTER: Final = 1.15
_DARKER: Final = 0.75
"""So much brighter or darker is the room by a lamp or a blind, not by somebody who gets up."""

_SOON_S: Final = 5.0
"""As long as `attending.MOST_ABSENT_S`: whoever comes later is somebody else."""

_DARKEST: Final = 4.0

Luma = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PlaceLight:
    """Light on one place of a picture, and around it.

    Attributes:
        bright: grey level of the place's brightest twentieth.
        shadow: its share below 30.
        dim: its share below 90.
        pale: its share from 160 on.
        white: its share from 250 on.
        around: mean grey level of the rest of the picture, apart from a head and shoulders.
        backlight: the picture's brightest tenth by `bright`.
    """

    bright: float
    shadow: float
    dim: float
    pale: float
    white: float
    around: float
    backlight: float

    def measures(self) -> tuple[Measure, ...]:
        """Returns the same against the limits of a face."""
        return (
            measure(Component.LUMINANCE, self.bright),
            measure(Component.UNDER_EXPOSURE, self.shadow),
            measure(Component.OVER_EXPOSURE, self.white),
            measure(Component.BACKLIGHT, self.backlight),
        )


def place_light(pixels: Pixels, face: Face) -> PlaceLight | None:
    """Measures the light on a face's place; None where that is outside the picture.

    Args:
        pixels: height x width x 3, BGR, uint8.
        face: a box in pixels of that picture.

    Raises:
        EngineError: cv2 failed.
    """
    luma, step = _few(pixels)
    values = luma[_window(face, _MIDDLE, luma, step)]
    if values.size == 0:
        return None
    rest = np.ones(luma.shape, bool)
    # The shoulders go with the head, and so does what they cover.
    rest[_window(face, 2.0, luma, step)] = False
    bright = float(np.percentile(values, 95))
    return PlaceLight(
        bright=bright,
        shadow=float(np.mean(values < _SHADOW)),
        dim=float(np.mean(values < _DIM)),
        pale=float(np.mean(values >= _PALE)),
        white=float(np.mean(values >= _WHITE)),
        around=float(luma[rest].mean()) if rest.any() else float(luma.mean()),
        backlight=float(np.percentile(luma, 90)) / max(bright, 1.0),
    )


def picture_measures(pixels: Pixels) -> tuple[Measure, ...]:
    """Measures the light of a picture in which no face is found.

    Raises:
        EngineError: cv2 failed.
    """
    luma, _ = _few(pixels)
    tenth, hundredth = np.percentile(luma, [90, 99]).tolist()
    return (
        measure(Component.PICTURE_PEAK, hundredth),
        measure(Component.PICTURE_LIGHT, tenth),
        measure(Component.PICTURE_WHITE, float(np.mean(luma >= _WHITE))),
    )


class LastPlace:
    """Knows where a face was and in what light, and tells whether light took it. One thread."""

    def __init__(self) -> None:
        self._face: Face | None = None
        self._light: PlaceLight | None = None
        self._seen_at_s = 0.0

    def see(self, pixels: Pixels, face: Face, at_s: float) -> None:
        """Takes a picture with a face that can be judged.

        Raises:
            EngineError: cv2 failed.
        """
        light = place_light(pixels, face)
        if light is not None:
            self._face, self._light, self._seen_at_s = face, light, at_s

    def lost(self, pixels: Pixels, at_s: float) -> tuple[Measure, ...]:
        """Returns what light did to the face that was there; none where it simply went.

        Raises:
            EngineError: cv2 failed.
        """
        before = self._light
        if self._face is None or before is None:
            return ()
        now = place_light(pixels, self._face)
        if now is None:
            return ()
        is_soon = 0 <= at_s - self._seen_at_s <= _SOON_S
        return tuple(_to_blame(before, now, is_soon=is_soon))


def _to_blame(before: PlaceLight, now: PlaceLight, *, is_soon: bool) -> Iterator[Measure]:
    change = max(now.around, _DARKEST) / max(before.around, _DARKEST)
    was_bright = before.white >= _NEAR_WHITE or before.pale >= _NEAR_PALE
    if was_bright or change >= _BRIGHTER:
        yield measure(Component.PLACE_PALE, now.pale)
    if before.bright <= _NEAR_DARK or change <= _DARKER:
        yield measure(Component.PLACE_DARK, now.dim)
    # A dark wall behind whoever gets up looks the same as a face before a window.
    was_near = before.backlight >= _NEAR_BACKLIT and is_soon
    if was_near or (change >= _BRIGHTER and now.bright <= before.bright):
        yield measure(Component.BACKLIGHT, now.backlight)


def _few(pixels: Pixels) -> tuple[Luma, int]:
    """Returns some of a picture's grey levels, and how far apart they are in pixels."""
    step = max(1, min(pixels.shape[:2]) // _STEPS)
    with opencv_door("light"):
        few = np.ascontiguousarray(pixels[::step, ::step])
        return np.asarray(cv2.cvtColor(few, cv2.COLOR_BGR2GRAY), np.uint8), step


def _window(face: Face, part: float, luma: Luma, step: int) -> tuple[slice, slice]:
    """Returns a part of a box about its middle, or more than all of it, within the picture."""
    across = (face.left_px + face.width_px / 2) / step
    down = (face.top_px + face.height_px / 2) / step
    half_width, half_height = part * face.width_px / 2 / step, part * face.height_px / 2 / step
    height, width = luma.shape
    return (
        slice(max(0, round(down - half_height)), min(height, max(0, round(down + half_height)))),
        slice(max(0, round(across - half_width)), min(width, max(0, round(across + half_width)))),
    )
