import sys
from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.errors import EngineError
from liveness_station.domain.frames import Pixels
from liveness_station.domain.verdicts import Reason
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.engine import MiniFasNetEngine
from liveness_station.pad.manifest import MINIFASNET, YUNET, read_verified
from liveness_station.pad.networks import (
    Floats,
    OnnxRuntimeNetwork,
    OpenCvNetwork,
    live_probability,
    load_network,
)

GREY_WINDOW = np.full((80, 80, 3), 128, np.uint8)


class FixedNetwork:
    """Answers with the given logits and keeps what it was asked."""

    def __init__(self, *logits: float) -> None:
        self._logits = np.array([logits], np.float32)
        self.batches: list[Floats] = []

    def logits(self, batch: Floats) -> Floats:
        self.batches.append(batch)
        return self._logits


@pytest.fixture(scope="module")
def model(models_dir: Path) -> bytes:
    return read_verified(models_dir, MINIFASNET)


def test_without_onnxruntime_cv2_gives_the_same_score(
    models_dir: Path, model: bytes, portrait: Pixels, monkeypatch: pytest.MonkeyPatch
) -> None:
    detector = FaceDetector(read_verified(models_dir, YUNET))
    usual = load_network(model, threads=1)
    assert isinstance(usual, OnnxRuntimeNetwork)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)  # makes its import fail
    fallback = load_network(model, threads=1)
    assert isinstance(fallback, OpenCvNetwork)
    score = MiniFasNetEngine(detector, usual).assess(portrait).score
    assert MiniFasNetEngine(detector, fallback).assess(portrait).score == pytest.approx(
        score, abs=1e-3
    )


def test_class_1_is_live() -> None:
    assert live_probability(FixedNetwork(0, 10, 0), GREY_WINDOW) > 0.99
    assert live_probability(FixedNetwork(10, 0, 0), GREY_WINDOW) < 0.01
    assert live_probability(FixedNetwork(0, 0, 10), GREY_WINDOW) < 0.01
    assert live_probability(FixedNetwork(2, 2, 2), GREY_WINDOW) == pytest.approx(1 / 3)


def test_the_largest_logits_do_not_overflow() -> None:
    assert live_probability(FixedNetwork(-3e38, 3e38, 0), GREY_WINDOW) == 1.0


def test_the_window_is_handed_over_as_blue_green_red_planes_from_0_to_255() -> None:
    window = np.zeros((80, 80, 3), np.uint8)
    window[:, :, 0], window[:, :, 2] = 255, 7
    network = FixedNetwork(0, 0, 0)
    live_probability(network, window)
    (batch,) = network.batches
    assert batch.shape == (1, 3, 80, 80)
    assert batch.dtype == np.float32
    assert [plane.max() for plane in batch[0]] == [255, 0, 7]


@pytest.mark.parametrize("logits", [(np.nan, 1, 0), (0, np.inf, 0), (1, 2), (1, 2, 3, 4)])
def test_what_is_no_probability_is_an_error(logits: tuple[float, ...]) -> None:
    with pytest.raises(EngineError) as caught:
        live_probability(FixedNetwork(*logits), GREY_WINDOW)
    assert caught.value.reason is Reason.ENGINE_DOWN


def test_a_network_that_cannot_be_built_or_run_is_the_rooms_own_error(model: bytes) -> None:
    with pytest.raises(EngineError, match="MiniFASNet: onnxruntime"):
        OnnxRuntimeNetwork(b"not a model", threads=1)
    with pytest.raises(EngineError, match="MiniFASNet: OpenCV error"):
        OpenCvNetwork(b"not a model")
    wrong_size = np.zeros((1, 3, 81, 80), np.float32)
    with pytest.raises(EngineError, match="MiniFASNet: onnxruntime"):
        OnnxRuntimeNetwork(model, threads=1).logits(wrong_size)
