"""The protocol's faults P1 to P14 of the fault matrix, each by its id.

Their rows are judged in full by the table tests beside this one; here each fault can be found.
"""

import copy
import json
from typing import Any

import pytest

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.streaks import Streak
from liveness_station.domain.verdicts import Decision, Reason, Verdict
from tests.domain.damage import LIVE, LIVE_BODY

GONE = object()


def reply_with(*path: str, value: object) -> dict[str, Any]:
    """Returns the LIVE reply with one field of another value, or without it (GONE)."""
    reply = copy.deepcopy(LIVE)
    holder = reply
    for name in path[:-1]:
        holder = holder[name]
    if value is GONE:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return reply


def judged(
    reply: dict[str, Any] | bytes, *, status: int = 200, seen: str = "", benign: str = ""
) -> Decision:
    body = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
    exchange = Exchange(status, body, Channel.VERIFIED_TLS)
    policy = Policy(0.8, frozenset({benign} - {""}))
    return decide(exchange, policy, seen_request_ids=frozenset({seen} - {""}))


def outcome(decision: Decision) -> tuple[Verdict, Reason, str]:
    return decision.verdict, decision.reason, decision.detail


@pytest.mark.parametrize("text", ["1e400", "-1e400", "-0.1", "1.2", "9" * 400, "true", '"0.93"'])
def test_P1_a_score_that_is_none(text: str) -> None:
    body = LIVE_BODY.replace(b"0.93", text.encode())
    assert outcome(judged(body)) == (Verdict.ERROR, Reason.SCHEMA, "score")


@pytest.mark.parametrize("value", [None, GONE])
def test_P1_a_score_that_is_missing(value: object) -> None:
    decision = judged(reply_with("data", "liveness_score", value=value))
    assert outcome(decision) == (Verdict.ERROR, Reason.SCHEMA, "score")


@pytest.mark.parametrize("text", [b"NaN", b"Infinity", b"-Infinity"])
def test_P1_a_score_that_json_does_not_know(text: bytes) -> None:
    decision = judged(LIVE_BODY.replace(b"0.93", text))
    assert outcome(decision) == (Verdict.ERROR, Reason.MALFORMED, "NaN or Infinity")


@pytest.mark.parametrize(
    ("score", "is_live", "verdict", "reason"),
    [
        (0.79, True, Verdict.ERROR, Reason.CONTRADICTION),
        (0.81, False, Verdict.ERROR, Reason.CONTRADICTION),
        (0.7995001, True, Verdict.RETRY, Reason.BOUNDARY),
        (0.8004999, False, Verdict.RETRY, Reason.BOUNDARY),
        (0.8, True, Verdict.RETRY, Reason.BOUNDARY),
        (0.7994, True, Verdict.ERROR, Reason.CONTRADICTION),
        (0.8006, False, Verdict.ERROR, Reason.CONTRADICTION),
    ],
)
def test_P2_is_live_contradicts_the_score(
    score: float, is_live: bool, verdict: Verdict, reason: Reason
) -> None:
    reply = reply_with("data", "liveness_score", value=score)
    reply["data"]["is_live"] = is_live
    assert outcome(judged(reply)) == (verdict, reason, "score_vs_is_live")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (False, Reason.CONTRADICTION),
        (GONE, Reason.SCHEMA),
        ("true", Reason.SCHEMA),
        (1, Reason.SCHEMA),
        (None, Reason.SCHEMA),
    ],
)
def test_P3_success_is_not_true(value: object, reason: Reason) -> None:
    decision = judged(reply_with("success", value=value))
    assert outcome(decision) == (Verdict.ERROR, reason, "success")


@pytest.mark.parametrize("success", [True, False])
def test_P4_an_attack_whose_result_looks_live(success: bool) -> None:
    decision = judged({**reply_with("code", value=4004), "success": success})
    assert outcome(decision) == (Verdict.SPOOF, Reason.ATTACK, "")
    assert decision.has_anomaly


@pytest.mark.parametrize("value", [GONE, None, [], "x", 0, True])
def test_P5_no_data(value: object) -> None:
    assert outcome(judged(reply_with("data", value=value))) == (
        Verdict.ERROR,
        Reason.SCHEMA,
        "data",
    )


@pytest.mark.parametrize("value", ["200", 200.0, True, [200], GONE, None])
def test_P6_a_code_that_is_no_integer(value: object) -> None:
    assert outcome(judged(reply_with("code", value=value))) == (
        Verdict.ERROR,
        Reason.SCHEMA,
        "code",
    )


@pytest.mark.parametrize("status", [201, 202, 204, 400, 404, 413, 450, 499, 500, 502, 503, 599])
def test_P7_a_live_reply_with_another_status(status: int) -> None:
    assert outcome(judged(LIVE, status=status)) == (Verdict.ERROR, Reason.CONTRADICTION, "http")


@pytest.mark.parametrize("code", [2001, 9999, 0, -200, 4000, 4003, 10**30])
def test_P8_a_code_that_nobody_knows(code: int) -> None:
    decision = judged(reply_with("code", value=code))
    assert outcome(decision) == (Verdict.ERROR, Reason.UNKNOWN_CODE, "")
    assert decision.code == code


@pytest.mark.parametrize(
    "body",
    [
        LIVE_BODY.replace(b'"code": 200', b'"code": 200, "code": 200'),
        LIVE_BODY.replace(b'"code": 200', b'"code": 4004, "code": 200'),
        LIVE_BODY.replace(b'"is_live": true', b'"is_live": false, "is_live": true'),
        LIVE_BODY.replace(b'"is_live": true', b'"is_live": true, "is_l\\u0069ve": true'),
    ],
)
def test_P9_a_key_given_twice(body: bytes) -> None:
    assert body != LIVE_BODY
    assert outcome(judged(body)) == (Verdict.ERROR, Reason.MALFORMED, "duplicate key")


@pytest.mark.parametrize("name", ["is_live", "liveness_score", "risk_reason"])
def test_P9_a_key_in_the_wrong_place(name: str) -> None:
    outer = judged({**LIVE, name: LIVE["data"][name]})
    assert outcome(outer) == (Verdict.ERROR, Reason.SCHEMA, "misplaced")


@pytest.mark.parametrize("name", ["code", "success", "data", "request_id"])
def test_P9_an_outer_key_within(name: str) -> None:
    inner = judged(reply_with("data", name, value=LIVE[name]))
    assert outcome(inner) == (Verdict.ERROR, Reason.SCHEMA, "misplaced")


def test_P10_a_request_id_seen_before() -> None:
    assert outcome(judged(LIVE, seen="id-1")) == (Verdict.ERROR, Reason.REPLAY, "")


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + LIVE_BODY,
        LIVE_BODY.decode().encode("utf-16"),
        LIVE_BODY.replace(b"ok", b"\xff"),
        LIVE_BODY.replace(b"ok", b"\xed\xa0\x80"),
        LIVE_BODY.replace(b"ok", b"\\ud800"),
        LIVE_BODY.replace(b"ok", b"\0"),
        LIVE_BODY + b"\0",
        LIVE_BODY[:-1] + b',"x":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    ],
)
def test_P11_bytes_that_are_no_strict_json(body: bytes) -> None:
    decision = judged(body)
    assert (decision.verdict, decision.reason) == (Verdict.ERROR, Reason.MALFORMED)


def test_P11_a_hundred_thousand_levels_are_too_much_to_be_read() -> None:
    assert judged(b"[" * 100_000).reason is Reason.OVERSIZE


@pytest.mark.parametrize(
    "words", ["x" * 30_000, "<script>alert(1)</script>", "\u202eEVIL\u2066", "\x1b[2J\r\n\x00\x7f"]
)
def test_P12_the_servers_words_are_made_harmless(words: str) -> None:
    decision = judged({**LIVE, "msg": words, "msg_cn": words, "code": 5000})
    for kept in (decision.message, decision.message_cn):
        assert kept.isprintable()
        assert len(kept) <= 512
    assert outcome(decision) == (Verdict.RETRY, Reason.SERVER, "5000")


def test_P12_a_message_of_a_megabyte_is_not_read() -> None:
    assert judged({**LIVE, "msg": "x" * 1_000_000}).reason is Reason.OVERSIZE


@pytest.mark.parametrize("risk", ["multiple_faces", 0, False, [], ["x"], {}])
def test_P13_a_risk_reason_beside_live_wants_a_person(risk: object) -> None:
    decision = judged(reply_with("data", "risk_reason", value=risk))
    assert outcome(decision) == (Verdict.RETRY, Reason.RISK_REASON, "")


def test_P13_a_risk_reason_that_is_listed_as_benign_does_not() -> None:
    reply = reply_with("data", "risk_reason", value="glasses")
    assert judged(reply, benign="glasses").verdict is Verdict.LIVE
    assert judged(reply, benign="glasse").verdict is Verdict.RETRY


def test_P14_fields_that_are_added_are_ignored() -> None:
    decision = judged({**reply_with("data", "quality", value={"sharp": 0.9}), "trace": [1, 2]})
    assert decision.verdict is Verdict.LIVE


@pytest.mark.parametrize(
    "path",
    [("code",), ("success",), ("data",), ("request_id",), ("data", "liveness_score")],
    ids=".".join,
)
def test_P14_a_field_that_is_renamed_is_an_error_and_the_third_a_changed_api(
    path: tuple[str, ...],
) -> None:
    reply = reply_with(*path, value=GONE)
    holder = reply
    for name in path[:-1]:
        holder = holder[name]
    holder[f"{path[-1]}_v2"] = LIVE["data"].get(path[-1], LIVE.get(path[-1]))
    streak, reasons = Streak(), []
    for _ in range(3):
        decision = streak.hint(judged(reply))
        assert decision.verdict is Verdict.ERROR
        streak = streak.after(decision)
        reasons.append(decision.reason)
    assert reasons == [Reason.SCHEMA, Reason.SCHEMA, Reason.API_CHANGED]
