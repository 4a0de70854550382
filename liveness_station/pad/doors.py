"""The doors of this room: no error of cv2 or onnxruntime gets out."""

from collections.abc import Iterator
from contextlib import contextmanager

import cv2

from liveness_station.domain.errors import EngineError
from liveness_station.domain.verdicts import Reason


@contextmanager
def opencv_door(model_name: str) -> Iterator[None]:
    """Turns an error of cv2 into an EngineError that names the model and the cv2 error code.

    cv2's own text is kept as the cause only: it may hold paths of the machine it was built on.
    """
    try:
        yield
    except cv2.error as error:
        detail = f"{model_name}: OpenCV error {getattr(error, 'code', 'unknown')}"
        raise EngineError(Reason.ENGINE_DOWN, detail) from error
