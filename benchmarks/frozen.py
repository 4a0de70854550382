"""How far a sensor's pictures are apart, and what looking at each of them costs.

    python -m benchmarks.frozen [--write]

For three scenes (a bare wall, a portrait, the same portrait in the dark), four strengths of noise
and five strengths of JPEG: the share of values that differ from one picture to the next, in the
rows that the watch looks at. Then an hour of the quietest of them at 30 pictures a second, by the
watch's own clock: how often it raises an alarm, and the processor time a frame. `--write` keeps
the tables in benchmarks/results/frozen.md.
"""

import argparse
import itertools
import statistics
import time
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from skimage import data

from liveness_station.camera.picture_watch import PictureWatch
from liveness_station.domain.frames import Frame, Pixels

RESULT: Final = Path(__file__).resolve().parent / "results" / "frozen.md"
_SIZE_PX: Final = (1280, 720)
_NOISES: Final = (0.3, 0.5, 1.0, 2.0)
_QUALITIES: Final = (None, 95, 75, 50, 30)
_RATE_FPS: Final = 30
_HOUR_S: Final = 3600

Scene = npt.NDArray[np.float32]


def main() -> int:
    """Measures, prints, and keeps the tables where asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.frozen", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the tables")
    is_kept = parser.parse_args().write
    lines = [*_shares(), *_hour()]
    text = "\n".join(lines) + "\n"
    print(text)
    if is_kept:
        RESULT.write_text(text, encoding="utf-8")
    return 0


def _shares() -> list[str]:
    chance = np.random.default_rng(1)
    head = " | ".join("raw" if quality is None else f"q {quality}" for quality in _QUALITIES)
    lines = [
        "# Frozen or only quiet",
        "",
        "Per cent of the values that differ between two pictures of an unmoving scene, 1280x720;",
        "the least of three pairs. Below 0.1 % the watch takes two pictures for the same.",
        "",
        f"| scene | noise | {head} |",
        "|---|---|" + "---|" * len(_QUALITIES),
    ]
    for name, scene in _scenes().items():
        for noise in _NOISES:
            cells = (f"{100 * _share(scene, noise, quality, chance):.2f}" for quality in _QUALITIES)
            lines.append(f"| {name} | {noise} | {' | '.join(cells)} |")
    return lines


def _share(scene: Scene, noise: float, quality: int | None, chance: np.random.Generator) -> float:
    shots = [_shot(scene, noise, quality, chance)[::8] for _ in range(4)]
    return min(float((one != other).mean()) for one, other in itertools.pairwise(shots))


def _shot(scene: Scene, noise: float, quality: int | None, chance: np.random.Generator) -> Pixels:
    noisy = scene + chance.normal(0, noise, scene.shape)
    exposed: Pixels = np.clip(noisy, 0, 255).round().astype(np.uint8)
    if quality is None:
        return exposed
    _, packed = cv2.imencode(".jpg", exposed, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


def _scenes() -> dict[str, Scene]:
    rgb = data.astronaut()  # type: ignore[no-untyped-call]  # scikit-image carries no types
    portrait = cv2.resize(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), _SIZE_PX)
    shade = np.linspace(90, 150, _SIZE_PX[0], dtype=np.float32)
    wall = np.repeat(np.tile(shade, (_SIZE_PX[1], 1))[..., None], 3, axis=2)
    bright = portrait.astype(np.float32)
    return {"wall": wall, "portrait": bright, "in the dark": bright * np.float32(0.12)}


def _hour() -> list[str]:
    chance = np.random.default_rng(2)
    wall = _scenes()["wall"]
    shots = [_shot(wall, 0.3, 30, chance) for _ in range(30)]
    watch = PictureWatch()
    alarms, chosen = 0, 0
    costs_ms = []
    for number in range(_HOUR_S * _RATE_FPS):
        chosen = (chosen + int(chance.integers(1, len(shots)))) % len(shots)
        frame = Frame(shots[chosen], number / _RATE_FPS, number, "sensor")
        began_s = time.process_time()
        alarms += watch.look(frame).trouble is not None
        costs_ms.append((time.process_time() - began_s) * 1000)
    return [
        "",
        f"An hour of the bare wall (noise 0.3, q 30), {_HOUR_S * _RATE_FPS} pictures at"
        f" {_RATE_FPS} a second: {alarms} alarms.",
        f"Processor time a picture: {statistics.median(costs_ms):.2f} ms (median),"
        f" {statistics.quantiles(costs_ms, n=100)[98]:.2f} ms (99 of 100).",
    ]


if __name__ == "__main__":
    raise SystemExit(main())
