"""The engine against `deepface` and `uniface`, on one thread, in turns A B A B. Linux.

Each package lives in an environment of its own; the models' folder is written in the environment
of `tools.rebuild_models`:

    python -m venv U && U/bin/python -m pip install uniface==4.2.1 "onnxruntime<1.29" opencv-python
    python -m venv D && D/bin/python -m pip install deepface==0.0.103 "onnxruntime<1.29"
    MODELS_VENV/bin/python -m tools.plain_models MODELS
    python -m benchmarks.rivals --models MODELS --uniface U/bin/python --deepface D/bin/python

(deepface 0.0.103 also needs `werkzeug`, which it does not ask for.) With `--data ../shared/data`
uniface and the station also judge the whole scenes there, by uniface's own rule (the likeliest of
the three classes) and by the station's threshold; deepface cannot, for want of a network.

All score the same 720p picture, bound to one core; figures are medians of processor time. Both
packages are measured with the networks in the form in which PyTorch exports them (PLAIN), and
once more with those that the station ships (SLIM), which they never have by themselves.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

if sys.platform == "linux":
    # Before anything starts threads, as the others do.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import cv2

from benchmarks.engine import MODELS_DIR, scene
from benchmarks.rival_worker import median_ms
from liveness_station.contract.limits import DEFAULT_THRESHOLD
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Pixels
from liveness_station.imaging.decode import decode
from liveness_station.pad.manifest import MINIFASNET, read_verified
from liveness_station.pad.models import load_engine
from liveness_station.pad.networks import MINIFASNET_NAME, live_probabilities, load_network
from liveness_station.pad.windows import NEAR_FACTOR, cut_window, eight_windows

WORKER = Path(__file__).with_name("rival_worker.py")
Figures = dict[str, float]


def our_works(pixels: Pixels) -> tuple[Face, dict[str, Callable[[], object]]]:
    """Returns the face that our detector finds, and what our engine does with the picture."""
    engine = load_engine(MODELS_DIR)
    network = load_network(read_verified(MODELS_DIR, MINIFASNET), name=MINIFASNET_NAME, threads=1)
    face = engine.assess(pixels).faces[0]

    def one_run() -> object:
        return live_probabilities(network, [cut_window(pixels, face, factor=NEAR_FACTOR)])

    return face, {
        "whole": lambda: engine.assess(pixels),
        "known_box_one_run": one_run,
        "known_box_eight_runs": lambda: live_probabilities(network, eight_windows(pixels, face)),
    }


class Rival:
    """One package in a process of its own."""

    def __init__(
        self, stack: ExitStack, python: Path, package: str, models: Path, form: str
    ) -> None:
        self.name = f"{package}, {form}"
        # No `python -m`: the folder of the station's own packages is none of theirs.
        command = [str(python), str(WORKER), package, str(models), form]
        self._process = stack.enter_context(
            subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        )
        stack.callback(self._process.kill)

    def work(self, job: str) -> Figures:
        """Has one job done and returns the milliseconds of each kind of work."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(job + "\n")
        self._process.stdin.flush()
        figures: Figures = json.loads(self._process.stdout.readline())
        return figures


def measure(arguments: argparse.Namespace) -> dict[str, list[Figures]]:
    """Returns the figures of every pair, by who they are of."""
    pixels = scene(1280, 720)
    face, works = our_works(pixels)
    box = (face.left_px, face.top_px, face.width_px, face.height_px)
    found: dict[str, list[Figures]] = {}
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "scene.png"
        cv2.imwrite(str(picture), pixels)
        rounds = arguments.rounds
        job = json.dumps({"picture": str(picture), "box": box, "rounds": rounds})
        rivals = [
            Rival(stack, python, package, arguments.models, form)
            for package, python in (
                ("uniface", arguments.uniface),
                ("deepface", arguments.deepface),
            )
            for form in ("PLAIN", "SLIM")
        ]
        for _ in range(arguments.pairs):
            for rival in rivals:
                ours = {name: median_ms(work, rounds) for name, work in works.items()}
                found.setdefault("station", []).append(ours)
                found.setdefault(rival.name, []).append(rival.work(job))
    return found


def judge_scenes(arguments: argparse.Namespace) -> dict[str, Figures]:
    """Returns how many live and attack scenes there are, and how many each judged wrongly.

    Both get the largest face of the same detector; a scene without one counts for neither.
    """
    engine = load_engine(MODELS_DIR)
    with (arguments.data / "manifest.csv").open(newline="", encoding="utf-8") as rows:
        labelled = [row for row in csv.DictReader(rows) if row["label"] in {"live", "spoof"}]
    wrong = {name: {"live": 0.0, "spoof": 0.0} for name in ("scenes", "station", "uniface")}
    with ExitStack() as stack:
        uniface = Rival(stack, arguments.uniface, "uniface", arguments.models, "PLAIN")
        for row in labelled:
            path = arguments.data / row["path"]
            if row["framing"] == "face_crop" or path.suffix != ".jpg":
                continue
            assessment = engine.assess(decode(path.read_bytes()))
            if assessment.score is None:
                continue
            face = assessment.faces[0]
            box = (face.left_px, face.top_px, face.width_px, face.height_px)
            job = json.dumps({"picture": str(path), "box": box, "rounds": 0})
            is_live = row["label"] == "live"
            wrong["scenes"][row["label"]] += 1
            wrong["station"][row["label"]] += (assessment.score > DEFAULT_THRESHOLD) is not is_live
            wrong["uniface"][row["label"]] += bool(uniface.work(job)["is_real"]) is not is_live
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--uniface", type=Path, required=True, help="its environment's python")
    parser.add_argument("--deepface", type=Path, required=True, help="its environment's python")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--data", type=Path, help="labelled pictures with a manifest.csv")
    arguments = parser.parse_args()
    found = measure(arguments)
    medians = {
        name: {kind: statistics.median(row[kind] for row in rows) for kind in rows[0]}
        for name, rows in found.items()
    }
    for name, kinds in medians.items():
        for kind, value in kinds.items():
            print(f"{name:18} {kind:22} {value:8.2f} ms")
    wrong = judge_scenes(arguments) if arguments.data else {}
    for name, counts in wrong.items():
        print(f"{name:18} live {counts['live']:4.0f}, attacks {counts['spoof']:4.0f}")
    print(json.dumps({"benchmark": "rivals", "median_ms": medians, "wrong": wrong}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
