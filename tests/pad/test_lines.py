import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from liveness_station.pad.lines import Segments, long_lines

UNIT = 100.0


def lines(*rows: tuple[float, float, float, float], along: int = 1) -> list[tuple[float, ...]]:
    segments: Segments = np.array(rows, np.float64).reshape(-1, 4)
    return [tuple(line) for line in long_lines(segments, along=along, unit=UNIT)]


def test_an_upright_line_says_where_it_runs() -> None:
    ((slope, offset, start, end),) = lines((10, 0, 20, 100))
    assert (slope, offset) == pytest.approx((0.1, 10))
    assert (start, end) == (0, 100)


def test_the_direction_of_a_segment_does_not_matter() -> None:
    assert lines((20, 100, 10, 0)) == lines((10, 0, 20, 100))


def test_pieces_in_line_are_joined_over_small_gaps_only() -> None:
    near = lines((50, 0, 50, 45), (50.5, 70, 50.5, 110))
    far = lines((50, 0, 50, 45), (50.5, 80, 50.5, 110))
    assert [(start, end) for *_, start, end in near] == [(0, 110)]
    assert [(start, end) for *_, start, end in far] == [(0, 45)]


def test_pieces_beside_each_other_are_not() -> None:
    beside = lines((50, 0, 50, 60), (55, 62, 55, 120))
    assert sorted((start, end) for *_, start, end in beside) == [(0, 60), (62, 120)]


def test_a_chain_of_pieces_is_one_line() -> None:
    (line,) = lines((50, 0, 50, 45), (50, 60, 50, 90), (50, 110, 50, 140))
    assert line[2:] == (0, 140)


def test_what_is_too_short_or_too_slanting_is_no_line() -> None:
    assert lines((50, 0, 50, 39)) == []
    assert lines((0, 0, 60, 100)) == []
    assert lines() == []


def test_sideways_lines_are_found_by_the_other_axis() -> None:
    rows = ((0, 10, 100, 20), (30, 0, 30, 90))
    ((slope, offset, start, end),) = lines(*rows, along=0)
    assert (slope, offset) == pytest.approx((0.1, 10))
    assert (start, end) == (0, 100)


@given(
    arrays(np.float64, st.tuples(st.integers(0, 12), st.just(4)), elements=st.floats(0, 640)),
    st.sampled_from((0, 1)),
    st.floats(1, 600),
)
def test_any_segments_give_lines_that_are_long_enough(
    segments: Segments, along: int, unit: float
) -> None:
    for line in long_lines(segments, along=along, unit=unit):
        assert line.end - line.start >= 0.4 * unit
        assert np.isfinite([line.slope, line.offset]).all()
