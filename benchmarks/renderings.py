"""What the engine says of mild renderings of the same scenes, of masks in them, and of face crops.

Run as `python -m benchmarks.renderings`; it writes benchmarks/results/renderings.md. Whoever is
photographed anew is at best as alike to a scene as its renderings are, so a rule that holds for
files only shows here. Nothing of `mild` was looked at when limits were chosen.
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from liveness_station.contract.limits import DEFAULT_THRESHOLD
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.ports import Engine
from liveness_station.imaging.decode import decode
from liveness_station.imaging.encode import encode_probe
from liveness_station.pad.models import load_engine
from liveness_station.pad.outline import LOOKS_LIKE_MASK
from liveness_station.settings.values import LOCAL_REVIEW_LIMIT

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT.parent / "shared" / "data"
RESULT: Final = ROOT / "benchmarks" / "results" / "renderings.md"

LIVE_TIMES: Final = 5
MASK_TIMES: Final = 50
SEED: Final = 20261123

Render = Callable[[Pixels], Pixels]


@dataclass(frozen=True, slots=True)
class Scene:
    """One labelled picture; `species` is "live" for a living person."""

    name: str
    species: str
    pixels: Pixels


@dataclass(frozen=True, slots=True)
class Said:
    """What the engine makes of a picture: as a desk calls it, and the risk reasons."""

    verdict: str
    reasons: tuple[str, ...] = ()


def _bytes(pixels: object) -> Pixels:
    return np.ascontiguousarray(np.clip(np.asarray(pixels, np.float64), 0, 255).astype(np.uint8))


def _gamma(pixels: Pixels, exponent: float) -> Pixels:
    return _bytes(255 * (pixels / 255.0) ** exponent)


def _cropped(pixels: Pixels, part: float) -> Pixels:
    down, across = (int(side * part / 2) for side in pixels.shape[:2])
    return pixels[down : pixels.shape[0] - down, across : pixels.shape[1] - across]


def _rotated(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.15)
    return _bytes(cv2.warpAffine(pixels, matrix, (width, height), borderMode=cv2.BORDER_REFLECT))


def _noisy(pixels: Pixels, sigma: float, chance: np.random.Generator) -> Pixels:
    return _bytes(pixels + chance.normal(0, sigma, pixels.shape))


def _jpeg(pixels: Pixels, quality: int) -> Pixels:
    encoded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return _bytes(cv2.imdecode(encoded, cv2.IMREAD_COLOR))


def _scaled(pixels: Pixels, factor: float) -> Pixels:
    return _bytes(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


RENDERINGS: Final[dict[str, Render]] = {
    "as is": lambda pixels: pixels,
    "mirrored": lambda pixels: pixels[:, ::-1],
    "gamma 0.7": lambda pixels: _gamma(pixels, 0.7),
    "gamma 1.4": lambda pixels: _gamma(pixels, 1.4),
    "half the size": lambda pixels: _scaled(pixels, 0.5),
    "cropped by 10 %": lambda pixels: _cropped(pixels, 0.1),
    "turned by 6 degrees": lambda pixels: _rotated(pixels, 6),
    "turned by -10 degrees": lambda pixels: _rotated(pixels, -10),
    "blurred, sigma 1": lambda pixels: _bytes(cv2.GaussianBlur(pixels, (0, 0), 1)),
    "noise, sigma 8": lambda pixels: _noisy(pixels, 8, np.random.default_rng(1)),
    "JPEG 40": lambda pixels: _jpeg(pixels, 40),
    "cool": lambda pixels: _bytes(pixels * np.array([1.12, 1, 0.88])),
    "warm": lambda pixels: _bytes(pixels * np.array([0.85, 1, 1.12])),
}


def mild(pixels: Pixels, chance: np.random.Generator) -> Pixels:
    """Returns a picture as another camera may have taken it: everything a little, all at once."""
    pixels = _scaled(pixels, chance.uniform(0.4, 1))
    if chance.random() < 0.5:
        pixels = pixels[:, ::-1]
    pixels = _cropped(_rotated(_bytes(pixels), chance.uniform(-8, 8)), chance.uniform(0, 0.08))
    pixels = _bytes(cv2.GaussianBlur(pixels, (0, 0), chance.uniform(0.1, 1.2)))
    pixels = _gamma(pixels, float(np.exp(chance.uniform(-0.4, 0.4))))
    pixels = _bytes(pixels * (1 + chance.uniform(-0.1, 0.1, 3)))
    return _jpeg(_noisy(pixels, chance.uniform(0, 5), chance), int(chance.integers(40, 95)))


def softly_surrounded(pixels: Pixels) -> Pixels:
    """Returns a face crop in the middle of its own blurred continuation: no edge is left."""
    height, width = pixels.shape[:2]
    wide = cv2.copyMakeBorder(pixels, height, height, width, width, cv2.BORDER_REPLICATE)
    share = np.zeros(wide.shape[:2], np.float32)
    share[height + 8 : 2 * height - 8, width + 8 : 2 * width - 8] = 1
    share = np.asarray(cv2.GaussianBlur(share, (0, 0), 5))[..., np.newaxis]
    return _bytes(wide * share + cv2.GaussianBlur(wide, (0, 0), 12) * (1 - share))


def ask(engine: Engine, pixels: Pixels) -> Said:
    """Returns what the engine says of a picture as a probe, at the shipped limits."""
    frame = Frame(np.ascontiguousarray(pixels), 0, 0, "benchmark")
    found = engine.assess(decode(encode_probe(frame).jpeg))
    if found.score is None:
        return Said("no face")
    if found.score <= LOCAL_REVIEW_LIMIT:
        return Said("NOT LIVE", found.risk_reasons)
    if found.score <= DEFAULT_THRESHOLD:
        return Said("review", found.risk_reasons)
    return Said("risk reason" if found.risk_reasons else "LIVE", found.risk_reasons)


def read(framing: str) -> Iterator[Scene]:
    """Yields the labelled stills of a framing."""
    with (DATA / "manifest.csv").open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            is_still = row["framing"] == framing and not row["frames"]
            if row["label"] in {"live", "spoof"} and is_still:
                species = row["attack_type"].split(" ")[0] or "live"
                yield Scene(row["path"], species, decode((DATA / row["path"]).read_bytes()))


def by_rendering(engine: Engine, scenes: list[Scene]) -> list[str]:
    """Returns the table of the fixed renderings."""
    lines = [
        "| rendering | live: LIVE | review | NOT LIVE | risk reason | no face | not LIVE "
        "| attacks LIVE: print | replay | mask |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, render in RENDERINGS.items():
        said = [(scene.species, ask(engine, render(scene.pixels)).verdict) for scene in scenes]
        live = Counter(verdict for species, verdict in said if species == "live")
        cells = [
            live[verdict] for verdict in ("LIVE", "review", "NOT LIVE", "risk reason", "no face")
        ]
        passed = Counter(species for species, verdict in said if verdict == "LIVE")
        totals = Counter(species for species, _ in said)
        attacks = [f"{passed[kind]} of {totals[kind]}" for kind in ("print", "replay", "mask")]
        row = [*map(str, cells), f"{live.total() - live['LIVE']} of {live.total()}", *attacks]
        lines.append(f"| {name} | {' | '.join(row)} |")
    return lines


def of_masks(engine: Engine, scenes: list[Scene]) -> list[str]:
    """Returns what becomes of masks, and how often of living people, in mild renderings."""
    chance = np.random.default_rng(SEED)
    lines = ["| scene | renderings | `looks_like_mask` | LIVE |", "|---|---|---|---|"]
    live, flagged = Counter[str](), Counter[str]()
    for scene in scenes:
        if scene.species not in {"live", "mask"}:
            continue
        times = MASK_TIMES if scene.species == "mask" else LIVE_TIMES
        said = [ask(engine, mild(scene.pixels, chance)) for _ in range(times)]
        seen = [one for one in said if one.verdict != "no face"]
        named = sum(LOOKS_LIKE_MASK in one.reasons for one in seen)
        passed = sum(one.verdict == "LIVE" for one in seen)
        if scene.species == "mask":
            lines.append(
                f"| mask {Path(scene.name).stem[-3:]} | {len(seen)} | {named} | {passed} |"
            )
        else:
            live["all"] += len(seen)
            live["passed"] += passed
            flagged[scene.name] += named
    named_scenes = sum(count > 0 for count in flagged.values())
    lines.append(
        f"| {len(flagged)} living people | {live['all']} | {flagged.total()} "
        f"(of {named_scenes} scenes) | {live['passed']} |"
    )
    return lines


def of_crops(engine: Engine) -> list[str]:
    """Returns what becomes of face crops without any edge round them."""
    lines = ["| face crops, softly surrounded | LIVE | everything else |", "|---|---|---|"]
    found: dict[str, Counter[str]] = {}
    for scene in read("face_crop"):
        said = ask(engine, softly_surrounded(scene.pixels))
        found.setdefault(scene.species, Counter())[said.verdict] += 1
    for species, verdicts in sorted(found.items()):
        others = ", ".join(f"{count} {name}" for name, count in verdicts.items() if name != "LIVE")
        lines.append(f"| {species} | {verdicts['LIVE']} of {verdicts.total()} | {others} |")
    return lines


def main() -> int:
    """Measures, and writes the tables."""
    if not DATA.is_dir():
        print("no ../shared/data", file=sys.stderr)
        return 0
    engine = load_engine(ROOT / "resources" / "models")
    scenes = list(read("full_scene"))
    parts = (by_rendering(engine, scenes), of_masks(engine, scenes), of_crops(engine))
    text = "# Renderings\n\n`python -m benchmarks.renderings`\n"
    text += "".join("\n" + "\n".join(lines) + "\n" for lines in parts)
    RESULT.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
