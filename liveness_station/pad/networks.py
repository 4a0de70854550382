"""Runs MiniFASNet: with onnxruntime, or with cv2.dnn where that cannot be had."""

import threading
from typing import Any, Final, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from liveness_station.domain.errors import EngineError
from liveness_station.domain.frames import Pixels
from liveness_station.domain.verdicts import Reason
from liveness_station.pad.doors import opencv_door

Floats = npt.NDArray[np.float32]

_NAME: Final = "MiniFASNet"
_LIVE_CLASS: Final = 1
_CLASSES: Final = 3


class Network(Protocol):
    """A loaded network. Safe to call from several threads."""

    def logits(self, batch: Floats) -> Floats:
        """Maps 1 x 3 x 80 x 80 (BGR, 0 to 255) to 1 x 3 logits.

        Raises:
            EngineError: the runtime failed.
        """


class OnnxRuntimeNetwork:
    """The network in onnxruntime, whose `run` may be called from several threads at once.

    Raises:
        ImportError: onnxruntime is not there, or its libraries do not load.
        EngineError: the model cannot be built.
    """

    def __init__(self, model: bytes, *, threads: int) -> None:
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
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"]
            )
        except self._errors as error:
            raise _broken("onnxruntime") from error

    def logits(self, batch: Floats) -> Floats:
        """Runs the network; see `Network`."""
        try:
            outputs = self._session.run(None, {"input": batch})
        except self._errors as error:
            raise _broken("onnxruntime") from error
        return np.asarray(outputs[0], np.float32)


class OpenCvNetwork:
    """The network in cv2.dnn, one run at a time, because a cv2 net holds its input and output.

    Raises:
        EngineError: the model cannot be built.
    """

    def __init__(self, model: bytes) -> None:
        self._lock = threading.Lock()
        with opencv_door(_NAME):
            self._net = cv2.dnn.readNetFromONNX(np.frombuffer(model, np.uint8))

    def logits(self, batch: Floats) -> Floats:
        """Runs the network; see `Network`."""
        with self._lock, opencv_door(_NAME):
            self._net.setInput(batch)
            # A copy, because the net may write its next output to the same place.
            return np.array(self._net.forward(), np.float32)


def load_network(model: bytes, *, threads: int) -> Network:
    """Builds the network in onnxruntime, or in cv2.dnn where onnxruntime cannot be imported.

    Raises:
        EngineError: neither can build it.
    """
    try:
        return OnnxRuntimeNetwork(model, threads=threads)
    except ImportError:
        return OpenCvNetwork(model)


def live_probability(network: Network, window: Pixels) -> float:
    """Returns MiniFASNet's probability in 0..1 that an 80 x 80 BGR window shows a live face.

    The network takes 0..255 without mean or scale (that is inside it) and gives three logits;
    class 1 is live, 0 and 2 are two kinds of attack.

    Raises:
        EngineError: the runtime failed, or gave something that is no probability.
    """
    batch = np.ascontiguousarray(window.transpose(2, 0, 1)[np.newaxis], np.float32)
    logits = network.logits(batch).astype(np.float64).reshape(-1)
    if logits.shape != (_CLASSES,) or not np.isfinite(logits).all():
        raise _broken("no logits")
    # The largest logit is taken off first, so that exp cannot overflow.
    weights = np.exp(logits - logits.max())
    return float(weights[_LIVE_CLASS] / weights.sum())


def _broken(what: str) -> EngineError:
    return EngineError(Reason.ENGINE_DOWN, f"{_NAME}: {what}")
