"""The fake keeps the contract of the sources that it stands for."""

import itertools
import threading
import time

import pytest

from liveness_station.domain.errors import CameraError, CameraTrouble
from tests.camera.contract import FrameSourceContract, Opener
from tests.fakes.camera import Hold, Pause, ScriptedSource, picture


class TestScriptedSource(FrameSourceContract):
    @pytest.fixture
    def opener(self) -> Opener:
        return lambda wish: ScriptedSource(itertools.repeat(picture()), should_stop=wish)


def test_a_script_is_played_in_order() -> None:
    released = threading.Event()
    released.set()
    source = ScriptedSource(
        [picture(1), CameraTrouble.LOST, Pause(0.05), Hold(released), picture(2, width_px=32)]
    )
    assert source.read().pixels[0, 0, 0] == 1
    with pytest.raises(CameraError, match="lost: scripted"):
        source.read()
    started_s = time.monotonic()
    assert source.read().width_px == 32
    assert time.monotonic() - started_s >= 0.05
    with pytest.raises(CameraError, match="end of script"):
        source.read()
