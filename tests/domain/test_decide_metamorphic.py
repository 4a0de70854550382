"""From a reply that is LIVE: what must not change the verdict, and what must end it."""

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Decision, Verdict
from tests.domain.damage import LIVE

POLICY = Policy(0.8)
NEW_NAMES = st.text(min_size=1, max_size=12).map(lambda text: f"x{text}")
PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
PLAIN = PLAIN.filter(lambda value: not isinstance(value, str) or value.isascii())


def judged(body: bytes, policy: Policy = POLICY, *, seen: frozenset[str] = frozenset()) -> Decision:
    return decide(Exchange(200, body, Channel.VERIFIED_TLS), policy, seen_request_ids=seen)


def written(reply: dict[str, Any], **style: Any) -> bytes:
    return json.dumps(reply, **style).encode()


def shuffled(reply: dict[str, Any], chance: Random) -> dict[str, Any]:
    names = list(reply)
    chance.shuffle(names)
    return {
        name: shuffled(reply[name], chance) if isinstance(reply[name], dict) else reply[name]
        for name in names
    }


@given(st.randoms(use_true_random=False), st.sampled_from([None, 0, 1, 4]))
def test_order_and_white_space_change_nothing(chance: Random, indent: int | None) -> None:
    body = written(shuffled(LIVE, chance), indent=indent)
    assert judged(b" \r\n\t" + body + b"\n") == judged(written(LIVE))


@given(NEW_NAMES.filter(str.isascii), PLAIN)
def test_P14_fields_that_are_added_change_nothing(name: str, value: object) -> None:
    plain = judged(written(LIVE))
    assert judged(written({**LIVE, name: value})) == plain
    assert judged(written({**LIVE, "data": {**LIVE["data"], name: value}})) == plain


def test_escapes_change_nothing() -> None:
    body = written(LIVE)
    for name in (b"code", b"success", b"is_live", b"liveness_score", b"request_id", b"data"):
        body = body.replace(name, b"\\u%04x" % name[0] + name[1:], 1)
    assert b"\\u0063ode" in body
    assert judged(body) == judged(written(LIVE))


@pytest.mark.parametrize("text", [b"0.93", b"9.3e-1", b"0.930", b"93e-2", b"0.0093E+2"])
def test_the_writing_of_the_score_changes_nothing(text: bytes) -> None:
    assert judged(written(LIVE).replace(b"0.93", text)) == judged(written(LIVE))


@given(st.floats(min_value=0, max_value=1), st.floats(min_value=0.5, max_value=0.999))
def test_a_live_reply_stays_live_for_every_higher_score(score: float, threshold: float) -> None:
    policy = Policy(threshold)

    def verdict_at(value: float) -> Verdict:
        data = {**LIVE["data"], "liveness_score": value}
        return judged(written({**LIVE, "data": data}), policy).verdict

    is_live = verdict_at(score) is Verdict.LIVE
    assert is_live == (score > threshold)
    if is_live:
        assert verdict_at((score + 1) / 2) is Verdict.LIVE


@given(st.floats(min_value=0.5, max_value=0.999))
def test_a_higher_threshold_never_makes_live_what_was_not(threshold: float) -> None:
    lower = judged(written(LIVE), Policy(threshold)).verdict
    higher = judged(written(LIVE), Policy((threshold + 0.999) / 2)).verdict
    assert lower is Verdict.LIVE or higher is not Verdict.LIVE


SPOILED: list[tuple[str, Callable[[Exchange], Exchange]]] = [
    ("channel", lambda good: replace(good, channel=Channel.UNVERIFIED)),
    ("late", lambda good: replace(good, is_late=True)),
    ("cut off", lambda good: replace(good, is_oversize=True)),
    ("gzip", lambda good: replace(good, content_encoding="gzip")),
    ("upper case encoding", lambda good: replace(good, content_encoding="IDENTITY")),
    ("gateway code", lambda good: replace(good, gateway_code="B403MQ")),
    ("unknown gateway code", lambda good: replace(good, gateway_code="?")),
    ("blank gateway code", lambda good: replace(good, gateway_code=" ")),
    ("gateway code of 450", lambda good: replace(good, gateway_code="X450AA")),
    ("gateway message", lambda good: replace(good, gateway_message="Unauthorized")),
    ("unknown gateway message", lambda good: replace(good, gateway_message="fine")),
]


@pytest.mark.parametrize("spoil", [pair[1] for pair in SPOILED], ids=[pair[0] for pair in SPOILED])
def test_one_thing_amiss_around_it_ends_a_live(spoil: Callable[[Exchange], Exchange]) -> None:
    good = Exchange(200, written(LIVE), Channel.VERIFIED_TLS)
    assert decide(good, POLICY, seen_request_ids=frozenset()).verdict is Verdict.LIVE
    spoiled = decide(spoil(good), POLICY, seen_request_ids=frozenset())
    assert spoiled.verdict is Verdict.ERROR


def test_P7_no_status_but_200_is_live() -> None:
    good = Exchange(200, written(LIVE), Channel.VERIFIED_TLS)
    verdicts = {
        status: decide(
            replace(good, http_status=status), POLICY, seen_request_ids=frozenset()
        ).verdict
        for status in range(-1, 1001)
    }
    assert verdicts.pop(200) is Verdict.LIVE
    assert verdicts.pop(429) is Verdict.RETRY
    assert set(verdicts.values()) == {Verdict.ERROR}


@pytest.mark.parametrize("wrapped", [b"[%b]", b"%b%b", b"%b,", b"(%b)", b"\xef\xbb\xbf%b", b"%b\0"])
def test_something_around_the_body_ends_a_live(wrapped: bytes) -> None:
    body = wrapped.replace(b"%b", written(LIVE))
    assert judged(body).verdict is Verdict.ERROR


def test_the_same_answer_a_second_time_is_no_longer_live() -> None:
    assert judged(written(LIVE), seen=frozenset({"id-1"})).verdict is Verdict.ERROR
    assert judged(written(LIVE), seen=frozenset({"ID-1"})).verdict is Verdict.LIVE
