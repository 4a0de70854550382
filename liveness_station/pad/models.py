"""Loads the on-device engine from the shipped model files."""

from pathlib import Path

import cv2

from liveness_station.domain.ports import Engine
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.engine import MiniFasNetEngine
from liveness_station.pad.landmarks import BLENDSHAPES_NAME, LANDMARKS_NAME, LandmarkFinder
from liveness_station.pad.manifest import (
    BLENDSHAPES,
    LANDMARKS,
    MINIFASNET,
    MODEL_FILES,
    YUNET,
    read_verified,
)
from liveness_station.pad.networks import MINIFASNET_NAME, load_network


def load_engine(models_dir: Path, *, threads: int = 1) -> Engine:
    """Verifies every shipped model and returns the engine.

    Sets two things for the whole process: the number of threads cv2 may use, and cv2's log level
    (where cv2 runs the networks, it warns at every load about a setting that nobody made).

    Args:
        models_dir: the folder that holds the four files.
        threads: how many threads one inference may use, 1 or more.

    Raises:
        EngineError: a file is missing or not the one that was shipped, or cannot be loaded.
    """
    content = {model: read_verified(models_dir, model) for model in MODEL_FILES}
    finder = load_landmark_finder(models_dir, threads=threads)
    cv2.setNumThreads(threads)
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
    return MiniFasNetEngine(
        FaceDetector(content[YUNET], threads=threads),
        load_network(content[MINIFASNET], name=MINIFASNET_NAME, threads=threads),
        finder,
    )


def load_landmark_finder(models_dir: Path, *, threads: int = 1) -> LandmarkFinder:
    """Verifies and loads the landmarks and blendshapes alone, for who follows faces.

    Args:
        models_dir: the folder that holds the files.
        threads: how many threads one inference may use, 1 or more.

    Raises:
        EngineError: a file is missing or not the one that was shipped, or cannot be loaded.
    """
    landmarks, blendshapes = (read_verified(models_dir, file) for file in (LANDMARKS, BLENDSHAPES))
    return LandmarkFinder(
        load_network(landmarks, name=LANDMARKS_NAME, threads=threads),
        load_network(blendshapes, name=BLENDSHAPES_NAME, threads=threads),
    )
