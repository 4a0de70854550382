"""How sure a photograph with fresh noise is told from a person. Part of `benchmarks.provenance`."""

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
from skimage import data

from liveness_station.app.paths import find_places
from liveness_station.app.provenance import head_finder
from liveness_station.camera.head_watch import LEAST_MOVEMENT, HeadFinder, HeadWatch
from liveness_station.domain.frames import Pixels
from liveness_station.evaluation.intervals import clopper_pearson

if TYPE_CHECKING:
    import numpy.typing as npt

SHARED: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
_RATE_FPS: Final = 8.0
_SECONDS: Final = 8
_TRIALS: Final = 11
_NOISES: Final = (1.0, 2.0, 4.0, 6.0)
_WAYS: Final = ("unmoved", "jitter 0.5 px", "drift 2.5 px", "zoom 1.5 %/s", "hand-held")
_WIDEST_PX: Final = 640
_CHANCE: Final = np.random.default_rng(17)


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one showing.

    Attributes:
        is_against: True where it was said at any time that the head does not move.
        strongest: the strongest movement of any window.
        first_s: when a movement was seen first; None: never.
    """

    is_against: bool
    strongest: float
    first_s: float | None


class Grain:
    """Fresh noise from a store: made once, begun elsewhere each time, which is as good here."""

    def __init__(self) -> None:
        self._store = _CHANCE.standard_normal(1 << 22, np.float32)

    def on(self, picture: Pixels, noise: float) -> Pixels:
        """Returns the picture with noise of that spread."""
        begin = int(_CHANCE.integers(0, self._store.size - picture.size))
        grain = self._store[begin : begin + picture.size].reshape(picture.shape)
        return np.clip(picture + grain * noise, 0, 255).round().astype(np.uint8)


def look(pictures: Iterable[Pixels], rate_fps: float, find: HeadFinder) -> Seen:
    """Shows pictures to a watch."""
    watch, is_against, strongest, first_s = HeadWatch(find, is_proof_needed=True), False, 0.0, None
    for number, picture in enumerate(pictures):
        watch.take(np.ascontiguousarray(picture), number / rate_fps)
        movement, unseen = watch.signals()
        is_against = is_against or movement.is_against
        strongest = max(strongest, movement.value)
        if first_s is None and not unseen.is_against:
            first_s = number / rate_fps
    return Seen(is_against, strongest, first_s)


def tables(clips: dict[str, tuple[list[Pixels], float]], quiet_s: int) -> Iterator[str]:
    """Yields the lines of what was measured.

    Args:
        clips: pictures and rate by name.
        quiet_s: how long each quiet person sits, in seconds.
    """
    find = head_finder(find_places(None).models)
    if find is None:
        yield "The models are missing: heads cannot be found."
        return
    grain = Grain()
    yield from _of_stills(_stills(clips), find, grain)
    yield from _of_people(clips, find)
    yield from _of_sitting(quiet_s, find, grain)


def _stills(clips: dict[str, tuple[list[Pixels], float]]) -> list[Pixels]:
    found = [cv2.imread(str(path)) for path in sorted((SHARED / "live").iterdir())]
    pictures = [np.asarray(one, np.uint8) for one in found if one is not None]
    pictures += [shots[0] for shots, _ in clips.values()]
    large = [picture for picture in pictures if max(picture.shape) >= 300]
    return [_fitted(picture) for picture in large]


def _fitted(picture: Pixels) -> Pixels:
    scale = min(1.0, _WIDEST_PX / max(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _shown(still: Pixels, way: str, noise: float, grain: Grain) -> Iterator[Pixels]:
    """A photograph as a program shows it, moved as a whole; from the second way on it flickers."""
    height, width = still.shape[:2]
    quality, phase = int(_CHANCE.choice([0, 60, 80])), float(_CHANCE.uniform(0, 6))
    hand: npt.NDArray[np.float64] = np.zeros(2)
    for number in range(round(_SECONDS * _RATE_FPS)):
        at_s, zoom, turn, aside = number / _RATE_FPS, 1.0, 0.0, np.zeros(2)
        if way.startswith("jitter"):
            aside = _CHANCE.normal(0, 0.5, 2)
        elif way.startswith("drift"):
            aside = np.array([2.5 * np.sin(1.3 * at_s + phase), 1.5 * np.cos(0.9 * at_s + phase)])
        elif way.startswith("zoom"):
            zoom, aside = 1 + 0.015 * at_s, np.array([3 * at_s, 1.5 * at_s])
        elif way == "hand-held":
            hand = hand + _CHANCE.normal(0, 0.4, 2)
            zoom, turn, aside = 1 + 0.002 * np.sin(1.7 * at_s), 0.2 * np.sin(at_s + phase), hand
        change = cv2.getRotationMatrix2D((width / 2, height / 2), turn, zoom)
        change[:, 2] = change[:, 2] + aside
        gain = 1.0 if way == _WAYS[0] else 1 + float(_CHANCE.normal(0, 0.01))
        moved = cv2.warpAffine(still, change, (width, height), borderMode=cv2.BORDER_REFLECT)
        lit = np.asarray(np.clip(moved * np.float32(gain), 0, 255), np.uint8)
        yield _packed(grain.on(lit, noise), quality)


def _packed(picture: Pixels, quality: int) -> Pixels:
    if not quality:
        return picture
    _, body = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(body, cv2.IMREAD_COLOR), np.uint8)


def _of_stills(stills: list[Pixels], find: HeadFinder, grain: Grain) -> Iterator[str]:
    heads = [still for still in stills if find(still) is not None]
    yield from (
        "",
        "## Photographs with fresh noise",
        "",
        f"{len(heads)} pictures of people, {_SECONDS} s each, raw or JPEG 60 or 80; limit of the "
        f"head's own movement {LEAST_MOVEMENT}.",
        "",
        "| moved as a whole | noise | trials | flagged | ever taken for moving | strongest |",
        "|---|---|---|---|---|---|",
    )
    every: list[Seen] = []
    for way in _WAYS:
        for noise in _NOISES:
            chosen = _CHANCE.choice(len(heads), _TRIALS)
            seen = [look(_shown(heads[one], way, noise, grain), _RATE_FPS, find) for one in chosen]
            every += seen
            flagged, moving = sum(one.is_against for one in seen), _moving(seen)
            strongest = max(one.strongest for one in seen)
            yield f"| {way} | {noise:g} | {len(seen)} | {flagged} | {moving} | {strongest:.4f} |"
    flagged = sum(one.is_against for one in every)
    yield ""
    yield (
        f"Together: {_rate(flagged, len(every))} flagged, "
        f"{_rate(_moving(every), len(every))} taken for moving at any time."
    )


def _moving(seen: list[Seen]) -> int:
    return sum(one.first_s is not None for one in seen)


def _rate(hits: int, trials: int) -> str:
    span = clopper_pearson(hits, trials)
    return f"{hits} of {trials} ({100 * span.low:.1f} to {100 * span.high:.1f} %)"


def _of_people(clips: dict[str, tuple[list[Pixels], float]], find: HeadFinder) -> Iterator[str]:
    seen = {name: look(*shot, find) for name, shot in clips.items()}
    moved = [one.first_s for one in seen.values() if one.first_s is not None]
    flagged = sum(one.is_against for one in seen.values())
    yield ""
    yield (
        f"The clips of people themselves: {_rate(flagged, len(seen))} flagged; movement seen in "
        f"{len(moved)}, after {statistics.median(moved):.1f} s (middle), "
        f"{max(moved):.1f} s at most."
    )
    unmoved = [
        f"one of {len(clips[name][0]) / clips[name][1]:.1f} s, at most {one.strongest:.4f}"
        for name, one in seen.items()
        if one.first_s is None
    ]
    if unmoved:
        yield f"Not seen to move, too short to be flagged or without a face: {'; '.join(unmoved)}."


def _sitting(seconds: int, noise: float, sway_px: float, grain: Grain) -> Iterator[Pixels]:
    """A person whose head sways slowly before a background that does not; who never blinks."""
    rgb = data.astronaut()  # type: ignore[no-untyped-call]  # scikit-image carries no types
    base = cv2.resize(np.ascontiguousarray(rgb[..., ::-1]), (640, 480))
    mask = np.zeros((480, 640), np.float32)
    cv2.ellipse(mask, (284, 130), (90, 120), 0, 0, 360, 1.0, -1)
    soft = cv2.GaussianBlur(mask, (0, 0), 12)[..., np.newaxis]
    phase = 0.0
    for _ in range(round(seconds * _RATE_FPS)):
        phase += 2 * np.pi / 4 / _RATE_FPS * float(_CHANCE.normal(1, 0.05))
        sway = np.array([[1, 0, sway_px * np.sin(phase)], [0, 1, 0]], np.float32)
        head = cv2.warpAffine(base, sway, (640, 480), borderMode=cv2.BORDER_REFLECT)
        yield grain.on(np.asarray(head * soft + base * (1 - soft), np.uint8), noise)


def _of_sitting(seconds: int, find: HeadFinder, grain: Grain) -> Iterator[str]:
    yield from (
        "",
        f"A person who never blinks and only sways, once in 4 s, {seconds} s each at 640x480 "
        "with a face of about 100 px:",
        "",
        "| sways by, px | sensor noise | flagged | strongest |",
        "|---|---|---|---|",
    )
    for sway_px in (0.5, 1.0, 2.0):
        for noise in (1.0, 3.0):
            seen = look(_sitting(seconds, noise, sway_px, grain), _RATE_FPS, find)
            flagged = "yes" if seen.is_against else "no"
            yield f"| {sway_px:g} | {noise:g} | {flagged} | {seen.strongest:.4f} |"
