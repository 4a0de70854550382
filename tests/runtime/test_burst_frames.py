"""Which frames of a check are kept: few, and from all of its time."""

import itertools

import numpy as np
import pytest

from liveness_station.domain.frames import Frame
from liveness_station.runtime.burst_frames import MOST_BYTES, MOST_KEPT, BurstFrames
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
        most = max(most, len(burst.kept))
    assert most == MOST_KEPT


@pytest.mark.parametrize("room", [0, 7, 12])
def test_large_frames_are_kept_within_their_bytes(room: int) -> None:
    """At 4K the burst itself is all that is kept; five frames come whatever they take."""
    size = next(iter(frames_of(1))).pixels.nbytes
    burst, most = BurstFrames(room * size), 0
    for frame in frames_of(200):
        burst.add(frame)
        most = max(most, sum(kept.pixels.nbytes for kept in burst.kept))
    assert most == max(room, BURST_FRAMES) * size
    places = [frame.sequence for frame in burst.spread()]
    assert len(set(places)) == BURST_FRAMES
    assert places[0] < 70
    assert places[-1] > 130


def test_five_frames_of_4k_are_the_most_in_memory() -> None:
    assert MOST_BYTES // (3840 * 2160 * 3) < BURST_FRAMES <= MOST_BYTES // (1920 * 1080 * 3)


@pytest.mark.parametrize("room", [5, 6, 8])
def test_a_blurred_stretch_does_not_hide_a_part_of_the_check(room: int) -> None:
    """Whoever swaps the subject in the middle can blur what he likes: each part has its frame."""
    grid = np.indices((48, 64)).sum(0)[..., np.newaxis] % 2 * np.ones(3) * 200
    frames = [
        Frame((grid * (0.1 if 40 <= number < 60 else 1)).astype(np.uint8), number / 15, number, "x")
        for number in range(100)
    ]
    burst = BurstFrames(room * frames[0].pixels.nbytes)
    for frame in frames:
        burst.add(frame)
    places = [frame.sequence for frame in burst.spread()]
    assert max(after - before for before, after in itertools.pairwise(places)) <= 50
