from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.errors import EngineError
from liveness_station.domain.frames import Pixels
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.manifest import YUNET, read_verified
from liveness_station.pad.networks import Floats, OpenCvNetwork
from liveness_station.pad.yunet import YUNET_NAME, candidates, without_overlaps


@pytest.fixture(scope="module")
def model(models_dir: Path) -> bytes:
    return read_verified(models_dir, YUNET)


@pytest.fixture(scope="module")
def detector(model: bytes) -> FaceDetector:
    return FaceDetector(model)


class CountingNetwork(OpenCvNetwork):
    """The network in cv2.dnn, which keeps the shapes it was given."""

    def __init__(self, model: bytes) -> None:
        super().__init__(model, name=YUNET_NAME)
        self.shapes: list[tuple[int, ...]] = []

    def run(self, batch: Floats) -> tuple[Floats, ...]:
        self.shapes.append(batch.shape)
        return super().run(batch)


def empty_maps() -> list[Floats]:
    """Maps of a 64 x 64 picture without a face, of strides 16, 32 and 8."""
    return [np.full((1, 16, side, side), -100, np.float32) for side in (4, 2, 8)]


def put_face(values: Floats, *, row: int, column: int, box: tuple[float, ...]) -> None:
    values[0, :2, row, column] = 100
    values[0, 2:6, row, column] = box


def test_boxes_are_the_same_in_both_runtimes_and_for_pictures_of_any_size(
    detector: FaceDetector, model: bytes, portrait: Pixels, monkeypatch: pytest.MonkeyPatch
) -> None:
    fallback = FaceDetector(model)
    network = CountingNetwork(model)
    monkeypatch.setattr(fallback, "_network", network)
    for picture in (portrait, portrait[:300, :457], np.tile(portrait, (1, 2, 1))):
        found, expected = fallback.detect(picture), detector.detect(picture)
        assert len(found) == len(expected) >= 1
        for ours, theirs in zip(found, expected, strict=True):
            assert ours.left_px == pytest.approx(theirs.left_px, abs=0.01)
            assert ours.height_px == pytest.approx(theirs.height_px, abs=0.01)
    assert network.shapes == [(1, 3, 512, 512), (1, 3, 320, 480), (1, 3, 320, 640)]


def test_a_small_picture_of_a_large_one_finds_the_face_in_the_large_ones_pixels(
    detector: FaceDetector, portrait: Pixels
) -> None:
    (usual,) = detector.detect(portrait)
    (small,) = detector.detect(portrait, longest_side_px=256)
    assert small.left_px == pytest.approx(usual.left_px, abs=6)
    assert small.width_px == pytest.approx(usual.width_px, rel=0.08)


def test_a_map_says_where_a_face_is_in_strides() -> None:
    maps = empty_maps()
    put_face(maps[1], row=1, column=0, box=(0.5, 0.25, np.log(2), np.log(1.5)))
    ((left, top, width, height, confidence),) = candidates(tuple(maps))
    # Stride 32: the middle is at (0 + 0.5, 1 + 0.25), the sides are 2 and 1.5.
    assert (left, top) == pytest.approx((16 - 32, 40 - 24))
    assert (width, height) == pytest.approx((64, 48))
    assert confidence == pytest.approx(1)


def test_both_likelihoods_make_the_confidence() -> None:
    maps = empty_maps()
    put_face(maps[2], row=0, column=0, box=(0, 0, 0, 0))
    maps[2][0, 1, 0, 0] = 0  # an even chance; the root of a half is 0.71
    ((*_, confidence),) = candidates(tuple(maps))
    assert confidence == pytest.approx(0.5**0.5)
    maps[2][0, 1, 0, 0] = -1
    assert len(candidates(tuple(maps))) == 0


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_no_box_is_no_face(value: float) -> None:
    maps = empty_maps()
    put_face(maps[0], row=0, column=0, box=(0, 0, 0, 0))
    put_face(maps[0], row=2, column=2, box=(value, 0, 0, 0))
    assert len(candidates(tuple(maps))) == 1
    maps[0][:] = np.nan
    assert len(candidates(tuple(maps))) == 0


def test_a_side_beyond_all_numbers_does_not_overflow() -> None:
    maps = empty_maps()
    put_face(maps[0], row=0, column=0, box=(0, 0, 3e38, 0))
    assert np.isfinite(candidates(tuple(maps))).all()


def test_what_are_no_maps_is_an_error() -> None:
    with pytest.raises(EngineError, match="YuNet: no maps"):
        candidates(tuple(empty_maps()[:2]))
    with pytest.raises(EngineError, match="YuNet: no maps"):
        candidates(tuple(values[:, :6] for values in empty_maps()))


def test_of_boxes_that_overlap_the_surest_stays() -> None:
    rows = np.array(
        [
            [0, 0, 10, 10, 0.7],
            [1, 0, 10, 10, 0.9],  # shares 9/11 with the first
            [0, 6, 10, 10, 0.8],  # shares 4/16 = 0.25 with the first, less with the second
            [50, 50, 5, 5, 0.65],
        ],
        np.float32,
    )
    kept = without_overlaps(rows)
    assert kept[:, 4] == pytest.approx([0.9, 0.8, 0.65])
    assert len(without_overlaps(rows[:0])) == 0
