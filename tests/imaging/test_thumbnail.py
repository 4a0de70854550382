"""The small picture of a report."""

import cv2
import numpy as np
import pytest

from liveness_station.imaging.thumbnail import SIDE_PX, encode_thumbnail


@pytest.mark.parametrize(
    ("height_px", "width_px", "expected"),
    [(480, 640, (180, 240)), (1000, 20, (240, 5)), (30, 40, (30, 40)), (8000, 15, (240, 1))],
)
def test_the_longest_side_is_bounded(
    height_px: int, width_px: int, expected: tuple[int, int]
) -> None:
    jpeg = encode_thumbnail(np.full((height_px, width_px, 3), 90, np.uint8))
    small = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert small is not None
    assert small.shape[:2] == expected
    assert max(small.shape[:2]) <= SIDE_PX
