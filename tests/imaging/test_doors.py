import cv2
import numpy as np
import pytest

from liveness_station.domain.errors import ImageError
from liveness_station.domain.verdicts import Reason
from liveness_station.imaging.doors import codec_door


def test_an_error_of_cv2_does_not_get_out_nor_its_text() -> None:
    with pytest.raises(ImageError) as caught, codec_door():
        cv2.resize(np.zeros((1, 1, 3), np.uint8), (0, 0))
    assert caught.value.reason is Reason.BAD_IMAGE
    assert caught.value.detail.startswith("OpenCV error -")
    assert ".cpp" not in str(caught.value)
    assert isinstance(caught.value.__cause__, cv2.error)
