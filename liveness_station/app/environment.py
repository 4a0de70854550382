"""What must be settled in the process before anything else is imported."""

import os
import sys

from liveness_station.app.logs import install_hooks
from liveness_station.camera import environment as cv2_capture
from liveness_station.imaging.environment import OPENCV_ENVIRONMENT

_IGNORED = (
    # Variables by which another program could read or redirect our traffic.
    "SSLKEYLOGFILE",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    # A keyring's backend is chosen by the program alone.
    "PYTHON_KEYRING_BACKEND",
)


def prepare_process() -> None:
    """Sets and clears environment variables, private file modes, UTF-8 output and the hooks."""
    for name in _IGNORED:
        os.environ.pop(name, None)
    for name, value in OPENCV_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    # Newer builds of onnxruntime call home unless told not to; this one has nothing that could.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    cv2_capture.prepare()
    if os.name == "posix":
        os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or pipe is not UTF-8 by itself; a windowed program has no stream.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    install_hooks()
