"""Live clips, seen as other cameras and other lights would have shown them.

Honest variants only: nothing here changes how the head moves. A clip that is mirrored, darker,
smaller, harder compressed, slower or cut a little differently is still the same person turning
as before, so what a check says of it counts for or against the check; but variants of one turn
are not independent, and persons are counted beside presentations.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import cv2
import numpy as np

from liveness_station.domain.frames import Pixels

Timed = tuple[float, Pixels]
Step = Callable[[Iterable[Timed]], Iterator[Timed]]

_NOISE: Final = 5.0
_TIME_SLACK_S: Final = 0.005


def grained(pixels: Pixels, noise: float, random: np.random.Generator) -> Pixels:
    """Returns a picture with a camera's noise, in grey levels."""
    if noise == 0:
        return pixels.copy()
    grain = random.standard_normal(pixels.shape, np.float32) * noise
    return np.clip(pixels + grain, 0, 255).astype(np.uint8)


def mirrored(frames: Iterable[Timed]) -> Iterator[Timed]:
    """Swaps left and right: who turned left turns right."""
    for time_s, pixels in frames:
        yield time_s, np.ascontiguousarray(pixels[:, ::-1])


def scaled(factor: float) -> Step:
    """Returns what makes a clip smaller."""

    def step(frames: Iterable[Timed]) -> Iterator[Timed]:
        for time_s, pixels in frames:
            small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
            yield time_s, np.asarray(small, np.uint8)

    return step


def noisy(frames: Iterable[Timed]) -> Iterator[Timed]:
    """Adds the noise of a poor webcam."""
    random = np.random.default_rng(1)
    for time_s, pixels in frames:
        yield time_s, grained(pixels, _NOISE, random)


def lit(gamma: float) -> Step:
    """Returns what makes a clip brighter (below 1) or darker (above 1)."""
    table = (255 * (np.arange(256) / 255) ** gamma).astype(np.uint8)

    def step(frames: Iterable[Timed]) -> Iterator[Timed]:
        for time_s, pixels in frames:
            yield time_s, np.asarray(cv2.LUT(pixels, table), np.uint8)

    return step


def compressed(frames: Iterable[Timed]) -> Iterator[Timed]:
    """Compresses each picture as hard as a camera's worst JPEG."""
    for time_s, pixels in frames:
        jpeg = cv2.imencode(".jpg", pixels, (cv2.IMWRITE_JPEG_QUALITY, 35))[1]
        yield time_s, np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)


def cropped(frames: Iterable[Timed]) -> Iterator[Timed]:
    """Cuts an edge off two sides, as with the camera set a little differently."""
    for time_s, pixels in frames:
        height, width = pixels.shape[:2]
        yield time_s, np.ascontiguousarray(pixels[height // 25 :, : width - width // 25])


def slowed(rate_hz: float) -> Step:
    """Returns what lets through so many frames a second and no more."""

    def step(frames: Iterable[Timed]) -> Iterator[Timed]:
        due_s = -np.inf
        for time_s, pixels in frames:
            if time_s >= due_s - _TIME_SLACK_S:
                due_s = max(due_s, time_s - 1 / rate_hz) + 1 / rate_hz
                yield time_s, pixels

    return step


_CONDITIONS: Final[dict[str, tuple[Step, ...]]] = {
    "as it is": (),
    "small, noisy": (scaled(0.6), noisy),
    "bright": (lit(0.65),),
    "dark": (lit(1.6),),
    "compressed": (compressed,),
    "half the size": (scaled(0.5),),
    "cropped": (cropped,),
    "15 a second": (slowed(15),),
    "10 a second": (slowed(10),),
}
VARIANTS: Final[dict[str, tuple[Step, ...]]] = {
    **_CONDITIONS,
    **{f"{name}, mirrored": (mirrored, *steps) for name, steps in _CONDITIONS.items()},
}
"""Each way in which a live clip is seen, by its name; the mirrored ones end so."""


def is_mirrored(variant: str) -> bool:
    """Tells whether left and right are swapped in a variant."""
    return variant.endswith("mirrored")


def varied(frames: Iterable[Timed], variant: str) -> Iterator[Timed]:
    """Yields the frames of a clip as one variant shows them."""
    seen = iter(frames)
    for step in VARIANTS[variant]:
        seen = step(seen)
    yield from seen
