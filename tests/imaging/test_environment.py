import os
import subprocess
import sys

from liveness_station.imaging.environment import OPENCV_ENVIRONMENT

PROGRAM = """
import os, sys
from liveness_station.imaging.environment import OPENCV_ENVIRONMENT
assert "cv2" not in sys.modules
os.environ.update(OPENCV_ENVIRONMENT)
import cv2, numpy
print(cv2.utils.logging.getLogLevel() == cv2.utils.logging.LOG_LEVEL_ERROR)
header = b"P5 8192 8193 255 "
print(cv2.imdecode(numpy.frombuffer(header, numpy.uint8), cv2.IMREAD_COLOR))
"""


def test_the_environment_can_be_set_before_cv2_and_cv2_obeys() -> None:
    child = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
    )
    assert child.stdout.startswith("True")
    assert OPENCV_ENVIRONMENT["OPENCV_IO_MAX_IMAGE_PIXELS"] == "67108864"
    assert "CV_IO_MAX_IMAGE_PIXELS" in child.stderr or "pixels <= " in child.stderr
