"""The campaigns find what they are for: a planted fault ends them."""

import ast
from dataclasses import replace
from typing import Any

import pytest

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.verdicts import Decision
from tools import fuzz_replies
from tools.mutants import mutants

SOURCE = '''
def judge(score: float, limit: "int | None" = None) -> str:
    """Says."""
    if not score > 0.5 and is_sure(score, at=3):
        return "no"
    return Reason.SERVER
'''


def test_an_unbroken_decide_passes() -> None:
    report = fuzz_replies.judge_chunk(7, 3, 2000)
    assert report.finding == ""
    assert report.verdicts.total() == 2000
    assert report == fuzz_replies.judge_chunk(7, 3, 2000)


def test_a_verdict_without_cause_ends_the_run_and_can_be_had_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gullible(exchange: Exchange, *args: Any, **named: Any) -> Decision:
        return decide(replace(exchange, channel=Channel.VERIFIED_TLS), *args, **named)

    monkeypatch.setattr(fuzz_replies, "decide", gullible)
    report = fuzz_replies.judge_chunk(7, 3, 20_000)
    assert report.finding.endswith("wanted 'ERROR untrusted_channel'")
    shown = capsys.readouterr().err
    body = bytes.fromhex(shown.rpartition("body (hex): ")[2])
    assert body
    assert "unverified" in shown


def test_a_crash_goes_up_with_its_reply(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def frail(_: Exchange, *__: Any, **___: Any) -> Decision:
        raise RecursionError

    monkeypatch.setattr(fuzz_replies, "decide", frail)
    with pytest.raises(RecursionError):
        fuzz_replies.judge_chunk(7, 3, 10)
    assert "body (hex): " in capsys.readouterr().err


def test_each_mutant_differs_in_one_place() -> None:
    every = {mutant.name: ast.unparse(mutant.tree) for mutant in mutants(SOURCE)}
    original = ast.unparse(ast.parse(SOURCE))
    assert len(set(every.values()) | {original}) == len(every) + 1
    for what in (
        "Gt -> GtE",
        "and/or",
        "no not",
        "negated",
        "left out",
        "without at",
        "3 -> 4",
        "'no' -> 'no!'",
        "SERVER -> INTERNAL",
        "returns None",
    ):
        assert any(what in name for name in every), what
    assert all("Says" in text for text in every.values())
