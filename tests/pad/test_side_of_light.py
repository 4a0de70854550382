"""From which side a real face is lit: the subject's own left, whichever way it is measured."""

import numpy as np
import pytest

from liveness_station.domain.frames import Pixels
from liveness_station.domain.gates import Component
from liveness_station.pad.gating import GateKeeper
from tests.pad.test_gating import keeper, looked, models, scene  # noqa: F401 - fixtures


def _side(keeper: GateKeeper, pixels: Pixels) -> float:  # noqa: F811 - the fixture
    found = {one.code: one.value for one in looked(keeper, pixels).measures}
    return found[Component.SIDE_OF_LIGHT.value]


@pytest.mark.parametrize("is_left", [True, False], ids=["left", "right"])
def test_the_brighter_side_is_the_subjects_own(
    keeper: GateKeeper,  # noqa: F811 - the fixture
    scene: Pixels,  # noqa: F811 - the fixture
    is_left: bool,
) -> None:
    even = _side(keeper, scene)
    # The subject's left is on the right of a picture that is not mirrored.
    is_lit = (np.arange(scene.shape[1]) >= scene.shape[1] / 2) == is_left
    lit = (scene * np.where(is_lit, 1.0, 0.5)[np.newaxis, :, np.newaxis]).astype(np.uint8)
    after = _side(keeper, np.ascontiguousarray(lit))
    assert (after > even * 1.5) if is_left else (after < even / 1.5)


def test_the_unsigned_measure_is_the_same_without_its_side(
    keeper: GateKeeper,  # noqa: F811 - the fixture
    scene: Pixels,  # noqa: F811 - the fixture
) -> None:
    found = {one.code: one.value for one in looked(keeper, scene).measures}
    side = found[Component.SIDE_OF_LIGHT.value]
    assert found[Component.EVENNESS_OF_LIGHT.value] == pytest.approx(max(side, 1 / side), abs=0.01)
