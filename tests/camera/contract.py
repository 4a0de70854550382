"""What every source must do, inherited by one test class per adapter and by the fake's."""

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from liveness_station.camera.opening import never
from liveness_station.clocks import waking_clock_s
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.ports import FrameSource

Opener = Callable[[Callable[[], bool]], FrameSource]
"""Opens a source that listens to the given wish to stop."""


def read_to_the_end(source: FrameSource) -> tuple[CameraTrouble, float, float]:
    """Reads until there is trouble; returns it, the last frame's time and the trouble's."""
    last_s = time.monotonic()
    while True:
        try:
            last_s = source.read().captured_at_s
        except CameraError as error:
            return error.trouble, last_s, time.monotonic()


class Wish:
    """A wish to stop, as the camera loop would have it."""

    def __init__(self) -> None:
        self.is_set = False

    def __call__(self) -> bool:
        return self.is_set


class FrameSourceContract:
    """Subclasses give a fixture `opener` and may set the other attributes."""

    is_demo = False
    stop_within_s = 0.3
    """How soon a read ends when the wish is there before it."""

    @pytest.fixture
    def opener(self) -> Opener:
        raise NotImplementedError

    @pytest.fixture
    def source(self, opener: Opener) -> Iterator[FrameSource]:
        source = opener(never)
        yield source
        source.close()

    def test_frames_are_counted_labelled_and_read_only(self, source: FrameSource) -> None:
        frames = [source.read() for _ in range(5)]
        assert [frame.sequence for frame in frames] == [0, 1, 2, 3, 4]
        assert len({frame.source_label for frame in frames}) == 1
        assert {frame.is_demo for frame in frames} == {self.is_demo}
        for frame in frames:
            assert frame.pixels.flags.c_contiguous
            with pytest.raises(ValueError, match="read-only"):
                frame.pixels[0, 0] = 0

    def test_description_is_one_line_with_the_label(self, source: FrameSource) -> None:
        label = source.read().source_label
        assert source.description.startswith(label)
        assert source.description.isprintable()

    def test_times_are_those_of_the_reads(self, opener: Opener) -> None:
        opened_s = waking_clock_s()
        source = opener(never)
        times = [source.read().captured_at_s for _ in range(5)]
        source.close()
        assert times == sorted(times)
        assert len(set(times)) == 5
        assert opened_s <= times[0]
        assert times[-1] <= waking_clock_s()

    def test_a_frame_stays_as_it_was_seen(self, source: FrameSource) -> None:
        first = source.read()
        seen = first.pixels.copy()
        later = [source.read() for _ in range(4)]
        source.close()
        assert np.array_equal(first.pixels, seen)
        assert not any(np.shares_memory(first.pixels, frame.pixels) for frame in later)

    def test_closing_twice_is_fine_and_reading_after_it_is_not(self, source: FrameSource) -> None:
        source.read()
        source.close()
        source.close()
        with pytest.raises(CameraError):
            source.read()

    def test_the_wish_to_stop_ends_reading_at_once(self, opener: Opener) -> None:
        wish = Wish()
        source = opener(wish)
        try:
            source.read()
            wish.is_set = True
            asked_s = time.monotonic()
            with pytest.raises(CameraError) as raised:
                source.read()
            assert raised.value.trouble is CameraTrouble.ENDED
            assert time.monotonic() - asked_s < self.stop_within_s
        finally:
            source.close()
