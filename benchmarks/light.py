"""What is said while the light on live people is turned up, down, and on behind them.

Run it as `python -m benchmarks.light`, or with 4 for every fourth scene; it writes
benchmarks/results/light.md from `../shared/data`. One keeper looks at each scene step by step, at
each step as long as a hint needs to appear, as before a camera whose light changes.
"""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from benchmarks.gates_data import DATA, live_scenes, make_keepers
from liveness_station.app.guidance import GateKeeperMaker
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.gates import Gate
from liveness_station.domain.steadying import Steady
from liveness_station.imaging.decode import decode

RESULTS: Final = Path(__file__).parent / "results" / "light.md"
_LOOKS: Final = 11
_STEP_S: Final = 1 / 15

DARK: Final = frozenset({Gate.TOO_DARK, Gate.COVERED, Gate.BACKLIT})
BRIGHT: Final = frozenset({Gate.TOO_BRIGHT})


def gain(pixels: Pixels, by: float, _: Face) -> Pixels:
    """Returns the picture so many times as bright, clipped."""
    return np.asarray(np.clip(pixels.astype(np.float32) * by, 0, 255), np.uint8)


def gamma(pixels: Pixels, by: float, _: Face) -> Pixels:
    """Returns the picture with its greys lifted and nothing clipped."""
    table = 255 * (np.arange(256) / 255) ** (1 / by)
    return np.asarray(table.astype(np.uint8)[pixels], np.uint8)


def haze(pixels: Pixels, by: float, _: Face) -> Pixels:
    """Returns the picture with so many grey levels added, clipped."""
    return np.asarray(np.clip(pixels.astype(np.float32) + by, 0, 255), np.uint8)


def behind(pixels: Pixels, by: float, face: Face) -> Pixels:
    """Returns the picture with its surroundings so many times as bright, and the person darker."""
    height, width = pixels.shape[:2]
    person = np.zeros((height, width), np.float32)
    middle = (round(face.left_px + face.width_px / 2), round(face.top_px + face.height_px / 2))
    radii = (round(face.width_px * 0.65), round(face.height_px * 0.7))
    cv2.ellipse(person, middle, radii, 0, 0, 360, 1, -1)
    left, right = round(face.left_px - face.width_px / 2), round(face.left_px + face.width_px * 1.5)
    top = round(face.top_px + face.height_px * 1.05)
    cv2.rectangle(person, (left, top), (right, height), 1, -1)
    part = cv2.GaussianBlur(person, (0, 0), 9)[..., None]
    bright = pixels.astype(np.float32) * by + 20 * (by - 1)
    return np.asarray(np.clip(pixels * part / by + bright * (1 - part), 0, 255), np.uint8)


@dataclass(frozen=True, slots=True)
class Turning:
    """One way of changing the light, and the hints that are right for it."""

    change: Callable[[Pixels, float, Face], Pixels]
    steps: tuple[float, ...]
    right: frozenset[Gate]


TURNINGS: Final = {
    "gain with clipping": Turning(gain, (1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 12), BRIGHT),
    "gamma": Turning(gamma, (1.5, 2, 3, 4, 6, 8, 12), BRIGHT),
    "haze": Turning(haze, (40, 80, 120, 160, 200, 230), BRIGHT),
    "darker": Turning(gain, (0.7, 0.5, 0.35, 0.25, 0.18, 0.12, 0.08, 0.05, 0.03), DARK),
    "light from behind": Turning(behind, (1.5, 2, 2.5, 3, 4, 6), frozenset({Gate.BACKLIT})),
}


def hints(path: Path, turning: Turning, keepers: GateKeeperMaker) -> list[str]:
    """Returns what each step comes to: "passes", "right", "as before" or another hint's name."""
    pixels = decode(path.read_bytes())
    keeper, steady, now_s = keepers(), Steady(), 0.0
    first = keeper.look(Frame(pixels, 0.0, 0, path.name))
    if first.face is None:
        return []
    said = []
    for by in (None, *turning.steps):
        made = pixels if by is None else turning.change(pixels, by, first.face)
        for _ in range(_LOOKS):
            now_s += _STEP_S
            steady = steady.advance(keeper.look(Frame(made, now_s, 0, path.name)))
        if by is not None:
            said.append(_judged(steady.hint, turning.right, first.reds()))
    return said


def _judged(hint: Gate | None, right: frozenset[Gate], before: tuple[Gate, ...]) -> str:
    if hint is None:
        return "passes"
    if hint in right:
        return "right"
    return "as before" if hint in before else hint.value


def main() -> int:
    """Writes the table."""
    if not DATA.is_dir():
        print("no ../shared/data", file=sys.stderr)
        return 0
    scenes = live_scenes()[:: int(sys.argv[1]) if len(sys.argv) > 1 else 1]
    keepers = make_keepers()
    lines = [
        "# What is said as the light changes",
        "",
        f"Written by `python -m benchmarks.light` from {len(scenes)} live scenes of",
        "`../shared/data`: each is changed step by step before one keeper. As before: the hint of",
        "the unchanged scene.",
        "",
        "| light | steps | passes | right | as before | nobody | other hints |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, turning in TURNINGS.items():
        seen = Counter(one for path in scenes for one in hints(path, turning, keepers))
        count = seen.total()
        usual = [seen.pop(one, 0) for one in ("passes", "right", "as before", "no_face")]
        others = ", ".join(f"{hint} {number}" for hint, number in seen.most_common())
        cells = " | ".join(str(one) for one in (name, count, *usual))
        lines.append(f"| {cells} | {others} |")
    RESULTS.write_text("\n".join([*lines, ""]), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
