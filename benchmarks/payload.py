"""Measures what downscaling, JPEG quality and chroma subsampling do to the engine's score.

    python -m benchmarks.payload [--data ../shared/data] [--out benchmarks/results/payload.md]

Every picture is judged as it is and again after each treatment: made smaller (longest side), then
encoded, then decoded as the service would. The table holds aggregates only. Takes five minutes on
one core.
"""

import argparse
import csv
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import cv2
import numpy as np

from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.ports import Engine
from liveness_station.imaging.decode import decode
from liveness_station.imaging.encode import encode_probe
from liveness_station.pad.models import load_engine

ROOT = Path(__file__).resolve().parent.parent
MODELS_DIR = ROOT / "resources" / "models"
THRESHOLD = 0.8
SIDES_PX = (8192, 1920, 1280, 960, 640, 480)
QUALITIES = (95, 92, 85, 75, 60)
CHROMAS = {
    "4:4:4": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444,
    "4:2:0": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420,
}
FRAMES_OF_A_CLIP = 3
KINDS = ("full scene", "clip frame", "face crop")
SHOWN_QUALITIES = (95, 85, 75)
"""Of the sizes, to keep the page short."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture with what it shows."""

    pixels: Pixels
    is_live: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Treatment:
    """How a picture is sent; `OWN` stands for what the station itself does."""

    side_px: int
    quality: int
    chroma: str


OWN = Treatment(0, 0, "")


@dataclass(frozen=True, slots=True)
class Reading:
    """One picture's score before and after a treatment; None where no face was found."""

    kind: str
    is_live: bool
    is_scaled: bool
    before: float | None
    after: float | None
    sent_bytes: int


def samples(data: Path) -> Iterator[Sample]:
    """Yields the labelled pictures, and three frames of each labelled clip."""
    with (data / "manifest.csv").open(newline="", encoding="utf-8") as rows:
        labelled = [row for row in csv.DictReader(rows) if row["label"] in {"live", "spoof"}]
    for row in labelled:
        path, is_live = data / row["path"], row["label"] == "live"
        if path.parent.name.startswith("video_"):
            for pixels in frames(path):
                yield Sample(pixels, is_live, "clip frame")
            continue
        kind = "face crop" if row["framing"] == "face_crop" else "full scene"
        try:
            yield Sample(decode(path.read_bytes()), is_live, kind)
        except ImageError as error:
            print(f"left out: {error.reason.value}", file=sys.stderr)


def frames(path: Path) -> Iterator[Pixels]:
    """Yields frames from a quarter, half and three quarters of a clip."""
    capture = cv2.VideoCapture(str(path))
    try:
        count = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
        wanted = {count * part // (FRAMES_OF_A_CLIP + 1) for part in range(1, FRAMES_OF_A_CLIP + 1)}
        for number in range(count):
            if not capture.grab():
                return
            if number in wanted:
                is_read, pixels = capture.retrieve()
                if is_read:
                    yield np.asarray(pixels, np.uint8)
    finally:
        capture.release()


def treated(pixels: Pixels, treatment: Treatment) -> bytes:
    """Returns the picture as it would be sent."""
    if treatment == OWN:
        return encode_probe(Frame(pixels, 0.0, 0, "benchmark")).jpeg
    longest = max(pixels.shape[:2])
    if longest > treatment.side_px:
        factor = treatment.side_px / longest
        size = (round(pixels.shape[1] * factor), round(pixels.shape[0] * factor))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    options = (
        cv2.IMWRITE_JPEG_QUALITY,
        treatment.quality,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
        CHROMAS[treatment.chroma],
    )
    return cv2.imencode(".jpg", pixels, options)[1].tobytes()


def measure(engine: Engine, data: Path) -> dict[Treatment, list[Reading]]:
    """Returns every reading; a picture that a size leaves alone is not judged again for it."""
    treatments = [OWN, *(Treatment(*each) for each in product(SIDES_PX, QUALITIES, CHROMAS))]
    readings: dict[Treatment, list[Reading]] = {treatment: [] for treatment in treatments}
    for number, sample in enumerate(samples(data), start=1):
        print(f"\r{number}", end="", file=sys.stderr, flush=True)
        before = engine.assess(sample.pixels).score
        longest = max(sample.pixels.shape[:2])
        known: dict[Treatment, tuple[float | None, int]] = {}
        for treatment in treatments:
            key = replace(treatment, side_px=min(treatment.side_px, longest))
            if key not in known:
                sent = treated(sample.pixels, key)
                known[key] = engine.assess(decode(sent)).score, len(sent)
            after, sent_bytes = known[key]
            is_scaled = longest > treatment.side_px
            readings[treatment].append(
                Reading(sample.kind, sample.is_live, is_scaled, before, after, sent_bytes)
            )
    print(file=sys.stderr)
    return readings


def auc(scores: list[tuple[float, bool]]) -> float:
    """Returns the area under the curve: the chance that a live one scores above a spoof."""
    live = np.array([score for score, is_live in scores if is_live])
    spoof = np.array([score for score, is_live in scores if not is_live])
    if not len(live) or not len(spoof):
        return float("nan")
    above = (live[:, None] > spoof[None, :]).mean() + (live[:, None] == spoof[None, :]).mean() / 2
    return float(above)


def row(readings: list[Reading]) -> str:
    """Returns one line's cells: pictures, changes, flips each way, faces lost, AUC, bytes."""
    both = [
        (one.before, one.after, one.is_live)
        for one in readings
        if one.before is not None and one.after is not None
    ]
    if not both:
        return "0 | | | | | | |"
    changes = sorted(abs(after - before) for before, after, _ in both)
    gained = [is_live for before, after, is_live in both if before <= THRESHOLD < after]
    lost = sum(after <= THRESHOLD < before for before, after, _ in both)
    faces_lost = sum(one.before is not None and one.after is None for one in readings)
    area = auc([(after, is_live) for _, after, is_live in both])
    size = statistics.median(one.sent_bytes for one in readings) / 1000
    return (
        f"{len(both)} | {statistics.median(changes):.4f} | {changes[int(0.95 * len(changes))]:.3f}"
        f" | {len(gained)} / {lost} | {gained.count(False)} | {faces_lost} | {area:.3f}"
        f" | {size:.0f}"
    )


def table(title: str, rows: list[tuple[str, list[Reading]]]) -> list[str]:
    """Returns a Markdown table."""
    return [
        f"\n## {title}\n",
        "| what was sent | pictures | median abs(change) | p95 | flips to / from live at 0.8"
        " | attacks made live | faces lost | AUC | median kB |",
        "|---|---|---|---|---|---|---|---|---|",
        *(f"| {name} | {row(readings)} |" for name, readings in rows),
    ]


def named(treatment: Treatment) -> str:
    """Returns a treatment in words."""
    if treatment == OWN:
        return "**the station's probe**"
    side = "" if treatment.side_px == max(SIDES_PX) else f"{treatment.side_px} px, "
    return f"{side}quality {treatment.quality}, {treatment.chroma}"


def report(readings: dict[Treatment, list[Reading]]) -> str:
    """Returns the whole page."""
    lines = [
        "# What the payload does to the score",
        "",
        "Made by `python -m benchmarks.payload`. Change: the score after the treatment less the",
        "score of the picture as it was decoded. The pictures are compressed already, so even the",
        "mildest treatment shows the noise of encoding again; quality 95 is the measure of it.",
        "Pictures of one person or place are not independent: this is for choosing a payload, not",
        "an error rate.",
    ]
    for kind in KINDS:
        of_kind = [
            (named(treatment), [one for one in found if one.kind == kind])
            for treatment, found in readings.items()
            if treatment == OWN or treatment.side_px == max(SIDES_PX)
        ]
        lines += table(f"{kind.capitalize()}s at their own size, and as the probe", of_kind)
    scaled = [
        (named(treatment), [one for one in found if one.is_scaled and one.kind != "face crop"])
        for treatment, found in readings.items()
        if treatment.side_px != max(SIDES_PX) and treatment.quality in SHOWN_QUALITIES
    ]
    return "\n".join([*lines, *table("Scenes and frames that a size makes smaller", scaled)]) + "\n"


def main() -> int:
    """Measures, writes the page and says where."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "results" / "payload.md")
    arguments = parser.parse_args()
    readings = measure(load_engine(MODELS_DIR, threads=1), arguments.data)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(report(readings), encoding="utf-8")
    print(f"written: {len(readings)} treatments")
    return 0


if __name__ == "__main__":
    sys.exit(main())
