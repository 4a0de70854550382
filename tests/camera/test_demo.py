import hashlib
from itertools import pairwise

import numpy as np
import pytest

from liveness_station.camera.demo import DemoSource
from liveness_station.camera.specs import DemoSpec
from liveness_station.camera.timekeeping import Timekeeper
from liveness_station.domain.ports import FrameSource
from tests.camera.conftest import PORTRAIT, OpenSource
from tests.camera.contract import FrameSourceContract, Opener


class TestDemo(FrameSourceContract):
    is_demo = True

    @pytest.fixture
    def opener(self, open_it: OpenSource) -> Opener:
        return lambda wish: open_it(DemoSpec(), should_stop=wish)

    def test_size_rate_and_motion(self, source: FrameSource) -> None:
        frames = [source.read() for _ in range(11)]
        first, last = frames[0], frames[-1]
        assert (first.width_px, first.height_px) == (960, 720)
        assert 0.3 < last.captured_at_s - first.captured_at_s < 1.2
        assert all(not np.array_equal(a.pixels, b.pixels) for a, b in pairwise(frames))
        difference = np.abs(first.pixels.astype(int) - last.pixels.astype(int)).mean()
        assert 0 < difference < 20, "it moves, but only a little"

    def test_every_start_shows_the_same(self, opener: Opener, source: FrameSource) -> None:
        other = opener(lambda: False)
        assert np.array_equal(source.read().pixels, other.read().pixels)
        other.close()


def test_no_border_ever_shows() -> None:
    """A marked rim of the portrait is never in view, whatever the drift and the zoom do."""
    portrait = np.zeros((512, 512, 3), np.uint8)
    portrait[0], portrait[:, 0], portrait[:, -1] = 255, 255, 255
    now_s = 0.0

    def clock() -> float:
        nonlocal now_s
        now_s += 1.0
        return now_s

    source = DemoSource(portrait, timekeeper=Timekeeper(clock, lambda: False))
    assert max(int(source.read().pixels.max()) for _ in range(25 * 13)) == 0


def test_the_portrait_is_the_one_whose_origin_is_told() -> None:
    origin = (PORTRAIT.parent / "ORIGIN.md").read_text(encoding="utf-8")
    assert hashlib.sha256(PORTRAIT.read_bytes()).hexdigest() in origin
