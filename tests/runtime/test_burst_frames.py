"""Which frames of a check are kept: few, and from all of its time."""

import itertools

import pytest

from liveness_station.runtime.burst_frames import BurstFrames
from liveness_station.verification.burst_choice import BURST_FRAMES
from tests.runtime.reel import frames_of


@pytest.mark.parametrize("count", [0, 1, 3, 5])
def test_few_candidates_are_all_taken(count: int) -> None:
    burst, frames = BurstFrames(), list(frames_of(count))
    for frame in frames:
        burst.add(frame)
    assert list(burst.spread()) == frames


@pytest.mark.parametrize("count", [6, 16, 17, 33, 150, 400])
def test_many_candidates_are_spread_over_all_of_the_time(count: int) -> None:
    burst = BurstFrames()
    for frame in frames_of(count):
        burst.add(frame)
    places = [frame.sequence for frame in burst.spread()]
    assert len(set(places)) == BURST_FRAMES
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] >= count - 1 - count // 8
    widest = max(after - before for before, after in itertools.pairwise(places))
    assert widest <= count / 2


def test_no_more_than_a_few_frames_are_in_memory() -> None:
    burst, most = BurstFrames(), 0
    for frame in frames_of(300):
        burst.add(frame)
        most = max(most, len(burst._kept))
    assert most <= 16
