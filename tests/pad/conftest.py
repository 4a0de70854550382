from pathlib import Path

import numpy as np
import pytest
import skimage.data

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
def portrait() -> Pixels:
    """A public-domain portrait, 512 x 512, BGR; its one face is about 90 px wide."""
    rgb = skimage.data.astronaut()  # type: ignore[no-untyped-call] # scikit-image is half typed
    return np.ascontiguousarray(rgb[:, :, ::-1])
