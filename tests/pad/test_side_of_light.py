"""From which side a real face is lit: the subject's own left, whichever way it is measured."""

import numpy as np
import pytest

from liveness_station.domain.frames import Pixels
from liveness_station.domain.gates import Component
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.gating import GateKeeper
from liveness_station.pad.landmarks import LandmarkFinder
from liveness_station.pad.tracking import FaceTracker
from tests.pad.test_gating import looked, models, scene  # noqa: F401 - fixtures

Models = tuple[FaceDetector, LandmarkFinder]


def _light(models: Models, pixels: Pixels) -> tuple[float, float]:  # noqa: F811 - the fixture
    """Returns the ratio with its side and without, as somebody new measures them."""
    detector, finder = models
    keeper = GateKeeper(FaceTracker(detector, finder), finder)
    found = {one.code: one.value for one in looked(keeper, pixels).measures}
    return found[Component.SIDE_OF_LIGHT.value], found[Component.EVENNESS_OF_LIGHT.value]


@pytest.mark.parametrize("is_left", [True, False], ids=["left", "right"])
def test_the_brighter_side_is_the_subjects_own(
    models: Models,  # noqa: F811 - the fixture
    scene: Pixels,  # noqa: F811 - the fixture
    is_left: bool,
) -> None:
    even, _ = _light(models, scene)
    # The subject's left is on the right of a picture that is not mirrored.
    is_lit = (np.arange(scene.shape[1]) >= scene.shape[1] / 2) == is_left
    lit = (scene * np.where(is_lit, 1.0, 0.5)[np.newaxis, :, np.newaxis]).astype(np.uint8)
    side, unsigned = _light(models, lit)
    assert (side > even * 1.5) if is_left else (side < even / 1.5)
    assert unsigned == pytest.approx(max(side, 1 / side), abs=0.01)
