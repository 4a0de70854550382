"""A valid LIVE reply, damaged: whatever comes out, LIVE only where the oracle sees it too."""

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Verdict
from tests.domain.oracle import judge

POLICY = Policy(0.8)
LIVE: dict[str, Any] = {
    "code": 200,
    "msg": "ok",
    "success": True,
    "request_id": "id-1",
    "data": {"liveness_score": 0.93, "is_live": True, "risk_reason": ""},
}
LIVE_BODY = json.dumps(LIVE).encode()
DECISIVE: list[tuple[str, ...]] = [("code",), ("success",), ("request_id",), ("data",)]
DECISIVE += [("data", name) for name in ("liveness_score", "is_live")]
NASTY: list[Any] = [None, True, False, 0, 1, 200, 4004, -1, 0.8, 0.93, 1.5, 10**400, float("nan")]
NASTY += ["", " ", "true", "200", "0.93", "id-1", "\ud800", "\x00", [], {}, [True], {"code": 200}]


def said(body: bytes, *, status: int = 200) -> str:
    exchange = Exchange(status, body, Channel.VERIFIED_TLS)
    decision = decide(exchange, POLICY, seen_request_ids=frozenset())
    anomaly = " anomaly" if decision.has_anomaly else ""
    text = f"{decision.verdict.value} {decision.reason.value}{anomaly}"
    assert text == judge(exchange, POLICY, frozenset()), body
    return text


def test_the_undamaged_reply_is_live() -> None:
    assert said(LIVE_BODY) == "LIVE above_threshold"


@given(st.binary(max_size=300), st.integers(100, 599))
@example(b"", 200)
@example(b"[" * 60_000, 200)
@example(b'{"a":' * 12_000, 200)
@example(b'{"code":%b}' % (b"9" * 5000), 200)
def test_no_bytes_at_all_are_live(body: bytes, status: int) -> None:
    assert not said(body, status=status).startswith("LIVE")


@given(data=st.data())
@settings(max_examples=200)
def test_damaged_bytes_are_judged_as_the_oracle_does(data: st.DataObject) -> None:
    body = bytearray(LIVE_BODY)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(body)))
        body[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    said(bytes(body))


def test_many_damaged_bytes_are_judged_as_the_oracle_does() -> None:
    chance = random.Random(20261122)
    verdicts = set()
    for _ in range(15_000):
        body = bytearray(LIVE_BODY)
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(body))
            match chance.randrange(4):
                case 0:
                    body[place] ^= 1 << chance.randrange(8)
                case 1:
                    del body[place : place + chance.randrange(1, 20)]
                case 2:
                    body[place:place] = bytes([chance.choice(b'{}[]",:0123456789.eE+-ntf\\\x00')])
                case _:
                    body[place:place] = body[chance.randrange(len(body)) :][: chance.randrange(30)]
            if not body:
                body = bytearray(b"0")
        verdicts.add(said(bytes(body)).split()[0])
    assert verdicts >= {"LIVE", "ERROR"}


def places(value: Any, at: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    inner = (
        [places(part, (*at, name)) for name, part in value.items()]
        if value and (isinstance(value, dict))
        else []
    )
    return [at, *(place for group in inner for place in group)]


def changed(chance: random.Random, reply: dict[str, Any]) -> dict[str, Any]:
    reply = copy.deepcopy(reply)
    *above, name = chance.choice(places(reply)[1:] or [("code",)])
    holder = reply
    for step in above:
        holder = holder[step]
    match chance.randrange(4):
        case 0:
            holder[name] = copy.deepcopy(chance.choice(NASTY))
        case 1:
            holder.pop(name, None)
        case 2:
            holder[chance.choice([name.upper(), f"{name} ", "x"])] = holder.pop(name, None)
        case _:
            target = reply.get("data") if chance.random() < 0.5 else reply
            if isinstance(target, dict):
                target[chance.choice([*LIVE, *LIVE["data"]])] = copy.deepcopy(chance.choice(NASTY))
    return reply


def test_changed_structures_are_judged_as_the_oracle_does() -> None:
    chance = random.Random(20261122)
    verdicts = set()
    for _ in range(15_000):
        reply = LIVE
        for _ in range(chance.randrange(1, 4)):
            reply = changed(chance, reply)
        body = json.dumps(reply).encode()
        status = chance.choice([200, 200, 200, 201, 404, 500])
        verdicts.add(said(body, status=status).split()[0])
    assert verdicts == {verdict.value for verdict in Verdict}


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
