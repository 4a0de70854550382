"""A face in bad light is not waved through, and one in usual light is not held up."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import Engine
from liveness_station.imaging.decode import decode
from liveness_station.pad.quality import (
    LEAST_COLOUR,
    MONOCHROME,
    NOISY,
    OVEREXPOSED,
    TOO_DARK,
    quality_signals,
)
from tests.pad.live_pictures import named_in_live_pictures


def treated(portrait: Pixels, gain: float, grain: float = 0.0) -> Pixels:
    """The portrait with its light changed and normal grain added."""
    noise = np.random.default_rng(3).normal(0, grain, portrait.shape) if grain else 0
    return np.asarray(np.clip(portrait * gain + noise, 0, 255), np.uint8)


def codes_of(pixels: Pixels, face: Face) -> tuple[str, ...]:
    return tuple(signal.code for signal in quality_signals(pixels, face))


@pytest.mark.parametrize(
    ("gain", "grain", "reasons"),
    [
        (1.0, 0, ()),
        (0.6, 0, ()),
        (1.2, 0, ()),
        (1.0, 8, ()),
        (0.15, 0, (TOO_DARK,)),
        (3.0, 0, (OVEREXPOSED,)),
        (1.0, 35, (NOISY,)),
    ],
)
def test_only_bad_light_and_grain_are_named(
    engine: Engine, portrait: Pixels, gain: float, grain: float, reasons: tuple[str, ...]
) -> None:
    (face,) = engine.assess(portrait).faces
    assert codes_of(treated(portrait, gain, grain), face) == reasons


@pytest.mark.parametrize("box", [(-30, -30, 60, 60), (80, 80, 60, 60), (0, 0, 1, 1)])
def test_a_box_may_stick_out(box: tuple[int, int, int, int]) -> None:
    brown = np.full((100, 100, 3), (90, 120, 150), np.uint8)
    assert codes_of(brown, Face(*box, confidence=0.9)) == ()


def test_a_signal_says_how_far_from_its_limit_it_is(engine: Engine, portrait: Pixels) -> None:
    (face,) = engine.assess(portrait).faces
    (dark,) = quality_signals(treated(portrait, 0.15), face)
    assert (dark.code, dark.limit, dark.is_against, dark.region) == (TOO_DARK, 45, True, face)
    assert 10 < dark.value < dark.limit


@pytest.mark.parametrize(("apart", "codes"), [(3, (MONOCHROME,)), (LEAST_COLOUR, ())])
def test_how_grey_is_without_colours(apart: int, codes: tuple[str, ...]) -> None:
    grey = np.full((100, 100, 3), (120, 120, 120 + apart), np.uint8)
    assert codes_of(grey, Face(20, 20, 50, 60, confidence=0.9)) == codes


def test_a_picture_without_colours_says_so_before_anything_else(
    engine: Engine, portrait: Pixels
) -> None:
    grey = cv2.cvtColor(cv2.cvtColor(portrait, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    assessment = engine.assess(np.asarray(grey, np.uint8))
    assert MONOCHROME in assessment.risk_reasons
    assert assessment.signals[0].code == MONOCHROME


def test_the_engine_names_them(engine: Engine, portrait: Pixels) -> None:
    dark = cv2.convertScaleAbs(portrait, alpha=0.15)
    assert engine.assess(np.asarray(dark, np.uint8)).risk_reasons == (TOO_DARK,)


@pytest.mark.shared_data
def test_no_real_picture_is_held_up(engine: Engine, shared_data: Path) -> None:
    codes = {TOO_DARK, OVEREXPOSED, NOISY, MONOCHROME}
    assert named_in_live_pictures(engine, shared_data, codes) == []


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("dark_25pct.jpg", TOO_DARK),
        ("overexposed.jpg", OVEREXPOSED),
        ("gauss_noise_s35.jpg", NOISY),
    ],
)
def test_a_bad_picture_is(engine: Engine, shared_data: Path, name: str, reason: str) -> None:
    pixels = decode((shared_data / "hostile" / name).read_bytes())
    assert engine.assess(pixels).risk_reasons == (reason,)
