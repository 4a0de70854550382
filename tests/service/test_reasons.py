"""What a refusal is named for: never a number that is inside its own limit."""

from collections.abc import Iterable
from typing import Any

import pytest

from liveness_station.domain.assessments import Assessment
from liveness_station.domain.evidence import read_signals
from liveness_station.domain.signals import Signal
from liveness_station.pad import engine as engine_room
from liveness_station.service.judging import LIVE_SCORE, build_reply
from tests.fakes.engine import FACE

SCREEN = Signal("looks_like_screen", 0.5, 0.35, is_against=True)
NO_SCREEN = Signal("looks_like_screen", -2.0, 0.35, is_against=False)
EDGES = Signal("medium_edges", 1.5, 1.2, is_against=True)
FEW_EDGES = Signal("medium_edges", 0.9, 1.2, is_against=False)
BLURRED = Signal("blurred", 0.1, 0.23, is_against=True)
GREY = Signal("monochrome", 0.01, 0.06, is_against=True)


def answer(
    *signals: Signal, score: float = 0.7, threshold: float = 0.8, risks: Iterable[str] = ()
) -> Any:
    assessment = Assessment((FACE,), score, tuple(risks), signals)
    return build_reply(assessment, threshold=threshold, request_id="a-1")["data"]


@pytest.mark.parametrize(
    ("signals", "risks", "named"),
    [
        ((SCREEN, FEW_EDGES), (), "looks_like_screen"),
        ((NO_SCREEN, EDGES), ("medium_edges",), "medium_edges"),
        ((FEW_EDGES, SCREEN), (), "looks_like_screen"),
        ((NO_SCREEN, FEW_EDGES), (), LIVE_SCORE),
        ((NO_SCREEN, FEW_EDGES, BLURRED), ("blurred",), "live_score,blurred"),
        ((GREY, NO_SCREEN), ("monochrome",), "monochrome"),
        ((), (), LIVE_SCORE),
    ],
)
@pytest.mark.parametrize("score", [0.1, 0.7, 0.8])
def test_a_refusal_is_named_for_what_speaks_against(
    signals: tuple[Signal, ...], risks: tuple[str, ...], named: str, score: float
) -> None:
    data = answer(*signals, score=score, risks=risks)
    assert data["risk_reason"] == named
    first = named.split(",")[0]
    (reason,) = (signal for signal in read_signals(data) if signal.code == first)
    assert reason.is_against


def test_the_score_stands_with_the_limit_that_it_missed_and_the_face() -> None:
    first = read_signals(answer(NO_SCREEN, FEW_EDGES, threshold=0.9))[0]
    assert first == Signal(LIVE_SCORE, 0.7, 0.9, is_against=True, region=first.region)
    assert first.region is not None


def test_a_pass_is_named_for_nothing_by_its_score() -> None:
    data = answer(NO_SCREEN, FEW_EDGES, score=0.9, risks=("multiple_faces",))
    assert data["risk_reason"] == "multiple_faces"
    assert LIVE_SCORE not in {signal.code for signal in read_signals(data)}


def test_the_code_is_nobody_elses() -> None:
    assert LIVE_SCORE not in vars(engine_room).values()
