"""The demonstration source: a portrait that moves a little, for a first look without a camera."""

import math
from typing import Final

import cv2
import numpy as np

from liveness_station.camera.capture import FrameMaker, describe_opened, translated
from liveness_station.camera.timekeeping import Pacer, Timekeeper
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.source_kinds import SourceKind

_WIDTH_PX: Final = 960
_HEIGHT_PX: Final = 720
_RATE_FPS: Final = 25.0
_LABEL: Final = "demo"

# The window into the portrait, as shares of its width: wide enough to see that it is a portrait,
# and far enough from the edges that the drift never shows a border.
_WINDOW: Final = 0.945
_ZOOM: Final = 0.015
_DRIFT_X: Final = 0.012
_DRIFT_Y: Final = 0.008
_CENTRE_Y: Final = 0.375


class DemoSource:
    """A square portrait, cut to 4:3, drifting and zooming slowly. Used by the opening thread."""

    def __init__(self, portrait: Pixels, *, timekeeper: Timekeeper) -> None:
        self._portrait: Pixels | None = portrait
        self._frames = FrameMaker(_LABEL, kind=SourceKind.DEMO, is_demo=True)
        self._timekeeper = timekeeper
        self._pacer = Pacer(timekeeper, _RATE_FPS)
        self._shown = 0
        self._description = describe_opened(_LABEL, _view(portrait, 0.0), _RATE_FPS)

    @property
    def description(self) -> str:
        """Name, size and rate in one line."""
        return self._description

    def read(self) -> Frame:
        """Waits until the next frame is due and draws it; nothing is written into the picture.

        Raises:
            CameraError: ENDED once asked to stop.
        """
        if self._portrait is None:
            raise CameraError(CameraTrouble.ENDED, "closed")
        self._pacer.wait()
        # Counted, not timed: the hundredth frame is the same picture on every machine.
        pixels = _view(self._portrait, self._shown / _RATE_FPS)
        self._shown += 1
        return self._frames.make(pixels, self._timekeeper.now_s())

    def close(self) -> None:
        """Lets go of the portrait; may be called twice."""
        self._portrait = None


def _view(portrait: Pixels, moment_s: float) -> Pixels:
    """Draws the part of the portrait that is seen at a moment, 960 x 720."""
    side_px = portrait.shape[1]
    window_px = side_px * (_WINDOW + _ZOOM * math.sin(moment_s * math.tau / 13))
    scale = window_px / _WIDTH_PX
    centre_x = side_px * (0.5 + _DRIFT_X * math.sin(moment_s * math.tau / 7))
    centre_y = side_px * (_CENTRE_Y + _DRIFT_Y * math.sin(moment_s * math.tau / 5))
    back = np.array(
        [
            [scale, 0.0, centre_x - scale * _WIDTH_PX / 2],
            [0.0, scale, centre_y - scale * _HEIGHT_PX / 2],
        ]
    )
    with translated():
        view = cv2.warpAffine(
            portrait,
            back,
            (_WIDTH_PX, _HEIGHT_PX),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
    return np.ascontiguousarray(view, dtype=np.uint8)
