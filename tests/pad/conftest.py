from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.frames import Pixels
from liveness_station.domain.ports import Engine
from liveness_station.pad.models import load_engine


@pytest.fixture(scope="session")
def models_dir() -> Path:
    return Path(__file__).resolve().parent.parent.parent / "resources" / "models"


@pytest.fixture(scope="session")
def engine(models_dir: Path) -> Engine:
    return load_engine(models_dir)


@pytest.fixture
def portrait(astronaut_bgr: np.ndarray) -> Pixels:
    """512 x 512; its one face is about 90 px wide."""
    return astronaut_bgr
