"""How long answers took, in percentiles; a mean alone would hide what an operator waits for."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liveness_station.evaluation.results import Result


@dataclass(frozen=True, slots=True)
class Latency:
    """One stage of a check over all pictures that reached its end, in milliseconds."""

    stage: str
    count: int
    p50_ms: float
    p95_ms: float
    max_ms: float


@dataclass(frozen=True, slots=True)
class Latencies:
    """All stages.

    Attributes:
        stages: those that anything was measured of.
        repeated: pictures that were sent twice; each counts once, with both waits.
        unanswered: pictures that were sent and got no answer; they are in no percentile.
    """

    stages: tuple[Latency, ...]
    repeated: int
    unanswered: int


def latencies(results: Iterable[Result]) -> Latencies:
    """Returns how long the answers to all pictures and frames took when they were asked for."""
    looks = [look for result in results for look in result.looks if look.tries]
    encode = _latency("encode", [look.encode_ms for look in looks])
    wait = _latency("upload and wait", [look.wait_ms for look in looks])
    return Latencies(
        tuple(stage for stage in (encode, wait) if stage is not None),
        sum(look.tries > 1 for look in looks),
        sum(look.wait_ms is None for look in looks),
    )


def _latency(stage: str, times_ms: Iterable[float | None]) -> Latency | None:
    ordered = sorted(time_ms for time_ms in times_ms if time_ms is not None)
    if not ordered:
        return None
    return Latency(
        stage, len(ordered), _percentile(ordered, 0.5), _percentile(ordered, 0.95), ordered[-1]
    )


def _percentile(ordered: Sequence[float], part: float) -> float:
    """Returns the smallest value that so large a part does not exceed (nearest rank)."""
    return ordered[math.ceil(part * len(ordered)) - 1]
