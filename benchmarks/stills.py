"""What each kind of evidence does for whole scenes, and what an operating point is worth elsewhere.

    python -m benchmarks.stills [--original-size] [--write]

Needs ../shared/data. For the network alone (four runs), eight runs, with shadows and with frames
added: area under the curve and equal error rate (as `liveness-station evaluate` has it: the mean of
both error shares where they differ least) over all pictures, and over all but masks; then,
for each source of pictures, an operating point chosen on the other sources (the one where the
larger of the two error shares is smallest) is tried on the source left out, and the errors are
added up. `--write` keeps the table in benchmarks/results/stills.md.
"""

import argparse
import csv
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from liveness_station.domain.errors import ImageError
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.evaluation.curves import curve, equal_error_rate
from liveness_station.imaging.decode import decode
from liveness_station.imaging.encode import encode_local_probe
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.engine import is_usable, view_of
from liveness_station.pad.manifest import MINIFASNET, YUNET, read_verified
from liveness_station.pad.medium import Corners, framing_corners
from liveness_station.pad.networks import MINIFASNET_NAME, class_probabilities, load_network
from liveness_station.pad.quality import shadow_share
from liveness_station.pad.scoring import OPERATING_POINT, Evidence, frame_weight, network_log_odds
from liveness_station.pad.windows import NEAR_FACTOR, eight_windows, four_windows

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT.parent / "shared" / "data"
RESULT: Final = ROOT / "benchmarks" / "results" / "stills.md"
NO_CORNERS: Final = Corners(0.0, None)

Scores = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scene:
    """One labelled picture and all evidence of it."""

    is_live: bool
    species: str
    source: str
    four_runs: Evidence
    all_of_it: Evidence


WAYS: Final[dict[str, Callable[[Scene], float]]] = {
    "four runs": lambda scene: network_log_odds(_bare(scene.four_runs)),
    "eight runs": lambda scene: network_log_odds(_bare(scene.all_of_it)),
    "eight runs, shadows": lambda scene: network_log_odds(scene.all_of_it),
    "eight runs, frames": lambda scene: (
        network_log_odds(_bare(scene.all_of_it)) - frame_weight(scene.all_of_it)
    ),
    "eight runs, shadows, frames": lambda scene: (
        network_log_odds(scene.all_of_it) - frame_weight(scene.all_of_it)
    ),
}


def _bare(evidence: Evidence) -> Evidence:
    return Evidence(evidence.probabilities, 0.0, NO_CORNERS)


def scenes(*, is_original_size: bool) -> list[Scene]:
    """Looks at every whole scene that is labelled, as the station would send it."""
    models = ROOT / "resources" / "models"
    detector = FaceDetector(read_verified(models, YUNET))
    network = load_network(read_verified(models, MINIFASNET), name=MINIFASNET_NAME, threads=1)
    found = []
    with (DATA / "manifest.csv").open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            is_still = row["framing"] == "full_scene" and not row["frames"]
            if row["label"] not in {"live", "spoof"} or not is_still:
                continue
            pixels = _pixels(DATA / row["path"], is_original_size=is_original_size)
            faces = [face for face in detector.detect(pixels) if is_usable(face)]
            if not faces:
                print("no face:", row["path"])
                continue
            view = view_of(pixels, faces[0])
            four = four_windows(view.pixels, view.face, factor=NEAR_FACTOR)
            evidence = Evidence(
                class_probabilities(network, eight_windows(view.pixels, view.face)),
                shadow_share(view.pixels, view.face),
                framing_corners(view.pixels, view.face),
            )
            found.append(
                Scene(
                    row["label"] == "live",
                    row["attack_type"].split(" ")[0],
                    row["source"].split("@")[0],
                    Evidence(class_probabilities(network, four), 0.0, NO_CORNERS),
                    evidence,
                )
            )
    return found


def _pixels(path: Path, *, is_original_size: bool) -> Pixels:
    try:
        pixels = decode(path.read_bytes())
    except ImageError as error:
        raise SystemExit(f"{path}: {error}") from error
    if is_original_size:
        return pixels
    return decode(encode_local_probe(Frame(pixels, 0, 0, "benchmark")).jpeg)


def area(scores: Scores, is_live: Marks) -> float:
    """Returns the share of pairs in the right order, ties counting half."""
    pairs = scores[is_live][:, np.newaxis] - scores[~is_live][np.newaxis]
    return float((pairs > 0).mean() + (pairs == 0).mean() / 2)


def equal_error_share(scores: Scores, is_live: Marks) -> float:
    """Returns the equal error rate over all attacks together, as an evaluation reports it."""
    points = curve(scores[is_live].tolist(), {"all": scores[~is_live].tolist()})
    found = equal_error_rate(points)
    return math.nan if found is None else found.rate


def operating_point(scores: Scores, is_live: Marks) -> tuple[float, float]:
    """Returns the threshold whose larger error share is smallest (mid-gap), and that share."""
    values = np.unique(scores)
    between = np.concatenate([values[:1] - 1, (values[:-1] + values[1:]) / 2])
    shares = [
        max((scores[~is_live] > limit).mean(), (scores[is_live] <= limit).mean())
        for limit in between
    ]
    best = int(np.argmin(shares))
    return float(between[best]), float(shares[best])


def left_out(scores: Scores, is_live: Marks, sources: list[str]) -> Marks:
    """Returns which pictures pass at a point that was chosen without their source."""
    passes = np.zeros(len(scores), bool)
    for source in set(sources):
        is_here = np.array([name == source for name in sources])
        limit, _ = operating_point(scores[~is_here], is_live[~is_here])
        passes |= is_here & (scores > limit)
    return passes


def report(found: list[Scene]) -> list[str]:
    """Returns the table."""
    is_live = np.array([scene.is_live for scene in found])
    species = [scene.species for scene in found]
    is_mask = np.array([name == "mask" for name in species])
    sources = [scene.source for scene in found]
    lines = [
        "| evidence | AUC | EER | without masks | left-out BPCER | print | replay | mask |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, way in WAYS.items():
        scores = np.array([way(scene) for scene in found])
        passes = left_out(scores, is_live, sources)
        kinds = [
            _share(passes[np.array([kind == wanted for kind in species])])
            for wanted in ("print", "replay", "mask")
        ]
        lines.append(
            f"| {name} | {area(scores, is_live):.3f} "
            f"| {equal_error_share(scores, is_live):.1%} "
            f"| {equal_error_share(scores[~is_mask], is_live[~is_mask]):.1%} "
            f"| {_share(~passes[is_live])} | {' | '.join(kinds)} |"
        )
    final = np.array([WAYS["eight runs, shadows, frames"](scene) for scene in found])
    passes = final > OPERATING_POINT
    kinds = [
        f"{wanted} {_share(passes[np.array([kind == wanted for kind in species])])}"
        for wanted in ("print", "replay", "mask")
    ]
    point, _ = operating_point(final, is_live)
    score = 1 / (1 + math.exp(OPERATING_POINT - point - math.log(4)))
    lines += [
        "",
        f"At the shipped point ({OPERATING_POINT} in log-odds, score 0.8): BPCER "
        f"{_share(~passes[is_live])}; APCER {', '.join(kinds)}. The point with the smallest larger "
        f"error share on all of them lies at {point:.2f} (score {score:.2f}).",
    ]
    return lines


def _share(marks: Marks) -> str:
    return f"{int(marks.sum())} of {len(marks)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--original-size", action="store_true", help="not as probes, but as they are"
    )
    parser.add_argument("--write", action="store_true", help="keep the table in the results")
    arguments = parser.parse_args()
    lines = report(scenes(is_original_size=arguments.original_size))
    print("\n".join(lines))
    if arguments.write:
        command = "python -m benchmarks.stills" + " --original-size" * arguments.original_size
        text = "\n".join(["# Whole scenes", "", f"`{command}`", "", *lines, ""])
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
