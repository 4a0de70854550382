"""How often a covered face is told of, and how often a bare one: drawn coverings on live people.

Run it as `python -m benchmarks.covering`; it writes benchmarks/results/covering.md from
`../shared/data`. Coverings are drawn where the points of the bare face are, in the light that is on
it and with a camera's grain. What is drawn is plainer than what is worn: real glasses mirror the
room, and real hands have knuckles.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.gates_data import DATA, live_scenes, make_keepers
from liveness_station.app.guidance import Eyes, GateKeeperMaker
from liveness_station.app.paths import find_places
from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.gates import Gate, Look
from liveness_station.imaging.decode import decode

RESULTS: Final = Path(__file__).parent / "results" / "covering.md"
_LONGEST_PX: Final = 1280
_CLIP_FRAMES: Final = 4

REALLY_COVERED: Final = {
    "foxriver-2005-real-time-facial-ant__016.jpg",
    "sudipto0315-antispoofing__007.jpg",
}
"""A surgical mask that is worn, and dark glasses that are being put on."""

_LIPS: Final = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 185]
_RIGHT_EYE: Final = [33, 163, 145, 153, 133, 158, 160]
_LEFT_EYE: Final = [263, 390, 374, 380, 362, 385, 387]
_MASK: Final = [
    *(234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361),
    *(323, 454, 346, 197, 117),
]
_SKIN: Final = [117, 346, 50, 280, 9]

Floats = npt.NDArray[np.float64]
Colour = tuple[int, int, int]
Draw = Callable[["Canvas"], None]


@dataclass(slots=True)
class Canvas:
    """A face that something is drawn on, and where it is."""

    pixels: npt.NDArray[np.float32]
    points: Floats
    rng: np.random.Generator

    @property
    def across(self) -> Floats:
        """From one eye's outer corner to the other's, in pixels."""
        return np.asarray(self.points[263] - self.points[33])

    @property
    def skin(self) -> Floats:
        """The colour of the skin, BGR."""
        spots = []
        for across, down in np.rint(self.points[_SKIN]).astype(int):
            part = self.pixels[max(0, down - 3) : down + 4, max(0, across - 3) : across + 4]
            if part.size:
                spots.append(np.median(part.reshape(-1, 3), axis=0))
        return np.asarray(np.median(spots, axis=0), np.float64)

    def cover(self, mask: Pixels, colour: Floats, *, texture: float, soft_px: float) -> None:
        """Lays a colour over a part, in as much of the light on the face as `texture` says."""
        if not mask.any():
            return
        grey = cv2.cvtColor(self.pixels, cv2.COLOR_BGR2GRAY)
        light = cv2.GaussianBlur(grey, (0, 0), max(2.0, float(np.hypot(*self.across)) * 0.2))
        usual = max(8.0, float(np.median(light[mask > 0])))
        shade = (1 - texture) + texture * np.clip(light / usual, 0.4, 1.8)
        layer = colour * shade[..., None] + self.rng.normal(0, 3, self.pixels.shape)
        part = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), soft_px)[..., None]
        self.pixels[:] = np.clip(self.pixels * (1 - part) + layer * part, 0, 255)

    def outline(self, corners: Floats) -> Pixels:
        """Returns a filled polygon."""
        mask = self.empty()
        cv2.fillPoly(mask, [np.rint(corners).astype(np.int32)], 1)
        return mask

    def ellipse(self, middle: Floats, radii: tuple[float, float], degrees: float = 0.0) -> Pixels:
        """Returns a filled ellipse, turned with the face."""
        mask = self.empty()
        turned = degrees + float(np.degrees(np.arctan2(self.across[1], self.across[0])))
        centre = (int(middle[0]), int(middle[1]))
        cv2.ellipse(mask, centre, (int(radii[0]), int(radii[1])), turned, 0, 360, 1, -1)
        return mask

    def empty(self) -> Pixels:
        """Returns a mask of nothing."""
        return np.zeros(self.pixels.shape[:2], np.uint8)


def surgical_mask(colour: Colour) -> Draw:
    """Draws a mask from the bridge of the nose to below the chin, with pleats."""

    def draw(canvas: Canvas) -> None:
        lit = np.asarray(colour) * min(1.0, max(0.25, float(canvas.skin.max()) / 190))
        mask = canvas.outline(canvas.points[_MASK])
        canvas.cover(mask, lit, texture=0.5, soft_px=1.5)
        points, width = canvas.points, max(1, int(np.hypot(*canvas.across) / 60))
        for part in (0.3, 0.5, 0.7):
            down = int(points[197, 1] + (points[152, 1] - points[197, 1]) * part)
            line = canvas.empty()
            cv2.line(line, (int(points[132, 0]), down), (int(points[361, 0]), down), 1, width)
            canvas.cover(line & mask, lit * 0.8, texture=0.5, soft_px=0.7)

    return draw


def glasses(colour: Colour, *, texture: float = 0.15) -> Draw:
    """Draws dark or mirroring glasses."""

    def draw(canvas: Canvas) -> None:
        far = float(np.hypot(*canvas.across))
        mask = canvas.empty()
        for eye in (_RIGHT_EYE, _LEFT_EYE):
            middle = canvas.points[eye].mean(axis=0) + np.array([0, 0.06 * far])
            mask |= canvas.ellipse(middle, (0.31 * far, 0.25 * far))
        canvas.cover(mask, np.asarray(colour), texture=texture, soft_px=1.0)

    return draw


def bar(colour: Colour, numbers: list[int], size: tuple[float, float]) -> Draw:
    """Draws an opaque bar about some points; its half sides are in distances of the eyes."""

    def draw(canvas: Canvas) -> None:
        along = canvas.across
        down = np.array([-along[1], along[0]])
        middle = canvas.points[numbers].mean(axis=0)
        wide, high = along * size[0], down * size[1]
        corners = np.array([-wide - high, wide - high, wide + high, high - wide]) + middle
        canvas.cover(canvas.outline(corners), np.asarray(colour), texture=0, soft_px=0.7)

    return draw


def hand(numbers: list[int]) -> Draw:
    """Draws four fingers in the colour of the skin, with the dark lines between them."""

    def draw(canvas: Canvas) -> None:
        far, skin = float(np.hypot(*canvas.across)), canvas.skin
        down = np.array([-canvas.across[1], canvas.across[0]])
        degrees = float(canvas.rng.uniform(-15, 15))
        for number in range(4):
            middle = canvas.points[numbers].mean(axis=0) + down * (number - 1.5) * 0.24
            finger = canvas.ellipse(middle, (0.85 * far, 0.15 * far), degrees)
            square = np.ones((3, 3), np.uint8)
            edge = np.asarray(cv2.dilate(finger, square) - cv2.erode(finger, square), np.uint8)
            tone = skin * canvas.rng.uniform(0.9, 1.05)
            canvas.cover(finger, tone, texture=0.5, soft_px=1.2)
            canvas.cover(edge, skin * 0.6, texture=0.5, soft_px=1.0)

    return draw


_EYES: Final = [*_RIGHT_EYE, *_LEFT_EYE]
KINDS: Final[dict[str, Draw]] = {
    "mask, blue": surgical_mask((220, 190, 120)),
    "mask, white": surgical_mask((235, 235, 235)),
    "mask, black": surgical_mask((25, 25, 25)),
    "mask, green": surgical_mask((170, 200, 150)),
    "mask, red": surgical_mask((60, 50, 190)),
    "mask, skin-coloured": surgical_mask((130, 160, 205)),
    "glasses, black": glasses((15, 15, 15)),
    "glasses, brown": glasses((25, 40, 60)),
    "glasses, mirroring": glasses((190, 170, 150), texture=0.3),
    "bar over the eyes, black": bar((10, 10, 10), _EYES, (0.95, 0.28)),
    "bar over the eyes, white": bar((225, 225, 225), _EYES, (0.95, 0.28)),
    "bar over the mouth, black": bar((10, 10, 10), _LIPS, (0.6, 0.3)),
    "bar over the mouth, grey": bar((128, 128, 128), _LIPS, (0.6, 0.3)),
    "hand over the mouth": hand(_LIPS),
    "hand over the eyes": hand(_EYES),
}


def covered(pixels: Pixels, points: Floats, draw: Draw) -> Pixels:
    """Returns a picture with one thing drawn over its face."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = (high - low).max() * 0.4
    left, top = np.maximum(low - room, 0).astype(int)
    right, below = (high + room).astype(int)
    made = pixels.copy()
    part = made[top:below, left:right].astype(np.float32)
    draw(Canvas(part, points - (left, top), np.random.default_rng(5)))
    made[top:below, left:right] = part.astype(np.uint8)
    return made


def pictures() -> Iterator[tuple[str, Pixels]]:
    """Yields the bare faces: pictures and frames of clips of live people, and of people at all."""
    for path in live_scenes():
        if path.name not in REALLY_COVERED:
            yield "live scenes", small(decode(path.read_bytes()))
    for path in sorted((DATA / "faces_unlabelled").glob("*.jpg")):
        try:
            yield "unlabelled", small(decode(path.read_bytes()))
        except ImageError:
            continue
    for path in sorted((DATA / "video_live").iterdir()):
        clip = cv2.VideoCapture(str(path))
        count = int(clip.get(cv2.CAP_PROP_FRAME_COUNT)) or 60
        for number in range(_CLIP_FRAMES):
            clip.set(cv2.CAP_PROP_POS_FRAMES, int(count * (number + 0.5) / _CLIP_FRAMES))
            has_frame, frame = clip.read()
            if has_frame:
                yield "frames of clips", small(np.asarray(frame, np.uint8))


def small(pixels: Pixels) -> Pixels:
    """Returns a picture no larger than a camera's."""
    factor = _LONGEST_PX / max(pixels.shape[:2])
    if factor >= 1:
        return np.array(pixels)
    return np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=3), np.uint8)


def look(pixels: Pixels, keepers: GateKeeperMaker) -> Look:
    """Returns what the gates make of one picture."""
    return keepers().look(Frame(pixels, 0.0, 0, "drawn"))


def page(bare: dict[str, list[Look]], drawn: dict[str, list[Look]]) -> str:
    """Returns the results as Markdown."""
    lines = [
        "# Faces that something covers",
        "",
        "Written by `python -m benchmarks.covering` from `../shared/data`; single pictures,",
        "nothing is steadied. Told: `face_covered` is the hint. Kept back: some hint is given,",
        "this or another. Drawn on those bare faces alone that pass every gate.",
        "",
        "| bare faces | looked at | `face_covered` is the hint | found at all |",
        "|---|---|---|---|",
    ]
    for name, looks in bare.items():
        told, found = counts(looks)
        lines.append(f"| {name} | {len(looks)} | {told} | {found} |")
    lines += [
        "",
        "| drawn | faces | told | kept back | passes | other hints |",
        "|---|---|---|---|---|---|",
    ]
    for name, looks in drawn.items():
        hints = Counter(hint(one) for one in looks)
        passes = hints.pop(None, 0)
        told = hints.pop(Gate.FACE_COVERED, 0)
        others = ", ".join(f"{gate.value} {count}" for gate, count in hints.most_common() if gate)
        back = len(looks) - passes
        lines.append(
            f"| {name} | {len(looks)} | {told / len(looks):.0%} | {back / len(looks):.0%} "
            f"| {passes} | {others} |"
        )
    return "\n".join([*lines, ""])


def hint(one: Look) -> Gate | None:
    """Returns what would be said first."""
    reds = one.reds()
    return reds[0] if reds else None


def counts(looks: list[Look]) -> tuple[int, int]:
    """Returns how often a covering is told, and how often it is found beside other things."""
    told = sum(hint(one) is Gate.FACE_COVERED for one in looks)
    return told, sum(Gate.FACE_COVERED in one.reds() for one in looks)


def main() -> int:
    """Writes the tables."""
    if not DATA.is_dir():
        print("no ../shared/data", file=sys.stderr)
        return 0
    keepers = make_keepers()
    _, finder = Eyes(find_places(None).models)()
    bare: dict[str, list[Look]] = {}
    drawn: dict[str, list[Look]] = {name: [] for name in KINDS}
    for group, pixels in pictures():
        seen = look(pixels, keepers)
        if seen.face is None:
            continue
        bare.setdefault(group, []).append(seen)
        if seen.reds():
            continue
        points = finder.find(pixels, seen.face).points[:, :2].astype(np.float64)
        for name, draw in KINDS.items():
            drawn[name].append(look(covered(pixels, points, draw), keepers))
    RESULTS.write_text(page(bare, drawn), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
