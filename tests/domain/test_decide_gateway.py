"""What the gateway in front of an endpoint says, and what siblings of the endpoint say."""

import json
from typing import Any

import pytest

from liveness_station.domain.decide import decide
from liveness_station.domain.exchanges import Channel, Exchange
from liveness_station.domain.policies import Policy
from liveness_station.domain.verdicts import Actor, Decision, Reason, Verdict, actor_of
from tests.domain.damage import LIVE, LIVE_BODY

POLICY = Policy(0.8)


def judged(
    status: int, body: bytes = b"", *, was_bad_image: bool = False, **fields: Any
) -> Decision:
    exchange = Exchange(status, body, Channel.VERIFIED_TLS, **fields)
    return decide(exchange, POLICY, seen_request_ids=frozenset(), was_bad_image=was_bad_image)


ROWS = [
    (400, "A400AC", "", Verdict.ERROR, Reason.AUTH, "gateway_auth"),
    (403, "A403IS", "", Verdict.ERROR, Reason.AUTH, "gateway_auth"),
    (400, "", "Invalid AppCode `x`", Verdict.ERROR, Reason.AUTH, "gateway_auth"),
    (403, "S403TE", "", Verdict.ERROR, Reason.CLOCK, "gateway_clock"),
    (400, "", "Timestamp Expired", Verdict.ERROR, Reason.CLOCK, "gateway_clock"),
    (400, "", "Nonce Used", Verdict.ERROR, Reason.GATEWAY, "gateway_client"),
    (403, "I403AA", "", Verdict.ERROR, Reason.NOT_AUTHORISED, "gateway_not_authorised"),
    (403, "", "Unauthorized", Verdict.ERROR, Reason.NOT_AUTHORISED, "gateway_not_authorised"),
    (403, "B403MQ", "", Verdict.ERROR, Reason.QUOTA, "gateway_quota"),
    (403, "", "Quota Exhausted", Verdict.ERROR, Reason.QUOTA, "gateway_quota"),
    (403, "", "User Arrears", Verdict.ERROR, Reason.QUOTA, "gateway_arrears"),
    (403, "B403OD", "", Verdict.ERROR, Reason.PROVIDER, "gateway_provider"),
    (451, "B451DO", "", Verdict.ERROR, Reason.PROVIDER, "gateway_blocked"),
    (429, "T429ID", "", Verdict.RETRY, Reason.THROTTLED, "gateway_throttled"),
    (403, "", "Throttled by USER", Verdict.RETRY, Reason.THROTTLED, "gateway_throttled"),
    (404, "I404NF", "", Verdict.ERROR, Reason.ADDRESS, "gateway_path"),
    (400, "", "Invalid Url", Verdict.ERROR, Reason.ADDRESS, "gateway_path"),
    (413, "I413RL", "", Verdict.ERROR, Reason.TOO_LARGE, "gateway_too_large"),
    (504, "D504TO", "", Verdict.RETRY, Reason.SERVER, "gateway_backend"),
    (500, "", "Failed To Invoke Backend Service", Verdict.RETRY, Reason.SERVER, "gateway_backend"),
    (503, "D503CB", "", Verdict.RETRY, Reason.BREAKER, "gateway_breaker"),
    (503, "", "Service Unavailable", Verdict.RETRY, Reason.BREAKER, "gateway_breaker"),
    (400, "?", "", Verdict.ERROR, Reason.GATEWAY, "gateway_unknown"),
    (499, "?", "", Verdict.ERROR, Reason.GATEWAY, "gateway_unknown"),
    (500, "?", "", Verdict.RETRY, Reason.SERVER, "gateway_unknown"),
    (599, "?", "", Verdict.RETRY, Reason.SERVER, "gateway_unknown"),
    (401, "", "odd", Verdict.ERROR, Reason.AUTH, "gateway_unknown"),
    (403, "", "odd", Verdict.ERROR, Reason.AUTH, "gateway_unknown"),
    (407, "", "odd", Verdict.ERROR, Reason.PROXY, "gateway_unknown"),
    (429, "", "odd", Verdict.RETRY, Reason.THROTTLED, "gateway_unknown"),
    (200, "B403MQ", "", Verdict.ERROR, Reason.QUOTA, "gateway_quota"),
]


@pytest.mark.parametrize(("status", "code", "message", "verdict", "reason", "detail"), ROWS)
@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"code":5000}', b'{"code":4002}'])
def test_what_the_gateway_refuses(
    status: int,
    code: str,
    message: str,
    verdict: Verdict,
    reason: Reason,
    detail: str,
    body: bytes,
) -> None:
    decision = judged(status, body, gateway_code=code, gateway_message=message)
    assert (decision.verdict, decision.reason, decision.detail) == (verdict, reason, detail)
    assert decision.http_status == status
    assert not decision.has_anomaly


@pytest.mark.parametrize(("status", "code", "message"), [row[:3] for row in ROWS])
def test_a_result_beside_the_gateways_refusal_is_a_contradiction(
    status: int, code: str, message: str
) -> None:
    decision = judged(status, LIVE_BODY, gateway_code=code, gateway_message=message)
    assert (decision.verdict, decision.reason, decision.detail) == (
        Verdict.ERROR,
        Reason.CONTRADICTION,
        "gateway",
    )
    assert decision.request_id == "id-1"


@pytest.mark.parametrize(("status", "code", "message"), [row[:3] for row in ROWS])
def test_an_attack_beside_the_gateways_refusal_stays_an_attack(
    status: int, code: str, message: str
) -> None:
    body = b'{"code":4004,"success":false}'
    decision = judged(status, body, gateway_code=code, gateway_message=message)
    assert (decision.verdict, decision.reason) == (Verdict.SPOOF, Reason.ATTACK)
    assert decision.has_anomaly


@pytest.mark.parametrize(("code", "message"), [("", ""), ("B450BF", ""), ("", "Business")])
def test_a_business_failure_is_read_from_its_body(code: str, message: str) -> None:
    said = judged(450, b'{"code":4002}', gateway_code=code, gateway_message=message)
    assert (said.verdict, said.reason, said.code) == (Verdict.RETRY, Reason.NO_FACE, 4002)
    live = judged(450, LIVE_BODY, gateway_code=code, gateway_message=message)
    assert (live.verdict, live.detail) == (Verdict.ERROR, "http")


def test_the_signed_text_is_neither_kept_nor_shown() -> None:
    text = "Invalid Signature, Server StringToSign:`POST#kanarienvogel`"
    exchange = Exchange(400, b"", Channel.VERIFIED_TLS, gateway_message=text)
    decision = decide(exchange, POLICY, seen_request_ids=frozenset())
    assert "kanarienvogel" not in repr(exchange) + repr(decision)
    assert decision.reason is Reason.AUTH


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (101, Reason.AUTH),
        (102, Reason.AUTH),
        (103, Reason.QUOTA),
        (104, Reason.QUOTA),
        (401, Reason.AUTH),
        (403, Reason.AUTH),
    ],
)
@pytest.mark.parametrize("status", [200, 400])
def test_the_siblings_account_codes(code: int, reason: Reason, status: int) -> None:
    decision = judged(status, json.dumps({**LIVE, "code": code}).encode())
    assert (decision.verdict, decision.reason, decision.detail, decision.code) == (
        Verdict.ERROR,
        reason,
        str(code),
        code,
    )
    assert actor_of(reason) is Actor.ADMINISTRATOR


def test_a_body_too_large_is_said_by_the_status_where_the_body_says_nothing() -> None:
    assert judged(413, b"<html>").reason is Reason.TOO_LARGE
    assert judged(413, b'{"code":4001}').reason is Reason.BAD_IMAGE
    assert judged(414, b"<html>").reason is Reason.MALFORMED
    assert judged(412, b"<html>").reason is Reason.MALFORMED


@pytest.mark.parametrize("status", [200, 403, 429, 500])
@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ("7A4D1F2E-11AB-4C", "7A4D1F2E-11AB-4C"),
        ("", None),
        ("a b", None),
        ("a\n", None),
        ("x" * 129, None),
    ],
)
def test_the_gateways_request_id_is_kept_where_it_can_be_copied(
    status: int, header: str, kept: str | None
) -> None:
    assert judged(status, LIVE_BODY, gateway_request_id=header).gateway_request_id == kept


@pytest.mark.parametrize(
    ("header", "wait_s"), [("1", 1), ("86400", 86400), ("999999", 86400), ("soon", None)]
)
@pytest.mark.parametrize("status", [429, 503])
def test_the_wait_that_is_asked_for_is_kept(header: str, wait_s: int | None, status: int) -> None:
    assert judged(status, retry_after=header).retry_after_s == wait_s


@pytest.mark.parametrize(("header", "wait_s"), [("", 90), ("1", 90), ("90", 90), ("91", 91)])
def test_an_open_breaker_is_left_alone_for_90_seconds_at_least(header: str, wait_s: int) -> None:
    decision = judged(503, gateway_code="D503CB", retry_after=header)
    assert decision.retry_after_s == wait_s


def test_a_second_refused_picture_in_a_row_is_no_matter_of_another_try() -> None:
    first = judged(200, b'{"code":4001,"request_id":"a"}')
    second = judged(200, b'{"code":4001,"request_id":"b"}', was_bad_image=True)
    assert (first.verdict, first.reason) == (Verdict.RETRY, Reason.BAD_IMAGE)
    assert (second.verdict, second.reason) == (Verdict.ERROR, Reason.BAD_IMAGE_AGAIN)
    assert (second.code, second.request_id, second.http_status) == (4001, "b", 200)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (LIVE_BODY, Reason.ABOVE_THRESHOLD),
        (b'{"code":4002}', Reason.NO_FACE),
        (b'{"code":4004}', Reason.ATTACK),
        (b"", Reason.MALFORMED),
    ],
)
def test_a_refused_picture_before_changes_nothing_else(body: bytes, reason: Reason) -> None:
    assert judged(200, body, was_bad_image=True) == judged(200, body)
    assert judged(200, body).reason is reason
