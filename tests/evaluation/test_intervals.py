"""Exact intervals, against the library that the program does without."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binomtest  # type: ignore[import-untyped]  # carries no types

from liveness_station.evaluation.intervals import clopper_pearson, upper_bound


@st.composite
def proportions(draw: st.DrawFn) -> tuple[int, int]:
    total = draw(st.integers(1, 2000))
    return draw(st.integers(0, total)), total


@given(proportions())
def test_intervals_are_those_of_scipy(proportion: tuple[int, int]) -> None:
    count, total = proportion
    expected = binomtest(count, total).proportion_ci(0.95, method="exact")
    found = clopper_pearson(count, total)
    assert found.low == pytest.approx(expected.low, abs=1e-9)
    assert found.high == pytest.approx(expected.high, abs=1e-9)


@given(proportions())
def test_the_one_sided_bound_is_that_of_scipy(proportion: tuple[int, int]) -> None:
    count, total = proportion
    expected = 1.0 if count == total else beta.ppf(0.95, count + 1, total - count)
    assert upper_bound(count, total) == pytest.approx(expected, abs=1e-9)


def test_no_error_among_thirty_is_what_the_formula_says() -> None:
    assert clopper_pearson(0, 30).low == 0
    assert clopper_pearson(0, 30).high == pytest.approx(1 - math.pow(0.025, 1 / 30))
    assert upper_bound(0, 30) == pytest.approx(1 - math.pow(0.05, 1 / 30))


@pytest.mark.parametrize(("count", "total"), [(0, 0), (3, 2), (-1, 5)])
def test_what_is_no_proportion_is_refused(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="no proportion"):
        clopper_pearson(count, total)
    with pytest.raises(ValueError, match="no proportion"):
        upper_bound(count, total)
