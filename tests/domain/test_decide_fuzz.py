"""Valid replies, damaged: whatever comes out, LIVE only where the oracle sees it too.

How many is an option (`--fuzz-count`); tools/fuzz_replies.py judges tens of millions.
"""

import copy
import json
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Verdict
from tests.domain.damage import (
    LIVE,
    LIVE_BODY,
    damaged_bytes,
    damaged_exchange,
    damaged_structure,
)
from tests.domain.oracle import judge, wait_s

POLICY = Policy(0.8)
BAND = Policy(0.8, review_limit=0.2)
SEEN = frozenset({"id-0"})
DECISIVE: list[tuple[str, ...]] = [("code",), ("success",), ("request_id",), ("data",)]
DECISIVE += [("data", name) for name in ("liveness_score", "is_live")]
NASTY: list[Any] = [None, True, False, 0, 1, 200, 4004, -1, 0.8, 0.93, 1.5, 10**400, float("nan")]
NASTY += ["", " ", "true", "200", "0.93", "id-1", "\ud800", "\x00", [], {}, [True], {"code": 200}]


def said_of(exchange: Exchange, *, was_bad_image: bool = False, policy: Policy = POLICY) -> str:
    decision = decide(exchange, policy, seen_request_ids=SEEN, was_bad_image=was_bad_image)
    anomaly = " anomaly" if decision.has_anomaly else ""
    text = f"{decision.verdict.value} {decision.reason.value}{anomaly}"
    wanted = judge(exchange, policy, SEEN, was_bad_image=was_bad_image)
    assert text == wanted, exchange.untrusted_body
    assert decision.retry_after_s == wait_s(exchange, text), exchange.retry_after
    return text


def said(body: bytes, *, status: int = 200) -> str:
    return said_of(Exchange(status, body, Channel.VERIFIED_TLS))


def test_the_undamaged_reply_is_live() -> None:
    assert said(LIVE_BODY) == "LIVE above_threshold"


@given(st.binary(max_size=300), st.integers(100, 599))
@example(b"", 200)
@example(b"[" * 60_000, 200)
@example(b'{"a":' * 12_000, 200)
@example(b'{"code":%b}' % (b"9" * 5000), 200)
def test_P11_no_bytes_at_all_are_live(body: bytes, status: int) -> None:
    assert not said(body, status=status).startswith("LIVE")


@given(data=st.data())
@settings(max_examples=200)
def test_damaged_bytes_are_judged_as_the_oracle_does(data: st.DataObject) -> None:
    body = bytearray(LIVE_BODY)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(body)))
        body[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    said(bytes(body))


@given(st.text(max_size=16), st.booleans(), st.sampled_from(["", "D503CB", "T429PR"]))
@example("\x1c5", True, "D503CB")
def test_any_text_at_all_may_stand_for_the_time_to_wait(
    retry_after: str, was_bad_image: bool, gateway_code: str
) -> None:
    exchange = Exchange(
        503,
        LIVE_BODY,
        Channel.VERIFIED_TLS,
        gateway_code=gateway_code,
        retry_after=retry_after,
    )
    said_of(exchange, was_bad_image=was_bad_image)


@pytest.mark.parametrize("damaged", [damaged_bytes, damaged_structure])
def test_P9_many_damaged_replies_are_judged_as_the_oracle_does(
    damaged: Callable[[Random], bytes], pytestconfig: pytest.Config
) -> None:
    chance = Random(20261122)
    verdicts: Counter[str] = Counter()
    reviewed = 0
    for _ in range(pytestconfig.getoption("fuzz_count")):
        exchange = damaged_exchange(chance, damaged(chance))
        policy = BAND if chance.random() < 0.5 else POLICY
        text = said_of(exchange, was_bad_image=chance.random() < 0.5, policy=policy)
        verdicts[text.split()[0]] += 1
        reviewed += text == "RETRY review"
    assert verdicts.keys() == {verdict.value for verdict in Verdict}
    assert reviewed or damaged is damaged_structure


@pytest.mark.parametrize("path", DECISIVE, ids=".".join)
@pytest.mark.parametrize("value", NASTY, ids=lambda value: repr(value)[:12])
def test_a_decisive_field_of_another_type_or_value_is_never_live(
    path: tuple[str, ...], value: object
) -> None:
    reply = copy.deepcopy(LIVE)
    holder = reply
    for name in path[:-1]:
        holder = holder[name]
    before = holder[path[-1]]
    holder[path[-1]] = value
    is_same = type(before) is type(value) and before == value
    is_also_good = (path == ("data", "liveness_score") and type(value) is int and value == 1) or (
        path == ("request_id",) and value in ("true", "200", "0.93")
    )
    assert said(json.dumps(reply).encode()).startswith("LIVE") == (is_same or is_also_good)


@pytest.mark.parametrize("path", DECISIVE, ids=".".join)
def test_a_decisive_field_that_is_missing_is_never_live(path: tuple[str, ...]) -> None:
    reply = copy.deepcopy(LIVE)
    holder = reply
    for name in path[:-1]:
        holder = holder[name]
    del holder[path[-1]]
    assert not said(json.dumps(reply).encode()).startswith("LIVE")
    holder[path[-1].upper()] = True
    assert not said(json.dumps(reply).encode()).startswith("LIVE")


@pytest.mark.parametrize("length", range(len(LIVE_BODY)))
def test_a_reply_that_is_cut_off_is_never_live(length: int) -> None:
    assert said(LIVE_BODY[:length]) == "ERROR malformed"
