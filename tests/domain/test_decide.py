"""The decision table, row by row, and what a decision carries beside its verdict."""

import json
from dataclasses import replace
from typing import Any

import pytest

from liveness_station.contract.codes import Code
from liveness_station.contract.replies import attack_reply, error_reply, result_reply
from liveness_station.domain.decide import decide, read_request_id
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Decision, Reason, Verdict

POLICY = Policy(0.8, frozenset({"glasses"}))
GOOD: dict[str, Any] = {
    "code": 200,
    "msg": "ok",
    "msg_cn": "成功",
    "success": True,
    "request_id": "id-1",
    "data": {"liveness_score": 0.93, "is_live": True, "risk_reason": ""},
}
GONE = object()


def changed(**fields: Any) -> dict[str, Any]:
    """The good reply with other fields; `data` is changed within, GONE leaves one out."""
    reply = {**GOOD, **fields}
    if isinstance(fields.get("data"), dict):
        reply["data"] = {**GOOD["data"], **fields["data"]}
        reply["data"] = {k: v for k, v in reply["data"].items() if v is not GONE}
    return {name: value for name, value in reply.items() if value is not GONE}


def exchange(reply: object = GOOD, *, status: int = 200) -> Exchange:
    body = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
    return Exchange(status, body, Channel.VERIFIED_TLS)


def judged(reply: object = GOOD, *, status: int = 200, seen: str = "id-0") -> Decision:
    return decide(exchange(reply, status=status), POLICY, seen_request_ids=frozenset({seen}))


def test_a_good_reply_is_live_and_all_of_it_is_kept() -> None:
    assert judged() == Decision(
        Verdict.LIVE,
        Reason.ABOVE_THRESHOLD,
        score=0.93,
        request_id="id-1",
        code=200,
        http_status=200,
        message="ok",
        message_cn="成功",
    )


RISKS: list[Any] = ["screen", "glasses ", " glasses", 5, 0, False, [], {}, ["glasses"]]
RESULTS = [
    ("other success status", changed(), 201, Verdict.ERROR, Reason.CONTRADICTION, "http"),
    ("server error status", changed(), 500, Verdict.ERROR, Reason.CONTRADICTION, "http"),
    ("success false", changed(success=False), 200, Verdict.ERROR, Reason.CONTRADICTION, "success"),
    ("success missing", changed(success=GONE), 200, Verdict.ERROR, Reason.SCHEMA, "success"),
    ("success 1", changed(success=1), 200, Verdict.ERROR, Reason.SCHEMA, "success"),
    ("success text", changed(success="true"), 200, Verdict.ERROR, Reason.SCHEMA, "success"),
    ("data missing", changed(data=GONE), 200, Verdict.ERROR, Reason.SCHEMA, "data"),
    ("data null", changed(data=None), 200, Verdict.ERROR, Reason.SCHEMA, "data"),
    ("data list", changed(data=[{}]), 200, Verdict.ERROR, Reason.SCHEMA, "data"),
    ("id missing", changed(request_id=GONE), 200, Verdict.ERROR, Reason.SCHEMA, "request_id"),
    ("id empty", changed(request_id=""), 200, Verdict.ERROR, Reason.SCHEMA, "request_id"),
    ("id number", changed(request_id=7), 200, Verdict.ERROR, Reason.SCHEMA, "request_id"),
    ("id line end", changed(request_id="a\n"), 200, Verdict.ERROR, Reason.SCHEMA, "request_id"),
    ("id not ASCII", changed(request_id="é"), 200, Verdict.ERROR, Reason.SCHEMA, "request_id"),
    ("id long", changed(request_id="a" * 129), 200, Verdict.ERROR, Reason.SCHEMA, "request_id"),
    ("id seen", changed(request_id="id-0"), 200, Verdict.ERROR, Reason.REPLAY, ""),
    ("live missing", changed(data={"is_live": GONE}), 200, Verdict.ERROR, Reason.SCHEMA, "is_live"),
    ("live text", changed(data={"is_live": "true"}), 200, Verdict.ERROR, Reason.SCHEMA, "is_live"),
    ("live 1", changed(data={"is_live": 1}), 200, Verdict.ERROR, Reason.SCHEMA, "is_live"),
    ("live null", changed(data={"is_live": None}), 200, Verdict.ERROR, Reason.SCHEMA, "is_live"),
    *(
        (
            f"score {str(score)[:9]!r}",
            changed(data={"liveness_score": score}),
            200,
            Verdict.ERROR,
            Reason.SCHEMA,
            "score",
        )
        for score in (GONE, None, "0.9", True, [], 1.0001, -0.0001, 10**400, 2)
    ),
    *(
        (
            f"risk {risk!r}",
            changed(data={"risk_reason": risk}),
            200,
            Verdict.RETRY,
            Reason.RISK_REASON,
            "",
        )
        for risk in RISKS
    ),
    *(
        (
            f"blank risk {risk!r}",
            changed(data={"risk_reason": risk}),
            200,
            Verdict.LIVE,
            Reason.ABOVE_THRESHOLD,
            "",
        )
        for risk in (GONE, None, "", " \t\u3000", "glasses")
    ),
    *(
        (
            f"{score} is_live {is_live}",
            changed(data={"liveness_score": score, "is_live": is_live}),
            200,
            verdict,
            reason,
            detail,
        )
        for score, is_live, verdict, reason, detail in (
            (1, True, Verdict.LIVE, Reason.ABOVE_THRESHOLD, ""),
            (0.800001, True, Verdict.LIVE, Reason.ABOVE_THRESHOLD, ""),
            (0.8, True, Verdict.RETRY, Reason.BOUNDARY, "score_vs_is_live"),
            (0.7996, True, Verdict.RETRY, Reason.BOUNDARY, "score_vs_is_live"),
            (0.7994, True, Verdict.ERROR, Reason.CONTRADICTION, "score_vs_is_live"),
            (0, True, Verdict.ERROR, Reason.CONTRADICTION, "score_vs_is_live"),
            (0, False, Verdict.SPOOF, Reason.BELOW_THRESHOLD, ""),
            (-0.0, False, Verdict.SPOOF, Reason.BELOW_THRESHOLD, ""),
            (0.8, False, Verdict.SPOOF, Reason.BELOW_THRESHOLD, ""),
            (0.8004, False, Verdict.RETRY, Reason.BOUNDARY, "score_vs_is_live"),
            (0.8006, False, Verdict.ERROR, Reason.CONTRADICTION, "score_vs_is_live"),
            (1, False, Verdict.ERROR, Reason.CONTRADICTION, "score_vs_is_live"),
        )
    ),
    (
        "a risk reason leaves a spoof a spoof",
        changed(data={"liveness_score": 0.1, "is_live": False, "risk_reason": ["x"]}),
        200,
        Verdict.SPOOF,
        Reason.BELOW_THRESHOLD,
        "",
    ),
]


@pytest.mark.parametrize(
    ("reply", "status", "verdict", "reason", "detail"),
    [row[1:] for row in RESULTS],
    ids=[row[0] for row in RESULTS],
)
def test_the_rows_of_code_200(
    reply: object, status: int, verdict: Verdict, reason: Reason, detail: str
) -> None:
    decision = judged(reply, status=status)
    assert (decision.verdict, decision.reason, decision.detail) == (verdict, reason, detail)
    assert decision.http_status == status
    assert not decision.has_anomaly


@pytest.mark.parametrize("status", [200, 400, 404, 500])
@pytest.mark.parametrize(
    ("code", "verdict", "reason"),
    [
        (4001, Verdict.RETRY, Reason.BAD_IMAGE),
        (4002, Verdict.RETRY, Reason.NO_FACE),
        (4004, Verdict.SPOOF, Reason.ATTACK),
        (5000, Verdict.RETRY, Reason.SERVER),
        (0, Verdict.ERROR, Reason.UNKNOWN_CODE),
        (201, Verdict.ERROR, Reason.UNKNOWN_CODE),
        (-200, Verdict.ERROR, Reason.UNKNOWN_CODE),
        (10**300, Verdict.ERROR, Reason.UNKNOWN_CODE),
    ],
)
@pytest.mark.parametrize("fields", [{}, {"success": False}, {"data": GONE, "request_id": GONE}])
def test_the_rows_of_other_codes(
    status: int, code: int, verdict: Verdict, reason: Reason, fields: dict[str, Any]
) -> None:
    decision = judged(changed(code=code, **fields), status=status)
    assert (decision.verdict, decision.reason, decision.code) == (verdict, reason, code)
    assert decision.detail == ("5000" if code == 5000 else "")


@pytest.mark.parametrize("code", [True, 200.0, "200", None, GONE, [200]])
def test_a_code_that_is_no_integer_is_no_code(code: object) -> None:
    decision = judged(changed(code=code))
    assert (decision.verdict, decision.reason) == (Verdict.ERROR, Reason.SCHEMA)
    assert decision.code is None


@pytest.mark.parametrize(
    "misplaced",
    [{"is_live": False}, {"liveness_score": 0}, {"risk_reason": ""}, {"data": {"code": 200}}],
)
def test_a_misplaced_field_spoils_a_reply_but_not_a_detected_attack(
    misplaced: dict[str, Any],
) -> None:
    decision = judged(changed(**misplaced))
    assert (decision.reason, decision.detail) == (Reason.SCHEMA, "misplaced")
    attack = judged(changed(code=4004, success=False, **{"data": None, **misplaced}))
    assert (attack.verdict, attack.reason) == (Verdict.SPOOF, Reason.ATTACK)
    assert attack.has_anomaly


@pytest.mark.parametrize(
    ("fields", "has_anomaly"),
    [
        ({"success": False, "data": None}, False),
        ({"success": False, "data": GONE}, False),
        ({"success": False, "data": {"is_live": False, "liveness_score": 0.1}}, False),
        ({"success": False, "data": {"is_live": False, "liveness_score": 0.8}}, False),
        ({"success": False, "data": {"is_live": False, "liveness_score": 0.99}}, True),
        ({"success": False, "data": {"is_live": True, "liveness_score": 0.1}}, True),
        ({"success": True, "data": None}, True),
        ({"success": True}, True),
    ],
)
def test_an_attack_is_a_spoof_whatever_else_is_said_and_disagreement_is_flagged(
    fields: dict[str, Any], has_anomaly: bool
) -> None:
    decision = judged(changed(code=4004, **fields))
    assert (decision.verdict, decision.has_anomaly) == (Verdict.SPOOF, has_anomaly)


@pytest.mark.parametrize("data", [GONE, None, [], {"liveness_score": GONE}])
def test_an_attack_without_a_score_has_none(data: object) -> None:
    assert judged(changed(code=4004, success=False, data=data)).score is None


def test_an_attack_needs_no_new_request_id() -> None:
    assert judged(changed(code=4004), seen="id-1").verdict is Verdict.SPOOF


GATES: list[tuple[str, dict[str, Any], Verdict, Reason, str]] = [
    ("channel", {"channel": Channel.UNVERIFIED}, Verdict.ERROR, Reason.UNTRUSTED_CHANNEL, ""),
    ("late", {"is_late": True}, Verdict.ERROR, Reason.LATE, ""),
    ("cut off", {"is_oversize": True}, Verdict.ERROR, Reason.OVERSIZE, ""),
    ("gzip", {"content_encoding": "gzip"}, Verdict.ERROR, Reason.OVERSIZE, "content_encoding"),
    *(
        (f"status {status}", {"http_status": status}, verdict, reason, detail)
        for status, verdict, reason, detail in (
            (100, Verdict.ERROR, Reason.REDIRECT, ""),
            (302, Verdict.ERROR, Reason.REDIRECT, ""),
            (511, Verdict.ERROR, Reason.REDIRECT, ""),
            (401, Verdict.ERROR, Reason.AUTH, ""),
            (403, Verdict.ERROR, Reason.AUTH, ""),
            (407, Verdict.ERROR, Reason.PROXY, "auth"),
            (429, Verdict.RETRY, Reason.THROTTLED, ""),
            (0, Verdict.ERROR, Reason.MALFORMED, "http_status"),
            (600, Verdict.ERROR, Reason.MALFORMED, "http_status"),
        )
    ),
]


@pytest.mark.parametrize(
    ("fields", "verdict", "reason", "detail"), [g[1:] for g in GATES], ids=[g[0] for g in GATES]
)
def test_the_gates_come_before_the_body(
    fields: dict[str, Any], verdict: Verdict, reason: Reason, detail: str
) -> None:
    for reply in (GOOD, changed(code=4004), b"<html>"):
        asked = replace(exchange(reply), **fields)
        decision = decide(asked, POLICY, seen_request_ids=frozenset())
        assert (decision.verdict, decision.reason, decision.detail) == (verdict, reason, detail)
        assert decision.http_status == asked.http_status
        assert (decision.score, decision.code, decision.request_id) == (None, None, None)


def test_a_verified_loopback_and_the_identity_encoding_pass() -> None:
    asked = replace(exchange(), channel=Channel.OWN_LOOPBACK, content_encoding="identity")
    assert decide(asked, POLICY, seen_request_ids=frozenset()).verdict is Verdict.LIVE


def test_a_body_may_have_64_kib_and_no_more() -> None:
    padding = 65536 - len(json.dumps({**GOOD, "pad": ""}))
    assert judged({**GOOD, "pad": "x" * padding}).verdict is Verdict.LIVE
    assert judged({**GOOD, "pad": "x" * (padding + 1)}).reason is Reason.OVERSIZE


@pytest.mark.parametrize("threshold", [0.49, 1.0, 1.5, -1.0, float("nan"), float("inf"), 1, True])
def test_without_a_valid_policy_nothing_is_judged(threshold: float) -> None:
    decision = decide(exchange(), Policy(threshold), seen_request_ids=frozenset())
    assert decision == Decision(
        Verdict.ERROR, Reason.BAD_POLICY, detail="threshold", http_status=200
    )


def test_the_policys_threshold_is_the_one_that_counts() -> None:
    decision = decide(exchange(), Policy(0.93), seen_request_ids=frozenset())
    assert decision.reason is Reason.BOUNDARY


@pytest.mark.parametrize(
    ("status", "verdict", "reason"),
    [
        (200, Verdict.ERROR, Reason.MALFORMED),
        (404, Verdict.ERROR, Reason.MALFORMED),
        (502, Verdict.RETRY, Reason.SERVER),
        (599, Verdict.RETRY, Reason.SERVER),
    ],
)
def test_a_body_that_is_no_json(status: int, verdict: Verdict, reason: Reason) -> None:
    decision = judged(b"<html>LIVE</html>", status=status)
    assert decision == Decision(verdict, reason, detail="not JSON", http_status=status)


def test_the_servers_words_are_made_fit_for_a_log() -> None:
    words = "a\n\x1b[2J\u202eb" + "x" * 600
    data = {"liveness_score": 0.1, "is_live": False, "risk_reason": words}
    decision = judged(changed(msg=words, msg_cn=words, data=data))
    for text in (decision.message, decision.message_cn, decision.risk_reason):
        assert text.startswith("a  [2J bx")
        assert len(text) == 512
        assert text.isprintable()


@pytest.mark.parametrize("risk", [GONE, None, 5, ["x"]])
def test_what_is_no_text_leaves_no_words(risk: object) -> None:
    data = {"liveness_score": 0.1, "is_live": False, "risk_reason": risk}
    assert judged(changed(data=data, msg=7, msg_cn=None)).risk_reason == ""


@pytest.mark.parametrize(
    ("reply", "request_id"),
    [(GOOD, "id-1"), (changed(request_id="a b"), None), (b"{", None), (b"{}", None)],
)
def test_the_request_id_can_be_read_before_the_verdict(
    reply: object, request_id: str | None
) -> None:
    assert read_request_id(exchange(reply)) == request_id


def test_what_the_service_builds_is_judged_as_it_means() -> None:
    live = result_reply("id-1", score=0.9, is_live=True, risk_reason="")
    spoof = result_reply("id-1", score=0.2, is_live=False, risk_reason="screen")
    attack = attack_reply("id-1", score=0.01, risk_reason="screen")
    assert judged(live).verdict is Verdict.LIVE
    assert judged(spoof).verdict is Verdict.SPOOF
    assert judged(attack) == replace(
        judged(attack), verdict=Verdict.SPOOF, has_anomaly=False, score=0.01, risk_reason="screen"
    )
    assert judged(error_reply(Code.NO_FACE, "id-1")).reason is Reason.NO_FACE
