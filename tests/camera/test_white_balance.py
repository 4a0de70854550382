"""A step of white balance: cameras that follow it, and what shows its pictures all the same."""

from dataclasses import dataclass, field

import cv2
import numpy as np
import pytest

from liveness_station.camera.exposure import LEAST_SHARE
from liveness_station.camera.probing import Answers, probe_all
from liveness_station.camera.white_balance import OBEYS, calibrate, probe, respond
from liveness_station.domain.frames import Pixels


@dataclass
class Camera:
    """Makes its pictures warmer the colder it takes its light for, by `obedience`."""

    obedience: float = 1.0
    brightness: float = 120.0
    kelvin: float = 4000.0
    automatic: float = 1.0
    is_dead: bool = False
    reads: int = 0
    asked: list[tuple[int, float]] = field(default_factory=list)

    def read(self) -> Pixels | None:
        self.reads += 1
        if self.is_dead:
            return None
        warmth = (self.kelvin / 4000.0) ** self.obedience
        blue, red = self.brightness / warmth**0.5, self.brightness * warmth**0.5
        colour = np.clip((blue, self.brightness, red), 0, 255)
        return np.full((48, 64, 3), colour, np.uint8)

    def value_of(self, control: int) -> float:
        return {
            cv2.CAP_PROP_WB_TEMPERATURE: self.kelvin,
            cv2.CAP_PROP_AUTO_WB: self.automatic,
        }.get(control, 0.0)

    def change(self, control: int, value: float) -> bool:
        self.asked.append((control, value))
        if control == cv2.CAP_PROP_WB_TEMPERATURE:
            self.kelvin = value
        if control == cv2.CAP_PROP_AUTO_WB:
            self.automatic = value
        return True


@pytest.mark.parametrize("kelvin", [2800.0, 4000.0, 4600.0, 6500.0])
@pytest.mark.parametrize("automatic", [0.0, 1.0])
def test_a_camera_that_obeys_is_calibrated_answers_and_is_put_back(
    kelvin: float, automatic: float
) -> None:
    camera = Camera(kelvin=kelvin, automatic=automatic)
    expected = calibrate(camera)
    assert expected == pytest.approx(np.log(1.5), abs=0.03)
    assert expected is not None
    signal = probe(camera, expected)
    assert (signal.code, signal.is_against) == ("white_step", False)
    assert (camera.kelvin, camera.automatic) == (kelvin, automatic), "put back"
    assert camera.asked[-1] == (cv2.CAP_PROP_AUTO_WB, automatic)


def test_a_program_in_its_place_does_not_answer() -> None:
    signal = probe(Camera(obedience=0.0), 0.4)
    assert signal.is_against
    assert signal.value < LEAST_SHARE == signal.limit


def test_colours_that_go_the_other_way_are_no_answer() -> None:
    assert probe(Camera(obedience=-1.0), 0.4).is_against


@pytest.mark.parametrize("obedience", [0.0, 0.1, -1.0])
def test_a_camera_that_does_not_follow_is_never_asked_again(obedience: float) -> None:
    assert calibrate(Camera(obedience=obedience)) is None
    assert np.log(1.5) * 0.1 < OBEYS


def test_nothing_is_told_in_the_dark_without_a_picture_or_without_the_control() -> None:
    for camera in (Camera(brightness=10), Camera(is_dead=True), Camera(kelvin=0.0)):
        assert respond(camera) is None
        assert not probe(camera, 0.4).is_against
    without = Camera(kelvin=0.0)
    respond(without)
    assert without.asked[-1] == (cv2.CAP_PROP_AUTO_WB, 1.0), "the automatic is on again"
    assert all(control == cv2.CAP_PROP_AUTO_WB for control, _ in without.asked)


def test_only_what_was_seen_to_follow_is_probed() -> None:
    camera = Camera()
    assert probe_all(camera, Answers()) == ()
    assert camera.reads == 0
    only = probe_all(camera, Answers(white=0.4))
    assert only is not None
    (white,) = only
    assert white.code == "white_step"
    both = probe_all(camera, Answers(exposure=0.5, white=0.4))
    assert both is not None
    assert [one.code for one in both] == ["exposure_step", "white_step"]
    assert both[0].is_against, "this one does not follow its exposure"


class Silent(Camera):
    """Says 0 of its automatic, whatever it is set to."""

    def value_of(self, control: int) -> float:
        return 0.0 if control == cv2.CAP_PROP_AUTO_WB else super().value_of(control)


def test_a_camera_that_does_not_tell_its_automatic_is_not_left_without_it() -> None:
    camera = Silent()
    assert calibrate(camera) is None
    assert camera.automatic == 1.0
    assert camera.reads == 0


def test_a_probe_gives_way_at_once_and_puts_back_what_it_changed() -> None:
    camera = Camera()
    before = (camera.kelvin, camera.automatic)
    answers = probe_all(camera, Answers(white=0.4), should_yield=lambda: camera.reads >= 8)
    assert answers is None, "nothing is known, and nothing speaks against it"
    assert (camera.kelvin, camera.automatic) == before
    assert camera.reads <= 8 + 6, "but for the pictures that it needs to be as it was"
