"""Which frames of a check are judged."""

import itertools

import numpy as np
import pytest

from liveness_station.domain.frames import Frame
from liveness_station.verification.burst_choice import BURST_FRAMES, burst_of


def reel(count: int, *, sharp: frozenset[int] = frozenset()) -> tuple[Frame, ...]:
    """Frames of a grey wall; those named show a pattern in their middle."""
    frames = []
    for number in range(count):
        pixels = np.full((48, 64, 3), 128, np.uint8)
        if number in sharp:
            pixels[14:34:4, 20:44] = 255
        frames.append(Frame(pixels, float(number), number, "scripted camera"))
    return tuple(frames)


def places(frames: tuple[Frame, ...]) -> list[int]:
    return [frame.sequence for frame in burst_of(frames)]


@pytest.mark.parametrize("count", range(BURST_FRAMES + 1))
def test_few_are_all_taken(count: int) -> None:
    assert places(reel(count)) == list(range(count))


@pytest.mark.parametrize("count", range(6, 40))
def test_equally_sharp_ones_are_spread_evenly(count: int) -> None:
    chosen = places(reel(count))
    assert (chosen[0], chosen[-1], len(set(chosen))) == (0, count - 1, BURST_FRAMES)
    steps = [after - before for before, after in itertools.pairwise(chosen)]
    assert max(steps) - min(steps) <= 1


@pytest.mark.parametrize("sharp", range(16))
def test_the_sharp_one_of_a_part_stands_for_it(sharp: int) -> None:
    chosen = places(reel(16, sharp=frozenset({sharp})))
    assert sharp in chosen
    assert chosen == sorted(set(chosen))
    assert len(chosen) == BURST_FRAMES


def test_sharp_ones_close_together_do_not_crowd_out_the_rest_of_the_time() -> None:
    chosen = places(reel(16, sharp=frozenset({0, 1, 2, 3})))
    assert len([place for place in chosen if place > 5]) == 3
    assert chosen[-1] == 15


@pytest.mark.parametrize("place", [7, 8])
@pytest.mark.parametrize("is_upright", [True, False])
def test_edges_count_in_both_directions(place: int, is_upright: bool) -> None:
    striped = np.full((48, 64, 3), 128, np.uint8)
    if is_upright:
        striped[:, 20:44:4] = 255
    else:
        striped[14:34:4] = 255
    frames = list(reel(16))
    frames[place] = Frame(striped, float(place), place, "scripted camera")
    assert place in places(tuple(frames))


def test_what_is_beside_the_middle_does_not_count() -> None:
    frames = list(reel(16, sharp=frozenset({7})))
    loud = np.full((48, 64, 3), 128, np.uint8)
    loud[::4, :14] = loud[::4, 50:] = 255
    frames[8] = Frame(loud, 8.0, 8, "scripted camera")
    assert 7 in places(tuple(frames))
