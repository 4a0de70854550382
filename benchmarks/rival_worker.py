"""Scores pictures with another package, in an environment of that package's own.

    PYTHON benchmarks/rival_worker.py uniface|deepface MODELS SLIM|PLAIN

It needs nothing but that package. Each line of standard input is a job of `benchmarks.rivals`, as
JSON; each is answered by one line. MODELS is a folder that `tools.plain_models` has written:
neither package can download its own weights here, so both are given these in place of theirs.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Before anything starts threads: the runtimes then have one each, as ours has.
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import cv2
import numpy as np

Box = tuple[float, float, float, float]
Works = dict[str, Callable[[], object]]


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Returns the median processor time of one call, after two that do not count."""
    times_s = []
    for _ in range(rounds + 2):
        began_s = time.process_time()
        work()
        times_s.append(time.process_time() - began_s)
    return statistics.median(times_s[2:]) * 1000


def uniface_works(models: Path, prefix: str) -> Callable[[Any, Box], Works]:
    """Returns what uniface does: it has MiniFASNet, and detectors whose weights are not here."""
    from uniface.spoofing import (  # type: ignore[import-not-found] # in its own environment
        MiniFASNet,
        minifasnet,
    )

    # Its only door to a local file: the function that would download and verify.
    minifasnet.verify_model_weights = lambda _: str(models / f"{prefix}MiniFASNetV2.onnx")
    spoofer = MiniFASNet(providers=["CPUExecutionProvider"])

    def works(pixels: Any, box: Box) -> Works:
        left, top, width, height = box
        corners = [left, top, left + width, top + height]
        return {
            "known_box_one_run": lambda: spoofer.predict(pixels, corners),
            "is_real": lambda: spoofer.predict(pixels, corners).is_real,
        }

    return works


def deepface_works(models: Path, prefix: str) -> Callable[[Any, Box], Works]:
    """Returns what deepface does: YuNet in OpenCV, then two networks, of which we have one.

    MiniFASNetV2 stands in for MiniFASNetV1SE, whose weights are not here: times are a little kind
    to deepface (that one is the larger), and scores are not comparable.
    """
    home = tempfile.mkdtemp()
    os.environ["DEEPFACE_HOME"] = home
    weights = Path(home) / ".deepface" / "weights"
    weights.mkdir(parents=True)
    network = models / f"{prefix}2.7_80x80_MiniFASNetV2.onnx"
    for name in ("2.7_80x80_MiniFASNetV2.onnx", "4_0_0_80x80_MiniFASNetV1SE.onnx"):
        shutil.copy(network, weights / name)
    yunet = "face_detection_yunet_2023mar.onnx"
    shutil.copy(models / yunet, weights / yunet)
    from deepface import DeepFace  # type: ignore[import-not-found] # in its own environment
    from deepface.modules import modeling  # type: ignore[import-not-found] # as above

    fasnet = modeling.build_model(task="spoofing", model_name="Fasnet")

    def works(pixels: Any, box: Box) -> Works:
        area = tuple(round(side) for side in box)
        return {
            "whole": lambda: DeepFace.extract_faces(
                pixels, detector_backend="yunet", anti_spoofing=True
            ),
            "known_box_two_runs": lambda: fasnet.analyze(pixels, area),
        }

    return works


def main() -> None:
    """Answers jobs until standard input ends."""
    cv2.setNumThreads(1)
    package, models, form = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    prefix = "slim_" if form == "SLIM" else ""
    make = uniface_works if package == "uniface" else deepface_works
    # The packages talk on standard output; the answers have it to themselves.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    works = make(models, prefix)
    for line in sys.stdin:
        job = json.loads(line)
        pixels = cv2.imdecode(np.fromfile(job["picture"], np.uint8), cv2.IMREAD_COLOR)
        wanted = works(pixels, tuple(job["box"]))
        judge = wanted.pop("is_real", None)
        found: dict[str, float | bool] = {}
        if job["rounds"]:
            found.update((name, median_ms(work, job["rounds"])) for name, work in wanted.items())
        elif judge:
            found["is_real"] = bool(judge())
        answers.write(json.dumps(found) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
