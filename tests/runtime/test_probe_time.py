"""A camera that is asked for an answer gives no picture for seconds, and is not taken for lost."""

import time
from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from liveness_station.camera.capture import Capture
from liveness_station.camera.live import LiveSource
from liveness_station.camera.picture_watch import PictureWatch
from liveness_station.camera.probing import Answers, probe_all
from liveness_station.camera.timekeeping import Timekeeper
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.frames import Pixels
from liveness_station.domain.injection import UNMEASURED
from liveness_station.domain.ports import FrameSource
from liveness_station.domain.signals import Signal
from liveness_station.runtime import inspected_source
from liveness_station.runtime.camera_hub import CameraHub
from liveness_station.runtime.inspected_source import InspectedSource
from liveness_station.session.states import CameraFailed
from tests.runtime.test_camera_faults import Ear


class Dim(Capture):
    """A camera in a dim room: ten pictures a second."""

    def __init__(self) -> None:
        # Opens nothing, unlike a real one.
        self._count = 0
        self._values: dict[int, float] = {}

    @property
    def rate_fps(self) -> float:
        return 10.0

    def read(self) -> Pixels:
        time.sleep(0.1)  # its rate
        self._count += 1
        chance = np.random.default_rng(self._count)
        return chance.integers(60, 200, (480, 640, 3), dtype=np.uint8)

    def value_of(self, control: int) -> float:
        return self._values.get(control, 4000.0)

    def change(self, control: int, value: float) -> bool:
        self._values[control] = value
        return True

    def close(self) -> None:
        """Has nothing to give back."""


def test_a_probe_that_takes_seconds_is_no_hanging(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspected_source, "PROBE_EVERY_S", 0.6)
    asked: list[int] = []

    def opened(should_stop: Callable[[], bool]) -> FrameSource:
        camera = Dim()
        timekeeper = Timekeeper(waking_clock_s, should_stop)
        live = LiveSource(camera, camera.read(), label="c", timekeeper=timekeeper)

        def probe(should_yield: Callable[[], bool]) -> tuple[Signal, ...] | None:
            asked.append(1)
            return (
                () if len(asked) != 2 else probe_all(live.controls, Answers(0.5, 0.4), should_yield)
            )

        return InspectedSource(live, UNMEASURED, None, probe=probe, is_quiet=lambda: True)

    hub = CameraHub()
    ear = Ear(hub)
    hub.open(opened, label="c", is_demo=False, make_watch=PictureWatch)
    qtbot.waitUntil(lambda: len(asked) >= 3, timeout=20_000)
    hub.close()
    hub.join(3.0)
    assert [state for state in ear.states if isinstance(state, CameraFailed)] == []
