"""Measures one on-device check of a 720p picture on one thread, whole and in parts.

    python -m benchmarks.engine [--rounds 100] [--threads 1] [--pictures ../shared/data]

The picture of its own holds a live face before many edges, which is what costs most. With
`--pictures`, every other labelled picture of that folder, fitted into 720p, is judged as well.

Prints a table for people and, last, one JSON line for machines; times are medians in milliseconds
of this process's processor time, so that a busy machine counts less. Exits 1 if a check or a
followed frame takes longer than promised.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from liveness_station.domain.frames import Frame, Pixels
from liveness_station.imaging.decode import check, decode
from liveness_station.imaging.encode import encode_probe
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.manifest import MINIFASNET, YUNET, read_verified
from liveness_station.pad.models import load_engine, load_landmark_finder
from liveness_station.pad.networks import (
    MINIFASNET_NAME,
    OpenCvNetwork,
    live_probabilities,
    load_network,
)
from liveness_station.pad.tracking import FaceTracker
from liveness_station.pad.windows import eight_windows

ROOT = Path(__file__).resolve().parent.parent
MODELS_DIR = ROOT / "resources" / "models"
PORTRAIT = ROOT / "resources" / "demo" / "astronaut.png"
SMALLEST_PX = 300
"""A smaller picture is no camera's."""

TARGETS_MS = {"assess": 25.0, "tracked_frame": 12.0}
"""What was promised on one thread: a decoded 720p picture to its score; a frame of a face that is
followed, without detecting it anew."""


def scene(width_px: int, height_px: int) -> Pixels:
    """The demonstration portrait as a camera would give it: upright, the sides mirrored on."""
    portrait = decode(PORTRAIT.read_bytes())
    fitted = cv2.resize(portrait, (height_px, height_px), interpolation=cv2.INTER_CUBIC)
    margin = (width_px - height_px) // 2
    wide = cv2.copyMakeBorder(
        fitted, 0, 0, margin, width_px - height_px - margin, cv2.BORDER_REFLECT
    )
    # Without some grain an enlarged picture is kinder to a JPEG decoder than a camera's.
    grain = np.random.default_rng(1).integers(-7, 8, wide.shape, np.int16)
    return np.asarray(np.clip(wide + grain, 0, 255), np.uint8)


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Returns the median processor time of one call, after two that do not count."""
    times_s = []
    for _ in range(rounds + 2):
        began_s = time.process_time()
        work()
        times_s.append(time.process_time() - began_s)
    return round(statistics.median(times_s[2:]) * 1000, 2)


def peak_memory_mb() -> float | None:
    """Returns the largest resident memory of this process, None where it cannot be told."""
    if sys.platform == "win32":
        return None
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, 1)


def measure(rounds: int, threads: int) -> dict[str, float]:
    """Returns every figure by name, in milliseconds."""
    began_s = time.process_time()
    engine = load_engine(MODELS_DIR, threads=threads)
    load_ms = round((time.process_time() - began_s) * 1000, 2)
    detector = FaceDetector(read_verified(MODELS_DIR, YUNET))
    model = read_verified(MODELS_DIR, MINIFASNET)
    network = load_network(model, name=MINIFASNET_NAME, threads=threads)
    fallback = OpenCvNetwork(model, name=MINIFASNET_NAME)
    pixels = scene(1280, 720)
    frame = Frame(pixels, captured_at_s=0, sequence=0, source_label="benchmark")
    jpeg = cv2.imencode(".jpg", pixels, (cv2.IMWRITE_JPEG_QUALITY, 92))[1].tobytes()
    large = Frame(scene(1920, 1080), captured_at_s=0, sequence=0, source_label="benchmark")
    windows = eight_windows(pixels, engine.assess(pixels).faces[0])
    finder = load_landmark_finder(MODELS_DIR, threads=threads)
    tracker = FaceTracker(detector, finder, detect_every=sys.maxsize)
    tracked = tracker.follow(pixels)
    assert tracked is not None
    return {
        "load": load_ms,
        "check_header": median_ms(lambda: check(jpeg), rounds),
        "decode_720p": median_ms(lambda: decode(jpeg), rounds),
        "detect": median_ms(lambda: detector.detect(pixels), rounds),
        "eight_runs": median_ms(lambda: live_probabilities(network, windows), rounds),
        "eight_runs_cv2": median_ms(lambda: live_probabilities(fallback, windows), rounds),
        "assess": median_ms(lambda: engine.assess(pixels), rounds),
        "tracked_frame": median_ms(lambda: tracker.follow(pixels), rounds),
        "expression": median_ms(lambda: finder.express(tracked.landmarks), rounds),
        "whole_check": median_ms(lambda: engine.assess(decode(jpeg)), rounds),
        "encode_720p": median_ms(lambda: encode_probe(frame), rounds),
        "encode_1080p": median_ms(lambda: encode_probe(large), rounds),
    }


def fitted(pixels: Pixels) -> Pixels:
    """Returns a picture as large as 1280 x 720 has room for, on grey."""
    factor = min(1280 / pixels.shape[1], 720 / pixels.shape[0])
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    inside = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=method)
    framed = np.full((720, 1280, 3), 90, np.uint8)
    down, across = (720 - inside.shape[0]) // 2, (1280 - inside.shape[1]) // 2
    framed[down : down + inside.shape[0], across : across + inside.shape[1]] = inside
    return framed


def measure_pictures(folder: Path, threads: int) -> dict[str, float]:
    """Returns what real pictures cost from decoded to scored, those with a face."""
    engine = load_engine(MODELS_DIR, threads=threads)
    times_ms = []
    for path in sorted([*folder.glob("live/**/*.jpg"), *folder.glob("spoof/**/*.jpg")])[::2]:
        pixels = decode(path.read_bytes())
        if min(pixels.shape[:2]) < SMALLEST_PX or engine.assess(pixels).score is None:
            continue
        times_ms.append(median_ms(partial(engine.assess, fitted(pixels)), 5))
    return {
        "pictures": len(times_ms),
        "pictures_median": statistics.median(times_ms),
        "pictures_p90": statistics.quantiles(times_ms, n=10)[-1],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--pictures", type=Path, help="a folder with live/ and spoof/")
    arguments = parser.parse_args()
    figures = measure(arguments.rounds, arguments.threads)
    if arguments.pictures:
        figures |= measure_pictures(arguments.pictures, arguments.threads)
    for name, value in figures.items():
        print(f"{name:16} {value:8.2f} ms")
    is_fast = True
    for name, target_ms in TARGETS_MS.items():
        is_kept = figures[name] <= target_ms
        is_fast = is_fast and is_kept
        print(f"{name:16} {target_ms:8.2f} ms promised  {'kept' if is_kept else 'MISSED'}")
    extra = {"targets_ms": TARGETS_MS, "peak_memory_mb": peak_memory_mb()}
    print(json.dumps({"benchmark": "engine", "median_ms": figures, **extra}))
    return 0 if is_fast else 1


if __name__ == "__main__":
    sys.exit(main())
