"""A face in bad light is not waved through, and one in usual light is not held up."""

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.domain.errors import ImageError
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import Engine
from liveness_station.imaging.decode import decode
from liveness_station.pad.quality import NOISY, OVEREXPOSED, TOO_DARK, quality_reasons


def treated(portrait: Pixels, gain: float, grain: float = 0.0) -> Pixels:
    """The portrait with its light changed and normal grain added."""
    noise = np.random.default_rng(3).normal(0, grain, portrait.shape) if grain else 0
    return np.asarray(np.clip(portrait * gain + noise, 0, 255), np.uint8)


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
    assert quality_reasons(treated(portrait, gain, grain), face) == reasons


@pytest.mark.parametrize("box", [(-30, -30, 60, 60), (80, 80, 60, 60), (0, 0, 1, 1)])
def test_a_box_may_stick_out(box: tuple[int, int, int, int]) -> None:
    grey = np.full((100, 100, 3), 128, np.uint8)
    assert quality_reasons(grey, Face(*box, confidence=0.9)) == ()


def test_the_engine_names_them(engine: Engine, portrait: Pixels) -> None:
    dark = cv2.convertScaleAbs(portrait, alpha=0.15)
    assert engine.assess(np.asarray(dark, np.uint8)).risk_reasons == (TOO_DARK,)


@pytest.mark.shared_data
def test_no_real_picture_is_held_up(engine: Engine, shared_data: Path) -> None:
    with (shared_data / "manifest.csv").open(newline="", encoding="utf-8") as rows:
        live = [row["path"] for row in csv.DictReader(rows) if row["path"].startswith("live/")]
    named = []
    for path in live[::2]:
        try:
            pixels = decode((shared_data / path).read_bytes())
        except ImageError:
            continue
        found = engine.assess(pixels).risk_reasons
        named += [reason for reason in found if reason in {TOO_DARK, OVEREXPOSED, NOISY}]
    assert named == []


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
