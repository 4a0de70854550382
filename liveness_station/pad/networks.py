"""Runs the shipped networks: with onnxruntime, or with cv2.dnn where that cannot be had."""

import threading
from collections.abc import Sequence
from typing import Any, Final, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from liveness_station.domain.errors import EngineError
from liveness_station.domain.frames import Pixels
from liveness_station.domain.verdicts import Reason
from liveness_station.pad.doors import opencv_door

Floats = npt.NDArray[np.float32]

MINIFASNET_NAME: Final = "MiniFASNet"
PRINT_CLASS: Final = 0
LIVE_CLASS: Final = 1
SCREEN_CLASS: Final = 2
_CLASSES: Final = 3


class Network(Protocol):
    """A loaded network with one input. Safe to call from several threads."""

    def run(self, batch: Floats) -> tuple[Floats, ...]:
        """Returns the outputs in the order of their names, one row for each row of the batch.

        Raises:
            EngineError: the runtime failed.
        """


class OnnxRuntimeNetwork:
    """A network in onnxruntime, whose `run` may be called from several threads at once.

    Raises:
        ImportError: onnxruntime is not there, or its libraries do not load.
        EngineError: the model cannot be built.
    """

    def __init__(self, model: bytes, *, name: str, threads: int) -> None:
        # Imported here: it is absent on some systems, and costs a tenth of a second elsewhere.
        import onnxruntime  # type: ignore[import-untyped] # ships neither stubs nor py.typed

        # On Windows every build reports to the system's event tracing unless told not to.
        onnxruntime.disable_telemetry_events()
        state = onnxruntime.capi.onnxruntime_pybind11_state
        # Its errors share no base class but Exception.
        self._errors: tuple[type[Exception], ...] = (
            state.EPFail,
            state.Fail,
            state.InvalidArgument,
            state.InvalidGraph,
            state.InvalidProtobuf,
            state.NoModel,
            state.NotImplemented,
            state.RuntimeException,
        )
        self._name = name
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Planning all of a run's memory as one block takes 30 MB more between two threads and
        # saves no time.
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"]
            )
        except self._errors as error:
            raise broken(name, "onnxruntime") from error
        self._outputs = sorted(output.name for output in self._session.get_outputs())

    def run(self, batch: Floats) -> tuple[Floats, ...]:
        """Runs the network; see `Network`."""
        try:
            outputs = self._session.run(self._outputs, {"input": batch})
        except self._errors as error:
            raise broken(self._name, "onnxruntime") from error
        return tuple(np.asarray(output, np.float32) for output in outputs)


class OpenCvNetwork:
    """A network in cv2.dnn, one run at a time, because a cv2 net holds its input and output.

    Raises:
        EngineError: the model cannot be built.
    """

    def __init__(self, model: bytes, *, name: str) -> None:
        self._lock = threading.Lock()
        self._name = name
        with opencv_door(name):
            self._net = cv2.dnn.readNetFromONNX(np.frombuffer(model, np.uint8))
            self._outputs = sorted(self._net.getUnconnectedOutLayersNames())

    def run(self, batch: Floats) -> tuple[Floats, ...]:
        """Runs the network; see `Network`."""
        with self._lock, opencv_door(self._name):
            self._net.setInput(batch)
            outputs = self._net.forward(self._outputs)
            # Copies, because the net may write its next outputs to the same place.
            return tuple(np.array(output, np.float32) for output in outputs)


def load_network(model: bytes, *, name: str, threads: int) -> Network:
    """Builds the network in onnxruntime, or in cv2.dnn where onnxruntime cannot be imported.

    Args:
        model: the bytes of an ONNX file whose input is called `input`.
        name: what errors call it.
        threads: how many threads one run may use, 1 or more.

    Raises:
        EngineError: neither can build it.
    """
    try:
        return OnnxRuntimeNetwork(model, name=name, threads=threads)
    except ImportError:
        return OpenCvNetwork(model, name=name)


def live_probabilities(network: Network, windows: Sequence[Pixels]) -> tuple[float, ...]:
    """Returns MiniFASNet's probabilities in 0..1 that 80 x 80 BGR windows show a live face.

    See `class_probabilities`, of which this is one column.
    """
    return tuple(class_probabilities(network, windows)[:, LIVE_CLASS].tolist())


def class_probabilities(network: Network, windows: Sequence[Pixels]) -> npt.NDArray[np.float64]:
    """Returns MiniFASNet's probabilities, one row of three for each window.

    All windows go through in one run. The network takes 0..255 without mean or scale (that is
    inside it) and gives three logits a window; class 0 is a print, 1 live, 2 a
    screen (0 and 2 as they come out on attacks whose kind is known).

    Args:
        network: MiniFASNet.
        windows: one or more, each 80 x 80 x 3, BGR, uint8.

    Raises:
        EngineError: the runtime failed, or gave something that is no probability.
    """
    planes = np.stack(windows).transpose(0, 3, 1, 2)
    (logits,) = network.run(np.ascontiguousarray(planes, np.float32))
    if logits.shape != (len(windows), _CLASSES) or not np.isfinite(logits).all():
        raise broken(MINIFASNET_NAME, "no logits")
    exact = logits.astype(np.float64)
    # The largest logit is taken off first, so that exp cannot overflow.
    weights = np.exp(exact - exact.max(axis=1, keepdims=True))
    probabilities: npt.NDArray[np.float64] = weights / weights.sum(axis=1, keepdims=True)
    return probabilities


def broken(name: str, what: str) -> EngineError:
    """Returns the error of a network that does not do what it should."""
    return EngineError(Reason.ENGINE_DOWN, f"{name}: {what}")
