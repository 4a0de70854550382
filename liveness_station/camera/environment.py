"""What cv2 reads from the environment when it is imported, and what it leaves behind there.

Both functions belong to the start of the program; importing this module changes nothing.
"""

import os
import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Final

import certifi

_DEFAULTS: Final = {
    # A camera that is unplugged or busy is told to the operator, not to a console nobody sees.
    "OPENCV_LOG_LEVEL": "ERROR",
    # FFmpeg's own log prints addresses; -8 is its AV_LOG_QUIET.
    "OPENCV_FFMPEG_LOGLEVEL": "-8",
    # A driver that stalls would otherwise hold a read for 10 s (measured with v4l2loopback); a
    # loss is to be seen within 2 s.
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "1",
    # Opening takes up to a minute with them: https://github.com/opencv/opencv/issues/17687
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",
}
_QT_VARIABLES: Final = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


def prepare(
    environment: MutableMapping[str, str] = os.environ, *, ca_file: Path | None = None
) -> None:
    """Sets cv2's options where the administrator has set none; call it before cv2 is imported.

    Args:
        environment: the variables to set.
        ca_file: certificate authorities (PEM) that vouch for cameras over https and rtsps, in
            place of the public ones.
    """
    for name, value in _DEFAULTS.items():
        environment.setdefault(name, value)
    options = _stream_options(ca_file or Path(certifi.where()))
    environment.setdefault("OPENCV_FFMPEG_CAPTURE_OPTIONS", options)


def _stream_options(ca_file: Path) -> str:
    """Returns FFmpeg's options; left alone, it takes any certificate of anybody."""
    path = re.sub(r"([\\';|])", r"\\\1", ca_file.as_posix())
    # Over UDP a busy network shows as torn faces; over TCP as a late frame.
    return f"rtsp_transport;tcp|tls_verify;1|ca_file;{path}"


def clean_after_import(environment: MutableMapping[str, str] = os.environ) -> None:
    """Takes out what importing cv2 put in; call it after that and before Qt starts.

    cv2 points Qt at its own Qt 5 plugins, and every child process at its own folder of libraries.
    """
    for name in _QT_VARIABLES:
        if "cv2" in environment.get(name, ""):
            del environment[name]
    folders = environment.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    kept = [folder for folder in folders if "cv2" not in folder.replace("\\", "/").split("/")]
    # An empty entry would mean the current folder to the loader.
    if path := os.pathsep.join(folder for folder in kept if folder):
        environment["LD_LIBRARY_PATH"] = path
    else:
        environment.pop("LD_LIBRARY_PATH", None)
