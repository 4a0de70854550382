"""A photograph with fresh noise is told from a person who sits very still."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from skimage import data

from liveness_station.camera.head_watch import LEAST_MOVEMENT, HeadFinder, HeadWatch
from liveness_station.camera.sequence_watch import SequenceWatch
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.injection import (
    CameraPolicy,
    DeviceEvidence,
    SourceVerdict,
    judge_source,
)

RATE_FPS = 10.0
HEAD = Face(112, 25, 60, 80, 0.9)
"""Of the scene below."""


def found(_: Pixels) -> Face:
    return HEAD


def scene() -> Pixels:
    rgb = data.astronaut()  # type: ignore[no-untyped-call]  # scikit-image carries no types
    return np.ascontiguousarray(cv2.resize(rgb[..., ::-1], (320, 240)))


def sensed(picture: Pixels, chance: np.random.Generator, noise: float) -> Pixels:
    grain = chance.standard_normal(picture.shape, np.float32) * noise
    return np.clip(picture + grain, 0, 255).round().astype(np.uint8)


def shown(way: str, noise: float, seconds: float) -> Iterator[Pixels]:
    """A photograph in front of a program that moves and lights it as a whole, and adds noise."""
    chance, base = np.random.default_rng(5), scene()
    for number in range(round(seconds * RATE_FPS)):
        at_s, zoom, right, down, gain = number / RATE_FPS, 1.0, 0.0, 0.0, 1.0
        if way == "jitter":
            right, down = chance.normal(0, 0.5, 2)
        elif way == "drift":
            right, down = 2 * np.sin(1.3 * at_s), 1.5 * np.cos(0.9 * at_s)
        elif way == "zoom":
            zoom, right = 1 + 0.01 * at_s, 1.5 * at_s
        elif way == "flicker":
            gain = 1 + chance.normal(0, 0.02)
        turned = cv2.getRotationMatrix2D((160, 120), 0, zoom)
        turned[:, 2] += np.array((right, down))
        moved = cv2.warpAffine(base, turned, (320, 240), borderMode=cv2.BORDER_REFLECT)
        yield sensed(np.asarray(np.clip(moved * gain, 0, 255), np.uint8), chance, noise)


def sitting(noise: float, seconds: float, *, sway_px: float) -> Iterator[Pixels]:
    """A person whose head sways before a background that does not."""
    chance, base = np.random.default_rng(6), scene()
    mask = np.zeros((240, 320, 1), np.float32)
    cv2.ellipse(mask, (142, 65), (45, 60), 0, 0, 360, 1.0, -1)
    soft = cv2.GaussianBlur(mask, (0, 0), 6)[..., np.newaxis]
    for number in range(round(seconds * RATE_FPS)):
        phase = 2 * np.pi * number / RATE_FPS / 4
        shift = np.array([[1, 0, sway_px * np.sin(phase)], [0, 1, 0]], np.float32)
        head = cv2.warpAffine(base, shift, (320, 240), borderMode=cv2.BORDER_REFLECT)
        both = np.asarray(head * soft + base * (1 - soft), np.uint8)
        yield sensed(both, chance, noise)


def watched(
    pictures: Iterator[Pixels], find: HeadFinder | None = found, *, is_proof_needed: bool = False
) -> dict[str, tuple[float, bool]]:
    watching = HeadWatch(find, is_proof_needed=is_proof_needed)
    for number, picture in enumerate(pictures):
        watching.take(picture, 50 + number / RATE_FPS)
    return {one.code: (one.value, one.is_against) for one in watching.signals()}


@pytest.mark.parametrize("way", ["nothing", "jitter", "drift", "zoom", "flicker"])
@pytest.mark.parametrize("noise", [1.0, 2.0, 6.0])
def test_a_photograph_with_fresh_noise_does_not_move_its_head(way: str, noise: float) -> None:
    movement, is_against = watched(shown(way, noise, 8))["head_movement"]
    assert is_against
    assert movement < LEAST_MOVEMENT


@pytest.mark.parametrize("noise", [1.0, 2.0, 4.0])
def test_a_head_that_sways_by_one_pixel_moves(noise: float) -> None:
    movement, is_against = watched(sitting(noise, 8, sway_px=1.0))["head_movement"]
    assert movement >= LEAST_MOVEMENT
    assert not is_against


def test_nothing_is_said_against_a_head_before_two_windows_were_seen() -> None:
    movement, is_against = watched(shown("nothing", 2.0, 5))["head_movement"]
    assert movement < LEAST_MOVEMENT
    assert not is_against


def test_a_movement_is_forgotten_once_the_head_stands_still_for_long() -> None:
    def both() -> Iterator[Pixels]:
        yield from sitting(2.0, 8, sway_px=2.0)
        yield from sitting(2.0, 14, sway_px=0.0)

    assert watched(both())["head_movement"][1]


def test_without_a_head_nothing_is_measured() -> None:
    assert watched(shown("nothing", 2.0, 8), lambda _: None)["head_movement"] == (0.0, False)


def test_who_cannot_find_heads_says_nothing_of_their_movement() -> None:
    assert watched(shown("nothing", 2.0, 8), None) == {}


def test_a_stream_counts_as_a_photograph_until_its_head_has_moved() -> None:
    still = watched(shown("drift", 2.0, 8), is_proof_needed=True)
    assert still["movement_unseen"] == (1.0, True)
    moving = watched(sitting(2.0, 8, sway_px=2.0), is_proof_needed=True)
    assert moving["movement_unseen"] == (0.0, False)


def test_a_stream_whose_heads_nobody_can_find_stays_a_photograph() -> None:
    found = watched(sitting(2.0, 8, sway_px=2.0), None, is_proof_needed=True)
    assert found == {"movement_unseen": (1.0, True)}


def test_another_size_or_a_gap_begins_anew() -> None:
    watching = HeadWatch(found)
    for number, picture in enumerate(shown("nothing", 2.0, 8)):
        is_late = number >= 40
        at_s = number / RATE_FPS + 5 * is_late
        large = np.asarray(cv2.resize(picture, (640, 480)), np.uint8)
        watching.take(large if is_late else picture, at_s)
    assert not watching.signals()[0].is_against


def test_a_still_head_is_never_the_reason_why_a_camera_is_refused() -> None:
    watching = SequenceWatch(found)
    for number, picture in enumerate(shown("drift", 2.0, 8)):
        watching.look(Frame(picture, number / RATE_FPS, number, "camera"))
    still = {one.code: one for one in watching.signals()}["head_movement"]
    device = DeviceEvidence("physical").signals
    report = judge_source((*device, still), CameraPolicy.BLOCK, device="physical")
    assert report.verdict is SourceVerdict.WARN
    assert report.is_movement_awaited
    assert not report.vetoes
