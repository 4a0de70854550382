"""What OpenCV reads from the environment, once, when it is loaded.

`app` puts these into `os.environ` before anything imports cv2; whichever room does so first then
finds them. Nothing here relies on it: `decode` checks every size itself before OpenCV sees a byte.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from liveness_station.contract.limits import MAX_SIDE_PX

OPENCV_ENVIRONMENT: Final[Mapping[str, str]] = MappingProxyType(
    {
        # The second lock on the same door: OpenCV's own limit is 2^30 pixels, 3 GB.
        "OPENCV_IO_MAX_IMAGE_PIXELS": str(MAX_SIDE_PX * MAX_SIDE_PX),
        # Warnings about pictures come back as results; on stderr they are noise.
        "OPENCV_LOG_LEVEL": "ERROR",
    }
)
