"""A step of exposure: cameras that follow it, and what shows its pictures whatever it is told."""

from dataclasses import dataclass, field

import cv2
import numpy as np
import pytest

from liveness_station.camera.exposure import LEAST_SHARE, calibrate, probe, respond
from liveness_station.domain.frames import Pixels


@dataclass
class Camera:
    """Follows its exposure by `obedience`, `lag` pictures later."""

    obedience: float = 1.0
    lag: int = 2
    brightness: float = 120.0
    exposure: float = 156.0
    is_dead: bool = False
    asked: list[tuple[int, float]] = field(default_factory=list)
    _shown: list[float] = field(default_factory=list)

    def read(self) -> Pixels | None:
        if self.is_dead:
            return None
        self._shown.append(self.exposure)
        effective = self._shown[max(len(self._shown) - 1 - self.lag, 0)]
        factor = effective / 156.0 if effective > 0 else 2.0 ** (effective + 6)
        light = self.brightness * (1 - self.obedience + self.obedience * factor)
        return np.full((48, 64, 3), min(light, 255), np.uint8)

    def value_of(self, control: int) -> float:
        return self.exposure if control == cv2.CAP_PROP_EXPOSURE else 3.0

    def change(self, control: int, value: float) -> bool:
        self.asked.append((control, value))
        if control == cv2.CAP_PROP_EXPOSURE:
            self.exposure = value
        return True


@pytest.mark.parametrize("exposure", [156.0, -6.0], ids=["linux", "windows"])
def test_a_camera_that_obeys_is_calibrated_and_answers(exposure: float) -> None:
    camera = Camera(exposure=exposure)
    expected = calibrate(camera)
    assert expected is not None
    assert expected == pytest.approx(0.5, abs=0.02)
    signal = probe(camera, expected)
    assert signal.code == "exposure_step"
    assert not signal.is_against
    assert camera.exposure == exposure, "put back"
    assert camera.asked[-1] == (cv2.CAP_PROP_AUTO_EXPOSURE, 3.0)


def test_a_program_in_its_place_does_not_answer() -> None:
    signal = probe(Camera(obedience=0.0), 0.5)
    assert signal.is_against
    assert signal.value < LEAST_SHARE == signal.limit


def test_a_camera_that_ignores_its_exposure_is_never_probed() -> None:
    assert calibrate(Camera(obedience=0.1)) is None


def test_nothing_is_told_in_the_dark_or_without_a_picture() -> None:
    assert respond(Camera(brightness=10)) is None
    assert respond(Camera(is_dead=True)) is None
    assert calibrate(Camera(brightness=10)) is None
    assert not probe(Camera(brightness=10), 0.5).is_against


class Webcam:
    """While automatic it exposes as the light needs; by hand it goes by a register of its own."""

    def __init__(self, needed: float, automatic: float = 3.0) -> None:
        self.needed, self.register = needed, 156.0
        self.automatic = self.mode = automatic

    def read(self) -> Pixels:
        exposure = self.register if self.mode == 1.0 else self.needed
        return np.full((48, 64, 3), min(110 * exposure / self.needed, 255), np.uint8)

    def value_of(self, control: int) -> float:
        known = {cv2.CAP_PROP_EXPOSURE: self.register, cv2.CAP_PROP_AUTO_EXPOSURE: self.mode}
        return known.get(control, 0.0)

    def change(self, control: int, value: float) -> bool:
        if control == cv2.CAP_PROP_EXPOSURE:
            self.register = value
        elif value not in {1.0, self.automatic}:
            # Not on the driver's menu.
            return False
        else:
            self.mode = value
        return True


def test_a_camera_that_was_calibrated_in_the_evening_is_not_refused_by_day() -> None:
    camera = Webcam(needed=300.0)
    expected = calibrate(camera)
    assert expected is not None
    camera.needed = 50.0
    assert not probe(camera, expected).is_against


def test_a_picture_that_is_burnt_out_by_hand_tells_nothing() -> None:
    assert not probe(Webcam(needed=10.0), 0.5).is_against


@pytest.mark.parametrize("automatic", [0.0, 2.0, 3.0])
def test_whatever_a_camera_calls_automatic_is_put_back(automatic: float) -> None:
    camera = Webcam(needed=156.0, automatic=automatic)
    probe(camera, 0.5)
    assert camera.mode == automatic
