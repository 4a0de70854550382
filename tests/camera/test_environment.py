import subprocess
import sys

from liveness_station.camera import environment


def test_defaults_give_way_to_the_administrator() -> None:
    variables = {"OPENCV_LOG_LEVEL": "DEBUG"}
    environment.prepare(variables)
    assert variables["OPENCV_LOG_LEVEL"] == "DEBUG"
    assert variables["OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT"] == "1"
    options = variables["OPENCV_FFMPEG_CAPTURE_OPTIONS"]
    assert options.startswith("rtsp_transport;tcp|tls_verify;1|ca_file;")


def test_what_cv2_left_is_taken_out_and_nothing_else() -> None:
    variables = {
        "QT_QPA_PLATFORM_PLUGIN_PATH": "/venv/cv2/qt/plugins",
        "QT_QPA_FONTDIR": "/my/fonts",
        "LD_LIBRARY_PATH": "/venv/site-packages/cv2/../../lib64:/opt/lib:",
    }
    environment.clean_after_import(variables)
    assert variables == {"QT_QPA_FONTDIR": "/my/fonts", "LD_LIBRARY_PATH": "/opt/lib"}


def test_an_empty_library_path_is_not_left_behind() -> None:
    variables = {"LD_LIBRARY_PATH": "/venv/cv2/../../lib64:"}
    environment.clean_after_import(variables)
    assert variables == {}


def test_a_fresh_process_stays_clean_and_quiet() -> None:
    """A refused address and a missing camera are told to the program, not to the console."""
    program = """
import os
from liveness_station.camera import environment
before = dict(os.environ)
environment.prepare()
prepared = dict(os.environ)
import cv2
environment.clean_after_import()
assert dict(os.environ) == prepared, set(os.environ) ^ set(prepared)
assert prepared != before
assert not cv2.VideoCapture("http://user:zQsecret@127.0.0.1:1/x", cv2.CAP_FFMPEG).isOpened()
assert not cv2.VideoCapture("no/such.mp4", cv2.CAP_FFMPEG).isOpened()
assert not cv2.VideoCapture(999, cv2.CAP_V4L2).isOpened()
"""
    clean = {"PATH": "/usr/bin:/bin"}
    result = subprocess.run(  # as its own process, because cv2 reads its environment once
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=clean
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
