"""The model files that were shipped, by name and hash, and how they are read."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liveness_station.domain.errors import EngineError
from liveness_station.domain.verdicts import Reason


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One shipped file: its name in the models' folder and the SHA-256 of its bytes in hex."""

    name: str
    sha256: str

    @property
    def short_hash(self) -> str:
        """The first eight hex digits, enough to tell models apart in a log or a header."""
        return self.sha256[:8]


YUNET: Final = ModelFile(
    "face_detection_yunet_2023mar.onnx",
    "858d1b567a96093bb75008df379bbc2cda017a6b5ae4e474fbc7750187d7c8f4",
)
MINIFASNET: Final = ModelFile(
    "minifasnet_v2_2.7_80.onnx",
    "4ba3acf212836d8d84b85f76efdd40b5587186984de337de1576e5876e967f4d",
)
LANDMARKS: Final = ModelFile(
    "face_landmarks_478.onnx",
    "0dc56f7447d31ca065de7d5509b6eb913106228af20964cf794d2dc022b0b4d8",
)
BLENDSHAPES: Final = ModelFile(
    "face_blendshapes.onnx",
    "a7f24d31845900f8fed89815c5b473e58b90ef83a2d82dc4614d6aa4a372973e",
)
MODEL_FILES: Final = (YUNET, MINIFASNET, LANDMARKS, BLENDSHAPES)


def read_verified(models_dir: Path, model: ModelFile) -> bytes:
    """Returns the bytes of a shipped model.

    What was hashed is what is loaded: the networks are built from these bytes, so nobody can swap
    the file in between, and a folder with any letters in its name works on Windows too.

    Raises:
        EngineError: the file is missing, unreadable or not the one that was shipped.
    """
    try:
        content = (models_dir / model.name).read_bytes()
    except OSError as error:
        detail = f"{model.name}: {error.strerror or 'unreadable'}"
        raise EngineError(Reason.ENGINE_DOWN, detail) from error
    found = hashlib.sha256(content).hexdigest()
    if found != model.sha256:
        detail = f"{model.name}: not the shipped file, its hash is {found[:8]}"
        raise EngineError(Reason.ENGINE_DOWN, detail)
    return content
