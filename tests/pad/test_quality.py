"""A face in bad light is not waved through, and one in usual light is not held up."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import pytest

from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import Engine
from liveness_station.imaging.decode import decode
from liveness_station.pad.outline import LOOKS_LIKE_MASK
from liveness_station.pad.quality import (
    MONOCHROME,
    NOISY,
    OVEREXPOSED,
    TOO_DARK,
    quality_signals,
)
from liveness_station.pad.sharpness import BLURRED
from tests.pad.live_pictures import as_sent, named_in_live_pictures


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
    # One colour all over is as good as none.
    assert codes_of(brown, Face(*box, confidence=0.9)) == (MONOCHROME,)


def test_a_signal_says_how_far_from_its_limit_it_is(engine: Engine, portrait: Pixels) -> None:
    (face,) = engine.assess(portrait).faces
    (dark,) = quality_signals(treated(portrait, 0.15), face)
    assert (dark.code, dark.limit, dark.is_against, dark.region) == (TOO_DARK, 45, True, face)
    assert 10 < dark.value < dark.limit


def grey_of(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), 8), np.uint8)


def curved(pixels: Pixels, exponent: float) -> Pixels:
    return np.asarray(np.round(255 * (pixels / 255.0) ** exponent), np.uint8)


TONES: Final[dict[str, Callable[[Pixels], Pixels]]] = {
    "grey": lambda grey: grey,
    "warm": lambda grey: np.asarray(np.clip(grey * (0.9, 1, 1.08), 0, 255), np.uint8),
    "cool": lambda grey: np.asarray(np.clip(grey * (1.15, 1, 0.85), 0, 255), np.uint8),
    "sepia": lambda grey: np.asarray(np.clip(grey * (0.55, 0.8, 1), 0, 255), np.uint8),
    "toned by lightness": lambda grey: np.dstack(
        [curved(grey[..., 0], power) for power in (1.25, 1.05, 0.85)]
    ),
    "warm and grainy": lambda grey: treated(TONES["warm"](grey), 1, 4),
}


@pytest.mark.parametrize("tone", TONES.values(), ids=TONES)
def test_no_tone_makes_colours_of_grey(
    engine: Engine, portrait: Pixels, tone: Callable[[Pixels], Pixels]
) -> None:
    (face,) = engine.assess(portrait).faces
    assert codes_of(as_sent(tone(grey_of(portrait))), face) == (MONOCHROME,)


@pytest.mark.parametrize("gains", [(0.6, 0.9, 1.12), (1.12, 1, 0.7), (0.5, 0.5, 0.5)])
def test_no_lamp_takes_the_colours_of_a_face(
    engine: Engine, portrait: Pixels, gains: tuple[float, float, float]
) -> None:
    (face,) = engine.assess(portrait).faces
    lit = np.asarray(np.clip(portrait * gains, 0, 255), np.uint8)
    assert codes_of(as_sent(lit), face) == ()


@pytest.mark.shared_data
@pytest.mark.parametrize("tone", TONES.values(), ids=TONES)
def test_no_toned_live_scene_passes_for_coloured(
    engine: Engine, shared_data: Path, tone: Callable[[Pixels], Pixels]
) -> None:
    for path in sorted((shared_data / "live").glob("*0[0-9][05].jpg")):
        pixels = as_sent(decode(path.read_bytes()))
        found = engine.assess(pixels).faces
        if found:
            codes = codes_of(as_sent(tone(grey_of(pixels))), found[0])
            assert {MONOCHROME, TOO_DARK} & set(codes), path.name


def test_a_picture_without_colours_says_so_before_anything_else(
    engine: Engine, portrait: Pixels
) -> None:
    assessment = engine.assess(grey_of(portrait))
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
        ("gray.jpg", MONOCHROME),
        ("gray16.png", MONOCHROME),
        ("defocus_r3.jpg", BLURRED),
        ("motion_blur_15px.jpg", BLURRED),
    ],
)
@pytest.mark.parametrize("is_probe", [True, False])
def test_a_bad_picture_is(
    engine: Engine, shared_data: Path, name: str, reason: str, is_probe: bool
) -> None:
    pixels = decode((shared_data / "hostile" / name).read_bytes())
    found = engine.assess(as_sent(pixels) if is_probe else pixels).risk_reasons
    # In bad light a chin may end like a cut edge, too.
    assert set(found) - {LOOKS_LIKE_MASK} == {reason}
