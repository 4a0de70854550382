"""Percentiles of waiting, by hand."""

from dataclasses import replace

import pytest

from liveness_station.evaluation.latency import Latency, latencies
from liveness_station.evaluation.results import Look, Result
from tests.evaluation.making import result


def waited(*waits_ms: float | None, tries: int = 1) -> Result:
    """Returns a clip whose frames were waited for so long."""
    made = result("clip", score=0.9)
    looks = tuple(
        Look(place, made.classification, "x", encode_ms=2.0, wait_ms=wait_ms, tries=tries)
        for place, wait_ms in enumerate(waits_ms)
    )
    return replace(made, looks=looks)


def test_percentiles_are_values_that_were_measured() -> None:
    found = latencies([waited(*range(1, 101)), waited()])
    assert found.stages == (
        Latency("encode", 100, 2.0, 2.0, 2.0),
        Latency("upload and wait", 100, 50, 95, 100),
    )


@pytest.mark.parametrize(("waits_ms", "p50", "p95"), [((7.0,), 7.0, 7.0), ((9.0, 1.0), 1.0, 9.0)])
def test_few_are_no_special_case(waits_ms: tuple[float, ...], p50: float, p95: float) -> None:
    wait = latencies([waited(*waits_ms)]).stages[1]
    assert (wait.p50_ms, wait.p95_ms) == (p50, p95)


def test_what_got_no_answer_or_was_repeated_is_counted() -> None:
    found = latencies([waited(5.0, None), waited(8.0, tries=2)])
    assert (found.unanswered, found.repeated) == (1, 1)
    assert found.stages[1].count == 2


def test_what_was_never_sent_is_not_there() -> None:
    assert latencies([result("a", score=0.9)]).stages == ()
