import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from liveness_station.domain.errors import EngineError
from liveness_station.domain.frames import Pixels
from liveness_station.domain.verdicts import Reason
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.engine import MiniFasNetEngine
from liveness_station.pad.manifest import (
    BLENDSHAPES,
    LANDMARKS,
    MINIFASNET,
    YUNET,
    ModelFile,
    read_verified,
)
from liveness_station.pad.models import load_landmark_finder
from liveness_station.pad.networks import (
    MINIFASNET_NAME,
    Floats,
    Network,
    OnnxRuntimeNetwork,
    OpenCvNetwork,
    live_probabilities,
    load_network,
)

GREY_WINDOW = np.full((80, 80, 3), 128, np.uint8)


class FixedNetwork:
    """Answers with the given logits and keeps what it was asked."""

    def __init__(self, *rows: tuple[float, ...]) -> None:
        self._logits = np.array(rows, np.float32)
        self.batches: list[Floats] = []

    def run(self, batch: Floats) -> tuple[Floats, ...]:
        self.batches.append(batch)
        return (self._logits,)


def onnxruntime_network(model: bytes) -> Network:
    return OnnxRuntimeNetwork(model, name="a net", threads=1)


def opencv_network(model: bytes) -> Network:
    return OpenCvNetwork(model, name="a net")


both_backends = pytest.mark.parametrize("build", [onnxruntime_network, opencv_network])


@pytest.fixture(scope="module")
def model(models_dir: Path) -> bytes:
    return read_verified(models_dir, MINIFASNET)


def score(*logits: float) -> float:
    return live_probabilities(FixedNetwork(logits), [GREY_WINDOW])[0]


def test_without_onnxruntime_cv2_gives_the_same_score(
    models_dir: Path, model: bytes, portrait: Pixels, monkeypatch: pytest.MonkeyPatch
) -> None:
    detector = FaceDetector(read_verified(models_dir, YUNET))
    finder = load_landmark_finder(models_dir)
    usual = load_network(model, name=MINIFASNET_NAME, threads=1)
    assert isinstance(usual, OnnxRuntimeNetwork)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)  # makes its import fail
    fallback = load_network(model, name=MINIFASNET_NAME, threads=1)
    assert isinstance(fallback, OpenCvNetwork)
    expected = MiniFasNetEngine(detector, usual, finder).assess(portrait).score
    assert MiniFasNetEngine(detector, fallback, finder).assess(portrait).score == pytest.approx(
        expected, abs=1e-4
    )


@both_backends
def test_windows_score_the_same_alone_and_together(
    model: bytes, build: Callable[[bytes], Network]
) -> None:
    network = build(model)
    windows = list(np.random.default_rng(5).integers(0, 256, (4, 80, 80, 3), np.uint8))
    together = live_probabilities(network, windows)
    alone = [live_probabilities(network, [window])[0] for window in windows]
    assert len(set(alone)) == 4
    assert together == pytest.approx(alone, abs=1e-5)


@pytest.mark.parametrize(
    ("file", "shape"), [(LANDMARKS, (1, 3, 256, 256)), (BLENDSHAPES, (1, 146, 2))]
)
def test_both_backends_give_the_same_outputs_in_the_same_order(
    models_dir: Path, file: ModelFile, shape: tuple[int, ...]
) -> None:
    content = read_verified(models_dir, file)
    batch = np.random.default_rng(5).random(shape, np.float32)
    expected = onnxruntime_network(content).run(batch)
    found = opencv_network(content).run(batch)
    assert [output.shape for output in found] == [output.shape for output in expected]
    for ours, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=2e-3)


def test_class_1_is_live() -> None:
    assert score(0, 10, 0) > 0.99
    assert score(10, 0, 0) < 0.01
    assert score(0, 0, 10) < 0.01
    assert score(2, 2, 2) == pytest.approx(1 / 3)


def test_each_window_has_its_own_score() -> None:
    network = FixedNetwork((0, 10, 0), (10, 0, 0))
    first, second = live_probabilities(network, [GREY_WINDOW, GREY_WINDOW])
    assert first > 0.99
    assert second < 0.01


def test_the_largest_logits_do_not_overflow() -> None:
    assert score(-3e38, 3e38, 0) == 1.0


def test_the_windows_are_handed_over_as_blue_green_red_planes_from_0_to_255() -> None:
    window = np.zeros((80, 80, 3), np.uint8)
    window[:, :, 0], window[:, :, 2] = 255, 7
    network = FixedNetwork((0, 0, 0), (0, 0, 0))
    live_probabilities(network, [window, GREY_WINDOW])
    (batch,) = network.batches
    assert batch.shape == (2, 3, 80, 80)
    assert batch.dtype == np.float32
    assert [plane.max() for plane in batch[0]] == [255, 0, 7]
    assert (batch[1] == 128).all()


@pytest.mark.parametrize("logits", [(np.nan, 1, 0), (0, np.inf, 0), (1, 2), (1, 2, 3, 4)])
def test_what_is_no_probability_is_an_error(logits: tuple[float, ...]) -> None:
    with pytest.raises(EngineError) as caught:
        score(*logits)
    assert caught.value.reason is Reason.ENGINE_DOWN


def test_fewer_answers_than_windows_are_an_error() -> None:
    with pytest.raises(EngineError, match="MiniFASNet: no logits"):
        live_probabilities(FixedNetwork((0, 1, 0)), [GREY_WINDOW, GREY_WINDOW])


def test_a_network_that_cannot_be_built_or_run_is_the_rooms_own_error(model: bytes) -> None:
    with pytest.raises(EngineError, match="a net: onnxruntime"):
        onnxruntime_network(b"not a model")
    with pytest.raises(EngineError, match="a net: OpenCV error"):
        opencv_network(b"not a model")
    wrong_size = np.zeros((1, 3, 81, 80), np.float32)
    with pytest.raises(EngineError, match="a net: onnxruntime"):
        onnxruntime_network(model).run(wrong_size)
