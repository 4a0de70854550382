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

# Name, the value as it is written, its verdict's reason, the value in words (English, Chinese).
_SCORES: Final = (
    ("nan", "NaN", "malformed", "NaN", "NaN"),
    ("infinity", "Infinity", "malformed", "Infinity", "无穷大"),
    ("1e400", "1e400", "schema", "1e400, more than a number holds", "1e400，超出数值范围"),
    ("huge_int", "1" + "0" * 400, "schema", "an integer of 401 digits", "401 位整数"),
    ("endless_int", "1" + "0" * 5000, "malformed", "an integer of 5001 digits", "5001 位整数"),
    ("negative", "-0.1", "schema", "below 0", "小于 0"),
    ("above_one", "1.2", "schema", "above 1", "大于 1"),
    ("true", "true", "schema", "true", "布尔值"),
    ("string", '"0.93"', "schema", "a text", "字符串"),
    ("null", "null", "schema", "null", "空值"),
)

_CODES: Final = (
    ("string", "200", "a text", "字符串"),
    ("float", 200.0, "200.0, no integer", "200.0，不是整数"),
    ("true", True, "true", "布尔值"),
    ("list", [200], "a list", "列表"),
    ("missing", ABSENT, "missing", "缺失"),
)

_SUCCESSES: Final = (
    ("false", False, "contradiction", "false", "假"),
    ("missing", ABSENT, "schema", "missing", "缺失"),
    ("string", "true", "schema", "a text", "字符串"),
    ("one", 1, "schema", "1", "数字 1"),
)

_DATAS: Final[tuple[tuple[str, object, str, str], ...]] = (
    ("missing", ABSENT, "missing", "缺失"),
    ("null", None, "null", "空值"),
    ("list", [], "a list", "列表"),
    ("string", "x", "a text", "字符串"),
)


def _with_raw_score(raw: str) -> Callable[[Turn], bytes]:
    """Returns a live reply whose score is written as given, be it JSON or not."""

    def make(turn: Turn) -> bytes:
        marked = live_fields(turn) | {"data": live_data(turn) | {"liveness_score": MARK}}
        return json_text(marked).replace(f'"{MARK}"', raw).encode()

    return make


def _wrong_scores() -> Iterator[Scenario]:
    for name, raw, reason, english, chinese in _SCORES:
        row = (f"score_{name}", "ERROR", reason, f"The score is {english}", f"分数：{chinese}")
        yield content_scenario(row, _with_raw_score(raw), "P1")


def _wrong_codes() -> Iterator[Scenario]:
    for name, value, english, chinese in _CODES:
        row = (f"code_{name}", "ERROR", "schema", f"The code is {english}", f"code：{chinese}")
        yield content_scenario(row, live_with(code=value), "P6")
    for code in (2001, 9999):
        row = (
            f"unknown_code_{code}",
            "ERROR",
            "unknown_code",
            f"The code {code}, which nobody knows, beside a live result",
            f"未知代码 {code}，结果却看似真人",
        )
        yield content_scenario(row, live_with(code=code), "P8")


def _wrong_successes() -> Iterator[Scenario]:
    for name, value, reason, english, chinese in _SUCCESSES:
        row = (f"success_{name}", "ERROR", reason, f"success is {english}", f"success：{chinese}")
        yield content_scenario(row, live_with(success=value), "P3")


def _wrong_datas() -> Iterator[Scenario]:
    for name, value, english, chinese in _DATAS:
        row = (f"data_{name}", "ERROR", "schema", f"data is {english}", f"data：{chinese}")
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
