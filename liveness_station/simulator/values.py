"""Scenarios with one wrong value: scores, codes, success, data, and the HTTP status beside it."""

from collections.abc import Callable, Iterator
from typing import Final

from liveness_station.simulator.bodies import (
    ABSENT,
    MARK,
    content_scenario,
    json_text,
    live_with,
)
from liveness_station.simulator.results import live_data, live_fields, saying
from liveness_station.simulator.scenarios import Group, Scenario
from liveness_station.simulator.stage import Turn

_SCORES: Final = (
    ("nan", "NaN", "malformed"),
    ("infinity", "Infinity", "malformed"),
    ("1e400", "1e400", "schema"),
    ("huge_int", "1" + "0" * 400, "schema"),
    ("endless_int", "1" + "0" * 5000, "malformed"),
    ("negative", "-0.1", "schema"),
    ("above_one", "1.2", "schema"),
    ("true", "true", "schema"),
    ("string", '"0.93"', "schema"),
    ("null", "null", "schema"),
)

_CODES: Final = (
    ("string", "200"),
    ("float", 200.0),
    ("true", True),
    ("list", [200]),
    ("missing", ABSENT),
)

_SUCCESSES: Final = (
    ("false", False, "contradiction"),
    ("missing", ABSENT, "schema"),
    ("string", "true", "schema"),
    ("one", 1, "schema"),
)

_DATAS: Final[tuple[tuple[str, object], ...]] = (
    ("missing", ABSENT),
    ("null", None),
    ("list", []),
    ("string", "x"),
)


def _with_raw_score(raw: str) -> Callable[[Turn], bytes]:
    """Returns a live reply whose score is written as given, be it JSON or not."""

    def make(turn: Turn) -> bytes:
        marked = live_fields(turn) | {"data": live_data(turn) | {"liveness_score": MARK}}
        return json_text(marked).replace(f'"{MARK}"', raw).encode()

    return make


def _wrong_scores() -> Iterator[Scenario]:
    for name, raw, reason in _SCORES:
        row = (f"score_{name}", "ERROR", reason, f"The score is {name}", f"分数为 {name}")
        yield content_scenario(row, _with_raw_score(raw), "P1")


def _wrong_codes() -> Iterator[Scenario]:
    for name, value in _CODES:
        row = (f"code_{name}", "ERROR", "schema", f"The code is {name}", f"code 的值：{name}")
        yield content_scenario(row, live_with(code=value), "P6")
    for code in (2001, 9999):
        english = f"The code {code}, which nobody knows, beside a live result"
        chinese = f"未知代码 {code}，结果却看似真人"
        row = (f"unknown_code_{code}", "ERROR", "unknown_code", english, chinese)
        yield content_scenario(row, live_with(code=code), "P8")


def _wrong_successes() -> Iterator[Scenario]:
    for name, value, reason in _SUCCESSES:
        row = (f"success_{name}", "ERROR", reason, f"success is {name}", f"success 的值：{name}")
        yield content_scenario(row, live_with(success=value), "P3")


def _wrong_datas() -> Iterator[Scenario]:
    for name, value in _DATAS:
        row = (f"data_{name}", "ERROR", "schema", f"data is {name}", f"data 的值：{name}")
        yield content_scenario(row, live_with(data=value), "P5")


def _http_contradiction(status: int) -> Scenario:
    return Scenario(
        f"http_{status}_live",
        Group.CONTENT,
        f"HTTP {status} with a body that says live",
        f"HTTP {status}，正文却说是真人",
        "ERROR",
        "contradiction",
        saying(live_fields, status=status),
        ("P7",),
    )


VALUES: Final = (
    *_wrong_scores(),
    *_wrong_codes(),
    *_wrong_successes(),
    *_wrong_datas(),
    *(_http_contradiction(status) for status in (201, 400, 404, 500)),
)
